"""The local data as a whole: locked by a key, whole after a kill, gone after a wipe."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import ReplicaLockedError, StorageFullError
from desktop.domain.review import ReviewLevel, ReviewStatus
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.records import Draft
from tests.desktop.store.test_attachments import PICTURE, SHA
from tests.desktop.store.world import (
    HOSPITAL,
    NOW,
    ORGANIZATIONS,
    authorization,
    chain,
    decision,
    manifest,
    material,
    open_replica,
    page,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.replica import Replica

SECRET_NAME = "司马相如"
SECRET_NUMBER = "421900199001011237"
SECRET_PHONE = "13912345678"
REMARK = "请补交试用期考核证明"


def fill(replica: Replica) -> None:
    replica.feed.apply(
        [
            page(
                [
                    material(1),
                    material(
                        2,
                        name=SECRET_NAME,
                        search_keys="smxr",
                        id_number=SECRET_NUMBER,
                        phone=SECRET_PHONE,
                        details=["男", "1990-01-01", "汉族", "内科", "凤凰路八号"],
                    ),
                ],
                organizations=ORGANIZATIONS,
                manifests=[manifest(2, SHA)],
                authorizations=[authorization(1, HOSPITAL, "activated", manager_name="诸葛孔明")],
            )
        ],
        "c1",
        NOW,
    )
    replica.attachments.put(SHA, 2, PICTURE)
    replica.outbox.add(
        decision(1, 2).model_copy(update={"remark": REMARK}),
        replica.queries.dossier(2).seen(),  # type: ignore[union-attr] - it was just filled in
        NOW,
    )
    replica.drafts.save(Draft(1, None, REMARK, None, NOW))


def take_back_and_fail(replica: Replica) -> None:
    with replica.write():
        replica.drafts.discard(1)
        replica.outbox.cancel("00000000-0000-0000-0000-000000000001")
        raise StorageFullError


def test_everything_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    fill(replica)
    replica.meta.lease_until = NOW + 86400
    replica.close()
    replica.close()

    replica = open_replica(tmp_path)
    state = replica.queries.state()
    assert (state.cursor, state.materials, state.lease_until) == ("c1", 2, NOW + 86400)
    assert (state.pictures_wanted, state.pictures_cached, state.reviewable_offline) == (1, 1, 1)
    assert replica.queries.rows([2])[0].status is ReviewStatus.APPROVED
    assert replica.attachments.get(SHA) == PICTURE
    assert replica.check()
    replica.meta.lease_until = None
    assert replica.queries.state().lease_until is None
    replica.close()


def test_a_wrong_key_opens_nothing_and_harms_nothing(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    fill(replica)
    replica.close()
    with pytest.raises(ReplicaLockedError) as refused:
        open_replica(tmp_path, key=bytes(32))
    assert refused.value.code == "replica_locked"
    replica = open_replica(tmp_path)
    assert replica.attachments.get(SHA) == PICTURE
    replica.close()


def test_no_name_number_or_remark_is_found_in_any_file(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    fill(replica)
    secrets = [
        SECRET_NAME,
        SECRET_NUMBER,
        SECRET_PHONE,
        REMARK,
        "凤凰路",
        "诸葛孔明",
        "示例",
        "smxr",
    ]
    needles = [secret.encode(code) for secret in secrets for code in ("utf-8", "utf-16-le")]
    needles += [PICTURE[:64], b"SQLite format 3", b"CREATE TABLE"]

    def leaks() -> list[tuple[str, bytes]]:
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert len(files) > 1
        contents = [(path.name, path.read_bytes()) for path in files]
        return [(name, needle) for name, body in contents for needle in needles if needle in body]

    assert leaks() == []
    replica.close()
    assert leaks() == []


def test_another_level_begins_anew_but_keeps_what_the_person_did(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    fill(replica)
    replica.feed.begin_generation()
    replica.feed.load(page([material(9)]))
    replica.close()

    replica = open_replica(tmp_path, level=ReviewLevel.COUNTY)
    assert replica.meta.cursor == ""
    assert replica.queries.state().materials == 0
    assert len(replica.outbox.open_items()) == 1
    replica.feed.apply([page([material(1, chain=chain(HOSPITAL, "approved", "deferred"))])], "b", 1)
    assert replica.queries.rows([1])[0].status is ReviewStatus.DEFERRED
    assert replica.check()
    replica.close()


def test_a_chain_without_the_own_level_is_not_reached(replica: Replica) -> None:
    replica.feed.apply([page([material(1, chain=[], organization_id=None)])], "a", NOW)
    row = replica.queries.rows([1])[0]
    assert (row.status, row.organization_id) == (ReviewStatus.NOT_REACHED, None)


def test_a_wipe_leaves_the_outbox_and_nothing_else(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    fill(replica)
    replica.wipe(keep_outbox=True, key=bytes(reversed(range(32))))

    assert replica.queries.state().materials == 0
    assert replica.queries.organizations() == []
    assert replica.attachments.get(SHA) is None
    assert replica.meta.cursor == ""
    (item,) = replica.outbox.open_items()
    assert (item.remark, item.material_name) == (REMARK, SECRET_NAME)
    assert replica.drafts.get(1) is not None
    fill_again = [page([material(1)])]
    replica.feed.apply(fill_again, "c2", NOW)
    assert replica.check()
    replica.close()
    with pytest.raises(ReplicaLockedError):
        open_replica(tmp_path)
    replica = open_replica(tmp_path, key=bytes(reversed(range(32))))
    assert len(replica.outbox.open_items()) == 1
    replica.close()


def test_a_full_wipe_leaves_nothing(replica: Replica) -> None:
    fill(replica)
    replica.wipe(keep_outbox=False)
    assert replica.outbox.items(frozenset()) == []
    assert replica.drafts.get(1) is None
    assert replica.queries.first_page(MaterialFilter(), MaterialSort(), 5) == []


def test_pictures_that_cannot_be_read_are_thrown_away(tmp_path: Path) -> None:
    replica = open_replica(tmp_path)
    fill(replica)
    replica.close()
    (tmp_path / "replica-pictures.db").write_bytes(b"torn" * 5000)
    replica = open_replica(tmp_path)
    assert replica.attachments.get(SHA) is None
    assert replica.queries.state().pictures_wanted == 1
    replica.close()


def test_several_steps_are_one_transaction(replica: Replica) -> None:
    fill(replica)
    with pytest.raises(StorageFullError):
        take_back_and_fail(replica)
    assert replica.drafts.get(1) is not None
    assert len(replica.outbox.open_items()) == 1


def test_totals_that_went_astray_are_noticed(replica: Replica) -> None:
    fill(replica)
    assert replica.check()
    with replica._database.write() as tables:
        tables.run("UPDATE cube$ SET count = count + 1")
    assert not replica.check()


CHILD = """
import os, sys
from pathlib import Path
from tests.desktop.store.world import decide, decision, material, open_replica, page
replica = open_replica(Path(sys.argv[1]))
replica.feed.apply([page([material(n) for n in range(1, 50)])], "c", 1)
for number in range(1, 40):
    decide(replica, decision(number, number))
    print(number, flush=True)
replica.feed.begin_generation()
replica.feed.load(page([material(99)]))
print("done", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("last_word", ["1", "7", "23", "done"])
def test_what_was_said_to_be_saved_survives_a_kill(tmp_path: Path, last_word: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as child:
        assert child.stdout is not None
        said: list[str] = []
        for line in child.stdout:
            said.append(line.strip())
            if said[-1] == last_word:
                break
        child.send_signal(signal.SIGKILL)
        child.wait()

    replica = open_replica(tmp_path)
    saved = {item.material_id for item in replica.outbox.open_items()}
    assert saved >= {int(word) for word in said if word != "done"}
    approved = MaterialFilter(statuses=frozenset({ReviewStatus.APPROVED}))
    assert set(replica.queries.ids(approved, MaterialSort())) == saved
    assert replica.meta.cursor == "c"
    assert replica.check()
    replica.close()
