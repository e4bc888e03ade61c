"""Buttons say the act, wait while busy, and show the ring only to the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import Button, ButtonKind, IconButton
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    window = QWidget()
    window.setLayout(row(Button(theme, "取消"), Button(theme, "提交", ButtonKind.PRIMARY)))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_click_space_and_enter_press(qtbot: QtBot, page: QWidget) -> None:
    button = page.findChildren(Button)[1]
    for press in (
        lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(button, Qt.Key.Key_Space),
        lambda: qtbot.keyClick(button, Qt.Key.Key_Return),
    ):
        with qtbot.waitSignal(button.clicked):
            press()


def test_the_ring_is_for_the_keyboard(page: QWidget) -> None:
    cancel, submit = page.findChildren(Button)
    cancel.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not cancel.has_ring
    plain = cancel.grab().toImage()
    submit.setFocus(Qt.FocusReason.TabFocusReason)
    assert submit.has_ring
    cancel.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert cancel.has_ring
    assert not submit.has_ring
    assert cancel.grab().toImage() != plain


def test_a_busy_button_keeps_its_width_and_ignores_clicks(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "批量生成授权码", ButtonKind.PRIMARY, icon="key_multiple")
    qtbot.addWidget(button)
    button.show()
    width = button.sizeHint().width()
    button.set_busy(busy=True)
    button.set_busy(busy=True)
    assert button.is_busy
    assert button.sizeHint().width() == width
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    first = button.grab().toImage()
    button._turn()
    assert button.grab().toImage() != first
    button.set_busy(busy=False)
    assert button.isEnabled()
    assert button.sizeHint().width() == width


@pytest.mark.parametrize("kind", list(ButtonKind))
def test_every_kind_is_painted_at_rest_hovered_pressed_and_disabled(
    qtbot: QtBot, theme: Theme, kind: ButtonKind
) -> None:
    button = Button(theme, "提交", kind, icon="add", key_cap="F5")
    qtbot.addWidget(button)
    button.show()
    rest = button.grab().toImage()
    centre = button.rect().center().toPointF()
    QApplication.sendEvent(button, QEnterEvent(centre, centre, centre))
    button.setDown(True)
    button.grab()
    button.setDown(False)
    button.setEnabled(False)
    assert button.grab().toImage() != rest


def test_an_icon_button_has_a_name_and_a_large_target(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, "eye", "显示")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "显示"
    assert button.sizeHint().width() >= 28
    plain = button.grab().toImage()
    button.set_alarm(alarm=True)
    assert button.grab().toImage() != plain
    button.set_large()
    button.set_icon("eye_off")
    assert button.grab().toImage() != plain


def test_buttons_grow_with_the_font(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "提交")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.set_scale(2.0)
    assert button.sizeHint().height() == before.height() + 20
    assert button.sizeHint().width() > before.width()
    button.set_size("control_small")
    button.set_kind(ButtonKind.DANGER)
    button.set_icon("delete")
    button.set_quiet()
    assert button.kind is ButtonKind.DANGER
    assert button.sizeHint().height() == 48
