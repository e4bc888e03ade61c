"""Request files at the server: judged as their author, whoever brings them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pytest
from sqlalchemy import select, update

from desktop.contract.courier import DeviceKeys, Record, RecordKind, picture_of, records
from desktop.contract.problems import ProblemCode
from desktop.contract.sealed_file import FileKind, KeyPair, Sealer, check, opened
from desktop.contract.session import Device
from server_stub.providers import bundled_providers
from server_stub.services import courier, courier_devices, sessions
from server_stub.services.actors import SignedIn, actor_in
from server_stub.services.refusals import Refusal
from server_stub.services.unit import Units
from server_stub.settings import Settings
from server_stub.storage.engine import Database
from server_stub.storage.models import AuditEntry, Grant, Person
from tests.support import small_world
from tests.support.caller import DEVICE, context_of, operation
from tests.support.reviewers import PERIOD
from tests.support.small_world import COUNTY_OFFICER, HOSPITAL, MANAGER, NOW
from tests.support.town import found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLENTY: Final = 1 << 30
PICTURES: Final = {"portrait": b"\xff\xd8\xffone", "diploma": b"\xff\xd8\xfftwo"}


@dataclass
class Author:
    """A device of the hospital's manager that writes request files."""

    units: Units
    person_id: int = MANAGER
    organization_id: int = HOSPITAL
    device_id: str = DEVICE
    keys: KeyPair = field(default_factory=KeyPair.new)

    @property
    def signed_in(self) -> SignedIn:
        return SignedIn(1, self.person_id, "王管理", self.device_id, "设备d", NOW)

    @property
    def context(self) -> str:
        return context_of(self.organization_id)

    def register(self) -> str:
        """Register the keys; return the server's box key."""
        public = self.keys.public
        keys = DeviceKeys(sign_key=public.sign.hex(), box_key=public.box.hex())
        with self.units.writing() as unit:
            actor = actor_in(unit, self.signed_in, self.context)
            return courier_devices.register(unit, actor, self.signed_in, keys).box_key

    def request(self, *items: dict[str, Any], **fields: object) -> dict[str, Any]:
        """Return what a request says."""
        batches = [{"device_id": self.device_id, "items": items}] if items else []
        return {
            "device_id": self.device_id,
            "context": self.context,
            "number": 1,
            "created_at": NOW,
            "cursor": "",
            "batches": batches,
            **fields,
        }

    def file(self, request: object, *, kind: FileKind = FileKind.REQUEST) -> bytes:
        """Seal a request for the server."""
        out = BytesIO()
        recipient = courier_devices.server_keys(self.units.providers.keys).public.box
        sealer = Sealer(out, kind, self.keys, recipient)
        sealer.write(json.dumps(request).encode())
        sealer.finish()
        return out.getvalue()

    def hand_in(self, request: object) -> list[Record]:
        """Let somebody hand a request in and read the answer."""
        out = BytesIO()
        courier.exchange(self.units, BytesIO(self.file(request)), out, carrier_id=6)
        out.seek(0)
        return list(records(opened(out, check(out, PLENTY), self.keys, PLENTY)))


def head_of(answer: list[Record]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer[0].body)
    return found


def bodies(answer: list[Record], kind: RecordKind) -> list[Any]:
    return [json.loads(one.body) for one in answer if one.kind is kind]


def outcomes(answer: list[Record]) -> list[tuple[str, str]]:
    return [
        (one["status"], one["code"])
        for body in bodies(answer, RecordKind.OUTCOMES)
        for one in body["results"]
    ]


