"""The profile knows who works here without telling anybody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.app.credentials import new_key
from desktop.app.profile import KnownPerson, Profile
from desktop.contract.session import Context, IdentityState, Limits, Person, Session
from desktop.domain.errors import ReplicaLockedError
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, Role

if TYPE_CHECKING:
    from pathlib import Path


HOSPITAL = Context(
    organization_id=4,
    organization_name="示例县人民医院",
    organization_kind=OrganizationKind.COUNTY_INSTITUTION,
    organization_path="/1/2/3/4/",
    level=ReviewLevel.UNIT,
    business="05",
    business_name="医师资格考试",
    roles=(Role.MANAGER,),
    scope_tag="s",
)


def _session() -> Session:
    return Session(
        person=Person(id=7, name="张岚岚", phone="138****8000", identity=IdentityState.VERIFIED),
        device_id="0" * 32,
        contexts=(),
        batches=(),
        limits=Limits(
            page_rows=1, batch_items=1, batch_bytes=1, grace_seconds=60, grace_seconds_refused=600
        ),
        server_time=1,
        offline_lease_until=2,
        epoch="e",
    )


def test_the_device_id_is_drawn_once(tmp_path: Path) -> None:
    first = Profile(tmp_path / "p").device_id
    assert len(first) == 32
    assert Profile(tmp_path / "p").device_id == first
    assert Profile(tmp_path / "q").device_id != first


def test_the_known_person_is_remembered(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    assert profile.known is None
    known = KnownPerson(profile.tag_of("https://a", 7), "https://a", "张**", locked_by_pin=False)
    profile.remember(known)
    profile.remember(replace(known, data_at=5, reviewable=3))
    assert Profile(tmp_path).known == replace(known, data_at=5, reviewable=3)
    assert Profile(tmp_path).device_id == profile.device_id
    profile.remember(None)
    assert Profile(tmp_path).known is None


def test_what_is_known_of_the_data_stays_with_the_same_person(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.note_data(5, 3)
    profile.lock()
    assert profile.known is None
    known = KnownPerson("tag", "https://a", "张**", locked_by_pin=False, context_key="4-05")
    profile.know(known)
    profile.note_data(5, 3)
    profile.lock()
    assert profile.known is not None
    assert profile.known.locked
    profile.know(known)
    assert profile.known == replace(known, data_at=5, reviewable=3)
    profile.know(replace(known, tag="other"))
    assert profile.known == replace(known, tag="other")


def test_data_without_a_key_are_set_aside_and_not_erased(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    folder = profile.folder_of("tag")
    for name in ("4-05.db", "4-05.db-wal", "4-03.db", "session.bin"):
        (folder / name).write_bytes(b"x")
    assert profile.set_aside("tag", HOSPITAL) == 2
    assert (folder / "4-03.db").exists()
    assert profile.set_aside("tag") == 2
    assert profile.set_aside("tag") == 0
    assert len(list(folder.iterdir())) == 4


def test_the_same_person_on_another_server_is_somebody_else(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    assert profile.tag_of("https://a", 7) != profile.tag_of("https://b", 7)


def test_the_session_opens_with_its_key_only_and_shows_no_name(tmp_path: Path) -> None:
    profile, key = Profile(tmp_path), new_key()
    profile.keep_session("tag", _session(), key)
    assert profile.session("tag", key) == _session()
    with pytest.raises(ReplicaLockedError, match="key_wrong"):
        profile.session("tag", new_key())
    with pytest.raises(ReplicaLockedError, match="key_wrong"):
        profile.session("other", key)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert "张岚岚".encode() not in path.read_bytes()


def test_a_damaged_record_starts_a_new_one(tmp_path: Path) -> None:
    Profile(tmp_path)
    (tmp_path / "profile.json").write_text('{"known": 3}', encoding="utf-8")
    assert Profile(tmp_path).known is None
