"""Pictures go on where they stopped."""

from __future__ import annotations

import pytest

from desktop.domain.errors import RefusedError
from desktop.remote.parts import part_call, part_of
from desktop.remote.transport import Reply

SHA = "ab" * 32


def test_a_whole_picture_is_asked_for_plainly() -> None:
    assert "Range" not in part_call("/v1/x", {"Context": "7-05"}, SHA, 0).headers


def test_the_rest_of_a_picture_is_asked_for_only_of_the_same_picture() -> None:
    headers = part_call("/v1/x", {}, SHA, 1000).headers
    assert headers["Range"] == "bytes=1000-"
    assert headers["If-Range"] == f'"{SHA}"'


def test_the_rest_is_told_from_the_whole() -> None:
    rest = Reply(206, {"Content-Range": "bytes 1000-1999/2000"}, b"rest")
    assert part_of(rest, 1000).offset == 1000
    assert part_of(Reply(200, {}, b"whole"), 1000).offset == 0


@pytest.mark.parametrize("said", ["", "bytes 0-1999/2000", "bytes x-1/2", "lines 1000-1999/2000"])
def test_another_part_than_asked_for_is_malformed(said: str) -> None:
    with pytest.raises(RefusedError, match="answer_malformed"):
        part_of(Reply(206, {"Content-Range": said}, b"rest"), 1000)
