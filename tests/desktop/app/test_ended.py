"""An account is over: the data go, the work stays a while, and the person may come back."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.app import ended
from desktop.app.credentials import KeyringSecrets, MemorySecrets, PersonSecrets, new_key
from desktop.app.profile import Profile
from desktop.contract.operations import SeenVersion
from desktop.domain.errors import ReplicaLockedError
from desktop.domain.review import ReviewLevel, ReviewStatus, Verdict
from desktop.screens.sign_in.kept_list import kept_list
from desktop.services import browsing, reviewing
from desktop.store.replica import Replica
from server_stub.storage.models import Person
from tests.support import small_world
from tests.support.client import Client, click
from tests.support.small_world import DAY, MANAGER, NOW
from tests.support.waiting import until

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from desktop.domain.changes import Changes
    from tests.support.keyring_backend import FileKeyring
    from tests.support.server import ReferenceServer


def decide_without_grace_left(client: Client, material_id: int) -> None:
    workspace = client.bench.workspace
    dossier = browsing.dossier(workspace=workspace, material_id=material_id)
    assert dossier is not None
    changes: Changes = reviewing.record_decision(
        workspace=workspace,
        material_id=material_id,
        seen=SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash),
        verdict=Verdict.RETURNED,
        remark="=请补交证明，电话 13700137000",
    )
    client.bench.hub.publish(changes)


def set_disabled(server: ReferenceServer, at: int | None) -> None:
    with server.units.writing() as unit:
        unit.session.get_one(Person, MANAGER).disabled_at = at


async def work_until_disabled(client: Client, server: ReferenceServer, material_id: int) -> None:
    await client.enter(MANAGER)
    await until(lambda: client.chip.startswith("已同步"))
    decide_without_grace_left(client, material_id)
    set_disabled(server, int(server.clock.now))
    client.bench.exchange.run()
    await until(lambda: client.container.workbench is None)
    await until(client.card.kept.isVisible)


@pytest.fixture
def material(server: ReferenceServer) -> int:
    """A dossier that waits for the hospital."""
    with server.units.writing() as unit:
        return small_world.apply_for(unit, "李考生")


@pytest.mark.usefixtures("file_keyring")
async def test_what_was_decided_outlives_the_account_and_is_sent_on_return(
    qloop: asyncio.AbstractEventLoop, tmp_path: Path, server: ReferenceServer, material: int
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await work_until_disabled(client, server, material)
    assert "1 条" in client.card.kept._text.text()
    assert "停用" in client.card.notice.accessibleName()
    list_file = tmp_path / "清单.csv"
    client.container._kept_work.save_list(str(list_file))
    await until(lambda: "清单已保存" in client.card.notice.accessibleName())
    text = list_file.read_text(encoding="utf-8-sig")
    assert "李**" in text
    assert "李考生" not in text
    assert "'=请补交证明，电话 137****7000" in text

    set_disabled(server, None)
    server.clock.advance(120)
    await client.enter(MANAGER)
    await until(lambda: client.chip.startswith("已同步"))
    with server.units.writing() as unit:
        status = small_world.dossier_at(unit, material).chain[0].status
    assert status is ReviewStatus.RETURNED
    client.container.sign_out()
    await until(lambda: client.container.workbench is None)
    assert not client.card.kept.isVisible()
    await client.stop()


@pytest.mark.usefixtures("file_keyring")
async def test_a_copy_of_the_files_is_worth_nothing_with_the_old_key_and_has_an_end(
    qloop: asyncio.AbstractEventLoop,
    tmp_path: Path,
    server: ReferenceServer,
    material: int,
    file_keyring: FileKeyring,
) -> None:
    client = Client(qloop, tmp_path / "profile", server)
    await client.enter(MANAGER)
    await until(lambda: client.chip.startswith("已同步"))
    old_key = client.container.entrance.admission.key
    tag = client.container.entrance.admission.tag
    await client.stop()
    again = Client(qloop, tmp_path / "profile", server)
    await until(again.card.offline.isVisible)
    click(again.card.offline.button)
    await until(lambda: again.container.workbench is not None)
    decide_without_grace_left(again, material)
    set_disabled(server, int(server.clock.now))
    again.bench.exchange.run()
    await until(lambda: again.container.workbench is None)
    await until(again.card.kept.isVisible)
    folder = again.container._profile.folder_of(tag)
    replica = next(path for path in folder.glob("*.db") if "pictures" not in path.name)
    with pytest.raises(ReplicaLockedError):
        Replica.open(replica, old_key, level=ReviewLevel.UNIT, business="05")
    assert not (folder / "session.bin").exists()
    await again.stop()

    server.clock.advance(31 * DAY)
    later = Client(qloop, tmp_path / "profile", server)
    await until(lambda: not folder.exists())
    assert not later.card.kept.isVisible()
    assert old_key.hex() not in str(file_keyring._read())
    assert not [name for name in file_keyring._read() if tag in name]
    await later.stop()


def keep_two_contexts(folder: Path, key: bytes) -> list[Path]:
    paths = [folder / "3-05.db", folder / "4-05.db"]
    for path in paths:
        with closing(Replica.open(path, key, level=ReviewLevel.UNIT, business="05")):
            pass
    return paths


def test_erasing_goes_on_where_a_crash_interrupted_it(
    tmp_path: Path, file_keyring: FileKeyring
) -> None:
    profile = Profile(tmp_path / "profile")
    secrets = KeyringSecrets(file_keyring, "s")
    person = PersonSecrets(secrets, "0123456789abcdef")
    key = new_key()
    person.keep_data_key(key)
    folder = profile.folder_of(person.tag)
    first, second = keep_two_contexts(folder, key)
    # The crash: the mark is there and one of two files has its new key.
    fresh = person.begin_key_change()
    ended._mark(folder, ended.Ended(NOW))
    ended._erase(first, key, fresh)
    assert ended.tidy(profile, secrets, NOW + DAY) == []
    assert person.data_key() == fresh
    assert ended.ended_of(folder) == ended.Ended(NOW, erased=True)
    for path in (first, second):
        with pytest.raises(ReplicaLockedError):
            ended._open(path, key)
        ended._open(path, fresh).close()


def test_without_a_keyring_the_pin_still_opens_what_is_kept(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "profile")
    person = PersonSecrets(MemorySecrets(), "0123456789abcdef")
    key = new_key()
    folder = profile.folder_of(person.tag)
    path, _other = keep_two_contexts(folder, key)
    assert ended.end(profile, person, key, NOW) == ended.Ended(NOW, erased=True, by_pin=True)
    ended._open(path, key).close()
    nobodys = new_key()
    with pytest.raises(ReplicaLockedError):
        ended._erase(path, nobodys, nobodys)
    assert ended.take_up(profile, person) is person
    assert ended.ended_of(folder) is None


def test_a_return_before_the_erasing_was_done_finishes_it_first(
    tmp_path: Path, file_keyring: FileKeyring
) -> None:
    profile = Profile(tmp_path / "profile")
    person = PersonSecrets(KeyringSecrets(file_keyring, "s"), "0123456789abcdef")
    key = new_key()
    person.keep_data_key(key)
    folder = profile.folder_of(person.tag)
    path, _other = keep_two_contexts(folder, key)
    ended._mark(folder, ended.Ended(NOW))
    fresh = ended.take_up(profile, person).data_key()
    assert fresh is not None
    assert fresh != key
    ended._open(path, fresh).close()
    shutil.rmtree(folder)
    assert ended.unsettled(profile, KeyringSecrets(file_keyring, "s")) == []


def test_an_empty_list_has_its_headings() -> None:
    assert kept_list([]).decode("utf-8-sig").startswith("考生,单位,操作")
