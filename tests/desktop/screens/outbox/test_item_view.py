"""An item that wants a look: three snapshots, pictures in pairs, why, and the ways out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QLabel

from desktop.domain.businesses import PictureKind
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from desktop.screens.outbox.reading import Chosen, Way
from desktop.screens.widgets.cards import FactRow
from desktop.screens.widgets.dialog import TypedConfirmDialog
from desktop.services import fetching, reviewing
from desktop.store.records import OutboxState, Resolution
from server_stub.services import applying
from tests.desktop.screens.outbox.conftest import loaded
from tests.support.small_world import ASSISTANT, DAY, MANAGER
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.screens.hub import ChangeHub
    from desktop.screens.outbox.page import OutboxPage
    from desktop.store.records import OutboxItem
    from tests.support.desk import Desk
    from tests.support.town import Town

YEAR_OF_PRACTICE = Period(date(2025, 8, 1), date(2026, 7, 31))
ELEVEN_MONTHS = Period(date(2025, 9, 1), date(2026, 7, 31))


def rows(page: OutboxPage) -> list[list[str]]:
    """Return act, person and state of all rows."""
    model = page.presenter.model
    return [
        [str(model.index(row, at).data()) for at in (1, 2, 4)] for row in range(model.rowCount())
    ]


def words_of(page: OutboxPage) -> list[str]:
    """Return every word of the comparison."""
    cells = page.item.conflict.compare.cells
    return [label.text() for cell in cells for label in cell.findChildren(QLabel)]


def line_of(page: OutboxPage, label: str) -> list[str]:
    """Return the values of one line of the comparison."""
    words = [
        " ".join(one.text() for one in cell.findChildren(QLabel))
        for cell in page.item.conflict.compare.cells
    ]
    at = words.index(label)
    return words[at + 1 : at + 4]


def facts_of(page: OutboxPage) -> dict[str, str]:
    """Return the facts of an item that is no conflict, by name."""
    found = page.item.facts.facts.findChildren(FactRow)
    return {one.fact.label: one.fact.value for one in found if not one.isHidden()}


def scan(colour: str) -> bytes:
    """Return a small picture."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def handed_in_with(town: Town, **pictures: bytes) -> list[Any]:
    """Return pictures by kind as a material carries them."""
    with town.units.writing() as unit:
        return [
            [kind, unit.providers.blobs.put(data), len(data), 40, 30]
            for kind, data in pictures.items()
        ]


async def test_a_conflict_is_shown_side_by_side(page: OutboxPage, conflict: int) -> None:
    assert conflict
    await loaded(page, 1)
    assert page.item.conflict.isVisible()
    words = words_of(page)
    assert "请补充学历证明" in words
    assert "等单位证明" in words
    assert "李辅助" in words
    assert "王管理（您）" in words
    assert list(page.item.cards.cards) == [Way.REVIEW_AGAIN, Way.ADOPT_SERVER, Way.KEEP_MINE]
    assert page.item.settle.text() == "重新审核"


async def test_the_server_is_adopted(page: OutboxPage, desk: Desk, conflict: int) -> None:
    await loaded(page, 1)
    page.item.cards.cards[Way.ADOPT_SERVER].radio.click()
    assert page.item.settle.text() == "采用服务器"
    page.item.settle.click()
    await until(page.empty.isVisible)
    assert desk.dossier(conflict).own_status is ReviewStatus.DEFERRED
    page.presenter.set_chosen(Chosen.DONE)
    assert rows(page)[-1][2] == "已采用服务器"
    await until(lambda: page.item.isVisible() and not page.item.conflict.isVisible())


async def test_the_own_decision_goes_again_on_what_stands_now(
    page: OutboxPage, desk: Desk, conflict: int
) -> None:
    await loaded(page, 1)
    key = desk.outbox()[0].key
    page.item.cards.cards[Way.KEEP_MINE].radio.click()
    page.item.settle.click()
    await until(lambda: rows(page) == [["审核 · 允许修改", "陈思远", "还可撤回 60 秒"]])
    assert desk.dossier(conflict).own_status is ReviewStatus.RETURNED
    old = desk.replica.outbox.item(key)
    assert old is not None
    assert old.resolution is Resolution.KEPT_MINE


