"""What a server says of itself to everybody; in a demo also its people and their messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.contract.base import API_VERSION
from desktop.contract.problems import ProblemCode
from desktop.contract.session import DemoInbox, DemoMessage, DemoPeople, DemoPerson, ServerInfo
from server_stub.services.actors import contexts_of
from server_stub.services.refusals import Refusal
from server_stub.settings import VERSION
from server_stub.storage.models import Person

if TYPE_CHECKING:
    from server_stub.services.unit import Unit, Units


def info(units: Units) -> ServerInfo:
    """Return name, version and whether this is a demo."""
    return ServerInfo(
        name=units.settings.name,
        version=VERSION,
        api_version=API_VERSION,
        min_client=units.settings.min_client,
        demo=units.settings.demo,
        server_time=int(units.providers.clock()),
    )


def demo_people(unit: Unit) -> DemoPeople:
    """Return whom the sign-in screen of a demo offers, in their order.

    Raises:
        Refusal: `not_found` outside a demo.
    """
    _require_demo(unit)
    ranked = select(Person).where(Person.demo_rank.is_not(None)).order_by(Person.demo_rank)
    people = []
    for person in unit.session.scalars(ranked):
        contexts = contexts_of(unit, person)
        if contexts:
            first = contexts[0]
            people.append(
                DemoPerson(
                    name=person.name,
                    phone=person.phone,
                    organization_name=first.organization_name,
                    organization_kind=first.organization_kind,
                    roles=tuple(sorted(first.roles)),
                )
            )
    return DemoPeople(people=tuple(people))


def demo_inbox(unit: Unit) -> DemoInbox:
    """Return the messages that the bundled sender kept, the newest first.

    Raises:
        Refusal: `not_found` outside a demo.
    """
    _require_demo(unit)
    messages = unit.providers.sms.recent()
    return DemoInbox(
        messages=tuple(
            DemoMessage(phone=one.phone, code=one.code, sent_at=one.sent_at) for one in messages
        )
    )


def _require_demo(unit: Unit) -> None:
    if not unit.settings.demo:
        raise Refusal(ProblemCode.NOT_FOUND)
