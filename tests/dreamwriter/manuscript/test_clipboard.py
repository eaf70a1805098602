"""What is copied is Markdown and clean HTML; what is pasted is cleaned, and nothing is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from dreamwriter.manuscript.brought import pictures_in
from dreamwriter.manuscript.clipboard import copied
from tests.dreamwriter.document.pictures import picture
from tests.dreamwriter.manuscript.pages import Page, page


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _mime(text: str = "", html: str = "") -> QMimeData:
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    return mime


def _pasted(opened: Page, mime: QMimeData, plain: bool = False) -> str:
    opened.manuscript.intake.paste(opened.cursor, mime, plain)
    return opened.markdown


def test_what_is_copied_can_be_pasted_with_its_picture() -> None:
    opened = page("# T\n\n**a** [b](http://c)\n\n![A](assets/a.png)\n\n*Cap*\n\n- x\n- y")
    before = opened.markdown
    opened.cursor.select(opened.cursor.SelectionType.Document)
    mime = copied(opened.manuscript.sheet.gallery, opened.cursor)
    assert mime.text().strip() == before
    assert "<strong>a</strong>" in mime.html()
    opened.cursor.movePosition(opened.cursor.MoveOperation.End)
    opened.type("\n\n")
    assert _pasted(opened, mime).count("![A](assets/a.png)\n\n*Cap*") == 2
    first, second = opened.manuscript.figures()
    assert first.record.figure_id != second.record.figure_id


def test_words_go_into_the_line_and_blocks_between_lines() -> None:
    assert _pasted(page("ab").at("b"), _mime("*x*")) == "a*x*b"
    assert _pasted(page("a b").at("b"), _mime("# x\n\ny")) in ("a\n\n# x\n\ny\n\nb", "a \n\n# x\n\ny\n\nb")
    assert _pasted(page("```\na\n```"), _mime("x\n# y")) == "```\nax\n# y\n```"
    assert _pasted(page("![A](assets/a.png)"), _mime("x\n\ny")) == "![A](assets/a.png)\n\n*x<br>y*"
    assert _pasted(page("a"), _mime("# x\n**y**"), plain=True).startswith("a\n\n\\# x\n\n\\*\\*y")


def test_html_is_cleaned() -> None:
    html = (
        "<h2>Hi <b>you</b></h2><p>a <a href='javascript:x()'>b</a> <a href='http://y'>c</a>"
        "<img src='http://evil/x.png' alt='pic' onerror='x()'></p><script>bad()</script>"
        "<ul><li>x<ul><li>y</li></ul></li></ul><ol start=3><li><p>z</p></li></ol><pre><code>k\n l</code></pre>"
        "<blockquote><p>q<br>r</p></blockquote><table><tr><th>1</th><th>2</th></tr><tr><td>3</td></tr></table>"
    )
    assert _pasted(page(), _mime(html=html)) == (
        "## Hi **you**\n\na b [c](http://y)pic\n\n- x\n    - y\n\n3. z\n\n```\nk\n l\n```\n\n> q  \n> r\n\n"
        "| 1 | 2 |\n| --- | --- |\n| 3 |  |"
    )


@pytest.mark.parametrize(
    "html",
    ["<p>", "<li>a<td>b", "<a href=x><h1>t</h1></a>", "<b>" * 500 + "x", "<blockquote>" * 500 + "x", "a<br><br>"],
)
def test_broken_html_is_read(html: str) -> None:
    opened = page("p ")
    _pasted(opened, _mime(html=html))
    opened.manuscript.undo()
    assert opened.markdown == "p"


def test_figures_from_elsewhere_are_their_words() -> None:
    assert _pasted(page("a\n\nb").at("b"), _mime("![A fox](http://evil/x.png)\n\n*Cap*\n\nc")) == "a\n\nCap\n\nc\n\nb"


def test_pictures_are_handed_on_as_they_are(tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setData("image/png", picture())
    assert pictures_in(mime) == (picture(),)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.PNG")), QUrl("http://evil/b.png")])
    assert pictures_in(mime) == (tmp_path / "a.PNG",)
    assert pictures_in(_mime("a")) == ()
