"""Ways out of a conflict; each is an explicit act of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.changes import Changes
    from desktop.services.workspace import Workspace


def adopt_server(*, workspace: Workspace, key: str) -> Changes:
    """Accept how things stand at the server; the own opinion stays in the outbox's history."""
    raise NotImplementedError


def keep_mine(*, workspace: Workspace, key: str) -> Changes:
    """Send the same verdict again, on the version that stands now (仍按我的决定)."""
    raise NotImplementedError


def review_again(*, workspace: Workspace, key: str) -> Changes:
    """Put the old verdict and remark into a draft and close the conflict (重新审核)."""
    raise NotImplementedError
