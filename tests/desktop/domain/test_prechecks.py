"""What a machine can point at before a person reads a dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.businesses import ApplicationLevel, IdType, PictureKind
from desktop.domain.identity import make_resident_id
from desktop.domain.masking import mask_id_number
from desktop.domain.practice_period import Length, Period
from desktop.domain.prechecks import (
    SEVERITY_OF,
    USUAL_PICTURES,
    BatchRules,
    Dossier,
    Hint,
    HintCode,
    Severity,
    check_choice,
    check_dossier,
    form_period,
    worst,
)

TODAY = date(2026, 3, 2)
RULES = BatchRules(cut_off=date(2026, 8, 31))
FORM = {
    "sex": "女",
    "birth_date": "2000-03-08",
    "degree": "本科 · 医学学士",
    "graduated_on": "2023-06-30",
    "practice_start": "2025-08-01",
    "practice_end": "2026-07-31",
}
DOSSIER = Dossier(
    id_type=IdType.RESIDENT_ID,
    id_number=make_resident_id("421902", date(2000, 3, 8), 2),
    level=ApplicationLevel.PHYSICIAN,
    form=FORM,
    pictures=frozenset(USUAL_PICTURES),
)
FINE = {HintCode.ID_NUMBER_VALID, HintCode.EDUCATION_FITS, HintCode.PRACTICE_COMPLETE}


def codes(dossier: Dossier, rules: BatchRules = RULES) -> set[HintCode]:
    return {hint.code for hint in check_dossier(dossier, rules, TODAY)}


def news(dossier: Dossier) -> list[Hint]:
    """Return the hints beyond those of a dossier in order."""
    return [hint for hint in check_dossier(dossier, RULES, TODAY) if hint.code not in FINE]


def with_form(**values: str) -> Dossier:
    return replace(DOSSIER, form={**FORM, **values})


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def test_a_dossier_in_order_is_told_so() -> None:
    hints = check_dossier(DOSSIER, RULES, TODAY)
    assert [hint.code for hint in hints] == [
        HintCode.ID_NUMBER_VALID,
        HintCode.EDUCATION_FITS,
        HintCode.PRACTICE_COMPLETE,
    ]
    assert worst(hints) is Severity.OK


def test_a_wrong_id_number_is_named_with_its_fault() -> None:
    wrong = replace(DOSSIER, id_number="110105194912310021")
    assert Hint(HintCode.ID_NUMBER_WRONG, "id_number", "check_digit_wrong") in news(wrong)
    assert HintCode.ID_NUMBER_VALID not in codes(wrong)


def test_a_masked_number_gives_no_hint_at_all() -> None:
    masked = replace(DOSSIER, id_number=mask_id_number(DOSSIER.id_number))
    assert codes(masked) == FINE - {HintCode.ID_NUMBER_VALID}


def test_a_form_that_contradicts_the_id_number_is_pointed_at() -> None:
    assert news(with_form(birth_date="2000-03-09", sex="男")) == [
        Hint(HintCode.BIRTH_DATE_DIFFERS, "birth_date"),
        Hint(HintCode.SEX_DIFFERS, "sex"),
    ]


def test_a_form_that_leaves_out_birth_date_and_sex_contradicts_nothing() -> None:
    assert codes(with_form(birth_date="", sex="")) == FINE


def test_a_passport_tells_nothing_about_its_bearer() -> None:
    passport = replace(with_form(sex="男"), id_type=IdType.PASSPORT, id_number="E12345678")
    assert codes(passport) == FINE


@pytest.mark.parametrize(
    ("level", "degree", "code"),
    [
        (ApplicationLevel.PHYSICIAN, "硕士研究生", HintCode.EDUCATION_FITS),
        (ApplicationLevel.PHYSICIAN, "大专", HintCode.EDUCATION_NEEDS_ASSISTANT_LICENCE),
        (ApplicationLevel.PHYSICIAN, "中专", HintCode.EDUCATION_TOO_LOW),
        (ApplicationLevel.ASSISTANT, "大学专科", HintCode.EDUCATION_FITS),
        (ApplicationLevel.ASSISTANT, "中专", HintCode.EDUCATION_TOO_LOW),
        (ApplicationLevel.RURAL_ASSISTANT, "中专", None),
        (ApplicationLevel.PHYSICIAN, "其他", None),
    ],
)
def test_education_is_held_against_the_level(
    level: ApplicationLevel, degree: str, code: HintCode | None
) -> None:
    about_education = {one for one in HintCode if one.value.startswith("education_")}
    found = codes(replace(with_form(degree=degree), level=level)) & about_education
    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("start", "end"),
    [("", ""), ("2025-08-01", ""), ("2025.08.01", "2026.07.31"), ("2026-07-31", "2025-08-01")],
)
def test_practice_dates_that_say_nothing_are_pointed_at(start: str, end: str) -> None:
    dossier = with_form(practice_start=start, practice_end=end)
    assert form_period(dossier.form) is None
    assert news(dossier) == [Hint(HintCode.PRACTICE_DATES_WRONG, "practice_start")]


def test_practice_beyond_the_cut_off_is_pointed_at() -> None:
    assert news(with_form(practice_end="2026-09-30")) == [
        Hint(HintCode.PRACTICE_DATES_WRONG, "practice_end")
    ]


def test_the_last_and_the_first_possible_day_are_in_order() -> None:
    assert news(with_form(practice_start="2025-09-01", practice_end="2026-08-31")) == []
    assert news(with_form(graduated_on="2025-08-01")) == []
    one_day = with_form(practice_start="2026-03-02", practice_end="2026-03-02")
    assert form_period(one_day.form) == period("2026-03-02", "2026-03-02")


def test_practice_before_graduation_is_pointed_at() -> None:
    dossier = with_form(graduated_on="2025-12-31")
    assert news(dossier) == [Hint(HintCode.PRACTICE_BEFORE_GRADUATION, "graduated_on")]
    assert codes(with_form(graduated_on="")) == FINE


def test_a_fresh_graduate_whose_practice_goes_on_is_only_information() -> None:
    hints = news(with_form(practice_start="2025-09-01", practice_end="2026-02-28"))
    assert hints == [Hint(HintCode.PRACTICE_RUNNING, length=Length(6, 0))]
    assert worst(hints) is Severity.INFO


def test_practice_that_cannot_be_complete_in_time_is_a_warning() -> None:
    hints = news(with_form(practice_start="2025-11-01", practice_end="2026-02-28"))
    assert hints == [Hint(HintCode.PRACTICE_SHORT, length=Length(8, 0))]
    assert worst(hints) is Severity.WARNING


def test_periods_of_other_units_count_and_overlaps_and_gaps_show() -> None:
    other = period("2025-02-01", "2025-03-31")
    moved = replace(
        with_form(practice_start="2025-10-01"),
        other_periods=(other, period("2025-03-22", "2025-09-29")),
        pictures=frozenset({*USUAL_PICTURES, PictureKind.PREVIOUS_UNIT_CERTIFICATE}),
    )
    assert news(moved) == [
        Hint(HintCode.PRACTICE_OVERLAPS, length=Length(0, 10)),
        Hint(HintCode.PRACTICE_HAS_GAPS, length=Length(0, 1)),
    ]
    assert HintCode.PRACTICE_COMPLETE in codes(moved)


def test_a_batch_may_ask_for_other_months() -> None:
    assert HintCode.PRACTICE_SHORT in codes(DOSSIER, replace(RULES, required_months=24))


@pytest.mark.parametrize(
    ("former", "hints"),
    [
        (
            {"practice_start": "2025-06-01"},
            [Hint(HintCode.PRACTICE_START_LATER, "practice_start", length=Length(2, 0))],
        ),
        (
            {"practice_start": "2025-08-15", "practice_end": "2026-08-10"},
            [
                Hint(HintCode.PRACTICE_START_EARLIER, "practice_start", length=Length(0, 14)),
                Hint(HintCode.PRACTICE_END_EARLIER, "practice_end", length=Length(0, 10)),
            ],
        ),
        (
            {"practice_end": "2026-04-30"},
            [Hint(HintCode.PRACTICE_END_LATER, "practice_end", length=Length(3, 0))],
        ),
        ({"practice_start": "2025-08-01", "degree": "大专"}, []),
    ],
)
def test_a_resubmission_that_moved_the_practice_says_how_far(
    former: dict[str, str], hints: list[Hint]
) -> None:
    assert news(replace(DOSSIER, former_form=former)) == hints


def test_missing_pictures_are_named_when_the_list_is_at_hand() -> None:
    fewer = frozenset(USUAL_PICTURES) - {PictureKind.ID_BACK}
    dossier = replace(DOSSIER, pictures=fewer, other_periods=(period("2025-01-01", "2025-07-31"),))
    assert news(dossier) == [
        Hint(HintCode.PICTURE_MISSING, detail="id_back"),
        Hint(HintCode.PICTURE_MISSING, detail="previous_unit_certificate"),
    ]
    assert news(replace(dossier, pictures=None)) == []


def test_the_period_chosen_in_the_decision_bar_is_checked_live() -> None:
    as_stated = check_choice(DOSSIER, period("2025-08-01", "2026-07-31"), RULES)
    assert [hint.code for hint in as_stated] == [HintCode.PRACTICE_COMPLETE]
    shorter = check_choice(DOSSIER, period("2025-10-01", "2026-07-31"), RULES)
    assert shorter == (
        Hint(HintCode.PRACTICE_SHORT, length=Length(2, 0)),
        Hint(HintCode.PERIOD_DIFFERS_FROM_FORM, "practice_start"),
    )


def test_every_hint_has_its_severity_and_no_hint_is_fine() -> None:
    assert set(SEVERITY_OF) == set(HintCode)
    assert worst([]) is Severity.OK
