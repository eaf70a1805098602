"""Bringing in another DreamLLM, from a folder or, when a person is not offline, from the hub."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from dreamwriter.errors import DreamWriterError
from dreamwriter.session.model_import import RELEASED, ModelImport, model_target
from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.chip import Choice
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.notice import Notice, NoticeBar, NoticeKind
from dreamwriter.widgets.progress_line import ProgressLine
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.theme import SMALL, TextRole
from dreamwriter.window.dialog import Dialog

_WIDTH = 520
FOLDER, HUB = "folder", "hub"
ABOUT = {
    FOLDER: "A folder that you downloaded: it holds config.json and the weights of a DreamLLM.",
    HUB: "The released models have 7 billion parameters. They come from huggingface.co, once, and are many gigabytes.",
}
OFFLINE = "You stay offline. To download a model, turn that off in the settings first."
WORKING = {FOLDER: "The weights are being read …", HUB: "The model is being downloaded …"}


class ImportDialog(Dialog):
    """Asks for a model and brings it in; nothing else in the window uses the network, and this only when told to.

    Args:
        look: where the theme comes from.
        shelf: the folder in which models are kept.
        offline: nothing may use the network.

    Signals:
        imported(Path): a model is in this folder now.
    """

    imported = Signal(object)

    def __init__(self, look: Look, shelf: Path, offline: bool, parent: QWidget | None = None) -> None:
        super().__init__(look, "Bring in a model", _WIDTH, parent)
        self._shelf = shelf
        self._offline = offline
        self._source = ""
        self._import: ModelImport | None = None
        self.bar = NoticeBar(look)
        options = [Option(FOLDER, "From a folder"), Option(HUB, "From the hub")]
        self.whence = SegmentedControl(look, "Where it comes from", options, FOLDER)
        self.about = Label(look, "", TextRole.SMALL, "muted", wrap=True)
        self.folder = Label(look, "No folder chosen yet", colour="muted", wrap=True)
        self.choose = Button(look, "Choose …")
        self.name = Choice(look, "Model", [Option(name, name.rpartition("/")[2]) for name in RELEASED], RELEASED[0])
        self.working = Label(look, "", TextRole.SMALL, "muted")
        self.progress = ProgressLine(look, "How far the import is")
        self.choose.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        for widget in (self.bar, self.whence, self.about):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        for part in (self.name, self.working, self.progress):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.cancel = self.add_button("Cancel")
        self.bring = self.add_button("Bring it in", ButtonRole.PRIMARY)
        self.whence.chosen.connect(lambda _key: self._show())
        self.choose.clicked.connect(self._choose_folder)
        self.cancel.clicked.connect(self.reject)
        self.bring.clicked.connect(self.start)
        self.finished.connect(self._close)
        self._show()

    @property
    def busy(self) -> bool:
        """Whether a model is being brought in."""
        return self._import is not None

    def set_source(self, folder: str) -> None:
        """This folder is to be brought in."""
        self._source = folder
        self.folder.setText(folder)
        self._show()

    def start(self) -> None:
        """Bring it in. Ends with `imported`, or with a notice in the dialog; `reject` stops it."""
        download = self.whence.value == HUB
        source = self.name.value if download else self._source
        bringing = self._import = ModelImport(self)
        bringing.progressed.connect(self._show_share)
        bringing.finished.connect(self._done)
        bringing.failed.connect(self._failed)
        bringing.stopped.connect(lambda: self._over("Stopped. A download goes on from here the next time."))
        self.bar.clear()
        self.working.setText(WORKING[self.whence.value])
        self.progress.set_share(None)
        self._show()
        bringing.start(source, model_target(source, self._shelf), download)

    def reject(self) -> None:
        """Esc and Cancel: stop what is being brought in, else close."""
        if self._import is None:
            super().reject()
        else:
            self._import.stop()

    def _show(self) -> None:
        hub, busy = self.whence.value == HUB, self.busy
        self.about.setText(OFFLINE if hub and self._offline else ABOUT[HUB if hub else FOLDER])
        self.folder.setVisible(not hub)
        self.choose.setVisible(not hub)
        self.name.setVisible(hub)
        for widget in (self.whence, self.choose, self.name):
            widget.setEnabled(not busy)
        self.bring.setEnabled(not busy and (not self._offline if hub else bool(self._source)))
        self.cancel.setText("Stop" if busy else "Cancel")
        self.working.setVisible(busy)
        self.progress.setVisible(busy)

    def _show_share(self, share: float) -> None:
        self.working.setText(f"The weights are being read … {round(share * 100)} %")
        self.progress.set_share(share)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "The folder of a DreamLLM", self._source)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.set_source)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _done(self, folder: Path) -> None:
        self._import = None
        self.accept()
        self.imported.emit(folder)

    def _failed(self, error: DreamWriterError) -> None:
        self._over("")
        self.bar.show_notice(Notice(NoticeKind.ERROR, error.sentence, error.advice, detail=error.detail))

    def _over(self, words: str) -> None:
        self._import = None
        self._show()
        if words:
            self.bar.show_notice(Notice(NoticeKind.INFO, words))

    def _close(self, _result: int) -> None:
        if self._import is not None:
            self._import.close()
