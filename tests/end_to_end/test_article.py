"""From a sentence to a published page, with the bundled model: textpack, HTML and PDF, opened again and looked at."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from dreamwriter.document.blocks import Heading, Paragraph, plain_text
from dreamwriter.document.document import Document
from dreamwriter.document.files import open_document
from engine.protocol.mark import read_mark
from tests.end_to_end.program import dreamwriter

PROMPT = "A red fox in the snow"


class Page(HTMLParser):
    """What a reader's program finds in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pictures: list[dict[str, str | None]] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "img":
            self.pictures.append(dict(attrs))
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds fox.textpack: a medium article with two pictures."""
    folder = tmp_path_factory.mktemp("article")
    ran = dreamwriter(folder, "write", PROMPT, "-o", "fox.textpack", "--pictures", "2", "--seed", "5", "--json")
    assert ran.returncode == 0, ran.stderr
    (folder / "fox.json").write_text(ran.stdout, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def document(folder: Path) -> Document:
    return open_document(folder / "fox.textpack")


def test_the_document_has_a_title_text_and_two_pictures(document: Document) -> None:
    assert isinstance(document.blocks[0], Heading)
    assert document.title
    paragraphs = [plain_text(block.content) for block in document.blocks if isinstance(block, Paragraph)]
    assert len(paragraphs) >= 2
    assert sum(len(paragraph.split()) for paragraph in paragraphs) >= 30
    assert len(list(document.figures())) == 2


def test_every_picture_is_a_picture_with_words_and_a_recipe(document: Document) -> None:
    for figure in document.figures():
        asset, take = document.asset_of(figure), document.take_of(figure)
        assert asset is not None
        assert take is not None
        with Image.open(io.BytesIO(asset.data)) as picture:
            assert picture.size == (asset.width, asset.height)
            assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 100
        assert figure.alt
        assert figure.alt.casefold().strip(".") != plain_text(figure.caption).casefold().strip(".")
        assert take.recipe is not None
        assert take.recipe.mode == "article"
        mark = read_mark(asset.data)
        assert mark is not None


def test_the_pack_opens_in_other_programs(folder: Path) -> None:
    with zipfile.ZipFile(folder / "fox.textpack") as pack:
        names = pack.namelist()
        text_name = next(name for name in names if name.endswith("text.md"))
        info = json.loads(pack.read(next(name for name in names if name.endswith("info.json"))))
        text = pack.read(text_name).decode("utf-8")
    assert info["version"] == 2
    assert text.startswith("# ")
    assert text.count("![") == 2


def test_the_result_for_programs_agrees_with_the_document(folder: Path, document: Document) -> None:
    result = json.loads((folder / "fox.json").read_text(encoding="utf-8"))
    assert result["title"] == document.title
    assert result["seed"] == 5
    assert result["complete"] is True
    assert [figure["alt"] for figure in result["figures"]] == [figure.alt for figure in document.figures()]


def test_it_becomes_a_page(folder: Path, document: Document) -> None:
    ran = dreamwriter(folder, "export", "fox.textpack", "-o", "fox.html")
    assert ran.returncode == 0, ran.stderr
    text = (folder / "fox.html").read_text(encoding="utf-8")
    page = Page(text)
    assert text.lower().startswith("<!doctype html>")
    assert page.tags.count("figure") == page.tags.count("figcaption") == 2
    assert document.title in page.words
    assert [picture["alt"] for picture in page.pictures] == [figure.alt for figure in document.figures()]
    for picture in page.pictures:
        kind, _, data = (picture["src"] or "").partition(";base64,")
        assert kind == "data:image/png"
        Image.open(io.BytesIO(base64.b64decode(data))).verify()
    assert not [address for address in page.addresses if address.startswith(("http:", "//"))]
    assert "trainedAlgorithmicMedia" in text


def test_it_becomes_a_pdf(folder: Path, document: Document) -> None:
    ran = dreamwriter(folder, "export", "fox.textpack", "-o", "fox.pdf")
    assert ran.returncode == 0, ran.stderr
    pdf = PdfReader(folder / "fox.pdf")
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == document.title
    assert sum(len(page.images) for page in pdf.pages) == 2
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert document.title.split()[-1] in words


def test_a_sentence_becomes_a_page_in_one_step(tmp_path: Path) -> None:
    ran = dreamwriter(
        tmp_path,
        "write",
        "A blue robot in the city at night",
        "-o",
        "robot.html",
        "--length",
        "short",
        "--pictures",
        "1",
    )
    assert ran.returncode == 0, ran.stderr
    page = Page((tmp_path / "robot.html").read_text(encoding="utf-8"))
    assert len(page.pictures) == 1
    assert "robot.html" in ran.stderr
    assert ran.stdout == ""


def test_a_sentence_becomes_a_pdf_without_pictures(tmp_path: Path) -> None:
    ran = dreamwriter(
        tmp_path, "write", "The life of owls", "-o", "owls.pdf", "--length", "short", "--pictures", "none"
    )
    assert ran.returncode == 0, ran.stderr
    pdf = PdfReader(tmp_path / "owls.pdf")
    assert sum(len(page.images) for page in pdf.pages) == 0
    assert len(pdf.pages[0].extract_text().split()) > 20


def test_pictures_are_painted_edited_and_asked_about(tmp_path: Path) -> None:
    words = ("A white owl in the forest at night.", "-o")
    first = dreamwriter(tmp_path, "illustrate", *words, "owl.png", "--seed", "11")
    again = dreamwriter(tmp_path, "illustrate", *words, "again.png", "--seed", "11")
    assert first.returncode == again.returncode == 0, first.stderr
    assert (tmp_path / "owl.png").read_bytes() == (tmp_path / "again.png").read_bytes()
    edited = dreamwriter(
        tmp_path, "edit", "owl.png", "make it day", "-o", "day.png", "--caption", words[0], "--seed", "11", "--json"
    )
    assert edited.returncode == 0, edited.stderr
    assert json.loads(edited.stdout)["pictures"][0]["caption"]
    assert (tmp_path / "day.png").read_bytes() != (tmp_path / "owl.png").read_bytes()
    asked = dreamwriter(tmp_path, "ask", "owl.png", "What is in the picture?")
    assert asked.returncode == 0, asked.stderr
    assert len(asked.stdout.split()) >= 2
