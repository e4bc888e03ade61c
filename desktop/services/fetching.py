"""Pictures: fetched when they are looked at, or ahead of time for offline work."""

from __future__ import annotations

from hashlib import sha256 as hash_of
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import NOTHING
from desktop.domain.errors import RefusedError

if TYPE_CHECKING:
    from desktop.contract.sync import Manifest
    from desktop.domain.changes import Changes
    from desktop.services.workspace import Workspace

_ASKED_AT_ONCE: Final = 50
_OK: Final = 200


def fetch_picture(*, workspace: Workspace, material_id: int, sha256: str) -> bytes:
    """Return a picture, from the server where it does not lie here yet, and keep it.

    Raises:
        NotReachableError: Offline, and the picture does not lie here.
        RefusedError: `picture_damaged` where what came is not what was promised.
    """
    here = workspace.replica.attachments.get(sha256)
    if here is not None:
        return here
    data = _downloaded(workspace, material_id, sha256)
    workspace.replica.attachments.put(sha256, material_id, data)
    return data


def prefetch(*, workspace: Workspace, budget: int) -> Changes:
    """Fetch missing pictures of the reviewer's queue until `budget` bytes are spent.

    A picture that the server refuses is left out; call again after the next sync.

    Raises:
        NotReachableError: The network went away; what came before stays.
    """
    changes = NOTHING
    spent = 0
    for missing in workspace.replica.attachments.missing(_ASKED_AT_ONCE):
        if spent + missing.size > budget:
            break
        spent += missing.size
        try:
            data = _downloaded(workspace, missing.material_id, missing.sha256)
        except RefusedError:
            continue
        changes |= workspace.replica.attachments.put(missing.sha256, missing.material_id, data)
    return changes


def manifest(*, workspace: Workspace, material_id: int) -> Manifest:
    """Return which pictures a material outside the queue has."""
    return workspace.api.manifest(workspace.context, material_id)


def _downloaded(workspace: Workspace, material_id: int, sha256: str) -> bytes:
    """Fetch a picture piece by piece, so that a slow link never has to carry all at once."""
    data = bytearray()
    while True:
        part = workspace.api.attachment(workspace.context, material_id, sha256, offset=len(data))
        if part.offset != len(data):
            data.clear()
        data += part.data
        if len(data) >= part.total or not part.data:
            break
    if hash_of(data).hexdigest() != sha256:
        raise RefusedError("picture_damaged", status=_OK)
    return bytes(data)
