"""The words of the command line: which commands there are, their options, and what each word must be."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

from dreamwriter.errors import BadUse
from engine.protocol.requests import MAX_PROMPT_CHARACTERS
from engine.protocol.values import PictureCount

MAX_PICTURES = 12
MAX_TAKES = 16
LARGEST_SEED = 2**63 - 1

Number = TypeVar("Number", int, float)


class Words(argparse.ArgumentParser):
    """An argument parser that raises `BadUse` with one sentence where argparse prints its usage and exits."""

    def error(self, message: str) -> NoReturn:
        """Refuse the words.

        Raises:
            BadUse: always.
        """
        what = message[:1].upper() + message[1:].rstrip(".")
        raise BadUse(what + ".", f"`{self.prog} --help` shows what can be said.")


def parser() -> Words:
    """The parser of the whole command line."""
    words = Words(
        prog="dreamwriter",
        description="Writes words and pictures together, with a model on this computer.",
        usage="dreamwriter [FILE]\n       dreamwriter COMMAND ...",
        epilog="Without a command the window opens, with FILE if there is one. "
        "`dreamwriter COMMAND --help` says more about a command.",
        allow_abbrev=False,
    )
    commands = words.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="dreamwriter")
    _write(commands)
    _illustrate(commands)
    _edit(commands)
    _ask(commands)
    _export(commands)
    _models(commands)
    return words


Commands = argparse._SubParsersAction  # the only name that argparse has for it


def _write(commands: Commands[Words]) -> None:
    write = _command(commands, "write", "Write an illustrated article about a sentence.")
    write.add_argument("prompt", metavar="PROMPT", type=_wish("PROMPT"), help="what the article is about")
    write.add_argument("-o", "--output", metavar="OUT", type=Path, required=True,
                       help="a file that ends in .textpack, .textbundle, .html, .pdf or .md")  # fmt: skip
    write.add_argument("--pictures", metavar="N|auto|none", type=_pictures, default="auto",
                       help="how many pictures; auto (the default) is as many as the text needs")  # fmt: skip
    write.add_argument("--length", choices=("short", "medium", "long"), default="medium")
    _engine_options(write)


def _illustrate(commands: Commands[Words]) -> None:
    illustrate = _command(commands, "illustrate", "Paint a picture of a text.")
    illustrate.add_argument("text", metavar="TEXT", type=_wish("TEXT"), help="what the picture shows")
    _picture_output(illustrate)
    illustrate.add_argument("--count", metavar="N", type=_whole("--count", 1, MAX_TAKES), default=1,
                            help="how many; several are written to OUT-1.png, OUT-2.png ...")  # fmt: skip
    _engine_options(illustrate)


def _edit(commands: Commands[Words]) -> None:
    edit = _command(
        commands, "edit", "Change a picture by words.",
        "Without options the model reads picture, caption and wish, says what the new picture shows and paints it. "
        "With --strength it repaints the picture itself as the wish says. With --reference it composes both "
        "pictures as the wish says; when the reference is the picture itself, it paints its subject anew.",
    )  # fmt: skip
    edit.add_argument("image", metavar="IMAGE", type=Path, help="a PNG, JPEG or WebP file")
    edit.add_argument("wish", metavar="WISH", type=_wish("WISH"), help='what to change, such as "make it night"')
    _picture_output(edit)
    edit.add_argument(
        "--caption", metavar="TEXT", default="", type=_text("--caption"), help="what the picture shows now"
    )
    way = edit.add_mutually_exclusive_group()
    way.add_argument("--reference", metavar="IMAGE", type=Path, help="a second picture, to be composed with the first")
    way.add_argument("--strength", metavar="X", type=_strength,
                     help="repaint this much of the picture: above 0, at most 1")  # fmt: skip
    _engine_options(edit)


def _ask(commands: Commands[Words]) -> None:
    ask = _command(commands, "ask", "Ask a question about a picture.")
    ask.add_argument("image", metavar="IMAGE", type=Path, help="a PNG, JPEG or WebP file")
    ask.add_argument("question", metavar="QUESTION", type=_wish("QUESTION"))
    _engine_options(ask)


def _export(commands: Commands[Words]) -> None:
    export = _command(commands, "export", "Turn a document into another kind of file.")
    export.add_argument("document", metavar="DOC", type=Path, help="a .textpack, .textbundle or .md")
    export.add_argument("-o", "--output", metavar="OUT", type=Path, required=True,
                        help="a file that ends in .html, .pdf, .md, .textpack or .textbundle")  # fmt: skip


def _models(commands: Commands[Words]) -> None:
    models = _command(commands, "models", "List the models that are there.")
    models.add_argument("--json", action="store_true", help="print JSON for programs")


def _command(commands: Commands[Words], name: str, summary: str, more: str = "") -> Words:
    return commands.add_parser(name, help=summary, description=f"{summary} {more}".strip(), allow_abbrev=False)


def _picture_output(command: Words) -> None:
    command.add_argument("-o", "--output", metavar="OUT.png", type=Path, required=True)


def _engine_options(command: Words) -> None:
    command.add_argument("--seed", metavar="N", type=_whole("--seed", 0, LARGEST_SEED),
                         help="the same seed makes the same thing again")  # fmt: skip
    command.add_argument("--model", metavar="PATH", default="", help="folder of another model")
    command.add_argument("--json", action="store_true", help="print the result as JSON for programs")


def _wish(name: str) -> Callable[[str], str]:
    def wish(text: str) -> str:
        if not text.strip():
            raise BadUse(f"There is no word in {name}.", "Say in a few words what you want.")
        return _text(name)(text)

    return wish


def _text(name: str) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if len(text) > MAX_PROMPT_CHARACTERS:
            raise BadUse(
                f"{name} has {len(text):,} characters, but at most {MAX_PROMPT_CHARACTERS:,} can be read.",
                "Shorten it to the part that matters.",
            )
        if any("\ud800" <= character <= "\udfff" for character in text):  # how Python keeps bytes that are no text
            raise BadUse(f"{name} holds bytes that are no text.", "Write it as plain text.")
        return text

    return checked


def _pictures(text: str) -> PictureCount:
    if text == "auto":
        return "auto"
    if text == "none":
        return 0
    return _whole("--pictures", 0, MAX_PICTURES, ", auto or none")(text)


def _whole(name: str, low: int, high: int, also: str = "") -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text[:40]) <= high:
            raise argparse.ArgumentTypeError(f"{text[:40]!r} is no whole number from {low} to {high}{also}")
        return int(text)

    return whole


def _strength(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no number above 0 and at most 1")
    return number
