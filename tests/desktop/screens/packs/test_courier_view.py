"""The file courier by hand: out with the decisions, in with the answers, a hand for a colleague."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.domain.errors import ReplyLostError, RuleViolationError
from desktop.domain.review import Verdict
from desktop.screens.packs import courier_presenter
from desktop.screens.packs.courier_presenter import NOTHING, CourierAct
from desktop.screens.packs.page import PacksPage
from desktop.services import couriering, packing
from desktop.store.filters import MaterialFilter
from server_stub.services import courier as at_server
from tests.support.player import dialog_open
from tests.support.small_world import ASSISTANT
from tests.support.town import carrier_of
from tests.support.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.hub import ChangeHub
    from desktop.screens.packs.courier_card_view import CourierCard
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk
    from tests.support.town import Town


async def chosen(card: CourierCard, *paths: Path) -> list[str]:
    """Press the button of a card and choose files; return the names that were offered."""
    await until(card.button.isEnabled)
    card.button.click()
    offered: list[str] = []
    for path in paths:
        dialog = await dialog_open(QFileDialog)
        offered += dialog.selectedFiles()
        dialog.hide()
        dialog.fileSelected.emit(str(path))
        dialog.close()
    return offered


async def result_of(card: CourierCard) -> str:
    await until(card.result.isVisible)
    return card.result.accessibleName()


def answered(town: Town, request: Path) -> Path:
    """Let the operator of the server judge a request."""
    answer = request.with_suffix(".tdans")
    with request.open("rb") as file, answer.open("wb") as out:
        at_server.exchange(town.units, file, out)
    return answer


async def exported(page: PacksPage, path: Path) -> str:
    page.show()
    await chosen(page.courier.export, path)
    return await result_of(page.courier.export)


async def test_decisions_go_out_and_their_outcomes_come_back(
    page: PacksPage, desk: Desk, li: int, town: Town, tmp_path: Path
) -> None:
    carrier_of(desk).away = True
    desk.decide(li, Verdict.DEFERRED, remark="待核实原件")
    page.show()
    card = page.courier.export
    await until(lambda: "将带出 1 份审核；带出后不能再直接撤回" in card.note.text())
    offered = await chosen(card, tmp_path / "out.tdreq")
    assert offered[0].rpartition("/")[2].startswith("摆渡请求-示例县人民医院-")
    assert "第 1 号请求已导出" in await result_of(card)
    assert "带出 1 份审核，请求 2 张图片" in card.result.text.text()
    assert card.result.path.whole_text() == str(tmp_path / "out.tdreq")
    await until(lambda: "第 1 号请求的回执还没有导入" in page.courier.take_in.note.text())

    taken: list[object] = []
    page.answer_taken.connect(taken.append)
    await chosen(page.courier.take_in, answered(town, tmp_path / "out.tdreq"))
    words = await result_of(page.courier.take_in)
    assert "第 1 号请求的回执已导入" in words
    assert "已生效 1。" in words
    assert "收到 2 张图片。" in words
    assert "离线可用至" in words
    assert taken
    assert desk.outbox() == []
    seen: list[bool] = []
    page.outbox_wanted.connect(lambda: seen.append(True))
    page.courier.take_in.result.link.click()
    assert seen


async def test_a_conflict_in_an_answer_is_marked(
    page: PacksPage, desk: Desk, li: int, town: Town, tmp_path: Path
) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(li, Verdict.RETURNED, remark="请补照片")
    assistant.sync()
    carrier_of(desk).away = True
    desk.decide(li, Verdict.DEFERRED)
    await exported(page, tmp_path / "out.tdreq")
    await chosen(page.courier.take_in, answered(town, tmp_path / "out.tdreq"))
    assert "冲突 1。" in await result_of(page.courier.take_in)
    assert page.courier.take_in.result.icon.accessibleName() is not None


async def test_what_is_in_its_grace_time_stays_and_is_said(
    page: PacksPage, desk: Desk, li: int
) -> None:
    desk.decide(li, Verdict.DEFERRED, at_once=False)
    page.show()
    await until(lambda: "另有 1 份还在撤回时间内" in page.courier.export.note.text())


@pytest.mark.parametrize(("choice", "count"), [("pack", 2), (NOTHING, 0)])
async def test_the_pictures_of_one_pack_or_none_can_be_asked_for(
    page: PacksPage, desk: Desk, tmp_path: Path, choice: str, count: int
) -> None:
    expires_at = packing.default_expiry(workspace=desk.workspace)
    packing.make(
        workspace=desk.workspace, name="下乡", chosen=MaterialFilter(), expires_at=expires_at
    )
    key = packing.packs(workspace=desk.workspace)[0].key
    page.show()
    await until(lambda: page.courier.pictures.count() == 3)
    page.courier.pictures.set_current(key if choice == "pack" else choice)
    assert f"请求 {count} 张图片" in await exported(page, tmp_path / "out.tdreq")


async def test_a_file_that_cannot_be_taken_is_named_with_reason_and_next_step(
    page: PacksPage, tmp_path: Path
) -> None:
    wrong = tmp_path / "照片.tdans"
    wrong.write_bytes(b"no courier file at all" * 20)
    page.show()
    await chosen(page.courier.take_in, wrong)
    words = await result_of(page.courier.take_in)
    assert words.startswith("照片.tdans 没有完成")
    assert "这不是摆渡文件" in words
    assert "请选择" in words


async def test_a_device_that_is_not_registered_says_what_helps(page: PacksPage, desk: Desk) -> None:
    desk.replica.meta.set("courier", None)
    page.show()
    await until(lambda: "还没有向服务器登记" in page.courier.export.note.text())
    assert not page.courier.export.button.isEnabled()
    assert not page.courier.take_in.button.isEnabled()
    assert page.courier.relay.button.isEnabled()


@pytest.fixture
def theirs(
    town: Town, li: int, lanes: ThreadJobs, hub: ChangeHub, theme: Theme, qtbot: QtBot
) -> PacksPage:
    """The page of a colleague who has a network."""
    assert li
    carrier = town.desk(ASSISTANT, "b")
    carrier.sync()
    theirs = PacksPage(carrier.workspace, lanes, hub, theme)
    qtbot.addWidget(theirs)
    theirs.show()
    return theirs


async def test_a_colleague_hands_a_file_in(
    page: PacksPage, theirs: PacksPage, desk: Desk, li: int, tmp_path: Path
) -> None:
    carrier_of(desk).away = True
    desk.decide(li, Verdict.DEFERRED)
    request, answer = tmp_path / "out.tdreq", tmp_path / "out.tdans"
    await exported(page, request)
    offered = await chosen(theirs.courier.relay, request, answer)
    assert offered[-1].endswith("out.tdans")
    assert "已上传，回执已保存" in await result_of(theirs.courier.relay)
    await chosen(page.courier.take_in, answer)
    assert "已生效 1。" in await result_of(page.courier.take_in)


async def test_an_upload_that_is_no_longer_waited_for_lets_go(
    page: PacksPage, desk: Desk, tmp_path: Path
) -> None:
    request = tmp_path / "out.tdreq"
    couriering.export_request(workspace=desk.workspace, path=request)
    page.show()
    presenter = page.courier_presenter
    presenter.relay(str(request), str(tmp_path / "out.tdans"))
    assert page.courier.relay.button.is_busy
    page.courier.relay.cancel.click()
    assert not page.courier.relay.button.is_busy
    assert page.courier.relay.result.isHidden()
    presenter.cancel(CourierAct.RELAY)


async def test_offline_a_relay_says_so(page: PacksPage, desk: Desk, tmp_path: Path) -> None:
    request = tmp_path / "out.tdreq"
    couriering.export_request(workspace=desk.workspace, path=request)
    carrier_of(desk).instead = _lost
    page.show()
    page.courier_presenter.relay(str(request), str(tmp_path / "out.tdans"))
    words = await result_of(page.courier.relay)
    assert words.startswith("out.tdreq 没有完成")


async def test_a_cancelled_answer_leaves_everything_as_it_was(
    page: PacksPage, desk: Desk, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = tmp_path / "out.tdreq"
    couriering.export_request(workspace=desk.workspace, path=request)
    fresh = town.apply_for("赵新来")
    answer = answered(town, request)
    cursor = desk.replica.meta.cursor
    page.show()
    presenter = page.courier_presenter
    at_once = Event()
    at_once.set()
    with monkeypatch.context() as patch:
        patch.setattr(courier_presenter, "Event", lambda: at_once)
        presenter.take_in(str(answer))
    presenter.cancel(CourierAct.TAKE_IN)
    assert "导入已取消，材料没有变动" in await result_of(page.courier.take_in)
    assert fresh not in desk.ids()
    assert desk.replica.meta.cursor == cursor
    presenter.take_in(str(answer))
    await until(lambda: fresh in desk.ids())


def test_rows_stop_coming_once_somebody_cancelled() -> None:
    told: list[tuple[int, int]] = []
    stop = Event()
    courier_presenter._go_on(stop, lambda done, whole: told.append((done, whole)), 1, 9)
    stop.set()
    with pytest.raises(RuleViolationError, match="courier_cancelled"):
        courier_presenter._go_on(stop, lambda done, whole: told.append((done, whole)), 2, 9)
    assert told == [(1, 9)]


def _lost(_call: object) -> None:
    raise ReplyLostError
