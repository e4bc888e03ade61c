"""Answers that come by file: taken in whole, or not at all."""

from __future__ import annotations

import json
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import pytest

from desktop.contract.courier import RecordKind, record
from desktop.contract.operations import BATCH_ITEMS, Reveal, RevealedField
from desktop.contract.sealed_file import FileKind, KeyPair, Sealer
from desktop.domain.errors import RefusedError, RuleViolationError
from desktop.domain.review import Verdict
from desktop.services import couriering
from desktop.sync import courier
from desktop.sync.courier_notes import read_notes
from server_stub.services.courier_devices import server_keys
from tests.support.courier import by_file, export, judged, taken_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.sync.courier import TakenIn
    from tests.support.desk import Desk
    from tests.support.town import Town

EMPTY_PAGE: Final = {"next": "c2", "has_more": False, "server_time": 0}


class Forger:
    """Writes answers with the server's own keys, or with keys of somebody else."""

    def __init__(self, town: Town, desk: Desk) -> None:
        self.desk = desk
        self.keys = server_keys(town.units.providers.keys)
        meta = desk.replica.meta
        self.head: dict[str, Any] = {
            "number": 9,
            "device_id": desk.device_id,
            "context": desk.workspace.context.key,
            "requested_at": 0,
            "asked_from": meta.cursor,
            "server_time": int(desk.clock()),
            "next": "c2",
            "seq": 1 << 40,
            "digest": desk.replica.feed.digest().model_dump(),
            "lease_until": int(desk.clock()) + 60,
        }

    def answer(self, *pages: bytes, **head: object) -> BytesIO:
        """Return an answer with these pages."""
        notes = read_notes(self.desk.replica.meta)
        assert notes is not None
        file = BytesIO()
        sealer = Sealer(file, FileKind.ANSWER, self.keys, notes.keys.public.box)
        sealer.write(record(RecordKind.HEAD, json.dumps({**self.head, **head}).encode()))
        for page in pages:
            sealer.write(record(RecordKind.PAGE, page))
        sealer.finish()
        file.seek(0)
        return file

    def take_in(self, file: BytesIO) -> TakenIn:
        """Let the desk take an answer in."""
        with self.desk.workspace.engine.alone() as parts:
            return courier.take_in(parts, file)


@pytest.fixture
def forger(town: Town, isolated: Desk) -> Forger:
    return Forger(town, isolated)


def page(**fields: object) -> bytes:
    return json.dumps({**EMPTY_PAGE, **fields}).encode()


def notice(number: int) -> list[object]:
    return [number, 1000 + number, "通知", "正文", 0]


def reveals(desk: Desk, material_id: int, keys: Sequence[UUID]) -> None:
    """Fill the outbox with what needs no judgement."""
    seen = desk.dossier(material_id).seen()
    with desk.replica.write():
        for key in keys:
            act = Reveal(
                key=key,
                material_id=material_id,
                client_at=int(desk.clock()),
                field=RevealedField.PHONE,
            )
            desk.replica.outbox.add(act, seen, 0)


def test_many_operations_travel_in_batches_as_online(town: Town, isolated: Desk, wang: int) -> None:
    chance = Random(7)
    keys = [UUID(int=chance.getrandbits(128), version=4) for _ in range(BATCH_ITEMS + 50)]
    reveals(isolated, wang, keys)
    with isolated.workspace.engine.alone() as parts:
        packed = courier.pack(parts, (), pictures_of_new=False)
    assert [len(batch.items) for batch in packed.request.batches] == [BATCH_ITEMS, 50]
    assert [one.key for batch in packed.request.batches for one in batch.items] == keys

    assert by_file(town, isolated).settled == len(keys)
    assert isolated.replica.outbox.sent_keys() == []


