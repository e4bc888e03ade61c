"""What a reviewer does to a material; everything works offline and waits in the outbox.

The server judges again when an action arrives; the checks here spare a person the detour.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from desktop.contract.operations import (
    AfterKey,
    Decide,
    OperationKind,
    PracticePeriod,
    RemoveFromUnit,
    Retract,
    Reveal,
    SeenVersion,
)
from desktop.domain.changes import NOTHING
from desktop.domain.errors import RuleViolationError
from desktop.domain.practice_period import check_verdict_period
from desktop.domain.review import (
    REMARK_MAX_LENGTH,
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
    Verdict,
    after_retraction,
    check_decidable,
    check_remark,
)
from desktop.store.records import Draft, OutboxState, Resolution

if TYPE_CHECKING:
    from desktop.contract.operations import Expect, Operation, RevealedField
    from desktop.contract.session import Batch
    from desktop.domain.changes import Changes
    from desktop.domain.practice_period import Period
    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier, OutboxItem

LEGAL_TIME: Final = timezone(timedelta(hours=8))
"""The legal time of the whole country; days of a practice period are its days."""

_ON_THE_WAY: Final = frozenset({OutboxState.QUEUED, OutboxState.SENT})
_WANTS_A_LOOK: Final = frozenset({OutboxState.CONFLICT, OutboxState.PARKED, OutboxState.REJECTED})


def record_decision(  # noqa: PLR0913 - the fields of the decision form
    *,
    workspace: Workspace,
    material_id: int,
    seen: SeenVersion,
    verdict: Verdict,
    remark: str = "",
    period: Period | None = None,
    supersedes: UUID | None = None,
) -> Changes:
    """Record a verdict on what the person saw; it leaves after the grace time.

    A verdict of the own outbox that has not left yet is replaced; one that failed is closed.

    Args:
        workspace: The open context.
        material_id: The material.
        seen: The version on the screen.
        verdict: 审核状态 chosen.
        remark: 审核备注.
        period: 实习时间, with a unit's 审核通过 only.
        supersedes: Key of the conflicting decision that this one repeats after a second look.

    Raises:
        RuleViolationError: With the rule's code and the field to mend.
    """
    with workspace.replica.write():
        dossier = _on_the_table(workspace, material_id, seen)
        ours = _Ours(workspace, material_id)
        check_remark(verdict, remark)
        check_decidable(_submission(dossier, ours), _status_to_decide(dossier, ours))
        batch = workspace.batch_of(dossier.year)
        _check_period(workspace, verdict, period, batch)
        failed = ours.failed(OperationKind.DECIDE)
        operation = Decide(
            key=uuid4(),
            material_id=material_id,
            client_at=workspace.now,
            expect=ours.expect(seen, instead_of=OperationKind.DECIDE),
            verdict=verdict,
            remark=remark,
            period=None if period is None else PracticePeriod(start=period.start, end=period.end),
            supersedes=_superseded(failed, supersedes),
        )
        closes_at = max(workspace.now, batch.window_closes_at)
        leaves_at = min(workspace.now + workspace.grace_of(verdict), closes_at)
        changes = workspace.replica.outbox.add(operation, dossier.seen(), leaves_at)
        changes |= _closed(workspace, failed, supersedes)
        return changes | workspace.replica.drafts.discard(material_id)


def _check_period(
    workspace: Workspace, verdict: Verdict, period: Period | None, batch: Batch
) -> None:
    level, cut_off = workspace.context.level, batch.cut_off
    today = datetime.fromtimestamp(workspace.clock(), UTC).astimezone(LEGAL_TIME).date()
    check_verdict_period(verdict, level, period, cut_off=cut_off, today=today)


def _superseded(failed: list[OutboxItem], kept: UUID | None) -> UUID | None:
    """Return the key that a new action names as its forerunner: what is repeated, or the last."""
    return kept or (UUID(failed[-1].key) if failed else None)


def _closed(workspace: Workspace, failed: list[OutboxItem], kept: UUID | None) -> Changes:
    """Close the actions that failed before; the one that is repeated as it was is named so."""
    changes = NOTHING
    for item in failed:
        same = kept is not None and item.key == str(kept)
        how = Resolution.KEPT_MINE if same else Resolution.REVIEWED_AGAIN
        changes |= workspace.replica.outbox.resolve(item.key, how, workspace.now)
    return changes


def retract(
    *,
    workspace: Workspace,
    material_id: int,
    seen: SeenVersion,
    remark: str = "",
    supersedes: UUID | None = None,
    before: Verdict | None = None,
) -> Changes:
    """Take back the own level's 审核通过 or 允许修改 (decision 7).

    A verdict that has not left yet is simply taken back; a retraction that failed is closed.

    Args:
        workspace: The open context.
        material_id: The material.
        seen: The version on the screen.
        remark: Why.
        supersedes: Key of the failed action that this one repeats or makes room for.
        before: The verdict that it makes room for: it waits here as long as that one.

    Raises:
        RuleViolationError: `nothing_to_retract`, or `acted_upon` once the next level has decided.
    """
    with workspace.replica.write():
        dossier = _on_the_table(workspace, material_id, seen)
        ours = _Ours(workspace, material_id)
        if len(remark) > REMARK_MAX_LENGTH:
            raise RuleViolationError("remark_too_long", field="/remark")
        workspace.batch_of(dossier.year)
        queued = ours.queued(OperationKind.DECIDE)
        if queued is not None:
            return take_back(workspace=workspace, key=queued.key)
        if ours.parent(OperationKind.RETRACT) is None:
            after_retraction(dossier.chain, workspace.context.level)
        elif dossier.own_status not in {ReviewStatus.APPROVED, ReviewStatus.RETURNED}:
            raise RuleViolationError("nothing_to_retract")
        operation = Retract(
            key=uuid4(),
            material_id=material_id,
            client_at=workspace.now,
            expect=ours.expect(seen, instead_of=OperationKind.RETRACT),
            remark=remark,
            supersedes=_superseded(ours.failed(OperationKind.RETRACT), supersedes),
        )
        changes = _added(workspace, operation, dossier, ours, before)
        return changes | _closed(workspace, ours.failed(OperationKind.RETRACT), supersedes)


def remove_from_unit(
    *,
    workspace: Workspace,
    material_id: int,
    seen: SeenVersion,
    reason: str,
    supersedes: UUID | None = None,
) -> Changes:
    """Remove the person from the unit; state and internship record stay (decision 26).

    A removal that failed is closed.

    Args:
        workspace: The open context.
        material_id: The material.
        seen: The version on the screen.
        reason: Why.
        supersedes: Key of the failed removal that this one repeats.

    Raises:
        RuleViolationError: `unbound` where the person is not (any more) of this unit,
            `reason_required`, `remark_too_long`.
    """
    with workspace.replica.write():
        dossier = _on_the_table(workspace, material_id, seen)
        ours = _Ours(workspace, material_id)
        if workspace.context.level is not ReviewLevel.UNIT:
            raise RuleViolationError("not_permitted")
        if dossier.organization_id != workspace.context.organization_id:
            raise RuleViolationError("unbound")
        if not reason.strip():
            raise RuleViolationError("reason_required", field="/reason")
        if len(reason) > REMARK_MAX_LENGTH:
            raise RuleViolationError("remark_too_long", field="/reason")
        operation = RemoveFromUnit(
            key=uuid4(),
            material_id=material_id,
            client_at=workspace.now,
            expect=ours.expect(seen, instead_of=OperationKind.REMOVE_FROM_UNIT),
            reason=reason,
            supersedes=_superseded(ours.failed(OperationKind.REMOVE_FROM_UNIT), supersedes),
        )
        changes = _added(workspace, operation, dossier, ours)
        return changes | _closed(workspace, ours.failed(OperationKind.REMOVE_FROM_UNIT), supersedes)


def record_reveal(*, workspace: Workspace, material_id: int, field: RevealedField) -> Changes:
    """Write down that a personal number was shown in full; it leaves with the next sync.

    Raises:
        RuleViolationError: `not_found` where the material is not here any more.
    """
    with workspace.replica.write():
        dossier = _dossier(workspace, material_id)
        operation = Reveal(
            key=uuid4(), material_id=material_id, client_at=workspace.now, field=field
        )
        return workspace.replica.outbox.add(operation, dossier.seen(), workspace.now)


def take_back(*, workspace: Workspace, key: str) -> Changes:
    """Take back an action that has not left yet, and what followed it; the text becomes a draft.

    Raises:
        RuleViolationError: `already_sent`; it may have reached the server.
    """
    outbox = workspace.replica.outbox
    with workspace.replica.write():
        item = outbox.item(key)
        if item is None:
            raise RuleViolationError("nothing_to_take_back")
        changes = NOTHING
        for later in reversed(_Ours(workspace, item.material_id).on_the_way):
            if later.n > item.n:
                changes |= outbox.cancel(later.key)
        changes |= outbox.cancel(key)
        if item.kind is OperationKind.DECIDE:
            changes |= workspace.replica.drafts.save(draft_of(item, workspace.now))
            if _makes_room_for(outbox.item(item.after), item):
                changes |= outbox.cancel(item.after)
        return changes


def take_back_last(*, workspace: Workspace) -> Changes:
    """Take back the newest action that has not left yet (Ctrl+Z).

    Raises:
        RuleViolationError: `nothing_to_take_back`.
    """
    item = workspace.replica.outbox.latest_cancellable(workspace.now)
    if item is None:
        raise RuleViolationError("nothing_to_take_back")
    return take_back(workspace=workspace, key=item.key)


def send_now(*, workspace: Workspace, key: str | None = None) -> Changes:
    """End the grace time of one action and of those that it follows, or of all (立即发送).

    Raises:
        RuleViolationError: `not_found` where there is no such action.
    """
    outbox = workspace.replica.outbox
    if key is None:
        return outbox.release()
    with workspace.replica.write():
        item = outbox.item(key)
        if item is None:
            raise RuleViolationError("not_found")
        changes = outbox.release(key)
        for earlier in _Ours(workspace, item.material_id).on_the_way:
            if earlier.n < item.n:
                changes |= outbox.release(earlier.key)
        return changes


def save_draft(*, workspace: Workspace, draft: Draft) -> Changes:
    """Keep a half-written decision."""
    return workspace.replica.drafts.save(draft)


def discard_draft(*, workspace: Workspace, material_id: int) -> Changes:
    """Forget a half-written decision."""
    return workspace.replica.drafts.discard(material_id)


def mark_opened(*, workspace: Workspace, material_id: int) -> Changes:
    """Note that the person saw what a sync changed in a dossier."""
    return workspace.replica.feed.mark_opened(material_id)


def draft_of(item: OutboxItem, now: int) -> Draft:
    """Return what the person typed into an action, as a draft."""
    return Draft(item.material_id, item.verdict, item.remark, item.period, now)


class _Ours:
    """The own open actions on one material, and what a new one has to follow."""

    def __init__(self, workspace: Workspace, material_id: int) -> None:
        items = workspace.replica.outbox.open_items(material_id)
        self._items = [item for item in items if item.kind is not OperationKind.REVEAL]

    @property
    def on_the_way(self) -> list[OutboxItem]:
        """Queued and sent ones, the oldest first."""
        return [item for item in self._items if item.state in _ON_THE_WAY]

    def failed(self, kind: OperationKind) -> list[OutboxItem]:
        """Those of a kind that want a look."""
        return [i for i in self._items if i.state in _WANTS_A_LOOK and i.kind is kind]

    def queued(self, kind: OperationKind) -> OutboxItem | None:
        """The one of a kind that can still be replaced."""
        found = (i for i in self._items if i.state is OutboxState.QUEUED and i.kind is kind)
        return next(found, None)

    def parent(self, instead_of: OperationKind | None = None) -> OutboxItem | None:
        """The one that a new action follows; a queued one of the same kind will be replaced.

        Raises:
            RuleViolationError: `unbound` where the person is being removed from the unit.
        """
        replaced = None if instead_of is None else self.queued(instead_of)
        chain = [item for item in self.on_the_way if item is not replaced]
        if any(item.kind is OperationKind.REMOVE_FROM_UNIT for item in chain):
            raise RuleViolationError("unbound")
        return chain[-1] if chain else None

    def expect(self, seen: SeenVersion, *, instead_of: OperationKind) -> Expect:
        """Return what a new action builds on: an own action under way, or what was seen."""
        parent = self.parent(instead_of)
        return seen if parent is None else AfterKey(after=UUID(parent.key))


def _on_the_table(workspace: Workspace, material_id: int, seen: SeenVersion) -> Dossier:
    """Return the dossier, if the person may judge it and saw its present version."""
    if not workspace.may_review:
        raise RuleViolationError("not_permitted")
    dossier = _dossier(workspace, material_id)
    if (dossier.rev, dossier.content_hash) != (seen.rev, seen.content_hash):
        raise RuleViolationError("content_changed", item=dossier.name)
    return dossier


def _dossier(workspace: Workspace, material_id: int) -> Dossier:
    dossier = workspace.replica.queries.dossier(material_id)
    if dossier is None:
        raise RuleViolationError("not_found")
    return dossier


def _status_to_decide(dossier: Dossier, ours: _Ours) -> ReviewStatus:
    """Return the status that a new verdict meets; an own queued verdict will be replaced."""
    replaced = ours.queued(OperationKind.DECIDE)
    return dossier.own_status if replaced is None else dossier.server_status


def _submission(dossier: Dossier, ours: _Ours) -> SubmissionStatus:
    """Return 提交状态; it is with the reviewers again once an own 撤回 of 允许修改 is under way."""
    kinds = {item.kind for item in ours.on_the_way}
    revising = dossier.submission is SubmissionStatus.REVISING
    if revising and OperationKind.RETRACT in kinds:
        return SubmissionStatus.SUBMITTED
    return dossier.submission


def _added(
    workspace: Workspace,
    operation: Operation,
    dossier: Dossier,
    ours: _Ours,
    before: Verdict | None = None,
) -> Changes:
    """Record an action, not to leave before the one that it follows."""
    leaves_at = [workspace.now + workspace.grace_of(before)]
    leaves_at += [item.not_before for item in ours.on_the_way]
    return workspace.replica.outbox.add(operation, dossier.seen(), max(leaves_at))


def _makes_room_for(earlier: OutboxItem | None, item: OutboxItem) -> bool:
    """Tell whether a retraction that has not left was made for this decision alone."""
    if earlier is None or earlier.state is not OutboxState.QUEUED:
        return False
    return bool(item.supersedes) and earlier.supersedes == item.supersedes
