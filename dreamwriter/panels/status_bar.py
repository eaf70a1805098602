"""The bar at the foot: how much there is, whether it is saved, what the model does and reads, whether offline."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.connections import Connections
from dreamwriter.panels.reading_meter import ReadingMeter
from dreamwriter.session.open_file import OpenFile
from dreamwriter.session.progress import Progress
from dreamwriter.session.run import Run
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.surface import Surface
from dreamwriter.widgets.theme import LARGE, TARGET, TextRole

WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction, Brysbaert 2019, "How many words do we read per minute?": 238."""
LOOK_MS = 5_000
SURE_AFTER_SECONDS = 1.0

_STAGES = {
    "starting": "Waking up",
    "loading": "Loading",
    "reading": "Reading",
    "writing": "Writing",
    "painting": "Painting",
    "describing": "Describing",
    "saving": "Saving",
}


class StatusBar(Surface):
    """One quiet line.

    Args:
        look: where the theme comes from.
        manuscript: the open text.
        file: its file.
        worker: the engine.
        clock: seconds on a clock that never goes back.
    """

    def __init__(
        self,
        look: Look,
        manuscript: Manuscript,
        file: OpenFile,
        worker: EngineWorker,
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("panel", "top", parent)
        self._look = look
        self._file = file
        self._worker = worker
        self._clock = clock
        self._connections = Connections()
        self._run: Run | None = None
        self._stage: Progress | None = None
        self._began = 0.0
        self._run_words = 0
        self._saved_at: float | None = None
        self.setAccessibleName("Status")
        self.count, self.saved, self.work, self.offline = (
            Label(look, role=TextRole.SMALL, colour="muted") for _ in range(4)
        )
        self.reads = ReadingMeter(look, manuscript, worker)
        for label in (self.count, self.saved, self.offline):  # where there is little room, the others are cut
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.work.set_colour("accent")
        self.offline.setText("Offline")
        self.offline.setToolTip("Nothing of this leaves your computer.")
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, 0, LARGE, 0)
        row.setSpacing(LARGE)
        for label in (self.count, self.saved):
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for widget in (self.work, self.reads, self.offline):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._tick = QTimer(self)
        self._tick.setInterval(LOOK_MS)
        self._tick.timeout.connect(self._show_saved)
        self._tick.start()
        file.saved.connect(self._was_saved)
        file.opened.connect(self._was_opened)
        for signal in (file.unsaved_changed, file.busy_changed, file.path_changed):
            signal.connect(self._show_saved)
        worker.state_changed.connect(self._show_work)
        self.set_manuscript(manuscript)
        self._show_saved()
        self._show_work()

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Count another text; the old one must still be there."""
        self._connections.clear()
        self._manuscript = manuscript
        self.reads.set_manuscript(manuscript)
        self._connections.add(manuscript.words_changed, self._show_count)
        self._connections.add(manuscript.figures_changed, self._show_count)
        self._show_count()

    def set_offline(self, offline: bool) -> None:
        """Tell whether nothing may use the network."""
        self.offline.setVisible(offline)

    def follow(self, run: Run) -> None:
        """Tell of what the model does until this run ends. A later run takes its place."""
        self._run, self._stage = run, None
        self._began, self._run_words = self._clock(), 0

        def progressed(progress: Progress) -> None:
            if self._run is run:
                if progress.stage == "writing" and (self._stage is None or self._stage.stage != "writing"):
                    self._began, self._run_words = self._clock(), 0
                self._stage = progress
                self._show_work()

        def wrote(piece: str) -> None:
            if self._run is run:
                self._run_words += len(piece.split())

        def ended(*_: object) -> None:
            if self._run is run:
                self._run = None
            self._show_work()

        run.progressed.connect(progressed)
        run.text.connect(wrote)
        run.finished.connect(ended)
        run.failed.connect(ended)
        self._show_work()

    def sizeHint(self) -> QSize:
        """28 pixels high at scale 1."""
        return QSize(640, max(self._look.theme.length(TARGET), TARGET))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow."""
        return QSize(160, self.sizeHint().height())

    def _show_count(self) -> None:
        words, pictures = self._manuscript.words, self._manuscript.index.pictures
        minutes = max(round(words / WORDS_A_MINUTE), 1)
        pieces = [_many(words, "word")]
        if pictures:
            pieces.append(_many(pictures, "picture"))
        if words:
            pieces.append(f"{minutes} min")
        self.count.setText(" · ".join(pieces))
        self.count.setToolTip(f"About {_many(minutes, 'minute')} to read." if words else "")

    def _was_saved(self) -> None:
        self._saved_at = self._clock()
        self._show_saved()

    def _was_opened(self) -> None:
        self._saved_at = None
        self._show_saved()

    def _show_saved(self) -> None:
        if self._file.busy:
            words = "Saving …" if self._file.unsaved else "Opening …"
        elif self._file.unsaved:
            words = "Not saved yet" if self._file.path is None else "Changes not saved"
        elif self._file.path is None:
            words = ""
        elif self._saved_at is None:
            words = "Saved"
        else:
            words = f"Saved {_ago(self._clock() - self._saved_at)}"
        self.saved.setText(words)

    def _show_work(self) -> None:
        self.work.setText(self._work_words())
        self.work.setVisible(bool(self.work.text()))

    def _work_words(self) -> str:
        if self._run is None:
            return ""
        if self._stage is None:
            return "Waiting"
        words = _STAGES[self._stage.stage]
        seconds = self._clock() - self._began
        if self._stage.stage == "writing" and self._run_words and seconds > SURE_AFTER_SECONDS:
            return f"{words} · {round(self._run_words / seconds)} words/s"
        if self._stage.picture and self._stage.stage in ("painting", "describing"):
            of = f" of {self._stage.pictures}" if self._stage.pictures > 1 else ""
            return f"{words} picture {self._stage.picture}{of}"
        return words


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _ago(seconds: float) -> str:
    if seconds < LOOK_MS / 1000:
        return "just now"
    if seconds < 60:
        return f"{round(seconds)} s ago"
    if seconds < 3600:
        return f"{round(seconds / 60)} min ago"
    return f"{round(seconds / 3600)} h ago"
