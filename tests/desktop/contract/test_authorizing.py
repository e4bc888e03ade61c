"""Authorizations on the wire."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from desktop.contract.authorizing import GenerateRequest, MatchRequest, RevokeRequest
from desktop.domain.authorization import RevocationPurpose


def test_codes_are_asked_for_by_institution() -> None:
    assert GenerateRequest(organization_ids=(7, 8), business="05").organization_ids == (7, 8)
    with pytest.raises(ValidationError):
        GenerateRequest(organization_ids=(), business="05")


def test_a_business_keeps_its_zero() -> None:
    with pytest.raises(ValidationError):
        GenerateRequest(organization_ids=(7,), business="5")


def test_a_match_takes_the_shape_of_an_id_number_only() -> None:
    MatchRequest(organization_id=7, business="05", id_number="42190219900101001X")
    with pytest.raises(ValidationError):
        MatchRequest(organization_id=7, business="05", id_number="王小明")


def test_a_revocation_says_why_and_is_meant() -> None:
    purpose = RevocationPurpose.STOP
    with pytest.raises(ValidationError):
        RevokeRequest(organization_id=7, business="05", purpose=purpose, reason="", typed_name="x")
    with pytest.raises(ValidationError):
        RevokeRequest(organization_id=7, business="05", purpose=purpose, reason="x", typed_name="")
