"""What an actor may see: the one place that says so. Every query goes through `visible_to`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, false, or_, select, true

from desktop.domain.organizations import ancestor_ids, level_of
from desktop.domain.review import ReviewLevel, Role, may_review
from server_stub.storage.models import (
    Authorization,
    Material,
    Notice,
    Organization,
    Parked,
    ScopeExit,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from desktop.domain.organizations import OrganizationKind
    from server_stub.storage.base import Base


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one context: institution × business with the rights held there now.

    `former` holds the rights that the person once had in this context and lost.
    """

    person_id: int
    person_name: str
    organization_id: int
    organization_name: str
    organization_path: str
    organization_kind: OrganizationKind
    business: str
    roles: frozenset[Role]
    former: frozenset[Role] = frozenset()
    level: ReviewLevel = field(init=False)
    """The level at which the context's organization reviews."""

    def __post_init__(self) -> None:
        """Find the level once: judging a batch asks for it a thousand times."""
        object.__setattr__(self, "level", level_of(self.organization_kind))

    @property
    def sees_all(self) -> bool:
        """Whether the whole platform is the scope."""
        return Role.PLATFORM_ADMIN in self.roles

    @property
    def sees_in_full(self) -> bool:
        """Whether personal numbers are shown unmasked: to reviewers on the chain only."""
        return may_review(self.roles)


def below(
    column: ColumnElement[str] | InstrumentedAttribute[str], path: str
) -> ColumnElement[bool]:
    """Return the condition "this path or one under it" as an index range."""
    return and_(column >= path, column < f"{path[:-1]}0")  # "0" follows "/"


def visible_to(actor: Actor, model: type[Base], *, by_index: bool = True) -> ColumnElement[bool]:
    """Return the condition under which the actor may know of a row of `model`.

    An actor without any right sees nothing; a model that is not named here is seen by nobody.

    Args:
        actor: Who asks, in which context.
        model: What is asked for.
        by_index: False keeps the database from finding materials by their scope, where the query
            goes along another index and only checks the scope.
    """
    if not actor.roles:
        return false()
    if model is Material:
        return _materials(actor, by_index=by_index)
    rule = _RULES.get(model)
    return rule(actor) if rule is not None else false()


def _materials(actor: Actor, *, by_index: bool) -> ColumnElement[bool]:
    business: ColumnElement[str] = Material.business.expression
    path: ColumnElement[str] = Material.organization_path.expression
    if not by_index:
        business, path = business + "", path + ""
    own = business == actor.business
    return own if actor.sees_all else and_(own, below(path, actor.organization_path))


def _organizations(actor: Actor) -> ColumnElement[bool]:
    if actor.sees_all:
        return true()
    path = actor.organization_path
    return or_(Organization.id.in_(ancestor_ids(path)), below(Organization.path, path))


def _departures(actor: Actor) -> ColumnElement[bool]:
    own = ScopeExit.business.in_((actor.business, ""))
    inside = below(ScopeExit.path, actor.organization_path)
    return and_(own, false() if actor.sees_all else inside)


def _notices(_actor: Actor) -> ColumnElement[bool]:
    return true()


def _authorizations(actor: Actor) -> ColumnElement[bool]:
    of_business = Authorization.business == actor.business
    if not actor.sees_all:
        of_business &= below(Authorization.organization_path, actor.organization_path)
    if Role.HR in actor.roles:
        return or_(of_business, Authorization.organization_id == actor.organization_id)
    return of_business


def _parked(actor: Actor) -> ColumnElement[bool]:
    """Show what was parked to who holds the business of the institution, or reviews above it."""
    of_business = Parked.business == actor.business
    if Role.OFFICER in actor.roles:
        homes = select(Organization.id).where(below(Organization.path, actor.organization_path))
        return and_(of_business, Parked.organization_id.in_(homes))
    if Role.MANAGER in actor.roles:
        return and_(of_business, Parked.organization_id == actor.organization_id)
    return false()


_RULES: Final[dict[type[Base], Callable[[Actor], ColumnElement[bool]]]] = {
    Organization: _organizations,
    Authorization: _authorizations,
    Parked: _parked,
    ScopeExit: _departures,
    Notice: _notices,
}
"""Who may know of what; materials have a rule of their own."""
