"""A page that writes down what a run does to it, and a listener that writes down what a run tells."""

from __future__ import annotations

from PySide6.QtGui import QImage

from dreamwriter.document.assets import Asset
from dreamwriter.document.takes import Take
from dreamwriter.errors import DreamWriterError
from dreamwriter.session.run import Candidate, Preview, Run


class RecordingRun:
    """A run on a page, as a list of what was done."""

    def __init__(self) -> None:
        self.text = ""
        self.done: list[str] = []
        self.takes: dict[int, Take] = {}
        self.captions: dict[int, str] = {}
        self.alts: dict[int, str] = {}
        self.previews: list[tuple[int, int, bool]] = []

    def add_text(self, piece: str) -> None:
        self.text += piece
        if not self.done or self.done[-1] != "text":
            self.done.append("text")

    def start_picture(self, index: int, width: int, height: int) -> None:
        self.done.append(f"start {index}: {width}x{height}")

    def preview(self, index: int, image: QImage | None, step: int, of: int) -> None:
        assert 1 <= step <= of
        self.previews.append((index, step, image is None))

    def finish_picture(self, index: int, asset: Asset, take: Take) -> None:
        assert asset.sha256 == take.asset
        self.takes[index] = take
        self.alts[index] = take.alt
        self.done.append(f"finish {index}")

    def set_caption(self, index: int, text: str) -> None:
        self.captions[index] = text

    def set_alt(self, index: int, alt: str) -> None:
        assert index in self.takes
        self.alts[index] = alt

    def end(self, kept: bool) -> None:
        self.done.append("kept" if kept else "nothing")


class RecordingPage:
    """A page with all runs that were begun on it."""

    def __init__(self) -> None:
        self.runs: list[RecordingRun] = []

    def begin_run(self) -> RecordingRun:
        self.runs.append(RecordingRun())
        return self.runs[-1]


class Ear:
    """All that a run tells."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.started = 0
        self.text = ""
        self.begun: list[int] = []
        self.previews: list[Preview] = []
        self.pictures: list[Candidate] = []
        self.captions: dict[int, str] = {}
        self.notices: list[str] = []
        self.shares: list[float] = []
        self.ends: list[tuple[bool, str] | DreamWriterError] = []
        run.started.connect(self._start)
        run.text.connect(self._add)
        run.picture_started.connect(lambda index, width, height: self.begun.append(index))
        run.preview.connect(self.previews.append)
        run.picture_ready.connect(self.pictures.append)
        run.caption.connect(self.captions.__setitem__)
        run.notice.connect(self.notices.append)
        run.progressed.connect(lambda progress: self.shares.append(progress.share))
        run.finished.connect(lambda kept, why: self.ends.append((kept, why)))
        run.failed.connect(self.ends.append)

    @property
    def ended(self) -> bool:
        """Whether it ended, and only once."""
        assert len(self.ends) < 2
        return len(self.ends) == 1

    @property
    def error(self) -> DreamWriterError:
        """What it failed with."""
        (end,) = self.ends
        assert isinstance(end, DreamWriterError)
        return end

    def _start(self) -> None:
        self.started += 1

    def _add(self, piece: str) -> None:
        self.text += piece
