"""A small province in wire rows, and a replica to put it into."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from desktop.contract.operations import Decide, PracticePeriod, SeenVersion
from desktop.contract.sync import ChangesPage
from desktop.domain.authorization import AuthorizationState
from desktop.domain.businesses import (
    PROBATION_BUSINESS,
    PROBATION_FORM,
    ApplicationCategory,
    ApplicationLevel,
    IdType,
    PictureKind,
)
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import (
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
    TimelineKind,
    Verdict,
)
from desktop.store.records import SeenSnapshot
from desktop.store.replica import Replica

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.contract.operations import Operation
    from desktop.contract.sync import AuthorizationRow, ManifestRow, MaterialRow, OrganizationRow
    from desktop.domain.practice_period import Period
    from desktop.store.records import Dossier

NOW: Final = 1_780_000_000
KEY: Final = bytes(range(32))
PROVINCE, CITY, COUNTY, HOSPITAL, CLINIC = 1, 2, 3, 4, 5

SURNAMES: Final = {"王": "w", "李": "l", "张": "z", "欧阳": "oy", "单": "s d", "赵": "z", "𠮷": "j"}
GIVEN: Final = {"伟": "w", "芳": "f", "文静": "wj", "龙飞": "lf", "建国": "jg", "雪": "x"}


def open_replica(folder: Path, **options: object) -> Replica:
    """Open the hospital's replica in a folder."""
    settings: dict[str, Any] = {
        "level": ReviewLevel.UNIT,
        "business": PROBATION_BUSINESS,
        **options,
    }
    return Replica.open(folder / "replica.db", settings.pop("key", KEY), **settings)


def organization(key: int, parent: int | None, path: str, name: str, kind: str) -> OrganizationRow:
    """Make an organization row."""
    code = f"42190000{key:04d}"
    keys = "syxyy"
    return (
        key, key, parent, path, code, name, keys, OrganizationKind(kind), code[:6],
        "91420000000000000X", "", f"{key:06d}",
    )  # fmt: skip


ORGANIZATIONS: Final = [
    organization(PROVINCE, None, "/1/", "示例省卫生健康委员会", "province_commission"),
    organization(CITY, PROVINCE, "/1/2/", "示例市卫健委", "city_commission"),
    organization(COUNTY, CITY, "/1/2/3/", "示例县卫健局", "county_bureau"),
    organization(HOSPITAL, COUNTY, "/1/2/3/4/", "示例县人民医院", "county_institution"),
    organization(CLINIC, PROVINCE, "/1/5/", "示例省直门诊部", "province_hospital"),
]


def chain(unit: int, *statuses: str) -> list[tuple[ReviewLevel, int, ReviewStatus]]:
    """Make a chain; levels without a status were not reached."""
    levels = [(ReviewLevel.UNIT, unit), (ReviewLevel.COUNTY, COUNTY), (ReviewLevel.CITY, CITY)]
    named = [*statuses, *["not_reached"] * len(levels)]
    return [(level, at, ReviewStatus(s)) for (level, at), s in zip(levels, named, strict=False)]


def material(key: int, **changed: object) -> MaterialRow:
    """Make a material row; keyword arguments replace fields."""
    unit = changed.get("organization_id", HOSPITAL)
    row: dict[str, Any] = {
        "id": key,
        "seq": key,
        "rev": 1,
        "organization_id": HOSPITAL,
        "year": 2026,
        "name": "王文静",
        "search_keys": "wwj",
        "id_type": IdType.RESIDENT_ID,
        "id_number": f"4219001990{key:08d}",
        "phone": "13800138000",
        "level": ApplicationLevel.PHYSICIAN,
        "category": ApplicationCategory.CLINICAL,
        "submission": SubmissionStatus.SUBMITTED,
        "payment": PaymentStatus.PAID,
        "submitted_at": NOW - 1000 + key % 400,
        "updated_at": NOW - 500 + key % 400,
        "content_hash": f"{key:016x}",
        "masked": False,
        "chain": chain(unit or 0, changed.pop("status", "pending")),
        "details": [f"值{n}" for n, _ in enumerate(PROBATION_FORM)],
        "changed_fields": [],
        "timeline": [
            (NOW - 1000, TimelineKind.SUBMITTED, None, "", "王文静", None, "", None, None),
            (
                NOW - 900, TimelineKind.DECIDED, ReviewLevel.UNIT, "旧单位", "李四",
                Verdict.APPROVED, "同意", "2025-08-01", "2026-07-31",
            ),
        ],
        "practice": [(HOSPITAL, "示例县人民医院", "2025-08-01", "2026-07-31", NOW - 900)],
        **changed,
    }  # fmt: skip
    return tuple(row.values())  # type: ignore[return-value] - in the order of MATERIAL_FIELDS


