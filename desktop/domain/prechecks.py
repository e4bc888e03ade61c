"""预检提示: what a machine can check in a dossier before a person reads it.

Hints help to look in the right place. They never decide anything, and they say only what follows
from the data at hand: a masked number or a picture list that is not here yet gives no hint.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from desktop.domain.businesses import (
    ApplicationLevel,
    EducationLevel,
    IdType,
    PictureKind,
    read_education,
    read_sex,
)
from desktop.domain.identity import bearer_of, check_id_number
from desktop.domain.masking import MASK
from desktop.domain.practice_period import (
    NO_LENGTH,
    REQUIRED_MONTHS,
    Length,
    Period,
    gaps,
    length_of,
    overlaps,
    shortfall,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Severity(StrEnum):
    """How much a hint asks for attention."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"


class HintCode(StrEnum):
    """What a hint says."""

    ID_NUMBER_VALID = "id_number_valid"
    ID_NUMBER_WRONG = "id_number_wrong"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    SEX_DIFFERS = "sex_differs"
    EDUCATION_FITS = "education_fits"
    EDUCATION_TOO_LOW = "education_too_low"
    EDUCATION_NEEDS_ASSISTANT_LICENCE = "education_needs_assistant_licence"
    PRACTICE_DATES_WRONG = "practice_dates_wrong"
    PRACTICE_COMPLETE = "practice_complete"
    PRACTICE_RUNNING = "practice_running"
    PRACTICE_SHORT = "practice_short"
    PRACTICE_OVERLAPS = "practice_overlaps"
    PRACTICE_HAS_GAPS = "practice_has_gaps"
    PRACTICE_BEFORE_GRADUATION = "practice_before_graduation"
    PRACTICE_START_EARLIER = "practice_start_earlier"
    PRACTICE_START_LATER = "practice_start_later"
    PRACTICE_END_EARLIER = "practice_end_earlier"
    PRACTICE_END_LATER = "practice_end_later"
    PERIOD_DIFFERS_FROM_FORM = "period_differs_from_form"
    PICTURE_MISSING = "picture_missing"


SEVERITY_OF: Final = {
    HintCode.ID_NUMBER_VALID: Severity.OK,
    HintCode.ID_NUMBER_WRONG: Severity.WARNING,
    HintCode.BIRTH_DATE_DIFFERS: Severity.WARNING,
    HintCode.SEX_DIFFERS: Severity.WARNING,
    HintCode.EDUCATION_FITS: Severity.OK,
    HintCode.EDUCATION_TOO_LOW: Severity.WARNING,
    HintCode.EDUCATION_NEEDS_ASSISTANT_LICENCE: Severity.INFO,
    HintCode.PRACTICE_DATES_WRONG: Severity.WARNING,
    HintCode.PRACTICE_COMPLETE: Severity.OK,
    HintCode.PRACTICE_RUNNING: Severity.INFO,
    HintCode.PRACTICE_SHORT: Severity.WARNING,
    HintCode.PRACTICE_OVERLAPS: Severity.WARNING,
    HintCode.PRACTICE_HAS_GAPS: Severity.INFO,
    HintCode.PRACTICE_BEFORE_GRADUATION: Severity.WARNING,
    HintCode.PRACTICE_START_EARLIER: Severity.WARNING,
    HintCode.PRACTICE_START_LATER: Severity.WARNING,
    HintCode.PRACTICE_END_EARLIER: Severity.WARNING,
    HintCode.PRACTICE_END_LATER: Severity.WARNING,
    HintCode.PERIOD_DIFFERS_FROM_FORM: Severity.WARNING,
    HintCode.PICTURE_MISSING: Severity.WARNING,
}

