"""Reads for the screens: everything comes from the local data, so everything works offline.

The names are those of the store's queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.contract.operations import OperationKind
from desktop.domain.review import ReviewStatus
from desktop.store.filters import MaterialFilter
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Sequence

    from desktop.domain.authorization import AuthorizationState
    from desktop.services.workspace import Workspace
    from desktop.store.filters import MaterialSort
    from desktop.store.records import (
        AuthorizationItem,
        AuthorizationTotals,
        Dossier,
        ListRow,
        Notice,
        OrganizationNode,
        OutboxItem,
        OutboxTotals,
        ReplicaState,
        StatusTotals,
    )

DAY: Final = 86_400
PACE_DAYS: Final = 7
PACE_SAMPLE: Final = 500
"""Newest own actions looked at for the pace."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """How the own level stands against the end of the review window.

    Attributes:
        opens_at: Start of the window, epoch seconds.
        closes_at: End of the window, epoch seconds.
        pending: Materials that still wait at the own level.
        pace: Own decisions per day over the last seven days; 0.0 where there are none.
    """

    opens_at: int
    closes_at: int
    pending: int
    pace: float


@dataclass(frozen=True, slots=True)
class HomeSummary:
    """What the home screen shows.

    Attributes:
        own: Materials per status of the own level.
        authorizations: States over the subtree.
        outbox: What waits here.
        deadline: None where no batch is open.
        notices: Newest first.
    """

    own: StatusTotals
    authorizations: AuthorizationTotals
    outbox: OutboxTotals
    deadline: Deadline | None
    notices: tuple[Notice, ...]


def first_page(
    *, workspace: Workspace, chosen: MaterialFilter, sort: MaterialSort, limit: int
) -> list[ListRow]:
    """Return the first rows of the list."""
    return workspace.replica.queries.first_page(chosen, sort, limit)


def rows(*, workspace: Workspace, ids: Sequence[int]) -> list[ListRow]:
    """Return rows by id, in the order of the ids."""
    return workspace.replica.queries.rows(ids)


def ids(
    *,
    workspace: Workspace,
    chosen: MaterialFilter,
    sort: MaterialSort,
    stop: Callable[[], bool] | None = None,
) -> array[int]:
    """Return the ids of the whole list, in its order; fewer once `stop` says so."""
    return workspace.replica.queries.ids(chosen, sort, stop)


def totals(*, workspace: Workspace, chosen: MaterialFilter) -> StatusTotals:
    """Return how many materials the filter finds, in all and per 审核状态."""
    return workspace.replica.queries.totals(chosen)


def own_totals(
    *, workspace: Workspace, year: int | None = None, organization_path: str = ""
) -> StatusTotals:
    """Return how a year's materials of a subtree stand at the own level."""
    chosen = MaterialFilter(year=year, organization_path=organization_path)
    return totals(workspace=workspace, chosen=chosen)


def dossier(*, workspace: Workspace, material_id: int) -> Dossier | None:
    """Return everything about one material, or None once it has left the scope."""
    return workspace.replica.queries.dossier(material_id)


def organizations(*, workspace: Workspace, year: int | None = None) -> list[OrganizationNode]:
    """Return the tree, parents first; pending counts are of one year, or of all."""
    return workspace.replica.queries.organizations(year)


def authorizations(
    *,
    workspace: Workspace,
    organization_path: str,
    states: frozenset[AuthorizationState] = frozenset(),
    text: str = "",
    organization_id: int | None = None,
) -> list[AuthorizationItem]:
    """Return the authorizations of a subtree; no states means all."""
    return workspace.replica.queries.authorizations(
        organization_path, states, text, organization_id=organization_id
    )


def authorization_totals(*, workspace: Workspace, organization_path: str) -> AuthorizationTotals:
    """Return how many authorizations of a subtree are in which state."""
    return workspace.replica.queries.authorization_totals(organization_path, workspace.now)


def notices(*, workspace: Workspace) -> list[Notice]:
    """Return 公告, newest first."""
    return workspace.replica.queries.notices()


def outbox_items(
    *, workspace: Workspace, states: Iterable[OutboxState] | None = None
) -> list[OutboxItem]:
    """Return what waits or failed; with states, what is in one of them."""
    if states is None:
        return workspace.replica.outbox.open_items()
    return workspace.replica.outbox.items(frozenset(states))


def outbox_item(*, workspace: Workspace, key: str) -> OutboxItem | None:
    """Return one item of the outbox."""
    return workspace.replica.outbox.item(key)


def outbox_totals(*, workspace: Workspace) -> OutboxTotals:
    """Return how much waits and how much needs a look."""
    return workspace.replica.outbox.totals()


def latest_cancellable(*, workspace: Workspace) -> OutboxItem | None:
    """Return the action that Ctrl+Z would take back."""
    return workspace.replica.outbox.latest_cancellable(workspace.now)


def state(*, workspace: Workspace) -> ReplicaState:
    """Return how old and how complete the local data is."""
    return workspace.replica.queries.state()


def reviewable_offline(
    *, workspace: Workspace, year: int | None = None, organization_path: str = ""
) -> int:
    """Return how many dossiers that wait for the own level can be reviewed offline now.

    That is all of them but those with a picture that does not lie here.
    """
    chosen = MaterialFilter(
        statuses=frozenset({ReviewStatus.PENDING}), year=year, organization_path=organization_path
    )
    return workspace.replica.queries.reviewable(chosen)


def picture(*, workspace: Workspace, sha256: str) -> bytes | None:
    """Return a picture that lies here, or None; `fetching.fetch_picture` gets it."""
    return workspace.replica.attachments.get(sha256)


def home(
    *, workspace: Workspace, year: int | None = None, organization_path: str = ""
) -> HomeSummary:
    """Return what the home screen shows; the tiles count one subtree and year."""
    own = own_totals(workspace=workspace, year=year, organization_path=organization_path)
    path = organization_path or workspace.context.organization_path
    return HomeSummary(
        own=own,
        authorizations=workspace.replica.queries.authorization_totals(path, workspace.now),
        outbox=outbox_totals(workspace=workspace),
        deadline=_deadline(workspace),
        notices=tuple(notices(workspace=workspace)),
    )


def _deadline(workspace: Workspace) -> Deadline | None:
    batch = workspace.current_batch
    if batch is None:
        return None
    counts = totals(workspace=workspace, chosen=MaterialFilter(year=batch.year))
    since = workspace.now - PACE_DAYS * DAY
    return Deadline(
        opens_at=batch.window_opens_at,
        closes_at=batch.window_closes_at,
        pending=counts.by_status.get(ReviewStatus.PENDING, 0),
        pace=sum(item.client_at >= since for item in _decided(workspace)) / PACE_DAYS,
    )


def _decided(workspace: Workspace) -> list[OutboxItem]:
    made = frozenset(OutboxState) - {OutboxState.CANCELLED}
    items = workspace.replica.outbox.items(made, limit=PACE_SAMPLE)
    return [item for item in items if item.kind is OperationKind.DECIDE]
