"""Dialogs: over a dimmed window, opened without blocking, careful with what cannot be undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import ButtonKind
from desktop.screens.widgets.dialog import ConfirmDialog, Dialog, Scrim, TypedConfirmDialog, framed
from desktop.screens.widgets.inputs import LabelledField, TextField
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.picture import picture_of
from desktop.screens.widgets.theme import Theme


@pytest.fixture
def window(qtbot: QtBot, styled: Theme) -> QWidget:
    assert styled
    widget = QWidget()
    widget.resize(1000, 700)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def typed(qtbot: QtBot, styled: Theme, window: QWidget) -> TypedConfirmDialog:
    dialog = TypedConfirmDialog(
        styled,
        "审核不通过",
        window,
        message="考生本年度不能再提交。",
        expected="wang",
        act="审核不通过",
    )
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def finished(dialog: QDialog) -> list[int]:
    results: list[int] = []
    dialog.finished.connect(results.append)
    return results


def test_a_dialog_dims_the_window_and_undims_it(
    qtbot: QtBot, styled: Theme, window: QWidget
) -> None:
    dialog = Dialog(styled, "授权", window, subtitle="示例县中医院")
    dialog.open()
    assert window.findChild(Scrim).geometry() == window.rect()
    window.resize(1100, 720)
    qtbot.waitUntil(lambda: window.findChild(Scrim).geometry() == window.rect())
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(Scrim) is None)


def test_it_stands_in_the_middle_and_grows_with_its_content(
    qtbot: QtBot, styled: Theme, window: QWidget
) -> None:
    dialog = Dialog(styled, "授权", window)
    field = LabelledField(styled, "身份证号", TextField())
    dialog.add(field)
    dialog.open()
    middle = dialog.geometry().center().x()
    assert abs(middle - window.mapToGlobal(window.rect().center()).x()) <= 1
    before = dialog.height()
    field.set_error("一" * 120)
    qtbot.waitUntil(lambda: dialog.height() > before)
    dialog.reject()


def test_escape_and_cancel_reject(qtbot: QtBot, styled: Theme, window: QWidget) -> None:
    dialog = Dialog(styled, "授权", window)
    cancel = dialog.add_cancel()
    results = finished(dialog)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.open()
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert results == [QDialog.DialogCode.Rejected, QDialog.DialogCode.Rejected]


def test_the_act_waits_until_the_text_was_typed(qtbot: QtBot, typed: TypedConfirmDialog) -> None:
    results = finished(typed)
    assert not typed.act_button.isEnabled()
    qtbot.keyClicks(typed.field, "wan")
    qtbot.keyClick(typed.field, Qt.Key.Key_Return)
    assert not typed.act_button.isEnabled()
    assert not results
    qtbot.keyClicks(typed.field, "g")
    assert typed.act_button.isEnabled()
    qtbot.mouseClick(typed.act_button, Qt.MouseButton.LeftButton)
    assert results == [QDialog.DialogCode.Accepted]


def test_enter_by_habit_does_no_harm(qtbot: QtBot, typed: TypedConfirmDialog) -> None:
    assert typed.cancel_button.hasFocus()
    results = finished(typed)
    qtbot.keyClick(typed.cancel_button, Qt.Key.Key_Return)
    assert results == [QDialog.DialogCode.Rejected]


def test_enter_in_the_field_acts_once_the_text_is_right(
    qtbot: QtBot, typed: TypedConfirmDialog
) -> None:
    results = finished(typed)
    qtbot.keyClicks(typed.field, "wang")
    qtbot.keyClick(typed.field, Qt.Key.Key_Return)
    assert results == [QDialog.DialogCode.Accepted]


@pytest.mark.parametrize("danger", [True, False])
def test_a_question_focuses_the_harmless_or_the_expected_button(
    qtbot: QtBot, styled: Theme, window: QWidget, *, danger: bool
) -> None:
    dialog = ConfirmDialog(styled, "退出", window, message="退出？", act="退出", danger=danger)
    results = finished(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert (dialog.cancel_button if danger else dialog.act_button).hasFocus()
    qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
    assert results == [QDialog.DialogCode.Accepted]


def test_a_picture_of_the_window_shows_the_dialog(styled: Theme, window: QWidget) -> None:
    before = picture_of(window).toImage()
    dialog = Dialog(styled, "授权", window, width="dialog_large")
    dialog.add(framed(Label("陈*宁")))
    dialog.set_foot_hint("Enter 确定 · Esc 取消")
    dialog.add_button("确定", ButtonKind.PRIMARY)
    dialog.open()
    with_dialog = picture_of(window).toImage()
    middle = with_dialog.pixelColor(500, 350).name()
    assert middle == styled.colour("surface").name() or middle != before.pixelColor(500, 350).name()
    dialog.reject()
