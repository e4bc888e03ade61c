"""A condition that lasts."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.theme import Theme


@pytest.mark.parametrize("kind", list(BannerKind))
@pytest.mark.parametrize("wide", [True, False])
def test_a_banner_says_one_thing_and_offers_one_link(
    qtbot: QtBot, styled: Theme, kind: BannerKind, *, wide: bool
) -> None:
    banner = Banner(styled, kind, "距截止 6 天", "预计 3 天审完", full_width=wide)
    qtbot.addWidget(banner)
    banner.set_link("开始审核", "F5")
    banner.set_note("28 秒后重试")
    banner.resize(600, banner.sizeHint().height())
    banner.show()
    assert banner.height() == (40 if wide else 44)
    assert banner.accessibleName() == "距截止 6 天 预计 3 天审完"
    with qtbot.waitSignal(banner.link_clicked):
        qtbot.mouseClick(banner.findChild(Button), Qt.MouseButton.LeftButton)
    banner.grab()


def test_a_banner_can_change_and_take_a_button(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    banner.set_message(BannerKind.WARN, "考生重新提交", icon="arrow_sync")
    banner.set_link("")
    act = Button(theme, "开始审核")
    banner.add_action(act)
    banner.show()
    assert act.isVisible()
    assert banner.accessibleName() == "考生重新提交"
