"""The author of a parked decision reads in the outbox what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.review import Verdict
from desktop.services import adopting
from tests.desktop.screens.outbox.conftest import loaded
from tests.support import parking
from tests.support.in_process import Fault
from tests.support.small_world import COUNTY_OFFICER
from tests.support.town import carrier_of
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.screens.outbox.page import OutboxPage
    from tests.support.desk import Desk
    from tests.support.town import Town

ASKED = "POST /v1/decisions/replies"


async def test_the_author_reads_who_declined_and_why(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[0], Verdict.DEFERRED, remark="等单位证明")
    parking.close_window(town.units)
    desk.sync()
    heard = carrier_of(desk).heard
    await loaded(page, 1)
    await until(lambda: ASKED in heard)
    assert not page.item.reply.isVisible(), "nobody has answered yet"

    county = town.desk(COUNTY_OFFICER, "c")
    (item,) = adopting.listed(workspace=county.workspace).items
    adopting.decline(workspace=county.workspace, parked_id=item.id, note="请重新审核")
    carrier_of(desk).faults.append(Fault.SERVER_AWAY)
    page.presenter.show_item(page.presenter.key)
    await until(lambda: not carrier_of(desk).faults)
    page.presenter.refresh()
    await until(page.item.reply.isVisible)
    words = page.item.reply.accessibleName()
    assert words.startswith("张县区（示例县卫生健康局）于 ")
    assert words.endswith(" 没有采纳：请重新审核")

    asked = heard.count(ASKED)
    page.item.reply.hide()
    page.presenter.show_item(page.presenter.key)
    await until(page.item.reply.isVisible)
    assert heard.count(ASKED) == asked, "an answer is given once and kept"
