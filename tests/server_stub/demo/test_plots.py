"""What can have happened to a material agrees with the rules."""

from __future__ import annotations

import pytest

from desktop.domain.review import ReviewLevel, ReviewStatus, SubmissionStatus
from server_stub.demo.plots import BY_NAME, PLOTS, Plot, ending, possible

FULL = tuple(ReviewLevel)
CITY_OWNED = (ReviewLevel.UNIT, ReviewLevel.CITY, ReviewLevel.PROVINCE)
P, A, N = ReviewStatus.PENDING, ReviewStatus.APPROVED, ReviewStatus.NOT_REACHED


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.name)
def test_only_one_level_is_at_work(plot: Plot) -> None:
    statuses = ending(plot, FULL).statuses
    reached = [status for status in statuses if status is not N]
    assert set(statuses[len(reached) :]) <= {N}
    assert set(reached[:-1]) <= {A}


@pytest.mark.parametrize(
    ("name", "statuses", "submission"),
    [
        ("waiting", (P, N, N, N), SubmissionStatus.SUBMITTED),
        ("waiting_again", (P, N, N, N), SubmissionStatus.RESUBMITTED),
        ("returned", (ReviewStatus.RETURNED, N, N, N), SubmissionStatus.REVISING),
        ("retracted", (P, N, N, N), SubmissionStatus.SUBMITTED),
        ("withdrawn", (P, N, N, N), SubmissionStatus.NOT_SUBMITTED),
        ("third_waiting", (A, A, P, N), SubmissionStatus.SUBMITTED),
        ("returned_from_above", (P, N, N, N), SubmissionStatus.RESUBMITTED),
        ("joined", (P, N, N, N), SubmissionStatus.SUBMITTED),
        ("done", (A, A, A, A), SubmissionStatus.SUBMITTED),
    ],
)
def test_a_plot_ends_as_its_name_says(
    name: str, statuses: tuple[ReviewStatus, ...], submission: SubmissionStatus
) -> None:
    end = ending(BY_NAME[name], FULL)
    assert end.statuses == statuses
    assert end.submission is submission


def test_who_left_keeps_the_statuses_and_belongs_to_no_unit() -> None:
    end = ending(BY_NAME["left"], FULL)
    assert not end.bound
    assert end.statuses == (A, P, N, N)
    assert end.binding_rev == end.rev


def test_a_short_chain_knows_no_plot_of_a_long_one() -> None:
    names = {plot.name for plot in possible(len(CITY_OWNED))}
    assert "done_at_third" in names
    assert "done" not in names
    assert ending(BY_NAME["done_at_third"], CITY_OWNED).statuses == (A, A, A)
