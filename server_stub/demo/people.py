"""The demo's people with an account: the cast of the story, managers of units, spare people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.contract.session import IdentityState
from desktop.domain.businesses import PROBATION_BUSINESS, IdType, Sex
from desktop.domain.identity import make_resident_id
from desktop.domain.review import Role
from server_stub.demo.names import NumberMint, draw_name, draw_phone
from server_stub.services.binding import bound_role

if TYPE_CHECKING:
    from collections.abc import Collection
    from random import Random

    from server_stub.demo.organizations import OrganizationSeed, Tree

SPARE_ID_NUMBER: Final = make_resident_id("421921", date(1988, 5, 12), 26)
"""马文静: verified with an ID card and without a right: whom the story authorizes directly."""

UNVERIFIED_ID_NUMBER: Final = make_resident_id("421921", date(1992, 11, 3), 17)
"""丁海波: known to the platform, not verified."""

_FIRST_ACCOUNT: Final = 1_900_000
"""Documents of people with an account come from the far end of the mint's numbers."""

_PHONE: Final = "1390000{:04d}"
_SPARE: Final = 48
_IDENTITY_STATES: Final = (
    *(IdentityState.VERIFIED,) * 6,
    IdentityState.UNVERIFIED,
    IdentityState.WAITING,
    IdentityState.REFUSED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSeed:
    """A person as it goes into the database."""

    id: int
    name: str
    phone: str
    id_type: IdType
    id_number: str
    identity: IdentityState
    demo_rank: int | None = None


class GrantSeed(NamedTuple):
    """A right of a person; an empty business stands for all of them."""

    person_id: int
    organization_id: int
    business: str
    role: Role


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody with an account, and what they may do."""

    people: tuple[PersonSeed, ...]
    grants: tuple[GrantSeed, ...]

    def reviewers(self) -> dict[int, tuple[PersonSeed, ...]]:
        """Return who reviews for the probation business, by organization, the main one first."""
        by_id = {person.id: person for person in self.people}
        found: dict[int, tuple[PersonSeed, ...]] = {}
        for person_id, organization_id, business, role in self.grants:
            if business == PROBATION_BUSINESS and role is not Role.HR:
                found[organization_id] = (*found.get(organization_id, ()), by_id[person_id])
        return found

    def managers(self) -> dict[int, PersonSeed]:
        """Return who is bound by the authorization for the probation business, by organization."""
        return {organization_id: people[0] for organization_id, people in self.reviewers().items()}


class _Part(NamedTuple):
    name: str
    organization: OrganizationSeed
    roles: tuple[Role, ...]


def build_cast(random: Random, tree: Tree, activated: Collection[int], newest: date) -> Cast:
    """Make the people.

    Args:
        random: Source of names and numbers.
        tree: Where they work.
        activated: Ids of the organizations whose authorization is bound to somebody.
        newest: Nobody is born after this day.
    """
    builder = _Builder(random, newest)
    for part in _story(tree):
        builder.add_part(part)
    for organization in tree.organizations:
        if organization.id in activated and organization.id not in builder.bound:
            person = builder.add_person(draw_name(random).name, IdentityState.VERIFIED)
            builder.grant(person, organization, bound_role(organization.kind))
    builder.add_person("马文静", IdentityState.VERIFIED, id_number=SPARE_ID_NUMBER)
    builder.add_person("丁海波", IdentityState.UNVERIFIED, id_number=UNVERIFIED_ID_NUMBER)
    for n in range(_SPARE):
        builder.add_person(draw_name(random).name, _IDENTITY_STATES[n % len(_IDENTITY_STATES)])
    return Cast(tuple(builder.people), tuple(builder.grants))


def _story(tree: Tree) -> tuple[_Part, ...]:
    officer = (Role.OFFICER,)
    named = {organization.name: organization for organization in tree.organizations}
    return (
        _Part("张岚", tree.hospital, (Role.HR, Role.MANAGER)),
        _Part("刘梅", tree.county, officer),
        _Part("陈建国", tree.city, officer),
        _Part("周敏", tree.province, officer),
        _Part("李志强", tree.hospital, (Role.ASSISTANT,)),
        _Part("吴倩", tree.neighbour, (Role.HR,)),
        _Part("何晓峰", tree.township, (Role.MANAGER,)),
        _Part("孙悦", tree.city_hospital, (Role.HR, Role.MANAGER)),
        _Part("高翔", named["样例县卫生健康局"], officer),
        _Part("林静怡", named["武汉市卫生健康委员会"], officer),
        _Part("郑凯", tree.province, (Role.PLATFORM_ADMIN,)),
    )


class _Builder:
    def __init__(self, random: Random, newest: date) -> None:
        self.people: list[PersonSeed] = []
        self.grants: list[GrantSeed] = []
        self.bound: set[int] = set()
        self._random = random
        self._mint = NumberMint(random, newest)
        self._phones: set[str] = set()

    def add_part(self, part: _Part) -> None:
        rank = len(self.people) + 1
        person = self.add_person(part.name, IdentityState.VERIFIED, demo_rank=rank)
        for role in part.roles:
            self.grant(person, part.organization, role)

    def add_person(
        self,
        name: str,
        identity: IdentityState,
        *,
        id_number: str = "",
        demo_rank: int | None = None,
    ) -> PersonSeed:
        n = len(self.people) + 1
        sex = Sex.FEMALE if n % 2 else Sex.MALE
        person = PersonSeed(
            id=n,
            name=name,
            phone=_PHONE.format(demo_rank) if demo_rank else self._phone(),
            id_type=IdType.RESIDENT_ID,
            id_number=id_number or self._mint.resident(_FIRST_ACCOUNT + n, sex)[0],
            identity=identity,
            demo_rank=demo_rank,
        )
        self.people.append(person)
        return person

    def grant(self, person: PersonSeed, organization: OrganizationSeed, role: Role) -> None:
        everywhere = role in {Role.HR, Role.PLATFORM_ADMIN}
        business = "" if everywhere else PROBATION_BUSINESS
        self.grants.append(GrantSeed(person.id, organization.id, business, role))
        if role in {Role.MANAGER, Role.OFFICER}:
            self.bound.add(organization.id)

    def _phone(self) -> str:
        phone = draw_phone(self._random)
        while phone in self._phones or phone.startswith(_PHONE[:5]):
            phone = draw_phone(self._random)
        self._phones.add(phone)
        return phone
