"""What a run tells."""

from __future__ import annotations

from desktop.domain.errors import NotReachableError
from desktop.sync.report import SyncReport


def test_a_run_without_failures_went_well() -> None:
    assert SyncReport().ok
    assert not SyncReport(failures=(NotReachableError(),)).ok
