"""A page of the feed: its end is known before its rows, and a malformed one is refused."""

from __future__ import annotations

import gc
import json
from typing import Final

import pytest

from desktop.contract.pages import in_lines
from desktop.domain.errors import RefusedError
from desktop.remote.pages import Page
from desktop.remote.transport import Reply

OTHER: Final = b'"next":"c1","has_more":true,"server_time":1795000000'
MALFORMED: Final = json.dumps(["王小明", "421902199001010018"], ensure_ascii=False).encode()


def page(*materials: bytes) -> Page:
    return Page(Reply(200, {}, in_lines(OTHER, materials)))


def test_where_the_next_page_begins_is_known_before_the_rows() -> None:
    assert page(MALFORMED).head.next == "c1"


def test_personal_data_of_a_malformed_row_stays_out_of_the_error() -> None:
    with pytest.raises(RefusedError, match="answer_malformed") as caught:
        list(page(MALFORMED).parts())
    assert "421902" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("body", [b"", b"<html>Welcome to our hotel</html>", b"[\n]", b"{}"])
def test_what_is_no_page_is_refused_at_once(body: bytes) -> None:
    with pytest.raises(RefusedError, match="answer_malformed"):
        Page(Reply(200, {}, body))


def test_collecting_garbage_goes_on_after_a_page() -> None:
    list(page().parts())
    assert gc.isenabled()
    with pytest.raises(RefusedError):
        list(page(MALFORMED).parts())
    assert gc.isenabled()
    gc.disable()
    try:
        list(page().parts())
        assert not gc.isenabled()
    finally:
        gc.enable()
