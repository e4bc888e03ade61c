"""Parked opinions: who may see them, and the one answer that each of them gets.

Adopting is a decision of the adopter, at the level and institution of the author. It is judged like
any other, on what the adopter sees, and what stands against it is answered without any effect.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from pydantic import TypeAdapter

from desktop.contract.operations import (
    CurrentState,
    Decide,
    OperationKind,
    OutcomeCode,
    OutcomeStatus,
    Retract,
    SeenVersion,
)
from desktop.contract.parked import (
    ParkedChoice,
    ParkedItem,
    ParkedMaterial,
    ParkedPage,
    ParkedReplies,
    ParkedReply,
    ParkedResult,
    Since,
)
from desktop.contract.problems import ProblemCode
from desktop.domain.review import Role, SubmissionStatus, TimelineKind
from server_stub.services import audit, effects
from server_stub.services.effects import Said
from server_stub.services.judging import APPLIED, CONCURRED, Act, Hearing, Judgement, judge
from server_stub.services.materials import columns, dossier_of
from server_stub.services.refusals import Refusal
from server_stub.storage import models, parked, reviews, sequence
from server_stub.storage.migrate import rev_floor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.contract.operations import OutcomeQuery
    from desktop.contract.parked import ParkedAnswer, ParkedQuery
    from desktop.domain.review import ReviewLevel
    from server_stub.services.actors import SignedIn
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
    _require_standing(actor)
    found = parked.page(unit.session, actor, query.shelf, query.before, query.limit + 1)
    held = found[: query.limit]
    dossiers = _dossiers(unit, actor, [one.parked.material_id for one in held])
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
    return ParkedReplies(replies=tuple(_reply(UUID(key), reply) for key, reply in found))


def answer(
    unit: Unit, actor: Actor, signed_in: SignedIn, parked_id: int, said: ParkedAnswer
) -> bytes:
    """Adopt or decline an opinion and return a `ParkedResult` as JSON.

    Raises:
        Refusal: `not_found` for what the actor may not know of; `not_permitted` for what it may
            know of but not answer so; `reason_required` where a refusal says nothing.
    """
    _require_standing(actor)
    held = parked.one(unit.session, actor, parked_id)
    if held is None:
        raise Refusal(ProblemCode.NOT_FOUND)
    if held.reply is not None:
        return _answered(actor, held, said)
    opinion = _opinion(held)
    if said.answer not in _may(actor, held, opinion):
        raise Refusal(ProblemCode.NOT_PERMITTED)
    if said.answer is ParkedChoice.ADOPT and isinstance(opinion, Decide):
        return _adopt(unit, actor, signed_in, held, _own_act(unit, held, opinion, said), said)
    if not said.note.strip():
        raise Refusal(ProblemCode.REASON_REQUIRED, field="/note")
    return _settle(unit, actor, held, said, _result(held))


def _require_standing(actor: Actor) -> None:
    if actor.roles.isdisjoint(_ANSWERING):
        raise Refusal(ProblemCode.NOT_PERMITTED)


def _dossiers(unit: Unit, actor: Actor, ids: Iterable[int]) -> dict[int, Dossier]:
    """Return those of the materials that are in the actor's scope."""
    floor = rev_floor(unit.session)
    rows = reviews.materials(unit.session, actor, set(ids))
    return {row.id: dossier_of(row, floor) for row in rows.values() if row.visible}


def _opinion(held: Held) -> Act:
    return _OPERATION.validate_json(held.parked.body)


def _may(actor: Actor, held: Held, opinion: Act) -> tuple[ParkedChoice, ...]:
    """Return the answers that are the actor's to give; whether one can be is judged then."""
    if held.reply is not None or not parked.may_answer(actor, held.parked):
        return ()
    if isinstance(opinion, Decide):
        return (ParkedChoice.ADOPT, ParkedChoice.DECLINE)
    return (ParkedChoice.DECLINE,)


# What is shown


