"""What every action needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import RuleViolationError
from desktop.domain.review import Role, Verdict
from tests.support.small_world import NOW, YEAR

if TYPE_CHECKING:
    from tests.support.desk import Desk


def test_a_workspace_knows_its_time_and_its_batch(desk: Desk) -> None:
    assert desk.workspace.now == NOW
    batch = desk.workspace.current_batch
    assert batch is not None
    assert batch.year == YEAR
    assert desk.workspace.batch_of(YEAR) == batch


def test_only_the_batch_in_work_is_worked_on(desk: Desk) -> None:
    with pytest.raises(RuleViolationError, match="year_closed"):
        desk.workspace.batch_of(YEAR - 1)


def test_grace_comes_from_the_server_unless_the_person_says_else(desk: Desk) -> None:
    assert desk.workspace.grace_of(Verdict.APPROVED) == 60
    assert desk.workspace.grace_of(Verdict.REFUSED) == 600
    hasty = replace(desk.workspace, grace_seconds=0, grace_seconds_refused=30)
    assert hasty.grace_of(None) == 0
    assert hasty.grace_of(Verdict.REFUSED) == 30
    calm = replace(desk.workspace, grace_seconds=120, grace_seconds_refused=30)
    assert calm.grace_of(Verdict.REFUSED) == 120


def test_a_copy_has_an_engine_of_its_own(desk: Desk) -> None:
    assert replace(desk.workspace, grace_seconds=0).engine is not desk.workspace.engine


def test_reviewing_needs_a_right_to_it(desk: Desk) -> None:
    assert desk.workspace.may_review
    context = desk.workspace.context.model_copy(update={"roles": (Role.HR,)})
    assert not replace(desk.workspace, context=context).may_review
