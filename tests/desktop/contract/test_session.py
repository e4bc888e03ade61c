"""Sessions and contexts on the wire."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from desktop.contract.session import Context, Device, SmsRequest, SmsVerify
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, Role


def test_a_context_has_a_key_for_the_header() -> None:
    context = Context(
        organization_id=7,
        organization_name="示例县人民医院",
        organization_kind=OrganizationKind.COUNTY_INSTITUTION,
        organization_path="/1/2/3/7/",
        level=ReviewLevel.UNIT,
        business="05",
        business_name="医师资格考试",
        roles=(Role.HR, Role.MANAGER),
        scope_tag="t",
    )
    assert context.key == "7-05"


@pytest.mark.parametrize(
    "phone", ["", "12800138000", "1380013800", "+8613800138000", "１３８００１３８０００"]
)
def test_a_phone_is_a_mobile_number_of_the_country(phone: str) -> None:
    with pytest.raises(ValidationError):
        SmsRequest(phone=phone)


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", "１２３４５６"])
def test_a_code_has_six_digits(code: str) -> None:
    device = Device(id="0f" * 16)
    with pytest.raises(ValidationError):
        SmsVerify(request_id="q" * 20, code=code, device=device)
