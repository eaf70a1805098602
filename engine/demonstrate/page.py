"""The page of a demonstration: one HTML file that needs nothing else, the same for the same model and seed."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from string import Template

import resources
from engine.demonstrate.embedding import embedded
from engine.demonstrate.shown import Article, Demo, Part, Picture, Row, Section, Shown, Table, Talk

MANY = 5
"""From so many columns on, pictures are shown smaller."""
_NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def html_page(demo: Demo) -> bytes:
    """The whole page, in UTF-8. All words in it are escaped; the policy in its head forbids scripts and the network."""
    folder = resources.folder() / "demonstrate"
    style = (folder / "page.css").read_text(encoding="utf-8")
    page = Template((folder / "page.html").read_text(encoding="utf-8")).substitute(
        policy=escape(_policy(style)),
        title=_words(f"What {demo.model} can do"),
        style=style,
        data=_linked_data(demo),
        body=_body(demo),
    )
    return page.encode("utf-8", "replace")


def _policy(style: str) -> str:
    """Nothing may be loaded or run; the one style sheet is known by its hash."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _linked_data(demo: Demo) -> str:
    """What programs read about the page: that a model made what it shows."""
    data = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": f"What {demo.model} can do",
        "inLanguage": "en",
        "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
    }
    text = json.dumps(data)  # in ASCII; what could close the element that it stands in is written as a number
    return re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _body(demo: Demo) -> str:
    sections = "\n".join(_section(number, section) for number, section in enumerate(demo.sections, start=1))
    return f"{_header(demo)}\n<main>\n{sections}\n</main>\n{_footer(demo)}"


def _header(demo: Demo) -> str:
    width, height = demo.size
    facts = {
        "Model": _words(demo.model),
        "Pictures": f"{width} by {height} pixels, {demo.steps} steps, guidance {demo.guidance:g}",
        "Seed": str(demo.seed),
        "Made by": f"<code>python -m engine demonstrate --seed {demo.seed} -o demo.html</code>",
    }
    listed = "".join(f'<div><dt class="label">{name}</dt><dd>{value}</dd></div>' for name, value in facts.items())
    links = "".join(
        f'<li><a href="#demonstration-{number}">{_words(section.title)}</a></li>'
        for number, section in enumerate(demo.sections, start=1)
    )
    about = f'<p class="about">{_words(demo.about)}</p>' if demo.about else ""
    return (
        f'<header>\n<p class="label">DreamWriter</p>\n<h1>What {_words(demo.model)} can do</h1>\n'
        "<p>Each kind of demonstration from the DreamLLM talk, computed anew. Everything here comes from one run: "
        "nothing was chosen among several tries, nothing was left out.</p>\n"
        f'{about}\n<dl class="facts">{listed}</dl>\n<nav aria-label="Demonstrations"><ol>{links}</ol></nav>\n</header>'
    )


def _footer(demo: Demo) -> str:
    return (
        "<footer>\n<p>All pictures, answers and articles on this page were made by a model: "
        f"{_words(demo.model)}, in DreamWriter.</p>\n</footer>"
    )


def _section(number: int, section: Section) -> str:
    shown = "\n".join(_exhibit(exhibit) for exhibit in section.exhibits)
    kind = "" if any(isinstance(exhibit, Table) for exhibit in section.exhibits) else " texts"
    return (
        f'<section id="demonstration-{number}" aria-labelledby="title-{number}">\n'
        f'<h2 id="title-{number}"><span>{number}</span>{_words(section.title)}</h2>\n'
        f'<p class="lead">{_words(section.lead)}</p>\n{_notes(section.notes)}\n'
        f'<div class="exhibits{kind}">\n{shown}\n</div>\n</section>'
    )


def _exhibit(exhibit: Shown) -> str:
    match exhibit:
        case Table():
            content = _table(exhibit)
        case Talk():
            content = _talk(exhibit)
        case Article():
            content = _article(exhibit)
    return f'<div class="exhibit">\n{content}\n{_notes(exhibit.notes)}\n</div>'


def _notes(notes: tuple[str, ...]) -> str:
    return "\n".join(f'<p class="note">{_words(note)}</p>' for note in notes)


