"""A filter outlives a run."""

from __future__ import annotations

from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType
from desktop.domain.review import PaymentStatus, ReviewStatus, SubmissionStatus
from desktop.store.filter_json import filter_json, read_filter
from desktop.store.filters import DateField, MaterialFilter, PackChoice


def test_every_condition_comes_back() -> None:
    whole = MaterialFilter(
        text="王",
        id_number="4219",
        id_types=frozenset({IdType.PASSPORT}),
        levels=frozenset(ApplicationLevel),
        categories=frozenset({ApplicationCategory.CLINICAL}),
        submissions=frozenset({SubmissionStatus.RESUBMITTED}),
        statuses=frozenset({ReviewStatus.PENDING, ReviewStatus.DEFERRED}),
        payments=frozenset({PaymentStatus.PAID}),
        date_field=DateField.UPDATED_AT,
        date_from=1,
        date_to=2,
        year=2026,
        organization_path="/1/2/",
        organization_id=4,
        pack=PackChoice("k", "名"),
    )
    assert read_filter(filter_json(whole)) == whole
    assert read_filter(filter_json(MaterialFilter())) == MaterialFilter()