_START: Final = "practice_start"
_END: Final = "practice_end"
_DAY: Final = timedelta(days=1)
_RANK: Final = {severity: rank for rank, severity in enumerate(Severity)}
_EDUCATION_RANK: Final = {level: rank for rank, level in enumerate(EducationLevel)}


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint about a dossier.

    Attributes:
        code: What it says.
        field: Key of the form field to look at, empty where none.
        detail: Code of the number's problem or the missing picture's kind, empty where none.
        length: How much is missing, doubled or moved.
    """

    code: HintCode
    field: str = ""
    detail: str = ""
    length: Length = NO_LENGTH

    @property
    def severity(self) -> Severity:
        """How much it asks for attention."""
        return SEVERITY_OF[self.code]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What prechecks look at.

    Attributes:
        id_type: Identity document.
        id_number: Its number, perhaps masked.
        level: 申报级别.
        form: Values of the form by field key; dates in ISO form.
        former_form: Former values of the fields that a resubmission changed.
        other_periods: What other units have confirmed.
        pictures: Kinds of pictures handed in, None where the list is not at hand.
    """

    id_type: IdType
    id_number: str
    level: ApplicationLevel
    form: Mapping[str, str]
    former_form: Mapping[str, str] = field(default_factory=dict)
    other_periods: tuple[Period, ...] = ()
    pictures: frozenset[PictureKind] | None = None


LOWEST_EDUCATION: Final = {
    ApplicationLevel.PHYSICIAN: EducationLevel.COLLEGE,
    ApplicationLevel.ASSISTANT: EducationLevel.COLLEGE,
}
"""Physicians Law of 2022; 师承 and 乡村全科 have conditions of another kind."""

FULL_EDUCATION: Final = {
    ApplicationLevel.PHYSICIAN: EducationLevel.BACHELOR,
    ApplicationLevel.ASSISTANT: EducationLevel.COLLEGE,
}
"""Below it 执业医师 is reached with an assistant's licence and two years of work only."""

USUAL_PICTURES: Final = (
    PictureKind.PORTRAIT,
    PictureKind.ID_FRONT,
    PictureKind.ID_BACK,
    PictureKind.DIPLOMA,
    PictureKind.PROBATION_CERTIFICATE,
)


@dataclass(frozen=True, slots=True)
class BatchRules:
    """What a batch asks for; regions and years differ.

    Attributes:
        cut_off: Last day of practice that counts.
        required_months: Months of practice wanted.
        lowest_education: Below it nobody may sit.
        full_education: From it on nothing else is needed.
        pictures: Kinds that every dossier has.
    """

    cut_off: date
    required_months: int = REQUIRED_MONTHS
    lowest_education: Mapping[ApplicationLevel, EducationLevel] = field(
        default_factory=LOWEST_EDUCATION.copy
    )
    full_education: Mapping[ApplicationLevel, EducationLevel] = field(
        default_factory=FULL_EDUCATION.copy
    )
    pictures: tuple[PictureKind, ...] = USUAL_PICTURES


def check_dossier(dossier: Dossier, rules: BatchRules, today: date) -> tuple[Hint, ...]:
    """Return all hints about a dossier, in the order in which its parts are read."""
    return (
        *_identity_hints(dossier, today),
        *_education_hints(dossier, rules),
        *_practice_hints(dossier, rules),
        *_resubmission_hints(dossier),
        *_picture_hints(dossier, rules),
    )


def check_choice(dossier: Dossier, chosen: Period, rules: BatchRules) -> tuple[Hint, ...]:
    """Return the hints about 实习时间 as chosen in the decision bar."""
    hints = _record_hints(dossier, chosen, rules)
    if chosen != form_period(dossier.form):
        return (*hints, Hint(HintCode.PERIOD_DIFFERS_FROM_FORM, field=_START))
    return tuple(hints)


def worst(hints: Iterable[Hint]) -> Severity:
    """Return the severity that a row of the list shows for all its hints."""
    return max((hint.severity for hint in hints), key=_RANK.__getitem__, default=Severity.OK)


def form_period(form: Mapping[str, str]) -> Period | None:
    """Return the practice period that the form states, None where its dates say none."""
    start, end = _date(form, _START), _date(form, _END)
    if start is None or end is None or end < start:
        return None
    return Period(start, end)


def _date(form: Mapping[str, str], key: str) -> date | None:
    try:
        return date.fromisoformat(form.get(key, ""))
    except ValueError:
        return None


