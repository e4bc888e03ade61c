"""Pictures lie here for offline work, as long as the quota and the scope allow."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from desktop.contract.operations import Outcome, OutcomeCode, OutcomeStatus
from desktop.contract.sync import RowKind
from desktop.domain.businesses import PictureGroup, PictureKind
from desktop.domain.changes import NOTHING
from desktop.domain.errors import RuleViolationError, StorageFullError
from desktop.store.attachments import Missing
from desktop.store.records import Resolution
from tests.desktop.store.world import (
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

PICTURE = bytes(range(256)) * 700
SHA = sha256(PICTURE).hexdigest()


def picture(number: int) -> tuple[str, bytes]:
    data = number.to_bytes(4, "big") * 250
    return sha256(data).hexdigest(), data


def queue(replica: Replica, *material_ids: int, per_material: int = 2) -> None:
    hashes = {key: [picture(key * 10 + n)[0] for n in range(per_material)] for key in material_ids}
    replica.feed.apply(
        [
            page(
                [material(key) for key in material_ids],
                manifests=[manifest(key, *each) for key, each in hashes.items()],
            )
        ],
        "c",
        NOW,
    )


def put(replica: Replica, material_id: int, number: int) -> str:
    key, data = picture(number)
    replica.attachments.put(key, material_id, data)
    return key


def test_a_picture_of_many_chunks_comes_back_as_it_was(replica: Replica) -> None:
    assert replica.attachments.get(SHA) is None
    changes = replica.attachments.put(SHA, 1, PICTURE)
    assert changes.attachments
    assert changes.materials == {1}
    assert replica.attachments.get(SHA) == PICTURE
    assert replica.attachments.usage()[:2] == (1, len(PICTURE))
    replica.attachments.put(SHA, 2, PICTURE)
    assert replica.attachments.usage()[:2] == (1, len(PICTURE))


def test_bytes_with_another_hash_are_refused(replica: Replica) -> None:
    with pytest.raises(RuleViolationError) as refused:
        replica.attachments.put(SHA, 1, PICTURE + b"!")
    assert refused.value.code == "picture_damaged"
    assert replica.attachments.get(SHA) is None


def test_the_dossier_says_which_pictures_lie_here(replica: Replica) -> None:
    queue(replica, 1)
    here = put(replica, 1, 11)
    dossier = replica.queries.dossier(1)
    assert dossier is not None
    assert [one.cached for one in dossier.pictures] == [False, True]
    assert dossier.pictures[1].sha256 == here
    assert dossier.pictures[1].kind is PictureKind.DIPLOMA
    assert dossier.pictures[1].group is PictureGroup.EDUCATION


def test_the_newest_dossiers_are_fetched_first(replica: Replica) -> None:
    queue(replica, 1, 2, 3)
    put(replica, 3, 30)
    wanted = replica.attachments.plan().missing
    assert wanted[:3] == [
        Missing(3, picture(31)[0], 1000),
        Missing(2, picture(20)[0], 1000),
        Missing(2, picture(21)[0], 1000),
    ]
    state = replica.queries.state()
    assert (state.pictures_wanted, state.pictures_cached, state.reviewable_offline) == (6, 1, 0)
    put(replica, 3, 31)
    assert replica.queries.state().reviewable_offline == 1


def test_the_longest_unused_pictures_make_room(tmp_path: Path) -> None:
    replica = open_replica(tmp_path, picture_quota=3000)
    replica.feed.apply([page([material(1)])], "c", NOW)
    keys = [put(replica, 1, number) for number in range(3)]
    assert replica.attachments.get(keys[0]) is not None
    late = put(replica, 1, 3)
    assert [replica.attachments.is_cached(key) for key in (*keys, late)] == [
        True,
        False,
        True,
        True,
    ]
    assert replica.attachments.get(keys[2]) is not None
    replica.close()

    replica = open_replica(tmp_path, picture_quota=3000)
    put(replica, 1, 4)
    assert not replica.attachments.is_cached(keys[0])
    assert replica.attachments.is_cached(late)
    assert replica.attachments.usage()[:2] == (3, 3000)
    replica.close()


def test_pictures_of_an_open_decision_make_no_room_before_it_is_settled(tmp_path: Path) -> None:
    replica = open_replica(tmp_path, picture_quota=3000)
    queue(replica, 1)
    judged = [put(replica, 1, number) for number in (10, 11)]
    decide(replica, decision(1, 1))
    outcome = Outcome(key=UUID(int=1), status=OutcomeStatus.CONFLICT, code=OutcomeCode.DECIDED)
    replica.outbox.record_outcomes([outcome], NOW)
    for number in range(20, 24):
        put(replica, 1, number)
    assert [replica.attachments.is_cached(key) for key in judged] == [True, True]
    replica.outbox.resolve(str(UUID(int=1)), Resolution.ADOPTED_SERVER, NOW)
    for number in range(24, 27):
        put(replica, 1, number)
    assert [replica.attachments.is_cached(key) for key in judged] == [False, False]
    replica.close()


def test_pictures_leave_with_the_last_material_that_uses_them(replica: Replica) -> None:
    queue(replica, 1, 2)
    shared = put(replica, 1, 10)
    put(replica, 2, 10)
    own = put(replica, 1, 11)
    replica.feed.apply([page(exits=[(RowKind.MATERIAL, 1, 99)])], "d", NOW)
    assert replica.attachments.get(own) is None
    assert replica.attachments.get(shared) is not None

    replica.feed.begin_generation()
    replica.feed.load(page([material(7)]))
    replica.feed.finish_generation("e", NOW)
    assert replica.attachments.get(shared) is None
    assert replica.attachments.usage().pictures == 0


def test_a_picture_torn_on_disk_is_not_shown_and_can_be_fetched_again(replica: Replica) -> None:
    replica.attachments.put(SHA, 1, PICTURE)
    with replica._pictures.write() as tables:
        tables.run("DELETE FROM chunk WHERE n = 1")
    assert replica.attachments.get(SHA) is None
    assert not replica.attachments.is_cached(SHA)
    replica.attachments.put(SHA, 1, PICTURE)
    assert replica.attachments.get(SHA) == PICTURE
    assert replica.attachments.usage()[:2] == (1, len(PICTURE))


def test_a_full_disk_keeps_no_half_picture(replica: Replica) -> None:
    replica._pictures.writer.pragma("max_page_count", 20)
    with pytest.raises(StorageFullError):
        replica.attachments.put(SHA, 1, PICTURE)
    assert replica.attachments.get(SHA) is None
    assert replica.attachments.usage().pictures == 0


def parts(number: int, *, size: int = 4) -> tuple[Missing, list[bytes]]:
    """Return a picture of material 1 and its bytes in pieces."""
    key, data = picture(number)
    step = len(data) // size
    return Missing(1, key, len(data)), [data[at : at + step] for at in range(0, len(data), step)]


def test_parts_outlive_a_restart_and_become_a_picture(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    queue(replica, 1)
    wanted, (first, *rest) = parts(10)
    assert not replica.attachments.add_part(wanted, 0, first)
    assert replica.attachments.get(wanted.sha256) is None
    assert replica.attachments.usage()[:2] == (0, len(first))
    replica.close()

    replica = open_replica(tmp_path)
    assert replica.attachments.got(wanted.sha256) == len(first)
    changes = NOTHING
    for piece in rest:
        changes = replica.attachments.add_part(
            wanted, replica.attachments.got(wanted.sha256), piece
        )
    assert changes.attachments
    assert replica.attachments.get(wanted.sha256) == picture(10)[1]
    assert replica.attachments.got(wanted.sha256) == 0
    assert replica.attachments.usage()[:2] == (1, 1000)
    assert replica.attachments.add_part(wanted, 0, first).attachments
    assert replica.attachments.get(wanted.sha256) == picture(10)[1]
    replica.close()


def test_a_part_with_another_hash_is_thrown_away(replica: Replica) -> None:
    wanted, (first, *_rest) = parts(10)
    replica.attachments.add_part(wanted, 0, first)
    with pytest.raises(RuleViolationError, match="picture_damaged"):
        replica.attachments.add_part(wanted, len(first), bytes(750))
    assert replica.attachments.got(wanted.sha256) == 0
    assert replica.attachments.usage()[:2] == (0, 0)
    with replica._pictures.read() as tables:
        assert tables.number("SELECT count(*) FROM chunk") == 0


def test_bytes_from_the_beginning_start_a_picture_anew(replica: Replica) -> None:
    wanted, pieces = parts(10)
    replica.attachments.add_part(wanted, 0, b"x" * 250)
    assert not replica.attachments.add_part(wanted, 500, pieces[2]), "does not fit what is here"
    assert replica.attachments.got(wanted.sha256) == 250
    for at, piece in enumerate(pieces):
        replica.attachments.add_part(wanted, at * 250, piece)
    assert replica.attachments.get(wanted.sha256) == picture(10)[1]


def test_parts_leave_with_their_material(replica: Replica) -> None:
    queue(replica, 1, 2)
    wanted, (first, *_rest) = parts(10)
    replica.attachments.add_part(wanted, 0, first)
    replica.feed.apply([page(exits=[(RowKind.MATERIAL, 1, 99)])], "d", NOW)
    assert replica.attachments.got(wanted.sha256) == 0
    assert replica.attachments.usage()[:2] == (0, 0)


def test_a_full_disk_keeps_what_came_before(replica: Replica) -> None:
    key, size = SHA, len(PICTURE)
    wanted = Missing(1, key, size)
    replica.attachments.add_part(wanted, 0, PICTURE[: 64 << 10])
    replica._pictures.writer.pragma("max_page_count", 30)
    with pytest.raises(StorageFullError):
        replica.attachments.add_part(wanted, 64 << 10, PICTURE[64 << 10 :])
    assert replica.attachments.got(key) == 64 << 10
    replica._pictures.writer.pragma("max_page_count", 1_000_000)
    assert replica.attachments.add_part(wanted, 64 << 10, PICTURE[64 << 10 :]).attachments
    assert replica.attachments.get(key) == PICTURE


def test_a_lower_quota_takes_effect_at_once(replica: Replica) -> None:
    replica.feed.apply([page([material(1)])], "c", NOW)
    keys = [put(replica, 1, number) for number in range(4)]
    wanted, (first, *_rest) = parts(9)
    replica.attachments.add_part(wanted, 0, first)
    assert not replica.attachments.set_quota(5000)
    assert replica.attachments.set_quota(2500).attachments
    assert [replica.attachments.is_cached(key) for key in keys] == [False, False, True, True]
    assert replica.attachments.got(wanted.sha256) == 0, "halves go first"
    assert replica.attachments.usage() == (2, 2000, 2500, 0)


def test_what_waits_for_the_own_level_is_fetched_first(replica: Replica) -> None:
    queue(replica, 1, 2, 3, per_material=1)
    decide(replica, decision(1, 3))
    wanted = [missing.material_id for missing in replica.attachments.plan().missing]
    assert wanted == [2, 1, 3]


def test_nothing_is_planned_that_would_throw_out_what_is_wanted_more(replica: Replica) -> None:
    queue(replica, 1, 2, 3)
    replica.attachments.set_quota(3500)
    plan = replica.attachments.plan()
    assert [missing.material_id for missing in plan.missing] == [3, 3, 2]
    assert plan.left_out == 3
    old = put(replica, 1, 11)
    for missing in plan.missing:
        number = 10 * missing.material_id + (missing.sha256 == picture(31)[0])
        key, data = picture(number)
        replica.attachments.add_part(Missing(missing.material_id, key, 1000), 0, data, plan.kept)
    assert not replica.attachments.is_cached(old)
    assert not replica.attachments.plan().missing
