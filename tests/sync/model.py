"""The stage of the model: people, devices, a server, a network, and what is known about them.

Two reviewers of one hospital sit at three devices, their superior at a fourth; applicants and
administrators act at the server. The client's whole core and the server's whole application run;
only sockets are left out. `tests.sync.invariants` says what must hold at any time.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.contract.operations import OperationKind
from desktop.domain.errors import RuleViolationError
from desktop.domain.practice_period import Period
from desktop.domain.review import REMARK_REQUIRED, TimelineKind, Verdict
from desktop.services import reviewing
from desktop.store.records import Draft, OutboxState
from tests.support.desk import Desk, sign_in
from tests.support.server import Clock
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER, MANAGER, NOW
from tests.sync import invariants
from tests.sync.backstage import Backstage, Stage
from tests.sync.network import NO_LIMIT, Accident, Carrier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.store.records import OutboxItem
    from desktop.sync.report import SyncReport

PERSON_OF: Final = {"a": MANAGER, "b": MANAGER, "c": ASSISTANT, "d": COUNTY_OFFICER}
"""Who sits at which device."""

PEOPLE: Final = (MANAGER, ASSISTANT, COUNTY_OFFICER)
PERIODS: Final = (
    Period(date(2025, 8, 1), date(2026, 7, 31)),
    Period(date(2025, 8, 1), date(2026, 1, 31)),
)
WAITING: Final = frozenset({OutboxState.QUEUED, OutboxState.SENT})


class KilledError(BaseException):
    """The client's process is gone; nothing of ours catches this."""


@dataclass(frozen=True)
class Opinion:
    """What a reviewer thinks; the period counts with an approval of the unit only."""

    verdict: Verdict
    period: Period = PERIODS[0]


@dataclass
class Device:
    """A device with what its person knows to have saved on it.

    Attributes:
        name: One letter.
        person: Who sits there.
        desk: The real client.
        saved: Keys of the outbox, in the order of their making.
        drafts: Unfinished sentences by material.
        seen: What the screen showed of a dossier's history when an operation was made, by key.
        state: Cursor and digest after the last exchange.
    """

    name: str
    person: int
    desk: Desk
    saved: list[str] = field(default_factory=list)
    drafts: dict[int, str] = field(default_factory=dict)
    seen: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    state: tuple[str, object] = ("", None)

    def keys(self) -> list[str]:
        """Return the keys of the outbox, the oldest first."""
        with self.desk.replica._database.read() as tables:
            return [row[0] for row in tables.all("SELECT key FROM outbox ORDER BY n")]


