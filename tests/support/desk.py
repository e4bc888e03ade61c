"""A person at a device: a replica on disk, a way to the server, and the services between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from desktop.contract.operations import SeenVersion
from desktop.contract.session import Device
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.services import browsing, reviewing, syncing
from desktop.services.workspace import Workspace
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.replica import Replica
from server_stub.services import sessions
from server_stub.storage.models import Person

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.contract.session import Tokens
    from desktop.domain.changes import Changes
    from desktop.domain.practice_period import Period
    from desktop.domain.review import Verdict
    from desktop.remote.transport import Carrier
    from desktop.store.records import Dossier, OutboxItem
    from desktop.sync.report import SyncReport
    from server_stub.services.unit import Units
    from tests.support.server import Clock

KEY = bytes(range(32))


@dataclass
class Desk:
    """One device of one person.

    Attributes:
        folder: Where the profile lies; reopening it is starting the program again.
        carrier: The way to the server.
        tokens: What signing in gave.
        device_id: This device.
        clock: The device's clock.
        workspace: What the services need.
    """

    folder: Path
    carrier: Carrier
    tokens: Tokens
    device_id: str
    clock: Clock
    workspace: Workspace = field(init=False)

    def __post_init__(self) -> None:
        """Start the program."""
        api = Api(self.carrier, MemoryTokens(self.tokens))
        session = api.session()
        context = session.contexts[0]
        self.folder.mkdir(parents=True, exist_ok=True)
        self.workspace = Workspace(
            replica=Replica.open(
                self.folder / "replica.db", KEY, level=context.level, business=context.business
            ),
            api=api,
            context=context,
            session=session,
            device_id=self.device_id,
            clock=self.clock,
            random=Random(1),
        )

    @property
    def replica(self) -> Replica:
        """The local data."""
        return self.workspace.replica

    def close(self) -> None:
        """End the program."""
        self.replica.close()

    def reopen(self) -> None:
        """End the program and start it again; it may be offline."""
        self.close()
        self.start_again()

    def start_again(self) -> None:
        """Start the program on what the last run left."""
        old = self.workspace
        level, business = old.context.level, old.context.business
        self.workspace = Workspace(
            replica=Replica.open(self.folder / "replica.db", KEY, level=level, business=business),
            api=old.api,
            context=old.context,
            session=old.session,
            device_id=old.device_id,
            clock=old.clock,
            random=Random(1),
        )

    def sync(self) -> SyncReport:
        """Exchange with the server."""
        return syncing.sync(workspace=self.workspace)

    def dossier(self, material_id: int) -> Dossier:
        """Return a dossier that must be here."""
        dossier = browsing.dossier(workspace=self.workspace, material_id=material_id)
        assert dossier is not None
        return dossier

    def seen(self, material_id: int) -> SeenVersion:
        """Return what is on the screen."""
        dossier = self.dossier(material_id)
        return SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash)

    def decide(
        self,
        material_id: int,
        verdict: Verdict,
        *,
        remark: str = "",
        period: Period | None = None,
        at_once: bool = True,
    ) -> Changes:
        """Decide on what is on the screen; without grace time unless the story wants it."""
        changes = reviewing.record_decision(
            workspace=self.workspace,
            material_id=material_id,
            seen=self.seen(material_id),
            verdict=verdict,
            remark=remark,
            period=period,
        )
        if at_once:
            changes |= reviewing.send_now(workspace=self.workspace)
        return changes

    def outbox(self, material_id: int | None = None) -> list[OutboxItem]:
        """Return what waits or wants a look."""
        return self.replica.outbox.open_items(material_id)

    def ids(self) -> list[int]:
        """Return the ids of all materials here."""
        chosen, sort = MaterialFilter(), MaterialSort()
        return sorted(browsing.ids(workspace=self.workspace, chosen=chosen, sort=sort))


def sign_in(units: Units, person_id: int, device_id: str) -> Tokens:
    """Begin a session on a device without the detour over a phone."""
    with units.writing() as unit:
        person = unit.session.get_one(Person, person_id)
        return sessions.start(unit, person, Device(id=device_id, name=f"设备{device_id[0]}"))
