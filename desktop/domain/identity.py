"""Numbers of people and institutions: their shape, their check digits, what they tell.

GB 11643 (resident id and its kin), GB 32100 with the GB 11714 code inside (统一社会信用代码), WS
218 (licence numbers), permits, passports and mobile numbers. Sources and
examples: spec/domain.md 2.

Plain checking never raises: it returns a `Checked` with one problem or none. Only what can never be
right is a problem; what is merely unusual (an unknown county, a licence whose code was assigned) is
a warning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.businesses import IdType, Sex
from desktop.domain.errors import RuleViolationError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


class NumberProblem(StrEnum):
    """Why a number cannot be right."""

    EMPTY = "number_empty"
    MALFORMED = "number_malformed"
    REGION_UNKNOWN = "region_unknown"
    BIRTH_DATE_IMPOSSIBLE = "birth_date_impossible"
    CHECK_DIGIT_WRONG = "check_digit_wrong"


class NumberWarning(StrEnum):
    """What is unusual about a number that may yet be right."""

    DIVISION_UNKNOWN = "division_unknown"
    REGISTRAR_UNKNOWN = "registrar_unknown"
    ORGANIZATION_CODE_DIFFERS = "organization_code_differs"


@dataclass(frozen=True, slots=True)
class Checked:
    """A number after checking.

    Attributes:
        number: The normalised number, also when it has a problem.
        problem: Why it cannot be right, or None.
        warnings: What is unusual about it.
    """

    number: str
    problem: NumberProblem | None = None
    warnings: tuple[NumberWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearer:
    """What an identity number tells about its bearer."""

    birth_date: date
    sex: Sex


EARLIEST_BIRTH: Final = date(1900, 1, 1)

_PROVINCE: Final = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71")
"""First two digits of a resident id: GB/T 2260 without Hong Kong and Macao."""

_HMT_REGIONS: Final = frozenset({"810000", "820000", "830000"})
_FOREIGNER_DIGIT: Final = "9"

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK_DIGITS: Final = "10X98765432"
_ORGANIZATION_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANIZATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANIZATION_CHECK_DIGITS: Final = "0123456789X0"
_USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_REGISTRARS: Final = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "1239",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "123",
    "A": "19",
    "N": "1239",
    "Y": "1",
}
"""Registering department of a USCC and the kinds that it registers; A is the military."""

_GB_11643: Final = re.compile(r"[0-9]{17}[0-9X]")
_FOREIGNER_2017: Final = re.compile(r"[A-Z]{3}[0-9]{12}")
_HK_MACAO: Final = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
_TAIWAN: Final = re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?")
_PASSPORT: Final = re.compile(r"[A-Z0-9]{6,20}")
_OFFICER_CARD: Final = re.compile(r"[\u4e00-\u9fff]{1,8}[0-9]{4,8}\u53f7?")
_USCC: Final = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_LICENCE: Final = re.compile(r"([0-9A-Z]{8}[0-9X])([0-9]{6})([0-9]{2})([A-Z][0-9]{3})([0-9])")
_CLINIC_LICENCE: Final = re.compile(r"([0-9]{6})([0-9]{4})([123][1-9])")
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_DROPPED: Final = re.compile(r"[\s\u200b-\u200f\ufeff\u2010-\u2015\u2212-]+")

_HK_MACAO_LIFELONG: Final = 9


def normalise(text: str) -> str:
    """Return a typed number without blanks and hyphens, in half width and upper case."""
    upper = unicodedata.normalize("NFKC", text).upper()
    return unicodedata.normalize("NFKC", _DROPPED.sub("", upper))


def resident_id_check_digit(body: str) -> str:
    """Return the ISO 7064 MOD 11-2 digit that follows 17 digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, body, strict=True))
    return _ID_CHECK_DIGITS[total % 11]


def organization_code_check_digit(body: str) -> str:
    """Return the GB 11714 digit that follows 8 characters."""
    values = map(_ORGANIZATION_ALPHABET.index, body)
    total = sum(w * value for w, value in zip(_ORGANIZATION_WEIGHTS, values, strict=True))
    return _ORGANIZATION_CHECK_DIGITS[11 - total % 11]


def uscc_check_digit(body: str) -> str:
    """Return the GB 32100 digit that follows 17 characters."""
    values = map(_USCC_ALPHABET.index, body)
    total = sum(w * value for w, value in zip(_USCC_WEIGHTS, values, strict=True))
    return _USCC_ALPHABET[-total % 31]


def make_resident_id(division: str, birth_date: date, order: int) -> str:
    """Return the resident id of a six-digit division, a day of birth and an order of 0 to 999."""
    body = f"{division}{birth_date:%Y%m%d}{order:03d}"
    return body + resident_id_check_digit(body)


def make_organization_code(body: str) -> str:
    """Return the nine characters of GB 11714 that begin with these eight."""
    return body + organization_code_check_digit(body)


def make_uscc(registrar: str, division: str, organization_code: str) -> str:
    """Return a 统一社会信用代码.

    Args:
        registrar: Department and kind: `12` for public hospitals, `52` for private ones.
        division: Six digits.
        organization_code: Nine characters of GB 11714, without the letters I, O, S, V, Z.
    """
    body = f"{registrar}{division}{organization_code}"
    return body + uscc_check_digit(body)


