"""The header `Range`."""

from __future__ import annotations

import pytest

from server_stub.routes.ranges import WHOLE, byte_range
from server_stub.services.refusals import Refusal

SIZE = 100


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-9", range(10)),
        ("bytes=90-", range(90, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-1000", range(100)),
        ("bytes=90-1000", range(90, 100)),
    ],
)
def test_one_range_of_bytes(asked: str, part: range) -> None:
    assert byte_range(asked, SIZE) == part


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=9-0", "x"])
def test_what_need_not_be_understood_is_the_whole(asked: str) -> None:
    assert byte_range(asked, SIZE) is WHOLE


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_no_byte_at_all(asked: str) -> None:
    with pytest.raises(Refusal):
        byte_range(asked, SIZE)
