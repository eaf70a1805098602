"""Documents of all kinds open, and come back from saving as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dreamwriter.document.blocks import Figure, Heading, Paragraph, Text
from dreamwriter.document.document import Document, Metadata
from dreamwriter.document.files import open_document, save_document
from dreamwriter.document.takes import FigureHistory, Take
from dreamwriter.document.textpack import packed, read_pack
from dreamwriter.errors import BadDocument, CannotSave, ChangedElsewhere
from tests.dreamwriter.document.pictures import RECIPE, asset, picture
from tests.dreamwriter.document.test_assets import huge_png

KINDS = pytest.mark.parametrize("name", ["a.textpack", "a.textbundle"])


def sample() -> Document:
    red, blue = asset("red"), asset("blue")
    takes = (Take(red.sha256, "generated", "A fox", recipe=RECIPE), Take(blue.sha256, "generated", recipe=RECIPE))
    return Document(
        (Heading(1, (Text("Fox"),)), Figure(red.target, "Red", (Text("A fox"),), "", "figure-1")),
        {red.target: red},
        {red.sha256: red, blue.sha256: blue},
        {"figure-1": FigureHistory(takes, applied=0)},
        Metadata("", "Ada", "de"),
    )


@KINDS
def test_there_and_back(tmp_path: Path, name: str) -> None:
    before = sample()
    save_document(before, tmp_path / name)
    after = open_document(tmp_path / name)
    assert replace(after, extras=before.extras) == before
    assert after.title == "Fox"
    figure = next(after.figures())
    assert figure.figure_id == "figure-1"
    assert after.take_of(figure) == before.histories["figure-1"].takes[0]


def test_only_takes_that_are_not_shown_lie_in_our_folder(tmp_path: Path) -> None:
    save_document(sample(), tmp_path / "a.textpack")
    files = read_pack(tmp_path / "a.textpack")
    shown, other = asset("red"), asset("blue")
    assert set(files) == {"info.json", "text.md", shown.target, f"dreamwriter/takes/{other.sha256}.png"}
    info = json.loads(files["info.json"])
    assert (info["version"], info["type"], info["transient"]) == (2, "net.daringfireball.markdown", False)
    assert b"dreamwriter" not in files["text.md"]


def test_a_take_that_another_program_took_out_of_the_text_is_there(tmp_path: Path) -> None:
    save_document(sample(), tmp_path / "a.textpack")
    files = {**read_pack(tmp_path / "a.textpack"), "text.md": b"# Fox\n"}
    (tmp_path / "b.textpack").write_bytes(packed(files))
    opened = open_document(tmp_path / "b.textpack")
    assert opened.pictures == sample().pictures
    assert opened.histories == sample().histories
    save_document(opened, tmp_path / "c.textpack")
    assert read_pack(tmp_path / "c.textpack").keys() == files.keys()
    assert open_document(tmp_path / "c.textpack").pictures == sample().pictures


def test_what_other_programs_wrote_is_kept(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf# Fox\r\n\r\n<!-- x -->\r\n![R](assets/my%20fox.png)  \r\n\r\n\r\nEnd"
    info = {
        "version": 2,
        "type": "net.daringfireball.markdown",
        "com.other": {"a": [1]},
        "creatorIdentifier": "com.other",
    }
    files = {
        "Content.textbundle/info.json": json.dumps(info).encode(),
        "Content.textbundle/text.md": text,
        "Content.textbundle/assets/my fox.png": picture(),
        "Content.textbundle/assets/unused.pdf": b"%PDF",
        "Content.textbundle/other/x.bin": b"\0\1",
        "__MACOSX/._a": b"mac",
    }
    path = tmp_path / "a.textpack"
    path.write_bytes(packed(files))
    document = open_document(path)
    assert document.asset_of(next(document.figures())) == asset()
    save_document(document, path, overwrite=True)
    after = read_pack(path)
    saved = json.loads(after.pop("Content.textbundle/info.json"))
    assert saved.items() >= info.items()
    del files["Content.textbundle/info.json"]
    assert after == files


@KINDS
def test_a_file_changed_by_others_is_not_overwritten_unasked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    known = save_document(sample(), path)
    known = save_document(sample(), path, known)
    with pytest.raises(ChangedElsewhere):
        save_document(sample(), path)
    other = replace(sample(), blocks=())
    save_document(other, path, overwrite=True)
    with pytest.raises(ChangedElsewhere):
        save_document(sample(), path, known)
    assert open_document(path).blocks == ()


def test_a_plain_markdown_file_brings_pictures_of_its_own_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "a.png").write_bytes(picture())
    (tmp_path / "out.png").write_bytes(picture("blue"))
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    text = (
        "![a](pictures/a.png)\n\n![b](../out.png)\n\n![c](link.png)\n\n![d](https://a.b/c.png)\n\n![e](/etc/passwd)\n"
    )
    (folder / "a.md").write_text(text)
    document = open_document(folder / "a.md")
    assert set(document.assets) == {"pictures/a.png"}
    save_document(document, tmp_path / "a.textpack")
    packed_again = open_document(tmp_path / "a.textpack")
    assert [figure.target for figure in packed_again.figures()][:2] == [asset().target, "../out.png"]
    assert packed_again.assets == {asset().target: asset()}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"info.json": b"{}"}, "no text"),
        ({"text.md": b"\xff\xfe"}, "UTF-8"),
        ({"text.md": b"a", "info.json": b"{"}, "info.json"),
        ({"text.md": b"a", "info.json": b"[" * 100_000}, "info.json"),
        ({"text.md": b"![](assets/a.png)", "assets/a.png": b"no picture"}, "a.png is no picture"),
        ({"text.md": b"![](assets/a.png)", "assets/a.png": huge_png(9000, 9000)}, "megapixels"),
        ({"text.md": b" " * (8 * 1024**2 + 1)}, "MB of text"),
    ],
)
def test_bad_documents_are_refused(tmp_path: Path, files: dict[str, bytes], words: str) -> None:
    (tmp_path / "a.textpack").write_bytes(packed(files))
    with pytest.raises(BadDocument, match=words):
        open_document(tmp_path / "a.textpack")


def test_damaged_takes_do_not_keep_the_text_closed_and_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.textpack"
    damaged = {"histories": {"figure-1": 5}}
    path.write_bytes(packed({"text.md": b"a", "info.json": json.dumps({"org.dreamwriter": damaged}).encode()}))
    document = open_document(path)
    assert document.blocks == (Paragraph((Text("a"),)),)
    save_document(document, path, overwrite=True)
    assert json.loads(read_pack(path)["info.json"])["org.dreamwriter.unread"] == damaged


def test_a_wrong_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="no name of a document"):
        save_document(sample(), tmp_path / "a.docx")


def test_a_picture_name_that_leads_out_moves_in(tmp_path: Path) -> None:
    red = asset("red")
    document = Document((Figure("assets/../../red.png"),), {"assets/../../red.png": red})
    save_document(document, tmp_path / "a.textpack")
    assert open_document(tmp_path / "a.textpack").assets == {red.target: red}
