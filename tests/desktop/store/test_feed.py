"""The replica is always some state of the server: whole pulls, whole generations, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from desktop.contract.operations import Outcome, OutcomeStatus
from desktop.contract.sync import DIGEST_MODULUS, Digest, RowKind
from desktop.domain.errors import BugError, StorageFullError
from desktop.domain.review import ReviewStatus, Verdict
from desktop.store import loading
from desktop.store.delta import NAMED_MATERIALS
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.records import Draft
from tests.desktop.store.world import (
    HOSPITAL,
    NOW,
    ORGANIZATIONS,
    authorization,
    crowd,
    decide,
    decision,
    manifest,
    material,
    open_replica,
    page,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.contract.sync import ChangesPage
    from desktop.store.records import ListRow
    from desktop.store.replica import Replica


def listed(replica: Replica, text: str = "") -> list[ListRow]:
    return replica.queries.first_page(MaterialFilter(text=text), MaterialSort(), 100)


def ids(replica: Replica, text: str = "") -> list[int]:
    return [row.id for row in listed(replica, text)]


def test_a_pull_brings_rows_and_cursor_together(replica: Replica) -> None:
    changes = replica.feed.apply(
        [
            page([material(1)], organizations=ORGANIZATIONS),
            page([material(2)], authorizations=[authorization(1, HOSPITAL, "generated")]),
            page(notices=[(1, 1, "公告", "正文", NOW)], manifests=[manifest(2, "a" * 64)]),
        ],
        "cursor-1",
        NOW,
    )

    assert changes.materials == {1, 2}
    assert changes.organizations
    assert changes.authorizations
    assert changes.notices
    assert changes.attachments
    assert ids(replica) == [2, 1]
    assert replica.queries.notices()[0].title == "公告"
    assert replica.meta.cursor == "cursor-1"
    assert replica.queries.state().last_sync_at == NOW
    assert replica.check()


def test_a_pull_that_breaks_off_leaves_nothing(replica: Replica) -> None:
    replica.feed.apply([page([material(1)])], "old", NOW)

    def broken() -> Iterator[ChangesPage]:
        yield page([material(1, seq=9, name="新名字"), material(2)])
        raise ConnectionError

    with pytest.raises(ConnectionError):
        replica.feed.apply(broken(), "new", NOW + 1)

    assert ids(replica) == [1]
    assert listed(replica)[0].name == "王文静"
    assert replica.meta.cursor == "old"
    assert replica.check()


def test_a_pull_that_finds_the_disk_full_leaves_nothing(replica: Replica) -> None:
    replica.feed.apply([page([material(1)])], "old", NOW)
    replica._database.writer.pragma("max_page_count", 150)
    with pytest.raises(StorageFullError):
        replica.feed.apply([page(crowd(800, first=10))], "new", NOW)
    assert ids(replica) == [1]
    assert replica.meta.cursor == "old"

    replica._database.writer.pragma("max_page_count", 1 << 30)
    replica.feed.apply([page(crowd(800, first=10))], "new", NOW)
    assert replica.queries.state().materials == 801
    assert replica.check()


def test_a_changed_material_is_found_by_its_new_name_only(replica: Replica) -> None:
    replica.feed.apply([page([material(1), material(2)])], "a", NOW)
    replica.feed.apply(
        [page([material(1, seq=10, name="欧阳𠮷", search_keys="oyj", status="approved")])], "b", NOW
    )
    assert ids(replica, "文静") == [2]
    assert ids(replica, "𠮷") == [1]
    assert ids(replica, "yj") == [1]
    assert listed(replica, "𠮷")[0].status is ReviewStatus.APPROVED
    assert replica.check()


def test_an_older_row_or_exit_never_undoes_a_newer_one(replica: Replica) -> None:
    replica.feed.apply([page([material(1, seq=20, name="新名字")])], "a", NOW)
    replica.feed.apply(
        [page([material(1, seq=19)], exits=[(RowKind.MATERIAL, 1, 18), (RowKind.NOTICE, 7, 30)])],
        "b",
        NOW,
    )
    assert listed(replica)[0].name == "新名字"
    assert replica.check()


def test_a_material_that_leaves_the_scope_is_gone_everywhere(replica: Replica) -> None:
    replica.feed.apply([page([material(1), material(2)], organizations=ORGANIZATIONS)], "a", NOW)
    changes = replica.feed.apply([page(exits=[(RowKind.MATERIAL, 1, 50)])], "b", NOW)

    assert changes.materials == {1}
    assert ids(replica) == [2]
    assert ids(replica, "文静") == [2]
    assert replica.queries.dossier(1) is None
    assert replica.queries.totals(MaterialFilter()).total == 1
    assert replica.queries.organizations()[0].pending == 1
    assert replica.check()


def test_a_material_may_leave_and_come_back_within_one_pull(replica: Replica) -> None:
    replica.feed.apply([page([material(1)])], "a", NOW)
    replica.feed.apply(
        [
            page([material(1, seq=9, status="approved")]),
            page(exits=[(RowKind.MATERIAL, 1, 10)]),
            page([material(1, seq=11, name="回来")]),
        ],
        "b",
        NOW,
    )
    assert [row.name for row in listed(replica)] == ["回来"]
    assert ids(replica, "文静") == []
    assert replica.check()


def test_a_great_many_changes_are_not_named(replica: Replica) -> None:
    changes = replica.feed.apply([page(crowd(NAMED_MATERIALS + 1))], "a", NOW)
    assert changes.all_materials
    assert not changes.materials


def test_staged_pages_wait_on_disk_until_the_pull_is_whole(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    replica.feed.stage(page([material(1)]))
    replica.feed.stage(page([material(2)]))
    assert ids(replica) == []
    replica.close()

    replica = open_replica(tmp_path)
    replica.feed.apply([*replica.feed.staged(), page([material(3)])], "a", NOW)
    assert ids(replica) == [3, 2, 1]
    assert list(replica.feed.staged()) == []

    replica.feed.stage(page([material(4)]))
    replica.feed.clear_stage()
    assert list(replica.feed.staged()) == []
    replica.close()


def test_the_digest_is_count_and_sum_of_all_kinds(replica: Replica) -> None:
    replica.feed.apply(
        [
            page(
                [material(1), material(2**53 - 1, seq=5)],
                organizations=ORGANIZATIONS[:1],
                manifests=[manifest(2, "a" * 64)],
            )
        ],
        "a",
        NOW,
    )
    rows = [(1, 1), (2**53 - 1, 5), (1, 1), (2, 2)]
    total = sum(key * 31 + seq for key, seq in rows) % DIGEST_MODULUS
    assert replica.feed.digest() == Digest(count=4, total=total)


def test_news_are_marked_until_somebody_looks(replica: Replica) -> None:
    replica.feed.apply([page([material(1), material(2), material(3)])], "a", NOW)
    assert [row.unseen for row in listed(replica)] == [False] * 3

    replica.feed.apply(
        [page([material(1, seq=10, rev=2), material(2, seq=11, phone="-"), material(4)])], "b", NOW
    )
    unseen = [row.id for row in listed(replica) if row.unseen]
    assert unseen == [4, 1]

    assert replica.feed.mark_opened(1).materials == {1}
    assert not replica.feed.mark_opened(1)
    assert [row.id for row in listed(replica) if row.unseen] == [4]


def test_the_own_decision_coming_back_is_no_news(replica: Replica) -> None:
    replica.feed.apply([page([material(1)])], "a", NOW)
    decide(replica, decision(7, 1))
    outcome = Outcome(key=UUID(int=7), status=OutcomeStatus.APPLIED, rev=2)
    row = material(1, seq=5, rev=2, status="approved")

    changes = replica.feed.apply([page([row])], "b", NOW, [outcome])

    assert changes.outbox
    assert changes.materials == {1}
    assert not listed(replica)[0].unseen
    assert listed(replica)[0].status is ReviewStatus.APPROVED
    assert listed(replica)[0].outbox_state == ""


def test_a_fresh_generation_shows_only_when_it_is_whole(replica: Replica) -> None:
    replica.feed.apply([page(crowd(30), organizations=ORGANIZATIONS)], "old", NOW)
    before = ids(replica)
    number = replica.meta.generation

    replica.feed.begin_generation()
    replica.feed.load(page([material(n) for n in range(60, 40, -1)], organizations=ORGANIZATIONS))
    replica.feed.load(page([material(n) for n in range(1, 6)]))
    assert ids(replica) == before
    assert replica.meta.cursor == "old"

    changes = replica.feed.finish_generation("new", NOW)
    assert changes.all_materials
    assert ids(replica) == [*range(60, 40, -1), 5, 4, 3, 2, 1]
    assert replica.meta.cursor == "new"
    assert replica.meta.generation > number
    assert replica.check()


def test_a_loaded_row_that_comes_again_is_replaced(replica: Replica) -> None:
    replica.feed.begin_generation()
    replica.feed.load(page([material(1), material(2)]))
    replica.feed.load(page([material(2, seq=9, name="欧阳雪"), material(3)]))
    replica.feed.load(page(exits=[(RowKind.MATERIAL, 1, 10)]))
    replica.feed.finish_generation("new", NOW)
    assert ids(replica) == [3, 2]
    assert ids(replica, "文静") == [3]
    assert ids(replica, "欧阳") == [2]
    assert replica.check()


def test_a_half_loaded_generation_is_dropped(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    replica.feed.apply([page([material(1)])], "old", NOW)
    replica.feed.begin_generation()
    replica.feed.load(page([material(2)]))
    replica.close()

    replica = open_replica(tmp_path)
    with pytest.raises(BugError):
        replica.feed.load(page([material(3)]))
    replica.feed.begin_generation()
    replica.feed.begin_generation()
    replica.feed.load(page([material(4)]))
    replica.feed.finish_generation("new", NOW)
    assert ids(replica) == [4]
    replica.close()


def test_a_resync_keeps_outbox_drafts_and_news(replica: Replica) -> None:
    replica.feed.apply([page([material(n) for n in range(1, 6)])], "a", NOW)
    replica.feed.apply([page([material(2, seq=10, rev=2)])], "b", NOW)
    decide(replica, decision(1, 3, Verdict.RETURNED))
    replica.drafts.save(Draft(4, None, "写到一半", None, NOW))

    replica.feed.begin_generation()
    replica.feed.load(page([material(n, seq=100 + n, rev=2) for n in (2, 3, 4)]))
    replica.feed.finish_generation("c", NOW)

    rows = {row.id: row for row in listed(replica)}
    assert rows[3].status is ReviewStatus.RETURNED
    assert rows[3].outbox_state == "queued"
    assert replica.queries.totals(MaterialFilter()).by_status[ReviewStatus.RETURNED] == 1
    assert [row.id for row in rows.values() if row.unseen] == [4, 3, 2]
    dossier = replica.queries.dossier(4)
    assert dossier is not None
    assert dossier.draft is not None
    assert dossier.draft.remark == "写到一半"
    assert replica.check()


def test_a_resync_goes_on_beside_decisions(replica: Replica) -> None:
    replica.feed.apply([page([material(n) for n in range(1, 4)])], "a", NOW)
    replica.feed.begin_generation()
    replica.feed.load(page([material(n, seq=10 + n) for n in range(1, 4)]))
    decide(replica, decision(1, 2))
    assert replica.queries.totals(MaterialFilter()).by_status[ReviewStatus.APPROVED] == 1
    replica.feed.finish_generation("b", NOW)
    assert replica.queries.totals(MaterialFilter()).by_status[ReviewStatus.APPROVED] == 1
    assert replica.check()


def test_a_long_load_folds_its_journal_now_and_then(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_LOADING_JOURNAL", 50)
    monkeypatch.setattr(loading, "_LONGEST_JOURNAL", 150)
    lengths = []
    replica.feed.begin_generation()
    for start in range(1, 3_000, 300):
        replica.feed.load(page(crowd(300, seed=start, first=start)))
        lengths.append(replica._database.journal_pages)
    replica.feed.finish_generation("c", NOW)
    assert lengths != sorted(lengths)
    assert replica.check()
