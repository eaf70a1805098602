"""The HTML page: valid, complete in itself, accessible, marked, and harmless whatever is in the document."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any

import html5lib
import pytest

from dreamwriter.document.blocks import (
    Block,
    CodeBlock,
    Figure,
    FootnoteDefinition,
    FootnoteRef,
    Heading,
    InlineImage,
    Link,
    Paragraph,
    RawInline,
    Unknown,
)
from dreamwriter.document.document import Document
from dreamwriter.export.cleaning import NO_PICTURE
from dreamwriter.export.html import html_page
from dreamwriter.export.options import ExportOptions
from tests.dreamwriter.export.sample import EVERYTHING, FOX, paragraph, sample, words


def parsed(page: str) -> Any:
    """The tree of a page; raises where it is no valid HTML5."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def body_of(page: str) -> str:
    return page.partition("<article>")[2].partition("</article>")[0]


def attributes(tree: Any) -> list[tuple[str, str, str]]:
    return [
        (node.tag, name, value) for node in tree.iter() if isinstance(node.tag, str) for name, value in node.items()
    ]


def test_the_page_is_valid_and_says_what_it_is() -> None:
    tree = parsed(html_page(sample(language="de-CH", author="Ada <L>")))
    assert tree.get("lang") == "de-CH"
    assert tree.findtext("head/title") == "A red fox & the <snow>"
    names = {meta.get("name"): meta.get("content") for meta in tree.iter("meta")}
    assert names["description"] == "It is a cold day. Nothing moves, not even the owl."
    assert names["author"] == "Ada <L>"
    assert names["viewport"] == "width=device-width, initial-scale=1"


def test_everything_that_was_written_is_there() -> None:
    text = "".join(parsed(html_page(sample())).find("body").itertext())
    for piece in (
        "A red fox & the <snow>", "a < b", "One wood.", "Inside", "a coat", "and more", "Seen", "12",
        "\tfox.leap()", "It has stopped.", "Minus six", "Nobody refers to this.", "A picture that is lost", "[^none]",
    ):  # fmt: skip
        assert piece in text


def test_it_needs_nothing_else() -> None:
    page = html_page(sample())
    for tag, name, value in attributes(parsed(page)):
        if name in ("src", "srcset", "poster", "data", "action", "background") or (tag, name) == ("link", "href"):
            assert value.startswith("data:"), (tag, name, value)
    assert re.findall(r"url\((?!data:)", page) == []
    assert "@import" not in page
    assert len(page) < 400_000


def test_pictures_are_whole_sized_and_described() -> None:
    tree = parsed(html_page(sample()))
    pictures = list(tree.iter("img"))
    assert len(pictures) == 4
    assert b64decode(pictures[0].get("src").partition(",")[2]) == FOX.data
    assert [pictures[0].get(name) for name in ("alt", "width", "height")] == ['A "red" fox', "32", "24"]
    assert all(picture.get("alt") for picture in pictures)
    assert [caption.text for caption in tree.iter("figcaption")] == ["It has stopped.", "Lost."]


def test_headings_leave_no_level_out_and_anchors_are_unique() -> None:
    page = html_page(
        sample(Heading(2, words("A")), Heading(5, words("A")), Heading(3, words("?")), Heading(1, words("B")))
    )
    assert re.findall(r'<h(\d) id="([^"]*)"', page) == [("1", "a"), ("2", "a-1"), ("2", "section"), ("1", "b")]


def test_a_title_that_is_no_heading_stands_above_the_text() -> None:
    page = html_page(sample(paragraph("x"), Heading(2, words("Part")), title="My & title"))
    assert body_of(page).strip().startswith("<h1>My &amp; title</h1>")
    assert '<h2 id="part">Part</h2>' in page


def test_footnotes_lead_there_and_back() -> None:
    tree = parsed(html_page(sample()))
    anchors = [value for _, name, value in attributes(tree) if name == "id"]
    assert len(anchors) == len(set(anchors))
    inner = [value[1:] for _, name, value in attributes(tree) if name == "href" and value.startswith("#")]
    assert {"fn:1", "fnref:1", "fnref:1:2", "what-the-night-brings"} <= set(inner)
    assert set(inner) <= set(anchors)


def test_notes_inside_notes_come_to_an_end() -> None:
    page = html_page(
        sample(
            paragraph(FootnoteRef("a")),
            FootnoteDefinition("a", (paragraph("A", FootnoteRef("b")),)),
            FootnoteDefinition("b", (paragraph("B", FootnoteRef("a"), FootnoteRef("b")), CodeBlock("c"))),
        )
    )
    parsed(page)
    assert page.count('<li id="fn:') == 2


