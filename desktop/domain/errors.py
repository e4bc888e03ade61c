"""The one exception tree of the client's core.

::

    TalentDeskError
    ├── ExpectedError            shown to a person; carries a stable code and the item it concerns
    │   ├── RuleViolationError   a domain rule says no (field names the place to mend)
    │   ├── NotReachableError    the server cannot be reached (offline is a normal state)
    │   │   └── ReplyLostError   the request may have arrived, its answer did not
    │   ├── RefusedError         the server answered with a problem document
    │   ├── SignInRequiredError  no session, or it has ended
    │   ├── StorageFullError     the disk took no more; nothing partial was written
    │   └── ReplicaLockedError   the local data cannot be opened (no key, wrong PIN, lease over)
    └── BugError                 ours: logged, reported, never blamed on the person
"""

from __future__ import annotations


class TalentDeskError(Exception):
    """Root of everything that the core raises on purpose."""


class ExpectedError(TalentDeskError):
    """A failure that a person can understand and act on.

    Attributes:
        code: Stable machine code; `desktop.screens.texts` turns it into a sentence.
        item: What it concerns (a person's name, an institution), or an empty string.
        field: JSON pointer or form field to mend, or an empty string.
        retry_after: Seconds after which a retry makes sense, or None.
    """

    def __init__(
        self,
        code: str,
        *,
        item: str = "",
        field: str = "",
        retry_after: float | None = None,
    ) -> None:
        """Keep the code and what it concerns."""
        super().__init__(code)
        self.code = code
        self.item = item
        self.field = field
        self.retry_after = retry_after


class RuleViolationError(ExpectedError):
    """A domain rule refuses the input; `field` names the place to mend."""


class NotReachableError(ExpectedError):
    """The server cannot be reached right now."""

    def __init__(self, code: str = "not_reachable", *, retry_after: float | None = None) -> None:
        """Offline needs no item: nothing is wrong with any of them."""
        super().__init__(code, retry_after=retry_after)


class ReplyLostError(NotReachableError):
    """The request may have arrived and may have had its effect; only the answer is missing."""


class RefusedError(ExpectedError):
    """The server answered with a problem document.

    Attributes:
        status: HTTP status of the answer.
        trace_id: The server's reference for its log, for support.
    """

    def __init__(
        self,
        code: str,
        *,
        status: int,
        trace_id: str = "",
        item: str = "",
        field: str = "",
        retry_after: float | None = None,
    ) -> None:
        """Keep what the problem document said."""
        super().__init__(code, item=item, field=field, retry_after=retry_after)
        self.status = status
        self.trace_id = trace_id


class SignInRequiredError(ExpectedError):
    """There is no session, or it has ended; signing in again helps."""


class StorageFullError(ExpectedError):
    """The disk took no more; nothing partial was written."""

    def __init__(self) -> None:
        """The code says it all."""
        super().__init__("storage_full")


class ReplicaLockedError(ExpectedError):
    """The local data cannot be opened: no key, a wrong PIN, or the offline lease is over."""


class BugError(TalentDeskError):
    """A state that the program's own logic should have made impossible."""
