"""What a person can do about an item that failed: the ways out, and why one is missing.

Nothing here changes anything; `resolving` goes the ways. Both ask the same rules, so that a screen
never offers what would then be refused.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.contract.operations import OperationKind
from desktop.domain.errors import RuleViolationError
from desktop.domain.review import (
    DECIDABLE_SUBMISSIONS,
    ReviewStatus,
    Verdict,
    after_retraction,
    check_decidable,
)
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier, OutboxItem

WANTS_A_LOOK: Final = frozenset({OutboxState.CONFLICT, OutboxState.PARKED, OutboxState.REJECTED})
"""States that leave the list by an explicit act of a person only."""

_GONE: Final = "not_found"
_CHANGED: Final = "content_changed"


class Way(StrEnum):
    """A way out.

    REVIEW_AGAIN opens the material with what was typed; ADOPT_SERVER accepts how things stand;
    KEEP_MINE sends the same again, on what stands now; PUT_AWAY closes what cannot be repeated.
    """

    REVIEW_AGAIN = "review_again"
    ADOPT_SERVER = "adopt_server"
    KEEP_MINE = "keep_mine"
    PUT_AWAY = "put_away"


class Prospects(NamedTuple):
    """What can become of an item.

    Attributes:
        ways: The ways out, the safest first; empty where nothing is to be settled.
        keep_code: Code of the rule that forbids 仍按我的决定, or an empty text.
        again_code: Code of the rule that forbids 重新审核 as things stand, or an empty text.
        soft: Whether it may be settled together with others (`is_soft`).
        ready_again: The applicant had withdrawn the material and has handed it in again.
    """

    ways: tuple[Way, ...] = ()
    keep_code: str = ""
    again_code: str = ""
    soft: bool = False
    ready_again: bool = False


def prospects(workspace: Workspace, item: OutboxItem, dossier: Dossier | None) -> Prospects:
    """Return what can become of an item, with the material as it stands here now."""
    if item.resolved_at is not None or item.state not in WANTS_A_LOOK:
        return Prospects()
    if item.state is OutboxState.PARKED:
        return Prospects((Way.PUT_AWAY,), keep_code=item.code, again_code=item.code)
    again = again_code(workspace, item, dossier)
    if item.state is OutboxState.REJECTED:
        mendable = () if again else (Way.REVIEW_AGAIN,)
        return Prospects((*mendable, Way.PUT_AWAY), keep_code=item.code, again_code=again)
    keep = keep_code(workspace, item, dossier)
    ways = tuple(
        way
        for way, offered in (
            (Way.REVIEW_AGAIN, not again),
            (Way.ADOPT_SERVER, True),
            (Way.KEEP_MINE, not keep),
        )
        if offered
    )
    ready = item.code == "withdrawn" and not again
    return Prospects(ways, keep, again, is_soft(item, dossier), ready)


def keep_code(workspace: Workspace, item: OutboxItem, dossier: Dossier | None) -> str:
    """Return the code of the rule that forbids to send the same again, or an empty text.

    The server judges once more when it arrives; this says what is certain here already. Nothing is
    ever sent again on content that its author did not see.
    """
    if dossier is None or item.code == "final":
        return item.code if item.code in {"final", "unbound"} else _GONE
    if _is_behind(item, dossier):
        return "behind"
    if item.seen.content_hash != dossier.content_hash:
        return _CHANGED
    if item.verdict is not None and dossier.server_status is item.verdict.status:
        return "same_verdict" if _same_period(item, dossier) else "period_differs"
    if needs_retraction(item, dossier):
        return _broken(partial(after_retraction, dossier.chain, workspace.context.level))
    return _forbidden(workspace, item, dossier)


def again_code(workspace: Workspace, item: OutboxItem, dossier: Dossier | None) -> str:
    """Return the code of the rule that forbids to act anew after a second look, or an empty text.

    Where an 审核通过 or 允许修改 of the own level stands that can be taken back, the second look
    leads there first.
    """
    if dossier is None:
        return "unbound" if item.code == "unbound" else _GONE
    code = _forbidden(workspace, item, dossier)
    if code in {"already_approved", "not_submitted"}:
        retractable = not _broken(partial(after_retraction, dossier.chain, workspace.context.level))
        return "" if retractable else code
    return code


def needs_retraction(item: OutboxItem, dossier: Dossier) -> bool:
    """Tell whether another 允许修改 of the own level has to be taken back before this verdict."""
    returned = dossier.server_status is ReviewStatus.RETURNED
    return item.kind is OperationKind.DECIDE and returned


def is_soft(item: OutboxItem, dossier: Dossier | None) -> bool:
    """Tell whether a conflict is soft: nothing that its author judged changed in substance.

    All of this holds for a soft conflict:

    - it is a verdict, and not 审核不通过, which is confirmed one by one;
    - the material is still here with the very content (fields and pictures) that its author saw;
    - no other opinion stands against it: the material waits at the own level, or has the very same
      verdict there by now, for 审核通过 with no other 实习时间;
    - no level has refused.

    So a number moved and nothing else: the applicant withdrew and handed the same in again,
    somebody decided and took it back, a step before this one had failed. Whichever way is taken,
    no look at the material could change it; everything else is hard and settled one by one.
    """
    if item.state is not OutboxState.CONFLICT or item.kind is not OperationKind.DECIDE:
        return False
    if dossier is None or item.verdict is None or item.verdict is Verdict.REFUSED:
        return False
    if _is_behind(item, dossier) or item.seen.content_hash != dossier.content_hash:
        return False
    if not _same_period(item, dossier) or _refused(dossier):
        return False
    waits = dossier.submission in DECIDABLE_SUBMISSIONS
    return dossier.server_status is item.verdict.status or (
        waits and dossier.server_status is ReviewStatus.PENDING
    )


def _is_behind(item: OutboxItem, dossier: Dossier) -> bool:
    """Tell whether the server knew a later version than the one that lies here."""
    return item.current is not None and item.current.rev > dossier.rev


def _refused(dossier: Dossier) -> bool:
    return any(step.status is ReviewStatus.REFUSED for step in dossier.chain)


def _same_period(item: OutboxItem, dossier: Dossier) -> bool:
    """Tell whether the 实习时间 that stands is that of the item, where 审核通过 stands."""
    if item.period is None or dossier.server_status is not ReviewStatus.APPROVED:
        return True
    return any(entry.own and entry.period == item.period for entry in dossier.practice)


def _forbidden(workspace: Workspace, item: OutboxItem, dossier: Dossier) -> str:
    """Return the code of the rule that forbids this act on the material now, or an empty text."""
    return _broken(partial(_check, workspace, item, dossier))


def _check(workspace: Workspace, item: OutboxItem, dossier: Dossier) -> None:
    context = workspace.context
    if not workspace.may_review:
        raise RuleViolationError("not_permitted")
    if item.kind is OperationKind.REMOVE_FROM_UNIT:
        if dossier.organization_id != context.organization_id:
            raise RuleViolationError("unbound")
        return
    workspace.batch_of(dossier.year)
    if item.kind is OperationKind.RETRACT:
        after_retraction(dossier.chain, context.level)
    else:
        check_decidable(dossier.submission, dossier.server_status)


def _broken(check: Callable[[], object]) -> str:
    """Return the code of the rule that a check says is broken, or an empty text."""
    try:
        check()
    except RuleViolationError as broken:
        return broken.code
    return ""
