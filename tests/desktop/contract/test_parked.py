"""Parked opinions on the wire."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from desktop.contract.operations import SeenVersion
from desktop.contract.parked import ParkedAnswer, ParkedChoice, ParkedQuery


def test_who_adopts_says_what_was_seen() -> None:
    seen = SeenVersion(rev=1, content_hash="0" * 16)
    assert ParkedAnswer(answer=ParkedChoice.ADOPT, expect=seen).expect == seen
    with pytest.raises(ValidationError, match="expect_required"):
        ParkedAnswer(answer=ParkedChoice.ADOPT)


def test_who_declines_need_not_see_the_material() -> None:
    assert ParkedAnswer(answer=ParkedChoice.DECLINE, note="请重新审核").expect is None


def test_a_page_is_asked_for_within_its_bounds() -> None:
    assert ParkedQuery().limit == 50
    with pytest.raises(ValidationError):
        ParkedQuery(limit=101)
