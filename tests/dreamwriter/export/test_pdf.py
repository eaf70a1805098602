"""The PDF: tagged, with language, title, outline and fonts, marked, and made from any document."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from dreamwriter.document.blocks import (
    CodeBlock,
    Figure,
    FootnoteDefinition,
    FootnoteRef,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    Unknown,
)
from dreamwriter.errors import CannotExport
from dreamwriter.export.options import ExportOptions
from dreamwriter.export.pdf import pdf_file
from dreamwriter.export.pdf_mark import mark_pdf
from dreamwriter.export.typesetter import Typesetter, TypesetterError
from tests.dreamwriter.export.sample import paragraph, sample, words


@pytest.fixture(scope="module")
def everything() -> bytes:
    pdf = pdf_file(sample(language="en-GB", author="Ada <L>"))
    assert pdf.accessible
    return pdf.data


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def root(data: bytes) -> Any:
    return reader(data).trailer["/Root"]


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(data).pages)


def tags(node: Any) -> list[tuple[str, Any]]:
    """Kind and node of each element of the tag tree."""
    node = node.get_object()
    kids = node.get("/K", []) if isinstance(node, dict) else []
    found = [(str(node["/S"]), node)] if isinstance(node, dict) and "/S" in node else []
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid, int):
            found += tags(kid)
    return found


def test_it_is_tagged_named_and_in_a_language(everything: bytes) -> None:
    assert bool(root(everything)["/MarkInfo"]["/Marked"])
    assert root(everything)["/Lang"] == "en-GB"
    assert root(everything)["/ViewerPreferences"]["/DisplayDocTitle"]
    information = reader(everything).metadata
    assert information is not None
    assert (information.title, information.author) == ("A red fox & the <snow>", "Ada <L>")


def test_it_says_that_it_is_pdf_ua_and_ai_made(everything: bytes) -> None:
    xmp = root(everything)["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>" in xmp


def test_the_tags_say_what_everything_is(everything: bytes) -> None:
    found = tags(root(everything)["/StructTreeRoot"])
    kinds = [kind for kind, _ in found]
    for kind in (
        "/H1",
        "/H2",
        "/P",
        "/L",
        "/LI",
        "/Table",
        "/TH",
        "/TD",
        "/Figure",
        "/Caption",
        "/Link",
        "/Note",
        "/Code",
    ):
        assert kind in kinds, kind
    described = [str(node["/Alt"]) for kind, node in found if kind == "/Figure"]
    assert described[:2] == ['A "red" fox', "A white owl"]
    assert all(described)


def test_headings_are_bookmarks(everything: bytes) -> None:
    first, inner = reader(everything).outline
    assert getattr(first, "title", "") == "A red fox & the <snow>"
    assert isinstance(inner, list)
    assert [getattr(entry, "title", "") for entry in inner] == ["What the night brings"]


def test_every_font_is_in_the_file(everything: bytes) -> None:
    names = set()
    for page in reader(everything).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0])
    assert {"Literata", "DejaVuSansMono"} <= names


def test_everything_that_was_written_is_there(everything: bytes) -> None:
    text = text_of(everything)
    for piece in ("It is a cold day.", "a < b", "Inside", "a coat", "Seen", "fox.leap()", "It has stopped.",
                  "Minus six", "Nobody refers", "A picture that is lost", "[^none]",
                  "Some pictures made with Storybook"):  # fmt: skip
        assert piece in text, piece
    images = {name for page in reader(everything).pages for name in (image.indirect_reference for image in page.images)}
    assert len(images) == 3


def test_same_bytes_each_time_and_the_mark_breaks_nothing() -> None:
    first = pdf_file(sample(), ExportOptions(paper="us-letter", colophon=False))
    assert first == pdf_file(sample(), ExportOptions(paper="us-letter", colophon=False))
    page = reader(first.data).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [612, 792]
    assert "Storybook" not in text_of(first.data)


def test_text_is_never_source() -> None:
    nasty = '#read("/etc/passwd") $x$ @ref <lbl> = h \\ "q" #{ panic() } ```'
    pdf = pdf_file(sample(paragraph(nasty), Heading(1, words(nasty)), CodeBlock(nasty), title=nasty))
    assert pdf.accessible
    text = " ".join(text_of(pdf.data).split())
    assert text.count('#read("/etc/passwd")') == 3
    assert "panic()" in text


def test_strange_documents_can_be_set() -> None:
    deep: Paragraph | Quote | ListBlock = paragraph("deep")
    for _ in range(30):
        deep = Quote((deep,))
    for _ in range(30):
        deep = ListBlock(((paragraph("x"), deep),))
    linked = (Link(words("h"), "https://a.example"), FootnoteRef("n"))
    pdf = pdf_file(
        sample(
            deep,
            Table((None,), (linked,), tuple((words("row"),) for _ in range(60))),
            paragraph(
                Link((), "https://x.example"), Link(words("a"), ""), Link(words("b"), "javascript:1"), "\x00\ud800"
            ),
            FootnoteDefinition("n", (paragraph(FootnoteRef("n"), FootnoteRef("m")), CodeBlock("c"))),
            FootnoteDefinition("m", (paragraph(FootnoteRef("n")),)),
            Unknown("<script>x</script><p>kept &amp; words</p>", "html"),
            Unknown("beyond us", "other"),
            paragraph("y" * 2000),
        )
    )
    assert pdf.accessible
    text = text_of(pdf.data)
    assert "deep" in text
    assert "kept & words" in text
    assert "beyond us" in text
    targets = [str(a.get_object().get("/A")) for page in reader(pdf.data).pages for a in page.get("/Annots", [])]
    assert "javascript" not in "".join(targets)


def test_an_empty_document_and_one_without_pictures_of_a_model() -> None:
    pdf = pdf_file(sample(Figure("assets/scan.jpg", "A scan")))
    assert "DigitalSourceType" not in root(pdf.data)["/Metadata"].get_data().decode()
    assert pdf_file(sample(paragraph(""))).accessible


def test_signs_without_a_font_are_told() -> None:
    pdf = pdf_file(sample(paragraph("a \U0001fae8\U0010fff0 b")))
    assert not pdf.accessible
    assert "\U0010fff0" in pdf.unset
    assert "b" in text_of(pdf.data)


def test_a_failure_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise TypesetterError("error: something in typst")

    monkeypatch.setattr(Typesetter, "pdf", refuse)
    with pytest.raises(CannotExport, match="could not be set as a PDF") as caught:
        pdf_file(sample(paragraph("x")))
    assert caught.value.detail == "error: something in typst"


def test_a_pdf_of_another_build_is_not_marked_by_guess() -> None:
    with pytest.raises(ValueError, match="another build"):
        mark_pdf(b"%PDF-1.7\nstartxref\n9\n%%EOF", "generated")
