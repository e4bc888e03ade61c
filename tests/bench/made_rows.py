"""Material rows of any number, as real as a server's, made quickly enough for a bench."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from desktop.contract.sync import ChangesPage
from desktop.domain.businesses import ApplicationCategory, ApplicationLevel, IdType
from desktop.domain.identity import make_resident_id
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import (
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
    TimelineKind,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.contract.sync import ChainEntry, MaterialRow, OrganizationRow, TimelineEntry

UNIT: Final = 4
UNIT_NAME: Final = "示例县人民医院"
NOW: Final = 1_795_000_000
YEAR: Final = 2026
PAGE: Final = 5_000
_FIRST: Final = NOW - 300 * 86_400

_SURNAMES: Final = dict(
    zip(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹",
        "wlzlcyhzwzxsmzhghlglzlxstxhdfc",
        strict=True,
    )
)
_GIVEN: Final = dict(
    zip(
        "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红梅建国华玉萍鹏飞宇婷雪琳佳慧子涵浩然欣怡梓轩",
        "wfnxymjlqljyyyjjtmclxpggwhlhmjghyppfytxljhzhhrxyzx",
        strict=True,
    )
)
_SURNAME_LIST: Final = list(_SURNAMES)
_GIVEN_LIST: Final = list(_GIVEN)
_STATUSES: Final = (
    [ReviewStatus.PENDING] * 5
    + [ReviewStatus.APPROVED] * 3
    + [ReviewStatus.DEFERRED, ReviewStatus.RETURNED]
)
_CATEGORIES: Final = (
    [ApplicationCategory.CLINICAL] * 6
    + [ApplicationCategory.DENTAL, ApplicationCategory.PUBLIC_HEALTH]
    + [ApplicationCategory.CHINESE_MEDICINE, ApplicationCategory.INTEGRATED_MEDICINE]
)
_PAYMENTS: Final = [PaymentStatus.PAID] * 8 + [PaymentStatus.UNPAID, PaymentStatus.REFUNDED]
_PEOPLE: Final = ("张岚", "刘梅", "周敏", "李建国")
_DAY_ONE: Final = date(1985, 1, 1)


def organizations() -> list[OrganizationRow]:
    """Return the unit and those above it."""
    kinds = (
        (1, None, "/1/", "湖北省卫生健康委员会", OrganizationKind.PROVINCE_COMMISSION),
        (2, 1, "/1/2/", "示例市卫生健康委员会", OrganizationKind.CITY_COMMISSION),
        (3, 2, "/1/2/3/", "示例县卫生健康局", OrganizationKind.COUNTY_BUREAU),
        (UNIT, 3, "/1/2/3/4/", UNIT_NAME, OrganizationKind.COUNTY_INSTITUTION),
    )
    return [
        (id_, id_, parent, path, f"42191{id_}000000", name, "slx", kind, "421910", "", "", "")
        for id_, parent, path, name, kind in kinds
    ]


def pages(count: int, seed: int = 7) -> Iterator[ChangesPage]:
    """Yield pages of materials of one unit, the institutions with the first."""
    rnd = Random(seed)
    for start in range(1, count + 1, PAGE):
        ids = range(start, min(start + PAGE, count + 1))
        yield ChangesPage.model_construct(
            materials=[_material(rnd, id_, count) for id_ in ids],
            organizations=organizations() if start == 1 else [],
            manifests=[],
            authorizations=[],
            notices=[],
            exits=[],
            next="bench",
            has_more=ids[-1] < count,
            server_time=NOW,
        )


def _material(rnd: Random, id_: int, count: int) -> MaterialRow:
    surname = rnd.choice(_SURNAME_LIST)
    given = rnd.choices(_GIVEN_LIST, k=1 if rnd.random() < 0.22 else 2)
    born = _DAY_ONE + timedelta(days=rnd.randrange(6_600))
    submitted = _FIRST + (NOW - _FIRST) * id_ // count
    status = rnd.choice(_STATUSES)
    return (
        id_,
        id_ + 100,
        1,
        UNIT,
        YEAR,
        surname + "".join(given),
        _SURNAMES[surname] + "".join(_GIVEN[each] for each in given),
        IdType.RESIDENT_ID,
        make_resident_id(f"4219{rnd.randrange(1, 29):02d}", born, rnd.randrange(1000)),
        f"1{rnd.randrange(3_000_000_000, 9_999_999_999)}",
        ApplicationLevel.PHYSICIAN if rnd.random() < 0.6 else ApplicationLevel.ASSISTANT,
        rnd.choice(_CATEGORIES),
        SubmissionStatus.SUBMITTED,
        rnd.choice(_PAYMENTS),
        submitted,
        submitted + rnd.randrange(86_400),
        f"{rnd.getrandbits(64):016x}",
        False,
        _chain(status),
        _details(rnd, born),
        [],
        _timeline(rnd, status, submitted),
        [(9, "示例镇卫生院", "2025-08-01", "2025-09-30", submitted)],
    )


def _chain(status: ReviewStatus) -> list[ChainEntry]:
    passed = status is ReviewStatus.APPROVED
    above = ReviewStatus.PENDING if passed else ReviewStatus.NOT_REACHED
    return [
        (ReviewLevel.UNIT, UNIT, status),
        (ReviewLevel.COUNTY, 3, above),
        (ReviewLevel.CITY, 2, ReviewStatus.NOT_REACHED),
        (ReviewLevel.PROVINCE, 1, ReviewStatus.NOT_REACHED),
    ]


def _details(rnd: Random, born: date) -> list[str]:
    return [
        "男" if rnd.random() < 0.5 else "女",
        born.isoformat(),
        "汉",
        "内科 住院医师",
        f"湖北省示例市示例县桃园街 {rnd.randrange(1, 300)} 号",
        "示例医科大学",
        "临床医学",
        "本科",
        "2023-06-30",
        f"10486{rnd.randrange(10**12):012d}",
        "2025-10-01",
        "2026-07-31",
        rnd.choice(_PEOPLE),
        f"20264219{rnd.randrange(10**8):08d}",
    ]


def _timeline(rnd: Random, status: ReviewStatus, submitted: int) -> list[TimelineEntry]:
    told: list[TimelineEntry] = [
        (submitted, TimelineKind.SUBMITTED, None, UNIT_NAME, "本人", None, "", None, None)
    ]
    if status is not ReviewStatus.PENDING:
        told.append(
            (
                submitted + rnd.randrange(1, 40_000),
                TimelineKind.DECIDED,
                ReviewLevel.UNIT,
                UNIT_NAME,
                rnd.choice(_PEOPLE),
                Verdict(status.value),
                "材料齐全，实习起止时间与单位考勤记录一致。",
                "2025-10-01" if status is ReviewStatus.APPROVED else None,
                "2026-07-31" if status is ReviewStatus.APPROVED else None,
            )
        )
    return told
