"""Files and network in any order, any number of times: nothing is lost, doubled or turned back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.domain.errors import RuleViolationError
from desktop.domain.review import Verdict
from desktop.store.records import OutboxState
from server_stub.storage.models import Applied, Decision
from tests.support.courier import export, judged, taken_in
from tests.support.small_world import ASSISTANT, MANAGER
from tests.support.town import open_town

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from desktop.services.couriering import ExportReport
    from tests.support.desk import Desk
    from tests.support.town import Town

STEPS: Final = (
    "decide",
    "export",
    "judge",
    "take in",
    "sync",
    "somebody applies",
    "somebody else decides",
    "lose the right",
    "get it back",
)
VERDICTS: Final = (Verdict.DEFERRED, Verdict.RETURNED)


def decide(desk: Desk, material_id: int, verdict: Verdict) -> None:
    """Decide, unless the rules say on the spot that there is nothing to decide."""
    with suppress(RuleViolationError):
        desk.decide(material_id, verdict, remark="照片不清")


@dataclass
class Story:
    """An isolated machine, its files on their ways, and what happens elsewhere."""

    town: Town
    desk: Desk
    other: Desk
    requests: list[ExportReport] = field(default_factory=list)
    answers: list[Path] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)

    def play(self, step: str, which: int) -> None:
        """Let something happen to one of those that there are."""
        if step == "decide" and (ids := self.desk.ids()):
            decide(self.desk, ids[which % len(ids)], VERDICTS[which % 2])
        elif step == "export":
            self.requests.append(export(self.desk, f"request-{len(self.requests)}"))
        elif step == "judge" and self.requests:
            chosen = self.requests[which % len(self.requests)]
            answer = judged(self.town, chosen)
            self.answers.append(answer.rename(answer.with_name(f"{len(self.answers)}.tdans")))
        elif step == "take in" and self.answers:
            taken_in(self.desk, self.answers[which % len(self.answers)])
        else:
            self.elsewhere(step)
        assert self.desk.replica.check()

    def elsewhere(self, step: str) -> None:
        """Let something happen that the isolated machine has no hand in."""
        if step == "sync":
            self.desk.sync()
        elif step == "somebody applies":
            self.town.apply_for("李晓华")
        elif step == "somebody else decides" and self.other.sync().ok and self.other.ids():
            decide(self.other, self.other.ids()[0], Verdict.RETURNED)
            self.other.sync()
        elif step == "lose the right":
            self.town.revoke(MANAGER)
        elif step == "get it back":
            self.town.restore(MANAGER)

    def end(self) -> None:
        """Restore order, and compare both ends."""
        self.town.restore(MANAGER)
        assert self.desk.sync().ok
        with self.town.units.reading() as unit:
            per_key = select(func.count(Decision.id)).group_by(Decision.person_id, Decision.key)
            assert set(unit.session.scalars(per_key)) <= {1}
            stored = dict(
                unit.session.execute(
                    select(Applied.key, Applied.status).where(Applied.person_id == MANAGER)
                ).all()
            )
        mine = {
            item.key: item.state
            for item in self.desk.replica.outbox.items(frozenset())
            if item.state is not OutboxState.CANCELLED
        }
        assert {key: str(state) for key, state in mine.items()} == {
            key: str(status) for key, status in stored.items()
        }
        assert self.desk.ids() == self.town.materials()


STORIES: Final = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 5)), min_size=8, max_size=16
)


def test_files_and_network_in_any_order_end_alike(
    founded: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    @given(STORIES)
    @settings(
        max_examples=8,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(steps: list[tuple[str, int]]) -> None:
        with open_town(tmp_path_factory.mktemp("order"), founded=founded) as town:
            town.apply_for("王小明")
            story = Story(town, town.desk(), town.desk(ASSISTANT, device="b"))
            assert story.desk.sync().ok
            for step, which in steps:
                story.play(step, which)
            story.end()

    holds()
