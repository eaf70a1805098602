"""What a person does with pictures: looks at them, has them changed, compares, applies, writes captions, asks."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from dreamwriter.manuscript.gallery import FigureEntry
from dreamwriter.panels.history_group import GroupKind
from dreamwriter.panels.modes import Mode
from dreamwriter.panels.picture_menu import PictureAct
from dreamwriter.panels.said import Said
from dreamwriter.widgets.text_field import TextField
from tests.dreamwriter.window.walk.person import Person
from tests.dreamwriter.window.walk.sight import NOTHING, May
from tests.dreamwriter.window.walk.writing import Door, picture_file

MOST_RUNS = 60


def click_figure(person: Person, chance: Random) -> May:
    """Select a picture with the mouse, or give it up with Esc."""
    entry = _some(person, chance)
    if entry is None or chance.random() < 0.15:
        person.key(Qt.Key.Key_Escape)
    else:
        person.click_figure(entry)
    return NOTHING


def _some(person: Person, chance: Random) -> FigureEntry | None:
    figures = person.manuscript.figures()
    return chance.choice(figures) if figures else None


def _caption_of(person: Person, figure_id: str) -> May:
    """The words of a caption that another one takes the place of."""
    entry = person.manuscript.figure(figure_id)
    if entry is None:
        return NOTHING
    before = person.cursor()
    block = person.manuscript.text.findBlock(entry.position)
    person.stand(block.position() + block.length() - 1, block.position())
    may = person.at_risk()
    person.page.setTextCursor(before)
    return May(may.words, merges=False)


def bring_picture(person: Person, chance: Random) -> May:
    may = person.at_risk()
    person.window.page.bring_pictures((picture_file(person, chance),))
    person.files_read()
    return may


def wish(person: Person, chance: Random) -> May:
    """Say in the inspector what should become of the picture, and have it dreamed."""
    panel = person.window.picture
    if not panel.form.isVisible():
        return NOTHING
    mode = chance.choice(list(Mode))
    panel.form.modes.set_value(mode)
    panel.form.edited.emit()
    if panel.form.words.isVisible() and chance.random() < 0.9:
        _fill(panel.form.words, f"the fox with {person.word()}")
    panel.form.count.set_value(chance.choice(("1", "1", "2", "3")))
    panel.form.count.chosen.emit(panel.form.count.value)
    if panel.form.references.isVisible() and chance.random() < 0.7:
        actions = [each for each in panel.form.references.menu().actions() if each.text() and "file" not in each.text()]
        if actions:
            chance.choice(actions).trigger()
        else:
            panel.form.references.bring([picture_file(person, chance)])
            person.rest(20)
    if person.runs < MOST_RUNS and person.press(panel.form.dream):
        person.runs += 1
    return NOTHING


def _fill(field: TextField, words: str) -> None:
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, words)


def stop_dreaming(person: Person, chance: Random) -> May:
    person.press(person.window.picture.form.stop)
    return NOTHING


def look_at_take(person: Person, chance: Random) -> May:
    strip = person.window.picture.takes.strip
    order = strip.order()
    if order and strip.isVisible():
        strip.thumbnail(chance.choice(order)).click()
    return NOTHING


def use_take(person: Person, chance: Random) -> May:
    panel = person.window.picture
    may = _caption_of(person, panel.figure_id)
    if chance.random() < 0.5:
        person.press(panel.takes.use)
    elif person.press(panel.takes.compare):
        person.rest(chance.choice((0, 30)))
        if chance.random() < 0.5:
            person.press(panel.compare.use)
        else:
            QTest.keyClick(panel.compare, Qt.Key.Key_Escape)
    return may


def star_take(person: Person, chance: Random) -> May:
    person.press(person.window.picture.takes.star)
    return NOTHING


def delete_take(person: Person, chance: Random) -> May:
    panel = person.window.picture
    take = panel.looked
    gone = frozenset({take.key}) if take is not None and not take.shown else frozenset()
    if person.press(panel.takes.delete) and chance.random() < 0.4:
        person.rest(200)  # the history has a place for it
    return May(pictures=gone)


def menu_act(person: Person, chance: Random) -> May:
    """What a right click on a picture offers, but for the dialogs for files."""
    entry = _some(person, chance)
    if entry is None:
        return NOTHING
    figure_id = entry.record.figure_id
    acts = [PictureAct(act) for act in ("copy", "reset", "delete", "ask", "change", "variation")]
    if person.runs < MOST_RUNS:
        acts.append(PictureAct.MORE)
    act = chance.choice(acts)
    menu = person.window.picture.menu(figure_id, person.window)
    action = next(each for each in menu.actions() if each.data() == act.value)
    person.runs += act is PictureAct.MORE and action.isEnabled()
    may = _caption_of(person, figure_id)
    pictures = _untaken(entry) if act is PictureAct.DELETE else frozenset()
    action.trigger()
    menu.deleteLater()
    return May(may.words if act in (PictureAct.RESET, PictureAct.DELETE) else frozenset(), pictures)


def _untaken(entry: FigureEntry) -> frozenset[str]:
    """The picture of a figure that is in no history: a figure that is deleted takes it along."""
    history = entry.record.history
    taken = {take.asset for take in history.takes} if history is not None else set()
    return frozenset({entry.asset.sha256} - taken) if entry.asset is not None else frozenset()


def replace_picture(person: Person, chance: Random) -> May:
    """A picture from a file in the place of the one that is shown."""
    entry = _some(person, chance)
    if entry is not None:
        acts = person.window.picture.acts
        acts.replace(person.manuscript, entry.record.figure_id, picture_file(person, chance))
        if chance.random() < 0.7:
            person.rest(30)
    return NOTHING


def save_picture(person: Person, chance: Random) -> May:
    entry = _some(person, chance)
    if entry is not None and entry.asset is not None:
        path = person.folder / f"saved-{person.number}.png"
        person.window.picture.acts.save(entry.asset, path)
        person.wait(path.exists, "a picture that is saved")
    return NOTHING


def caption(person: Person, chance: Random) -> May:
    """Other words in the inspector's fields."""
    panel = person.window.picture
    field = chance.choice((panel.details.caption, panel.details.alt))
    if not field.isVisible():
        return NOTHING
    may = _caption_of(person, panel.figure_id) if field is panel.details.caption else NOTHING
    _fill(field, chance.choice((person.word(), f"A *fox* & {person.word()}", " ")))
    if chance.random() < 0.5:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    else:
        person.page.setFocus()
        panel.details.commit()
    return may


