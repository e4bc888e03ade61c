"""What one run of the sync engine did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.changes import NOTHING, Changes

if TYPE_CHECKING:
    from desktop.contract.session import Session
    from desktop.domain.errors import ExpectedError


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The result of one run; empty failures mean that the replica equals the server's view.

    Attributes:
        changes: What screens re-read.
        pushed: Operations that got their final outcome.
        pulled: Rows and exits applied.
        resynced: A whole new generation was loaded.
        healed: The end-of-pull digest differed, and a resync mended it.
        wiped: The replica was emptied because the account or the context ended; the outbox stays.
        failures: What went wrong, in order; offline is a `NotReachableError`.
        next_try_at: Epoch seconds before which another automatic run makes no sense, or None.
        skew_seconds: Local clock minus server clock where that is over five minutes, else 0.
        session: A fresh session where this run fetched one, else None.
    """

    changes: Changes = NOTHING
    pushed: int = 0
    pulled: int = 0
    resynced: bool = False
    healed: bool = False
    wiped: bool = False
    failures: tuple[ExpectedError, ...] = ()
    next_try_at: int | None = None
    skew_seconds: int = 0
    session: Session | None = None

    @property
    def ok(self) -> bool:
        """Whether everything went through."""
        return not self.failures