def manifest(key: int, *hashes: str) -> ManifestRow:
    """Make a manifest row."""
    return (key, key, [(PictureKind.DIPLOMA, one, 1000, 800, 600) for one in hashes])


def authorization(key: int, unit: int, state: str, **changed: object) -> AuthorizationRow:
    """Make an authorization row."""
    return (
        key, key, unit, changed.get("business", PROBATION_BUSINESS), AuthorizationState(state),
        NOW - 100, changed.get("expires_at", NOW + 7 * 86400), None,
        changed.get("manager_name", ""), "",
    )  # fmt: skip


def page(materials: Iterable[MaterialRow] = (), **changed: object) -> ChangesPage:
    """Make a page as it arrives: validated from its JSON."""
    made = ChangesPage.model_construct(
        materials=list(materials), next="c", has_more=False, server_time=NOW, **changed
    )
    return ChangesPage.model_validate_json(made.model_dump_json())


def crowd(count: int, seed: int = 1, first: int = 1) -> list[MaterialRow]:
    """Make many different materials, the same ones for the same seed."""
    random = Random(seed)
    rows: list[MaterialRow] = []
    for key in range(first, first + count):
        surname, given = random.choice(list(SURNAMES)), random.choice(list(GIVEN))
        readings = [reading + GIVEN[given] for reading in SURNAMES[surname].split()]
        joint = "·" if random.random() < 0.1 else ""
        passport = random.random() < 0.1
        rows.append(
            material(
                key,
                organization_id=random.choice([HOSPITAL, CLINIC, COUNTY, None]),
                year=random.choice([2024, 2025, 2026]),
                name=f"{surname}{joint}{given}",
                search_keys=" ".join(readings),
                id_type=IdType.PASSPORT if passport else IdType.RESIDENT_ID,
                id_number=f"E{random.randrange(10**8):08d}"
                if passport
                else f"4219{random.randrange(10**14):014d}",
                level=random.choice(list(ApplicationLevel)),
                category=random.choice(list(ApplicationCategory)),
                submission=random.choice(list(SubmissionStatus)),
                payment=random.choice(list(PaymentStatus)),
                submitted_at=random.choice([None, NOW - random.randrange(10**6)]),
                updated_at=NOW - random.randrange(10**6),
                status=random.choice(list(ReviewStatus)),
                changed_fields=random.choice([[], [("school", "旧学校")]]),
            )
        )
    return rows


def decision(
    key: int,
    material_id: int,
    verdict: Verdict = Verdict.APPROVED,
    period: Period | None = None,
) -> Decide:
    """Make a decision; the key is a number."""
    return Decide(
        key=UUID(int=key),
        material_id=material_id,
        client_at=NOW,
        expect=SeenVersion(rev=1, content_hash="0" * 16),
        verdict=verdict,
        remark="请补盖单位公章",
        period=PracticePeriod(start=period.start, end=period.end) if period else None,
    )


def seen(dossier: Dossier | None = None) -> SeenSnapshot:
    """Make what the reviewer saw."""
    if dossier:
        return dossier.seen()
    return SeenSnapshot(
        rev=1,
        content_hash="0" * 16,
        status=ReviewStatus.PENDING,
        submission=SubmissionStatus.SUBMITTED,
        name="王文静",
        organization_name="示例县人民医院",
    )


def decide(replica: Replica, operation: Operation, not_before: int = NOW) -> None:
    """Put an operation into the outbox, with what its author saw."""
    replica.outbox.add(operation, seen(replica.queries.dossier(operation.material_id)), not_before)