async def test_a_second_look_opens_the_material_with_a_draft(
    page: OutboxPage, desk: Desk, conflict: int
) -> None:
    await loaded(page, 1)
    wanted: list[OutboxItem] = []
    page.mending_wanted.connect(wanted.append)
    page.item.settle.click()
    await until(lambda: wanted)
    assert wanted[0].material_id == conflict
    draft = desk.dossier(conflict).draft
    assert draft is not None
    assert draft.remark == "请补充学历证明"


async def test_changed_content_leaves_no_way_without_a_look(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[0], Verdict.DEFERRED)
    with town.units.writing() as unit:
        applying.withdraw(unit, ids[0])
        applying.resubmit(unit, ids[0], details={"school": "另一医学院"})
    desk.sync()
    await loaded(page, 1)
    assert list(page.item.cards.cards) == [Way.REVIEW_AGAIN, Way.ADOPT_SERVER]
    words = words_of(page)
    assert "另一医学院" in words
    assert "毕业学校" in words


async def test_what_was_parked_is_explained_and_put_away(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[0], Verdict.DEFERRED, remark="待核实")
    town.clock.now += 31 * DAY
    desk.sync()
    item = desk.outbox()[0]
    assert item.state is OutboxState.PARKED
    await loaded(page, 1)
    assert page.item.banner.accessibleName().startswith("已收下，没有生效 审核期已结束")
    assert "业务管理人或上级" in page.item.banner.accessibleName()
    assert page.item.settle.text() == "收起"
    page.item.settle.click()
    await until(page.empty.isVisible)


