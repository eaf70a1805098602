"""Publishing: choose a form, see the real pages, write the file. All work is done in other threads and processes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from dreamwriter.document.document import Document
from dreamwriter.engine_client.mailbox import Mailbox
from dreamwriter.errors import DreamWriterError
from dreamwriter.export.export import export
from dreamwriter.export.options import ExportStopped
from dreamwriter.export.typesetter import Typesetter
from dreamwriter.session.background import Background
from dreamwriter.widgets.button import ButtonRole
from dreamwriter.widgets.check_box import CheckBox
from dreamwriter.widgets.chip import Choice
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.notice import Notice, NoticeBar, NoticeKind
from dreamwriter.widgets.progress_line import ProgressLine
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.theme import MEDIUM, SMALL, TIGHT, WIDE, TextRole
from dreamwriter.window.dialog import Dialog, scrolled
from dreamwriter.window.export_choices import FORMS, LANGUAGES, PAPERS, STYLES, WHAT_IT_IS, ExportChoices, file_stem
from dreamwriter.window.export_preview import ExportPreview, Preview, preview_of

_WIDTH, _HEIGHT, _SIDE = 860, 640, 272
WORKING = {"pdf": "The pages are being set …", "html": "The page is being put together …"}
UNSAID = "en"
"""What a document says of its language when nobody has said anything."""
_SETTLE_MS = 150
"""Choices that follow each other quickly make one preview."""


class ExportDialog(Dialog):
    """Shows the pages as they will be and writes them.

    Args:
        look: where the theme comes from.
        document: as it is now, a frozen value.
        last: what was chosen the last time, as `Settings.last_export` keeps it.
        folder: where file dialogs begin when nothing was exported before; "" for the system's own place.

    Signals:
        exported(Path, tuple[str, ...]): the file is written; what a person should know about it, usually nothing.
        remembered(dict): the choices, for `Settings.last_export`.
    """

    exported = Signal(object, object)
    remembered = Signal(object)

    def __init__(
        self, look: Look, document: Document, last: Mapping[str, str], folder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, "Export", _WIDTH, parent)
        self._document = document
        self._folder = folder
        self._choices = ExportChoices.from_words(last)
        self._wanted = 0
        self._stop: threading.Event | None = None
        self._typesetter = Typesetter()
        self._previewer = Typesetter()
        self._previews = Background("preview", self)
        self._exports = Background("export", self)
        self._shares: Mailbox[float] = Mailbox(self._show_share, lambda _, newer: newer, self)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._ask_preview)
        self.preview = ExportPreview(look)
        self.bar = NoticeBar(look)
        self.progress = ProgressLine(look, "Export")
        self.progress.hide()
        self.working = Label(look, "", TextRole.SMALL, "muted")
        self.working.hide()
        columns = QHBoxLayout()
        columns.setSpacing(WIDE)
        columns.addWidget(self.preview, 1)
        columns.addWidget(self._controls())
        self.body.addWidget(self.bar)
        self.body.addLayout(columns, 1)
        self.body.addWidget(self.working)
        self.body.addWidget(self.progress)
        self.cancel = self.add_button("Cancel")
        self.write = self.add_button("Export …", ButtonRole.PRIMARY)
        self.cancel.clicked.connect(self.reject)
        self.write.clicked.connect(self._choose_file)
        self.finished.connect(self._close)
        self.resize(self.minimumWidth(), _HEIGHT)
        self._show_choices()
        self._ask_preview()

    @property
    def choices(self) -> ExportChoices:
        """What is chosen now."""
        return self._choices

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._stop is not None

    def export_to(self, target: Path) -> None:
        """Write the file. Ends with `exported`, or with a notice in the dialog; `reject` stops it."""
        self._choices = replace(self._choices, folder=str(target.parent))
        self.remembered.emit(self._choices.as_words())
        document, options, stop = self._published(), self._choices.options, threading.Event()
        typesetter = self._typesetter = Typesetter()
        self._stop = stop
        self._show_busy(True)

        def tell(share: float) -> None:
            if stop.is_set():
                raise ExportStopped
            self._shares.put(share)

        self._exports.do(
            lambda: export(document, target, options, tell, typesetter),
            lambda notices: self._done(target, notices),
            self._failed,
        )

    def reject(self) -> None:
        """Esc and Cancel: stop what is being written, else close."""
        if self._stop is None:
            super().reject()
            return
        self._stop.set()
        self._typesetter.stop()
        self.cancel.setEnabled(False)
        self.cancel.setText("Stopping …")

    def _controls(self) -> QWidget:
        look, now = self._look, self._choices
        self.form = Choice(look, "Form", FORMS, now.form)
        self.paper = SegmentedControl(look, "Page size", PAPERS, now.paper)
        self.style_choice = SegmentedControl(look, "Style", STYLES, now.style)
        said = self._document.metadata.language.strip() or UNSAID
        said = now.language or said if said == UNSAID else said
        known = [*LANGUAGES, *([] if said in [each.key for each in LANGUAGES] else [Option(said, said)])]
        self.language = Choice(look, "Language", known, said)
        self.colophon = CheckBox(look, "Say which pictures a model made")
        self.colophon.setChecked(now.colophon == "yes")
        self.open_after = CheckBox(look, "Open when done")
        self.open_after.setChecked(now.open_after == "yes")
        self.about = Label(look, "", TextRole.SMALL, "muted", wrap=True)
        self.form.chosen.connect(lambda key: self._choose(form=key))
        self.paper.chosen.connect(lambda key: self._choose(paper=key))
        self.style_choice.chosen.connect(lambda key: self._choose(style=key))
        self.language.chosen.connect(lambda key: self._choose(language=key))
        self.colophon.toggled.connect(lambda on: self._choose(colophon="yes" if on else "no"))
        self.open_after.toggled.connect(lambda on: self._choose(open_after="yes" if on else "no"))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, SMALL, 0)
        column.setSpacing(TIGHT)
        for words, control in (("Form", self.form), ("", self.about), ("Page size", self.paper),
                               ("Style", self.style_choice), ("Language", self.language)):  # fmt: skip
            if words:
                label = Label(look, words, TextRole.SMALL, "muted")
                label.setBuddy(control)
                column.addWidget(label)
            column.addWidget(control)
            column.addSpacing(MEDIUM)
        column.addSpacing(SMALL)
        column.addWidget(self.colophon)
        column.addWidget(self.open_after)
        column.addStretch(1)
        area = scrolled(side, "Choices")
        area.setFixedWidth(look.theme.length(_SIDE) + SMALL)
        return area

    def _choose(self, **words: str) -> None:
        before = self._choices
        self._choices = replace(before, **words)
        self._show_choices()
        if set(words) != {"open_after"}:
            self._timer.start()

    def _show_choices(self) -> None:
        """What cannot be chosen for a form is not there to be chosen."""
        form = self._choices.form
        self.about.setText(WHAT_IT_IS[form])
        self.paper.setEnabled(form == "pdf")
        self.style_choice.setEnabled(form in ("pdf", "html"))
        self.colophon.setEnabled(form in ("pdf", "html"))

    def _published(self) -> Document:
        metadata = replace(self._document.metadata, language=self.language.value)
        return replace(self._document, metadata=metadata)

    def _ask_preview(self) -> None:
        self._wanted += 1
        number, document, choices = self._wanted, self._published(), self._choices
        self._previewer.stop()  # nobody wants the last one any more
        typesetter = self._previewer = Typesetter()
        if not self.preview.pages:
            self.preview.say("The pages are being set …")

        def work() -> Preview | None:
            try:
                return preview_of(document, choices, typesetter)
            except ExportStopped:
                return None

        def show(preview: Preview | None) -> None:
            if preview is not None and number == self._wanted:
                self.preview.show_preview(preview)

        self._previews.do(work, show, lambda error: self.preview.say(error.sentence))

    def _choose_file(self) -> None:
        suffix = f".{self._choices.form}"
        begin = Path(self._choices.folder or self._folder or Path.home()) / f"{file_stem(self._document)}{suffix}"
        dialog = QFileDialog(self, "Export", str(begin))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.setNameFilter(f"{self.form.text()} (*{suffix})")
        dialog.selectFile(begin.name)
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _done(self, target: Path, notices: tuple[str, ...]) -> None:
        self._show_busy(False)
        if self._choices.open_after == "yes":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
        self.accept()
        self.exported.emit(target, notices)

    def _failed(self, error: DreamWriterError) -> None:
        self._show_busy(False)
        if isinstance(error, ExportStopped):
            self.bar.show_notice(Notice(NoticeKind.INFO, error.sentence))
        else:
            self.bar.show_notice(Notice(NoticeKind.ERROR, error.sentence, error.advice, detail=error.detail))

    def _show_busy(self, busy: bool) -> None:
        self._stop = self._stop if busy else None
        self.progress.set_share(None if busy else 0.0)
        self.progress.setVisible(busy)
        self.working.setText(WORKING.get(self._choices.form, "The file is being written …"))
        self.working.setVisible(busy)
        self.write.set_busy(busy)
        self.cancel.setEnabled(True)
        self.cancel.setText("Stop" if busy else "Cancel")
        if busy:
            self.bar.clear()

    def _show_share(self, share: float) -> None:
        if share > 0 and self.busy:
            self.progress.set_share(share)

    def _close(self, _: int) -> None:
        self.remembered.emit(self._choices.as_words())
        self._wanted += 1
        self._previewer.stop()
        self._timer.stop()
        self._shares.close()
        self._previews.close()
        self._exports.close()
