"""Buttons: with words, with an icon only, and the plain pressable thing that both are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QEnterEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from dreamwriter.widgets.drawing import draw_ground, draw_ring
from dreamwriter.widgets.keyboard_ring import KeyboardRing
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.motion import Fade, Turn
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.theme import CONTROL_RADIUS, FIELD_RADIUS, ICON, TARGET, TextRole


class ButtonRole(StrEnum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"


@dataclass(frozen=True)
class ButtonColours:
    """Roles of colour of a button: ground at rest, under the pointer, pressed; words; border. None is nothing."""

    rest: Colour | None
    hover: Colour
    pressed: Colour
    words: Colour
    border: Colour | None


BUTTON_COLOURS: dict[ButtonRole, ButtonColours] = {
    ButtonRole.PRIMARY: ButtonColours("accent", "accent_hover", "accent_pressed", "on_accent", None),
    ButtonRole.PLAIN: ButtonColours("page", "hover", "pressed", "ink", "line"),
    ButtonRole.QUIET: ButtonColours(None, "hover", "pressed", "ink", None),
    ButtonRole.DANGER: ButtonColours("page", "danger_ground", "danger_ground", "danger", "line"),
}


class Pressable(QPushButton):
    """A push button that paints itself: the ground fades under the pointer, the ring is for the keyboard only."""

    radius = FIELD_RADIUS

    def __init__(self, look: Look, text: str, role: ButtonRole, icon: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._look = look
        self._icon = icon
        self._role = role
        self._hover = Fade(look, self)
        self._ring = KeyboardRing(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def set_icon(self, name: str) -> None:
        """Show another icon; "" for none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_role(self, role: ButtonRole) -> None:
        """Ask more or less to be pressed."""
        self._role = role
        self._dress()

    def pose(self, hover: float = 0.0, ring: bool = False, down: bool = False) -> None:
        """Show a state that otherwise needs a pointer or a keyboard, for a gallery."""
        self._hover.level = hover
        self._ring.posed = ring
        self.setDown(down)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """As large as all of it: no word of a button is cut."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Fade in."""
        super().enterEvent(event)
        self._hover.send(1.0)

    def leaveEvent(self, event: QEvent) -> None:
        """Fade out."""
        super().leaveEvent(event)
        self._hover.send(0.0)

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(TextRole.BUTTON))
        self.updateGeometry()
        self.update()

    def _words_colour(self) -> QColor:
        return self._look.theme.colour(BUTTON_COLOURS[self._role].words if self.isEnabled() else "faint")

    def _paint_ground(self, painter: QPainter) -> None:
        theme, colours = self._look.theme, BUTTON_COLOURS[self._role]
        rest = theme.colour(colours.rest) if colours.rest is not None else None
        border = theme.colour(colours.border) if colours.border is not None else None
        if not self.isEnabled():
            fill = None if rest is None else theme.colour("hover" if self._role == ButtonRole.PRIMARY else "panel")
        elif self.isDown():
            fill = theme.colour(colours.pressed)
        else:
            fill = blend(
                theme.colour("hover") if self.isChecked() else rest, theme.colour(colours.hover), self._hover.level
            )
        draw_ground(painter, self.rect(), self.radius, fill, border)
        if self._ring.shown:
            draw_ring(painter, self.rect(), self.radius, theme, self._role == ButtonRole.PRIMARY)

    def _paint_icon(self, painter: QPainter, left: int, colour: QColor) -> None:
        size = self._look.theme.length(ICON)
        pixmap = self._look.icons.pixmap(self._icon, colour.name(), size, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - size) // 2, pixmap)


