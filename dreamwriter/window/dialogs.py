"""Opens the dialogs, one at a time over the window, and lets hold what was decided in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from dreamwriter.document.document import Document
from dreamwriter.errors import DreamWriterError
from dreamwriter.session.background import Background
from dreamwriter.session.models import ModelEntry, list_models
from dreamwriter.session.open_file import OpenFile
from dreamwriter.settings import Settings, write_settings
from dreamwriter.widgets.look import Look, ThemeChoice
from dreamwriter.window.crash import CrashDialog
from dreamwriter.window.link_dialog import LinkDialog
from dreamwriter.window.open_recent import OpenRecent

PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp *.gif)"


class Dialogs(QObject):
    """What can be asked of a person, and the settings, which change only here.

    Args:
        look: follows the settings.
        settings: as they are at first.
        config_folder: where they are written.
        background: writes them.
        window: over which dialogs open.

    Signals:
        settings_changed(Settings, Settings): before and now.
        failed(DreamWriterError): the settings could not be written.
    """

    settings_changed = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self, look: Look, settings: Settings, config_folder: Path, background: Background, window: QWidget
    ) -> None:
        super().__init__(window)
        self._look = look
        self._settings = settings
        self._config_folder = config_folder
        self._background = background
        self._window = window

    @property
    def settings(self) -> Settings:
        """As they are now."""
        return self._settings

    def change(self, settings: Settings) -> None:
        """Let other settings hold, and write them down."""
        before, self._settings = self._settings, settings
        if settings == before:
            return
        self._look.choose(ThemeChoice(settings.theme))
        self._look.set_text_scale(settings.text_scale)
        self._look.set_reduced_motion(settings.reduced_motion)

        def failed(error: DreamWriterError) -> None:
            self.failed.emit(error)

        self._background.do(lambda: write_settings(self._config_folder, settings), None, failed)
        self.settings_changed.emit(before, settings)

    def open_settings(self) -> None:
        """Theme, text, folders, model, memory, network."""
        from dreamwriter.window.settings_dialog import SettingsDialog  # not needed for the first page

        dialog = SettingsDialog(self._look, self._settings, self._window)
        dialog.changed.connect(self.change)
        self._open(dialog)

    def open_export(self, document: Document, done: Callable[[Path, tuple[str, ...]], None]) -> None:
        """Pages as they will be; `done` hears of the file that was written."""
        from dreamwriter.window.export_dialog import ExportDialog  # loads the typesetter

        dialog = ExportDialog(
            self._look, document, self._settings.last_export, self._settings.documents_folder, self._window
        )
        dialog.exported.connect(done)
        dialog.remembered.connect(lambda words: self.change(replace(self._settings, last_export=words)))
        self._open(dialog)

    def open_about(self) -> None:
        """Version, licences, the model's card. The folders of models are looked at elsewhere first."""
        from dreamwriter.window.about_dialog import AboutDialog  # not needed for the first page

        settings = self._settings

        def show(models: list[ModelEntry]) -> None:
            used = next((each for each in models if str(each.path) == settings.model), models[0] if models else None)
            self._open(AboutDialog(self._look, used, self._window))

        self._background.do(lambda: list_models(settings), show)

    def open_recent(self, file: OpenFile, chosen: Callable[[Path | None], None]) -> None:
        """Documents that were open lately; `chosen` hears which, or None for another one."""
        dialog = OpenRecent(self._look, (), self._window)
        dialog.chosen.connect(chosen)
        dialog.other_wanted.connect(lambda: chosen(None))
        dialog.forget_wanted.connect(file.forget_recent)
        file.recent_changed.connect(dialog.set_entries)
        file.list_recent()
        self._open(dialog)

    def ask_link(self, target: str, decided: Callable[[str], None]) -> None:
        """Where the selected words lead."""
        dialog = LinkDialog(self._look, target, self._window)
        dialog.decided.connect(decided)
        self._open(dialog)

    def ask_pictures(self, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        """Picture files."""
        dialog = QFileDialog(self._window, "Insert pictures", self._settings.documents_folder, PICTURES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: chosen(tuple(Path(file) for file in files)))
        self._open(dialog)

    def explain_crash(self, report: str, safe: bool, done: Callable[[], object], end: Callable[[], object]) -> None:
        """A mistake of our own, and that the text is safe."""
        dialog = CrashDialog(self._look, report, safe, self._window)
        dialog.end_wanted.connect(end)
        dialog.finished.connect(lambda _result: done())
        self._open(dialog)

    def show_file(self, path: Path) -> None:
        """Open a file with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
