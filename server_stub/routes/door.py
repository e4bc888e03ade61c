"""How a request enters: who asks, in which context, in which unit of work.

A route opens its unit itself, around the whole call of the service and inside one thread:
the commit has happened (or failed) before there is any answer, and a thread that holds the
writers' turn never waits for another thread.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import Depends, Header, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from desktop.contract.base import API_VERSION
from desktop.contract.problems import ProblemCode
from desktop.contract.routes import HEADER_API_VERSION, HEADER_CONTEXT
from server_stub.services import audit, sessions
from server_stub.services.actors import SignedIn, actor_in
from server_stub.services.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server_stub.services.actors import Actor
    from server_stub.services.unit import Unit, Units

_log = logging.getLogger(__name__)

PUBLIC: Final = (
    ProblemCode.MALFORMED,
    ProblemCode.UPGRADE_REQUIRED,
    ProblemCode.TOO_LARGE,
    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
    ProblemCode.RATE_LIMITED,
    ProblemCode.INTERNAL,
    ProblemCode.BUSY,
    ProblemCode.SERVER_STORAGE_FULL,
)
"""Problems that any route may answer."""

SIGNED_IN: Final = (
    *PUBLIC,
    ProblemCode.SIGN_IN_REQUIRED,
    ProblemCode.SESSION_EXPIRED,
    ProblemCode.ACCOUNT_DISABLED,
)
"""Problems of a route that needs a session."""

ACTING: Final = (
    *SIGNED_IN,
    ProblemCode.CONTEXT_REQUIRED,
    ProblemCode.NOT_PERMITTED,
)
"""Problems of a route that needs a context."""

_bearer = HTTPBearer(auto_error=False, description="The access token.")


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of a person who is signed in."""

    unit: Unit
    signed_in: SignedIn


@dataclass(frozen=True, slots=True)
class Act:
    """A request of a person in a context."""

    unit: Unit
    signed_in: SignedIn
    actor: Actor


class Door:
    """Opens units of work for one request.

    Args:
        units: The server's units of work.
        token: Access token, empty where there is none.
        context: Value of the header `Context`.
        address: Network address of the client.
    """

    def __init__(self, units: Units, token: str, context: str, address: str) -> None:
        self._units = units
        self._token = token
        self._context = context
        self.address = address

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Open a reading unit for anybody."""
        with self._units.reading() as unit:
            yield unit

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """Open a writing unit for anybody; a refusal that says `keep` is committed."""
        kept: Refusal | None = None
        with self._units.writing() as unit:
            try:
                yield unit
            except Refusal as refusal:
                if not refusal.keep:
                    raise
                kept = refusal
        if kept is not None:
            raise kept

    @contextmanager
    def visiting(self) -> Iterator[Visit]:
        """Open a reading unit for a person who is signed in."""
        with self._units.reading() as unit:
            session = sessions.authenticate(unit, self._token)
            if session.stale:
                self._touch(session.signed_in)
            yield Visit(unit, session.signed_in)

    @contextmanager
    def visiting_to_write(self) -> Iterator[Visit]:
        """Open a writing unit for a person who is signed in."""
        with self.writing() as unit:
            session = sessions.authenticate(unit, self._token)
            sessions.touch(unit, session.signed_in)
            yield Visit(unit, session.signed_in)

    @contextmanager
    def acting(self, *, former: bool = False) -> Iterator[Act]:
        """Open a reading unit for a person in a context (see `actor_in` for `former`)."""
        with self._noting_denials(), self.visiting() as visit:
            actor = actor_in(visit.unit, visit.signed_in, self._context, former=former)
            yield Act(visit.unit, visit.signed_in, actor)

    @contextmanager
    def acting_to_write(self, *, former: bool = False) -> Iterator[Act]:
        """Open a writing unit for a person in a context (see `actor_in` for `former`)."""
        with self._noting_denials(), self.visiting_to_write() as visit:
            actor = actor_in(visit.unit, visit.signed_in, self._context, former=former)
            yield Act(visit.unit, visit.signed_in, actor)

    def _touch(self, signed_in: SignedIn) -> None:
        with self._units.writing() as unit:
            sessions.touch(unit, signed_in)

    @contextmanager
    def _noting_denials(self) -> Iterator[None]:
        try:
            yield
        except Refusal as refusal:
            if refusal.code is ProblemCode.NOT_PERMITTED:
                self._note_denial()
            raise

    def _note_denial(self) -> None:
        with self._units.writing() as unit:
            person_id = sessions.authenticate(unit, self._token).signed_in.person_id
            event = audit.Event("access.denied", person_id, self._context, success=False)
            audit.append(unit, event)


async def open_door(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Door:
    """Make the door of a request without a context."""
    return _door(request, credentials, "")


async def open_door_in_context(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    context: Annotated[
        str,
        Header(
            alias=HEADER_CONTEXT,
            description="`<organization id>-<business code>`: the context to act in.",
        ),
    ] = "",
) -> Door:
    """Make the door of a request that acts in a context."""
    return _door(request, credentials, context)


async def open_public_door(request: Request) -> Door:
    """Make the door of a request that anybody may make."""
    return _door(request, None, "")


def _door(request: Request, credentials: HTTPAuthorizationCredentials | None, context: str) -> Door:
    token = credentials.credentials if credentials else ""
    address = request.client.host if request.client else ""
    return Door(request.app.state.units, token, context, address)


async def check_version(
    version: Annotated[
        str,
        Header(
            alias=HEADER_API_VERSION,
            description="Version of the API that the client speaks.",
            json_schema_extra={"enum": [str(API_VERSION)]},
        ),
    ] = "",
) -> None:
    """Refuse a client that is too old, before anything of its request is judged."""
    if version != str(API_VERSION):
        raise Refusal(ProblemCode.UPGRADE_REQUIRED)


PublicDoor = Annotated[Door, Depends(open_public_door)]
PersonDoor = Annotated[Door, Depends(open_door)]
ContextDoor = Annotated[Door, Depends(open_door_in_context)]
