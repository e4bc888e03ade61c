"""The file courier: what a sealed request asks is judged and answered as if it had come online.

Who carries the file has no say in it: the author's rights at arrival decide. The operations keep
their keys, so a file that comes twice, or after the same operations came online, changes nothing.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from desktop.contract.courier import (
    CourierAnswer,
    CourierRequest,
    RecordKind,
    picture_record,
    record,
)
from desktop.contract.problems import ProblemCode
from desktop.contract.sealed_file import FileKind, Sealer, check, opened
from desktop.contract.sync import ChangesPage
from desktop.domain.errors import RuleViolationError
from server_stub.services import audit, cursors, feed, reading, reviewing
from server_stub.services.actors import SignedIn, actor_in
from server_stub.services.courier_devices import device_of, server_keys
from server_stub.services.cursors import Position
from server_stub.services.refusals import Refusal
from server_stub.storage import sequence

if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from desktop.contract.sealed_file import Envelope, KeyPair
    from server_stub.services.unit import Unit, Units
    from server_stub.settings import Settings
    from server_stub.storage.courier import CourierDevice
    from server_stub.storage.scope import Actor

_PAGE_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Handled:
    """What was done with a file, for its carrier: no more than it may know.

    Attributes:
        operations: Operations that the server took in, new or known.
        problem: Why the answer inside brings nothing new, or empty.
        size: Bytes of the answer.
    """

    operations: int
    problem: str
    size: int


@dataclass(slots=True)
class _Hearing:
    """One request on its way through."""

    units: Units
    envelope: Envelope
    asked: CourierRequest
    outcomes: list[bytes] = field(default_factory=list)
    problem: str = ""


def scratch(settings: Settings) -> BinaryIO:
    """Open a nameless file beside the data; it is gone once it is closed."""
    return tempfile.TemporaryFile(dir=settings.data)


def exchange(units: Units, request: BinaryIO, answer: BinaryIO, carrier_id: int = 0) -> Handled:
    """Judge a request file and write the answer file.

    Args:
        units: The server's units of work; one is opened for each step, as online.
        request: The file as it came, at its start.
        answer: Where the sealed answer goes.
        carrier_id: Who handed it in, 0 for the operator.

    Raises:
        Refusal: `courier_damaged` where it is no sound request; `courier_unknown` where it is
            sealed for another server, or by a device that nobody registered.
    """
    keys = server_keys(units.providers.keys)
    hearing = _opened(units, request, keys)
    with units.writing() as unit:
        box_key = _receive(unit, hearing, carrier_id)
    for batch in hearing.asked.batches:
        if not hearing.problem:
            with units.writing() as unit:
                signed_in, actor = _author(unit, hearing, former=True)
                hearing.outcomes.append(reviewing.decide(unit, actor, signed_in, batch))
    with units.reading() as unit:
        size = _answer(unit, hearing, answer, keys, box_key)
    operations = sum(len(batch.items) for batch in hearing.asked.batches)
    return Handled(operations if hearing.outcomes else 0, hearing.problem, size)


def _opened(units: Units, request: BinaryIO, keys: KeyPair) -> _Hearing:
    limit = units.settings.courier_request_bytes
    try:
        envelope = check(request, limit)
        if envelope.kind is not FileKind.REQUEST:
            raise Refusal(ProblemCode.COURIER_DAMAGED)
        with units.reading() as unit:
            device_of(unit, envelope.signer.hex())
        body = b"".join(opened(request, envelope, keys, limit))
        asked = CourierRequest.model_validate_json(body)
    except RuleViolationError as error:
        foreign = error.code == "courier_foreign"
        code = ProblemCode.COURIER_UNKNOWN if foreign else ProblemCode.COURIER_DAMAGED
        raise Refusal(code) from None
    except ValidationError:
        raise Refusal(ProblemCode.COURIER_DAMAGED) from None
    return _Hearing(units, envelope, asked)


def _receive(unit: Unit, hearing: _Hearing, carrier_id: int) -> str:
    """Put the file on record, and return for whom the answer is sealed.

    Raises:
        Refusal: `courier_unknown` where device or context are not those of the key.
    """
    device, _person = device_of(unit, hearing.envelope.signer.hex())
    asked = hearing.asked
    if (asked.device_id, asked.context) != (device.device_id, _context(device)):
        raise Refusal(ProblemCode.COURIER_UNKNOWN)
    try:
        _author(unit, hearing, former=True)
    except Refusal as refusal:
        hearing.problem = refusal.code
    event = audit.Event(
        "courier.received",
        device.person_id,
        asked.context,
        f"organization/{device.organization_id}",
        not hearing.problem,
        {
            "carrier": carrier_id,
            "device": device.device_id,
            "file": hearing.envelope.digest,
            "number": asked.number,
            "operations": sum(len(batch.items) for batch in asked.batches),
            "problem": hearing.problem,
        },
    )
    audit.append(unit, event)
    return device.box_key


def _author(unit: Unit, hearing: _Hearing, *, former: bool) -> tuple[SignedIn, Actor]:
    """Return who wrote the file, with the rights held now.

    Raises:
        Refusal: `account_disabled`, `courier_revoked`, `courier_expired`, or as `actor_in`.
    """
    device, person = device_of(unit, hearing.envelope.signer.hex())
    if person.disabled_at is not None:
        raise Refusal(ProblemCode.ACCOUNT_DISABLED)
    if device.revoked_at is not None:
        raise Refusal(ProblemCode.COURIER_REVOKED)
    if unit.now > hearing.asked.created_at + unit.settings.courier_lifetime:
        raise Refusal(ProblemCode.COURIER_EXPIRED)
    signed_in = SignedIn(
        session_id=0,
        person_id=person.id,
        person_name=person.name,
        device_id=device.device_id,
        device_name=device.device_name,
        authenticated_at=0,
    )
    return signed_in, actor_in(unit, signed_in, _context(device), former=former)


def _context(device: CourierDevice) -> str:
    return f"{device.organization_id}-{device.business}"


def _answer(unit: Unit, hearing: _Hearing, answer: BinaryIO, keys: KeyPair, box_key: str) -> int:
    """Write the answer from one consistent read; return its size."""
    try:
        sealer = Sealer(answer, FileKind.ANSWER, keys, bytes.fromhex(box_key))
    except RuleViolationError:
        raise Refusal(ProblemCode.COURIER_UNKNOWN) from None
    try:
        _signed_in, actor = _author(unit, hearing, former=False)
    except Refusal as refusal:
        hearing.problem = refusal.code
        sealer.write(record(RecordKind.HEAD, _head(unit, hearing)))
        _write_outcomes(sealer, hearing)
    else:
        _write_rows(unit, actor, hearing, sealer)
    sealer.finish()
    return answer.tell()


def _head(unit: Unit, hearing: _Hearing, **fields: object) -> bytes:
    asked = hearing.asked
    head = CourierAnswer.model_validate(
        {
            "number": asked.number,
            "device_id": asked.device_id,
            "context": asked.context,
            "requested_at": asked.created_at,
            "asked_from": asked.cursor,
            "server_time": unit.now,
            "problem": hearing.problem,
            **fields,
        }
    )
    return head.model_dump_json().encode()


def _write_outcomes(sealer: Sealer, hearing: _Hearing) -> None:
    for outcomes in hearing.outcomes:
        sealer.write(record(RecordKind.OUTCOMES, outcomes))


def _write_rows(unit: Unit, actor: Actor, hearing: _Hearing, sealer: Sealer) -> None:
    cursor = _start(unit, actor, hearing.asked)
    page = feed.page(unit, actor, cursor, _PAGE_ROWS)
    state = json.loads(page)
    sealer.write(record(RecordKind.HEAD, _head(unit, hearing, **_end(unit, actor, cursor, state))))
    _write_outcomes(sealer, hearing)
    new: list[tuple[int, str]] = []
    while True:
        sealer.write(record(RecordKind.PAGE, page))
        new += [(row[0], one[1]) for row in state["manifests"] for one in row[2]]
        if not state["has_more"]:
            break
        page = feed.page(unit, actor, state["next"], _PAGE_ROWS)
        state = json.loads(page)
    wanted = [(one.material_id, one.sha256) for one in hearing.asked.wanted]
    _write_pictures(unit, actor, sealer, wanted + (new if hearing.asked.pictures_of_new else []))


def _start(unit: Unit, actor: Actor, asked: CourierRequest) -> str:
    """Return the cursor from which the rows come; one that is worth nothing means the start."""
    if asked.whole:
        return ""
    try:
        cursors.read(unit, actor, asked.cursor)
    except Refusal:
        return ""
    return asked.cursor


def _end(unit: Unit, actor: Actor, cursor: str, first: dict[str, Any]) -> dict[str, object]:
    """Return what the head says of the rows: where they end, and what they make up."""
    last = sequence.last(unit.session)
    end = cursors.write(unit, actor, Position(last, last, begins=True))
    page = ChangesPage.model_validate_json(feed.page(unit, actor, end, 1))
    return {
        "whole": not cursor,
        "next": page.next,
        "seq": last,
        "digest": page.digest,
        "lease_until": unit.now + unit.settings.offline_lease,
        "total": first["total"],
    }


def _write_pictures(
    unit: Unit, actor: Actor, sealer: Sealer, wanted: list[tuple[int, str]]
) -> None:
    """Write the pictures that the author may see, as long as the answer has room."""
    written: set[str] = set()
    for material_id, digest in wanted:
        if sealer.size >= unit.settings.courier_answer_bytes:
            return
        if digest in written:
            continue
        try:
            data = reading.picture(unit, actor, material_id, digest)
        except Refusal:
            continue
        written.add(digest)
        sealer.write(picture_record(material_id, data))
