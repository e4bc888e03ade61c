"""What must hold once everything is quiet, read from the server's database and from replicas.

The numbers are those of `docs/sync.md`.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.contract.operations import Outcome
from desktop.contract.sync import ChangesPage
from desktop.domain.review import ReviewStatus, TimelineKind, Verdict
from desktop.services import browsing
from desktop.store.filters import MaterialFilter, MaterialSort
from desktop.store.records import OutboxState
from server_stub.services import audit
from server_stub.services.materials import statuses_of
from server_stub.storage.models import Applied, Decision
from tests.support import small_world

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from desktop.services.workspace import Workspace
    from tests.sync.outside import Outside

ENDS = frozenset(OutboxState) - {OutboxState.QUEUED, OutboxState.SENT}
EFFECTS = frozenset({TimelineKind.DECIDED, TimelineKind.RETRACTED, TimelineKind.REMOVED_FROM_UNIT})


@dataclass
class Figures:
    """How the operations of a story ended."""

    saved: int = 0
    ends: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        ends = ", ".join(f"{name} {count}" for name, count in sorted(self.ends.items()))
        return f"{self.saved} operations saved ({ends}); 0 missing, 0 doubled, 0 mismatched"


class Truth:
    """The server's books, read once everything is quiet."""

    def __init__(self, outside: Outside) -> None:
        """Read them."""
        self._outside = outside
        with outside.units.reading() as unit:
            self.decisions = list(unit.session.scalars(select(Decision).order_by(Decision.seq)))
            self.stored = {
                (row.person_id, row.key): Outcome.model_validate_json(row.result)
                for row in unit.session.scalars(select(Applied))
            }
            self.dossiers = {
                material_id: small_world.dossier_at(unit, material_id)
                for material_id in outside.materials
            }
            self.audit = audit.verify(unit)
            unit.session.expunge_all()

    def holds(self, reviewers: Mapping[int, tuple[Workspace, Collection[str]]]) -> Figures:
        """Check everything, for people with what they were told was saved."""
        figures = Figures()
        bodies: dict[tuple[int, str], dict[str, Any]] = {}
        for person, (workspace, saved) in reviewers.items():
            mine = self._sent_by(workspace)
            self._nothing_is_lost(person, workspace, saved, figures)
            bodies |= {(person, key): body for key, body in mine.items()}
        self._each_key_counts_once(bodies)
        self._nobody_is_overruled(bodies)
        self._only_the_entitled_decide()
        self._refusals_stand()
        self._every_effect_is_there_once()
        for workspace, _saved in reviewers.values():
            self._replica_agrees(workspace)
        assert self.audit == ()  # I16
        return figures

    @staticmethod
    def _sent_by(workspace: Workspace) -> dict[str, dict[str, Any]]:
        with workspace.replica._database.read() as tables:
            rows = tables.all("SELECT key, body FROM outbox")
        return {key: json.loads(body) for key, body in rows}

    def _nothing_is_lost(
        self, person: int, workspace: Workspace, saved: Collection[str], figures: Figures
    ) -> None:
        """I2, I3, I4: what was saved is there, has ended, and as the server said."""
        items = workspace.replica.outbox.items(frozenset(OutboxState))
        assert set(saved) <= {item.key for item in items}
        assert {item.state for item in items} <= ENDS
        for item in items:
            figures.saved += 1
            figures.ends[item.state.value] += 1
            if item.state is OutboxState.CANCELLED:
                assert (person, item.key) not in self.stored
                continue
            outcome = self.stored[person, item.key]
            assert (item.state.value, item.code) == (outcome.status.value, outcome.code.value)

    def _each_key_counts_once(self, bodies: dict[tuple[int, str], Any]) -> None:
        """I1: one effect at most, and none that nobody wanted."""
        keys = [(one.person_id, one.key) for one in self.decisions]
        assert len(keys) == len(set(keys))
        assert set(keys) <= set(self.stored) <= set(bodies)

    def _nobody_is_overruled(self, bodies: dict[tuple[int, str], dict[str, Any]]) -> None:
        """I6: an effect follows the very version that its author saw."""
        revs = {one.key: one.rev for one in self.decisions}
        for one in self.decisions:
            if one.status != "applied":
                continue
            expect = bodies[one.person_id, one.key]["expect"]
            seen = expect["rev"] if "rev" in expect else revs[expect["after"]]
            assert one.rev == seen + 1
            assert "rev" not in expect or one.content_hash == expect["content_hash"]

    def _only_the_entitled_decide(self) -> None:
        """I7: at the moment of the commit its author had the right."""
        for one in self.decisions:
            changes: Sequence[bool] = [
                entitled
                for seq, person, entitled in self._outside.rights
                if person == one.person_id and seq < one.seq
            ]
            assert not changes or changes[-1], one.key

    def _refusals_stand(self) -> None:
        """I5: no verdict counts after 审核不通过."""
        refused = {
            one.material_id: one.seq for one in self.decisions if one.verdict is Verdict.REFUSED
        }
        for one in self.decisions:
            if one.verdict is not None and one.status == "applied":
                assert one.seq <= refused.get(one.material_id, one.seq)
        for material_id in refused:
            assert ReviewStatus.REFUSED in statuses_of(self.dossiers[material_id]).values()

    def _every_effect_is_there_once(self) -> None:
        """I1, I15: a material is what its decisions, one after another, have made of it."""
        effects: Counter[int] = Counter()
        seconds: Counter[int] = Counter()
        for one in self.decisions:
            (effects if one.status == "applied" else seconds)[one.material_id] += 1
        for material_id, dossier in self.dossiers.items():
            kinds = Counter(entry[1] for entry in dossier.timeline)
            assert sum(kinds[kind] for kind in EFFECTS) == effects[material_id]
            assert kinds[TimelineKind.ALSO_REVIEWED] == seconds[material_id]
            assert dossier.rev == 1 + effects[material_id] + self._outside.acts[material_id]
            revs = [
                one.rev
                for one in self.decisions
                if one.material_id == material_id and one.status == "applied"
            ]
            assert revs == sorted(set(revs))

    @staticmethod
    def _replica_agrees(workspace: Workspace) -> None:
        """I8, I9: the replica is the server's view of the scope."""
        [page] = workspace.api.changes(workspace.context, "", 5000).parts()
        assert isinstance(page, ChangesPage)
        assert page.digest == workspace.replica.feed.digest()
        chosen, sort = MaterialFilter(), MaterialSort()
        ids = sorted(browsing.ids(workspace=workspace, chosen=chosen, sort=sort))
        assert ids == sorted(row[0] for row in page.materials)
        for row in page.materials:
            dossier = browsing.dossier(workspace=workspace, material_id=row[0])
            assert dossier is not None
            shown = (dossier.seq, dossier.rev, dossier.content_hash, dossier.phone)
            assert shown == (row[1], row[2], row[16], row[9])
            own = [entry[2] for entry in row[18] if entry[0] == workspace.context.level]
            assert dossier.own_status is (own[0] if own else ReviewStatus.NOT_REACHED)
