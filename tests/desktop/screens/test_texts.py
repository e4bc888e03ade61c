"""Every code and every enum member has words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from desktop.contract.operations import OperationKind, RevealedField
from desktop.contract.session import IdentityState
from desktop.domain.authorization import AuthorizationState, RevocationPurpose
from desktop.domain.businesses import (
    BUSINESSES,
    FORMS,
    ApplicationCategory,
    ApplicationLevel,
    FormSection,
    IdType,
    PictureGroup,
    PictureKind,
)
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import (
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    Role,
    SubmissionStatus,
    TimelineKind,
    Verdict,
)
from desktop.screens import texts
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

IDEOGRAPH = re.compile("[㐀-鿿]")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ReviewStatus, texts.status_text),
        (Verdict, texts.verdict_text),
        (SubmissionStatus, texts.submission_text),
        (PaymentStatus, texts.payment_text),
        (ReviewLevel, texts.review_level_text),
        (TimelineKind, texts.timeline_text),
        (Role, texts.role_text),
        (OrganizationKind, texts.kind_text),
        (OrganizationKind, texts.account_kind_text),
        (AuthorizationState, texts.authorization_text),
        (RevocationPurpose, texts.purpose_text),
        (ApplicationLevel, texts.level_text),
        (ApplicationLevel, texts.short_level_text),
        (ApplicationCategory, texts.category_text),
        (IdType, texts.id_type_text),
        (PictureGroup, texts.picture_group_text),
        (PictureKind, texts.picture_text),
        (FormSection, texts.section_text),
        (IdentityState, texts.identity_text),
        (OperationKind, texts.operation_text),
        (RevealedField, texts.revealed_text),
        (OutboxState, texts.outbox_state_text),
    ],
)
def test_every_member_has_words(kind: type[StrEnum], text: Callable[[object], str]) -> None:
    words = [text(member) for member in kind]
    assert all(IDEOGRAPH.search(word) for word in words), words


def test_every_field_of_a_form_has_a_label() -> None:
    for form in FORMS.values():
        assert all(IDEOGRAPH.search(texts.field_text(one.key)) for one in form)


def test_a_status_and_the_verdict_behind_it_are_called_the_same() -> None:
    for verdict in Verdict:
        assert texts.verdict_text(verdict) == texts.status_text(verdict.status)


def test_the_review_of_business_05_goes_by_its_own_name() -> None:
    named = {one.code: texts.business_text(one.code, one.name) for one in BUSINESSES}
    assert named["05"] == "医师资格试用期"
    assert named["30"] == "继续医学教育"


def test_rights_stand_in_one_line() -> None:
    assert texts.roles_text((Role.MANAGER, Role.HR)) == "业务管理人、单位人事"


def test_a_state_of_a_newer_server_shows_as_it_came() -> None:
    assert texts.outbox_state_text("teleported") == "teleported"
    assert texts.outbox_state_text("") == ""
