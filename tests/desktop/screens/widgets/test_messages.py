"""Banners, toasts, skeletons, empty states, steps and shares."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.avatar import Avatar, ProductMark
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.busy_line import BusyLine
from desktop.screens.widgets.buttons import Button, IconButton
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.progress import ProgressLine, StackedBar
from desktop.screens.widgets.skeleton import Skeleton
from desktop.screens.widgets.stepper import LiveSteps, Stepper
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.toast import TOAST_SECONDS, Toast
from tests.desktop.screens.widgets.conftest import StoryTime


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


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(800, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_a_toast_goes_after_four_seconds(
    theme: Theme, window: QWidget, story_time: StoryTime
) -> None:
    toast = Toast(theme, window, countdown=story_time.countdown)
    toast.show_message("已复制授权码 6RTCrbh9")
    assert toast.isVisible()
    assert toast.geometry().right() < window.width()
    story_time.pass_by(TOAST_SECONDS)
    assert not toast.isVisible()


def test_a_toast_stays_under_the_mouse_and_follows_the_window(
    theme: Theme, window: QWidget, story_time: StoryTime
) -> None:
    toast = Toast(theme, window, countdown=story_time.countdown)
    toast.show_message("已复制")
    here = QPointF(3, 3)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    story_time.pass_by(100)
    assert toast.isVisible()
    window.resize(900, 600)
    assert toast.geometry().right() > 800
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    story_time.pass_by(TOAST_SECONDS)
    assert not toast.isVisible()


def test_a_toast_can_be_closed(qtbot: QtBot, theme: Theme, window: QWidget) -> None:
    toast = Toast(theme, window)
    toast.show_message("已复制", "failed")
    toast.grab()
    qtbot.mouseClick(toast.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_a_skeleton_waits_before_it_shows(qtbot: QtBot, theme: Theme, window: QWidget) -> None:
    skeleton = Skeleton(theme, 3, window)
    skeleton.begin()
    assert not skeleton.isVisible()
    skeleton.end()
    skeleton.begin()
    qtbot.waitUntil(skeleton.isVisible)
    assert skeleton.sizeHint().height() == 3 * 36
    skeleton.grab()
    skeleton.end()
    assert not skeleton.isVisible()


def test_an_empty_state_says_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState(theme)
    qtbot.addWidget(empty)
    empty.set_message("没有结果", "放宽时间", icon="search")
    act = Button(theme, "清除筛选")
    empty.add_action(act)
    empty.show()
    assert act.isVisible()
    empty.grab()


@pytest.mark.parametrize("at", [0, 1, 3])
def test_steps_are_done_current_or_later(qtbot: QtBot, theme: Theme, at: int) -> None:
    names = ["填写身份证", "人脸识别", "关联成功"]
    stepper, live = Stepper(theme, names), LiveSteps(theme, names)
    for widget in (stepper, live):
        qtbot.addWidget(widget)
        widget.set_current(at)
        widget.resize(widget.sizeHint())
        widget.grab()
    assert stepper.accessibleName() == f"{min(at + 1, 3)} / 3 {names[min(at, 2)]}"


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


def test_a_busy_line_moves_only_while_busy(theme: Theme, window: QWidget) -> None:
    line = BusyLine(theme, window)
    line.resize(200, 2)
    line.set_busy(busy=True)
    first = line.grab().toImage()
    line._move()
    line._move()
    assert line.isVisible()
    assert line.grab().toImage() != first
    line.set_busy(busy=False)
    assert not line.isVisible()


def test_people_and_product_have_their_marks(qtbot: QtBot, theme: Theme) -> None:
    person, nobody = Avatar(theme, "张岚"), Avatar(theme)
    for widget in (person, nobody, ProductMark(theme), ProductMark(theme, inverted=True)):
        qtbot.addWidget(widget)
        widget.grab()
    nobody.set_name("周敏")
    assert nobody.accessibleName() == "周敏"
