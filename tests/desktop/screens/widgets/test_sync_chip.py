"""The honest state in the header, and the bar at the bottom."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.progress import ProgressLine
from desktop.screens.widgets.status_bar import StatusBar
from desktop.screens.widgets.sync_chip import SyncChip
from desktop.screens.widgets.theme import Theme


def test_every_state_looks_different(qtbot: QtBot, theme: Theme) -> None:
    chip = SyncChip(theme)
    qtbot.addWidget(chip)
    pictures = set()
    for state in ("synced", "sending", "queued", "offline", "failed", "conflict"):
        chip.set_state(state, "状态", "待发 3")
        assert chip.state() == state
        pictures.add(bytes(chip.grab().toImage().constBits()))
    assert len(pictures) == 6
    assert chip.accessibleName() == "状态 待发 3"
    assert chip.detail() == "待发 3"


def test_an_invented_state_is_an_error(qtbot: QtBot, theme: Theme) -> None:
    chip = SyncChip(theme)
    qtbot.addWidget(chip)
    with pytest.raises(KeyError):
        chip.set_state("fine", "好")


def test_a_click_can_open_the_outbox(qtbot: QtBot, theme: Theme) -> None:
    chip = SyncChip(theme)
    qtbot.addWidget(chip)
    chip.set_state("conflict", "冲突 1")
    chip.show()
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_the_status_bar_shows_its_pieces(qtbot: QtBot, theme: Theme) -> None:
    bar = StatusBar(theme)
    qtbot.addWidget(bar)
    bar.set_data_age("离线数据 2026-11-22 10:32")
    bar.set_cache("图片 98 %", 0.98, active=True)
    bar.set_result("上次同步成功")
    bar.show()
    assert bar.findChild(ProgressLine).share() == 0.98
    scale, shortcuts = bar.findChildren(Button)
    assert scale.text() == "字号 100 %"
    theme.set_scale(1.5)
    assert scale.text() == "字号 150 %"
    with qtbot.waitSignal(bar.scale_clicked):
        qtbot.mouseClick(scale, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.help_clicked):
        qtbot.mouseClick(shortcuts, Qt.MouseButton.LeftButton)
