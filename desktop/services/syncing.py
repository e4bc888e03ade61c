"""Exchange with the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services import couriering

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace
    from desktop.sync.parts import Progress
    from desktop.sync.report import SyncReport


def sync(*, workspace: Workspace, progress: Progress | None = None) -> SyncReport:
    """Send what is due, fetch what is new, apply it in one go.

    Expected failures stand in the report: offline is a normal state and no exception.

    Args:
        workspace: The open context.
        progress: Called from this thread with rows got so far and rows to come in all.
    """
    report = workspace.engine.run(progress)
    if report.ok:
        couriering.keep_registered(workspace=workspace)
    return report
