"""Exchange with the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace
    from desktop.sync.report import SyncReport


def sync(*, workspace: Workspace) -> SyncReport:
    """Send what is due, fetch what is new, apply it in one go.

    Expected failures stand in the report: offline is a normal state and no exception.
    """
    return workspace.engine.run()
