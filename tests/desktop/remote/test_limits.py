"""Large bodies get more time on slow links."""

from __future__ import annotations

from desktop.remote.limits import Limits


def test_time_grows_with_what_travels() -> None:
    limits = Limits(silence=10.0, slowest=1_000, whole=30.0)
    assert limits.silence_for(0) == 10.0
    assert limits.silence_for(5_000) == 15.0
    assert limits.whole_for(1_000, 2_000) == 33.0
