"""The applicant's side: what happens to a material outside the reviewers' reach.

The applicant's own client is not part of this product; these functions stand in for it in the demo
and in tests, with the same care for `seq`, `rev` and the timeline as everything else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.domain.businesses import FORMS, PROBATION_BUSINESS
from desktop.domain.errors import RuleViolationError
from desktop.domain.review import (
    PaymentStatus,
    ReviewStatus,
    SubmissionStatus,
    TimelineKind,
)
from server_stub.services.effects import Said, timeline_entry
from server_stub.services.materials import (
    Dossier,
    chain_for,
    columns,
    content_hash,
    dossier_of,
    statuses_of,
)
from server_stub.storage import reviews, sequence
from server_stub.storage.migrate import rev_floor

if TYPE_CHECKING:
    from desktop.domain.review import ChainStep
    from server_stub.services.unit import Unit
    from server_stub.storage.models import Organization


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What a person hands in: `details` by key of the form, `pictures` as they travel."""

    name: str
    search_keys: str
    id_type: str
    id_number: str
    phone: str
    level: str
    category: str
    year: int
    business: str = PROBATION_BUSINESS
    details: dict[str, str] = field(default_factory=dict)
    pictures: list[Any] = field(default_factory=list)
    payment: PaymentStatus = PaymentStatus.PAID


def submit(unit: Unit, application: Application, confirmation_code: str) -> int:
    """Hand in a new material at the unit of a 单位确认码 and return its id.

    Raises:
        RuleViolationError: `unit_not_found`.
    """
    session, now = unit.session, unit.now
    organization = _organization_of(unit, confirmation_code)
    first = rev_floor(session) + 1
    seq = sequence.take(session)[0]
    dossier = Dossier(
        id=reviews.next_material_id(session),
        seq=seq,
        rev=first,
        business=application.business,
        organization_id=organization.id,
        organization_path=organization.path,
        year=application.year,
        name=application.name,
        search_keys=application.search_keys,
        id_type=application.id_type,
        id_number=application.id_number,
        phone=application.phone,
        level=application.level,
        category=application.category,
        submission=SubmissionStatus.SUBMITTED,
        payment=application.payment,
        submitted_at=now,
        updated_at=now,
        content_rev=first,
        binding_rev=first,
        chain=_chain(unit, organization.path),
        details=[application.details.get(entry.key, "") for entry in FORMS[application.business]],
        pictures=application.pictures,
    )
    dossier.content_hash = content_hash(dossier)
    _note(dossier, TimelineKind.SUBMITTED, now)
    reviews.insert_material(session, columns(dossier))
    return dossier.id


def withdraw(unit: Unit, material_id: int) -> None:
    """Take the application back; nothing can be decided until it is handed in again.

    Raises:
        RuleViolationError: `final` or `not_submitted`.
    """
    dossier = _own(unit, material_id)
    if dossier.submission == SubmissionStatus.NOT_SUBMITTED:
        raise RuleViolationError("not_submitted")
    dossier.submission = SubmissionStatus.NOT_SUBMITTED
    dossier.next_rev()
    dossier.content_rev = dossier.rev
    _note(dossier, TimelineKind.WITHDRAWN, unit.now)
    _save(unit, dossier)


def resubmit(
    unit: Unit,
    material_id: int,
    *,
    details: dict[str, str] | None = None,
    pictures: list[Any] | None = None,
) -> None:
    """Hand in again after 允许修改 or a withdrawal; review begins anew (decision 10).

    The chain is that of the tree as it stands now.


    Raises:
        RuleViolationError: `final`, or `already_submitted` where nothing was given back.
    """
    dossier = _own(unit, material_id)
    if dossier.submission not in {SubmissionStatus.REVISING, SubmissionStatus.NOT_SUBMITTED}:
        raise RuleViolationError("already_submitted")
    form = [entry.key for entry in FORMS[dossier.business]]
    before = dict(zip(form, dossier.details, strict=False))
    after = before | (details or {})
    dossier.changed_fields = [[key, before[key]] for key in form if after[key] != before[key]]
    dossier.details = [after[key] for key in form]
    dossier.pictures = dossier.pictures if pictures is None else pictures
    dossier.submission = SubmissionStatus.RESUBMITTED
    dossier.chain = _chain(unit, dossier.organization_path)
    dossier.submitted_at = unit.now
    dossier.content_hash = content_hash(dossier)
    dossier.next_rev()
    dossier.content_rev = dossier.rev
    _note(dossier, TimelineKind.RESUBMITTED, unit.now)
    _save(unit, dossier)


def join_unit(unit: Unit, material_id: int, confirmation_code: str) -> None:
    """Bind to the next unit after 从单位移除: a new round at the unit level (decision 26).

    Raises:
        RuleViolationError: `final`, `still_bound` or `unit_not_found`.
    """
    dossier = _own(unit, material_id)
    if dossier.organization_id is not None:
        raise RuleViolationError("still_bound")
    organization = _organization_of(unit, confirmation_code)
    dossier.organization_id = organization.id
    dossier.organization_path = organization.path
    dossier.chain = _chain(unit, organization.path)
    dossier.next_rev()
    dossier.binding_rev = dossier.rev
    entry = timeline_entry(unit.now, TimelineKind.JOINED_UNIT, None, organization.name, "", Said())
    dossier.timeline = [*dossier.timeline, entry]
    _save(unit, dossier)


def change_payment(unit: Unit, material_id: int, payment: PaymentStatus) -> None:
    """Note a payment: no reviewer's decision is touched by it, so `rev` stays."""
    dossier = _read(unit, material_id)
    dossier.payment = payment
    _save(unit, dossier)


def change_phone(unit: Unit, material_id: int, phone: str) -> None:
    """Note a new phone number; `rev` stays, as nobody judges it."""
    dossier = _read(unit, material_id)
    dossier.phone = phone
    _save(unit, dossier)


def _read(unit: Unit, material_id: int) -> Dossier:
    row = reviews.material_of_applicant(unit.session, material_id)
    if row is None:
        raise RuleViolationError("not_found")
    return dossier_of(row, rev_floor(unit.session))


def _own(unit: Unit, material_id: int) -> Dossier:
    dossier = _read(unit, material_id)
    if ReviewStatus.REFUSED in statuses_of(dossier).values():
        raise RuleViolationError("final")
    return dossier


def _save(unit: Unit, dossier: Dossier) -> None:
    dossier.seq = sequence.take(unit.session)[0]
    dossier.updated_at = unit.now
    reviews.update_materials(unit.session, [columns(dossier)])


def _note(dossier: Dossier, kind: TimelineKind, now: int) -> None:
    entry = timeline_entry(now, kind, None, "", dossier.name, Said())
    dossier.timeline = [*dossier.timeline, entry]


def _organization_of(unit: Unit, confirmation_code: str) -> Organization:
    organization = reviews.organization_by_code(unit.session, confirmation_code)
    if organization is None:
        raise RuleViolationError("unit_not_found")
    return organization


def _chain(unit: Unit, path: str) -> tuple[ChainStep, ...]:
    """Return the chain of somebody who begins: nobody's where the person is bound to no unit."""
    return chain_for(path, reviews.kinds_along(unit.session, path))