class World(Backstage):
    """A server with its people; what they do at their devices, and what is known of it."""

    def __init__(
        self,
        stage: Stage,
        folder: Path,
        offsets: Sequence[int] = (0, 0, 0, 0),
        data: Path | None = None,
    ) -> None:
        super().__init__(stage, folder, data)
        self.refused: set[int] = set()
        self.judged: set[str] = set()
        self.heals = 0
        self._closing = ExitStack()
        self.devices = {
            name: self._open(name, person, offset)
            for (name, person), offset in zip(PERSON_OF.items(), offsets, strict=True)
        }

    def _open(self, name: str, person: int, offset: float) -> Device:
        desk = Desk(
            folder=self.folder / f"desk-{name}",
            carrier=Carrier(self, self.stage.inside),
            tokens=sign_in(self.units, person, name * 32),
            device_id=name * 32,
            clock=_Skewed(self.clock, offset),
        )
        self._closing.callback(desk.close)
        return Device(name, person, desk)

    def close(self) -> None:
        """End everything."""
        self._closing.close()
        self.units.database.close()

    def lose_all_since_backup(self) -> None:
        """Put the backup back; sessions may have gone on since, so everybody signs in anew."""
        self.put_backup_back()
        invariants.forget_the_lost(self)
        for device in self.devices.values():
            tokens = sign_in(self.units, device.person, device.name * 32)
            device.desk.workspace.api._tokens.save(tokens)

    # --------------------------------------------------------------------- people at devices

    def decide(self, name: str, material_id: int, said: Opinion, *, hasty: bool = True) -> None:
        """Decide on what is on the screen, where the rules on this side let one."""
        device, verdict = self.devices[name], said.verdict
        confirms = verdict is Verdict.APPROVED and device.person != COUNTY_OFFICER
        seen = history_seen(device.desk, material_id)
        try:
            device.desk.decide(
                material_id,
                verdict,
                remark="理由" if verdict in REMARK_REQUIRED else "",
                period=said.period if confirms else None,
                at_once=hasty,
            )
        except RuleViolationError:
            return
        device.drafts.pop(material_id, None)
        self._note_saved(device, seen)

    def take_further(self, name: str, material_id: int, *, remove: bool) -> None:
        """Retract, or remove a person from the unit; what waits here is simply taken back."""
        device = self.devices[name]
        desk, seen = device.desk, history_seen(device.desk, material_id)
        queued = [one for one in desk.outbox(material_id) if one.state is OutboxState.QUEUED]
        workspace, version = desk.workspace, desk.seen(material_id)
        try:
            if remove:
                reviewing.remove_from_unit(
                    workspace=workspace, material_id=material_id, seen=version, reason="离职"
                )
            else:
                reviewing.retract(workspace=workspace, material_id=material_id, seen=version)
        except RuleViolationError:
            return
        if device.keys() == device.saved:
            _note_taken_back(device, queued)
        else:
            self._note_saved(device, seen)

    def take_back(self, name: str) -> None:
        """Press Ctrl+Z."""
        device = self.devices[name]
        desk = device.desk
        waiting = [item for item in desk.outbox() if item.state is OutboxState.QUEUED]
        latest = desk.replica.outbox.latest_cancellable(desk.workspace.now)
        try:
            reviewing.take_back_last(workspace=desk.workspace)
        except RuleViolationError:
            return
        assert latest is not None
        same = [i for i in waiting if i.material_id == latest.material_id and i.n >= latest.n]
        _note_taken_back(device, same)

    def type(self, name: str, material_id: int, text: str) -> None:
        """Leave a sentence unfinished."""
        device = self.devices[name]
        draft = Draft(material_id, None, text, None, NOW)
        reviewing.save_draft(workspace=device.desk.workspace, draft=draft)
        device.drafts[material_id] = text

    def sync(self, name: str, accidents: Sequence[Accident] = ()) -> SyncReport:
        """Let a device talk to the server."""
        desk = self.devices[name].desk
        carrier = desk.carrier
        assert isinstance(carrier, Carrier)
        carrier.accidents.extend(accidents)
        try:
            report = desk.sync()
            self.heals += report.healed
        finally:
            carrier.accidents.clear()
            invariants.after_exchange(self, self.devices[name])
        return report

    def sync_and_die(self, name: str, at: int, accidents: Sequence[Accident] = ()) -> bool:
        """Let a device die at one of its commits while it syncs; tell whether it came to that."""
        desk = self.devices[name].desk
        left = at

        def die() -> bool:
            nonlocal left
            left -= 1
            if left < 0:
                raise KilledError
            return False

        desk.replica._database.writer.set_commit_hook(die)
        try:
            self.sync(name, accidents)
        except KilledError:
            pass
        finally:
            desk.replica._database.writer.set_commit_hook(None)
        desk.reopen()
        return left < 0

    def sync_on_a_full_disk(self, name: str) -> None:
        """Let a device sync while its disk takes no more; then there is room again."""
        database = self.devices[name].desk.replica._database
        database.writer.pragma("max_page_count", 1)
        try:
            self.sync(name)
        finally:
            database.writer.pragma("max_page_count", NO_LIMIT)  # a wipe opens the file anew

    def settle(self, name: str) -> None:
        """Exchange until nothing waits."""
        desk = self.devices[name].desk
        for _try in range(8):
            self.clock.advance(301)
            reviewing.send_now(workspace=desk.workspace)
            self.sync(name)
            if not [item for item in desk.outbox() if item.state in WAITING]:
                return
        message = "the outbox does not settle"
        raise AssertionError(message)

    def _note_saved(self, device: Device, seen: list[tuple[object, ...]]) -> None:
        new = device.keys()
        assert new[:-1] == device.saved
        device.saved = new
        device.seen[new[-1]] = seen


class _Skewed(Clock):
    """A clock that runs with another one, and is wrong."""

    def __init__(self, right: Clock, offset: float) -> None:
        super().__init__(offset)
        self._right = right

    def __call__(self) -> float:
        """Return the wrong time."""
        return self._right() + self.now


def history_seen(desk: Desk, material_id: int) -> list[tuple[object, ...]]:
    """Return what a screen shows of a dossier's history, but for what waits here."""
    return [
        (one.at, one.kind, one.person_name, one.verdict)
        for one in desk.dossier(material_id).timeline
        if not one.pending and one.kind is not TimelineKind.ALSO_REVIEWED
    ]


def _note_taken_back(device: Device, items: Sequence[OutboxItem]) -> None:
    for item in items:
        if item.kind is OperationKind.DECIDE:
            device.drafts[item.material_id] = item.remark
