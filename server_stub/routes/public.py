"""What anybody may ask: public information, and the demo's people and inbox."""

from fastapi import APIRouter, Request

from desktop.contract import routes
from desktop.contract.problems import ProblemCode
from desktop.contract.session import DemoInbox, DemoPeople, ServerInfo
from server_stub.routes.door import PUBLIC, PublicDoor
from server_stub.routes.problems import refusals
from server_stub.services import informing

router = APIRouter(tags=["public"])
"""Answers without `Api-Version`: a client of any age learns whether it is too old."""

demo_router = APIRouter(tags=["demo"])
"""Mounted in a demo only."""


@router.get(routes.INFO, responses=refusals(ProblemCode.MALFORMED, ProblemCode.INTERNAL))
def info(request: Request) -> ServerInfo:
    """Name, version, whether this is a demo, the time."""
    return informing.info(request.app.state.units)


@demo_router.get(routes.DEMO_PEOPLE, responses=refusals(*PUBLIC, ProblemCode.NOT_FOUND))
def demo_people(door: PublicDoor) -> DemoPeople:
    """The people whom the sign-in screen of a demo offers."""
    with door.reading() as unit:
        return informing.demo_people(unit)


@demo_router.get(routes.DEMO_INBOX, responses=refusals(*PUBLIC, ProblemCode.NOT_FOUND))
def demo_inbox(door: PublicDoor) -> DemoInbox:
    """The text messages that the demo did not really send."""
    with door.reading() as unit:
        return informing.demo_inbox(unit)
