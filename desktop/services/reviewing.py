"""What a reviewer does to a material; everything works offline and waits in the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.contract.operations import RevealedField, SeenVersion
    from desktop.domain.changes import Changes
    from desktop.domain.practice_period import Period
    from desktop.domain.review import Verdict
    from desktop.services.workspace import Workspace
    from desktop.store.records import Draft


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
    raise NotImplementedError


def retract(
    *, workspace: Workspace, material_id: int, seen: SeenVersion, remark: str = ""
) -> Changes:
    """Take back the own level's 审核通过 or 允许修改 (decision 7)."""
    raise NotImplementedError


def remove_from_unit(
    *, workspace: Workspace, material_id: int, seen: SeenVersion, reason: str
) -> Changes:
    """Remove the person from the unit; state and internship record stay (decision 26)."""
    raise NotImplementedError


def record_reveal(*, workspace: Workspace, material_id: int, field: RevealedField) -> Changes:
    """Write down that a personal number was shown in full."""
    raise NotImplementedError


def take_back(*, workspace: Workspace, key: str) -> Changes:
    """Take back an action that has not left yet."""
    raise NotImplementedError


def take_back_last(*, workspace: Workspace) -> Changes:
    """Take back the newest action that has not left yet (Ctrl+Z)."""
    raise NotImplementedError


def send_now(*, workspace: Workspace, key: str | None = None) -> Changes:
    """End the grace time of one action, or of all (立即发送)."""
    raise NotImplementedError


def save_draft(*, workspace: Workspace, draft: Draft) -> Changes:
    """Keep a half-written decision."""
    raise NotImplementedError


def discard_draft(*, workspace: Workspace, material_id: int) -> Changes:
    """Forget a half-written decision."""
    raise NotImplementedError