def use_history(person: Person, chance: Random) -> May:
    """Apply, put back or restore something of the history."""
    person.act("show_history")
    person.rest(chance.choice((0, 200)))
    groups = [group for group in person.window.history.groups if group.isVisible()]
    if not groups:
        return NOTHING
    group = chance.choice(groups)
    group.strip.thumbnail(chance.choice(group.strip.order())).click()
    may = _caption_of(person, group.figure_id) if group.kind is GroupKind.HERE else person.at_risk()
    person.press(chance.choice((group.button, group.button, group.go)))
    return may


def ask(person: Person, chance: Random) -> May:
    panel = person.window.dialogue
    person.act("show_dialogue")
    if panel.running or not panel.form.isVisible() or person.runs >= MOST_RUNS:
        return NOTHING
    panel.form.about.set_value(chance.choice([option.key for option in panel.form.about._options]))
    panel.form.pictures.set_value(chance.choice(("auto", "0", "1")))
    _fill(panel.form.field, f"What is {person.word()}?")
    QTest.keyClick(panel.form.field.edit, Qt.Key.Key_Return)
    person.runs += 1
    return NOTHING


def use_answer(person: Person, chance: Random) -> May:
    """Put something that was answered into the page."""
    panel = person.window.dialogue
    said = [each for each in panel.findChildren(Said) if each.isVisible()]
    words = chance.choice(("Insert as paragraph", "Insert as figure", "As caption", "As alt text", "More takes"))
    buttons = [button for each in said for button in _buttons(each, words)]
    if not buttons or (words == "More takes" and (panel.running or person.runs >= MOST_RUNS)):
        return NOTHING
    may = NOTHING
    if words == "As caption":
        may = _caption_of(person, person.window.picture.figure_id)
    person.runs += words == "More takes"
    person.press(chance.choice(buttons))
    return may


def _buttons(widget: QWidget, words: str) -> list[QAbstractButton]:
    found = widget.findChildren(QAbstractButton)
    return [button for button in found if button.text() == words and button.isVisible()]


def end_dialogue(person: Person, chance: Random) -> May:
    panel = person.window.dialogue
    person.press(panel.form.stop if panel.running and chance.random() < 0.7 else panel.new)
    return NOTHING


DOORS: tuple[tuple[int, Door], ...] = (
    (6, click_figure),
    (3, bring_picture),
    (6, wish),
    (1, stop_dreaming),
    (4, look_at_take),
    (4, use_take),
    (2, star_take),
    (3, delete_take),
    (4, menu_act),
    (2, replace_picture),
    (1, save_picture),
    (3, caption),
    (3, use_history),
    (3, ask),
    (4, use_answer),
    (1, end_dialogue),
)
