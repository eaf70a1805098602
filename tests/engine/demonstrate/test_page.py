"""The page: whole, escaped, without anything from elsewhere, and readable without seeing it."""

from __future__ import annotations

import io
import json
import re
from base64 import b64decode
from xml.etree.ElementTree import Element

import html5lib
import pytest
from PIL import Image

from engine.demonstrate.embedding import embedded
from engine.demonstrate.page import html_page
from engine.demonstrate.shown import Article, Demo, Exchange, Picture, Row, Section, Table, Talk
from engine.protocol.mark import mark_png
from engine.protocol.values import Recipe

EVIL = '<script>alert("1")</script>&\'\x00\x1b\ud800 end'
SAFE = '<script>alert("1")</script>&\'? end'


def picture(words: str, seed: int = 7, caption: str = "") -> Picture:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((16, 8)).convert("RGB").save(file, "PNG")
    recipe = Recipe("Tiny", "illustrate", seed, 1, 2.0, 0.0, "", "dpm++", 16, 8, words.replace("\ud800", ""))
    return Picture(mark_png(file.getvalue(), recipe), words, seed, caption)


def demo(words: str) -> Demo:
    drawn = picture(words, 7, words)
    sections = (
        Section("Rows", words, (Table((), ("a", words), (Row("both", (drawn, drawn)),)),), (words,)),
        Section("Wishes", "lead", (Table((drawn,), (words,), (Row("", (picture("x", 9),)),), (words,)),)),
        Section(
            "Talk",
            "lead",
            (
                Talk((Exchange((drawn, words, picture("b", 8), "This is"), (words, drawn)),)),
                Talk((Exchange(("one",), ()),)),
            ),
        ),
        Section("Article", "lead", (Article(words, (f"# {words}\n\n## Part\n\n{words}", drawn, "End."), 5),)),
    )
    return Demo(words, words, (16, 8), 20, 3.0, 4, sections)


def parsed(page: bytes) -> Element:
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        page, transport_encoding="utf-8"
    )
    return tree


def texts(tree: Element, path: str) -> list[str]:
    return ["".join(element.itertext()) for element in tree.iterfind(path)]


@pytest.fixture(scope="module")
def evil() -> Element:
    return parsed(html_page(demo(EVIL)))


def test_nothing_that_was_written_can_act(evil: Element) -> None:
    scripts = list(evil.iter("script"))
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert json.loads("".join(scripts[0].itertext()))["name"] == f"What {EVIL} can do"
    policy = next(meta.get("content", "") for meta in evil.iter("meta") if "Policy" in meta.get("http-equiv", ""))
    assert "default-src 'none'" in policy
    assert "script" not in policy


def test_everything_that_was_written_is_there(evil: Element) -> None:
    assert texts(evil, ".//h1") == [f"What {SAFE} can do"]
    assert texts(evil, ".//section/p[@class='lead']")[0] == SAFE
    assert SAFE in texts(evil, ".//thead//th")
    assert texts(evil, ".//td/p[@class='words']") == [SAFE, SAFE]
    assert texts(evil, ".//p[@class='note']") == [SAFE, SAFE]
    assert texts(evil, ".//article/h3") == [SAFE]
    assert texts(evil, ".//article/h4") == ["Part"]
    assert texts(evil, ".//article/p") == [SAFE, "End."]
    assert texts(evil, ".//q") == [SAFE]
    assert "(no answer)" in texts(evil, ".//li//p")


def test_nothing_comes_from_elsewhere(evil: Element) -> None:
    addresses = [
        value
        for element in evil.iter()
        for name in ("src", "href", "style")
        if (value := element.get(name)) is not None
    ]
    assert [address for address in addresses if not address.startswith(("data:", "#"))] == []
    style = "".join(next(evil.iter("style")).itertext())
    assert "url(" not in style
    assert "@import" not in style
    assert "prefers-color-scheme: dark" in style


def test_every_picture_has_words_and_a_size(evil: Element) -> None:
    images = list(evil.iter("img"))
    assert len(images) == 8
    assert {image.get("alt") for image in images} == {SAFE, "x", "b"}
    assert {(image.get("width"), image.get("height")) for image in images} == {("16", "8")}


def test_links_lead_to_sections(evil: Element) -> None:
    targets = [link.get("href", "")[1:] for link in evil.iterfind(".//nav//a")]
    assert targets == [section.get("id") for section in evil.iter("section")]
    ids = [element.get("id") for element in evil.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {section.get("aria-labelledby") for section in evil.iter("section")} <= set(ids)


def test_seeds_are_told_once_for_what_shares_them() -> None:
    tree = parsed(html_page(demo("words")))
    assert texts(tree, ".//tbody/tr/th/span") == ["seed 7"]
    assert texts(tree, ".//div[@class='came']/span") == ["seed 9"]
    assert "4" in texts(tree, ".//dl//dd")
    page = Demo(
        "m",
        "",
        (8, 8),
        1,
        1.0,
        0,
        (Section("s", "", (Table((), ("a", "b"), (Row("r", (picture("x", 1), picture("y", 2))),)),)),),
    )
    assert texts(parsed(html_page(page)), ".//tbody/tr/th/span") == ["seeds 1, 2"]


def test_examples_stand_with_their_words() -> None:
    tree = parsed(html_page(demo("words")))
    groups = tree.findall(".//div[@class='turn pattern']/div")
    assert [texts(group, "p") for group in groups] == [["words"], ["This is"]]
    assert [len(group.findall("figure")) for group in groups] == [1, 1]
    assert [texts(group, "figure//span[@class='words']") for group in groups] == [["words"], []]


def test_the_same_demonstration_is_the_same_page() -> None:
    page = html_page(demo("words"))
    assert html_page(demo("words")) == page
    assert re.search(rb"20\d\d-\d\d", page) is None


def test_pictures_are_small_and_still_marked() -> None:
    address, width, height = embedded(picture("A fox & an owl").data)
    kind, _, data = address.partition(";base64,")
    assert (kind, width, height) == ("data:image/webp", 16, 8)
    with Image.open(io.BytesIO(b64decode(data))) as image:
        assert image.size == (16, 8)
        mark = image.info["xmp"].decode()
    assert "trainedAlgorithmicMedia" in mark
    assert "A fox &amp; an owl" in mark
