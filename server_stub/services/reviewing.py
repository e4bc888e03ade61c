"""Judges batches of operations and lets them have their effect, exactly once per key.

A batch costs one query per question, not per item; its effects, the stored results and the audit
are written together. A batch of n is the same as n batches of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from desktop.contract.operations import (
    AfterKey,
    CurrentState,
    Decide,
    Outcome,
    OutcomeCode,
    OutcomeStatus,
    RemoveFromUnit,
    Retract,
    Reveal,
    fingerprint,
)
from desktop.contract.sync import RowKind
from desktop.domain.review import TimelineKind
from server_stub.services import audit, effects
from server_stub.services.effects import Said
from server_stub.services.judging import APPLIED, Hearing, Judgement, Settled, judge
from server_stub.services.materials import dossier_of, reviewed
from server_stub.storage import reviews, sequence
from server_stub.storage.migrate import rev_floor
from server_stub.storage.reviews import AppliedRow, DecisionRow

if TYPE_CHECKING:
    from desktop.contract.operations import OperationBatch, OutcomeQuery
    from server_stub.services.actors import SignedIn
    from server_stub.services.judging import Act, AnyOperation
    from server_stub.services.materials import Dossier
    from server_stub.services.unit import Unit
    from server_stub.storage.scope import Actor

_NOBODY = (0, "")

_STANDING = frozenset({TimelineKind.DECIDED, TimelineKind.RETRACTED})


@dataclass(slots=True)
class _Book:
    """What a batch leaves behind, written at its end.

    `last` tells person and device of the newest act, by material; `former` does so for the acts
    before this batch, once somebody has asked.
    """

    changed: dict[int, Dossier] = field(default_factory=dict)
    applied: list[AppliedRow] = field(default_factory=list)
    decisions: list[DecisionRow] = field(default_factory=list)
    last: dict[int, tuple[int, str]] = field(default_factory=dict)
    former: dict[int, tuple[int, str]] | None = None
    parked: list[dict[str, Any]] = field(default_factory=list)
    exits: list[dict[str, Any]] = field(default_factory=list)
    events: list[audit.Event] = field(default_factory=list)


def decide(unit: Unit, actor: Actor, signed_in: SignedIn, batch: OperationBatch) -> bytes:
    """Judge a batch and return `Outcomes` as JSON, in its order."""
    keyed = [(str(item.key), item) for item in batch.items]
    keys = {key for key, _item in keyed} | _parents(batch)
    stored = reviews.applied(unit.session, actor.person_id, keys)
    fresh = [item for key, item in keyed if key not in stored]
    hearing = _hearing(unit, actor, {item.material_id for item in fresh})
    for key, row in stored.items():
        hearing.settled[key] = Settled(row.material_id, row.rev)
    numbers = iter(sequence.take(unit.session, len(fresh)) if fresh else ())
    book = _Book()
    results: list[bytes] = []
    for key, item in keyed:
        mark = fingerprint(item)
        known = stored.get(key)
        if known is None:
            judged = _Case(unit, hearing, signed_in, book, item, key, mark).settle(next(numbers))
            results.append(judged)
        elif known.fingerprint == mark:
            results.append(known.result)
        else:
            reused = Outcome(
                key=item.key, status=OutcomeStatus.REJECTED, code=OutcomeCode.KEY_REUSED
            )
            results.append(reused.model_dump_json().encode())
    _write(unit, book)
    return _joined(results)


def results(unit: Unit, person_id: int, query: OutcomeQuery) -> bytes:
    """Return the stored results of a person's keys as `Outcomes`; unknown keys are left out."""
    keys = [str(key) for key in query.keys]
    stored = reviews.applied(unit.session, person_id, keys)
    return _joined([stored[key].result for key in keys if key in stored])


def _joined(results: list[bytes]) -> bytes:
    return b'{"results":[%s]}' % b",".join(results)


def _parents(batch: OperationBatch) -> set[str]:
    return {
        str(item.expect.after)
        for item in batch.items
        if not isinstance(item, Reveal) and isinstance(item.expect, AfterKey)
    }


