"""What stories of widgets share: the installed theme and a clock that only moves when told."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.countdown import Countdown
from desktop.screens.widgets.theme import Theme, apply_theme


@dataclass
class StoryClock:
    """Seconds that pass when the story says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class StoryTime:
    """A countdown on a story's clock."""

    clock: StoryClock
    countdown: Countdown

    def pass_by(self, seconds: float) -> None:
        """Let time pass and the countdown look at its clock."""
        self.clock.now += seconds
        self.countdown.check()


@pytest.fixture
def styled(qapp: QApplication, theme: Theme) -> Iterator[Theme]:
    """The light theme with its style sheet on the application."""
    apply_theme(qapp, theme)
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def story_time(qapp: QApplication) -> StoryTime:
    """A countdown that waits for nobody."""
    assert qapp
    clock = StoryClock()
    return StoryTime(clock, Countdown(clock))


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A shown window to float over."""
    widget = QWidget()
    widget.resize(800, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget
