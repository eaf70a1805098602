"""Whose work DreamWriter stands on: looked up in what is installed and in the resources, so that it is never stale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import resources
from dreamwriter.window.card_text import read_card

PROGRAM = "dreamwriter"
UNSAID = "not said"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(?P<what>[A-Za-z]+)-(?P<licence>[A-Z]+)\.txt")
_LICENCES = {"OFL": "SIL Open Font License 1.1", "ISC": "ISC"}
_LONGEST_LICENCE = 200
"""Some packages put a whole licence where its name belongs."""
_QT = (
    "Qt and PySide6 are used under the LGPL 3: as separate libraries, unchanged, which you may replace by others. "
    "Their source is at code.qt.io. The way in which words and pictures are dreamed together is that of DreamLLM "
    "(Dong et al., ICLR 2024)."
)


@dataclass(frozen=True)
class Library:
    """A package that is installed because the program needs it.

    Attributes:
        licence: SPDX expression, or what its makers say.
    """

    name: str
    version: str
    licence: str


@dataclass(frozen=True)
class BundledWork:
    """Fonts or icons that lie in the resources, with the text of their licence."""

    name: str
    licence: str
    text: str


def libraries() -> tuple[Library, ...]:
    """What the program needs, and what that needs, as far as it is installed here; by name. Blocks for a moment."""
    waiting, found = [PROGRAM], dict[str, Library]()
    seen = {PROGRAM}
    while waiting:
        name = waiting.pop()
        try:
            installed = distribution(name)
        except PackageNotFoundError:  # needed on other systems only
            continue
        if name != PROGRAM:
            found[name] = Library(installed.metadata["Name"] or name, installed.version, _licence(installed))
        for needed in _needed(installed):
            if needed not in seen:
                seen.add(needed)
                waiting.append(needed)
    return tuple(sorted(found.values(), key=lambda library: library.name.casefold()))


def bundled_works(folder: Path | None = None) -> tuple[BundledWork, ...]:
    """Fonts and icons, by the licences that lie beside them. Blocks.

    Args:
        folder: of the resources; the program's own if None.
    """
    root = folder or resources.folder()
    files = sorted((*(root / "fonts").glob("*.txt"), *(root / "icons").glob("*.txt")))
    named = ((_LICENCE_FILE.fullmatch(file.name), file) for file in files)
    return tuple(
        BundledWork(_spaced(match["what"]), _LICENCES.get(match["licence"], match["licence"]), read_card(file))
        for match, file in named
        if match is not None
    )


def credits_text() -> str:
    """All of it as Markdown. Blocks."""
    works = bundled_works()
    rows = [*((work.name, "", work.licence) for work in works),
            *((library.name, library.version, library.licence) for library in libraries())]  # fmt: skip
    lines = [
        "DreamWriter is free software under the Apache License 2.0. It stands on the work of many others.",
        _QT,
        "\n".join(["| Work | Version | Licence |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]),
        *(f"## {work.name}\n\n{work.text}" for work in works if work.text),
    ]
    return "\n\n".join(lines)


def _needed(installed: Distribution) -> Iterator[str]:
    """The names of what a package needs in any case."""
    for requirement in installed.requires or ():
        match = _NAME.match(requirement)
        if match is not None and "extra ==" not in requirement:
            yield re.sub(r"[-_.]+", "-", match[0]).lower()


def _licence(installed: Distribution) -> str:
    """What the package says: an expression, a few words, or what it is classified as."""
    told = installed.metadata
    said = next((told[key] for key in ("License-Expression", "License") if key in told), "")
    if "\n" in said or not 0 < len(said) <= _LONGEST_LICENCE:
        kinds = [kind for kind in told.get_all("Classifier") or () if kind.startswith("License ::")]
        said = ", ".join(kind.rpartition(" :: ")[2] for kind in kinds)
    return said.replace("|", "/") or UNSAID


def _spaced(name: str) -> str:
    """The name of a family as it is written: a licence's file name has no spaces."""
    return re.sub(r"(?<=Brains)(?=Mono)", " ", name)
