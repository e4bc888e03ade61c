"""Everything by keyboard: the keys reach what they name, and never a field one types into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.review import Verdict
from tests.desktop.screens.review.conftest import loaded, opened, shown_id
from tests.support.waiting import until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.screens.review.page import ReviewPage
    from tests.support.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def front_page(blank_page: ReviewPage, qtbot: QtBot) -> ReviewPage:
    """The page in the active window, so that shortcuts work."""
    blank_page.activateWindow()
    qtbot.waitActive(blank_page)
    return blank_page


async def test_enter_opens_a_digit_decides_and_ctrl_enter_goes_on(
    front_page: ReviewPage, desk: Desk
) -> None:
    page = await loaded(front_page)
    ids = list(page.list_presenter.rows.ids)
    page.activated()
    page.list_view.set_current_row(0)
    QTest.keyClick(page.list_view.table, Qt.Key.Key_Return)
    await until(lambda: shown_id(page) == ids[0])
    QTest.keyClick(page.list_view.table, Qt.Key.Key_2)
    assert page.detail_presenter.decision.verdict is Verdict.DEFERRED
    QTest.keyClick(page.list_view.table, Qt.Key.Key_Return, CTRL)
    await until(lambda: shown_id(page) == ids[1])
    assert desk.outbox(ids[0])[0].verdict is Verdict.DEFERRED


async def test_digits_in_the_remark_are_text_and_alt_digits_decide(
    front_page: ReviewPage,
) -> None:
    page = await loaded(front_page)
    await opened(page, page.list_presenter.rows.ids[0])
    remark = page.detail_pane.decision.remark
    remark.setFocus()
    QTest.keyClick(remark, Qt.Key.Key_1)
    assert remark.text() == "1"
    assert page.detail_presenter.decision.verdict is None
    QTest.keyClick(remark, Qt.Key.Key_3, ALT)
    assert page.detail_presenter.decision.verdict is Verdict.RETURNED
    assert remark.text() == "1"


async def test_a_digit_decides_nothing_while_no_dossier_is_open(front_page: ReviewPage) -> None:
    page = await loaded(front_page)
    page.activated()
    QTest.keyClick(page.list_view.table, Qt.Key.Key_1)
    assert page.detail_presenter.decision.verdict is None


async def test_ctrl_f_searches(front_page: ReviewPage) -> None:
    page = await loaded(front_page)
    page.list_view.focus_table()
    QTest.keyClick(page.list_view.table, Qt.Key.Key_F, CTRL)
    assert page.list_view._search.hasFocus()


async def test_the_bar_wraps_where_there_is_no_room_and_keeps_its_buttons(
    front_page: ReviewPage,
) -> None:
    page = await loaded(front_page)
    await opened(page, page.list_presenter.rows.ids[0])
    page.detail_presenter.decision.choose("approved")
    bar = page.detail_pane.decision
    low = bar.height()
    page.resize(1000, 700)
    await until(page._left.isHidden)
    page.resize(700, 700)
    await until(lambda: bar.height() > low)
    button = bar.submit_next
    assert bar.rect().contains(button.geometry().translated(button.parentWidget().pos()))
