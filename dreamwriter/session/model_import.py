"""Bringing in another model: a process of the engine turns an official folder, or a download, into a model folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from dreamwriter.errors import DreamWriterError, EngineFailed, EngineGone
from engine.protocol import wire

RELEASED = ("RunpeiDong/dreamllm-7b-chat-v1.0", "RunpeiDong/dreamllm-7b-chat-aesthetic-v1.0")
"""Names of the released models on the Hugging Face hub."""
_MOST_COMPLAINTS = 8000
_END_MILLISECONDS = 2000


class ModelImport(QObject):
    """One import. It is the only thing in the window that may use the network, and only when it is told to download.

    Signals:
        progressed(float): how much is done, 0 to 1; nothing is told while a model is being downloaded.
        finished(Path): the model is in this folder.
        failed(DreamWriterError): it could not be brought in; nothing is left behind.
        stopped(): a person stopped it; a download goes on from there the next time.
    """

    progressed = Signal(float)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is started yet."""
        super().__init__(parent)
        self._process = QProcess(self)
        self._target = Path()
        self._told: dict[str, Any] = {}
        self._complaints = ""
        self._stopping = False
        self._process.readyReadStandardOutput.connect(self._hear)
        self._process.readyReadStandardError.connect(self._hear_complaint)
        self._process.finished.connect(lambda _status, _how: self._ended())
        self._process.errorOccurred.connect(self._not_started)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self, source: str, target: Path, download: bool = False) -> None:
        """Begin; once for each object.

        Args:
            source: an official folder, or with `download` the name of a model on the hub.
            target: the folder to be made.
            download: the network may be used.
        """
        self._target = target
        # -P: a folder that a person happens to work in must not be able to stand in for the engine.
        words = ["-P", "-m", "engine", "import", "--json", source, str(target), *(["--download"] if download else [])]
        self._process.setProcessEnvironment(_environment(download))
        self._process.start(sys.executable, words)
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End it now; what is half finished is removed."""
        if self.running:
            self._stopping = True
            self._process.kill()

    def close(self) -> None:
        """End it and wait for that: the program ends."""
        self.blockSignals(True)
        self.stop()
        self._process.waitForFinished(_END_MILLISECONDS)

    def _hear(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode("utf-8", "replace")
            try:
                told = json.loads(line)
            except ValueError:
                continue  # a library that prints
            if isinstance(told, dict):
                self._told |= told
                if isinstance(told.get("share"), int | float):
                    self.progressed.emit(float(told["share"]))

    def _hear_complaint(self) -> None:
        words = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        self._complaints = (self._complaints + words)[-_MOST_COMPLAINTS:]

    def _ended(self) -> None:
        self._hear()
        self._hear_complaint()
        if self._stopping:
            shutil.rmtree(self._target.with_name(f".{self._target.name}.importing"), ignore_errors=True)
            self.stopped.emit()
        elif "done" in self._told:
            self.finished.emit(self._target)
        else:
            self.failed.emit(self._error())

    def _error(self) -> DreamWriterError:
        words = self._told.get("error")
        if isinstance(words, dict):
            said = {key: str(words.get(key, "")) for key in ("sentence", "advice", "detail", "code")}
            return EngineFailed(said["sentence"], said["advice"], said["detail"], said["code"])
        return EngineGone("The import ended in the middle.", "Try again.", self._complaints.strip())

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit(EngineGone("The import could not be started.", "Install DreamWriter anew."))


def model_target(source: str, shelf: Path) -> Path:
    """A folder on a shelf of models for what is brought in from there, which is not taken yet."""
    plain = re.sub(r"[^\w.-]+", "-", Path(source).name).strip("-.") or "model"
    names = (plain if number == 1 else f"{plain}-{number}" for number in range(1, 1000))
    return next((shelf / name for name in names if not (shelf / name).exists()), shelf / plain)


def _environment(download: bool) -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    paths = (str(Path(wire.__file__).parents[2]), environment.value("PYTHONPATH", ""))
    environment.insert("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    environment.insert("HF_HUB_DISABLE_TELEMETRY", "1")
    environment.insert("DO_NOT_TRACK", "1")
    if not download:
        environment.insert("HF_HUB_OFFLINE", "1")
    return environment
