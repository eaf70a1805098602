"""The bundled fonts: Literata for the page, Inter for the interface, JetBrains Mono for code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

import resources
from dreamwriter.errors import DreamWriterError
from dreamwriter.widgets.theme import MONO, SANS, SERIF


def load_fonts(folder: Path | None = None) -> None:
    """Make the bundled fonts known to Qt. Needs a QGuiApplication; a second call changes nothing.

    Args:
        folder: where the .ttf files lie; the bundled ones when None.

    Raises:
        DreamWriterError: a family is missing afterwards.
    """
    known = set(QFontDatabase.families())
    if known.issuperset((SERIF, SANS, MONO)) and folder is None:
        return
    added = set()
    for file in sorted((folder or resources.folder() / "fonts").glob("*.ttf")):
        added.update(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file))))
    missing = [family for family in (SERIF, SANS, MONO) if family not in added]
    if missing:
        raise DreamWriterError(
            f"A font that belongs to the program cannot be read: {', '.join(missing)}.",
            "Install DreamWriter again.",
        )
