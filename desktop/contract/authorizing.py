"""Authorization codes and managers: online-only, because the secret lives on the server."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Answer, BusinessCode, Epoch, Frozen, Id
from desktop.contract.session import Token
from desktop.domain.authorization import AuthorizationState, RevocationPurpose
from desktop.domain.review import REMARK_MAX_LENGTH


class IssuedCode(Answer):
    """A living authorization code; shown, never stored by a client."""

    authorization_id: Id
    organization_id: Id
    business: BusinessCode
    code: str
    expires_at: Epoch


class IssuedCodes(Answer):
    """Living codes of the scope."""

    codes: tuple[IssuedCode, ...]


class GenerateRequest(Frozen):
    """Generates (or re-issues) codes for institutions of the own subtree."""

    organization_ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=500)]
    business: BusinessCode


class GenerateSkip(Answer):
    """An institution that got no code, and why."""

    organization_id: Id
    code: str


class Generated(Answer):
    """What a (bulk) generation did; nothing half-fails silently."""

    codes: tuple[IssuedCode, ...]
    skipped: tuple[GenerateSkip, ...] = ()


class MatchRequest(Frozen):
    """Looks for the verified person behind an ID-card number, before 直接授权."""

    organization_id: Id
    business: BusinessCode
    id_number: Annotated[str, Field(min_length=15, max_length=18, pattern=r"^[0-9Xx]+$")]


class MatchedPerson(Answer):
    """The person found, masked; the token binds the confirmation to this match."""

    match_token: Token
    name: str
    id_number: str
    phone: str
    expires_in: int


class DirectRequest(Frozen):
    """Confirms the matched person as 业务管理人."""

    match_token: Token


class RevokeRequest(Frozen):
    """解除授权: the typed name of the institution proves that it was meant."""

    organization_id: Id
    business: BusinessCode
    purpose: RevocationPurpose
    reason: Annotated[str, Field(min_length=1, max_length=REMARK_MAX_LENGTH)]
    typed_name: Annotated[str, Field(min_length=1, max_length=200)]


class AuthorizationView(Answer):
    """The authorization after an act."""

    authorization_id: Id
    organization_id: Id
    business: BusinessCode
    state: AuthorizationState
    seq: int
    manager_name: str = ""
    manager_phone: str = ""
    activated_at: Epoch | None = None
