"""Many answer at once: one of them wins, on both engines."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import func, select

from desktop.contract.operations import (
    Decide,
    OutcomeCode,
    OutcomeStatus,
    SeenVersion,
)
from desktop.contract.parked import ParkedAnswer, ParkedChoice, ParkedQuery, ParkedResult
from desktop.domain.review import ReviewLevel, Role, Verdict
from server_stub.services import adopting, opinions
from server_stub.services.actors import Actor, SignedIn
from server_stub.storage.models import Decision, Material, Parked
from server_stub.storage.parked import ParkedReply
from tests.support import small_world
from tests.support.small_world import (
    ASSISTANT,
    CITY_OFFICER,
    COUNTY_OFFICER,
    HOSPITAL,
    KINDS,
    MANAGER,
    NAMES,
    NOW,
    PATHS,
    PEOPLE,
    PROVINCE_OFFICER,
)

if TYPE_CHECKING:
    from server_stub.services.unit import Unit, Units

ANSWERING = (MANAGER, COUNTY_OFFICER, CITY_OFFICER, PROVINCE_OFFICER)


def actor(person_id: int, *roles: Role) -> Actor:
    someone = PEOPLE[person_id]
    home = someone.organization_id
    return Actor(
        person_id=person_id,
        person_name=someone.name,
        organization_id=home,
        organization_name=NAMES[home],
        organization_path=PATHS[home],
        organization_kind=KINDS[home],
        business="05",
        roles=frozenset(roles or {someone.role}),
    )


def park(unit: Unit, name: str) -> tuple[int, SeenVersion]:
    """Keep 暂不审核 of an assistant, and return its id and what there is to see."""
    material = unit.session.get_one(Material, small_world.apply_for(unit, name))
    seen = SeenVersion(rev=material.rev, content_hash=material.content_hash)
    act = Decide(
        key=uuid4(), material_id=material.id, client_at=NOW, expect=seen, verdict=Verdict.DEFERRED
    )
    held = Parked(
        person_id=ASSISTANT,
        key=str(act.key),
        organization_id=HOSPITAL,
        business="05",
        level=ReviewLevel.UNIT,
        material_id=material.id,
        code=OutcomeCode.NOT_PERMITTED,
        body=act.model_dump_json().encode(),
        client_at=NOW,
        received_at=NOW,
    )
    unit.session.add(held)
    unit.session.flush()
    return held.id, seen


def test_of_many_answers_at_once_one_counts(units: Units) -> None:
    with units.writing() as unit:
        parked_id, seen = park(unit, "陈一")
    results: list[ParkedResult] = []
    start = threading.Barrier(len(ANSWERING))

    def answer(person_id: int) -> None:
        who = actor(person_id)
        at = SignedIn(1, person_id, who.person_name, "d" * 32, "", NOW)
        choice = ParkedChoice.DECLINE if person_id == CITY_OFFICER else ParkedChoice.ADOPT
        said = ParkedAnswer(answer=choice, expect=seen, note="看过")
        start.wait()
        with units.writing() as unit:
            data = adopting.answer(unit, who, at, parked_id, said)
        results.append(ParkedResult.model_validate_json(data))

    threads = [threading.Thread(target=answer, args=(one,)) for one in ANSWERING]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    won = [one for one in results if one.status is OutcomeStatus.APPLIED]
    lost = [one for one in results if one.code is OutcomeCode.ANSWERED]
    assert (len(won), len(lost)) == (1, len(ANSWERING) - 1)
    assert {one.reply for one in lost} == {won[0].reply}, "all are told who was first"
    with units.reading() as unit:
        adopted = won[0].reply is not None and won[0].reply.answer is ParkedChoice.ADOPT
        decisions = unit.session.scalar(select(func.count()).select_from(Decision))
        assert (decisions, unit.session.scalar(select(func.count()).select_from(ParkedReply))) == (
            int(adopted),
            1,
        )


def test_the_open_come_newest_first_and_are_counted(units: Units) -> None:
    with units.writing() as unit:
        ids = [park(unit, f"考生{n}")[0] for n in range(3)]
    manager, helper = actor(MANAGER), actor(ASSISTANT, Role.OFFICER)
    with units.reading() as unit:
        page = opinions.page(unit, manager, ParkedQuery(limit=2))
        rest = opinions.page(unit, manager, ParkedQuery(before=page.next or 1))
        assert [one.id for one in (*page.items, *rest.items)] == ids[::-1]
        assert (page.open, page.answerable, page.answered) == (3, 3, 0)
        assert opinions.page(unit, helper, ParkedQuery()).answerable == 3, "own, and entitled again"
