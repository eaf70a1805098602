"""The settings: every change holds at once, so there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from dreamwriter.session.background import Background
from dreamwriter.session.models import ModelEntry, list_models
from dreamwriter.settings import LEAST_PAGE_FONT, MOST_PAGE_FONT, Settings, Theme, models_folder
from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.check_box import CheckBox
from dreamwriter.widgets.chip import Choice
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label, SectionLabel
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.number_field import NumberField
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.surface import Separator
from dreamwriter.widgets.theme import LARGE, MEDIUM, SMALL, TIGHT, TextRole
from dreamwriter.window.about_dialog import card_of
from dreamwriter.window.card_text import CardText
from dreamwriter.window.dialog import Dialog, scrolled
from dreamwriter.window.import_dialog import ImportDialog

_WIDTH, _HEIGHT = 600, 600
_TALLEST = 720
_SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_GIGABYTES = (0.0, 2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)
_CARD_HEIGHT = 220
_INCLUDED = ""


class SettingsDialog(Dialog):
    """All settings of a person, in sections below each other.

    Args:
        look: where the theme comes from; the dialog itself changes nothing of it.
        settings: as they are now.

    Signals:
        changed(Settings): something is set differently now. Whoever hears it lets it hold, and writes it down.
    """

    changed = Signal(object)

    def __init__(self, look: Look, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(look, "Settings", _WIDTH, parent)
        self._settings = settings
        self._background = Background("models", self)
        self._models: tuple[ModelEntry, ...] = ()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, LARGE, 0)
        self._column.setSpacing(MEDIUM)
        self._add_look()
        self._add_files()
        self._add_model()
        self._add_network()
        self._column.addStretch(1)
        area = scrolled(inside, "Settings")
        area.setMinimumHeight(_HEIGHT // 2)
        self.body.addWidget(area, 1)
        self.close_button = self.add_button("Done", ButtonRole.PRIMARY)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(lambda _: self._background.close())
        self.resize(self.minimumWidth(), min(look.theme.length(_HEIGHT), _TALLEST))
        self._look_for_models()

    @property
    def settings(self) -> Settings:
        """As they are set now."""
        return self._settings

    def _add_look(self) -> None:
        look, now = self._look, self._settings
        self._section("Look")
        themes = {"system": "As the system", "light": "Light", "dark": "Dark"}
        options = [Option(key, themes[key]) for key in get_args(Theme)]
        self.theme = SegmentedControl(look, "Colours", options, now.theme)
        self.theme.chosen.connect(lambda key: self._set(theme=key))
        self._line("Colours", self.theme)
        scales = sorted({*_SCALES, float(now.text_scale)})
        sizes = [Option(str(scale), f"{round(scale * 100)} %") for scale in scales]
        self.text_scale = Choice(look, "Size of all text", sizes, str(float(now.text_scale)))
        self.text_scale.chosen.connect(lambda key: self._set(text_scale=float(key)))
        self._line("Size of all text", self.text_scale)
        self.page_font = NumberField(
            look, "Text on the page, in pixels", LEAST_PAGE_FONT, MOST_PAGE_FONT, now.page_font_size
        )
        self.page_font.setSuffix(" px")
        self.page_font.setKeyboardTracking(False)
        self.page_font.valueChanged.connect(lambda size: self._set(page_font_size=size))
        self._line("Text on the page", self.page_font)
        self.motion = self._box("Move as little as possible", now.reduced_motion, "reduced_motion")

    def _add_files(self) -> None:
        self._section("Files")
        self.folder = self._folder_line(
            "Folder for your documents",
            self._settings.documents_folder or "The system's own folder",
            self._choose_folder,
        )

    def _add_model(self) -> None:
        look, now = self._look, self._settings
        self._section("Model")
        self.model = Choice(look, "Model", [Option(now.model, self._model_words(now.model))], now.model)
        self.model.chosen.connect(self._choose_model)
        self._line("Model in use", self.model)
        self.about_model = Label(look, "", TextRole.SMALL, "muted", wrap=True)
        self._column.addWidget(self.about_model)
        self.card_button = Button(look, "Read its card", ButtonRole.QUIET, "chevron-right")
        self.add_model = Button(look, "Add a folder of models …", ButtonRole.QUIET, "plus")
        self.bring_model = Button(look, "Bring in a model …", ButtonRole.QUIET, "download")
        self.card_button.clicked.connect(self._turn_card)
        self.add_model.clicked.connect(self._choose_shelf)
        self.bring_model.clicked.connect(self.open_import)
        row = FlowLayout(gap=SMALL)
        for button in (self.card_button, self.add_model, self.bring_model):
            button.setAutoDefault(False)
            row.addWidget(button)
        self._column.addLayout(row)
        self.card = CardText(look, "Model card")
        self.card.setMinimumHeight(_CARD_HEIGHT)
        self.card.hide()
        self._column.addWidget(self.card)
        amounts = sorted({*_GIGABYTES, float(now.memory_gigabytes)})
        options = [Option(str(one), f"At most {one:g} GB" if one else "As it needs") for one in amounts]
        self.memory = Choice(look, "Memory", options, str(float(now.memory_gigabytes)))
        self.memory.chosen.connect(lambda key: self._set(memory_gigabytes=float(key)))
        self._line("Memory", self.memory)
        note = (
            "A model that needs more is held less exactly, or not started. A change holds as soon as the model is "
            "done with what it does now."
        )
        self._column.addWidget(Label(look, note, TextRole.SMALL, "muted", wrap=True))
        if now.engine_command:
            note = "An engine of your own is set in the settings file: it knows its model and its memory itself."
            self._column.addWidget(Label(look, note, TextRole.SMALL, "muted", wrap=True))
            self.model.setEnabled(False)
            self.memory.setEnabled(False)

    def _add_network(self) -> None:
        self._section("Network")
        self.offline = self._box("Stay offline", self._settings.offline, "offline")
        note = (
            "What you write is never sent anywhere. The network is used for one thing only, to bring in a model from "
            "the hub when you ask for it, and not even for that while you stay offline."
        )
        self._column.addWidget(Label(self._look, note, TextRole.SMALL, "muted", wrap=True))

    def _section(self, name: str) -> None:
        if self._column.count():
            self._column.addSpacing(SMALL)
            self._column.addWidget(Separator(self._look))
            self._column.addSpacing(SMALL)
        self._column.addWidget(SectionLabel(self._look, name))

    def _line(self, words: str, *controls: QWidget) -> None:
        """Words at the left, controls at the right."""
        row = QHBoxLayout()
        row.setSpacing(LARGE)
        label = Label(self._look, words)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        label.setBuddy(controls[0])
        row.addWidget(label, 1)
        for control in controls:
            row.addWidget(control)
        self._column.addLayout(row)

    def _box(self, words: str, on: bool, name: str) -> CheckBox:
        box = CheckBox(self._look, words)
        box.setChecked(on)
        box.toggled.connect(lambda checked: self._set(**{name: checked}))
        self._column.addWidget(box)
        return box

    def _folder_line(self, words: str, value: str, choose: Callable[[], None]) -> Label:
        shown = Label(self._look, value, colour="muted")
        shown.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        button = Button(self._look, "Choose …")
        button.setAutoDefault(False)
        button.setAccessibleName(f"{words}: choose a folder")
        button.clicked.connect(choose)
        row = QHBoxLayout()
        row.setSpacing(LARGE)
        names = QVBoxLayout()
        names.setSpacing(TIGHT // 2)
        names.addWidget(Label(self._look, words))
        names.addWidget(shown)
        row.addLayout(names, 1)
        row.addWidget(button)
        self._column.addLayout(row)
        return shown

    def _set(self, **values: object) -> None:
        after = replace(self._settings, **values)  # type: ignore[arg-type]  # each caller names a setting and its kind
        if after != self._settings:
            self._settings = after
            self.changed.emit(after)

    def _choose_folder(self) -> None:
        self._ask_folder("Folder for your documents", self._settings.documents_folder, self.set_folder)

    def set_folder(self, folder: str) -> None:
        """Begin file dialogs in this folder from now on."""
        self.folder.setText(folder)
        self._set(documents_folder=folder)

    def _choose_shelf(self) -> None:
        shelves = self._settings.model_folders
        self._ask_folder("A folder whose folders are models", shelves[-1] if shelves else "", self.add_shelf)

    def add_shelf(self, folder: str) -> None:
        """Look for models in this folder, too."""
        self._set(model_folders=tuple(dict.fromkeys((*self._settings.model_folders, folder))))
        self._look_for_models()

    def open_import(self) -> None:
        """Bring in another model, which is used from then on."""
        dialog = ImportDialog(self._look, models_folder(), self._settings.offline, self)
        dialog.imported.connect(self.use_imported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def use_imported(self, folder: Path) -> None:
        """A model came; it is the one in use now, and its shelf is looked through from now on."""
        shelves = tuple(dict.fromkeys((*self._settings.model_folders, str(folder.parent))))
        self._set(model_folders=shelves, model=str(folder))
        self._look_for_models()

    def _ask_folder(self, title: str, begin: str, chosen: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, title, begin)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _look_for_models(self) -> None:
        settings = self._settings
        self.about_model.setText("Looking for models …")
        self._background.do(lambda: list_models(settings), self._show_models)

    def _show_models(self, models: Sequence[ModelEntry]) -> None:
        self._models = tuple(models)
        options = [Option(_key(model), model.name, str(model.path)) for model in models]
        here = self._settings.model
        if here not in [option.key for option in options]:
            options.append(Option(here, self._model_words(here)))
        self.model.set_options(options, here)
        self._show_model()

    def _choose_model(self, key: str) -> None:
        self._set(model=key)
        self._show_model()

    def _show_model(self) -> None:
        """Say what the chosen model is."""
        model = self._chosen()
        self.card_button.setEnabled(model is not None)
        if model is None:
            self.about_model.setText("This model is not there any more. Choose another one.")
            self.card.hide()
            return
        size = f"{model.bytes / 1e9:.1f} GB" if model.bytes >= 1e9 else f"{model.bytes / 1e6:.0f} MB"
        source = "comes with DreamWriter" if model.included else ""
        facts = " · ".join(filter(None, (source, size, model.licence)))
        self.about_model.setText("\n".join(filter(None, (model.description, facts))))
        self._background.do(lambda: card_of(model), self.card.show_markdown)

    def _chosen(self) -> ModelEntry | None:
        return next((model for model in self._models if _key(model) == self._settings.model), None)

    def _turn_card(self) -> None:
        shown = self.card.isHidden()
        self.card_button.set_icon("chevron-down" if shown else "chevron-right")
        self.card.setVisible(shown)

    def _model_words(self, key: str) -> str:
        return Path(key).name if key else "The one that comes with DreamWriter"


def _key(model: ModelEntry) -> str:
    return _INCLUDED if model.included else str(model.path)