def refusal(units: Units, file: bytes) -> ProblemCode:
    with pytest.raises(Refusal) as refused:
        courier.exchange(units, BytesIO(file), BytesIO())
    return refused.value.code


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder with which every story begins."""
    return found(tmp_path_factory.mktemp("founded") / "server")


@pytest.fixture
def units(founded: Path, tmp_path: Path) -> Iterator[Units]:
    """Units of work of the small world."""
    shutil.copytree(founded, tmp_path / "server")
    settings = Settings(data=tmp_path / "server")
    units = Units(Database(settings.url), settings, bundled_providers(settings, lambda: NOW))
    yield units
    units.database.close()


@pytest.fixture
def author(units: Units) -> Author:
    author = Author(units)
    author.register()
    return author


@pytest.fixture
def approval(units: Units) -> dict[str, Any]:
    """审核通过 of a material that waits at the hospital."""
    with units.writing() as unit:
        material = small_world.apply_for(unit, "陈一")
        content_hash = small_world.dossier_at(unit, material).content_hash
    expect = {"rev": 1, "content_hash": content_hash}
    return operation("decide", material, expect=expect, verdict="approved", period=PERIOD)


def test_a_request_is_answered_as_online(author: Author, approval: dict[str, Any]) -> None:
    answer = author.hand_in(author.request(approval))
    head = head_of(answer)
    assert outcomes(answer) == [("applied", "ok")]
    pages = bodies(answer, RecordKind.PAGE)
    assert [row[0] for page in pages for row in page["materials"]] == [approval["material_id"]]
    assert head["whole"] is True
    assert (head["next"], head["digest"]) == (pages[-1]["next"], pages[-1]["digest"])
    assert head["lease_until"] == NOW + author.units.settings.offline_lease

    again = author.hand_in(author.request(approval, cursor=head["next"]))
    assert outcomes(again) == [("applied", "ok")]
    assert head_of(again)["whole"] is False
    assert [page["materials"] for page in bodies(again, RecordKind.PAGE)] == [[]]


def test_rows_come_in_several_pages_from_one_read(
    author: Author, approval: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "_PAGE_ROWS", 2)
    answer = author.hand_in(author.request())
    pages = bodies(answer, RecordKind.PAGE)
    assert len(pages) > 2
    assert [page["has_more"] for page in pages] == [True] * (len(pages) - 1) + [False]
    assert head_of(answer)["digest"] == pages[-1]["digest"]
    assert head_of(answer)["total"] == pages[0]["total"] > 0


def test_whoever_asks_for_everything_gets_it(author: Author) -> None:
    cursor = head_of(author.hand_in(author.request()))["next"]
    assert head_of(author.hand_in(author.request(cursor=cursor, whole=True)))["whole"] is True
    assert head_of(author.hand_in(author.request(cursor="bm9uZQ")))["whole"] is True


def test_pictures_come_by_right_and_once(units: Units, author: Author) -> None:
    with units.writing() as unit:
        entries = tuple(
            (kind, unit.providers.blobs.put(data), len(data), 10, 10)
            for kind, data in PICTURES.items()
        )
        material = small_world.apply_for(unit, "陈一", pictures=entries)
        foreign = small_world.apply_for(
            unit, "孙邻", small_world.OTHER_HOSPITAL, pictures=entries[:1]
        )
    wanted = [{"material_id": material, "sha256": one[1]} for one in entries]
    theirs = {"material_id": foreign, "sha256": entries[0][1]}

    def pictures(**asked: object) -> list[tuple[int, bytes]]:
        answer = author.hand_in(author.request(**asked))
        return [picture_of(one.body) for one in answer if one.kind is RecordKind.PICTURE]

    both = [(material, data) for data in PICTURES.values()]
    assert pictures(wanted=[theirs, *wanted, *wanted], pictures_of_new=True) == both
    assert pictures(wanted=[theirs]) == []
    assert pictures(pictures_of_new=True) == both


def test_an_answer_that_is_full_takes_no_more_pictures(units: Units, author: Author) -> None:
    data = b"\xff\xd8\xff"
    with units.writing() as unit:
        entry = ("portrait", unit.providers.blobs.put(data), len(data), 10, 10)
        material = small_world.apply_for(unit, "陈一", pictures=(entry,))
    units.settings = replace(units.settings, courier_answer_bytes=1)
    answer = author.hand_in(author.request(wanted=[{"material_id": material, "sha256": entry[1]}]))
    assert RecordKind.PICTURE not in {one.kind for one in answer}


def test_the_author_decides_with_the_rights_at_arrival(
    units: Units, author: Author, approval: dict[str, Any]
) -> None:
    with units.writing() as unit:
        rights = update(Grant).where(Grant.person_id == MANAGER)
        unit.session.execute(rights.values(revoked_at=unit.now))
    answer = author.hand_in(author.request(approval))
    assert outcomes(answer) == [("parked", "not_permitted")]
    head = head_of(answer)
    assert (head["problem"], head["next"], head["lease_until"]) == ("not_permitted", "", 0)


def test_nothing_is_judged_for_a_disabled_account(
    units: Units, author: Author, approval: dict[str, Any]
) -> None:
    with units.writing() as unit:
        sessions.disable(unit, MANAGER)
    answer = author.hand_in(author.request(approval))
    assert head_of(answer)["problem"] == "account_disabled"
    assert len(answer) == 1


def test_a_request_that_took_too_long_is_told_so(author: Author, approval: dict[str, Any]) -> None:
    late = NOW - author.units.settings.courier_lifetime - 1
    answer = author.hand_in(author.request(approval, created_at=late))
    assert head_of(answer)["problem"] == "courier_expired"
    assert outcomes(answer) == []


def test_a_newer_key_ends_the_former_one(units: Units, approval: dict[str, Any]) -> None:
    former, newer = Author(units), Author(units)
    for one in (former, newer, newer):
        one.register()
    assert head_of(former.hand_in(former.request(approval)))["problem"] == "courier_revoked"
    assert outcomes(newer.hand_in(newer.request(approval))) == [("applied", "ok")]
    with pytest.raises(Refusal) as refused:
        former.register()
    assert refused.value.code is ProblemCode.COURIER_REVOKED


def test_keys_of_another_device_are_not_taken(units: Units, author: Author) -> None:
    thief = Author(units, device_id="e" * 32, keys=author.keys)
    with pytest.raises(Refusal) as refused:
        thief.register()
    assert refused.value.code is ProblemCode.COURIER_REVOKED


def test_signing_in_elsewhere_ends_the_keys_where_one_device_is_allowed(
    units: Units, author: Author
) -> None:
    def sign_in(device_id: str) -> str:
        with units.writing() as unit:
            person = unit.session.get_one(Person, MANAGER)
            sessions.start(unit, person, Device(id=device_id))
        problem: str = head_of(author.hand_in(author.request()))["problem"]
        return problem

    assert sign_in("e" * 32) == ""
    units.settings = replace(units.settings, one_device=True)
    assert sign_in(DEVICE) == ""
    assert sign_in("e" * 32) == "courier_revoked"


@pytest.mark.parametrize("fields", [{"device_id": "e" * 32}, {"context": "3-05"}])
def test_a_key_speaks_for_its_device_and_context_alone(
    author: Author, fields: dict[str, str]
) -> None:
    file = author.file(author.request(**fields))
    assert refusal(author.units, file) is ProblemCode.COURIER_UNKNOWN


def test_a_device_that_nobody_registered_is_unknown(units: Units) -> None:
    stranger = Author(units)
    assert refusal(units, stranger.file(stranger.request())) is ProblemCode.COURIER_UNKNOWN


def test_a_file_for_another_server_is_unknown(author: Author) -> None:
    out = BytesIO()
    sealer = Sealer(out, FileKind.REQUEST, author.keys, KeyPair.new().public.box)
    sealer.finish()
    assert refusal(author.units, out.getvalue()) is ProblemCode.COURIER_UNKNOWN


def test_what_is_no_sound_request_is_refused(author: Author) -> None:
    good = author.file(author.request())
    answer = author.file(author.request(), kind=FileKind.ANSWER)
    for file in (b"", good[:-1], answer, author.file({}), author.file([1])):
        assert refusal(author.units, file) is ProblemCode.COURIER_DAMAGED


def test_who_registers_no_real_key_gets_no_answer(units: Units, approval: dict[str, Any]) -> None:
    author = Author(units)
    keys = DeviceKeys(sign_key=author.keys.public.sign.hex(), box_key="0" * 64)
    with units.writing() as unit:
        actor = actor_in(unit, author.signed_in, author.context)
        courier_devices.register(unit, actor, author.signed_in, keys)
    file = author.file(author.request(approval))
    assert refusal(units, file) is ProblemCode.COURIER_UNKNOWN


def test_the_audit_names_author_carrier_and_file(author: Author, approval: dict[str, Any]) -> None:
    file = author.file(author.request(approval))
    for carrier in (COUNTY_OFFICER, 0):
        courier.exchange(author.units, BytesIO(file), BytesIO(), carrier)
    with author.units.reading() as unit:
        lines = [json.loads(one) for one in unit.session.scalars(select(AuditEntry.line))]
    first, second = [one for one in lines if one["event"] == "courier.received"]
    assert (first["person"], first["carrier"], first["operations"]) == (MANAGER, COUNTY_OFFICER, 1)
    assert (second["carrier"], second["file"]) == (0, first["file"])
    assert len([one for one in lines if one["event"] == "review.decide"]) == 1


def test_the_server_s_keys_stay_and_differ_from_its_others(units: Units) -> None:
    keys = units.providers.keys
    pair = courier_devices.server_keys(keys)
    assert pair == courier_devices.server_keys(keys)
    assert len({pair.sign, pair.box, keys.derive("scope")}) == 3


def test_scratch_files_have_no_name(tmp_path: Path) -> None:
    with courier.scratch(Settings(data=tmp_path)) as file:
        file.write(b"sealed")
        assert list(tmp_path.iterdir()) == []
