"""Sign-in by phone code, tokens, the session."""

from fastapi import APIRouter

from desktop.contract import routes
from desktop.contract.problems import ProblemCode
from desktop.contract.session import (
    Reauth,
    RefreshRequest,
    Session,
    SmsRequest,
    SmsRequested,
    SmsVerify,
    Tokens,
)
from server_stub.routes.door import PUBLIC, SIGNED_IN, PersonDoor, PublicDoor
from server_stub.routes.problems import refusals
from server_stub.services import sessions, signing_in

router = APIRouter(tags=["session"])

_CODE = (ProblemCode.CODE_WRONG, ProblemCode.CODE_BURNT, ProblemCode.CODE_EXPIRED)


@router.post(routes.SMS_REQUEST, responses=refusals(*PUBLIC))
def request_sms(body: SmsRequest, door: PublicDoor) -> SmsRequested:
    """Send a 验证码; the answer is the same for phones that nobody holds."""
    with door.writing() as unit:
        return signing_in.request_code(unit, body.phone, door.address)


@router.post(routes.SMS_VERIFY, responses=refusals(*PUBLIC, *_CODE, ProblemCode.ACCOUNT_DISABLED))
def verify_sms(body: SmsVerify, door: PublicDoor) -> Tokens:
    """Begin a session with the 验证码."""
    with door.writing() as unit:
        return signing_in.verify(unit, body, door.address)


@router.post(
    routes.REFRESH,
    responses=refusals(*PUBLIC, ProblemCode.SIGN_IN_REQUIRED, ProblemCode.ACCOUNT_DISABLED),
)
def refresh(body: RefreshRequest, door: PublicDoor) -> Tokens:
    """Rotate the tokens; the former refresh token works until its successor was used."""
    with door.writing() as unit:
        return sessions.refresh(unit, body.refresh_token)


@router.post(routes.SIGN_OUT, status_code=204, responses=refusals(*SIGNED_IN))
def sign_out(door: PersonDoor) -> None:
    """End this session."""
    with door.visiting_to_write() as visit:
        sessions.end(visit.unit, visit.signed_in)


@router.post(routes.REAUTH_REQUEST, responses=refusals(*SIGNED_IN))
def request_reauth(door: PersonDoor) -> SmsRequested:
    """Send a 验证码 to the person who is signed in."""
    with door.visiting_to_write() as visit:
        return signing_in.request_proof(visit.unit, visit.signed_in, door.address)


@router.post(routes.REAUTH, status_code=204, responses=refusals(*SIGNED_IN, *_CODE))
def reauth(body: Reauth, door: PersonDoor) -> None:
    """Prove anew who sits there, for acts that ask for it."""
    with door.visiting_to_write() as visit:
        signing_in.prove(visit.unit, visit.signed_in, body, door.address)


@router.get(routes.SESSION, responses=refusals(*SIGNED_IN))
def session(door: PersonDoor) -> Session:
    """Return who is signed in, with the contexts held now, limits and the offline lease."""
    with door.visiting() as visit:
        return sessions.describe(visit.unit, visit.signed_in)
