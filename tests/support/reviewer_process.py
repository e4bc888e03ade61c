"""A reviewer who works through what waits, as a class and as a process of its own, to be killed.

    python -m tests.support.reviewer_process URL FOLDER TOKENS SEED ACTS

Acts by chance ACTS times, with an exchange now and then, and ends once nothing waits to be sent.
Says `saved KEY` once an act is recorded, `syncing` and `synced` around each exchange, and `done` at
the end.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from desktop.contract.operations import RevealedField, SeenVersion
from desktop.contract.session import Tokens
from desktop.domain.errors import ExpectedError, RuleViolationError
from desktop.domain.practice_period import Period, needs_period
from desktop.domain.review import REMARK_REQUIRED, ReviewStatus, Verdict
from desktop.remote.api import Api
from desktop.remote.limits import Limits
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Transport
from desktop.services import browsing, fetching, reviewing, syncing
from desktop.services.workspace import Workspace
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.records import OutboxState
from desktop.store.replica import Replica

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.store.records import Dossier
    from desktop.sync.report import SyncReport

KEY: Final = bytes(range(32))
LONGEST_WAIT: Final = 301
"""Seconds; whatever waits for another try is due after so long."""

PERIODS: Final = (
    Period(date(2024, 8, 1), date(2025, 7, 31)),
    Period(date(2024, 8, 1), date(2025, 1, 31)),
)
IMPATIENT: Final = Limits(connect=2.0, silence=3.0, whole=20.0)
_VERDICTS: Final = (*[Verdict.APPROVED] * 3, Verdict.DEFERRED, Verdict.REFUSED, *Verdict)
_MOST_TRIES: Final = 200


class Hurried:
    """A device's clock that runs ahead as its owner wants: nobody has to wait for a next try."""

    def __init__(self, ahead: float = 0.0) -> None:
        """Begin so many seconds ahead of the right time."""
        self._ahead = ahead

    def __call__(self) -> float:
        """Return the time, as wrong as it is."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Run ahead further."""
        self._ahead += seconds


