"""The change feed and the outbox's way in."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from desktop.contract import routes
from desktop.contract.base import Cursor, Frozen
from desktop.contract.operations import OperationBatch, OutcomeQuery, Outcomes
from desktop.contract.problems import ProblemCode
from desktop.contract.sync import ChangesPage
from server_stub.routes.door import ACTING, ContextDoor
from server_stub.routes.problems import refusals
from server_stub.services import feed, reviewing

router = APIRouter(tags=["sync"])

_START_ANEW = (
    ProblemCode.CURSOR_UNKNOWN,
    ProblemCode.CURSOR_GONE,
    ProblemCode.SCOPE_CHANGED,
    ProblemCode.EPOCH_CHANGED,
)
_JSON = "application/json"


class _ChangesQuery(Frozen):
    """Where the reader stands (empty: at the start), and the most rows of a page."""

    cursor: Cursor = ""
    limit: Annotated[int, Field(ge=1, le=5000)] = 2000


@router.get(
    routes.CHANGES,
    response_class=Response,
    responses={200: {"model": ChangesPage}, **refusals(*ACTING, *_START_ANEW)},
)
def changes(door: ContextDoor, query: Annotated[_ChangesQuery, Query()]) -> Response:
    """Return what is new in the scope behind the cursor, in the order in which it came to be."""
    with door.acting() as act:
        page = feed.page(act.unit, act.actor, query.cursor, query.limit)
    return Response(page, media_type=_JSON)


@router.post(
    routes.DECISIONS,
    response_class=Response,
    responses={200: {"model": Outcomes}, **refusals(*ACTING)},
)
def decide(body: OperationBatch, door: ContextDoor) -> Response:
    """Judge operations; each key once, however often it comes."""
    with door.acting_to_write(former=True) as act:
        outcomes = reviewing.decide(act.unit, act.actor, act.signed_in, body)
    return Response(outcomes, media_type=_JSON)


@router.post(
    routes.DECISION_RESULTS,
    response_class=Response,
    responses={200: {"model": Outcomes}, **refusals(*ACTING)},
)
def decision_results(body: OutcomeQuery, door: ContextDoor) -> Response:
    """Return stored results; keys that never arrived are left out."""
    with door.acting(former=True) as act:
        stored = reviewing.results(act.unit, act.actor.person_id, body)
    return Response(stored, media_type=_JSON)