class Button(Pressable):
    """A button with words, and perhaps an icon before them.

    Args:
        look: where the theme comes from.
        text: one to three words.
        role: how much it asks to be pressed; one primary button in a place.
        icon: name of an icon; "" for none.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        role: ButtonRole = ButtonRole.PLAIN,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, text, role, icon, parent)
        self._turn = Turn(look, self)
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether what the button started still runs."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """Show that what the button started still runs; it cannot be pressed until then."""
        self._busy = busy
        self._turn.run(busy)
        self.setAccessibleDescription("Busy" if busy else "")
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """A busy button is not there for the pointer."""
        return not self._busy

    def nextCheckState(self) -> None:
        """A busy button keeps its state."""
        if not self._busy:
            super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A busy button is not there for the keyboard."""
        if not self._busy:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Words, icon and their space; at least 28 pixels each way."""
        theme = self._look.theme
        across = self.fontMetrics().horizontalAdvance(self._words()) + 2 * theme.length(self._side())
        if self._icon or self._busy:
            across += theme.length(ICON + 8)
        height = theme.line_height(TextRole.BUTTON) + 2 * theme.length(6)
        return QSize(max(across, TARGET), max(height, TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and words in the middle."""
        painter = QPainter(self)
        self._paint_ground(painter)
        theme = self._look.theme
        colour = self._words_colour()
        across = self.sizeHint().width() - 2 * theme.length(self._side())
        left = max((self.width() - across) // 2, 0)
        if self._busy:
            self._paint_turning(painter, left, colour)
            left += theme.length(ICON + 8)
        elif self._icon:
            self._paint_icon(painter, left, colour)
            left += theme.length(ICON + 8)
        painter.setPen(colour)
        place = QRect(left, 0, self.width() - left - 2, self.height())
        words = self.fontMetrics().elidedText(self._words(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _side(self) -> int:
        return 8 if self._role == ButtonRole.QUIET else 13

    def _words(self) -> str:
        """The words without the marks of a mnemonic."""
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _paint_turning(self, painter: QPainter, left: int, colour: QColor) -> None:
        side = self._look.theme.length(ICON - 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        place = QRectF(QPointF(left + 1.5, (self.height() - side) / 2), QSize(side, side).toSizeF())
        pen = QPen(colour, 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(place, round(-self._turn.level * 360 * 16), 270 * 16)


class IconButton(Pressable):
    """A button that is an icon; its name is its tooltip, with the shortcut beside it.

    Args:
        look: where the theme comes from.
        icon: name of the icon.
        name: what it does, for the tooltip and for screen readers.
        shortcut: such as "Ctrl+B"; shown, not bound.
        checkable: it stays down.
    """

    radius = CONTROL_RADIUS

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        shortcut: str = "",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "", ButtonRole.QUIET, icon, parent)
        self.setCheckable(checkable)
        self.set_name(name, shortcut)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what it does, and with which keys."""
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name}  {keys}" if keys else name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(keys)

    def follow(self, action: QAction) -> None:
        """Be the button of an action: name, shortcut, whether it can be used, whether it is on, what it does."""

        def copy() -> None:
            self.setCheckable(action.isCheckable())
            self.setChecked(action.isChecked())
            self.setEnabled(action.isEnabled())
            self.set_name(action.text().replace("&", "").rstrip("… "), action.shortcut().toString())

        action.changed.connect(copy)
        action.toggled.connect(self.setChecked)
        self.clicked.connect(action.trigger)
        copy()

    def sizeHint(self) -> QSize:
        """A square, 28 pixels at scale 1."""
        side = max(self._look.theme.length(TARGET), TARGET)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and icon."""
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_icon(painter, (self.width() - self._look.theme.length(ICON)) // 2, self._words_colour())


def blend(below: QColor | None, above: QColor, level: float) -> QColor:
    """The colour between two, from 0 the first to 1 the second; None is the second, transparent."""
    if below is None:
        faded = QColor(above)
        faded.setAlphaF(level)
        return faded
    steps = (
        (below.redF(), above.redF()),
        (below.greenF(), above.greenF()),
        (below.blueF(), above.blueF()),
    )
    return QColor.fromRgbF(*(one + (other - one) * level for one, other in steps))