def _item(actor: Actor, held: Held, dossier: Dossier | None) -> ParkedItem:
    opinion, row = _opinion(held), held.parked
    seen = opinion.expect if isinstance(opinion.expect, SeenVersion) else None
    said = _said(opinion)
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
        reply=_reply(key, held.reply) if held.reply else None,
    )


def _open(
    actor: Actor, held: Held, opinion: Act, dossier: Dossier | None
) -> tuple[ParkedChoice, ...]:
    """Return what the actor may answer where it could have an effect."""
    may = _may(actor, held, opinion)
    if dossier is not None and _has_place(dossier, held.parked.level, held.parked.organization_id):
        return may
    return tuple(choice for choice in may if choice is not ParkedChoice.ADOPT)


def _has_place(dossier: Dossier, level: ReviewLevel, organization_id: int) -> bool:
    return any(
        step.level is level and step.organization_id == organization_id for step in dossier.chain
    )


def _said(opinion: Act) -> Said:
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
        current=_current(level, dossier),
    )


def _current(level: ReviewLevel, dossier: Dossier) -> CurrentState:
    """Return how a material stands at a level, and whose word that is."""
    status = next((step.status for step in dossier.chain if step.level is level), "")
    said = [one for one in dossier.timeline if one[1] in _SAID and one[2] == level]
    state = {"rev": dossier.rev, "status": status}
    if said:
        at, _kind, _level, _place, person, _verdict, remark, start, end = said[-1]
        period = {"start": start, "end": end} if start else None
        state |= {"decided_at": at, "decided_by": person, "remark": remark, "period": period}
    return CurrentState.model_validate(state)


def _reply(key: UUID, reply: models.ParkedReply) -> ParkedReply:
    return ParkedReply(
        key=key,
        answer=reply.answer,
        person_name=reply.person_name,
        organization_name=reply.organization_name,
        at=reply.at,
        note=reply.note,
        status=reply.status,
    )


# What is answered


def _answered(actor: Actor, held: Held, said: ParkedAnswer) -> bytes:
    """Replay the stored result to who gave this answer; tell anybody else who was first."""
    reply = held.reply
    assert reply is not None  # noqa: S101 - asked before
    same = (reply.person_id, reply.answer, reply.note) == (
        actor.person_id,
        said.answer,
        said.note.strip(),
    )
    if same:
        return reply.result
    judgement = Judgement(OutcomeStatus.CONFLICT, OutcomeCode.ANSWERED)
    first = _reply(UUID(held.parked.key), reply)
    return _dumped(_result(held, judgement).model_copy(update={"reply": first}))


def _own_act(unit: Unit, held: Held, opinion: Decide, said: ParkedAnswer) -> Decide:
    """Return the opinion as an act of its adopter, on what the adopter sees."""
    changes = {
        "key": uuid4(),
        "expect": said.expect,
        "supersedes": UUID(held.parked.key),
        "client_at": unit.now,
    }
    return opinion.model_copy(update=changes)


def _adopt(
    unit: Unit, actor: Actor, signed_in: SignedIn, held: Held, act: Decide, said: ParkedAnswer
) -> bytes:
    dossier = _dossiers(unit, actor, [act.material_id]).get(act.material_id)
    judge_as = _in_place(actor, held)
    waived = parked.is_above(actor, held.parked)
    judgement = _judged(unit, judge_as, act, dossier, window_waived=waived)
    if dossier is None or judgement not in (APPLIED, CONCURRED):
        current = _current(held.parked.level, dossier) if dossier and judgement.seen else None
        return _dumped(_result(held, judgement).model_copy(update={"current": current}))
    effects.opinion_adopted(dossier, judge_as, held.author_name, unit.now)
    if judgement is APPLIED:
        effects.decide(dossier, judge_as, _said(act), unit.now)
    else:
        effects.also_reviewed(dossier, judge_as, _said(act), unit.now)
    dossier.seq = sequence.take(unit.session)[0]
    reviews.update_materials(unit.session, [columns(dossier)])
    unit.session.add(_decision(unit, judge_as, signed_in, act, judgement, dossier))
    result = _result(held, judgement, dossier)
    return _settle(unit, actor, held, said, result, decision_key=str(act.key))


