"""Which pictures a dossier has: a few leads have their own, all others share a pool drawn once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.domain.businesses import PROBATION_FORM, PictureKind, Sex
from desktop.domain.practice_period import Period
from server_stub.demo.pictures import Subject, draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server_stub.demo.pictures import Picture
    from server_stub.demo.scenario import Told

_POSITION: Final = {field.key: n for n, field in enumerate(PROBATION_FORM)}
_ALWAYS: Final = (
    PictureKind.PORTRAIT,
    PictureKind.ID_FRONT,
    PictureKind.ID_BACK,
    PictureKind.DIPLOMA,
    PictureKind.EDUCATION_RECORD,
    PictureKind.PROBATION_CERTIFICATE,
)
_PRACTICE: Final = ("practice_start", "practice_end")
_WITH_DEGREE: Final = frozenset({"本科", "硕士", "博士"})
_SHEETS: Final = 2
"""Pool pictures of each kind and sex."""

_FORGETFUL: Final = 37
"""Every so many people forget a picture."""


class Album:
    """Draws pictures as dossiers need them, the pool's once."""

    def __init__(self) -> None:
        self._pool: dict[tuple[PictureKind, Sex, int], Picture] = {}
        self._own: list[Picture] = []

    def pictures_of(self, told: Told) -> list[Picture]:
        """Return the pictures of a dossier, in the order of their groups."""
        kinds = _kinds_of(told)
        if told.is_lead:
            subject = _subject_of(told)
            drawn = [draw(kind, subject) for kind in kinds]
            self._own += drawn
            return drawn
        variant = told.dossier.id % _SHEETS
        return [self._pooled(kind, told.form.sex, variant) for kind in kinds]

    def all(self) -> Iterable[Picture]:
        """Return every picture drawn."""
        return (*self._pool.values(), *self._own)

    def _pooled(self, kind: PictureKind, sex: Sex, variant: int) -> Picture:
        key = (kind, sex, variant)
        if key not in self._pool:
            self._pool[key] = draw(kind, _stand_in(sex, variant))
        return self._pool[key]


def _kinds_of(told: Told) -> Iterator[PictureKind]:
    form, dossier = told.form, told.dossier
    wanted = {*_ALWAYS}
    if form.details[_POSITION["degree"]] in _WITH_DEGREE:
        wanted.add(PictureKind.DEGREE)
    if _former_units(told):
        wanted.add(PictureKind.PREVIOUS_UNIT_CERTIFICATE)
    if form.is_graduate:
        wanted.add(PictureKind.GRADUATE_COMMITMENT)
    if dossier.id % 3 or told.is_lead:
        wanted.add(PictureKind.REGISTRATION_NOTICE)
    if dossier.id % _FORGETFUL == 0 and len(wanted) > len(_ALWAYS) and not told.is_lead:
        wanted.discard(PictureKind.PROBATION_CERTIFICATE)
    return (kind for kind in PictureKind if kind in wanted)


def _subject_of(told: Told) -> Subject:
    form, details = told.form, told.form.details
    own = (told.workplace.name, Period(*(_date(details, key) for key in _PRACTICE)))
    previous_unit, previous_practice = (_former_units(told) or [own])[-1]
    return Subject(
        name=form.named.name,
        sex=form.sex,
        birth_date=form.birth_date,
        ethnicity=details[_POSITION["ethnicity"]],
        address=details[_POSITION["address"]],
        id_number=form.id_number,
        school=details[_POSITION["school"]],
        major=details[_POSITION["major"]],
        degree=details[_POSITION["degree"]],
        graduated_on=_date(details, "graduated_on"),
        diploma_number=details[_POSITION["diploma_number"]],
        unit=told.workplace.name,
        previous_unit=previous_unit,
        previous_practice=previous_practice,
        practice=own[1],
        supervisor=details[_POSITION["supervising_physician"]],
        registration_number=details[_POSITION["registration_number"]],
        title=form.application.title,
        look=told.dossier.id % 6,
    )


def _former_units(told: Told) -> list[tuple[str, Period]]:
    return [
        (name, Period(date.fromisoformat(start), date.fromisoformat(end)))
        for organization_id, name, start, end, _ in told.dossier.practice
        if organization_id != told.workplace.organization_id
    ]


def _date(details: list[str], key: str) -> date:
    return date.fromisoformat(details[_POSITION[key]])


def _stand_in(sex: Sex, variant: int) -> Subject:
    """Return whom the pool's pictures show: nobody, and they say so."""
    return Subject(
        name="示例考生",
        sex=sex,
        birth_date=date(1999, 5, 20 + variant),
        ethnicity="汉",
        address=f"湖北省示例市示例县示例路 {18 + variant} 号",
        id_number="421921XXXXXXXXXXXX",
        school="示例医科大学",
        major="临床医学",
        degree="本科",
        graduated_on=date(2023, 6, 30),
        diploma_number=f"19991202305000{variant:04d}",
        unit="示例县人民医院",
        previous_unit="示例县城关镇卫生院",
        previous_practice=Period(date(2025, 8, 1), date(2025, 11, 30)),
        practice=Period(date(2025, 12, 1), date(2026, 7, 31)),
        supervisor="周志强",
        registration_number=f"2026421900000{variant}",
        title="执业医师 · 临床",
        look=variant + 2,
    )
