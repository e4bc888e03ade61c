"""The header `Range` of RFC 9110, for one range of bytes."""

from __future__ import annotations

import re
from typing import Final

from desktop.contract.problems import ProblemCode
from server_stub.services.refusals import Refusal

WHOLE: Final = range(0)
"""Stands for the whole representation: nothing was asked, or nothing that must be understood."""

_SINGLE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def byte_range(asked: str, size: int) -> range:
    """Return the bytes asked for, or WHOLE.

    Raises:
        Refusal: `range_not_satisfiable` where no byte of the representation is asked for.
    """
    match = _SINGLE.fullmatch(asked)
    if match is None or match.group(0) == "bytes=-":
        return WHOLE
    first, last = match.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < int(first):
            return WHOLE
    if start >= size or start >= stop:
        raise Refusal(ProblemCode.RANGE_NOT_SATISFIABLE)
    return range(start, stop)
