"""Half-written decisions survive whatever ends the program."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.practice_period import Period
from desktop.domain.review import Verdict
from desktop.store.records import Draft
from tests.desktop.store.world import NOW, open_replica

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.replica import Replica


def test_a_draft_comes_back_after_a_restart(tmp_path: Path) -> None:
    period = Period(date(2025, 8, 1), date(2026, 7, 31))
    draft = Draft(3, Verdict.APPROVED, "试用期满一年", period, NOW)
    replica = open_replica(tmp_path)
    assert replica.drafts.save(draft).drafts
    replica.close()

    replica = open_replica(tmp_path)
    assert replica.drafts.get(3) == draft
    replica.close()


def test_a_later_draft_replaces_the_former_and_can_be_discarded(replica: Replica) -> None:
    replica.drafts.save(Draft(3, Verdict.RETURNED, "缺", None, NOW))
    later = Draft(3, None, "缺法定代表人签字", None, NOW + 1)
    replica.drafts.save(later)
    assert replica.drafts.get(3) == later
    assert replica.drafts.discard(3).drafts
    assert replica.drafts.get(3) is None
