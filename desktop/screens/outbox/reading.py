"""What the outbox page reads at once: every item with what can become of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.contract.operations import OperationKind
from desktop.screens.outbox.words import is_failing, is_waiting
from desktop.services import browsing, conflicts
from desktop.services.conflicts import Prospects, Way
from desktop.services.resolving import Settled
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier, OutboxItem


__all__ = ["Bulk", "Chosen", "Entry", "Read", "Settled", "Shown", "Way", "bulk_of"]


class Chosen(StrEnum):
    """Which items are listed."""

    OPEN = "open"
    WAITING = "waiting"
    FAILED = "failed"
    CONFLICT = "conflict"
    PARKED = "parked"
    REJECTED = "rejected"
    DONE = "done"


class Entry(NamedTuple):
    """An item of the list, and what can become of it as things stand here."""

    item: OutboxItem
    prospects: Prospects


class Shown(NamedTuple):
    """The item beside the list.

    Attributes:
        item: The item.
        dossier: How its material stands here now, or None where it left the scope.
        prospects: What can become of it.
        parent: The item that it follows, if any.
        forerunner: The failed item that it repeats, if any.
        successor: The item that repeats it, if any.
    """

    item: OutboxItem
    dossier: Dossier | None
    prospects: Prospects
    parent: OutboxItem | None = None
    forerunner: OutboxItem | None = None
    successor: OutboxItem | None = None


class Read(NamedTuple):
    """Everything that the page lists."""

    waiting: list[Entry]
    done: list[Entry]

    def of(self, chosen: Chosen) -> list[Entry]:
        """Return the entries of one filter."""
        match chosen:
            case Chosen.OPEN:
                return self.waiting
            case Chosen.DONE:
                return self.done
            case Chosen.FAILED:
                return [one for one in self.waiting if is_failing(one.item)]
            case Chosen.WAITING:
                return [
                    one for one in self.waiting if is_waiting(one.item) and not is_failing(one.item)
                ]
            case _:
                state = _STATE_OF[chosen]
                return [one for one in self.waiting if one.item.state is state]


class Bulk(NamedTuple):
    """What the items ticked in the list allow.

    Attributes:
        chosen: How many are ticked.
        adopt: Keys of those that can be left to the server together.
        keep: Keys of those that can be sent again together.
    """

    chosen: int
    adopt: tuple[str, ...]
    keep: tuple[str, ...]

    @property
    def hard(self) -> int:
        """How many are settled one by one."""
        return self.chosen - len(self.adopt)


_URGENCY: Final = {OutboxState.CONFLICT: 0, OutboxState.REJECTED: 1, OutboxState.PARKED: 2}
_STATE_OF: Final = {
    Chosen.CONFLICT: OutboxState.CONFLICT,
    Chosen.PARKED: OutboxState.PARKED,
    Chosen.REJECTED: OutboxState.REJECTED,
}


def bulk_of(entries: Iterable[Entry]) -> Bulk:
    """Return what these entries allow to be done at once."""
    ticked = list(entries)
    soft = [one for one in ticked if one.prospects.soft]
    keep = [one.item.key for one in soft if Way.KEEP_MINE in one.prospects.ways]
    return Bulk(len(ticked), tuple(one.item.key for one in soft), tuple(keep))


def read_all(workspace: Workspace) -> Read:
    """Read every item that is waiting or closed."""
    waiting = browsing.outbox_items(workspace=workspace)
    waiting.sort(key=lambda item: (_URGENCY.get(item.state, 3), not is_failing(item), -item.n))
    everything = browsing.outbox_items(workspace=workspace, states=OutboxState)
    done = [
        Entry(item, Prospects())
        for item in everything
        if item.resolved_at is not None and item.kind is not OperationKind.REVEAL
    ]
    return Read([Entry(item, _prospects(workspace, item)) for item in waiting], done)


def read_shown(workspace: Workspace, key: str, listed: Sequence[OutboxItem]) -> Shown | None:
    """Read one item as it is now, with its material and what it is linked to.

    Args:
        workspace: The open context.
        key: The item.
        listed: All items of the page, to look for links.
    """
    item = browsing.outbox_item(workspace=workspace, key=key)
    if item is None:
        return None
    dossier = browsing.dossier(workspace=workspace, material_id=item.material_id)
    by_key = {one.key: one for one in listed}
    return Shown(
        item,
        dossier,
        conflicts.prospects(workspace, item, dossier),
        by_key.get(item.after),
        by_key.get(item.supersedes),
        next((one for one in listed if one.supersedes == item.key), None),
    )


def _prospects(workspace: Workspace, item: OutboxItem) -> Prospects:
    if item.state not in conflicts.WANTS_A_LOOK:
        return Prospects()
    dossier = browsing.dossier(workspace=workspace, material_id=item.material_id)
    return conflicts.prospects(workspace, item, dossier)
