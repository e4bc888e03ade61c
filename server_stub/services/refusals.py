"""The one exception by which a service refuses a whole request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.contract.problems import ProblemCode


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The request is refused; the unit of work is rolled back and the code is answered.

    Attributes:
        code: Why; the only thing that travels besides `field` and `retry_after`.
        field: JSON pointer to the place to mend, or empty.
        retry_after: Seconds after which the same request makes sense, or None.
        keep: True where the unit of work is committed all the same (a counted wrong try).
    """

    def __init__(
        self,
        code: ProblemCode,
        *,
        field: str = "",
        retry_after: int | None = None,
        keep: bool = False,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.retry_after = retry_after
        self.keep = keep
