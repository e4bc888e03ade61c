"""Shares of a whole."""

from pytestqt.qtbot import QtBot

from desktop.screens.widgets.progress import ProgressLine, StackedBar
from desktop.screens.widgets.theme import Theme


def test_shares_stay_between_nothing_and_all(qtbot: QtBot, theme: Theme) -> None:
    line = ProgressLine(theme, 96)
    qtbot.addWidget(line)
    line.set_share(1.7)
    assert line.share() == 1.0
    line.set_share(-1)
    assert line.accessibleName() == "0 %"
    line.set_active(active=True)
    line.set_share(0.4)
    line.grab()


def test_a_stacked_bar_shows_its_parts(qtbot: QtBot, theme: Theme) -> None:
    bar = StackedBar(theme)
    qtbot.addWidget(bar)
    bar.resize(200, 10)
    bar.grab()
    bar.set_parts([(1, "chart_passed"), (0, "chart_modify"), (1, "chart_neutral")])
    image = bar.grab().toImage()
    assert image.pixelColor(50, 5).name() == theme.colour("chart_passed").name()
    assert image.pixelColor(150, 5).name() == theme.colour("chart_neutral").name()
