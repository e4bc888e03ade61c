"""Parked opinions as their superiors and their authors may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from pydantic import TypeAdapter

from desktop.contract.operations import CurrentState, Decide, OperationKind, Retract, SeenVersion
from desktop.contract.parked import (
    ParkedChoice,
    ParkedItem,
    ParkedMaterial,
    ParkedPage,
    ParkedReplies,
    ParkedReply,
    Since,
)
from desktop.contract.problems import ProblemCode
from desktop.domain.review import Role, SubmissionStatus, TimelineKind
from server_stub.services.effects import Said
from server_stub.services.judging import Act
from server_stub.services.materials import dossier_of
from server_stub.services.refusals import Refusal
from server_stub.storage import parked, reviews
from server_stub.storage.migrate import rev_floor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.contract.operations import OutcomeQuery
    from desktop.contract.parked import ParkedQuery
    from desktop.domain.review import ReviewLevel
    from server_stub.services.materials import Dossier
    from server_stub.services.unit import Unit
    from server_stub.storage.parked import Held
    from server_stub.storage.scope import Actor

_ANSWERING: Final = frozenset({Role.MANAGER, Role.OFFICER})
_OPERATION: Final[TypeAdapter[Act]] = TypeAdapter(Act)
_SAID: Final = frozenset({TimelineKind.DECIDED, TimelineKind.RETRACTED})


def page(unit: Unit, actor: Actor, query: ParkedQuery) -> ParkedPage:
    """Return parked opinions that the actor may know of, the newest first.

    Raises:
        Refusal: `not_permitted` for those who answer for nobody.
    """
    require_standing(actor)
    found = parked.page(unit.session, actor, query.shelf, query.before, query.limit + 1)
    held = found[: query.limit]
    dossiers = dossiers_of(unit, actor, [one.parked.material_id for one in held])
    counts = parked.counts(unit.session, actor)
    return ParkedPage(
        items=tuple(_item(actor, one, dossiers.get(one.parked.material_id)) for one in held),
        open=counts.open,
        answerable=counts.answerable,
        answered=counts.answered,
        next=held[-1].parked.id if len(found) > len(held) else None,
    )


def replies(unit: Unit, person_id: int, query: OutcomeQuery) -> ParkedReplies:
    """Return how a person's own parked opinions were answered."""
    found = parked.replies_to(unit.session, person_id, [str(key) for key in query.keys])
    return ParkedReplies(replies=tuple(reply_of(UUID(key), reply) for key, reply in found))


def require_standing(actor: Actor) -> None:
    """Check that the actor answers for anybody at all.

    Raises:
        Refusal: `not_permitted`.
    """
    if actor.roles.isdisjoint(_ANSWERING):
        raise Refusal(ProblemCode.NOT_PERMITTED)


def dossiers_of(unit: Unit, actor: Actor, ids: Iterable[int]) -> dict[int, Dossier]:
    """Return those of the materials that are in the actor's scope."""
    floor = rev_floor(unit.session)
    rows = reviews.materials(unit.session, actor, set(ids))
    return {row.id: dossier_of(row, floor) for row in rows.values() if row.visible}


def opinion_in(held: Held) -> Act:
    """Return what the author said."""
    return _OPERATION.validate_json(held.parked.body)


def answers_of(actor: Actor, held: Held, opinion: Act) -> tuple[ParkedChoice, ...]:
    """Return the answers that are the actor's to give; whether one can be is judged then."""
    if held.reply is not None or not parked.may_answer(actor, held.parked):
        return ()
    if isinstance(opinion, Decide):
        return (ParkedChoice.ADOPT, ParkedChoice.DECLINE)
    return (ParkedChoice.DECLINE,)


def _item(actor: Actor, held: Held, dossier: Dossier | None) -> ParkedItem:
    opinion, row = opinion_in(held), held.parked
    seen = opinion.expect if isinstance(opinion.expect, SeenVersion) else None
    said = said_in(opinion)
    key = UUID(row.key)
    return ParkedItem(
        id=row.id,
        key=key,
        kind=OperationKind(opinion.kind),
        code=row.code,
        level=row.level,
        organization_id=row.organization_id,
        organization_name=held.organization.name,
        author_name=held.author_name,
        verdict=said.verdict,
        remark=said.remark,
        period=said.period,
        seen=seen,
        since=_since(seen, dossier),
        client_at=row.client_at,
        received_at=row.received_at,
        material=_material(row.level, dossier) if dossier else None,
        may=_open(actor, held, opinion, dossier),
        reply=reply_of(key, held.reply) if held.reply else None,
    )


def _open(
    actor: Actor, held: Held, opinion: Act, dossier: Dossier | None
) -> tuple[ParkedChoice, ...]:
    """Return what the actor may answer where it could have an effect."""
    may = answers_of(actor, held, opinion)
    if dossier is not None and has_place(dossier, held.parked.level, held.parked.organization_id):
        return may
    return tuple(choice for choice in may if choice is not ParkedChoice.ADOPT)


def has_place(dossier: Dossier, level: ReviewLevel, organization_id: int) -> bool:
    """Tell whether an institution still decides about a material at a level."""
    return any(
        step.level is level and step.organization_id == organization_id for step in dossier.chain
    )


def said_in(opinion: Act) -> Said:
    """Return verdict, remark and period of an opinion."""
    if isinstance(opinion, Decide):
        return Said(opinion.verdict, opinion.remark, opinion.period)
    return Said(remark=opinion.remark if isinstance(opinion, Retract) else opinion.reason)


def _since(seen: SeenVersion | None, dossier: Dossier | None) -> Since:
    if seen is None or dossier is None:
        return Since.UNKNOWN
    if seen.content_hash != dossier.content_hash or seen.rev < dossier.content_rev:
        return Since.CONTENT
    return Since.NOTHING if seen.rev == dossier.rev else Since.REVIEW


def _material(level: ReviewLevel, dossier: Dossier) -> ParkedMaterial:
    return ParkedMaterial(
        id=dossier.id,
        name=dossier.name,
        content_hash=dossier.content_hash,
        submission=SubmissionStatus(dossier.submission),
        current=current_at(level, dossier),
    )


def current_at(level: ReviewLevel, dossier: Dossier) -> CurrentState:
    """Return how a material stands at a level, and whose word that is."""
    status = next((step.status for step in dossier.chain if step.level is level), "")
    said = [one for one in dossier.timeline if one[1] in _SAID and one[2] == level]
    state = {"rev": dossier.rev, "status": status}
    if said:
        at, _kind, _level, _place, person, _verdict, remark, start, end = said[-1]
        period = {"start": start, "end": end} if start else None
        state |= {"decided_at": at, "decided_by": person, "remark": remark, "period": period}
    return CurrentState.model_validate(state)


def reply_of(key: UUID, reply: parked.ParkedReply) -> ParkedReply:
    """Return a reply as it travels."""
    return ParkedReply(
        key=key,
        answer=reply.answer,
        person_name=reply.person_name,
        organization_name=reply.organization_name,
        at=reply.at,
        note=reply.note,
        status=reply.status,
    )
