"""Waiting after failures."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.backoff import LONGEST, Backoff


class Unlucky(Random):
    """Draws the longest wait."""

    def uniform(self, a: float, b: float) -> float:  # noqa: ARG002 - as inherited
        return b


def test_waits_double_until_five_minutes() -> None:
    backoff = Backoff(Unlucky())
    assert [backoff.failed() for _ in range(11)] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_a_success_starts_anew() -> None:
    backoff = Backoff(Unlucky())
    backoff.failed()
    backoff.failed()
    backoff.succeeded()
    assert backoff.failed() == 1


def test_the_server_may_ask_for_more() -> None:
    assert Backoff(Unlucky()).failed(retry_after=90.0) == 90.0


@given(random=st.randoms(use_true_random=False), failures=st.integers(0, 40))
def test_jitter_spreads_over_the_whole_wait(random: Random, failures: int) -> None:
    backoff = Backoff(random)
    for _ in range(failures):
        backoff.failed()
    assert 0.0 <= backoff.failed() <= LONGEST
