"""What a server that was restored from a backup does not know any more is handed in again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from desktop.contract.operations import BATCH_ITEMS, OutcomeQuery
from desktop.domain.changes import NOTHING, Changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.contract.operations import Outcome
    from desktop.contract.session import Session
    from desktop.sync.parts import Parts

KEPT: Final = 400 * 86_400
"""Seconds for which servers keep the results of operations; nothing older is asked for."""


def recall(parts: Parts, session: Session) -> Changes:
    """Compare the own judged operations with a server whose history has another name.

    What the server does not know is due again, under the same key; what it judged otherwise is
    shown as it judged it. What a person resolved stays resolved.

    Args:
        parts: The two ends of the exchange.
        session: What the server says of itself: the name of its history, and its limits.
    """
    outbox, meta = parts.replica.outbox, parts.replica.meta
    former, epoch = meta.epoch, session.epoch
    if former == epoch:
        return NOTHING
    held = outbox.judged(parts.now - KEPT) if former else {}
    most = min(BATCH_ITEMS, session.limits.batch_items)
    known = {str(outcome.key): outcome for outcome in _results(parts, list(held), most)}
    differing = [key for key, outcome in held.items() if known.get(key) != outcome]
    with parts.replica.write():
        changes = outbox.reopen(differing)
        again = [known[key] for key in differing if key in known]
        changes |= outbox.record_outcomes(again, parts.now)
        meta.epoch = epoch
    return changes


def _results(parts: Parts, keys: Sequence[str], most: int) -> Iterator[Outcome]:
    for start in range(0, len(keys), most):
        asked = tuple(UUID(key) for key in keys[start : start + most])
        yield from parts.api.results(parts.context, OutcomeQuery(keys=asked)).results
