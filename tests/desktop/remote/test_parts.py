"""Pictures travel in pieces."""

from __future__ import annotations

import pytest

from desktop.domain.errors import RefusedError
from desktop.remote.parts import PIECE_BYTES, Part, part_call, part_of
from desktop.remote.transport import Reply

SHA = "ab" * 32


def test_a_piece_is_asked_for_only_of_the_same_picture() -> None:
    headers = part_call("/v1/x", {"Context": "7-05"}, SHA, 1000).headers
    assert headers["Range"] == f"bytes=1000-{1000 + PIECE_BYTES - 1}"
    assert headers["If-Range"] == f'"{SHA}"'
    assert headers["Context"] == "7-05"


def test_a_piece_is_told_from_the_whole() -> None:
    piece = Reply(206, {"Content-Range": "bytes 1000-1999/2000"}, b"piece")
    assert part_of(piece, 1000) == Part(1000, 2000, b"piece")
    assert part_of(Reply(200, {}, b"whole"), 1000) == Part(0, 5, b"whole")


@pytest.mark.parametrize(
    "said",
    ["", "bytes 0-1999/2000", "bytes x-1/2", "lines 1000-1999/2000", "bytes 1000-1999/99999999"],
)
def test_another_piece_than_asked_for_is_malformed(said: str) -> None:
    with pytest.raises(RefusedError, match="answer_malformed"):
        part_of(Reply(206, {"Content-Range": said}, b"piece"), 1000)
