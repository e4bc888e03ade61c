"""Reads: everything on the screens lies here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.review import ReviewStatus, Verdict
from desktop.services import browsing, fetching
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.records import OutboxState
from tests.support.small_world import COUNTY_OFFICER, DAY, HEALTH_CENTRE, HOSPITAL, NOW, YEAR
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from tests.support.desk import Desk
    from tests.support.town import Town

ALL = MaterialFilter()
NEWEST = MaterialSort()


def test_the_list_and_its_ids_agree(desk: Desk, wang: int, town: Town) -> None:
    li = town.apply_for("李小红")
    desk.sync()
    carrier_of(desk).away = True
    workspace = desk.workspace
    page = browsing.first_page(workspace=workspace, chosen=ALL, sort=NEWEST, limit=10)
    assert [row.name for row in page] == ["李小红", "王小明"]
    assert list(browsing.ids(workspace=workspace, chosen=ALL, sort=NEWEST)) == [li, wang]
    assert [row.id for row in browsing.rows(workspace=workspace, ids=[wang, li])] == [wang, li]
    assert browsing.totals(workspace=workspace, chosen=ALL).by_status[ReviewStatus.PENDING] == 2


def test_what_is_not_here_is_nothing(desk: Desk) -> None:
    assert browsing.dossier(workspace=desk.workspace, material_id=999) is None
    assert browsing.picture(workspace=desk.workspace, sha256="0" * 64) is None


def test_a_county_sees_its_tree_and_what_waits_in_it(town: Town) -> None:
    town.apply_for("王小明")
    county = town.desk(COUNTY_OFFICER, "c")
    county.sync()
    nodes = browsing.organizations(workspace=county.workspace)
    assert {HOSPITAL, HEALTH_CENTRE} <= {node.id for node in nodes}
    path = county.workspace.context.organization_path
    found = browsing.authorizations(workspace=county.workspace, organization_path=path)
    totals = browsing.authorization_totals(workspace=county.workspace, organization_path=path)
    assert len(found) == totals.not_generated
    assert browsing.notices(workspace=county.workspace) == []


def test_the_outbox_is_read_open_or_by_state(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.DEFERRED, at_once=False)
    workspace = desk.workspace
    assert len(browsing.outbox_items(workspace=workspace)) == 1
    assert browsing.outbox_items(workspace=workspace, states=[OutboxState.SENT]) == []
    assert browsing.outbox_totals(workspace=workspace).queued == 1
    latest = browsing.latest_cancellable(workspace=workspace)
    assert latest is not None
    assert latest.material_id == wang


def test_home_says_how_the_work_stands(desk: Desk, wang: int, town: Town) -> None:
    town.apply_for("李小红")
    desk.sync()
    desk.decide(wang, Verdict.DEFERRED)
    home = browsing.home(workspace=desk.workspace)
    assert home.own.total == 2
    assert home.own.by_status[ReviewStatus.PENDING] == 1
    assert home.outbox.queued == 1
    assert home.deadline is not None
    assert home.deadline.closes_at == NOW + 30 * DAY
    assert home.deadline.pending == 1
    assert 0 < home.deadline.pace < 1


def test_without_a_batch_there_is_no_deadline(desk: Desk) -> None:
    session = desk.workspace.session.model_copy(update={"batches": ()})
    workspace = replace(desk.workspace, session=session)
    assert browsing.home(workspace=workspace).deadline is None


def test_only_what_waits_and_has_all_its_pictures_is_reviewable_offline(
    desk: Desk, wang: int, town: Town
) -> None:
    """Neither a decided dossier with pictures nor a waiting one without makes up for another."""

    def reviewable(year: int | None = None) -> int:
        return browsing.reviewable_offline(workspace=desk.workspace, year=year)

    assert reviewable() == 1
    li = town.apply_with_pictures("李小红", {"portrait": b"portrait of li"})
    desk.sync()
    assert reviewable() == 1
    fetching.prefetch(workspace=desk.workspace, budget=1 << 20)
    assert reviewable() == 2
    assert reviewable(YEAR - 1) == 0
    desk.decide(wang, Verdict.DEFERRED)
    assert reviewable() == 1
    desk.decide(li, Verdict.DEFERRED)
    assert reviewable() == 0


def test_the_state_says_how_old_the_data_is(desk: Desk) -> None:
    state = browsing.state(workspace=desk.workspace)
    assert state.last_sync_at == NOW
    assert state.materials == 1