def test_batches_are_cut_by_their_bytes_too(
    isolated: Desk, wang: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    reveals(isolated, wang, [UUID(int=n + 1, version=4) for n in range(3)])
    monkeypatch.setattr(courier, "BATCH_BYTES", 350)
    with isolated.workspace.engine.alone() as parts:
        packed = courier.pack(parts, (), pictures_of_new=False)
    assert [len(batch.items) for batch in packed.request.batches] == [1, 1, 1]


def test_an_operation_that_nobody_can_read_stays_for_the_network(
    town: Town, isolated: Desk, wang: int
) -> None:
    isolated.decide(wang, Verdict.DEFERRED)
    with isolated.replica._database.write() as tables:
        tables.run(
            "UPDATE outbox"
            " SET body = CAST(replace(CAST(body AS TEXT), 'deferred', 'invented') AS BLOB)"
        )
    assert by_file(town, isolated).settled == 0
    assert isolated.replica.outbox.sent_keys() == []
    assert isolated.replica.outbox.totals().queued == 1


def test_an_answer_of_another_server_is_refused(forger: Forger) -> None:
    forger.keys = KeyPair.new()
    with pytest.raises(RuleViolationError) as error:
        forger.take_in(forger.answer(page()))
    assert error.value.code == "courier_wrong_server"


@pytest.mark.parametrize("head", [{"device_id": "f" * 32}, {"context": "5-05"}])
def test_an_answer_that_names_somebody_else_is_refused(
    forger: Forger, head: dict[str, object]
) -> None:
    with pytest.raises(RuleViolationError) as error:
        forger.take_in(forger.answer(page(), **head))
    assert error.value.code == "courier_foreign"


def test_an_answer_whose_head_makes_no_sense_is_refused(forger: Forger) -> None:
    with pytest.raises(RuleViolationError) as error:
        forger.take_in(forger.answer(number="many"))
    assert error.value.code == "courier_damaged"


@pytest.mark.parametrize("whole", [False, True])
def test_an_answer_that_breaks_off_in_the_middle_leaves_nothing(
    forger: Forger, isolated: Desk, wang: int, *, whole: bool
) -> None:
    before = isolated.replica.feed.digest(), isolated.replica.meta.cursor
    good = page(notices=[notice(1)], has_more=True)
    with pytest.raises(RuleViolationError) as error:
        forger.take_in(forger.answer(good, b"{", whole=whole))
    assert error.value.code == "courier_damaged"
    assert (isolated.replica.feed.digest(), isolated.replica.meta.cursor) == before
    assert isolated.ids() == [wang]
    assert isolated.replica.check()


@pytest.mark.parametrize("whole", [False, True])
def test_rows_that_do_not_add_up_leave_nothing_and_everything_is_asked_for(
    town: Town, forger: Forger, isolated: Desk, wang: int, *, whole: bool
) -> None:
    before = isolated.replica.feed.digest(), isolated.replica.meta.cursor
    with pytest.raises(RuleViolationError) as error:
        forger.take_in(forger.answer(page(notices=[notice(1)]), whole=whole))
    assert error.value.code == "courier_differs"
    assert (isolated.replica.feed.digest(), isolated.replica.meta.cursor) == before
    assert isolated.ids() == [wang]
    isolated.reopen()
    assert isolated.ids() == [wang]
    assert by_file(town, isolated).resynced
    assert isolated.replica.check()


def test_a_reason_of_a_newer_server_is_passed_on(forger: Forger, isolated: Desk) -> None:
    taken = forger.take_in(forger.answer(problem="invented_later", next="", digest=None))
    assert isinstance(taken.problem, RefusedError)
    assert taken.problem.code == "invented_later"
    assert not taken.wiped
    assert isolated.ids()


def test_an_answer_to_another_spot_is_passed_over(
    town: Town, forger: Forger, isolated: Desk, wang: int
) -> None:
    """Even right after another answer by file: it began elsewhere, or knows less."""
    isolated.decide(wang, Verdict.DEFERRED)
    answer = judged(town, export(isolated))
    assert taken_in(isolated, answer).ok
    older = {"next": "c3", "seq": 0}
    for head in ({"asked_from": "elsewhere"}, older):
        assert forger.take_in(forger.answer(page(), **head)).notice == "courier_superseded"


def test_what_it_needs_is_asked_before_anything_is_read(town: Town, wang: int) -> None:
    desk = town.desk()
    with pytest.raises(RuleViolationError) as error, desk.workspace.engine.alone() as parts:
        courier.take_in(parts, BytesIO())
    assert error.value.code == "courier_not_registered"
    couriering.register_device(workspace=desk.workspace)
    with pytest.raises(RuleViolationError) as error, desk.workspace.engine.alone() as parts:
        courier.take_in(parts, BytesIO(b"something else"))
    assert error.value.code == "courier_not_ours"
