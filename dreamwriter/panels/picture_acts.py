"""What a person does with a whole picture of the page: copy, save, replace, go back, delete."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from dreamwriter.document.assets import Asset
from dreamwriter.document.saving import write_file
from dreamwriter.document.takes import Take
from dreamwriter.engine_client.images import read_image
from dreamwriter.manuscript.brought import read_picture
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.picture_menu import PictureAct
from dreamwriter.panels.reference_box import KINDS
from dreamwriter.session.background import Background

_NAME_CHARACTERS = 48


class PictureActs(QObject):
    """Does to the open text, the clipboard and files what a menu of a picture offers.

    Args:
        background: reads and writes files, and decodes for the clipboard.
        window: over which file dialogs open.

    Signals:
        done(str): something was done, in a few words.
        did(str): something was done that undo takes back, in a few words.
        failed(DreamWriterError): a file could not be read or written.
    """

    done = Signal(str)
    did = Signal(str)
    failed = Signal(object)

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._window = window

    def do(self, manuscript: Manuscript, figure_id: str, act: PictureAct) -> None:
        """Do one of the acts that are no mode of the inspector; nothing when the figure is gone."""
        entry = manuscript.figure(figure_id)
        if entry is None:
            return
        asset = entry.asset
        match act:
            case PictureAct.COPY if asset is not None:
                self.copy(asset)
            case PictureAct.SAVE if asset is not None:
                self._choose_target(asset, manuscript.caption(figure_id) or entry.record.alt)
            case PictureAct.REPLACE:
                self._choose_source(manuscript, figure_id)
            case PictureAct.RESET if entry.record.history is not None and entry.record.history.takes:
                manuscript.apply_take(figure_id, 0)
                self.did.emit("The first take is back")
            case PictureAct.DELETE:
                manuscript.delete_figure(figure_id)
                self.did.emit("Figure deleted")

    def copy(self, asset: Asset) -> None:
        """Put a picture on the clipboard: its file for programs that know it, and its pixels for all."""

        def put(image: QImage | None) -> None:
            mime = QMimeData()
            mime.setData(asset.media_type, asset.data)
            if image is not None:
                mime.setImageData(image)
            QGuiApplication.clipboard().setMimeData(mime)
            self.done.emit("Picture copied")

        self._background.do(lambda: read_image(asset.data), put, self.failed.emit)

    def save(self, asset: Asset, path: Path) -> None:
        """Write a picture to a file, byte for byte."""
        target = path if path.suffix else path.with_suffix(asset.suffix)
        words = f"Saved as {target.name}"
        self._background.do(lambda: write_file(target, asset.data), lambda _: self.done.emit(words), self.failed.emit)

    def replace(self, manuscript: Manuscript, figure_id: str, path: Path) -> None:
        """Show a picture from a file in a figure; its takes stay."""

        def put(asset: Asset) -> None:
            created = datetime.now().astimezone().isoformat(timespec="seconds")
            manuscript.replace_picture(figure_id, asset, Take(asset.sha256, "imported", created=created))
            self.did.emit("Picture replaced")

        self._background.do(lambda: read_picture(path), put, self.failed.emit)

    def _choose_target(self, asset: Asset, words: str) -> None:
        dialog = QFileDialog(self._window.window(), "Save picture as", _file_name(words) + asset.suffix)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(asset.suffix[1:])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save(asset, Path(name)))
        dialog.open()

    def _choose_source(self, manuscript: Manuscript, figure_id: str) -> None:
        dialog = QFileDialog(self._window.window(), "Replace the picture", "", KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.replace(manuscript, figure_id, Path(name)))
        dialog.open()


def _file_name(words: str) -> str:
    kept = "".join(char if char.isalnum() or char in " -" else "" for char in words)
    return " ".join(kept.split())[:_NAME_CHARACTERS].strip() or "picture"