def _identity_hints(dossier: Dossier, today: date) -> Iterator[Hint]:
    if MASK in dossier.id_number:
        return
    checked = check_id_number(dossier.id_type, dossier.id_number, today)
    if checked.problem is not None:
        yield Hint(HintCode.ID_NUMBER_WRONG, field="id_number", detail=checked.problem.value)
        return
    yield Hint(HintCode.ID_NUMBER_VALID, field="id_number")
    bearer = bearer_of(dossier.id_type, checked.number)
    if bearer is None:
        return
    if _date(dossier.form, "birth_date") not in {None, bearer.birth_date}:
        yield Hint(HintCode.BIRTH_DATE_DIFFERS, field="birth_date")
    if read_sex(dossier.form.get("sex", "")) not in {None, bearer.sex}:
        yield Hint(HintCode.SEX_DIFFERS, field="sex")


def _education_hints(dossier: Dossier, rules: BatchRules) -> Iterator[Hint]:
    education = read_education(dossier.form.get("degree", ""))
    lowest = rules.lowest_education.get(dossier.level)
    if education is None or lowest is None:
        return
    full = rules.full_education.get(dossier.level, lowest)
    rank = _EDUCATION_RANK[education]
    if rank < _EDUCATION_RANK[lowest]:
        yield Hint(HintCode.EDUCATION_TOO_LOW, field="degree")
    elif rank < _EDUCATION_RANK[full]:
        yield Hint(HintCode.EDUCATION_NEEDS_ASSISTANT_LICENCE, field="degree")
    else:
        yield Hint(HintCode.EDUCATION_FITS, field="degree")


def _practice_hints(dossier: Dossier, rules: BatchRules) -> Iterator[Hint]:
    stated = form_period(dossier.form)
    if stated is None:
        yield Hint(HintCode.PRACTICE_DATES_WRONG, field=_START)
        return
    if stated.end > rules.cut_off:
        yield Hint(HintCode.PRACTICE_DATES_WRONG, field=_END)
    graduated_on = _date(dossier.form, "graduated_on")
    if graduated_on is not None and stated.start < graduated_on:
        yield Hint(HintCode.PRACTICE_BEFORE_GRADUATION, field="graduated_on")
    yield from _record_hints(dossier, stated, rules)


def _record_hints(dossier: Dossier, own: Period, rules: BatchRules) -> Iterator[Hint]:
    periods = (*dossier.other_periods, own)
    missing = shortfall(periods, rules.cut_off, rules.required_months)
    if missing.missing == NO_LENGTH:
        yield Hint(HintCode.PRACTICE_COMPLETE)
    elif missing.in_time:
        yield Hint(HintCode.PRACTICE_RUNNING, length=missing.missing)
    else:
        yield Hint(HintCode.PRACTICE_SHORT, length=missing.missing)
    doubled = total(overlaps(periods))
    if doubled != NO_LENGTH:
        yield Hint(HintCode.PRACTICE_OVERLAPS, length=doubled)
    open_days = total(gaps(periods))
    if open_days != NO_LENGTH:
        yield Hint(HintCode.PRACTICE_HAS_GAPS, length=open_days)


_MOVES: Final = (
    (_START, HintCode.PRACTICE_START_EARLIER, HintCode.PRACTICE_START_LATER),
    (_END, HintCode.PRACTICE_END_EARLIER, HintCode.PRACTICE_END_LATER),
)


def _resubmission_hints(dossier: Dossier) -> Iterator[Hint]:
    for key, earlier, later in _MOVES:
        former, present = _date(dossier.former_form, key), _date(dossier.form, key)
        if former is None or present is None or former == present:
            continue
        first, last = sorted((former, present))
        # A start belongs to the days that moved away, an end to those that stayed.
        moved = Period(first, last - _DAY) if key == _START else Period(first + _DAY, last)
        yield Hint(earlier if present < former else later, field=key, length=length_of(moved))


def _picture_hints(dossier: Dossier, rules: BatchRules) -> Iterator[Hint]:
    if dossier.pictures is None:
        return
    wanted = list(rules.pictures)
    if dossier.other_periods:
        wanted.append(PictureKind.PREVIOUS_UNIT_CERTIFICATE)
    for kind in wanted:
        if kind not in dossier.pictures:
            yield Hint(HintCode.PICTURE_MISSING, detail=kind.value)
