"""Pictures: fetched when they are looked at, or ahead of time for offline work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.contract.sync import Manifest
    from desktop.domain.changes import Changes
    from desktop.services.workspace import Workspace


def fetch_picture(*, workspace: Workspace, material_id: int, sha256: str) -> bytes:
    """Return a picture, from the server where it does not lie here yet, and keep it.

    Raises:
        NotReachableError: Offline, and the picture does not lie here.
        RefusedError: `picture_damaged` where what came is not what was promised.
    """
    raise NotImplementedError


def prefetch(*, workspace: Workspace, budget: int) -> Changes:
    """Fetch missing pictures of the reviewer's queue, at most `budget` bytes of them."""
    raise NotImplementedError


def manifest(*, workspace: Workspace, material_id: int) -> Manifest:
    """Return which pictures a material outside the queue has."""
    raise NotImplementedError
