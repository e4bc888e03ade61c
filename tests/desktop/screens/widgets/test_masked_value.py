"""Sensitive values hide themselves."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.masked_value import REVEAL_SECONDS, MaskedValue
from desktop.screens.widgets.theme import Theme
from tests.desktop.screens.widgets.conftest import StoryTime

MASKED, PLAIN = "4219**********0018", "421988200003080018"


@pytest.fixture
def value(qtbot: QtBot, theme: Theme, story_time: StoryTime) -> MaskedValue:
    widget = MaskedValue(theme, MASKED, name="证件号码", countdown=story_time.countdown)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def press_eye(qtbot: QtBot, value: MaskedValue) -> None:
    qtbot.mouseClick(value.findChild(IconButton), Qt.MouseButton.LeftButton)


def test_the_eye_asks_and_shows_nothing_by_itself(qtbot: QtBot, value: MaskedValue) -> None:
    with qtbot.waitSignal(value.reveal_requested):
        press_eye(qtbot, value)
    assert value.text() == MASKED
    assert not value.is_revealed


def test_the_value_hides_after_thirty_seconds(
    qtbot: QtBot, value: MaskedValue, story_time: StoryTime
) -> None:
    value.reveal(PLAIN)
    assert value.text() == PLAIN
    story_time.pass_by(REVEAL_SECONDS - 1)
    assert value.text() == PLAIN
    with qtbot.waitSignal(value.hidden_again):
        story_time.pass_by(1)
    assert value.text() == MASKED
    assert PLAIN not in value.accessibleName()


def test_the_eye_hides_at_once(qtbot: QtBot, value: MaskedValue) -> None:
    value.reveal(PLAIN)
    with qtbot.waitSignal(value.hidden_again), qtbot.assertNotEmitted(value.reveal_requested):
        press_eye(qtbot, value)
    assert value.text() == MASKED


def test_leaving_the_page_hides(value: MaskedValue) -> None:
    value.reveal(PLAIN)
    value.hide()
    assert value.text() == MASKED


def test_another_record_begins_masked(value: MaskedValue) -> None:
    value.reveal(PLAIN)
    value.set_masked("138****8000")
    assert value.text() == "138****8000"
    assert not value.is_revealed