def test_ai_pictures_are_marked_for_programs_and_for_readers() -> None:
    page = html_page(sample())
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[0])
    fox, owl, scan = data["image"]
    assert data["headline"] == "A red fox & the <snow>"
    assert fox["digitalSourceType"] == [
        "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    ]
    assert (owl["creditText"], owl["sha256"]) == (
        "Made with Storybook in DreamWriter",
        sample().pictures[owl["sha256"]].sha256,
    )
    assert "digitalSourceType" not in scan
    assert '<footer class="colophon">Some pictures made with Storybook in DreamWriter.</footer>' in page
    quiet = html_page(sample(), ExportOptions(colophon=False))
    assert "<footer" not in quiet
    assert "TrainedAlgorithmicMedia" in quiet


def test_no_colophon_without_pictures_of_a_model() -> None:
    assert "<footer" not in html_page(sample(paragraph("x")))


def test_the_policy_forbids_scripts_and_network_and_knows_the_style() -> None:
    page = html_page(sample())
    policy = next(
        m.get("content") for m in parsed(page).iter("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "script-src" not in policy
    assert "unsafe" not in policy


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jAvAsCrIpT&colon;alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<iframe src="https://evil.example"></iframe>',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<style>@import 'https://evil.example/x.css'; body{display:none}</style>",
    '<p style="position:fixed" class="colophon" id="fn:1" onclick="alert(1)">x</p>',
    '<form action="https://evil.example"><input autofocus onfocus=alert(1)></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example"><link rel=stylesheet href="https://evil.example/x.css">',
    '<object data="https://evil.example"></object><embed src="https://evil.example">',
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<img src="https://evil.example/x.png" srcset="https://evil.example/y.png 2x">',
    "</article></main></body><script>alert(1)</script>",
    "<!--<img src=x onerror=alert(1)>--><details ontoggle=alert(1) open>x</details>",
    '<video src="https://evil.example/v" poster="https://evil.example/p" onerror="alert(1)"></video>',
)


def places(attack: str) -> list[Block]:
    """Everywhere that a document can hold foreign markup or words."""
    return [
        Unknown(attack, "html"),
        Unknown("1. a\n\n       " + attack + "\n\n" + attack, "other"),
        Paragraph((RawInline(attack), *words("after"))),
        paragraph(attack, Link(words(attack), attack, attack), InlineImage(attack, attack, attack)),
        Heading(2, words(attack)),
        Figure(attack, attack, words(attack, RawInline(attack)), attack, figure_id=attack),
        CodeBlock(attack, attack),
        FootnoteDefinition("x", (paragraph(attack),)),
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_foreign_can_act(attack: str) -> None:
    page = html_page(Document((*places(attack), paragraph(FootnoteRef("x"), "The end."))))
    tree = parsed(page)
    tags = [node.tag for node in tree.find("body").iter() if isinstance(node.tag, str)]
    assert set(tags).isdisjoint(
        {
            "script",
            "style",
            "iframe",
            "svg",
            "math",
            "form",
            "input",
            "object",
            "embed",
            "base",
            "link",
            "meta",
            "video",
        }
    )
    assert len(list(tree.iter("script"))) == 1
    for tag, name, value in attributes(tree.find("body")):
        assert not name.startswith("on"), (tag, name, value)
        assert name not in ("style", "srcset", "action", "poster"), (tag, name, value)
        if name == "src":
            assert value == NO_PICTURE
        if name == "href":
            assert value.startswith(("#", "http://", "https://", "mailto:")) or ":" not in value, value
    anchors = [value for _, name, value in attributes(tree) if name == "id"]
    assert len(anchors) == len(set(anchors))
    assert "The end." in "".join(tree.find("body").itertext())


def test_tags_of_others_end_where_their_paragraph_ends() -> None:
    page = html_page(
        sample(Paragraph((RawInline('<b class="x">'), *words("bold"))), Paragraph((RawInline("<sub>"), *words("2"))))
    )
    assert "<p><b>bold</b></p>\n<p><sub>2</sub></p>" in page


def test_markup_of_others_may_show_pictures_of_the_document_only() -> None:
    page = html_page(
        sample(Unknown('<img src="assets/fox.png"><img src="assets/other.png"><img src="javascript:1">', "html"))
    )
    sources = [value for _, name, value in attributes(parsed(page)) if name == "src"]
    assert [b64decode(source.partition(",")[2]) == FOX.data for source in sources] == [True, False]
    assert sources[1] == NO_PICTURE


def test_invisible_source_stays_invisible() -> None:
    page = html_page(
        sample(
            Unknown("title: x", "front-matter"),
            paragraph("y"),
            Unknown("[a]: b", "reference"),
            Unknown("<!-- z -->", "html"),
        )
    )
    assert body_of(page).strip() == "<p>y</p>"


def test_characters_that_no_page_may_hold_are_left_out() -> None:
    page = html_page(sample(paragraph("a\x00\x1b\ud800b"), title="T\udc00", author="\x07"))
    parsed(page)
    assert "<p>ab</p>" in page
    assert page.encode()


def test_other_alphabets_bring_their_letters() -> None:
    latin = html_page(sample(paragraph("snow")))
    cyrillic = html_page(sample(paragraph("снег")))
    assert latin.count("@font-face") == 3
    assert cyrillic.count("@font-face") == 6


def test_the_same_document_gives_the_same_page() -> None:
    assert html_page(sample()) == html_page(sample(*EVERYTHING))
