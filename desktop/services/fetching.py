"""Pictures: fetched when they are looked at, or ahead of time for offline work.

A picture comes in pieces that are kept as they come, so that a lost connection, a kill or a restart
costs one piece at most. The hash that names a picture is its strong ETag: the next piece is asked
for only of the very same bytes, and the whole is shown only where its hash is right.
"""

from __future__ import annotations

from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import (
    NotReachableError,
    RefusedError,
    RuleViolationError,
    StorageFullError,
)
from desktop.store.picture_wants import Missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.contract.sync import Manifest
    from desktop.remote.parts import Part
    from desktop.services.workspace import Workspace

HELPING_SECONDS: Final = 2.0
"""A helping of pictures ends after so long, so that meters move and a pause is heard."""

_MANIFESTS_AT_ONCE: Final = 20
_OK: Final = 200
_NO_SUCH_RANGE: Final = 416
_FINAL: Final = frozenset({_OK, 403, 404, 410})
"""Status of answers that asking again does not change: damaged, not permitted, not there."""


class End(StrEnum):
    """Why a helping of pictures ended."""

    DONE = "done"
    MORE = "more"
    STOPPED = "stopped"
    SLOW = "slow"
    DISK_FULL = "disk_full"


class Helping(NamedTuple):
    """What fetching ahead did.

    Attributes:
        changes: What changed here.
        end: Why it ended.
        left_out: Wanted pictures for which the quota has no room.
    """

    changes: Changes
    end: End
    left_out: int = 0


def fetch_picture(*, workspace: Workspace, material_id: int, sha256: str) -> bytes:
    """Return a picture, from the server where it does not lie here yet, and keep it.

    Raises:
        NotReachableError: Offline, and the picture does not lie here; what came of it stays.
        RefusedError: `picture_damaged` where what came is not what was promised.
        StorageFullError: The disk takes no more.
    """
    here = workspace.replica.attachments.get(sha256)
    if here is not None:
        return here
    _download(workspace, material_id, sha256)
    workspace.downloads.refused.pop(sha256, None)
    data = workspace.replica.attachments.get(sha256)
    if data is None:
        raise RefusedError("picture_damaged", status=_OK)
    return data


def prefetch(
    *,
    workspace: Workspace,
    budget: int,
    stop: Callable[[], bool] = bool,
    insist: bool = False,
) -> Helping:
    """Fetch missing pictures, the most wanted first, for `budget` bytes or some seconds.

    A picture that the server refuses is left out from then on, and noted in `downloads.refused`.

    Args:
        workspace: The context.
        budget: Bytes; one picture is always begun.
        stop: Asked between two pieces.
        insist: Go on over a slow link.

    Raises:
        NotReachableError: The network went away; what came before stays.
        RefusedError: The server is busy, or has too many questions to answer; later it may not be.
    """
    began, spent = monotonic(), 0
    changes = _learn_packs(workspace, stop)
    plan = workspace.replica.attachments.plan()
    downloads = workspace.downloads
    for missing in plan.missing:
        if missing.sha256 in downloads.refused:
            continue
        if stop():
            return Helping(changes, End.STOPPED, plan.left_out)
        if downloads.is_slow and not insist:
            return Helping(changes, End.SLOW, plan.left_out)
        spent += missing.size
        over = spent > budget and spent > missing.size
        if over or monotonic() - began > HELPING_SECONDS:
            return Helping(changes, End.MORE, plan.left_out)
        try:
            changes |= _download(workspace, missing.material_id, missing.sha256, plan.kept, stop)
        except RefusedError as error:
            if error.status not in _FINAL:
                raise
            downloads.refused[missing.sha256] = error.code
        except StorageFullError:
            return Helping(changes, End.DISK_FULL, plan.left_out)
    more = workspace.replica.packs.unknown(1)
    return Helping(changes, End.MORE if more else End.DONE, plan.left_out)


def manifest(*, workspace: Workspace, material_id: int) -> Manifest:
    """Return which pictures a material outside the queue has."""
    return workspace.api.manifest(workspace.context, material_id)


def set_quota(*, workspace: Workspace, size: int) -> Changes:
    """Keep no more than so many bytes of pictures; what is too much leaves at once."""
    return workspace.replica.attachments.set_quota(size)


def _learn_packs(workspace: Workspace, stop: Callable[[], bool]) -> Changes:
    """Ask which pictures the materials of task packs have that do not wait in the queue."""
    changes = NOTHING
    for material_id in workspace.replica.packs.unknown(_MANIFESTS_AT_ONCE):
        if stop():
            break
        try:
            pictures = manifest(workspace=workspace, material_id=material_id).pictures
        except RefusedError as error:
            if error.status not in _FINAL:
                raise
            pictures = []
        changes |= workspace.replica.packs.note_pictures(material_id, pictures)
    return changes


def _download(
    workspace: Workspace,
    material_id: int,
    sha256: str,
    kept: frozenset[bytes] = frozenset(),
    stop: Callable[[], bool] = bool,
) -> Changes:
    """Fetch what is missing of a picture, piece by piece; nothing once `stop` says so."""
    stock = workspace.replica.attachments
    with workspace.downloads.alone(sha256):
        while not stock.is_cached(sha256) and not stop():
            part = _piece(workspace, material_id, sha256)
            picture = Missing(material_id, sha256, part.total)
            try:
                changes = stock.add_part(picture, part.offset, part.data, kept)
            except RuleViolationError as error:
                raise RefusedError(error.code, status=_OK) from error
            if changes:
                return changes
            if not part.data:
                stock.drop_part(sha256)
                raise RefusedError("picture_damaged", status=_OK)
    return NOTHING


def _piece(workspace: Workspace, material_id: int, sha256: str) -> Part:
    """Ask for the next piece; where the server has no such range, from the beginning."""
    stock, downloads = workspace.replica.attachments, workspace.downloads
    offset, began = stock.got(sha256), monotonic()
    try:
        part = workspace.api.attachment(
            workspace.context, material_id, sha256, offset=offset, size=downloads.piece
        )
    except NotReachableError:
        downloads.note_loss()
        raise
    except RefusedError as error:
        if error.status != _NO_SUCH_RANGE or not offset:
            raise
        stock.drop_part(sha256)
        return _piece(workspace, material_id, sha256)
    downloads.note(len(part.data), monotonic() - began)
    return part
