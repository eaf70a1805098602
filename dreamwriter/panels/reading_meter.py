"""How much of the open text the model reads when it goes on writing: a few words and a short line."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dreamwriter.engine_client.worker import Arrival, EngineWorker, WorkerJob
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.connections import Connections
from dreamwriter.session.parts import tail_of
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.progress_line import ProgressLine
from dreamwriter.widgets.theme import SMALL, TextRole
from engine.protocol.events import Measured
from engine.protocol.requests import Measure

SETTLE_MS = 700
"""The engine is asked once the text has been left alone for so long."""
WIDTH = 32
"""Of the line, in pixels at scale 1."""
_WHY = "What it does not read stays on your page, but it knows nothing of it when it goes on."


class ReadingMeter(QWidget):
    """Asks the engine when the text has settled, and tells what it said. Hidden while nothing is known.

    Args:
        look: where the theme comes from.
        manuscript: the open text.
        worker: the engine.
    """

    def __init__(self, look: Look, manuscript: Manuscript, worker: EngineWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._worker = worker
        self._manuscript = manuscript
        self._connections = Connections()
        self._asked: WorkerJob | None = None
        self._stale = True
        self._whole = True
        self.words = Label(look, role=TextRole.SMALL, colour="muted")
        self.line = ProgressLine(look, "How much of what the model can read at once is used", quiet=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.line, 0, Qt.AlignmentFlag.AlignVCenter)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        worker.state_changed.connect(self._engine_changed)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()
        self.set_manuscript(manuscript)

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Tell of another text; the old one must still be there."""
        self._connections.clear()
        self._manuscript = manuscript
        self._connections.add(manuscript.changed, self._changed)
        self.hide()
        self._changed()

    def _dress(self) -> None:
        self.line.setFixedWidth(self._look.theme.length(WIDTH))

    def _changed(self) -> None:
        self._stale = True
        self._settle.start()

    def _engine_changed(self) -> None:
        name = self._worker.state.name
        if name == "ready" and self._stale:
            self._settle.start()
        elif name not in ("ready", "busy"):  # what is told was another model's
            self._asked, self._stale = None, True
            self.hide()

    def _ask(self) -> None:
        """Ask, unless the model is at work: then its end starts the waiting again."""
        state = self._worker.state
        if not self._stale or state.name != "ready" or not state.context_tokens:
            return
        if not self._manuscript.read_through:
            self._settle.start()
            return
        self._stale = False
        if self._manuscript.text.isEmpty():
            self.hide()
            return
        tail = tail_of(self._manuscript.snapshot(), state.context_tokens)
        self._whole = tail.whole
        job = self._asked = self._worker.submit(Measure(tail.parts), lambda arrival: self._hear(job, arrival))

    def _hear(self, job: WorkerJob, arrival: Arrival) -> None:
        if job is self._asked and isinstance(arrival.event, Measured):
            self._asked = None
            self._show(arrival.event)

    def _show(self, measured: Measured) -> None:
        words = reading_words(measured, self._whole)
        advice = reading_advice(measured, self._whole)
        self.words.setText(words)
        self.line.set_share(measured.share)
        for widget in (self, self.words, self.line):
            widget.setToolTip(advice)
        self.words.setAccessibleDescription(advice)
        self.show()


def reading_words(measured: Measured, whole: bool) -> str:
    """What is read, in a few words.

    Args:
        whole: all of the text was measured; otherwise words before it are left out, too.
    """
    if not whole or measured.words_read < measured.words:
        return f"The model reads the last {measured.words_read:,} words"
    if measured.pictures_read < measured.pictures:
        read = measured.pictures_read
        seen = "no picture" if read == 0 else "the last picture" if read == 1 else f"the last {read} pictures"
        return f"The model reads all words and {seen}"
    return "The model reads all of this page"


def reading_advice(measured: Measured, whole: bool) -> str:
    """The same at length."""
    left_out = not whole or measured.words_read < measured.words
    sentences = ["A model can read only so much at once; the line shows how much of that is used."]
    if left_out:
        sentences.append(f"It reads the title, and the text from “{measured.begins} …” on." if measured.begins else "")
    if measured.pictures_read < measured.pictures:
        sentences.append("Of pictures further up it reads the captions only.")
    if left_out:
        sentences.append(_WHY)
    return " ".join(filter(None, sentences))
