"""Fields: search that understands input methods, choices, labels with errors."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.inputs import Combo, LabelledField, SearchField, TextField
from desktop.screens.widgets.theme import Theme


def compose(field: SearchField, unfinished: str, finished: str = "") -> None:
    event = QInputMethodEvent(unfinished, [])
    event.setCommitString(finished)
    QApplication.sendEvent(field, event)


@pytest.fixture
def search(qtbot: QtBot, theme: Theme) -> SearchField:
    field = SearchField(theme, "姓名、拼音首字母", delay_ms=5)
    qtbot.addWidget(field)
    field.show()
    return field


def test_typing_asks_once_after_a_moment(qtbot: QtBot, search: SearchField) -> None:
    asked: list[str] = []
    search.search_changed.connect(asked.append)
    with qtbot.waitSignal(search.search_changed):
        qtbot.keyClicks(search, "wxl")
    assert asked == ["wxl"]


def test_text_under_composition_is_no_search(qtbot: QtBot, search: SearchField) -> None:
    with qtbot.assertNotEmitted(search.search_changed, wait=40):
        compose(search, "w")
        compose(search, "wang")
    assert search.is_composing
    with qtbot.waitSignal(search.search_changed) as asked:
        compose(search, "", "王")
    assert asked.args == ["王"]
    assert not search.is_composing


def test_composing_over_a_selection_does_not_search_for_nothing(
    qtbot: QtBot, search: SearchField
) -> None:
    with qtbot.waitSignal(search.search_changed):
        search.setText("李")
    search.selectAll()
    with qtbot.assertNotEmitted(search.search_changed, wait=40):
        compose(search, "wang")


def test_a_composition_that_was_given_up_asks_for_what_is_left(
    qtbot: QtBot, search: SearchField
) -> None:
    with qtbot.waitSignal(search.search_changed):
        search.setText("李")
    search.selectAll()
    compose(search, "wang")
    with qtbot.waitSignal(search.search_changed) as asked:
        compose(search, "")
    assert asked.args == [""]


def test_enter_asks_at_once_and_goes_to_the_results(qtbot: QtBot, search: SearchField) -> None:
    search.setText("王")
    with qtbot.waitSignals([search.search_changed, search.left_downwards]):
        qtbot.keyClick(search, Qt.Key.Key_Return)
    with qtbot.waitSignal(search.left_downwards):
        qtbot.keyClick(search, Qt.Key.Key_Down)


def test_escape_and_the_cross_clear(qtbot: QtBot, search: SearchField) -> None:
    search.setText("王")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not search.text()
    search.setText("王")
    qtbot.mouseClick(search.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert not search.text()


def test_a_restored_text_does_not_ask(qtbot: QtBot, search: SearchField) -> None:
    with qtbot.assertNotEmitted(search.search_changed, wait=40):
        search.set_text_silently("王")
    assert search.text() == "王"


def test_a_choice_tells_its_key_only_when_a_person_chose(qtbot: QtBot) -> None:
    combo = Combo([("", "不限"), ("paid", "已缴费")], name="缴费状态")
    qtbot.addWidget(combo)
    with qtbot.assertNotEmitted(combo.chosen):
        combo.set_current("paid")
    assert combo.current_key() == "paid"
    with qtbot.waitSignal(combo.chosen) as told:
        qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert told.args == [""]


def test_new_entries_keep_the_chosen_key(qtbot: QtBot) -> None:
    combo = Combo([("a", "甲"), ("b", "乙")])
    qtbot.addWidget(combo)
    combo.set_current("b")
    combo.set_entries([("c", "丙"), ("b", "乙")])
    assert combo.current_key() == "b"
    combo.set_entries([("c", "丙")])
    assert combo.current_key() == "c"
    combo.set_entries([])
    assert combo.current_key() == ""


def test_the_wheel_over_a_choice_belongs_to_the_page(qtbot: QtBot) -> None:
    combo = Combo([("a", "甲"), ("b", "乙")])
    qtbot.addWidget(combo)
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turn)
    assert combo.current_key() == "a"
    assert not turn.isAccepted()


def test_a_field_shows_error_good_word_and_hint(qtbot: QtBot, styled: Theme) -> None:
    editor = TextField()
    field = LabelledField(styled, "身份证号", editor, required=True, hint="18 位")
    qtbot.addWidget(field)
    field.set_error("校验位不对")
    assert field.is_wrong
    assert editor.property("state") == "error"
    field.set_good("校验位正确")
    assert not field.is_wrong
    assert editor.property("state") == ""
    field.set_error("")
    assert not field.is_wrong
    assert editor.accessibleName() == "身份证号"


def test_leaving_a_field_is_told(qtbot: QtBot) -> None:
    field = TextField("手机号")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.setFocus()
    with qtbot.waitSignal(field.left):
        field.clearFocus()
