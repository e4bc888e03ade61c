"""Internship months."""

from pytestqt.qtbot import QtBot

from desktop.screens.widgets.month_bar import LegendRow, MonthBar, MonthState
from desktop.screens.widgets.theme import Theme


def test_cells_show_who_counts_the_month(qtbot: QtBot, theme: Theme) -> None:
    bar = MonthBar(theme)
    qtbot.addWidget(bar)
    bar.resize(240, 40)
    bar.set_months(list(MonthState), "2025-08", "2025-11", "3 / 4 个月")
    image = bar.grab().toImage()
    colours = [image.pixelColor(30 + at * 60, 8).name() for at in range(4)]
    assert colours[0] == theme.colour("chart_neutral").name()
    assert colours[1] == theme.colour("chart_passed").name()
    assert colours[2] == theme.colour("accent_soft_2").name()
    assert bar.months() == tuple(MonthState)
    assert bar.accessibleName() == "2025-08 — 2025-11 3 / 4 个月"


def test_the_legend_follows(qtbot: QtBot, theme: Theme) -> None:
    row = LegendRow(theme, MonthState.CHOSEN, "本单位（本次确认）", "10 个月")
    qtbot.addWidget(row)
    row.set_figure("11 个月")
    assert row.accessibleName() == "本单位（本次确认） 11 个月"
    row.grab()