class Reviewer:
    """Does at a desk what reviewers do.

    Attributes:
        saved: Keys of what was recorded, in its order.
        failures: Codes of what went wrong in exchanges.
    """

    def __init__(
        self,
        workspace: Workspace,
        clock: Hurried,
        chance: Random,
        say: Callable[[str], object] = len,
    ) -> None:
        """Sit down; `say` hears every step."""
        self.workspace = workspace
        self.saved: list[str] = []
        self.failures: list[str] = []
        self._clock = clock
        self._chance = chance
        self._say = say

    def work(self, acts: int) -> None:
        """Act by chance, and exchange in between."""
        self.exchange()
        for _act in range(acts):
            self.act()
            if self._chance.random() < 0.4:
                self.exchange()
            if self._chance.random() < 0.2:
                self.look_at_pictures()

    def act(self) -> None:
        """Do something to a material, where the rules let one."""
        chosen = MaterialFilter(
            statuses=frozenset({ReviewStatus.PENDING, ReviewStatus.DEFERRED})
            if self._chance.random() < 0.7
            else frozenset(ReviewStatus)
        )
        ids = self._ids(chosen)
        if not ids:
            return
        before = self._keys()
        acts = (*[self._decide] * 8, self._retract, self._remove, self._reveal)
        try:
            self._chance.choice(acts)(self._chance.choice(ids))
        except RuleViolationError:
            return
        new = [key for key in self._keys() if key not in before]
        self.saved += new
        for key in new:
            self._say(f"saved {key}")

    def exchange(self) -> SyncReport:
        """Sync; what waits for another try is due."""
        self._say("syncing")
        self._clock.advance(LONGEST_WAIT)
        report = syncing.sync(workspace=self.workspace)
        self.failures += [error.code for error in report.failures]
        self._say("synced")
        return report

    def look_at_pictures(self) -> int:
        """Open every dossier with its pictures; return how many did not come whole."""
        missing = 0
        for material_id in self._ids(MaterialFilter()):
            for picture in self._dossier(material_id).pictures:
                try:
                    data = fetching.fetch_picture(
                        workspace=self.workspace, material_id=material_id, sha256=picture.sha256
                    )
                except ExpectedError as error:
                    self.failures.append(error.code)
                    missing += 1
                else:
                    assert sha256(data).hexdigest() == picture.sha256
        return missing

    def finish(self) -> None:
        """Exchange until everything has its outcome and an exchange went through."""
        for _try in range(_MOST_TRIES):
            if self.exchange().ok and not self._on_the_way():
                return
        message = f"the outbox does not settle: {self.failures[-5:]}"
        raise AssertionError(message)

    def _on_the_way(self) -> bool:
        outbox = self.workspace.replica.outbox
        return bool(outbox.items(frozenset({OutboxState.QUEUED, OutboxState.SENT})))

    def _keys(self) -> list[str]:
        return [one.key for one in self.workspace.replica.outbox.items(frozenset(OutboxState))]

    def _ids(self, chosen: MaterialFilter) -> Sequence[int]:
        return browsing.ids(workspace=self.workspace, chosen=chosen, sort=MaterialSort())

    def _dossier(self, material_id: int) -> Dossier:
        dossier = browsing.dossier(workspace=self.workspace, material_id=material_id)
        assert dossier is not None
        return dossier

    def _seen(self, material_id: int) -> SeenVersion:
        dossier = self._dossier(material_id)
        return SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash)

    def _decide(self, material_id: int) -> None:
        verdict = self._chance.choice(_VERDICTS)
        confirmed = needs_period(verdict, self.workspace.context.level)
        reviewing.record_decision(
            workspace=self.workspace,
            material_id=material_id,
            seen=self._seen(material_id),
            verdict=verdict,
            remark="理由" if verdict in REMARK_REQUIRED else "",
            period=self._chance.choice(PERIODS) if confirmed else None,
        )

    def _retract(self, material_id: int) -> None:
        reviewing.retract(
            workspace=self.workspace, material_id=material_id, seen=self._seen(material_id)
        )

    def _remove(self, material_id: int) -> None:
        reviewing.remove_from_unit(
            workspace=self.workspace,
            material_id=material_id,
            seen=self._seen(material_id),
            reason="离职",
        )

    def _reveal(self, material_id: int) -> None:
        reviewing.record_reveal(
            workspace=self.workspace, material_id=material_id, field=RevealedField.PHONE
        )


def open_workspace(folder: Path, api: Api, clock: Hurried) -> Workspace:
    """Open a device's data in the person's only context, without any grace time."""
    session = api.session()
    context = session.contexts[0]
    return Workspace(
        replica=Replica.open(
            folder / "replica.db", KEY, level=context.level, business=context.business
        ),
        api=api,
        context=context,
        session=session,
        device_id=session.device_id,
        clock=clock,
        grace_seconds=0,
        grace_seconds_refused=0,
    )


def main(url: str, folder: Path, tokens: Tokens, seed: int, acts: int) -> None:
    """Work, and go on until nothing waits."""
    transport = Transport(url, limits=IMPATIENT)
    clock = Hurried()
    api = Api(transport, MemoryTokens(tokens))
    with closing(transport):
        workspace = _patiently(folder, api, clock)
        with closing(workspace.replica):
            reviewer = Reviewer(workspace, clock, Random(seed), _say)
            reviewer.work(acts)
            reviewer.finish()
    _say("done")


def _patiently(folder: Path, api: Api, clock: Hurried) -> Workspace:
    """Open the data as soon as a server answers."""
    while True:
        try:
            return open_workspace(folder, api, clock)
        except ExpectedError:
            time.sleep(0.05)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(
        sys.argv[1],
        Path(sys.argv[2]),
        Tokens.model_validate_json(Path(sys.argv[3]).read_text(encoding="utf-8")),
        int(sys.argv[4]),
        int(sys.argv[5]),
    )
