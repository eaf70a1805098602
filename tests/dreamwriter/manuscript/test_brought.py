"""What is pasted is read whatever it is, pictures come with it, and what cannot be taken in is told in one sentence."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from dreamwriter.errors import DreamWriterError
from dreamwriter.manuscript.brought import MAX_WORD, Clip, Pasted, clip_of, read_clip
from dreamwriter.manuscript.clipboard import copied
from dreamwriter.manuscript.gallery import Gallery
from tests.dreamwriter.document.pictures import asset, picture
from tests.dreamwriter.manuscript.pages import Page, page

FIGURE = "one\n\n![A](assets/a.png)\n\n*Cap*\n\ntwo"
PNG = base64.b64encode(picture()).decode()


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _read(mime: QMimeData, plain: bool = False) -> Pasted:
    return read_clip(clip_of(mime, Gallery(), plain))


def _html(markup: str) -> QMimeData:
    mime = QMimeData()
    mime.setHtml(markup)
    return mime


def _text(words: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(words)
    return mime


def _paste_all(opened: Page, mime: QMimeData) -> None:
    """Paste and read at once what another thread would read."""
    intake = opened.manuscript.intake
    intake.brought.connect(lambda clip, cursor: intake.take_in(cursor, read_clip(clip)))
    intake.paste(opened.cursor, mime)


def test_pictures_in_html_come_where_they_stand(tmp_path: Path) -> None:
    mime = _html(
        f"<p>a <img src='data:image/png;base64,{PNG}' alt='Fox'> b</p>"
        f'<ul><li>c<img src="data:image/png;base64,{PNG}">'
        f"</li></ul><figure><img src='data:image/png;base64,{PNG}'><figcaption>So <i>it</i> is</figcaption></figure>"
        f"<p><img src='data:image/png;base64,AAAA' alt='broken'></p><img src='file:///etc/passwd' alt='secret'>"
    )
    clip = clip_of(mime, Gallery())
    assert not clip.light
    opened = page("x")
    _paste_all(opened, mime)
    target = asset().target
    assert opened.markdown == (
        f"x\n\na b\n\n![Fox]({target})\n\n- c\n\n![]({target})\n\n![]({target})\n\n*So it is*\n\nbroken\n\nsecret"
    )
    refused = read_clip(clip).refused
    assert refused is not None
    assert str(refused).startswith("1 of 4 pictures could not be taken in.")
    opened.manuscript.undo()
    assert opened.markdown == "x"


def test_a_picture_copied_in_a_browser_is_the_picture() -> None:
    mime = _html("<meta charset='utf-8'><img src='https://example.org/fox.png' alt='A fox'>")
    mime.setData("image/png", picture())
    assert clip_of(mime, Gallery()).pictures == (picture(),)
    words = _html("<p>words</p>")
    words.setData("image/png", picture())
    assert clip_of(words, Gallery()).pictures == ()


def test_an_address_of_a_picture_is_told_in_a_sentence() -> None:
    refused = _read(_html("<img src='https://example.org/fox.png'>")).refused
    assert "Save it to a file" in str(refused)


def test_pixels_are_encoded_while_reading() -> None:
    image = QImage(8, 6, QImage.Format.Format_ARGB32)
    image.fill(QColor(10, 20, 30, 128))
    mime = QMimeData()
    mime.setImageData(image)
    clip = clip_of(mime, Gallery())
    assert isinstance(clip.pictures[0], QImage)
    read = read_clip(clip)
    assert (read.assets[0].media_type, read.assets[0].width, read.assets[0].height) == ("image/png", 8, 6)
    assert QImage.fromData(read.assets[0].data).pixelColor(1, 1).alpha() == 128


def test_files_are_taken_in_or_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    (tmp_path / "no suffix").write_bytes(picture("blue"))
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.4 something")
    (tmp_path / "cut.png").write_bytes(picture()[:40])
    (tmp_path / "large.png").write_bytes(_claims(9000, 9000))

    def read(*names: str) -> Pasted:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
        return _read(mime)

    assert [each.sha256 for each in read("a.png", "no suffix").assets] == [asset().sha256, asset("blue").sha256]
    assert str(read("notes.pdf").refused) == (
        "notes.pdf is no picture that can be opened. Use a PNG, JPEG, WebP or GIF file."
    )
    assert "cut.png is no picture" in str(read("cut.png").refused)
    assert "large.png is larger than 64 megapixels" in str(read("large.png").refused)
    assert "gone.png cannot be read" in str(read("gone.png").refused)
    assert "cannot be read" in str(read(".").refused)
    some = read("a.png", "notes.pdf", "gone.png")
    assert len(some.assets) == 1
    assert str(some.refused).startswith("2 of 3 pictures could not be taken in: notes.pdf, gone.png.")


def _claims(width: int, height: int) -> bytes:
    """A PNG that says it is larger than it is."""
    import struct
    import zlib

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + picture()[33:]


def test_several_pictures_are_one_step_and_stand_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    (tmp_path / "b.png").write_bytes(picture("blue"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.png", "b.png")])
    opened = page("one")
    _paste_all(opened, mime)
    assert opened.markdown == f"one\n\n![]({asset().target})\n\n![]({asset('blue').target})"
    assert len({entry.record.figure_id for entry in opened.manuscript.figures()}) == 2
    opened.manuscript.undo()
    assert opened.markdown == "one"


def test_an_address_over_words_makes_them_a_link() -> None:
    opened = page("see this").select("this")
    opened.manuscript.intake.paste(opened.cursor, _text(" https://example.org/a?b=c\n"))
    assert opened.markdown == "see [this](https://example.org/a?b=c)"
    opened.manuscript.undo()
    assert opened.markdown == "see this"
    opened = page("see").type(" ")
    opened.manuscript.intake.paste(opened.cursor, _text("https://example.org"))
    assert opened.markdown == "see [https://example.org](https://example.org)"


def test_line_ends_of_every_kind() -> None:
    for words in ("a\n\nb\n- c", "a\r\n\r\nb\r\n- c", "a\r\rb\r- c"):
        opened = page()
        opened.manuscript.intake.paste(opened.cursor, _text(words))
        assert opened.markdown == page("a\n\nb\n- c").markdown, repr(words)
        opened = page("```\nx\n```")
        opened.manuscript.intake.paste(opened.cursor, _text("a\r\nb"))
        assert opened.markdown == "```\nxa\nb\n```"
        opened = page()
        opened.manuscript.intake.paste(opened.cursor, _text("a\r\nb\r\n"), plain=True)
        assert opened.markdown == "a\n\nb"


def test_long_text_is_read_elsewhere_and_a_monster_is_refused() -> None:
    handed: list[Clip] = []
    refused: list[DreamWriterError] = []
    opened = page()
    opened.manuscript.intake.brought.connect(lambda clip, cursor: handed.append(clip))
    opened.manuscript.intake.refused.connect(refused.append)
    opened.manuscript.intake.paste(opened.cursor, _text("word " * 200_000))
    assert len(handed) == 1
    assert opened.markdown == ""
    opened.manuscript.intake.take_in(opened.cursor, read_clip(handed[0]))
    assert opened.manuscript.words == 200_000
    for words in ("x" * (MAX_WORD + 1), "word " * 1_000_000):
        opened.manuscript.intake.take_in(opened.cursor, read_clip(Clip(words)))
    assert [str(each).partition(".")[0] for each in refused] == [
        "There is a word of more than 50,000 letters in what was copied",
        "What was copied is longer than 4 million characters",
    ]
    assert opened.manuscript.words == 200_000


def test_a_figure_that_was_cut_is_itself_again() -> None:
    opened = page(FIGURE)
    entry = opened.manuscript.figures()[0]
    opened.cursor = opened.manuscript.sheet.cursor(entry.position)
    opened.cursor.setPosition(entry.position + 1, opened.cursor.MoveMode.KeepAnchor)
    mime = copied(opened.manuscript.sheet.gallery, opened.cursor)
    assert bytes(mime.data("image/png").data()) == picture()
    opened.backspace()
    assert opened.markdown == "one\n\ntwo"
    opened.at("two", after=True)
    opened.manuscript.intake.paste(opened.cursor, mime)
    assert opened.markdown == "one\n\ntwo\n\n![A](assets/a.png)\n\n*Cap*"
    assert opened.manuscript.figures()[0].record == entry.record
    opened.manuscript.intake.paste(opened.cursor, mime)
    first, second = opened.manuscript.figures()
    assert first.record.figure_id != second.record.figure_id


def test_a_figure_goes_to_another_page_with_its_picture_and_takes() -> None:
    from dreamwriter.document.takes import Take

    opened, other = page(FIGURE), page("here ![i](assets/b.png)")
    blue = asset("blue")
    figure_id = opened.manuscript.figures()[0].record.figure_id
    opened.manuscript.replace_picture(figure_id, blue, Take(blue.sha256, "generated", "Cap"))
    green = asset("green")
    opened.manuscript.add_takes(figure_id, ((Take(green.sha256, "generated"), green),))
    opened.cursor.select(opened.cursor.SelectionType.Document)
    _paste_all(other, copied(opened.manuscript.sheet.gallery, opened.cursor))
    assert other.markdown.endswith(f"\n\n![A]({blue.target})\n\n*Cap*\n\ntwo")
    entry = other.manuscript.figures()[0]
    assert entry.asset == blue
    assert entry.record.history is not None
    assert [take.asset for take in entry.record.history.takes] == [blue.sha256]
    assert set(other.manuscript.snapshot().pictures) >= {blue.sha256}


def test_other_programs_get_the_pictures_with_the_words() -> None:
    opened = page(FIGURE)
    opened.cursor.select(opened.cursor.SelectionType.Document)
    assert f"data:image/png;base64,{PNG}" in copied(opened.manuscript.sheet.gallery, opened.cursor).html()


def test_a_figure_is_moved_whole_in_one_step() -> None:
    opened = page(FIGURE)
    before, record = opened.files, opened.manuscript.figures()[0].record
    position = opened.manuscript.figures()[0].position
    moved = opened.manuscript.sheet.cursor(position)
    moved.setPosition(position + 1, moved.MoveMode.KeepAnchor)
    came = opened.manuscript.intake.move(moved, opened.manuscript.sheet.cursor(0))
    assert came == (record.figure_id,)
    assert opened.markdown == "![A](assets/a.png)\n\n*Cap*\n\none\n\ntwo"
    assert opened.manuscript.figures()[0].record == record
    opened.manuscript.undo()
    assert opened.files == before
    assert not opened.manuscript.can_undo


def test_words_are_moved_with_their_marks_in_one_step() -> None:
    opened = page("a **b** c\n\nd").select("b")
    moved = opened.cursor
    opened.cursor = opened.manuscript.sheet.cursor(0)
    opened.at("d", after=True)
    opened.manuscript.intake.move(moved, opened.cursor)
    assert opened.markdown in ("a  c\n\nd**b**", "a c\n\nd**b**")
    opened.manuscript.undo()
    assert opened.markdown == "a **b** c\n\nd"
