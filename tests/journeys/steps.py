"""Steps that several journeys take."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.review import ReviewStatus
from desktop.screens.shell.pages import PageKey
from desktop.store.filters import MaterialFilter
from server_stub.storage.models import Decision
from tests.support.player import click
from tests.support.waiting import until

if TYPE_CHECKING:
    from tests.support.player import Player
    from tests.support.server import ReferenceServer

HOSPITAL_OFFICER = "张岚"
COUNTY_OFFICER = "刘梅"


def verdicts(server: ReferenceServer, material_id: int) -> list[str]:
    """Return what the server has recorded about a material since the demo was made."""
    with server.units.reading() as unit:
        found = select(Decision.verdict).where(Decision.material_id == material_id)
        return [str(verdict) for verdict in unit.session.scalars(found) if verdict]


async def open_pending(player: Player) -> int:
    """Show those who wait and open the first."""
    await player.go(PageKey.REVIEW)
    await player.list_shown()
    listing = player.review.list_presenter
    pending = frozenset({ReviewStatus.PENDING})
    player.review.show_filter(MaterialFilter(year=listing.chosen.year, statuses=pending))
    await until(lambda: listing.chosen.statuses == pending and player.listed())
    await until(lambda: all(row.status is ReviewStatus.PENDING for row in player.listed()))
    first = player.listed()[0].id
    await player.open_dossier(first)
    return first


async def approve(player: Player, material_id: int) -> None:
    """Approve the open dossier with its internship period."""
    bar = player.review.detail_pane.decision
    bar.segments.choose("approved")
    bar.period.set_period(date(2025, 8, 1), date(2026, 7, 31))
    player.review.detail_presenter.decision.choose_period(date(2025, 8, 1), date(2026, 7, 31))
    click(bar.submit)
    outbox = player.workbench.workspace.replica.outbox
    await until(lambda: outbox.open_items(material_id))


def nothing() -> None:
    """Do nothing: the outbox itself is looked at."""


def fail(error: Exception) -> None:
    """Let an error end the story."""
    raise error
