"""Authorizations of the demo: all states over the tree, some codes about to expire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.authorization import (
    CODE_ALPHABET,
    CODE_LENGTH,
    CODE_VALID_SECONDS,
    AuthorizationState,
)
from desktop.domain.businesses import BUSINESSES, PROBATION_BUSINESS
from server_stub.demo.batches import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from server_stub.demo.organizations import OrganizationSeed, Tree

STORY_CODE: Final = "6RTCrbh9"
"""授权码 of 示例县中医医院, as the guides print one."""

_SHARES: Final = (
    (AuthorizationState.ACTIVATED, 46),
    (AuthorizationState.GENERATED, 26),
    (AuthorizationState.NOT_GENERATED, 25),
    (AuthorizationState.STOPPED, 3),
)
_HOSPITAL_STATES: Final = {
    "30": AuthorizationState.GENERATED,
    "03": AuthorizationState.NOT_GENERATED,
    "54": AuthorizationState.GENERATED,
    "14": AuthorizationState.STOPPED,
    "58": AuthorizationState.GENERATED,
}
"""The hospital's other businesses; those not named are 未生成."""

_EXPIRED: Final = 0.03
_ABOUT_TO_EXPIRE: Final = 0.15
_CODE_AGE: Final = 5 * DAY
_WAS_ACTIVE: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationSeed:
    """An authorization as it goes into the database; who is bound is the cast's to say."""

    organization_id: int
    organization_path: str
    business: str
    state: AuthorizationState
    code: str | None = None
    generated_at: int | None = None
    expires_at: int | None = None
    activated_at: int | None = None
    stopped_by_path: str = ""


def build_authorizations(random: Random, tree: Tree, now: int) -> tuple[AuthorizationSeed, ...]:
    """Give every organization below the province a state, and the hospital all its businesses."""
    maker = _Maker(random, tree, now)
    return tuple(maker.all())


class _Maker:
    def __init__(self, random: Random, tree: Tree, now: int) -> None:
        self._random = random
        self._tree = tree
        self._now = now
        self._by_id = tree.by_id()
        active = AuthorizationState.ACTIVATED
        self._story = {
            tree.province.id: active,
            tree.city.id: active,
            tree.county.id: active,
            tree.hospital.id: active,
            tree.township.id: active,
            tree.city_hospital.id: active,
            tree.neighbour.id: AuthorizationState.GENERATED,
            tree.organizations[-1].id: AuthorizationState.NOT_GENERATED,
        }
        for organization in tree.organizations:
            if organization.name in {"样例县卫生健康局", "武汉市卫生健康委员会"}:
                self._story[organization.id] = active

    def all(self) -> Iterator[AuthorizationSeed]:
        states, weights = [state for state, _ in _SHARES], [weight for _, weight in _SHARES]
        for organization in self._tree.organizations:
            state = self._story.get(organization.id) or self._random.choices(states, weights)[0]
            yield self._seed(organization, PROBATION_BUSINESS, state)
        for unit in (self._tree.hospital, self._tree.neighbour, self._tree.city_hospital):
            for business in BUSINESSES:
                if business.code != PROBATION_BUSINESS:
                    state = AuthorizationState.NOT_GENERATED
                    if unit is self._tree.hospital:
                        state = _HOSPITAL_STATES.get(business.code, state)
                    yield self._seed(unit, business.code, state)

    def _seed(
        self, organization: OrganizationSeed, business: str, state: AuthorizationState
    ) -> AuthorizationSeed:
        is_generated = state is AuthorizationState.GENERATED
        is_active = state is AuthorizationState.ACTIVATED
        generated_at = self._generated_at(organization) if is_generated else None
        was_active = is_active or (not is_generated and self._random.random() < _WAS_ACTIVE)
        activated_at = self._now - int((3 + self._random.random() * 300) * DAY)
        parent = self._by_id.get(organization.parent_id or 0)
        is_stopped = state is AuthorizationState.STOPPED
        return AuthorizationSeed(
            organization_id=organization.id,
            organization_path=organization.path,
            business=business,
            state=state,
            code=self._code(organization, business) if is_generated else None,
            generated_at=activated_at - DAY if was_active else generated_at,
            expires_at=generated_at + CODE_VALID_SECONDS if generated_at else None,
            activated_at=activated_at if was_active or is_stopped else None,
            stopped_by_path=parent.path if is_stopped and parent else "",
        )

    def _generated_at(self, organization: OrganizationSeed) -> int:
        """Return when a code was made: mostly lately, some are about to expire, few are dead."""
        if organization is self._tree.neighbour:
            return self._now - DAY
        share = self._random.random()
        if share < _EXPIRED:
            return self._now - CODE_VALID_SECONDS - 2 * DAY
        if share < _EXPIRED + _ABOUT_TO_EXPIRE:
            return self._now - CODE_VALID_SECONDS + int(self._random.random() * 2 * DAY) + 3600
        return self._now - int(self._random.random() * _CODE_AGE)

    def _code(self, organization: OrganizationSeed, business: str) -> str:
        if organization is self._tree.neighbour and business == PROBATION_BUSINESS:
            return STORY_CODE
        return "".join(self._random.choices(CODE_ALPHABET, k=CODE_LENGTH))
