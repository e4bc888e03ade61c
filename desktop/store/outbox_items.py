"""From outbox rows to what screens show, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from desktop.contract.operations import (
    AfterKey,
    Decide,
    Operation,
    OperationKind,
    Outcome,
    RemoveFromUnit,
    Retract,
)
from desktop.domain.businesses import PictureKind
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, SubmissionStatus
from desktop.store.codes import STATUSES
from desktop.store.records import OutboxItem, OutboxState, Resolution, SeenSnapshot

if TYPE_CHECKING:
    from desktop.contract.operations import PracticePeriod

OPERATION: Final = TypeAdapter[Operation](Operation)

ITEMS: Final = """
SELECT n, key, kind, material_id, body, seen, state, client_at, not_before, attempts, next_try_at,
    last_error, outcome, resolved_at, resolution
FROM outbox
"""


def read_item(row: tuple[Any, ...]) -> OutboxItem:
    """Return an item from `ITEMS`."""
    (
        n, key, kind, material_id, body, seen_json, state, client_at, not_before, attempts,
        next_try_at, last_error, outcome_json, resolved_at, resolution,
    ) = row  # fmt: skip
    operation = OPERATION.validate_json(body)
    outcome = Outcome.model_validate_json(outcome_json) if outcome_json else None
    seen = read_seen(seen_json)
    decision = operation if isinstance(operation, Decide) else None
    return OutboxItem(
        n=n,
        key=key,
        kind=OperationKind(kind),
        material_id=material_id,
        material_name=seen.name,
        organization_name=seen.organization_name,
        verdict=decision.verdict if decision else None,
        remark=remark_of(operation),
        period=_period(decision.period) if decision else None,
        state=OutboxState(state),
        code=outcome.code if outcome else "",
        client_at=client_at,
        not_before=not_before,
        attempts=attempts,
        next_try_at=next_try_at,
        last_error=last_error,
        current=outcome.current if outcome else None,
        seen=seen,
        resolved_at=resolved_at,
        resolution=Resolution(resolution) if resolution else None,
        field=outcome.field if outcome else "",
        supersedes=supersedes_of(operation),
        after=parent_of(operation) or "",
    )


def remark_of(operation: Operation) -> str:
    """Return what the person wrote with an operation."""
    if isinstance(operation, RemoveFromUnit):
        return operation.reason
    return operation.remark if isinstance(operation, Decide | Retract) else ""


def shown_by(operation: Operation) -> int | None:
    """Return the number of the status that the author sees at once, or None for no other."""
    if isinstance(operation, Decide):
        return STATUSES.of[operation.verdict.status]
    return STATUSES.of[ReviewStatus.PENDING] if isinstance(operation, Retract) else None


def parent_of(operation: Operation) -> str | None:
    """Return the key of the operation that this one follows, if it follows one."""
    expect = getattr(operation, "expect", None)
    return str(expect.after) if isinstance(expect, AfterKey) else None


def supersedes_of(operation: Operation) -> str:
    """Return the key of the failed operation that this one repeats, or an empty text."""
    return str(getattr(operation, "supersedes", None) or "")


def seen_json(seen: SeenSnapshot) -> bytes:
    """Return a snapshot as JSON."""
    return to_json(seen)


def read_seen(body: bytes) -> SeenSnapshot:
    """Return a snapshot from its JSON."""
    parts: dict[str, Any] = from_json(body)
    parts["status"] = ReviewStatus(parts["status"])
    parts["submission"] = SubmissionStatus(parts["submission"])
    parts["pictures"] = tuple((PictureKind(kind), sha) for kind, sha in parts["pictures"])
    return SeenSnapshot(**parts)


def _period(period: PracticePeriod | None) -> Period | None:
    return Period(period.start, period.end) if period else None