def _table(table: Table) -> str:
    named = any(row.asked for row in table.rows)
    corner = "<td></td>" if named else ""
    headings = "".join(f'<th scope="col">{_words(heading)}</th>' for heading in table.headings)
    rows = "\n".join(_row(row, named) for row in table.rows)
    many = ' class="many"' if len(table.headings) >= MANY else ""
    seed = "" if named else "".join(_seed(row.pictures) for row in table.rows)
    label = '<p class="label">What came</p>\n' if table.given else ""
    came = (
        '<div class="came" role="region" aria-label="What came" tabindex="0">\n'
        f"{label}"
        f"<table{many}>\n<thead><tr>{corner}{headings}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n{seed}\n</div>"
    )
    return f'<div class="shown">\n{_given(table.given)}\n{came}\n</div>'


def _given(pictures: tuple[Picture, ...]) -> str:
    if not pictures:
        return ""
    figures = "".join(_figure(picture, picture.words) for picture in pictures)
    return f'<div>\n<p class="label">Given</p>\n<div class="given">{figures}</div>\n</div>'


def _row(row: Row, named: bool) -> str:
    heading = f'<th scope="row">{_words(row.asked)}{_seed(row.pictures)}</th>' if named else ""
    cells = "".join(f"<td>{_image(picture)}{_caption(picture)}</td>" for picture in row.pictures)
    return f"<tr>{heading}{cells}</tr>"


def _caption(picture: Picture) -> str:
    return f'<p class="words">{_words(picture.caption)}</p>' if picture.caption else ""


def _talk(talk: Talk) -> str:
    turns = []
    for exchange in talk.exchanges:
        turns.append(_turn("person", "A person", exchange.said))
        turns.append(_turn("model", "The model", exchange.answered or ("(no answer)",)))
    return f'<ol class="talk">\n{"".join(turns)}</ol>'


def _turn(who: str, name: str, parts: tuple[Part, ...]) -> str:
    """A turn; several pictures in it stand side by side, each with the words that follow it."""
    groups: list[list[str]] = [[]]
    several = sum(isinstance(part, Picture) for part in parts) > 1
    for part in parts:
        if isinstance(part, str):
            groups[-1].append(f"<p>{_words(part)}</p>")
        elif several and groups[-1]:
            groups.append([_figure(part, part.caption)])
        else:
            groups[-1].append(_figure(part, part.caption))
    content = "".join("".join(group) if not several else f"<div>{''.join(group)}</div>" for group in groups)
    pattern = " pattern" if several else ""
    return f'<li class="{who}"><p class="label">{name}</p><div class="turn{pattern}">{content}</div></li>\n'


def _article(article: Article) -> str:
    content = "\n".join(
        _prose(part) if isinstance(part, str) else _figure(part, part.caption) for part in article.parts
    )
    return (
        f'<p class="request"><span class="label">Asked for</span><br><q>{_words(article.topic)}</q>'
        f'<span class="seed">seed {article.seed}</span></p>\n<article>\n{content}\n</article>'
    )


def _prose(markdown: str) -> str:
    """Paragraphs and headings; whatever else a model writes in Markdown is shown as it is."""
    blocks = []
    for block in filter(None, map(str.strip, markdown.split("\n\n"))):
        marks = re.match(r"(#{1,6}) +", block)
        tag = "p" if marks is None else "h3" if len(marks[1]) == 1 else "h4"
        blocks.append(f"<{tag}>{_words(block[marks.end() :] if marks else block)}</{tag}>")
    return "\n".join(blocks)


def _figure(picture: Picture, caption: str) -> str:
    words = f'<span class="words">{_words(caption)}</span>' if caption else ""
    return f"<figure>{_image(picture)}<figcaption>{words}{_seed([picture])}</figcaption></figure>"


def _image(picture: Picture) -> str:
    address, width, height = embedded(picture.data)
    return f'<img src="{address}" alt="{_words(picture.words)}" width="{width}" height="{height}">'


def _seed(pictures: Iterable[Picture]) -> str:
    """The seed of pictures, or all of theirs where they have several."""
    seeds = list(dict.fromkeys(str(picture.seed) for picture in pictures))
    return f'<span class="seed">seed{"s" if len(seeds) > 1 else ""} {", ".join(seeds)}</span>'


def _words(text: str) -> str:
    """A text that is not trusted, for an element or an attribute."""
    return escape(_NOT_PRINTABLE.sub("", text))
