"""Parked opinions: online only, because they concern what others may not see any more.

Whoever answers sees the opinion beside the material of the own local data, and what the answer says
about the version seen is that of the local data: never of something that was not on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from desktop.contract.base import MAX_ID
from desktop.contract.operations import OutcomeQuery, SeenVersion
from desktop.contract.parked import ParkedAnswer, ParkedChoice, ParkedQuery, ParkedShelf
from desktop.domain.errors import RuleViolationError
from desktop.domain.review import Role

if TYPE_CHECKING:
    from desktop.contract.parked import ParkedPage, ParkedReply, ParkedResult
    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier

ANSWERING = frozenset({Role.MANAGER, Role.OFFICER})
"""Who answers for the opinions of an institution, or of those below."""


def may_answer(*, workspace: Workspace) -> bool:
    """Tell whether the person answers for anybody in this context."""
    return not ANSWERING.isdisjoint(workspace.context.roles)


def listed(
    *, workspace: Workspace, shelf: ParkedShelf = ParkedShelf.OPEN, before: int | None = None
) -> ParkedPage:
    """Return a page of parked opinions, the newest first; `before` is the `next` of the last."""
    query = ParkedQuery(shelf=shelf, before=before or MAX_ID)
    return workspace.api.parked(workspace.context, query)


def adopt(*, workspace: Workspace, parked_id: int, dossier: Dossier) -> ParkedResult:
    """Make an opinion the own decision, on the material as it is on the screen.

    Raises:
        RefusedError: `not_permitted` where the answer is somebody else's to give.
    """
    seen = SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash)
    answer = ParkedAnswer(answer=ParkedChoice.ADOPT, expect=seen)
    return workspace.api.answer_parked(workspace.context, parked_id, answer)


def decline(*, workspace: Workspace, parked_id: int, note: str) -> ParkedResult:
    """Put an opinion aside; its author reads the note.

    Raises:
        RuleViolationError: `reason_required`.
    """
    if not note.strip():
        raise RuleViolationError("reason_required", field="/note")
    answer = ParkedAnswer(answer=ParkedChoice.DECLINE, note=note.strip())
    return workspace.api.answer_parked(workspace.context, parked_id, answer)


def reply_to(*, workspace: Workspace, key: str) -> ParkedReply | None:
    """Return how an own parked operation was answered, None where nobody has yet."""
    found = workspace.api.replies(workspace.context, OutcomeQuery(keys=(UUID(key),)))
    return next(iter(found.replies), None)
