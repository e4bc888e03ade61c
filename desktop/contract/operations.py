"""What a reviewer does, as messages with an idempotency key, and how the server judged them.

`expect` names what the person saw; the server never applies an opinion to anything else
(spec/sync.md, chapter 1).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import to_json

from desktop.contract.base import Answer, ContentHash, Epoch, Frozen, Id
from desktop.contract.session import DeviceId
from desktop.domain.review import REMARK_MAX_LENGTH, Verdict

BATCH_ITEMS = 500
BATCH_BYTES = 1 << 20

Remark = Annotated[str, Field(max_length=REMARK_MAX_LENGTH)]


class SeenVersion(Frozen):
    """The version on the screen when the person decided."""

    rev: Annotated[int, Field(ge=1, le=2**31 - 1)]
    content_hash: ContentHash


class VersionThen(SeenVersion):
    """The same in an answer, where a newer server may say more."""

    model_config = ConfigDict(extra="ignore", from_attributes=True)


class AfterKey(Frozen):
    """This operation follows another one of the same outbox; it fails if that one did."""

    after: UUID


Expect = SeenVersion | AfterKey


class PracticePeriod(Frozen):
    """实习时间: both days belong to it."""

    start: date
    end: date


class PeriodThen(PracticePeriod):
    """The same in an answer, where a newer server may say more."""

    model_config = ConfigDict(extra="ignore", from_attributes=True)


class _Operation(Frozen):
    key: UUID
    material_id: Id
    client_at: Epoch


class Decide(_Operation):
    """A verdict on a material."""

    kind: Literal["decide"] = "decide"
    expect: Expect
    verdict: Verdict
    remark: Remark = ""
    period: PracticePeriod | None = None
    supersedes: UUID | None = None
    """Key of the conflicting decision that this one repeats after a second look."""


class Retract(_Operation):
    """Takes back the own level's 审核通过 or 允许修改."""

    kind: Literal["retract"] = "retract"
    expect: Expect
    remark: Remark = ""
    supersedes: UUID | None = None
    """Key of the failed retraction that this one repeats."""


class RemoveFromUnit(_Operation):
    """该材料人员从单位移除: ends the binding, keeps state and internship record."""

    kind: Literal["remove_from_unit"] = "remove_from_unit"
    expect: Expect
    reason: Annotated[str, Field(min_length=1, max_length=REMARK_MAX_LENGTH)]
    supersedes: UUID | None = None
    """Key of the failed removal that this one repeats."""


class RevealedField(StrEnum):
    """Which personal number was shown in full."""

    ID_NUMBER = "id_number"
    PHONE = "phone"


class Reveal(_Operation):
    """A personal number was shown in full, perhaps offline: an audit entry."""

    kind: Literal["reveal"] = "reveal"
    field: RevealedField


Operation = Annotated[Decide | Retract | RemoveFromUnit | Reveal, Field(discriminator="kind")]


class OperationKind(StrEnum):
    """The kinds of operation, as stored in an outbox."""

    DECIDE = "decide"
    RETRACT = "retract"
    REMOVE_FROM_UNIT = "remove_from_unit"
    REVEAL = "reveal"


class OperationBatch(Frozen):
    """Body of `POST /v1/decisions`."""

    device_id: DeviceId
    items: Annotated[tuple[Operation, ...], Field(min_length=1, max_length=BATCH_ITEMS)]

    @model_validator(mode="after")
    def _keys_are_unique(self) -> OperationBatch:
        if len({item.key for item in self.items}) != len(self.items):
            msg = "keys_not_unique"
            raise ValueError(msg)
        return self


class OutcomeStatus(StrEnum):
    """Exactly one per key, for ever."""

    APPLIED = "applied"
    CONCURRED = "concurred"
    CONFLICT = "conflict"
    PARKED = "parked"
    REJECTED = "rejected"


class OutcomeCode(StrEnum):
    """Why an operation ended as it did; empty status reasons are `ok`."""

    OK = "ok"
    PERIOD_DIFFERS = "period_differs"
    DECIDED = "decided"
    FINAL = "final"
    CONTENT_CHANGED = "content_changed"
    WITHDRAWN = "withdrawn"
    UNBOUND = "unbound"
    PARENT = "parent"
    ACTED_UPON = "acted_upon"
    NOTHING_TO_RETRACT = "nothing_to_retract"
    NOT_REACHED = "not_reached"
    NOT_PERMITTED = "not_permitted"
    OUT_OF_SCOPE = "out_of_scope"
    WINDOW_CLOSED = "window_closed"
    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    KEY_REUSED = "key_reused"
    PERIOD_INVALID = "period_invalid"
    PERIOD_REQUIRED = "period_required"
    PERIOD_REFUSED = "period_refused"
    REMARK_REQUIRED = "remark_required"
    REMARK_TOO_LONG = "remark_too_long"
    MALFORMED = "malformed"


class CurrentState(Answer):
    """How the material stands at the server, as far as the author may know it."""

    rev: int
    status: str = ""
    decided_by: str = ""
    decided_at: Epoch | None = None
    device_name: str = ""
    remark: str = ""
    period: PeriodThen | None = None


class Outcome(Answer):
    """The stored result of one operation, replayed byte for byte when it is asked for again."""

    key: UUID
    status: OutcomeStatus
    code: OutcomeCode = OutcomeCode.OK
    rev: int | None = None
    seq: int | None = None
    field: str = ""
    current: CurrentState | None = None


class Outcomes(Answer):
    """Results in the order of the batch."""

    results: tuple[Outcome, ...]


class OutcomeQuery(Frozen):
    """Asks for stored results, so that a client settles after a crash without sending again."""

    keys: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=BATCH_ITEMS)]


def fingerprint(operation: Frozen) -> str:
    """Return the SHA-256 of the canonical form of an operation, without its key's meaning.

    The same key with another fingerprint is `key_reused`. What is not set does not count: a field
    that a later version adds leaves the fingerprints of older operations as they were.
    """
    body: dict[str, Any] = operation.model_dump(mode="json", exclude_none=True)
    return sha256(to_json(_sorted(body))).hexdigest()


def _sorted(body: dict[str, Any]) -> dict[str, Any]:
    pairs = sorted(body.items())
    return {name: _sorted(one) if isinstance(one, dict) else one for name, one in pairs}
