"""Files that are carried between an isolated machine and the server of a town."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.services import couriering
from server_stub.services import courier as courier_at_server
from server_stub.storage.models import Decision

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.couriering import ExportReport, ImportReport
    from tests.support.desk import Desk
    from tests.support.town import Town


def export(desk: Desk, name: str = "out") -> ExportReport:
    """Write a request file on the isolated machine."""
    path = desk.folder / f"{name}.tdreq"
    return couriering.export_request(workspace=desk.workspace, path=path)


def judged(town: Town, report: ExportReport) -> Path:
    """Let the operator judge a request file; return the answer file."""
    answer = report.path.with_suffix(".tdans")
    with report.path.open("rb") as request, answer.open("wb") as out:
        courier_at_server.exchange(town.units, request, out)
    return answer


def taken_in(desk: Desk, answer: Path) -> ImportReport:
    """Take an answer in on the isolated machine."""
    return couriering.import_answer(workspace=desk.workspace, path=answer)


def by_file(town: Town, desk: Desk, name: str = "out") -> ImportReport:
    """Make the whole round."""
    return taken_in(desk, judged(town, export(desk, name)))


def effects(town: Town) -> int:
    """Count the decisions that the server ever let take effect."""
    with town.units.reading() as unit:
        return len(unit.session.scalars(select(Decision.id)).all())
