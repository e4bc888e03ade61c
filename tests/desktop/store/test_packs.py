"""离线任务包: dossiers by name, whose pictures come first and stay until the pack expires."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from desktop.contract.sync import RowKind
from desktop.domain.businesses import PictureKind
from desktop.domain.errors import RuleViolationError
from desktop.domain.review import ReviewStatus
from desktop.store.filters import MaterialFilter, MaterialSort, PackChoice
from desktop.store.packs import Pack
from tests.desktop.store.world import (
    CLINIC,
    NOW,
    decide,
    decision,
    manifest,
    material,
    open_replica,
    page,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.replica import Replica

DAY = 86_400


def data(number: int) -> bytes:
    return number.to_bytes(4, "big") * 250


def name_of(number: int) -> str:
    return sha256(data(number)).hexdigest()


def fill(replica: Replica, *ids: int) -> None:
    """Sync materials with two pictures each."""
    replica.feed.apply(
        [
            page(
                [material(key) for key in ids],
                manifests=[manifest(key, name_of(key * 10), name_of(key * 10 + 1)) for key in ids],
            )
        ],
        "c",
        NOW,
    )


def cache(replica: Replica, *numbers: int) -> None:
    for number in numbers:
        replica.attachments.put(name_of(number), number // 10, data(number))


def make(replica: Replica, *ids: int, key: str = "p1", expires_at: int = NOW + DAY) -> Pack:
    chosen = MaterialFilter(year=2026, statuses=frozenset({ReviewStatus.PENDING}))
    pack = Pack(key, f"包 {key}", chosen, NOW, NOW, expires_at, ended=False, dropped=0)
    assert replica.packs.add(pack, ids).packs
    return pack


def members(replica: Replica, key: str = "p1") -> list[int]:
    chosen = MaterialFilter(pack=PackChoice(key, ""))
    listed = list(replica.queries.ids(chosen, MaterialSort(descending=False)))
    assert replica.queries.totals(chosen).total == len(listed)
    assert [row.id for row in replica.queries.first_page(chosen, MaterialSort(), 9)] == sorted(
        listed, reverse=True
    )
    return listed


def stock(replica: Replica, key: str = "p1") -> tuple[int, ...]:
    return replica.packs.stock(key, replica.attachments.is_cached)


def test_a_pack_comes_back_as_it_was_made(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    fill(replica, 1, 2, 3)
    pack = make(replica, 1, 3)
    replica.close()
    replica = open_replica(tmp_path)
    assert replica.packs.all() == [pack]
    assert replica.packs.get("p1") == pack
    assert members(replica) == [1, 3]
    replica.close()


def test_the_list_shows_a_pack_together_with_other_conditions(replica: Replica) -> None:
    fill(replica, 1, 2, 3)
    replica.feed.apply([page([material(4, organization_id=CLINIC, year=2025)])], "c", NOW)
    make(replica, 1, 3, 4)
    inside = PackChoice("p1", "")
    assert replica.queries.totals(MaterialFilter(pack=inside, year=2025)).total == 1
    assert replica.queries.totals(MaterialFilter(pack=inside, text="wwj")).total == 3
    assert replica.queries.totals(MaterialFilter(pack=inside, organization_id=CLINIC)).total == 1
    assert replica.queries.totals(MaterialFilter(pack=PackChoice("gone", ""))).total == 0


def test_the_meter_says_how_much_of_a_pack_lies_here(replica: Replica) -> None:
    fill(replica, 1, 2, 3)
    make(replica, 1, 2)
    assert stock(replica) == (2, 0, 4, 0, 4000, 0, 0)
    cache(replica, 10, 11, 20)
    assert stock(replica) == (2, 1, 4, 3, 4000, 0, 0)
    assert replica.packs.stock("p1", replica.attachments.is_cached, {name_of(21)}).refused == 1


def test_pictures_of_packs_are_fetched_first_the_oldest_pack_first(replica: Replica) -> None:
    fill(replica, 1, 2, 3, 4)
    make(replica, 1, key="old")
    replica.packs.add(replica.packs.get("old")._replace(key="new", made_at=NOW + 1), [1, 3])
    order = [missing.material_id for missing in replica.attachments.plan().missing]
    assert order == [1, 1, 3, 3, 4, 4, 2, 2]


def test_pictures_of_a_living_pack_stay_whatever_the_quota(replica: Replica) -> None:
    fill(replica, 1, 2)
    make(replica, 1)
    cache(replica, 10, 11, 20, 21)
    replica.attachments.set_quota(1000)
    assert replica.attachments.usage() == (2, 2000, 1000, 2000)
    assert stock(replica)[1] == 1

    assert not replica.packs.end(NOW)
    assert replica.packs.end(NOW + DAY).packs
    assert replica.packs.get("p1").ended
    replica.attachments.set_quota(1000)
    assert replica.attachments.usage() == (1, 1000, 1000, 0)
    assert stock(replica)[1] == 0


def test_a_pack_keeps_its_pictures_after_the_dossier_left_the_queue(replica: Replica) -> None:
    fill(replica, 1, 2)
    make(replica, 1)
    cache(replica, 10, 11)
    replica.feed.apply([page(exits=[(RowKind.MANIFEST, 1, 99)])], "d", NOW)
    assert stock(replica) == (1, 1, 2, 2, 2000, 0, 0)
    assert not replica.packs.unknown(9)


def test_pictures_outside_the_queue_are_asked_for_and_kept(replica: Replica) -> None:
    fill(replica, 1)
    replica.feed.apply([page([material(7), material(8)])], "d", NOW)
    make(replica, 1, 7, 8)
    assert replica.packs.unknown(9) == [8, 7]
    assert stock(replica)[5] == 2
    entry = (PictureKind.DIPLOMA, name_of(70), 1000, 800, 600)
    assert replica.packs.note_pictures(7, [entry]).packs
    replica.packs.note_pictures(8, [])
    assert not replica.packs.unknown(9)
    assert stock(replica) == (3, 1, 3, 0, 3000, 0, 0)


def test_materials_that_leave_the_scope_drop_out_with_a_note(replica: Replica) -> None:
    fill(replica, 1, 2, 3)
    make(replica, 1, 2)
    replica.feed.apply([page(exits=[(RowKind.MATERIAL, 1, 99)])], "d", NOW)
    assert members(replica) == [2]
    assert replica.packs.get("p1").dropped == 1


def test_a_pack_outlives_a_resync(replica: Replica) -> None:
    fill(replica, 1, 2, 3)
    make(replica, 1, 2)
    cache(replica, 10)
    replica.feed.begin_generation()
    replica.feed.load(page([material(2), material(3)], manifests=[manifest(2, name_of(20))]))
    replica.feed.finish_generation("e", NOW)
    assert members(replica) == [2]
    assert replica.packs.get("p1").dropped == 1
    assert stock(replica)[2:5] == (1, 0, 1000)


def test_an_empty_generation_says_nothing_of_a_pack(tmp_path: Path) -> None:
    """Another version of the program begins with a fresh sync; the pack waits for it."""
    replica = open_replica(tmp_path)
    fill(replica, 1, 2)
    make(replica, 1, 2)
    replica.meta.set("made_for", "another version")
    replica.close()
    replica = open_replica(tmp_path)
    assert stock(replica)[0] == 2
    fill(replica, 1, 2)
    assert members(replica) == [1, 2]
    replica.close()


def test_choosing_anew_takes_what_is_found_now(replica: Replica) -> None:
    fill(replica, 1, 2, 3)
    make(replica, 1, 2, expires_at=NOW)
    replica.packs.end(NOW)
    assert replica.packs.renew("p1", [2, 3], NOW + 5, NOW + DAY).packs
    assert members(replica) == [2, 3]
    pack = replica.packs.get("p1")
    assert (pack.renewed_at, pack.expires_at, pack.ended) == (NOW + 5, NOW + DAY, False)
    with pytest.raises(RuleViolationError, match="pack_gone"):
        replica.packs.renew("p2", [1], NOW, NOW + DAY)


def test_a_removed_pack_is_gone_and_its_dossiers_stay(replica: Replica) -> None:
    fill(replica, 1)
    make(replica, 1)
    assert replica.packs.remove("p1").packs
    assert replica.packs.all() == []
    assert replica.queries.dossier(1) is not None
    with pytest.raises(RuleViolationError, match="pack_gone"):
        replica.packs.get("p1")


def test_a_wiped_replica_keeps_no_pack(replica: Replica) -> None:
    """The names that a person gave may tell of people."""
    fill(replica, 1)
    make(replica, 1)
    decide(replica, decision(1, 1))
    replica.wipe()
    assert replica.packs.all() == []
    assert replica.outbox.open_items()
