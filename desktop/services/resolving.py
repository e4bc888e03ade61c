"""Ways out of what failed; each is an explicit act of the person, and stays in the history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from desktop.contract.operations import OperationKind, SeenVersion
from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import ExpectedError, RuleViolationError
from desktop.services import conflicts, reviewing
from desktop.services.conflicts import Way
from desktop.store.records import OutboxState, Resolution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier, Draft, OutboxItem

_CONFLICT: Final = frozenset({OutboxState.CONFLICT})
_NOT_TAKEN: Final = frozenset({OutboxState.PARKED, OutboxState.REJECTED})
_TO_LOOK_AT: Final = frozenset({OutboxState.CONFLICT, OutboxState.REJECTED})


class Left(NamedTuple):
    """An item that could not be settled with the others: whose, and the code of the reason."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Settled:
    """How settling several items went.

    Attributes:
        changes: What screens re-read.
        done: Items that are settled now.
        left: Those that are as before.
    """

    changes: Changes
    done: int
    left: tuple[Left, ...]


def adopt_server(*, workspace: Workspace, key: str) -> Changes:
    """Accept how things stand at the server; the own opinion stays in the outbox's history.

    Raises:
        RuleViolationError: `not_found` or `not_permitted` where the item is no open conflict.
    """
    with workspace.replica.write():
        _open(workspace, key, _CONFLICT)
        return workspace.replica.outbox.resolve(key, Resolution.ADOPTED_SERVER, workspace.now)


def put_away(*, workspace: Workspace, key: str) -> Changes:
    """Close what was parked or rejected; it stays in the history with all that was typed.

    Raises:
        RuleViolationError: `not_found` or `not_permitted` where the item is neither.
    """
    with workspace.replica.write():
        _open(workspace, key, _NOT_TAKEN)
        return workspace.replica.outbox.resolve(key, Resolution.PUT_AWAY, workspace.now)


def keep_mine(*, workspace: Workspace, key: str) -> Changes:
    """Send the same again, on the version that stands now (仍按我的决定).

    It goes with a new key that names the failed one. Where a colleague's 允许修改 stands, that is
    taken back first, in a chain of two.

    Raises:
        RuleViolationError: `content_changed` where the applicant changed the material, since that
            needs a second look (`review_again`); `final` and the like where the rules say no.
    """
    with workspace.replica.write():
        item = _open(workspace, key, _CONFLICT)
        dossier = workspace.replica.queries.dossier(item.material_id)
        code = conflicts.keep_code(workspace, item, dossier)
        if code or dossier is None:
            raise RuleViolationError(code, item=item.material_name)
        return _sent_again(workspace, item, dossier)


def review_again(*, workspace: Workspace, key: str) -> Changes:
    """Put verdict and remark into a draft; acting anew closes the item and links both.

    What was typed about the material meanwhile stays in the draft, before the old remark.

    Raises:
        RuleViolationError: `not_found` or `not_permitted` where there is nothing to settle.
    """
    with workspace.replica.write():
        item = _open(workspace, key, _TO_LOOK_AT)
        if item.kind is not OperationKind.DECIDE:
            return NOTHING
        drafts = workspace.replica.drafts
        draft = reviewing.draft_of(item, workspace.now)
        return drafts.save(_joined(drafts.get(item.material_id), draft))


def settle_soft(*, workspace: Workspace, keys: Iterable[str], way: Way) -> Settled:
    """Go one way out of several soft conflicts, each in a transaction of its own.

    What is hard, gone or forbidden is left as it is and named; it never stops the others.

    Args:
        workspace: The open context.
        keys: The items.
        way: ADOPT_SERVER or KEEP_MINE.
    """
    changes, done = NOTHING, 0
    left: list[Left] = []
    for key in keys:
        try:
            changes |= _settled(workspace, key, way)
            done += 1
        except ExpectedError as error:
            item = workspace.replica.outbox.item(key)
            left.append(Left(item.material_name if item is not None else key, error.code))
    return Settled(changes, done, tuple(left))


def _settled(workspace: Workspace, key: str, way: Way) -> Changes:
    with workspace.replica.write():
        item = _open(workspace, key, conflicts.WANTS_A_LOOK)
        dossier = workspace.replica.queries.dossier(item.material_id)
        if not conflicts.is_soft(item, dossier):
            raise RuleViolationError("hard_conflict", item=item.material_name)
        if way is Way.KEEP_MINE:
            return keep_mine(workspace=workspace, key=key)
        return adopt_server(workspace=workspace, key=key)


def _sent_again(workspace: Workspace, item: OutboxItem, dossier: Dossier) -> Changes:
    seen = SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash)
    failed = UUID(item.key)
    if item.kind is OperationKind.RETRACT:
        return reviewing.retract(
            workspace=workspace,
            material_id=item.material_id,
            seen=seen,
            remark=item.remark,
            supersedes=failed,
        )
    if item.kind is OperationKind.REMOVE_FROM_UNIT or item.verdict is None:
        return reviewing.remove_from_unit(
            workspace=workspace,
            material_id=item.material_id,
            seen=seen,
            reason=item.remark,
            supersedes=failed,
        )
    changes = NOTHING
    if conflicts.needs_retraction(item, dossier):
        changes = reviewing.retract(
            workspace=workspace,
            material_id=item.material_id,
            seen=seen,
            supersedes=failed,
            before=item.verdict,
        )
    return changes | reviewing.record_decision(
        workspace=workspace,
        material_id=item.material_id,
        seen=seen,
        verdict=item.verdict,
        remark=item.remark,
        period=item.period,
        supersedes=failed,
    )


def _joined(draft: Draft | None, old: Draft) -> Draft:
    """Return the old decision as a draft that loses nothing of what is in the draft already."""
    if draft is None or draft.remark.strip() in {"", old.remark.strip()}:
        return old
    if not old.remark.strip():
        return replace(old, remark=draft.remark)
    return replace(old, remark=f"{draft.remark} {old.remark}")


def _open(workspace: Workspace, key: str, states: frozenset[OutboxState]) -> OutboxItem:
    item = workspace.replica.outbox.item(key)
    if item is None or item.resolved_at is not None:
        raise RuleViolationError("not_found")
    if item.state not in states:
        raise RuleViolationError("not_permitted", item=item.material_name)
    return item
