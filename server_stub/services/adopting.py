"""The one answer that a parked opinion gets: adopted as an own decision, or declined.

Adopting is a decision of the adopter, at the level and institution of the author. It is judged like
any other, on what the adopter sees, and what stands against it is answered without any effect.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from desktop.contract.operations import Decide, OperationKind, OutcomeCode, OutcomeStatus
from desktop.contract.parked import ParkedChoice, ParkedResult
from desktop.contract.problems import ProblemCode
from server_stub.services import audit, effects
from server_stub.services.judging import APPLIED, CONCURRED, Hearing, Judgement, judge
from server_stub.services.materials import columns
from server_stub.services.opinions import (
    answers_of,
    current_at,
    dossiers_of,
    has_place,
    opinion_in,
    reply_of,
    require_standing,
    said_in,
)
from server_stub.services.refusals import Refusal
from server_stub.storage import models, parked, reviews, sequence

if TYPE_CHECKING:
    from desktop.contract.parked import ParkedAnswer
    from server_stub.services.actors import SignedIn
    from server_stub.services.materials import Dossier
    from server_stub.services.unit import Unit
    from server_stub.storage.parked import Held
    from server_stub.storage.scope import Actor


def answer(
    unit: Unit, actor: Actor, signed_in: SignedIn, parked_id: int, said: ParkedAnswer
) -> bytes:
    """Adopt or decline an opinion and return a `ParkedResult` as JSON.

    Raises:
        Refusal: `not_found` for what the actor may not know of; `not_permitted` for what it may
            know of but not answer so; `reason_required` where a refusal says nothing.
    """
    require_standing(actor)
    held = parked.one(unit.session, actor, parked_id)
    if held is None:
        raise Refusal(ProblemCode.NOT_FOUND)
    if held.reply is not None:
        return _answered(actor, held, said)
    opinion = opinion_in(held)
    if said.answer not in answers_of(actor, held, opinion):
        raise Refusal(ProblemCode.NOT_PERMITTED)
    if said.answer is ParkedChoice.ADOPT and isinstance(opinion, Decide):
        return _adopt(unit, actor, signed_in, held, _own_act(unit, held, opinion, said), said)
    if not said.note.strip():
        raise Refusal(ProblemCode.REASON_REQUIRED, field="/note")
    return _settle(unit, actor, held, said, _result(held))


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
    first = reply_of(UUID(held.parked.key), reply)
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
    dossier = dossiers_of(unit, actor, [act.material_id]).get(act.material_id)
    judge_as = _in_place(actor, held)
    waived = parked.is_above(actor, held.parked)
    judgement = _judged(unit, judge_as, act, dossier, window_waived=waived)
    if dossier is None or judgement not in (APPLIED, CONCURRED):
        current = current_at(held.parked.level, dossier) if dossier and judgement.seen else None
        return _dumped(_result(held, judgement).model_copy(update={"current": current}))
    effects.opinion_adopted(dossier, judge_as, held.author_name, unit.now)
    if judgement is APPLIED:
        effects.decide(dossier, judge_as, said_in(act), unit.now)
    else:
        effects.also_reviewed(dossier, judge_as, said_in(act), unit.now)
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
    if not has_place(dossier, judge_as.level, judge_as.organization_id):
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
    reply = parked.ParkedReply(
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
    whole = result.model_copy(update={"reply": reply_of(result.key, reply)})
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
