"""Authorization codes and managers."""

from fastapi import APIRouter

from desktop.contract import routes
from desktop.contract.authorizing import (
    AuthorizationView,
    DirectRequest,
    Generated,
    GenerateRequest,
    IssuedCodes,
    MatchedPerson,
    MatchRequest,
    RevokeRequest,
)
from desktop.contract.problems import ProblemCode
from server_stub.routes.door import ACTING, ContextDoor
from server_stub.routes.problems import refusals
from server_stub.services import authorizing

router = APIRouter(tags=["authorization"])

_STATE = (
    ProblemCode.ALREADY_AUTHORIZED,
    ProblemCode.NOT_GENERATED,
    ProblemCode.STOPPED,
)


@router.get(routes.CODES, responses=refusals(*ACTING))
def codes(door: ContextDoor) -> IssuedCodes:
    """Return the living codes that the context may hand out; never to be stored by a client."""
    with door.acting() as act:
        return authorizing.codes(act.unit, act.actor)


@router.post(routes.GENERATE, responses=refusals(*ACTING))
def generate(body: GenerateRequest, door: ContextDoor) -> Generated:
    """Generate or re-issue codes; what got none is listed with its reason."""
    with door.acting_to_write() as act:
        return authorizing.generate(act.unit, act.actor, body)


@router.post(
    routes.MATCH,
    responses=refusals(
        *ACTING,
        *_STATE,
        ProblemCode.NOT_FOUND,
        ProblemCode.PERSON_NOT_FOUND,
        ProblemCode.PERSON_NOT_VERIFIED,
    ),
)
def match(body: MatchRequest, door: ContextDoor) -> MatchedPerson:
    """Find the verified person behind an ID-card number."""
    with door.acting_to_write() as act:
        return authorizing.match(act.unit, act.actor, act.signed_in, body)


@router.post(
    routes.DIRECT,
    responses=refusals(
        *ACTING,
        *_STATE,
        ProblemCode.NOT_FOUND,
        ProblemCode.REAUTH_REQUIRED,
        ProblemCode.MATCH_EXPIRED,
        ProblemCode.PERSON_NOT_VERIFIED,
    ),
)
def direct(body: DirectRequest, door: ContextDoor) -> AuthorizationView:
    """Bind the matched person."""
    with door.acting_to_write() as act:
        return authorizing.direct(act.unit, act.actor, act.signed_in, body)


@router.post(
    routes.REVOKE,
    responses=refusals(
        *ACTING,
        ProblemCode.NOT_FOUND,
        ProblemCode.REAUTH_REQUIRED,
        ProblemCode.NOT_GENERATED,
        ProblemCode.NOT_AUTHORIZED,
        ProblemCode.REASON_REQUIRED,
        ProblemCode.CONFIRMATION_MISMATCH,
    ),
)
def revoke(body: RevokeRequest, door: ContextDoor) -> AuthorizationView:
    """End an authorization and the rights that follow from it."""
    with door.acting_to_write() as act:
        return authorizing.revoke(act.unit, act.actor, act.signed_in, body)