def _hearing(unit: Unit, actor: Actor, ids: set[int]) -> Hearing:
    # Who lost every right is still answered about what was in the scope of those rights.
    onlooker = actor if actor.roles else replace(actor, roles=actor.former)
    rows = reviews.materials(unit.session, onlooker, ids)
    visible = {row.id for row in rows.values() if row.visible}
    gone = ids - visible
    floor = rev_floor(unit.session)
    return Hearing(
        actor=actor,
        now=unit.now,
        dossiers={row.id: dossier_of(row, floor) for row in rows.values()},
        visible=visible,
        left=reviews.departures(unit.session, onlooker, gone) if gone else {},
        batches=reviews.batches(unit.session, actor.business),
    )


def _write(unit: Unit, book: _Book) -> None:
    reviews.record(
        unit.session,
        changed=[reviewed(one) for one in book.changed.values()],
        applied_rows=book.applied,
        decisions=book.decisions,
        parked=book.parked,
        exits=book.exits,
    )
    audit.append(unit, *book.events)


@dataclass(slots=True)
class _Case:
    """One operation before the court."""

    unit: Unit
    hearing: Hearing
    signed_in: SignedIn
    book: _Book
    item: AnyOperation
    key: str
    mark: str

    def settle(self, seq: int) -> bytes:
        """Judge, let it have its effect, and return the result that is stored for ever."""
        item = self.item
        judgement = judge(self.hearing, item)
        dossier = self.hearing.dossiers.get(item.material_id)
        if judgement.effective and not isinstance(item, Reveal):
            assert dossier is not None  # noqa: S101 - only known materials have effects
            self._take_effect(item, judgement, dossier, seq)
        outcome = self._outcome(judgement, dossier)
        result = outcome.model_dump_json().encode()
        self.hearing.settled[self.key] = Settled(item.material_id, outcome.rev)
        self._enter(judgement, outcome, result)
        return result

    def _take_effect(self, item: Act, judgement: Judgement, dossier: Dossier, seq: int) -> None:
        actor, now, path = self.hearing.actor, self.unit.now, dossier.organization_path
        said = _said(item)
        if judgement is not APPLIED:
            effects.also_reviewed(dossier, actor, said, now)
        elif isinstance(item, Decide):
            effects.decide(dossier, actor, said, now)
        elif isinstance(item, Retract):
            effects.retract(dossier, actor, said, now)
        else:
            effects.remove_from_unit(dossier, actor, item.reason, now)
            self.hearing.visible.discard(dossier.id)
            self.hearing.left = {**self.hearing.left, dossier.id: True}
            self.book.exits.append(departure(dossier, path, seq, now))
        dossier.seq = seq
        self.book.changed[dossier.id] = dossier
        self.book.decisions.append(self._decision(item, judgement, dossier, said))
        if judgement is APPLIED:
            self.book.last[dossier.id] = (actor.person_id, self.signed_in.device_name)

    def _outcome(self, judgement: Judgement, dossier: Dossier | None) -> Outcome:
        item = self.item
        known = dossier if judgement.effective and not isinstance(item, Reveal) else None
        current = None
        if judgement.seen and not judgement.effective and dossier is not None:
            current = self._current(dossier)
        return Outcome.model_construct(  # of our own values: checking them took as long as judging
            key=item.key,
            status=judgement.status,
            code=judgement.code,
            rev=known.rev if known else None,
            seq=known.seq if known else None,
            field=judgement.field,
            current=current,
        )

    def _current(self, dossier: Dossier) -> CurrentState:
        actor = self.hearing.actor
        own = [step for step in dossier.chain if step.level is actor.level]
        said = [one for one in dossier.timeline if one[1] in _STANDING and one[2] == actor.level]
        entry = said[-1] if said else None
        state = CurrentState(rev=dossier.rev, status=own[0].status if own else "")
        if entry is None:
            return state
        person_id, device_name = self._last(dossier.id)
        details = {
            "decided_at": entry[0],
            "decided_by": entry[4],
            "remark": entry[6],
            "period": {"start": entry[7], "end": entry[8]} if entry[7] else None,
            "device_name": device_name if person_id == actor.person_id else "",
        }
        return CurrentState.model_validate({**state.model_dump(), **details})

    def _last(self, material_id: int) -> tuple[int, str]:
        """Return person and device of the level's newest act, those of this batch too."""
        book, hearing = self.book, self.hearing
        if book.former is None:
            book.former = reviews.last_decisions(
                self.unit.session, hearing.actor.level, hearing.dossiers
            )
        return book.last.get(material_id) or book.former.get(material_id, _NOBODY)

    def _decision(
        self, item: Act, judgement: Judgement, dossier: Dossier, said: Said
    ) -> DecisionRow:
        actor, period = self.hearing.actor, said.period
        return DecisionRow(
            material_id=dossier.id,
            key=self.key,
            kind=item.kind,
            status=str(judgement.status),
            rev=dossier.rev,
            seq=dossier.seq,
            level=str(actor.level),
            organization_id=actor.organization_id,
            person_id=actor.person_id,
            person_name=actor.person_name,
            device_id=self.signed_in.device_id,
            device_name=self.signed_in.device_name,
            verdict=str(said.verdict) if said.verdict else None,
            remark=said.remark,
            period_start=period.start.isoformat() if period else None,
            period_end=period.end.isoformat() if period else None,
            content_hash=dossier.content_hash,
            supersedes=_supersedes(item),
            client_at=item.client_at,
            decided_at=self.unit.now,
        )

    def _enter(self, judgement: Judgement, outcome: Outcome, result: bytes) -> None:
        item, actor, now = self.item, self.hearing.actor, self.unit.now
        body = None if judgement.effective else item.model_dump_json().encode()
        self.book.applied.append(
            AppliedRow(
                person_id=actor.person_id,
                key=self.key,
                fingerprint=self.mark,
                status=str(outcome.status),
                material_id=item.material_id,
                rev=outcome.rev,
                result=result,
                body=body,
                at=now,
            )
        )
        if judgement.status is OutcomeStatus.PARKED:
            self.book.parked.append(
                {
                    "person_id": actor.person_id,
                    "key": self.key,
                    "organization_id": actor.organization_id,
                    "business": actor.business,
                    "level": actor.level,
                    "material_id": item.material_id,
                    "code": judgement.code,
                    "body": body,
                    "client_at": item.client_at,
                    "received_at": now,
                }
            )
        self.book.events.append(_event(self, outcome, success=judgement.effective))


