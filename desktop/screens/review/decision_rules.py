"""What the own level may do with the open dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import RuleViolationError
from desktop.domain.review import ReviewStatus, check_decidable
from desktop.services.conflicts import WANTS_A_LOOK
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier


def closed_code(workspace: Workspace, dossier: Dossier | None) -> str:
    """Return the code of the rule that forbids a verdict now, or an empty string."""
    if dossier is None:
        return "not_found"
    if not workspace.may_review:
        return "not_permitted"
    try:
        workspace.batch_of(dossier.year)
        status = dossier.server_status if replaces_own(dossier) else dossier.own_status
        check_decidable(dossier.submission, status)
    except RuleViolationError as broken:
        return broken.code
    return ""


def replaces_own(dossier: Dossier | None) -> bool:
    """Tell whether an own verdict still waits here, which a new one would replace."""
    item = dossier.outbox if dossier is not None else None
    return item is not None and item.state is OutboxState.QUEUED and item.verdict is not None


def may_retract(workspace: Workspace, dossier: Dossier | None) -> bool:
    """Tell whether 撤回本级结论 can be offered."""
    return (
        dossier is not None
        and workspace.may_review
        and (dossier.outbox is None or dossier.outbox.state in WANTS_A_LOOK)
        and dossier.own_status in {ReviewStatus.APPROVED, ReviewStatus.RETURNED}
    )
