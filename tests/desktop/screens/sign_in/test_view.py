"""The sign-in card in the person's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.contract.session import Context
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, Role
from desktop.screens.sign_in.pin_view import PinTask
from desktop.screens.sign_in.ports import OfflineOffer
from desktop.screens.sign_in.presenter import ServerCondition, ServerView, SignInPresenter
from desktop.screens.sign_in.view import SignInView
from tests.desktop.screens.sign_in.test_presenter import ZHANG, Gateway
from tests.support.waiting import until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme

HOSPITAL = Context(
    organization_id=230,
    organization_name="示例县人民医院",
    organization_kind=OrganizationKind.COUNTY_INSTITUTION,
    organization_path="/1/17/230/",
    level=ReviewLevel.UNIT,
    business="05",
    business_name="医师资格考试",
    roles=(Role.MANAGER,),
    scope_tag="s",
)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, lanes: ThreadJobs) -> SignInView:
    view = SignInView(theme, SignInPresenter(Gateway(), lanes), version="1.2.3")
    qtbot.addWidget(view)
    view.resize(1200, 760)
    view.show()
    return view


async def test_choosing_a_demo_person_signs_in_with_three_clicks(
    view: SignInView, qtbot: QtBot
) -> None:
    sessions: list[object] = []
    view._presenter.signed_in.connect(sessions.append)
    view._presenter.start()
    await until(lambda: view.phone.people.rows)
    qtbot.mouseClick(view.phone.people.rows[0], Qt.MouseButton.LeftButton)
    assert view.phone.phone.text() == ZHANG.phone
    qtbot.mouseClick(view.phone.send, Qt.MouseButton.LeftButton)
    await until(view.phone.hint.isVisible)
    assert not view.phone.send.isEnabled()
    qtbot.mouseClick(view.phone.hint, Qt.MouseButton.LeftButton)
    assert view.phone.code.text() == "246810"
    qtbot.mouseClick(view.phone.submit, Qt.MouseButton.LeftButton)
    await until(lambda: sessions)


async def test_the_keyboard_alone_signs_in(view: SignInView, qtbot: QtBot) -> None:
    sessions: list[object] = []
    view._presenter.signed_in.connect(sessions.append)
    view.show_phone()
    qtbot.keyClicks(view.phone.phone, ZHANG.phone)
    qtbot.keyClick(view.phone.phone, Qt.Key.Key_Return)
    await until(lambda: not view.phone.send.isEnabled())
    qtbot.keyClicks(view.phone.code, "246810")
    qtbot.keyClick(view.phone.code, Qt.Key.Key_Return)
    await until(lambda: sessions)


async def test_the_server_line_says_how_the_server_stands(view: SignInView) -> None:
    panel = view.brand.server
    panel.show_server(ServerView("http://127.0.0.1:1", ServerCondition.REACHABLE, 32, demo=True))
    assert panel._state.text() == "可连接 · 32 毫秒 · 演示"
    panel.show_server(ServerView("http://127.0.0.1:1", ServerCondition.OFFLINE))
    assert panel._state.text() == "连不上 · 离线可用"


async def test_a_wrong_address_is_mended_in_place(view: SignInView, qtbot: QtBot) -> None:
    panel = view.brand.server
    panel.edit()
    panel.field.setText("http://talent.example")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel._mistake.isVisible()
    panel.field.setText("https://talent.example")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    await until(lambda: panel._state.text().startswith("可连接"))


async def test_a_new_pin_is_typed_twice_and_long_enough(view: SignInView, qtbot: QtBot) -> None:
    view.ask_pin(PinTask.CHOOSE)
    given: list[str] = []
    view.pin_given.connect(given.append)
    qtbot.keyClicks(view.pin.pin, "1234")
    qtbot.mouseClick(view.pin.submit, Qt.MouseButton.LeftButton)
    assert view.pin._pin_line.is_wrong
    qtbot.keyClicks(view.pin.pin, "56")
    qtbot.keyClicks(view.pin.again, "123457")
    qtbot.mouseClick(view.pin.submit, Qt.MouseButton.LeftButton)
    assert view.pin._again_line.is_wrong
    view.pin.again.setText("123456")
    qtbot.keyClick(view.pin.again, Qt.Key.Key_Return)
    assert given == ["123456"]


async def test_unlocking_asks_once_and_says_when_it_fails(view: SignInView, qtbot: QtBot) -> None:
    view.ask_pin(PinTask.UNLOCK)
    assert not view.pin._again_line.isVisible()
    with qtbot.waitSignal(view.pin_given):
        qtbot.keyClicks(view.pin.pin, "123456")
        qtbot.keyClick(view.pin.pin, Qt.Key.Key_Return)
    assert not view.pin.submit.isEnabled()
    view.pin.show_problem("PIN 不正确。请重新输入。")
    assert view.pin.submit.isEnabled()
    with qtbot.waitSignal(view.pin_skipped):
        qtbot.mouseClick(view.pin.skip, Qt.MouseButton.LeftButton)


async def test_a_context_is_chosen_by_enter(view: SignInView, qtbot: QtBot) -> None:
    view.ask_context("张岚", (HOSPITAL, HOSPITAL))
    chosen: list[object] = []
    view.context_chosen.connect(chosen.append)
    qtbot.keyClick(view.contexts.rows[0], Qt.Key.Key_Return)
    assert chosen == [HOSPITAL]
    assert "示例县人民医院" in view.contexts.rows[0].accessibleName()


async def test_offline_work_shows_whose_data_and_how_old(view: SignInView, qtbot: QtBot) -> None:
    assert not view.offline.isVisible()
    now = 1_800_000_000
    view.show_offer(OfflineOffer("张**", now - 3 * 86_400, 128, by_pin=True), now)
    assert view.offline.isVisible()
    assert "128 份可审" in view.offline._text.text()
    assert view.offline._text.text().endswith("张**")
    assert view.offline.button.text() == "用 PIN 解锁"
    with qtbot.waitSignal(view.offline_wanted):
        qtbot.mouseClick(view.offline.button, Qt.MouseButton.LeftButton)
    view.show_offer(None, now)
    assert not view.offline.isVisible()
