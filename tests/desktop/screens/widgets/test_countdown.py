"""Seconds run down by the clock."""

from pytestqt.qtbot import QtBot

from desktop.screens.widgets.countdown import Countdown
from tests.desktop.screens.widgets.conftest import StoryTime


def test_it_tells_every_second_and_the_end(qtbot: QtBot, story_time: StoryTime) -> None:
    told: list[int] = []
    countdown = story_time.countdown
    countdown.changed.connect(told.append)
    countdown.start(3)
    story_time.pass_by(1)
    story_time.pass_by(0.2)
    story_time.pass_by(0.9)
    with qtbot.waitSignal(countdown.finished):
        story_time.pass_by(1)
    assert told == [3, 2, 1, 0]
    assert not countdown.is_running
    assert countdown.seconds_left == 0
    assert countdown.share_left == 0


def test_a_late_look_ends_it_at_once(qtbot: QtBot, story_time: StoryTime) -> None:
    story_time.countdown.start(30)
    with qtbot.waitSignal(story_time.countdown.finished):
        story_time.pass_by(500)


def test_part_of_the_time_may_have_passed_before(story_time: StoryTime) -> None:
    story_time.countdown.start(30, total=60)
    assert story_time.countdown.share_left == 0.5


def test_a_stopped_countdown_is_silent(qtbot: QtBot, story_time: StoryTime) -> None:
    story_time.countdown.start(3)
    story_time.countdown.stop()
    with qtbot.assertNotEmitted(story_time.countdown.finished):
        story_time.pass_by(10)


def test_the_real_clock_works_too(qtbot: QtBot) -> None:
    countdown = Countdown()
    with qtbot.waitSignal(countdown.finished):
        countdown.start(0.05)