def _in_place(actor: Actor, held: Held) -> Actor:
    """Return the adopter as who decides at the author's institution."""
    home = held.organization
    return replace(
        actor,
        organization_id=home.id,
        organization_name=home.name,
        organization_path=home.path,
        organization_kind=home.kind,
    )


def _judged(
    unit: Unit, judge_as: Actor, act: Decide, dossier: Dossier | None, *, window_waived: bool
) -> Judgement:
    if dossier is None:
        return Judgement(OutcomeStatus.CONFLICT, OutcomeCode.OUT_OF_SCOPE, seen=False)
    if not _has_place(dossier, judge_as.level, judge_as.organization_id):
        return Judgement(OutcomeStatus.CONFLICT, OutcomeCode.UNBOUND, seen=False)
    hearing = Hearing(
        actor=judge_as,
        now=unit.now,
        dossiers={dossier.id: dossier},
        visible={dossier.id},
        left={},
        batches=reviews.batches(unit.session, judge_as.business),
        window_waived=window_waived,
    )
    judgement = judge(hearing, act)
    if judgement.status is OutcomeStatus.PARKED:
        return replace(judgement, status=OutcomeStatus.CONFLICT)
    return judgement


def _decision(
    unit: Unit,
    actor: Actor,
    signed_in: SignedIn,
    act: Decide,
    judgement: Judgement,
    dossier: Dossier,
) -> models.Decision:
    return models.Decision(
        material_id=dossier.id,
        key=str(act.key),
        kind=OperationKind.DECIDE,
        status=judgement.status,
        rev=dossier.rev,
        seq=dossier.seq,
        level=actor.level,
        organization_id=actor.organization_id,
        person_id=actor.person_id,
        person_name=actor.person_name,
        device_id=signed_in.device_id,
        device_name=signed_in.device_name,
        verdict=act.verdict,
        remark=act.remark,
        period_start=act.period.start if act.period else None,
        period_end=act.period.end if act.period else None,
        content_hash=dossier.content_hash,
        supersedes=str(act.supersedes),
        client_at=act.client_at,
        decided_at=unit.now,
    )


def _settle(
    unit: Unit,
    actor: Actor,
    held: Held,
    said: ParkedAnswer,
    result: ParkedResult,
    decision_key: str | None = None,
) -> bytes:
    """Write the one answer down, with its line in the audit, and return what is stored."""
    reply = models.ParkedReply(
        parked_id=held.parked.id,
        person_id=actor.person_id,
        person_name=actor.person_name,
        organization_id=actor.organization_id,
        organization_name=actor.organization_name,
        answer=said.answer,
        status=result.status,
        note=said.note.strip(),
        decision_key=decision_key,
        rev=result.rev,
        at=unit.now,
    )
    whole = result.model_copy(update={"reply": _reply(result.key, reply)})
    reply.result = _dumped(whole)
    parked.settle(unit.session, reply)
    event = audit.event_of(
        actor,
        f"parked.{said.answer}",
        f"material/{held.parked.material_id}",
        parked=held.parked.id,
        key=held.parked.key,
        author=held.parked.person_id,
        decision=decision_key,
        outcome=result.status,
    )
    audit.append(unit, event)
    return reply.result


def _result(
    held: Held, judgement: Judgement = APPLIED, changed: Dossier | None = None
) -> ParkedResult:
    return ParkedResult(
        id=held.parked.id,
        key=UUID(held.parked.key),
        status=judgement.status,
        code=judgement.code,
        field=judgement.field,
        rev=changed.rev if changed else None,
        seq=changed.seq if changed else None,
    )


def _dumped(result: ParkedResult) -> bytes:
    return result.model_dump_json().encode()