def check_id_number(
    id_type: IdType,
    text: str,
    today: date,
    known_divisions: Collection[str] = (),
) -> Checked:
    """Check the number of an identity document.

    Args:
        id_type: Which document.
        text: As typed or read.
        today: Nobody is born after this day.
        known_divisions: Six-digit codes; a resident id of a province that they cover, but of no
            division among them, gets a warning. Counties come and go, so it is never a problem.
    """
    number = normalise(text)
    if not number:
        return Checked(number, NumberProblem.EMPTY)
    shape = _SHAPES.get(id_type)
    if shape is not None:
        return Checked(number, None if shape.fullmatch(number) else NumberProblem.MALFORMED)
    if id_type is IdType.FOREIGN_PERMANENT_RESIDENT and _FOREIGNER_2017.fullmatch(number):
        return Checked(number)
    problem = _gb_11643_problem(number, today, _REGION_RULES[id_type])
    if problem is not None or id_type is not IdType.RESIDENT_ID:
        return Checked(number, problem)
    return Checked(number, None, _division_warnings(number, known_divisions))


def _gb_11643_problem(
    number: str,
    today: date,
    region_is_known: Callable[[str], bool],
) -> NumberProblem | None:
    if not _GB_11643.fullmatch(number):
        return NumberProblem.MALFORMED
    if not region_is_known(number):
        return NumberProblem.REGION_UNKNOWN
    birth_date = _birth_date(number)
    if birth_date is None or not EARLIEST_BIRTH <= birth_date <= today:
        return NumberProblem.BIRTH_DATE_IMPOSSIBLE
    if number[17] != resident_id_check_digit(number[:17]):
        return NumberProblem.CHECK_DIGIT_WRONG
    return None


def _birth_date(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _is_resident_region(number: str) -> bool:
    return _PROVINCE.match(number) is not None


def _is_hmt_region(number: str) -> bool:
    return number[:6] in _HMT_REGIONS


def _is_foreigner_region(number: str) -> bool:
    return number[0] == _FOREIGNER_DIGIT and _PROVINCE.match(number, 1) is not None


_REGION_RULES: Final = {
    IdType.RESIDENT_ID: _is_resident_region,
    IdType.HMT_RESIDENCE_PERMIT: _is_hmt_region,
    IdType.FOREIGN_PERMANENT_RESIDENT: _is_foreigner_region,
}
_SHAPES: Final = {
    IdType.HK_MACAO_PERMIT: _HK_MACAO,
    IdType.TAIWAN_PERMIT: _TAIWAN,
    IdType.PASSPORT: _PASSPORT,
    IdType.OFFICER_CARD: _OFFICER_CARD,
}


def _division_warnings(number: str, known: Collection[str]) -> tuple[NumberWarning, ...]:
    province_is_covered = any(code[:2] == number[:2] for code in known)
    if province_is_covered and number[:6] not in known:
        return (NumberWarning.DIVISION_UNKNOWN,)
    return ()


def bearer_of(id_type: IdType, number: str) -> Bearer | None:
    """Return birth date and sex (an odd order is a man's) where the number tells them, else None.

    Args:
        id_type: Only GB 11643 documents tell anything.
        number: A normalised number; its check digit is not looked at.
    """
    if id_type not in _REGION_RULES or not _GB_11643.fullmatch(number):
        return None
    birth_date = _birth_date(number)
    if birth_date is None:
        return None
    return Bearer(birth_date, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def matching_form(id_type: IdType, number: str) -> str:
    """Return the part that stays the same for one person over all renewals of the document."""
    if id_type is IdType.HK_MACAO_PERMIT:
        return number[:_HK_MACAO_LIFELONG]
    return number


def check_uscc(text: str) -> Checked:
    """Check a 统一社会信用代码; registrars were added before, so an unknown one is a warning."""
    number = normalise(text)
    if not number:
        return Checked(number, NumberProblem.EMPTY)
    if not _USCC.fullmatch(number):
        return Checked(number, NumberProblem.MALFORMED)
    if number[17] != uscc_check_digit(number[:17]):
        return Checked(number, NumberProblem.CHECK_DIGIT_WRONG)
    warnings = []
    if number[1] not in _REGISTRARS.get(number[0], ""):
        warnings.append(NumberWarning.REGISTRAR_UNKNOWN)
    if number[16] != organization_code_check_digit(number[8:16]):
        warnings.append(NumberWarning.ORGANIZATION_CODE_DIFFERS)
    return Checked(number, None, tuple(warnings))


def check_licence(text: str) -> Checked:
    """Check a 医疗机构执业许可证号: 22 characters, or the 12 digits of a clinic.

    Codes that an authority assigned (PDY…) fail the inner check digit by design: a warning.
    """
    number = normalise(text)
    if not number:
        return Checked(number, NumberProblem.EMPTY)
    long_form = _LICENCE.fullmatch(number)
    division = number[9:15] if long_form else number[:6]
    if not long_form and not _CLINIC_LICENCE.fullmatch(number):
        return Checked(number, NumberProblem.MALFORMED)
    if not _PROVINCE.match(division):
        return Checked(number, NumberProblem.REGION_UNKNOWN)
    if long_form and number[8] != organization_code_check_digit(number[:8]):
        return Checked(number, None, (NumberWarning.ORGANIZATION_CODE_DIFFERS,))
    return Checked(number)


def check_mobile(text: str) -> Checked:
    """Check a mainland mobile number; a typed +86 is dropped."""
    number = normalise(text).removeprefix("+86").removeprefix("0086")
    if not number:
        return Checked(number, NumberProblem.EMPTY)
    return Checked(number, None if _MOBILE.fullmatch(number) else NumberProblem.MALFORMED)


def require_valid(checked: Checked, field: str) -> str:
    """Return the number where it has no problem.

    Args:
        checked: The outcome of a check.
        field: JSON pointer of the place to mend.

    Raises:
        RuleViolationError: The problem as code.
    """
    if checked.problem is not None:
        raise RuleViolationError(checked.problem.value, field=field)
    return checked.number
