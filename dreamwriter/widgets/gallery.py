"""The gallery: every widget in every state on one page. `python -m dreamwriter.widgets.gallery --help`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dreamwriter.widgets.fonts import load_fonts
from dreamwriter.widgets.gallery_pages import SECTIONS
from dreamwriter.widgets.label import Label, SectionLabel
from dreamwriter.widgets.look import Look, ThemeChoice
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.surface import Surface
from dreamwriter.widgets.theme import BROAD, HUGE, LARGE, VAST, WIDE, TextRole

WIDTH = 1120


class Gallery(Surface):
    """All sections below each other, with a switch of theme and scale above.

    Args:
        look: where the theme comes from.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self._look = look
        self.page = Surface("panel")
        column = QVBoxLayout(self.page)
        column.setContentsMargins(VAST, BROAD, VAST, HUGE)
        column.setSpacing(LARGE)
        column.addWidget(Label(look, "The parts of the window", TextRole.TITLE))
        column.addLayout(self._switches())
        for name, make in SECTIONS.items():
            column.addSpacing(WIDE)
            column.addWidget(SectionLabel(look, name))
            column.addWidget(make(look))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.page)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def sizeHint(self) -> QSize:
        """As wide as the text needs."""
        return QSize(self._look.theme.length(WIDTH), 800)

    def whole(self) -> QSize:
        """The size at which nothing has to scroll."""
        across = self.sizeHint().width()
        layout = self.page.layout()
        assert layout is not None
        return QSize(across, max(layout.totalHeightForWidth(across), layout.totalMinimumSize().height()))

    def _switches(self) -> QHBoxLayout:
        themes = [Option(choice.value, choice.value.capitalize()) for choice in ThemeChoice]
        theme = SegmentedControl(self._look, "Theme", themes, self._look.choice.value)
        theme.chosen.connect(lambda key: self._look.choose(ThemeChoice(key)))
        scales = [Option(f"{percent}", f"{percent} %") for percent in (100, 125, 150, 200)]
        now = f"{round(self._look.theme.text_scale * 100)}"
        scale = SegmentedControl(self._look, "Size of text", scales, now if now in ("125", "150", "200") else "100")
        scale.chosen.connect(lambda key: self._look.set_text_scale(int(key) / 100))
        row = QHBoxLayout()
        row.setSpacing(LARGE)
        row.addWidget(theme)
        row.addWidget(scale)
        row.addStretch(1)
        return row


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the gallery, or save a picture of it.

    Returns:
        the exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m dreamwriter.widgets.gallery", description=__doc__)
    parser.add_argument("--theme", choices=[choice.value for choice in ThemeChoice], default="system")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the text, 1 to 2")
    parser.add_argument("--shot", metavar="FILE", help="save a picture of all of it as PNG and end")
    words = parser.parse_args(arguments)
    if words.shot:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    load_fonts()
    # a picture does not move, and two of them are to be alike
    look = Look(ThemeChoice(words.theme), words.scale, reduced_motion=bool(words.shot))
    look.dress(application)
    gallery = Gallery(look)
    gallery.setWindowTitle("DreamWriter: the parts of the window")
    gallery.resize(gallery.sizeHint())
    gallery.show()
    if words.shot:
        gallery.resize(gallery.whole())
        application.processEvents()
        return 0 if gallery.grab().save(words.shot) else 1
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
