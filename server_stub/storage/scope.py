"""What an actor may see: the one place that says so. Every query goes through `visible_to`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, false, or_, true

from desktop.domain.organizations import ancestor_ids, level_of
from desktop.domain.review import ReviewLevel, Role, may_review
from server_stub.storage.models import (
    Authorization,
    Material,
    Notice,
    Organization,
    ScopeExit,
)

if TYPE_CHECKING:
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

    @property
    def level(self) -> ReviewLevel:
        """The level at which the context's organization reviews."""
        return level_of(self.organization_kind)

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
    path = actor.organization_path
    if model is Material:
        return _materials(actor, by_index=by_index)
    if model is Organization:
        above = Organization.id.in_(ancestor_ids(path))
        return true() if actor.sees_all else or_(above, below(Organization.path, path))
    if model is Authorization:
        return _authorizations(actor)
    if model is ScopeExit:
        own = ScopeExit.business.in_((actor.business, ""))
        return and_(own, false() if actor.sees_all else below(ScopeExit.path, path))
    return true() if model is Notice else false()


def _materials(actor: Actor, *, by_index: bool) -> ColumnElement[bool]:
    business: ColumnElement[str] = Material.business.expression
    path: ColumnElement[str] = Material.organization_path.expression
    if not by_index:
        business, path = business + "", path + ""
    own = business == actor.business
    return own if actor.sees_all else and_(own, below(path, actor.organization_path))


def _authorizations(actor: Actor) -> ColumnElement[bool]:
    of_business = Authorization.business == actor.business
    if not actor.sees_all:
        of_business &= below(Authorization.organization_path, actor.organization_path)
    if Role.HR in actor.roles:
        return or_(of_business, Authorization.organization_id == actor.organization_id)
    return of_business
