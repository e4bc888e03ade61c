"""Nothing there."""

from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.theme import Theme


def test_an_empty_state_says_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState(theme)
    qtbot.addWidget(empty)
    empty.set_message("没有结果", "放宽时间", icon="search")
    act = Button(theme, "清除筛选")
    empty.add_action(act)
    empty.show()
    assert act.isVisible()
    empty.grab()
