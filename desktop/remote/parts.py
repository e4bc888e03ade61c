"""Pictures in pieces, so that a slow link never has to carry all of one at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import RefusedError
from desktop.remote.transport import Call

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.remote.transport import Reply

PIECE_BYTES: Final = 512 << 10
PICTURE_BYTES: Final = 20 << 20
"""Size of the largest picture accepted."""

_PARTIAL: Final = 206
_RANGE: Final = re.compile(r"bytes ([0-9]{1,15})-[0-9]{1,15}/([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a picture.

    Attributes:
        offset: Where they begin; 0 where the server sent everything although a piece was asked for.
        total: Size of the whole picture.
        data: The bytes.
    """

    offset: int
    total: int
    data: bytes


def part_call(
    path: str, headers: Mapping[str, str], sha256: str, offset: int, size: int = PIECE_BYTES
) -> Call:
    """Return the call for a piece of a picture behind an offset, of `size` bytes or the rest."""
    wanted = {
        **headers,
        "Accept": "image/*",
        "Accept-Encoding": "identity",
        "Range": f"bytes={offset}-{offset + size - 1}",
        "If-Range": f'"{sha256}"',
    }
    return Call(method="GET", path=path, headers=wanted, answer_bytes=PICTURE_BYTES)


def part_of(reply: Reply, offset: int) -> Part:
    """Return what came.

    Raises:
        RefusedError: `answer_malformed` where the server sent another piece than asked for.
    """
    if reply.status != _PARTIAL:
        return Part(0, len(reply.body), reply.body)
    match = _RANGE.fullmatch(reply.headers.get("Content-Range", ""))
    if match is None or int(match[1]) != offset or int(match[2]) > PICTURE_BYTES:
        raise RefusedError("answer_malformed", status=reply.status)
    return Part(offset, int(match[2]), reply.body)
