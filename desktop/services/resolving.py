"""Ways out of a conflict; each is an explicit act of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from desktop.contract.operations import OperationKind, SeenVersion
from desktop.domain.errors import RuleViolationError
from desktop.services import reviewing
from desktop.store.records import OutboxState, Resolution

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.services.workspace import Workspace
    from desktop.store.records import OutboxItem


def adopt_server(*, workspace: Workspace, key: str) -> Changes:
    """Accept how things stand at the server; the own opinion stays in the outbox's history."""
    return workspace.replica.outbox.resolve(key, Resolution.ADOPTED_SERVER, workspace.now)


def keep_mine(*, workspace: Workspace, key: str) -> Changes:
    """Send the same verdict again, on the version that stands now (仍按我的决定).

    Raises:
        RuleViolationError: `content_changed` where the applicant changed the material, since that
            needs a second look (`review_again`); `final` and the like where the rules say no.
    """
    item = _failed(workspace, key)
    if item.kind is not OperationKind.DECIDE or item.verdict is None:
        raise RuleViolationError("not_permitted")
    if item.code in {"content_changed", "final"}:
        raise RuleViolationError(item.code, item=item.material_name)
    dossier = workspace.replica.queries.dossier(item.material_id)
    if dossier is None:
        raise RuleViolationError("not_found", item=item.material_name)
    if item.seen.content_hash != dossier.content_hash:
        raise RuleViolationError("content_changed", item=item.material_name)
    return reviewing.record_decision(
        workspace=workspace,
        material_id=item.material_id,
        seen=SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash),
        verdict=item.verdict,
        remark=item.remark,
        period=item.period,
        supersedes=UUID(item.key),
    )


def review_again(*, workspace: Workspace, key: str) -> Changes:
    """Put verdict and remark into a draft; deciding anew closes the item and links both."""
    item = _failed(workspace, key)
    return workspace.replica.drafts.save(reviewing.draft_of(item, workspace.now))


def _failed(workspace: Workspace, key: str) -> OutboxItem:
    item = workspace.replica.outbox.item(key)
    if item is None or item.resolved_at is not None:
        raise RuleViolationError("not_found")
    if item.state not in {OutboxState.CONFLICT, OutboxState.REJECTED}:
        raise RuleViolationError("not_permitted", item=item.material_name)
    return item
