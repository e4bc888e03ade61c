"""Institutions and commissions: their kinds, their place in the tree, what a subtree is.

The tree is 省卫健委 → 市州卫健委 → 县区卫健局 → institution; institutions also hang directly under
a city or the province (spec/domain.md 1.4 and 3).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from desktop.domain.review import ReviewLevel


class OrganizationKind(StrEnum):
    """机构类别: the three administrative levels and the kinds of institutions."""

    PROVINCE_COMMISSION = "province_commission"
    CITY_COMMISSION = "city_commission"
    COUNTY_BUREAU = "county_bureau"
    PROVINCE_HOSPITAL = "province_hospital"
    CITY_INSTITUTION = "city_institution"
    COUNTY_INSTITUTION = "county_institution"
    TOWNSHIP_HEALTH_CENTRE = "township_health_centre"
    COMMUNITY_HEALTH_CENTRE = "community_health_centre"
    PRIVATE_INSTITUTION = "private_institution"


ADMINISTRATIVE_LEVEL: Final = {
    OrganizationKind.PROVINCE_COMMISSION: ReviewLevel.PROVINCE,
    OrganizationKind.CITY_COMMISSION: ReviewLevel.CITY,
    OrganizationKind.COUNTY_BUREAU: ReviewLevel.COUNTY,
}
"""The review level at which each administrative kind acts; every other kind is a medical unit."""

_CODE: Final = re.compile(r"[0-9]{12}")
_CONFIRMATION_CODE: Final = re.compile(r"[0-9]{6}")


def is_administrative(kind: OrganizationKind) -> bool:
    """Tell 行政单位 from 医疗机构."""
    return kind in ADMINISTRATIVE_LEVEL


def level_of(kind: OrganizationKind) -> ReviewLevel:
    """Return the level at which an organization of this kind reviews."""
    return ADMINISTRATIVE_LEVEL.get(kind, ReviewLevel.UNIT)


def path_of(parent_path: str, organization_id: int) -> str:
    """Return the materialised path of an organization: `/1/17/230/`."""
    return f"{parent_path or '/'}{organization_id}/"


def is_within(path: str, ancestor_path: str) -> bool:
    """Tell whether the organization at `path` is the ancestor itself or lies below it."""
    return path.startswith(ancestor_path)


def ancestor_ids(path: str) -> tuple[int, ...]:
    """Return the ids along a path, the root first and the organization itself last."""
    return tuple(int(part) for part in path.strip("/").split("/") if part)


def is_organization_code(text: str) -> bool:
    """Tell whether the text has the shape of a 机构编码: twelve digits."""
    return _CODE.fullmatch(text) is not None


def is_confirmation_code(text: str) -> bool:
    """Tell whether the text has the shape of a 单位确认码: six digits (decision 28)."""
    return _CONFIRMATION_CODE.fullmatch(text) is not None
