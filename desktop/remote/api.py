"""One method per endpoint; answers are the contract's models."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel, ValidationError

from desktop.contract import routes
from desktop.contract.authorizing import (
    AuthorizationView,
    Generated,
    IssuedCodes,
    MatchedPerson,
)
from desktop.contract.courier import MEDIA_TYPE, CourierServer
from desktop.contract.operations import Outcomes
from desktop.contract.parked import ParkedPage, ParkedReplies, ParkedResult
from desktop.contract.session import (
    DemoInbox,
    DemoPeople,
    Reauth,
    RefreshRequest,
    ServerInfo,
    Session,
    SmsRequest,
    SmsRequested,
    Tokens,
)
from desktop.contract.sync import Manifest
from desktop.domain.errors import ExpectedError, RefusedError, SignInRequiredError
from desktop.remote.pages import Page
from desktop.remote.parts import PIECE_BYTES, Part, part_call, part_of
from desktop.remote.transport import Call

if TYPE_CHECKING:
    from typing import BinaryIO

    from desktop.contract.authorizing import (
        DirectRequest,
        GenerateRequest,
        MatchRequest,
        RevokeRequest,
    )
    from desktop.contract.courier import DeviceKeys
    from desktop.contract.operations import OutcomeQuery
    from desktop.contract.parked import ParkedAnswer, ParkedQuery
    from desktop.contract.session import Context, SmsVerify
    from desktop.remote.tokens import TokenStore
    from desktop.remote.transport import Carrier, Reply

M = TypeVar("M", bound=BaseModel)

_FILE_SECONDS: Final = 300.0
"""A server may take so long over hundreds of megabytes of pictures before its answer begins."""

_RENEWABLE: Final = frozenset({"session_expired", "sign_in_required"})
"""Codes of a 401 that a fresh access token may mend."""


class Api:
    """The server's endpoints for one person; safe to use from several threads."""

    def __init__(self, transport: Carrier, tokens: TokenStore) -> None:
        """Join the way to the server and the person's tokens."""
        self.transport = transport
        self._tokens = tokens
        self._refreshing = Lock()

    # Everybody

    def info(self) -> ServerInfo:
        """Return what the server says of itself."""
        return _parsed(ServerInfo, self.transport.exchange(_get(routes.INFO)))

    def demo_people(self) -> DemoPeople:
        """Return whom a demo server offers to be."""
        return _parsed(DemoPeople, self.transport.exchange(_get(routes.DEMO_PEOPLE)))

    def demo_inbox(self) -> DemoInbox:
        """Return the text messages of a demo server."""
        return _parsed(DemoInbox, self.transport.exchange(_get(routes.DEMO_INBOX)))

    def request_sms(self, phone: str) -> SmsRequested:
        """Send a 验证码 to a phone."""
        call = _post(routes.SMS_REQUEST, SmsRequest(phone=phone))
        return _parsed(SmsRequested, self.transport.exchange(call))

    def verify_sms(self, answer: SmsVerify) -> Tokens:
        """Sign in, and keep the tokens."""
        tokens = _parsed(Tokens, self.transport.exchange(_post(routes.SMS_VERIFY, answer)))
        self._tokens.save(tokens)
        return tokens

    # The person who is signed in

    @property
    def signed_in(self) -> bool:
        """Whether there are tokens at hand; the server may have ended their session."""
        return self._tokens.refresh_token() is not None

    def session(self) -> Session:
        """Return who is signed in, with which contexts."""
        return _parsed(Session, self._exchange(_get(routes.SESSION)))

    def sign_out(self) -> None:
        """Forget the tokens here in any case, and end the session where the server is reached."""
        try:
            self._exchange(_post(routes.SIGN_OUT))
        except ExpectedError:
            return
        finally:
            self._tokens.clear()

    def request_reauth(self) -> SmsRequested:
        """Send a 验证码 to the person, for an act that asks for fresh proof."""
        return _parsed(SmsRequested, self._exchange(_post(routes.REAUTH_REQUEST)))

    def reauth(self, request_id: str, code: str) -> None:
        """Prove who sits there."""
        self._exchange(_post(routes.REAUTH, Reauth(request_id=request_id, code=code)))

    # Sync

    def changes(self, context: Context, cursor: str, limit: int) -> Page:
        """Return a page of the feed behind a cursor; an empty cursor stands at the start.

        Raises:
            RefusedError: 410 with `cursor_gone`, `scope_changed` or `epoch_changed`: start anew.
        """
        query = {"limit": str(limit)}
        if cursor:
            query["cursor"] = cursor
        call = Call(method="GET", path=routes.CHANGES, query=query, headers=_in(context))
        return Page(self._exchange(call))

    def decide(self, context: Context, batch: bytes) -> Outcomes:
        """Hand in operations; each is judged once, however often it is handed in.

        Args:
            context: In whose name.
            batch: JSON of an `OperationBatch`; its operations go as they were stored.
        """
        call = Call(method="POST", path=routes.DECISIONS, body=batch, headers=_in(context))
        return _parsed(Outcomes, self._exchange(call))

    def results(self, context: Context, query: OutcomeQuery) -> Outcomes:
        """Return the stored results of those keys that the server knows."""
        return _parsed(Outcomes, self._exchange(_post(routes.DECISION_RESULTS, query, context)))

    def replies(self, context: Context, query: OutcomeQuery) -> ParkedReplies:
        """Return how own parked operations were answered; unanswered ones are left out."""
        return _parsed(
            ParkedReplies, self._exchange(_post(routes.DECISION_REPLIES, query, context))
        )

    # Parked opinions

    def parked(self, context: Context, query: ParkedQuery) -> ParkedPage:
        """Return parked opinions of the own institution and of those below."""
        asked = {key: str(value) for key, value in query.model_dump(mode="json").items()}
        call = Call(method="GET", path=routes.PARKED, query=asked, headers=_in(context))
        return _parsed(ParkedPage, self._exchange(call))

    def answer_parked(self, context: Context, parked_id: int, answer: ParkedAnswer) -> ParkedResult:
        """Adopt a parked opinion or decline it; the same answer has one effect, however often."""
        path = routes.PARKED_ANSWER.format(parked_id=parked_id)
        body = answer.model_dump_json().encode()
        call = Call(method="PUT", path=path, body=body, headers=_in(context))
        return _parsed(ParkedResult, self._exchange(call))

    # Pictures

    def manifest(self, context: Context, material_id: int) -> Manifest:
        """Return which pictures a material has."""
        path = routes.MATERIAL_MANIFEST.format(material_id=material_id)
        return _parsed(Manifest, self._exchange(_get(path, context)))

    def attachment(
        self,
        context: Context,
        material_id: int,
        sha256: str,
        *,
        offset: int = 0,
        size: int = PIECE_BYTES,
    ) -> Part:
        """Return a piece of a picture behind an offset; all where the server knows no pieces."""
        path = routes.ATTACHMENT.format(material_id=material_id, sha256=sha256)
        call = part_call(path, _in(context), sha256, offset, size)
        return part_of(self._exchange(call), offset)

    # The courier

    def register_courier(self, context: Context, keys: DeviceKeys) -> CourierServer:
        """Tell the server the public keys of this device in a context; return the server's.

        Raises:
            RefusedError: `courier_revoked`: these keys are used up, new ones are needed.
        """
        body = keys.model_dump_json().encode()
        call = Call(method="PUT", path=routes.COURIER_DEVICE, body=body, headers=_in(context))
        return _parsed(CourierServer, self._exchange(call))

    def courier(self, request: bytes, answer: BinaryIO, limit: int) -> None:
        """Hand in a sealed file of anybody and write the sealed answer down.

        Args:
            request: The file.
            answer: Where the answer goes, at its start.
            limit: Most bytes of it.

        Raises:
            RefusedError: `courier_damaged` or `courier_unknown`.
        """
        call = Call(
            method="POST",
            path=routes.COURIER_FILES,
            body=request,
            media_type=MEDIA_TYPE,
            sink=answer,
            answer_bytes=limit,
            patience=_FILE_SECONDS,
        )
        self._exchange(call)

    # Authorizations

    def codes(self, context: Context) -> IssuedCodes:
        """Return the living codes of the scope."""
        return _parsed(IssuedCodes, self._exchange(_get(routes.CODES, context)))

    def generate(self, context: Context, request: GenerateRequest) -> Generated:
        """Generate or re-issue codes."""
        return _parsed(Generated, self._exchange(_post(routes.GENERATE, request, context)))

    def match(self, context: Context, request: MatchRequest) -> MatchedPerson:
        """Find the verified person behind an ID number."""
        return _parsed(MatchedPerson, self._exchange(_post(routes.MATCH, request, context)))

    def direct(self, context: Context, request: DirectRequest) -> AuthorizationView:
        """Make a matched person the 业务管理人."""
        return _parsed(AuthorizationView, self._exchange(_post(routes.DIRECT, request, context)))

    def revoke(self, context: Context, request: RevokeRequest) -> AuthorizationView:
        """End an authorization."""
        return _parsed(AuthorizationView, self._exchange(_post(routes.REVOKE, request, context)))

    def _exchange(self, call: Call) -> Reply:
        """Send a call in the person's name; a stale access token is renewed once."""
        access = self._tokens.access_token() or self._renewed(None)
        try:
            return self.transport.exchange(_signed(call, access))
        except SignInRequiredError as error:
            if error.code not in _RENEWABLE:
                raise
            return self.transport.exchange(_signed(call, self._renewed(access)))

    def _renewed(self, stale: str | None) -> str:
        """Return an access token other than the stale one; one thread renews, others wait."""
        with self._refreshing:
            current = self._tokens.access_token()
            if current is not None and current != stale:
                return current
            refresh = self._tokens.refresh_token()
            if refresh is None:
                raise SignInRequiredError("sign_in_required")
            call = _post(routes.REFRESH, RefreshRequest(refresh_token=refresh))
            tokens = _parsed(Tokens, self.transport.exchange(call))
            self._tokens.save(tokens)
            return tokens.access_token


def _get(path: str, context: Context | None = None) -> Call:
    return Call(method="GET", path=path, headers=_in(context))


def _post(path: str, model: BaseModel | None = None, context: Context | None = None) -> Call:
    body = b"" if model is None else model.model_dump_json().encode()
    return Call(method="POST", path=path, body=body, headers=_in(context))


def _in(context: Context | None) -> dict[str, str]:
    return {} if context is None else {routes.HEADER_CONTEXT: context.key}


def _signed(call: Call, access: str) -> Call:
    return replace(call, headers={**call.headers, "Authorization": f"Bearer {access}"})


def _parsed(model: type[M], reply: Reply) -> M:
    try:
        return model.model_validate_json(reply.body)
    except ValidationError:
        # The cause quotes what came, perhaps personal data: it must not reach a log.
        raise RefusedError("answer_malformed", status=reply.status) from None
