"""What applicants filled in: consistent forms, and a few with mistakes for reviewers to find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.businesses import (
    PROBATION_FORM,
    ApplicationCategory,
    ApplicationLevel,
    IdType,
    Sex,
)
from desktop.domain.practice_period import Period

if TYPE_CHECKING:
    from random import Random

    from server_stub.demo.names import Named, NumberMint

FIELD_KEYS: Final = tuple(field.key for field in PROBATION_FORM)

_DAY: Final = timedelta(days=1)


class Application(NamedTuple):
    """申报级别 and 申报类别, in words too, with what people of it studied."""

    level: ApplicationLevel
    category: ApplicationCategory
    title: str
    majors: tuple[str, ...]
    degrees: tuple[str, ...]


_CLINICAL: Final = ("临床医学", "临床医学", "儿科学", "麻醉学", "精神医学", "急诊医学")
_CHINESE: Final = ("中医学", "中医学", "针灸推拿学")
_PHYSICIAN: Final = ("本科", "本科", "本科", "硕士")

_APPLICATIONS: Final = (
    Application(
        ApplicationLevel.PHYSICIAN,
        ApplicationCategory.CLINICAL,
        "执业医师 · 临床",
        _CLINICAL,
        _PHYSICIAN,
    ),
    Application(
        ApplicationLevel.ASSISTANT,
        ApplicationCategory.CLINICAL,
        "执业助理医师 · 临床",
        _CLINICAL,
        ("专科",),
    ),
    Application(
        ApplicationLevel.PHYSICIAN,
        ApplicationCategory.CHINESE_MEDICINE,
        "执业医师 · 中医",
        _CHINESE,
        _PHYSICIAN,
    ),
    Application(
        ApplicationLevel.ASSISTANT,
        ApplicationCategory.CHINESE_MEDICINE,
        "执业助理医师 · 中医",
        _CHINESE,
        ("专科",),
    ),
    Application(
        ApplicationLevel.PHYSICIAN,
        ApplicationCategory.DENTAL,
        "执业医师 · 口腔",
        ("口腔医学",),
        ("本科",),
    ),
    Application(
        ApplicationLevel.ASSISTANT,
        ApplicationCategory.DENTAL,
        "执业助理医师 · 口腔",
        ("口腔医学",),
        ("专科",),
    ),
    Application(
        ApplicationLevel.PHYSICIAN,
        ApplicationCategory.PUBLIC_HEALTH,
        "执业医师 · 公共卫生",
        ("预防医学",),
        ("本科", "硕士"),
    ),
    Application(
        ApplicationLevel.PHYSICIAN,
        ApplicationCategory.INTEGRATED_MEDICINE,
        "执业医师 · 中西医结合",
        ("中西医临床医学",),
        ("本科",),
    ),
    Application(
        ApplicationLevel.ASSISTANT,
        ApplicationCategory.INTEGRATED_MEDICINE,
        "执业助理医师 · 中西医结合",
        ("中西医结合",),
        ("专科",),
    ),
    Application(
        ApplicationLevel.RURAL_ASSISTANT,
        ApplicationCategory.RURAL_GENERAL,
        "乡村全科执业助理医师",
        ("临床医学", "农村医学"),
        ("专科", "中专"),
    ),
    Application(
        ApplicationLevel.APPRENTICE_ASSISTANT,
        ApplicationCategory.CHINESE_MEDICINE,
        "执业助理医师（师承）· 中医",
        ("中医师承",),
        ("中专",),
    ),
    Application(
        ApplicationLevel.APPRENTICE_PHYSICIAN,
        ApplicationCategory.CHINESE_MEDICINE,
        "执业医师（师承）· 中医",
        ("中医师承",),
        ("专科",),
    ),
)
_APPLICATION_WEIGHTS: Final = (40, 22, 9, 6, 5, 4, 4, 3, 2, 3, 1, 1)

_ID_TYPES: Final = (
    (IdType.HMT_RESIDENCE_PERMIT, 6),
    (IdType.HK_MACAO_PERMIT, 5),
    (IdType.TAIWAN_PERMIT, 4),
    (IdType.FOREIGN_PERMANENT_RESIDENT, 2),
    (IdType.PASSPORT, 5),
    (IdType.OFFICER_CARD, 8),
)
_OTHER_DOCUMENT: Final = 0.03
"""Share of people without a resident id card."""

_SCHOOLS: Final = (
    "示例医科大学",
    "示例中医药大学",
    "样例医学院",
    "示例科技大学医学院",
    "样例卫生职业学院",
    "示例医药高等专科学校",
)
_ETHNICITIES: Final = ("汉", "汉", "汉", "汉", "汉", "汉", "汉", "土家", "苗", "侗", "回", "维吾尔")
_POSITIONS: Final = (
    "内科 住院医师",
    "外科 住院医师",
    "急诊科 住院医师",
    "儿科 住院医师",
    "妇产科 住院医师",
    "中医科 医师",
    "口腔科 医师",
    "公共卫生科 科员",
    "全科 医师",
    "麻醉科 住院医师",
)
_SUPERVISORS: Final = (
    "周志强",
    "吴丽华",
    "郑国平",
    "冯素珍",
    "陈德明",
    "黄玉兰",
    "杨启航",
    "宋宏伟",
)
_ROADS: Final = ("建设路", "人民路", "文化路", "沿江大道", "桃园街", "朝阳巷", "健康路")
_OLDEST_GRADUATE: Final = 24


class Mistakes(NamedTuple):
    """Which mistake a form has, for prechecks and reviewers to find; mostly none."""

    birth_date: bool = False
    education: bool = False
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """An application as filled in.

    Attributes:
        details: Values in the order of the business's form.
        practice: What the form states.
        is_graduate: Whether the person graduated in the year before the exam.
    """

    named: Named
    birth_date: date
    id_type: IdType
    id_number: str
    application: Application
    details: list[str]
    practice: Period
    is_graduate: bool

    @property
    def sex(self) -> Sex:
        """Sex of the person."""
        return self.named.sex


class FormMaker:
    """Fills in forms.

    Args:
        random: Source of everything that the mint does not give.
        mint: Makes document numbers.
    """

    def __init__(self, random: Random, mint: NumberMint) -> None:
        self._random = random
        self._mint = mint

    def fill(self, n: int, named: Named, year: int, place: str) -> Form:
        """Fill in the form of the n-th applicant.

        Args:
            n: Serial number, the same for no two people.
            named: Who applies.
            year: Exam year.
            place: City and county, for the address.
        """
        random = self._random
        application = random.choices(_APPLICATIONS, _APPLICATION_WEIGHTS)[0]
        mistakes = _MISTAKES[int(random.random() * len(_MISTAKES))]
        id_number, birth = self._mint.resident(n, named.sex)
        is_graduate = birth.year + _OLDEST_GRADUATE >= year
        graduated = date(year - 1 if is_graduate else birth.year + 23, 6, 30)
        practice = self._practice(year, graduated, short=mistakes.practice)
        degree = "中专" if mistakes.education else random.choice(application.degrees)
        stated_birth = birth.replace(day=birth.day % 28 + 1) if mistakes.birth_date else birth
        r = random.random()
        details = [
            "男" if named.sex is Sex.MALE else "女",
            stated_birth.isoformat(),
            _pick(_ETHNICITIES, r),
            _pick(_POSITIONS, r * 7 % 1),
            f"湖北省{place}{_pick(_ROADS, r * 13 % 1)} {1 + n % 180} 号",
            _pick(_SCHOOLS, r * 29 % 1),
            random.choice(application.majors),
            degree,
            graduated.isoformat(),
            f"1{graduated.year}{n:013d}",
            practice.start.isoformat(),
            practice.end.isoformat(),
            _pick(_SUPERVISORS, r * 37 % 1),
            f"{year}4219{n:08d}",
        ]
        id_type, id_number = self._document(n, named.sex, id_number)
        return Form(
            named=named,
            birth_date=birth,
            id_type=id_type,
            id_number=id_number,
            application=application,
            details=details,
            practice=practice,
            is_graduate=is_graduate,
        )

    def _document(self, n: int, sex: Sex, resident: str) -> tuple[IdType, str]:
        """Give a few people another document than the resident id card."""
        if self._random.random() >= _OTHER_DOCUMENT:
            return IdType.RESIDENT_ID, resident
        kinds, weights = [kind for kind, _ in _ID_TYPES], [weight for _, weight in _ID_TYPES]
        kind = self._random.choices(kinds, weights)[0]
        return kind, self._mint.other(n, sex, kind)

    def _practice(self, year: int, graduated: date, *, short: bool) -> Period:
        if short:
            return Period(date(year - 1, 11, 1), date(year, 6, 30))
        starts = _GRADUATE_STARTS if graduated.year == year - 1 else _REPEATER_STARTS
        month, day = starts[int(self._random.random() * len(starts))]
        start = date(year - 1, month, day)
        return Period(start, min(date(year, month, day) - _DAY, date(year, 8, 31)))


_GRADUATE_STARTS: Final = ((8, 1), (8, 1), (7, 15), (7, 1), (8, 16), (9, 1))
_REPEATER_STARTS: Final = ((2, 1), (3, 1), (1, 15), (5, 1), (7, 1))
_MISTAKES: Final = (
    *(Mistakes(),) * 44,
    *(Mistakes(practice=True),) * 3,
    *(Mistakes(birth_date=True),) * 2,
    Mistakes(education=True),
)


def _pick(values: tuple[str, ...], at: float) -> str:
    return values[int(at * len(values))]
