"""Parked opinions and the one answer that each of them gets."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from desktop.contract import routes
from desktop.contract.base import Id
from desktop.contract.operations import OutcomeQuery
from desktop.contract.parked import (
    ParkedAnswer,
    ParkedPage,
    ParkedQuery,
    ParkedReplies,
    ParkedResult,
)
from desktop.contract.problems import ProblemCode
from server_stub.routes.door import ACTING, ContextDoor
from server_stub.routes.problems import refusals
from server_stub.services import adopting, opinions

router = APIRouter(tags=["parked"])


@router.get(routes.PARKED, responses=refusals(*ACTING))
def parked(door: ContextDoor, query: Annotated[ParkedQuery, Query()]) -> ParkedPage:
    """Return parked opinions of the own institution and of those below, the newest first."""
    with door.acting() as act:
        return opinions.page(act.unit, act.actor, query)


@router.post(routes.DECISION_REPLIES, responses=refusals(*ACTING))
def replies(body: OutcomeQuery, door: ContextDoor) -> ParkedReplies:
    """Return how own parked opinions were answered; unanswered ones are left out."""
    with door.acting(former=True) as act:
        return opinions.replies(act.unit, act.actor.person_id, body)


@router.put(
    routes.PARKED_ANSWER,
    response_class=Response,
    responses={
        200: {"model": ParkedResult},
        **refusals(*ACTING, ProblemCode.NOT_FOUND, ProblemCode.REASON_REQUIRED),
    },
)
def answer(parked_id: Annotated[Id, Path()], body: ParkedAnswer, door: ContextDoor) -> Response:
    """Adopt an opinion as the own decision, or decline it; the same answer has one effect."""
    with door.acting_to_write() as act:
        result = adopting.answer(act.unit, act.actor, act.signed_in, parked_id, body)
    return Response(result, media_type="application/json")
