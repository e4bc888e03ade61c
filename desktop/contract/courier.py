"""What the sealed files of the courier say: the messages of the sync, for a way without a network.

A request file holds one `CourierRequest`. An answer file holds a `CourierAnswer` and behind it what
the server would have answered online: outcomes, pages of the feed, pictures, each as a record.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from pydantic import Field

from desktop.contract.base import Answer, Cursor, Epoch, Frozen, Id, Sha256
from desktop.contract.operations import OperationBatch
from desktop.contract.session import DeviceId
from desktop.contract.sync import Digest
from desktop.domain.errors import RuleViolationError

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE: Final = "application/octet-stream"
REQUEST_SUFFIX: Final = ".tdreq"
ANSWER_SUFFIX: Final = ".tdans"

REQUEST_BYTES: Final = 16 << 20
"""Size of the largest request file and of its content."""
ANSWER_BYTES: Final = 2 << 30
"""The same of an answer file."""
BATCHES: Final = 50
PICTURES: Final = 5_000
"""Pictures that one request may ask for."""
RECORD_BYTES: Final = 64 << 20
"""Size of the longest record: a page of the feed, as online."""

PublicKey = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ContextKey = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,15}-[0-9]{2}$")]


class DeviceKeys(Frozen):
    """Body of `PUT /v1/courier/device`: the public keys of a device in a context."""

    sign_key: PublicKey
    box_key: PublicKey


class CourierServer(Answer):
    """The server's public keys, to be pinned; `lifetime` is how many seconds a request lives."""

    sign_key: PublicKey
    box_key: PublicKey
    lifetime: int


class WantedPicture(Frozen):
    """A picture that the device lacks, with the material that gives the right to it."""

    material_id: Id
    sha256: Sha256


class CourierRequest(Frozen):
    """What a device says and asks.

    Attributes:
        number: Counts the requests of this device in this context.
        cursor: Where its replica stands in the feed.
        whole: It wants everything from the start, whatever the cursor says.
        batches: Operations as they would be sent online, with the same keys.
        pictures_of_new: It wants the pictures of the dossiers that the answer brings, too.
    """

    device_id: DeviceId
    context: ContextKey
    number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    created_at: Epoch
    cursor: Cursor
    whole: bool = False
    batches: Annotated[tuple[OperationBatch, ...], Field(max_length=BATCHES)] = ()
    wanted: Annotated[tuple[WantedPicture, ...], Field(max_length=PICTURES)] = ()
    pictures_of_new: bool = False


class CourierAnswer(Answer):
    """The first record of an answer file.

    Attributes:
        number: Of the request.
        requested_at: When that was written, by the device's clock.
        asked_from: The cursor of the request: only a replica that stands there takes the rows.
        whole: The pages begin at the start of the feed.
        problem: Why the server brings no rows, a `ProblemCode`; empty where it does.
        next: Cursor after the last page; empty with a problem.
        seq: Number of the last change that the pages know; tells which answer is newer.
        digest: Count and sum over the scope after the last page.
        lease_until: Until when the data may be used offline; 0 with a problem.
        total: Rows to come, 0 where unknown.
    """

    number: int
    device_id: DeviceId
    context: ContextKey
    requested_at: Epoch
    asked_from: Cursor
    server_time: Epoch
    whole: bool = False
    problem: str = ""
    next: str = ""
    seq: int = 0
    digest: Digest | None = None
    lease_until: Epoch = 0
    total: int = 0


class RecordKind(IntEnum):
    """Records of an answer, in the order in which they come."""

    HEAD = 1
    OUTCOMES = 2
    PAGE = 3
    PICTURE = 4


class Record(NamedTuple):
    """A part of an answer; `body` is JSON, or for a picture its material's id and its bytes."""

    kind: RecordKind
    body: bytes


_RECORD: Final = struct.Struct(">BI")
_MATERIAL: Final = struct.Struct(">Q")


def record(kind: RecordKind, body: bytes) -> bytes:
    """Return a record as it stands in the file."""
    return _RECORD.pack(kind, len(body)) + body


def picture_record(material_id: int, data: bytes) -> bytes:
    """Return the record of a picture."""
    return record(RecordKind.PICTURE, _MATERIAL.pack(material_id) + data)


def picture_of(body: bytes) -> tuple[int, bytes]:
    """Return the material's id and the bytes of a picture's record.

    Raises:
        RuleViolationError: `courier_damaged`.
    """
    if len(body) < _MATERIAL.size:
        raise RuleViolationError("courier_damaged")
    return _MATERIAL.unpack_from(body)[0], body[_MATERIAL.size :]


def records(pieces: Iterator[bytes]) -> Iterator[Record]:
    """Put records together again from the pieces of a file.

    Raises:
        RuleViolationError: `courier_damaged` where they make no sense, or stand in another order.
    """
    waiting = bytearray()
    before = 0
    for piece in pieces:
        waiting += piece
        while (found := _first(waiting, before)) is not None:
            del waiting[: _RECORD.size + len(found.body)]
            before = found.kind
            yield found
    if waiting or not before:
        raise RuleViolationError("courier_damaged")


def _first(waiting: bytearray, before: int) -> Record | None:
    """Return the record at the start of what waits, or None while it is not complete."""
    if len(waiting) < _RECORD.size:
        return None
    kind, length = _RECORD.unpack_from(waiting)
    earliest = max(before, RecordKind.OUTCOMES) if before else RecordKind.HEAD
    latest = RecordKind.PICTURE if before else RecordKind.HEAD
    if length > RECORD_BYTES or not earliest <= kind <= latest:
        raise RuleViolationError("courier_damaged")
    if len(waiting) < _RECORD.size + length:
        return None
    return Record(RecordKind(kind), bytes(waiting[_RECORD.size : _RECORD.size + length]))
