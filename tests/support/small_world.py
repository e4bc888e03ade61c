"""A province with one county hospital and its health centre, small enough to know by heart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.contract.session import IdentityState
from desktop.domain.businesses import PROBATION_BUSINESS, PROBATION_FORM, IdType
from desktop.domain.organizations import OrganizationKind, is_administrative
from desktop.domain.review import ReviewLevel, Role
from server_stub.services import applying
from server_stub.services.applying import Application
from server_stub.services.materials import dossier_of
from server_stub.storage import sequence
from server_stub.storage.models import Batch, Grant, Material, Organization, Person

if TYPE_CHECKING:
    from sqlalchemy import Select

    from server_stub.services.materials import Dossier
    from server_stub.services.unit import Unit

NOW: Final = 1_795_000_000
"""18 November 2026, the middle of the review window."""

DAY: Final = 86_400
YEAR: Final = 2026
PROVINCE, CITY, COUNTY, HOSPITAL, HEALTH_CENTRE, OTHER_COUNTY, OTHER_HOSPITAL = range(1, 8)
PATHS: Final = {
    PROVINCE: "/1/",
    CITY: "/1/2/",
    COUNTY: "/1/2/3/",
    HOSPITAL: "/1/2/3/4/",
    HEALTH_CENTRE: "/1/2/3/5/",
    OTHER_COUNTY: "/1/2/6/",
    OTHER_HOSPITAL: "/1/2/6/7/",
}
KINDS: Final = {
    PROVINCE: OrganizationKind.PROVINCE_COMMISSION,
    CITY: OrganizationKind.CITY_COMMISSION,
    COUNTY: OrganizationKind.COUNTY_BUREAU,
    HOSPITAL: OrganizationKind.COUNTY_INSTITUTION,
    HEALTH_CENTRE: OrganizationKind.TOWNSHIP_HEALTH_CENTRE,
    OTHER_COUNTY: OrganizationKind.COUNTY_BUREAU,
    OTHER_HOSPITAL: OrganizationKind.COUNTY_INSTITUTION,
}
NAMES: Final = {
    PROVINCE: "示例省卫生健康委员会",
    CITY: "示例市卫生健康委员会",
    COUNTY: "示例县卫生健康局",
    HOSPITAL: "示例县人民医院",
    HEALTH_CENTRE: "示例镇卫生院",
    OTHER_COUNTY: "邻县卫生健康局",
    OTHER_HOSPITAL: "邻县人民医院",
}
MANAGER, ASSISTANT, COUNTY_OFFICER, CITY_OFFICER, PROVINCE_OFFICER, NEIGHBOUR = range(1, 7)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with one right."""

    name: str
    organization_id: int
    role: Role


PEOPLE: Final = {
    MANAGER: Someone("王管理", HOSPITAL, Role.MANAGER),
    ASSISTANT: Someone("李辅助", HOSPITAL, Role.ASSISTANT),
    COUNTY_OFFICER: Someone("张县区", COUNTY, Role.OFFICER),
    CITY_OFFICER: Someone("赵市州", CITY, Role.OFFICER),
    PROVINCE_OFFICER: Someone("钱省厅", PROVINCE, Role.OFFICER),
    NEIGHBOUR: Someone("孙邻县", OTHER_HOSPITAL, Role.MANAGER),
}


def phone_of(person_id: int) -> str:
    """Return the phone of a person."""
    return f"1380013800{person_id}"


def settle(unit: Unit) -> None:
    """Write the tree, the people and this year's batch into an empty database."""
    session = unit.session
    numbers = iter(sequence.take(session, len(PATHS)))
    for organization_id, path in PATHS.items():
        session.add(_organization(organization_id, path, next(numbers)))
    session.flush()
    for person_id, someone in PEOPLE.items():
        session.add(_person(person_id, someone))
        session.flush()
        session.add(
            Grant(
                person_id=person_id,
                organization_id=someone.organization_id,
                business=PROBATION_BUSINESS,
                role=someone.role,
                granted_at=NOW - 100 * DAY,
            )
        )
    for year in (YEAR - 1, YEAR):
        session.add(
            Batch(
                business=PROBATION_BUSINESS,
                year=year,
                window_opens_at=NOW - 30 * DAY,
                window_closes_at=NOW + 30 * DAY,
                cut_off=date(year, 8, 31),
                current=year == YEAR,
            )
        )


def apply_for(
    unit: Unit,
    name: str,
    organization_id: int = HOSPITAL,
    *,
    year: int = YEAR,
    pictures: tuple[tuple[str, str, int, int, int], ...] = (),
) -> int:
    """Let somebody submit a material to a unit and return its id."""
    application = Application(
        name=name,
        search_keys="",
        id_type=IdType.RESIDENT_ID,
        id_number="421902199901010018",
        phone="13900139000",
        level="1",
        category="10",
        year=year,
        details={entry.key: f"{entry.key}·{name}" for entry in PROBATION_FORM},
        pictures=[list(picture) for picture in pictures],
    )
    return applying.submit(unit, application, confirmation_code(organization_id))


def confirmation_code(organization_id: int) -> str:
    """Return the 单位确认码 of a unit."""
    return f"10000{organization_id}"


def dossier_at(unit: Unit, material_id: int) -> Dossier:
    """Return how a material stands."""
    return dossier_of(unit.session.get_one(Material, material_id))


def material_ids() -> Select[tuple[int]]:
    """Return the query of all ids."""
    return select(Material.id)


def level_of_person(person_id: int) -> ReviewLevel:
    """Return the level at which a person reviews."""
    levels = {PROVINCE: ReviewLevel.PROVINCE, CITY: ReviewLevel.CITY, COUNTY: ReviewLevel.COUNTY}
    return levels.get(PEOPLE[person_id].organization_id, ReviewLevel.UNIT)


def _organization(organization_id: int, path: str, seq: int) -> Organization:
    parents = path.strip("/").split("/")[:-1]
    kind = KINDS[organization_id]
    return Organization(
        id=organization_id,
        parent_id=int(parents[-1]) if parents else None,
        path=path,
        code=f"4219{organization_id:08}",
        name=NAMES[organization_id],
        kind=kind,
        confirmation_code=None if is_administrative(kind) else confirmation_code(organization_id),
        seq=seq,
    )


def _person(person_id: int, someone: Someone) -> Person:
    return Person(
        id=person_id,
        name=someone.name,
        phone=phone_of(person_id),
        id_type=IdType.RESIDENT_ID,
        id_number=f"42190219800101{person_id:04}",
        identity=IdentityState.VERIFIED,
    )