async def test_why_a_way_is_missing_is_said(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(ids[0], Verdict.REFUSED, remark="学历不符")
    assistant.sync()
    desk.decide(ids[0], Verdict.DEFERRED)
    desk.sync()
    await loaded(page, 1)
    assert list(page.item.cards.cards) == [Way.ADOPT_SERVER]
    assert page.item.missing.text() == (
        "不能“仍按我的决定”：这份材料已审核不通过，结论不能再改。您的意见已记入日志。"
    )


async def test_other_months_stand_side_by_side(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(ids[0], Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    assistant.sync()
    desk.decide(ids[0], Verdict.APPROVED, period=ELEVEN_MONTHS)
    desk.sync()
    await loaded(page, 1)
    assert line_of(page, "实习开始")[:2] == ["2025-09-01", "2025-08-01"]
    assert line_of(page, "合计")[:2] == ["11 个月", "12 个月"]
    assert "请本单位业务管理人修改" in page.item.banner.accessibleName()


async def test_the_own_other_device_is_named(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    other = town.desk(MANAGER, "b")
    other.sync()
    other.decide(ids[0], Verdict.RETURNED, remark="请补充学历证明")
    other.sync()
    desk.decide(ids[0], Verdict.DEFERRED)
    desk.sync()
    await loaded(page, 1)
    said = page.item.banner.accessibleName()
    assert said.startswith("您在另一台设备上已审核")
    assert "您用“设备b”" in said


async def test_a_step_whose_forerunner_failed_names_it(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[0], Verdict.APPROVED, period=YEAR_OF_PRACTICE, at_once=False)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=ids[0], seen=desk.seen(ids[0]), reason="已离职"
    )
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(ids[0], Verdict.DEFERRED)
    assistant.sync()
    reviewing.send_now(workspace=desk.workspace)
    desk.sync()
    await loaded(page, 2)
    page.table.set_current_row(0)
    await until(lambda: "前一步没有生效" in page.item.banner.accessibleName())
    assert "审核 · 审核通过" in page.item.banner.accessibleName()


async def test_a_withdrawn_material_waits_and_is_offered_again(
    page: OutboxPage, desk: Desk, town: Town, hub: ChangeHub, ids: list[int]
) -> None:
    desk.decide(ids[0], Verdict.DEFERRED, remark="待核实")
    with town.units.writing() as unit:
        applying.withdraw(unit, ids[0])
    desk.sync()
    await loaded(page, 1)
    assert page.item.banner.accessibleName().startswith("考生已撤回这份材料")
    assert list(page.item.cards.cards) == [Way.ADOPT_SERVER]
    with town.units.writing() as unit:
        applying.resubmit(unit, ids[0], details={"school": "另一医学院"})
    hub.publish(desk.sync().changes)
    await until(lambda: rows(page)[0][2] == "可重新处理")
    await until(lambda: list(page.item.cards.cards) == [Way.REVIEW_AGAIN, Way.ADOPT_SERVER])
    assert page.item.banner.accessibleName().startswith("考生已重新提交，可以重新处理")
    assert not page.item.conflict.news.isHidden()


async def test_a_refusal_is_repeated_only_with_the_typed_name(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(ids[0], Verdict.DEFERRED)
    assistant.sync()
    desk.decide(ids[0], Verdict.REFUSED, remark="学历不符")
    desk.sync()
    await loaded(page, 1)
    page.item.cards.cards[Way.KEEP_MINE].radio.click()
    page.item.settle.click()
    [dialog] = page.window().findChildren(TypedConfirmDialog)
    assert [one.state for one in desk.outbox()] == ["conflict"]
    dialog.accept()
    await until(lambda: [one.state for one in desk.outbox()] == ["queued"])


async def test_pictures_stand_in_pairs_and_open_side_by_side(
    page: OutboxPage, desk: Desk, town: Town
) -> None:
    old = {kind: scan(colour) for kind, colour in (("portrait", "red"), ("diploma", "blue"))}
    material = town.apply_with_pictures("周子涵", {**old, "id_front": scan("grey")})
    desk.sync()
    for picture in desk.dossier(material).pictures[:1]:
        fetching.fetch_picture(
            workspace=desk.workspace, material_id=material, sha256=picture.sha256
        )
    desk.decide(material, Verdict.DEFERRED)
    fresh = handed_in_with(
        town, portrait=scan("green"), id_front=scan("grey"), degree=scan("yellow")
    )
    with town.units.writing() as unit:
        applying.withdraw(unit, material)
        applying.resubmit(unit, material, pictures=fresh)
    desk.sync()
    await loaded(page, 1)
    card = page.item.conflict.pictures
    found = {view.pair.kind: view.tag.accessibleName() for view in card.pairs}
    assert found == {
        PictureKind.PORTRAIT: "已换",
        PictureKind.DIPLOMA: "删除",
        PictureKind.DEGREE: "新增",
    }
    assert card.head.caption.text() == "3 处不同 · 其余 1 张未变"
    assert line_of(page, "图片")[1:] == ["3 张，其中 3 处不同", "3 张"]
    by_kind = {view.pair.kind: view for view in card.pairs}
    portrait, diploma = by_kind[PictureKind.PORTRAIT], by_kind[PictureKind.DIPLOMA]
    await until(lambda: "未存本机" in diploma.sides[0].toolTip())
    await until(lambda: not any(side._pixmap.isNull() for side in portrait.sides))
    portrait.sides[1].click()
    viewer = card.viewer
    assert viewer.isVisible()
    assert viewer.is_comparing
    assert [side.picture for side in viewer.sides] == [portrait.pair.old, portrait.pair.new]
    viewer.close_requested.emit()
    assert not viewer.isVisible()


async def test_the_history_tells_what_came_of_it(
    page: OutboxPage, desk: Desk, conflict: int
) -> None:
    await loaded(page, 1)
    page.item.cards.cards[Way.KEEP_MINE].radio.click()
    page.item.settle.click()
    await until(lambda: [one.kind for one in desk.outbox()] == ["decide"])
    await until(lambda: "重发自" in facts_of(page))
    page.presenter.set_chosen(Chosen.DONE)
    await until(lambda: "已按我的决定重发" in page.item.facts.reason.text())
    assert "审核 · 允许修改" in facts_of(page)["已重发为"]
