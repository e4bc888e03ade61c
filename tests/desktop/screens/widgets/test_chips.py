"""Filters by state."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.chips import Chip, ChipRow, Choice, FigureTab, FigureTabs, FilterTag
from desktop.screens.widgets.theme import Theme

CHOICES = [Choice("all", "全部"), Choice("pending", "待审核", "pending", "chart_pending")]


@pytest.mark.parametrize(("kind", "part"), [(ChipRow, Chip), (FigureTabs, FigureTab)])
def test_one_is_chosen_and_a_click_moves_the_choice(
    qtbot: QtBot, theme: Theme, kind: type[ChipRow | FigureTabs], part: type[Chip | FigureTab]
) -> None:
    row = kind(theme, CHOICES)
    qtbot.addWidget(row)
    row.show()
    assert row.current() == "all"
    row.set_counts({"all": 1204})
    parts = row.findChildren(part)
    assert parts[0].accessibleName() == "全部 1,204"
    assert parts[1].accessibleName() == "待审核"
    with qtbot.waitSignal(row.chosen) as told:
        qtbot.mouseClick(parts[1], Qt.MouseButton.LeftButton)
    assert told.args == ["pending"]
    assert row.current() == "pending"
    with qtbot.assertNotEmitted(row.chosen):
        row.set_current("all")
    row.grab()


def test_choosing_a_chip_moves_nothing(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, CHOICES)
    qtbot.addWidget(row)
    before = [chip.sizeHint() for chip in row.findChildren(Chip)]
    row.set_current("pending")
    assert [chip.sizeHint() for chip in row.findChildren(Chip)] == before


def test_chips_wrap_when_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    row = ChipRow(theme, CHOICES)
    qtbot.addWidget(row)
    assert row.heightForWidth(100) > row.heightForWidth(1000)


def test_a_filter_in_force_asks_to_be_removed(qtbot: QtBot, theme: Theme) -> None:
    tag = FilterTag(theme, "level", "申报级别：执业医师")
    qtbot.addWidget(tag)
    tag.show()
    with qtbot.waitSignal(tag.removed) as told:
        qtbot.mouseClick(tag, Qt.MouseButton.LeftButton)
    assert told.args == ["level"]
    assert tag.accessibleName() == "取消筛选 申报级别：执业医师"