def _said(item: Act) -> Said:
    if isinstance(item, Decide):
        return Said(item.verdict, item.remark, item.period)
    return Said(remark=item.reason if isinstance(item, RemoveFromUnit) else item.remark)


def _supersedes(item: AnyOperation) -> str | None:
    return str(item.supersedes) if not isinstance(item, Reveal) and item.supersedes else None


def _event(case: _Case, outcome: Outcome, *, success: bool) -> audit.Event:
    item = case.item
    details: dict[str, object] = {
        "key": case.key,
        "code": str(outcome.code),
        "outcome": str(outcome.status),
    }
    if isinstance(item, Decide):
        details["verdict"] = str(item.verdict)
    if isinstance(item, Reveal):
        details["field"] = item.field
    else:
        details["supersedes"] = _supersedes(item)
    subject = f"material/{item.material_id}"
    actor = case.hearing.actor
    return audit.event_of(actor, f"review.{item.kind}", subject, success=success, **details)


def departure(dossier: Dossier, path: str, seq: int, now: int) -> dict[str, Any]:
    """Return the row that tells those above `path` that a person left the unit."""
    return {
        "kind": RowKind.MATERIAL,
        "row_id": dossier.id,
        "business": dossier.business,
        "path": path,
        "unbound": True,
        "seq": seq,
        "at": now,
    }
