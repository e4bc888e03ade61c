"""Names of made-up people, their document numbers and phones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from desktop.domain.businesses import IdType, Sex
from desktop.domain.identity import make_resident_id
from server_stub.services.pinyin import person_keys

if TYPE_CHECKING:
    from random import Random

DEMO_AREA: Final = "4219"
"""No division of China has this prefix, so no number here can belong to anybody."""

_COMMON_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
_HARD_SURNAMES: Final = "单仇解查翟缪盖朴乐"
_SURNAMES: Final = _COMMON_SURNAMES + _HARD_SURNAMES
_COMMONEST: Final = (72, 71, 68, 54, 45, 31, 23, 21, 20, 19)
_SURNAME_WEIGHTS: Final = tuple(
    accumulate(
        (
            *_COMMONEST,
            *(8,) * (len(_COMMON_SURNAMES) - len(_COMMONEST)),
            *(2,) * len(_HARD_SURNAMES),
        )
    )
)
_COMPOUND_SURNAMES: Final = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "令狐")
_FEMALE: Final = (
    "芳娜秀英敏静丽艳娟霞兰玉萍玲红梅婷雪琳佳慧欣怡雨燕倩璐颖瑶晶妍茜岩岚淑珍贞爱妹凤洁素莲真环菁蓉薇菡"
    "馥瑗琰韵园艺咏卿聪悦昭冰爽琬茗羽希柔竹霭凝滢馨瑾瑜晓子梓涵诗若"
)
_MALE: Final = (
    "伟强磊军洋勇杰涛明超平刚桂文辉建国华鹏飞宇浩然轩晨思博嘉诚志海波东云峰林宁俊凯翰朗伯宏言鸣朋斌梁栋维"
    "启克伦翔旭泽辰士以致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘子天"
)
_LONG_NAMES: Final = (
    ("阿卜杜热西提·麦麦提明", Sex.MALE),
    ("古丽米热·阿卜力孜", Sex.FEMALE),
    ("买买提依明·吐尔逊江", Sex.MALE),
    ("次仁旺姆·达娃卓玛", Sex.FEMALE),
    ("迪丽努尔·木合塔尔", Sex.FEMALE),
    ("阿依古丽·买买提依明江", Sex.FEMALE),
    ("王𠮷祥", Sex.MALE),
    ("李䶮", Sex.MALE),
    ("田𬱖", Sex.FEMALE),
    ("向㛃", Sex.FEMALE),
    ("覃𫖮", Sex.MALE),
    ("慕容雪村夫人", Sex.FEMALE),
)
"""What a name column must be able to bear: separators, eleven characters, rare characters."""

_RARITY: Final = 61
"""Every so many people have one of the names above."""

_PHONE_PREFIXES: Final = (
    "130", "131", "132", "133", "135", "136", "137", "138", "139", "150", "151", "152", "155",
    "156", "157", "158", "159", "166", "176", "177", "178", "180", "181", "182", "183", "185",
    "186", "187", "188", "189", "191", "198", "199",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what follows from it.

    Attributes:
        name: As on the document.
        keys: Pinyin initials.
        sex: Which of the two the given name suits.
    """

    name: str
    keys: str
    sex: Sex


def draw_name(random: Random) -> Named:
    """Draw a common name."""
    sex = Sex.FEMALE if random.random() < 0.58 else Sex.MALE  # noqa: PLR2004 - a hospital's share
    if random.randrange(_RARITY * 3) == 0:
        surname = random.choice(_COMPOUND_SURNAMES)
    else:
        surname = random.choices(_SURNAMES, cum_weights=_SURNAME_WEIGHTS)[0]
    given = _FEMALE if sex is Sex.FEMALE else _MALE
    name = surname + "".join(random.choices(given, k=1 if random.randrange(5) == 0 else 2))
    return Named(name, person_keys(name), sex)


def name_pool(random: Random, size: int) -> list[Named]:
    """Draw names with the demanding ones among them, evenly spread."""
    demanding = [Named(name, person_keys(name), sex) for name, sex in _LONG_NAMES]
    return [
        demanding[n // _RARITY % len(demanding)]
        if n % _RARITY == _RARITY - 1
        else draw_name(random)
        for n in range(size)
    ]


def draw_phone(random: Random) -> str:
    """Draw a mobile number; the demo's text messages never leave the server."""
    return f"{random.choice(_PHONE_PREFIXES)}0000{random.randrange(10_000):04d}"


_BIRTH_DAYS: Final = 15 * 365
"""Applicants are at most so many days older than the youngest."""


class NumberMint:
    """Makes document numbers, each at most once.

    The n-th number is a function of n alone, so a million of them need no memory.

    Args:
        random: Shuffles the days of birth.
        newest: No bearer is born after this day.
    """

    SPREAD: Final = 4001
    """Combinations of area and day of birth; a prime, so that steps never meet early."""

    def __init__(self, random: Random, newest: date) -> None:
        areas = [f"{DEMO_AREA}{n:02d}" for n in (1, 2, 3, 10, 11, 21, 22, 23, 24, 25, 26, 81, 82)]
        chosen = random.sample(range(len(areas) * _BIRTH_DAYS), self.SPREAD)
        self._prefixes = [
            (areas[n % len(areas)], newest - timedelta(days=n // len(areas))) for n in chosen
        ]
        self._heads = [f"{area}{day:%Y%m%d}" for area, day in self._prefixes]
        self._sums = [_weighted(head) for head in self._heads]

    def resident(self, n: int, sex: Sex) -> tuple[str, date]:
        """Return the n-th resident id and its bearer's day of birth."""
        at = n * 1583 % self.SPREAD
        order = (n // self.SPREAD * 211 + at) % 500 * 2 + (sex is Sex.MALE)
        digits = f"{order:03d}"
        total = self._sums[at] + int(digits[0]) * 8 + int(digits[1]) * 4 + int(digits[2]) * 2
        return f"{self._heads[at]}{digits}{'10X98765432'[total % 11]}", self._prefixes[at][1]

    def other(self, n: int, sex: Sex, id_type: IdType) -> str:
        """Return the n-th number of another document, born on the same day as the resident."""
        day = self._prefixes[n * 1583 % self.SPREAD][1]
        order = n % 500 * 2 + (sex is Sex.MALE)
        if id_type is IdType.HMT_RESIDENCE_PERMIT:
            return make_resident_id(("810000", "820000", "830000")[n % 3], day, order)
        if id_type is IdType.FOREIGN_PERMANENT_RESIDENT:
            return make_resident_id("942156", day, order)
        return _SHAPES[id_type].format(n)


_SHAPES: Final = {
    IdType.HK_MACAO_PERMIT: "H{:08d}",
    IdType.TAIWAN_PERMIT: "{:08d}",
    IdType.PASSPORT: "E{:08d}",
    IdType.OFFICER_CARD: "军字第{:07d}号",
}


def _weighted(head: str) -> int:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5)
    return sum(w * int(digit) for w, digit in zip(weights, head, strict=True))
