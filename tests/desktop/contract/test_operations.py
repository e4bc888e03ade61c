"""Operations on the wire: their keys, their shapes, their fingerprints."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from desktop.contract.operations import (
    BATCH_ITEMS,
    AfterKey,
    Decide,
    Operation,
    OperationBatch,
    OperationKind,
    Outcome,
    OutcomeStatus,
    PracticePeriod,
    RemoveFromUnit,
    Retract,
    Reveal,
    RevealedField,
    SeenVersion,
    fingerprint,
)
from desktop.domain.review import REMARK_MAX_LENGTH, Verdict

DEVICE = "0f" * 16
SEEN = SeenVersion(rev=3, content_hash="0123456789abcdef")
ANY: TypeAdapter[Operation] = TypeAdapter(Operation)

keys = st.uuids(version=4)
ids = st.integers(1, 2**53 - 1)
times = st.integers(0, 4_000_000_000)
expectations = st.builds(
    SeenVersion, rev=st.integers(1, 2**31 - 1), content_hash=st.just("ab" * 8)
) | st.builds(AfterKey, after=keys)
common = {"key": keys, "material_id": ids, "client_at": times}
remarks = st.text(max_size=REMARK_MAX_LENGTH)
operations = (
    st.builds(
        Decide,
        **common,
        expect=expectations,
        verdict=st.sampled_from(Verdict),
        remark=remarks,
        period=st.none() | st.builds(PracticePeriod, start=st.dates(), end=st.dates()),
        supersedes=st.none() | keys,
    )
    | st.builds(Retract, **common, expect=expectations, remark=remarks, supersedes=st.none() | keys)
    | st.builds(
        RemoveFromUnit,
        **common,
        expect=expectations,
        reason=remarks.filter(bool),
        supersedes=st.none() | keys,
    )
    | st.builds(Reveal, **common, field=st.sampled_from(RevealedField))
)


def decide(key: UUID | None = None, remark: str = "") -> Decide:
    return Decide(
        key=key or uuid4(),
        material_id=12,
        client_at=1_795_000_000,
        expect=SEEN,
        verdict=Verdict.APPROVED,
        remark=remark,
        period=PracticePeriod(start=date(2025, 8, 1), end=date(2026, 7, 31)),
    )


@given(operation=operations)
def test_every_operation_travels_unchanged(operation: Operation) -> None:
    assert ANY.validate_json(ANY.dump_json(operation)) == operation


def test_every_kind_of_the_outbox_is_a_kind_of_operation() -> None:
    kinds = {
        model.model_fields["kind"].default for model in (Decide, Retract, RemoveFromUnit, Reveal)
    }
    assert kinds == set(OperationKind)


@given(operation=operations)
def test_a_fingerprint_survives_the_journey(operation: Operation) -> None:
    assert fingerprint(ANY.validate_json(ANY.dump_json(operation))) == fingerprint(operation)


def test_another_word_is_another_fingerprint() -> None:
    key = uuid4()
    assert fingerprint(decide(key)) != fingerprint(decide(key, remark="补充"))


def test_a_field_that_is_not_set_leaves_the_fingerprint_as_it_was() -> None:
    bare = {"key": str(uuid4()), "kind": "retract", "material_id": 1, "client_at": 2}
    old = sha256(_canonical({**bare, "expect": SEEN.model_dump(), "remark": ""})).hexdigest()
    assert fingerprint(Retract.model_validate({**bare, "expect": SEEN.model_dump()})) == old


def _canonical(body: dict[str, object]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_a_key_stands_once_in_a_batch() -> None:
    one = decide()
    assert len(OperationBatch(device_id=DEVICE, items=(one, decide())).items) == 2
    with pytest.raises(ValidationError, match="keys_not_unique"):
        OperationBatch(device_id=DEVICE, items=(one, one))


def test_a_batch_is_neither_empty_nor_endless() -> None:
    with pytest.raises(ValidationError):
        OperationBatch(device_id=DEVICE, items=())
    with pytest.raises(ValidationError):
        OperationBatch(device_id=DEVICE, items=tuple(decide() for _ in range(BATCH_ITEMS + 1)))


def test_a_request_with_an_unknown_field_is_malformed() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Decide.model_validate({**decide().model_dump(mode="json"), "sudo": True})


def test_an_answer_with_an_unknown_field_comes_from_a_newer_server() -> None:
    outcome = Outcome.model_validate({"key": str(uuid4()), "status": "applied", "added_later": 1})
    assert outcome.status is OutcomeStatus.APPLIED


def test_a_removal_says_why() -> None:
    with pytest.raises(ValidationError):
        RemoveFromUnit(key=uuid4(), material_id=1, client_at=0, expect=SEEN, reason="")
