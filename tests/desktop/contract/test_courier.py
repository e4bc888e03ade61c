"""Messages and records of the courier's files."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from desktop.contract.courier import (
    RECORD_BYTES,
    CourierAnswer,
    CourierRequest,
    DeviceKeys,
    Record,
    RecordKind,
    picture_of,
    picture_record,
    record,
    records,
)
from desktop.domain.errors import RuleViolationError

REQUEST = {
    "device_id": "a" * 32,
    "context": "4-05",
    "number": 1,
    "created_at": 1_795_000_000,
    "cursor": "",
}
HEAD = record(RecordKind.HEAD, b"{}")


def refusal(*pieces: bytes) -> str:
    with pytest.raises(RuleViolationError) as error:
        list(records(iter(pieces)))
    return error.value.code


@given(st.lists(st.binary(max_size=50), max_size=4), st.integers(1, 40))
def test_records_come_back_however_they_were_cut(bodies: list[bytes], size: int) -> None:
    pages = [record(RecordKind.PAGE, body) for body in bodies]
    data = HEAD + b"".join(pages) + picture_record(7, b"jpg")
    pieces = [data[start : start + size] for start in range(0, len(data), size)]

    head, *found, picture = records(iter(pieces))

    assert head == Record(RecordKind.HEAD, b"{}")
    assert [one.body for one in found] == bodies
    assert picture_of(picture.body) == (7, b"jpg")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HEAD[:-1],
        HEAD + HEAD,
        record(RecordKind.PAGE, b"{}"),
        HEAD + record(RecordKind.PAGE, b"{}") + record(RecordKind.OUTCOMES, b"{}"),
        HEAD + b"\x07" + bytes(4),
        b"\x00" + bytes(4),
        struct.pack(">BI", RecordKind.HEAD, RECORD_BYTES + 1),
    ],
)
def test_records_that_make_no_sense_are_refused(data: bytes) -> None:
    assert refusal(data) == "courier_damaged"


def test_a_picture_says_whose_it_is() -> None:
    with pytest.raises(RuleViolationError):
        picture_of(b"short")


def test_a_request_is_closed_and_an_answer_is_open() -> None:
    assert CourierRequest.model_validate(REQUEST).batches == ()
    with pytest.raises(ValidationError):
        CourierRequest.model_validate({**REQUEST, "invented": 1})
    answer = {
        "number": 1,
        "device_id": "a" * 32,
        "context": "4-05",
        "requested_at": 0,
        "asked_from": "",
        "server_time": 0,
        "invented_later": 1,
    }
    assert CourierAnswer.model_validate(answer).problem == ""


def test_keys_are_hexadecimal() -> None:
    with pytest.raises(ValidationError):
        DeviceKeys(sign_key="x" * 64, box_key="a" * 64)
