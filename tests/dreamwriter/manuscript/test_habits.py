"""Markdown takes effect as it is typed, and one undo leads back to what was typed."""

from __future__ import annotations

import pytest

from tests.dreamwriter.manuscript.pages import page


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


@pytest.mark.parametrize(
    ("typed", "wanted", "undone"),
    [
        ("# a", "# a", None),
        ("### ", "###", "\\###"),
        ("- a\nb", "- a\n- b", None),
        ("* ", "-", "\\*"),
        ("3. a\nb", "3. a\n4. b", None),
        ("> a", "> a", None),
        ("x **b**", "x **b**", "x \\*\\*b\\*\\*"),
        ("x *b*", "x *b*", "x \\*b\\*"),
        ("x _b_", "x *b*", "x \\_b\\_"),
        ("\U0001f98a `b`", "\U0001f98a `b`", "\U0001f98a \\`b\\`"),
        ("**b** c", "**b** c", None),
        ("2 * 3 * 4", "2 \\* 3 \\* 4", None),
        ("snake_case_name", "snake_case_name", None),
        ("- a\n- b", "- a\n- b", None),
        ("x ***b***", "x **_b_**", "x \\***b**\\*"),
        ("see [b](c)", "see [b](c)", "see \\[b\\](c)"),
        ("[b](c) d", "[b](c) d", None),
        ('[b c](http://d/(e) "T")', '[b c](<http://d/(e)> "T")', None),
        ("![b](c)", "!\\[b\\](c)", None),
        ("[b](c d)", "\\[b\\](c d)", None),
        ("at https://a.b/c ", "at [https://a.b/c](https://a.b/c)", "at https://a.b/c"),
        ("at https://a.b/c. D", "at https://a.b/c. D", None),
        ("https://a.b\nc", "[https://a.b](https://a.b)\n\nc", None),
        ("| a | b |\nc", "| a | b |\n| --- | --- |\n| c |  |", None),
        ("|a|b|\n", "| a | b |\n| --- | --- |\n|  |  |", "\\|a\\|b\\|"),
        ("| a |\nb", "\\| a \\|\n\nb", None),
        ("a[^1] b", "a[^1] b\n\n[^1]: …", None),
        ("a[^x-1]", "a[^x-1]\n\n[^x-1]: …", "a\\[^x-1\\]"),
        ("a[^1]\n[^1]: b c", "a[^1]\n\n[^1]: b c", None),
        ("`[b](c)` d", "`[b](c)` d", None),
    ],
)
def test_habits(typed: str, wanted: str, undone: str | None) -> None:
    opened = page().type(typed)
    assert opened.markdown == wanted
    if undone is not None:
        opened.manuscript.undo()
        assert opened.markdown == undone


def test_a_fence_and_a_rule_take_effect_on_enter() -> None:
    assert page().type("```python\nx = 1").markdown == "```python\nx = 1\n```"
    opened = page().type("a\n---\nb")
    assert opened.markdown == "a\n\n***\n\nb"


def test_nothing_happens_in_code() -> None:
    assert page("```\na\n```").type(" **b**\n# c").markdown == "```\na **b**\n# c\n```"
