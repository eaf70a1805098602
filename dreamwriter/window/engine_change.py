"""Another model, another engine, another amount of memory: the engine is started anew, but not in the midst of work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from dreamwriter.engine_client.channel import Channel
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.session.run import Run
from dreamwriter.settings import Settings
from dreamwriter.window.notice_words import change_waits_said
from dreamwriter.window.notices import Notices

OpenEngine = Callable[[], Channel]


class EngineChange(QObject):
    """Lets what is set about the engine hold: at once when the model rests, else when it is done or a person says so.

    Args:
        worker: the engine.
        notices: where it is told that a change waits.
        settings: which the engine was started with.
        engine_of: how the engine is started that settings name.
    """

    def __init__(
        self,
        worker: EngineWorker,
        notices: Notices,
        settings: Settings,
        engine_of: Callable[[Settings], OpenEngine],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._notices = notices
        self._holds = settings
        self._wanted = settings
        self._engine_of = engine_of
        self._runs: list[Run] = []

    @property
    def waits(self) -> bool:
        """Whether something is set that does not hold yet."""
        return _of_engine(self._wanted) != _of_engine(self._holds)

    def follow(self, run: Run) -> None:
        """The model began to work for a person."""
        self._runs.append(run)
        run.finished.connect(lambda _kept, _why: self._ended(run))
        run.failed.connect(lambda _error: self._ended(run))

    def change(self, settings: Settings) -> None:
        """Other settings hold now."""
        self._wanted = settings
        if not self.waits:
            self._notices.withdraw("model")
        elif self._runs:
            self._notices.show_said(change_waits_said())
        else:
            self.now()

    def now(self) -> None:
        """Start the engine as it is set; what it is at ends, and what it has made is kept."""
        if self.waits:
            self._holds = self._wanted
            self._notices.withdraw("model")
            self._notices.withdraw("engine")
            self._worker.restart(self._engine_of(self._holds))

    def _ended(self, run: Run) -> None:
        self._runs.remove(run)
        if not self._runs:
            self.now()


def _of_engine(settings: Settings) -> tuple[object, ...]:
    return settings.model, settings.engine_command, settings.memory_gigabytes
