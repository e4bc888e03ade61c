"""A decision is chosen with one key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.segments import Segment, SegmentOption, Segments
from desktop.screens.widgets.theme import Theme

OPTIONS = [
    SegmentOption("approved", "审核通过"),
    SegmentOption("deferred", "暂不审核"),
    SegmentOption("returned", "允许修改"),
    SegmentOption("refused", "审核不通过"),
]


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    segments = Segments(theme, OPTIONS)
    layout.addWidget(segments)
    layout.addWidget(QLineEdit())
    segments.listen_in(window)
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.setFocus()
    return window


@pytest.fixture
def segments(page: QWidget) -> Segments:
    return page.findChild(Segments)


def test_nothing_is_chosen_at_the_start(segments: Segments) -> None:
    assert segments.current() == ""


@pytest.mark.parametrize(("digit", "key"), [("1", "approved"), ("4", "refused")])
def test_a_digit_chooses(
    qtbot: QtBot, page: QWidget, segments: Segments, digit: str, key: str
) -> None:
    with qtbot.waitSignal(segments.chosen) as told:
        qtbot.keyClicks(page, digit)
    assert told.args == [key]
    assert segments.current() == key


def test_in_the_remark_digits_are_text_and_alt_digits_choose(
    qtbot: QtBot, page: QWidget, segments: Segments
) -> None:
    remark = page.findChild(QLineEdit)
    remark.setFocus()
    with qtbot.assertNotEmitted(segments.chosen):
        qtbot.keyClicks(remark, "12")
    assert remark.text() == "12"
    with qtbot.waitSignal(segments.chosen) as told:
        qtbot.keyClick(remark, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert told.args == ["returned"]
    assert remark.text() == "12"


def test_a_click_chooses_and_another_click_moves_the_choice(
    qtbot: QtBot, segments: Segments
) -> None:
    parts = segments.findChildren(Segment)
    qtbot.mouseClick(parts[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(parts[1], Qt.MouseButton.LeftButton)
    assert segments.current() == "deferred"
    assert not parts[0].isChecked()


def test_the_next_dossier_begins_without_a_choice(qtbot: QtBot, segments: Segments) -> None:
    with qtbot.assertNotEmitted(segments.chosen):
        segments.set_current("approved")
        segments.set_current("")
    assert segments.current() == ""


def test_a_closed_decision_cannot_be_chosen(
    qtbot: QtBot, page: QWidget, segments: Segments
) -> None:
    segments.set_allowed(["deferred", "returned"], reason="材料已被上级审核")
    with qtbot.assertNotEmitted(segments.chosen):
        qtbot.keyClicks(page, "1")
    assert segments.findChildren(Segment)[0].toolTip() == "材料已被上级审核"
    segments.set_allowed(["approved", "deferred"])
    assert segments.findChildren(Segment)[0].toolTip().startswith("审核通过")


def test_arrows_walk_between_the_parts(qtbot: QtBot, segments: Segments) -> None:
    parts = segments.findChildren(Segment)
    parts[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert parts[0].has_ring
    qtbot.keyClick(parts[0], Qt.Key.Key_Right)
    assert parts[1].hasFocus()
    qtbot.keyClick(parts[1], Qt.Key.Key_Left)
    qtbot.keyClick(parts[0], Qt.Key.Key_Left)
    assert parts[3].hasFocus()


def test_choosing_moves_nothing(segments: Segments) -> None:
    before = segments.sizeHint()
    segments.set_current("refused")
    assert segments.sizeHint() == before
