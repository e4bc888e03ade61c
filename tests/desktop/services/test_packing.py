"""离线任务包: chosen by a filter, fetched first, and honest about what lies here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import NotReachableError, RefusedError, RuleViolationError
from desktop.domain.review import ReviewStatus, Verdict
from desktop.services import fetching, packing
from desktop.store.filters import MaterialFilter
from tests.support.small_world import DAY, HOSPITAL, NOW, PATHS
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from desktop.store.records import PackCard
    from tests.support.desk import Desk
    from tests.support.town import Town

PENDING = MaterialFilter(
    statuses=frozenset({ReviewStatus.PENDING}), organization_path=PATHS[HOSPITAL]
)


def pictures(name: str) -> dict[str, bytes]:
    return {kind: f"{kind} of {name}".encode() * 99 for kind in ("portrait", "diploma")}


@pytest.fixture
def li(town: Town, desk: Desk) -> int:
    """A waiting dossier with two pictures, beside one without."""
    material_id = town.apply_with_pictures("李小红", pictures("李小红"))
    assert desk.sync().ok
    return material_id


def make(desk: Desk, name: str = "下乡三天", chosen: MaterialFilter = PENDING) -> PackCard:
    expires_at = packing.default_expiry(workspace=desk.workspace)
    changes = packing.make(
        workspace=desk.workspace, name=name, chosen=chosen, expires_at=expires_at
    )
    assert changes.packs
    return card(desk)


def card(desk: Desk) -> PackCard:
    return packing.shelf(workspace=desk.workspace).cards[0]


def prefetch(desk: Desk) -> None:
    fetching.prefetch(workspace=desk.workspace, budget=1 << 20)


def test_a_pack_fills_and_says_how_far_it_is(desk: Desk, li: int) -> None:
    assert li
    pack = make(desk)
    assert (pack.name, pack.materials, pack.ready) == ("下乡三天", 2, 0)
    assert (pack.cached, pack.wanted, pack.percent) == (0, 2, 0)
    assert pack.unknown == 1, "a dossier without pictures has no manifest: it is asked for"
    prefetch(desk)
    carrier_of(desk).away = True
    pack = card(desk)
    assert (pack.ready, pack.percent) == (2, 100)
    assert pack.unknown == 0
    assert pack.size == sum(len(data) for data in pictures("李小红").values())
    usage = packing.shelf(workspace=desk.workspace).usage
    assert usage.pinned == usage.size == pack.size


def test_it_expires_with_the_window_or_with_the_lease_before(desk: Desk) -> None:
    workspace = desk.workspace
    lease = workspace.replica.meta.lease_until
    assert lease is not None
    assert packing.default_expiry(workspace=workspace) == min(lease, NOW + 30 * DAY)
    workspace.replica.meta.lease_until = NOW + 90 * DAY
    assert packing.default_expiry(workspace=workspace) == NOW + 30 * DAY
    desk.clock.advance(31 * DAY)
    assert packing.default_expiry(workspace=workspace) == NOW + 45 * DAY


def test_an_expired_pack_says_so_and_lives_again_when_it_is_renewed(desk: Desk, li: int) -> None:
    assert li
    pack = make(desk)
    assert not packing.end_expired(workspace=desk.workspace)
    desk.clock.advance(40 * DAY)
    assert packing.end_expired(workspace=desk.workspace).packs
    assert card(desk).ended
    assert packing.shelf(workspace=desk.workspace).usage.pinned == 0
    packing.renew(workspace=desk.workspace, key=pack.key)
    assert not card(desk).ended
    assert card(desk).expires_at > desk.workspace.now


def test_renewing_finds_what_came_and_leaves_what_was_decided(
    desk: Desk, town: Town, li: int
) -> None:
    pack = make(desk)
    fresh = town.apply_for("赵新来")
    desk.decide(li, Verdict.DEFERRED)
    desk.sync()
    assert card(desk).materials == 2, "a pack is a snapshot"
    packing.renew(workspace=desk.workspace, key=pack.key)
    assert card(desk).materials == 2
    chosen = MaterialFilter()
    assert packing.count(workspace=desk.workspace, chosen=chosen) == 3
    assert packing.missing_pictures(workspace=desk.workspace, key=pack.key) == []
    assert fresh in desk.ids()
    assert card(desk).expires_at == pack.expires_at


def test_dossiers_outside_the_queue_get_their_pictures_too(desk: Desk, li: int) -> None:
    desk.decide(li, Verdict.REFUSED, remark="学历不符")
    desk.sync()
    refused = MaterialFilter(statuses=frozenset({ReviewStatus.REFUSED}))
    pack = make(desk, chosen=refused)
    assert (pack.unknown, pack.ready, pack.percent) == (1, 0, 0)
    prefetch(desk)
    assert (card(desk).unknown, card(desk).ready, card(desk).percent) == (0, 1, 100)


def test_pictures_that_nobody_may_see_are_counted_as_refused(desk: Desk, li: int) -> None:
    desk.decide(li, Verdict.REFUSED, remark="学历不符")
    desk.sync()
    make(desk, chosen=MaterialFilter(statuses=frozenset({ReviewStatus.REFUSED})))

    def refuse(_call: object) -> None:
        raise RefusedError("not_permitted", status=403)

    carrier_of(desk).instead = refuse
    prefetch(desk)
    assert (card(desk).unknown, card(desk).wanted) == (0, 0)
    carrier_of(desk).instead = lambda _call: None


def test_a_busy_server_makes_no_pack_complete(desk: Desk, li: int) -> None:
    desk.decide(li, Verdict.REFUSED, remark="学历不符")
    desk.sync()
    make(desk, chosen=MaterialFilter(statuses=frozenset({ReviewStatus.REFUSED})))

    def busy(_call: object) -> None:
        raise RefusedError("busy", status=503)

    carrier_of(desk).instead = busy
    with pytest.raises(RefusedError):
        prefetch(desk)
    assert (card(desk).unknown, card(desk).ready) == (1, 0)


def test_pictures_that_the_server_lost_are_named(desk: Desk, li: int) -> None:
    assert li
    make(desk)

    def refuse(_call: object) -> None:
        raise RefusedError("not_found", status=404)

    carrier_of(desk).instead = refuse
    prefetch(desk)
    assert (card(desk).refused, card(desk).percent) == (2, 0)


def test_offline_the_pack_waits_for_the_network(desk: Desk, li: int) -> None:
    assert li
    carrier_of(desk).away = True
    pack = make(desk)
    with pytest.raises(NotReachableError):
        prefetch(desk)
    assert len(packing.missing_pictures(workspace=desk.workspace, key=pack.key)) == 2
    carrier_of(desk).away = False
    prefetch(desk)
    assert card(desk).ready == card(desk).materials


def test_a_removed_pack_leaves_dossiers_and_decisions(desk: Desk, li: int) -> None:
    pack = make(desk)
    desk.decide(li, Verdict.DEFERRED)
    packing.remove(workspace=desk.workspace, key=pack.key)
    assert packing.packs(workspace=desk.workspace) == []
    assert [item.material_id for item in desk.outbox()] == [li]


@pytest.mark.parametrize("name", ["", "   ", "长" * 41])
def test_a_pack_needs_a_short_name(desk: Desk, name: str) -> None:
    with pytest.raises(RuleViolationError) as refused:
        make(desk, name)
    assert (refused.value.code, refused.value.field) == ("pack_name", "/name")


def test_a_pack_needs_dossiers_and_a_future(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RuleViolationError, match="pack_empty"):
        make(desk, chosen=MaterialFilter(text="没有这个人"))
    with pytest.raises(RuleViolationError, match="pack_expiry"):
        packing.make(workspace=desk.workspace, name="包", chosen=PENDING, expires_at=NOW)
    monkeypatch.setattr(packing, "MOST_MATERIALS", 0)
    with pytest.raises(RuleViolationError, match="pack_too_large"):
        make(desk)
