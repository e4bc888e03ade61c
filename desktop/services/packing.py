"""离线任务包: choose dossiers, and know when they lie here with all their pictures."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import RuleViolationError
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.packs import Pack
from desktop.store.records import PackCard

if TYPE_CHECKING:
    from array import array

    from desktop.domain.changes import Changes
    from desktop.services.workspace import Workspace
    from desktop.store.attachments import Usage
    from desktop.store.picture_wants import Missing

MOST_MATERIALS: Final = 20_000
"""Dossiers in one pack: more than a county reviews in a window."""

NAME_LENGTH: Final = 40
_KEY_BYTES: Final = 8
_DAY: Final = 86_400
_USUAL_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class PackShelf:
    """All packs, and the room that pictures take."""

    cards: tuple[PackCard, ...]
    usage: Usage


def shelf(*, workspace: Workspace) -> PackShelf:
    """Return the packs, the newest first, and the use of the quota."""
    attachments = workspace.replica.attachments
    cards = tuple(_card(workspace, pack) for pack in workspace.replica.packs.all())
    return PackShelf(cards, attachments.usage())


def packs(*, workspace: Workspace) -> list[Pack]:
    """Return the packs, the newest first."""
    return workspace.replica.packs.all()


def count(*, workspace: Workspace, chosen: MaterialFilter) -> int:
    """Return how many dossiers a pack of this filter would hold."""
    return workspace.replica.queries.totals(chosen).total


def default_expiry(*, workspace: Workspace) -> int:
    """Return when a pack should expire: with the review window, or with the offline lease before.

    Beyond the lease nothing can be opened offline. Outside a window it is two weeks.
    """
    now, batch = workspace.now, workspace.current_batch
    end = now + _USUAL_DAYS * _DAY
    if batch is not None and batch.window_closes_at > now:
        end = batch.window_closes_at
    lease = workspace.replica.meta.lease_until or workspace.session.offline_lease_until
    return min(end, lease) if lease > now else end


def make(*, workspace: Workspace, name: str, chosen: MaterialFilter, expires_at: int) -> Changes:
    """Make a pack of what a filter finds now.

    Args:
        workspace: The context.
        name: What the person calls it.
        chosen: Which dossiers; the pack keeps those that are found now.
        expires_at: Epoch seconds.

    Raises:
        RuleViolationError: `pack_name` without a name, `pack_expiry` for a time gone by,
            `pack_empty` where nothing is found, `pack_too_large` beyond 20,000 dossiers.
        StorageFullError: The disk takes no more.
    """
    name = name.strip()
    if not name or len(name) > NAME_LENGTH:
        raise RuleViolationError("pack_name", field="/name")
    _check_expiry(workspace, expires_at)
    pack = Pack(
        key=token_hex(_KEY_BYTES),
        name=name,
        chosen=chosen,
        made_at=workspace.now,
        renewed_at=workspace.now,
        expires_at=expires_at,
        ended=False,
        dropped=0,
    )
    return workspace.replica.packs.add(pack, _found(workspace, chosen))


def renew(*, workspace: Workspace, key: str, expires_at: int | None = None) -> Changes:
    """Choose a pack's dossiers anew by its filter; an expired one lives again.

    Args:
        workspace: The context.
        key: The pack.
        expires_at: Epoch seconds; None keeps the time, or takes the usual one where it has passed.

    Raises:
        RuleViolationError: `pack_gone`, `pack_expiry`, `pack_empty`, `pack_too_large`.
    """
    pack = workspace.replica.packs.get(key)
    if expires_at is None:
        kept = pack.expires_at > workspace.now
        expires_at = pack.expires_at if kept else default_expiry(workspace=workspace)
    _check_expiry(workspace, expires_at)
    ids = _found(workspace, pack.chosen)
    return workspace.replica.packs.renew(key, ids, workspace.now, expires_at)


def remove(*, workspace: Workspace, key: str) -> Changes:
    """Forget a pack; dossiers and decisions stay, its pictures make room when it is needed."""
    return workspace.replica.packs.remove(key)


def missing_pictures(*, workspace: Workspace, key: str) -> list[Missing]:
    """Return the pictures of a pack that do not lie here, for the file courier to ask for."""
    return workspace.replica.attachments.missing_of_pack(key)


def end_expired(*, workspace: Workspace) -> Changes:
    """Let packs whose time is over go: their pictures are no longer kept."""
    return workspace.replica.packs.end(workspace.now)


def _check_expiry(workspace: Workspace, expires_at: int) -> None:
    if expires_at <= workspace.now:
        raise RuleViolationError("pack_expiry", field="/expires_at")


def _found(workspace: Workspace, chosen: MaterialFilter) -> array[int]:
    ids = workspace.replica.queries.ids(chosen, MaterialSort())
    if not ids:
        raise RuleViolationError("pack_empty")
    if len(ids) > MOST_MATERIALS:
        raise RuleViolationError("pack_too_large")
    return ids


def _card(workspace: Workspace, pack: Pack) -> PackCard:
    attachments, refused = workspace.replica.attachments, workspace.downloads.refused
    stock = workspace.replica.packs.stock(pack.key, attachments.is_cached, refused)
    return PackCard(
        key=pack.key,
        name=pack.name,
        materials=stock.materials,
        ready=stock.ready,
        wanted=stock.wanted,
        cached=stock.cached,
        size=stock.size,
        unknown=stock.unknown,
        refused=stock.refused,
        renewed_at=pack.renewed_at,
        expires_at=pack.expires_at,
        ended=pack.ended,
        dropped=pack.dropped,
    )
