"""The demo's institutions: Hubei's real tree of divisions, with made-up institutions in it.

Names follow real patterns, so every institution is marked 示例; codes have right check digits and
belong to nobody. One city, 示例市, is made up altogether: the demo's story plays there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop.domain.identity import make_organization_code, make_uscc
from desktop.domain.organizations import OrganizationKind, is_administrative, level_of, path_of
from server_stub.services.pinyin import institution_keys

if TYPE_CHECKING:
    from random import Random

    from desktop.domain.review import ReviewLevel

DATA: Final = Path(__file__).resolve().parent.parent / "data"
MARK: Final = "（示例）"
STORY_CITY: Final = "421900"

_MADE_UP: Final = ("示例", "样例", "（勿选）")
"""Names with one of these need no further mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationSeed:
    """An organization as it goes into the database."""

    id: int
    parent_id: int | None
    path: str
    code: str
    name: str
    search_keys: str
    kind: OrganizationKind
    division_code: str
    uscc: str = ""
    licence: str = ""
    address: str = ""
    confirmation_code: str | None = None

    @property
    def level(self) -> ReviewLevel:
        """The review level at which it acts."""
        return level_of(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The whole tree and the units that the demo's story is about."""

    organizations: tuple[OrganizationSeed, ...]
    province: OrganizationSeed
    city: OrganizationSeed
    county: OrganizationSeed
    hospital: OrganizationSeed
    """The county hospital where most of the story happens."""
    neighbour: OrganizationSeed
    """The other hospital of the same county."""
    township: OrganizationSeed
    city_hospital: OrganizationSeed

    def by_id(self) -> dict[int, OrganizationSeed]:
        """Return the organizations by id."""
        return {organization.id: organization for organization in self.organizations}


class _Division(NamedTuple):
    code: str
    name: str
    towns: tuple[str, ...] = ()


class _City(NamedTuple):
    division: _Division
    counties: tuple[_Division, ...]


class _Form(NamedTuple):
    """What numbers of an institution begin with and contain."""

    registrar: str = "12"
    economy: str = "11"
    category: str = "A100"
    management: str = "1"


_OFFICE: Final = _Form(registrar="11")
_STORY: Final = _City(
    _Division(STORY_CITY, "示例市"),
    (
        _Division(
            "421921",
            "示例县",
            ("城关镇", "白果镇", "清泉镇", "石桥镇", "龙坪镇", "云台乡", "双溪乡", "城东街道"),
        ),
        _Division("421902", "示例区", ("和平街道", "建设街道", "滨江街道", "青石镇")),
        _Division("421922", "样例县", ("城关镇", "太平镇", "松林镇", "大河乡")),
    ),
)
_PROVINCE_UNITS: Final = (
    ("湖北省人民医院", "A100"),
    ("湖北省中医院", "A210"),
    ("湖北省肿瘤医院", "A511"),
    ("湖北省妇幼保健院", "G100"),
    ("湖北省疾病预防控制中心", "J100"),
)
_CITY_UNITS: Final = (
    ("中心医院", "A100"),
    ("第一人民医院", "A100"),
    ("第二人民医院", "A100"),
    ("中医医院", "A210"),
    ("妇幼保健院", "G100"),
    ("精神卫生中心", "A515"),
    ("疾病预防控制中心", "J100"),
    ("口腔医院", "A511"),
)
_COUNTY_UNITS: Final = (
    ("人民医院", "A100"),
    ("中医医院", "A210"),
    ("妇幼保健院", "G100"),
    ("疾病预防控制中心", "J100"),
)
_PRIVATE_UNITS: Final = (
    ("医院", _Form("52", "17", "A100", "2")),
    ("口腔门诊部", _Form("91", "17", "D120", "2")),
    ("中医门诊部", _Form("91", "17", "D110", "2")),
    ("眼科医院", _Form("91", "17", "A513", "2")),
    ("诊所", _Form("92", "17", "D200", "2")),
)
_ROADS: Final = ("建设路", "人民路", "解放大道", "文化路", "健康路", "滨江大道", "楚天路")


def short_name(name: str) -> str:
    """Return a division's name without the peoples in it: 恩施州, 长阳县."""
    return name.replace("土家族苗族自治州", "州").replace("土家族自治县", "县")


class _Builder:
    def __init__(self, random: Random) -> None:
        self.made: list[OrganizationSeed] = []
        self.random = random
        self._names: set[str] = set()
        self._serial: dict[str, int] = {}
        self._confirmation_codes = iter(random.sample(range(100_000, 1_000_000), 6_000))

    def add(
        self,
        name: str,
        division: str,
        kind: OrganizationKind,
        parent: OrganizationSeed | None,
        form: _Form = _OFFICE,
    ) -> OrganizationSeed:
        """Add an organization under its parent."""
        medical = not is_administrative(kind)
        own_id = len(self.made) + 1
        body = make_organization_code(f"{self.random.randrange(10**8):08d}")
        name = self._unique(name if not medical or _is_marked(name) else name + MARK)
        organization = OrganizationSeed(
            id=own_id,
            parent_id=parent.id if parent else None,
            path=path_of(parent.path if parent else "", own_id),
            code=self._code(division, medical=medical),
            name=name,
            search_keys=institution_keys(name),
            kind=kind,
            division_code=division,
            uscc=make_uscc(form.registrar, division, body),
            licence=f"{body}{division}{form.economy}{form.category}{form.management}"
            if medical
            else "",
            address=f"{self.random.choice(_ROADS)} {self.random.randrange(1, 300)} 号",
            confirmation_code=str(next(self._confirmation_codes)) if medical else None,
        )
        self.made.append(organization)
        return organization

    def _code(self, division: str, *, medical: bool) -> str:
        serial = self._serial.get(division, 0)
        self._serial[division] = serial + 1
        return f"{division}{serial:06d}" if medical or serial == 0 else f"{division}{serial:03d}000"

    def _unique(self, name: str) -> str:
        unique, n = name, 2
        while unique in self._names:
            unique, n = f"{name.removesuffix(MARK)}（{n}）{MARK}", n + 1
        self._names.add(unique)
        return unique


def _is_marked(name: str) -> bool:
    return name.startswith(_MADE_UP)


def build_tree(random: Random) -> Tree:
    """Build about 2,500 organizations under one root; the same random source gives the same."""
    builder = _Builder(random)
    province = builder.add(
        "湖北省卫生健康委员会", "420000", OrganizationKind.PROVINCE_COMMISSION, None
    )
    story = _add_city(builder, _STORY, province)
    for name, category in _PROVINCE_UNITS:
        kind = OrganizationKind.PROVINCE_HOSPITAL
        builder.add(name, "420000", kind, province, _Form(category=category))
    cities, direct = _real_divisions()
    for city in cities:
        _add_city(builder, city, province)
    for county in direct:
        _add_county(builder, county, province)
    # The row that guide B shows (§5.2): a place for trying things out, not to be chosen.
    builder.add("（勿选）市州测试", "421999", OrganizationKind.CITY_COMMISSION, province)
    named = {organization.name: organization for organization in builder.made}
    return Tree(
        organizations=tuple(builder.made),
        province=province,
        city=story,
        county=named["示例县卫生健康局"],
        hospital=named["示例县人民医院"],
        neighbour=named["示例县中医医院"],
        township=named["示例县城关镇卫生院"],
        city_hospital=named["示例市中心医院"],
    )


def _add_city(builder: _Builder, city: _City, province: OrganizationSeed) -> OrganizationSeed:
    code, name, _ = city.division
    commission = builder.add(
        f"{name}卫生健康委员会", code, OrganizationKind.CITY_COMMISSION, province
    )
    for county in city.counties:
        _add_county(builder, county, commission)
    for unit, category in _CITY_UNITS:
        kind = OrganizationKind.CITY_INSTITUTION
        builder.add(name + unit, code, kind, commission, _Form(category=category))
    return commission


def _add_county(builder: _Builder, county: _Division, parent: OrganizationSeed) -> None:
    code, name, towns = county
    bureau = builder.add(f"{name}卫生健康局", code, OrganizationKind.COUNTY_BUREAU, parent)
    for unit, category in _COUNTY_UNITS:
        kind = OrganizationKind.COUNTY_INSTITUTION
        builder.add(name + unit, code, kind, bureau, _Form(category=category))
    for town in towns:
        if town.endswith("街道"):
            kind, unit, category = (
                OrganizationKind.COMMUNITY_HEALTH_CENTRE,
                "社区卫生服务中心",
                "B100",
            )
        else:
            kind, unit, category = OrganizationKind.TOWNSHIP_HEALTH_CENTRE, "卫生院", "C220"
        builder.add(name + town + unit, code, kind, bureau, _Form(category=category))
    _add_private_units(builder, county, bureau)


def _add_private_units(builder: _Builder, county: _Division, bureau: OrganizationSeed) -> None:
    random = builder.random
    for _ in range(random.randint(2, 7)):
        fancy = random.choice("康仁和济同德华安博爱惠民众") + random.choice("康仁和济同德华安泰宁")
        unit, form = random.choice(_PRIVATE_UNITS)
        kind = OrganizationKind.PRIVATE_INSTITUTION
        builder.add(county.name + fancy + unit, county.code, kind, bureau, form)


def _real_divisions() -> tuple[list[_City], list[_Division]]:
    divisions = json.loads((DATA / "hubei_divisions.json").read_text(encoding="utf-8"))["divisions"]
    towns: dict[str, list[str]] = {}
    for town in json.loads((DATA / "hubei_towns.json").read_text(encoding="utf-8"))["towns"]:
        if town["name"].endswith(("镇", "乡", "街道")):
            towns.setdefault(town["parent"], []).append(town["name"])
    named = {
        row["code"]: _Division(
            row["code"], short_name(row["name"]), tuple(towns.get(row["code"], ()))
        )
        for row in divisions
        if row["gbt2260"]
    }
    counties: dict[str, list[_Division]] = {}
    for row in divisions:
        if row["level"] == "county" and row["gbt2260"]:
            counties.setdefault(row["parent"], []).append(named[row["code"]])
    cities = [
        _City(named[row["code"]], tuple(counties.get(row["code"], ())))
        for row in divisions
        if row["level"] == "prefecture"
    ]
    return cities, [named[row["code"]] for row in divisions if row["level"] == "direct_county"]
