"""Numbers of people and institutions, as typed by people who mistype."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import stdnum.cn.ric
import stdnum.cn.uscc
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.businesses import IdType, Sex
from desktop.domain.errors import RuleViolationError
from desktop.domain.identity import (
    EARLIEST_BIRTH,
    Bearer,
    Checked,
    NumberProblem,
    NumberWarning,
    bearer_of,
    check_id_number,
    check_licence,
    check_mobile,
    check_uscc,
    make_organization_code,
    make_resident_id,
    make_uscc,
    matching_form,
    normalise,
    organization_code_check_digit,
    require_valid,
    resident_id_check_digit,
    uscc_check_digit,
)

TODAY = date(2026, 11, 22)
DIVISIONS = {"420100", "420106", "421023"}

USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

digits = st.characters(min_codepoint=ord("0"), max_codepoint=ord("9"))
birth_dates = st.dates(EARLIEST_BIRTH, TODAY)
orders = st.integers(0, 999)


def problem_of(id_type: IdType, text: str) -> NumberProblem | None:
    return check_id_number(id_type, text, TODAY).problem


def with_check_digit(body: str) -> str:
    return body + resident_id_check_digit(body)


# ------------------------------------------------------------------------- resident ids


@given(birth_date=birth_dates, order=orders)
def test_a_made_resident_id_is_right_and_tells_its_bearer(birth_date: date, order: int) -> None:
    number = make_resident_id("421902", birth_date, order)
    assert check_id_number(IdType.RESIDENT_ID, number, TODAY) == Checked(number)
    sex = Sex.MALE if order % 2 else Sex.FEMALE
    assert bearer_of(IdType.RESIDENT_ID, number) == Bearer(birth_date, sex)


@given(st.text(digits, min_size=17, max_size=17))
def test_the_check_digit_is_the_one_that_others_compute(body: str) -> None:
    assert resident_id_check_digit(body) == stdnum.cn.ric.calc_check_digit(body + "0")


@given(
    birth_date=birth_dates,
    order=orders,
    place=st.integers(0, 17),
    slip=st.integers(1, 9),
)
def test_one_mistyped_digit_is_always_found(
    birth_date: date, order: int, place: int, slip: int
) -> None:
    number = make_resident_id("421902", birth_date, order)
    old = number[place]
    new = str((int(old) + slip) % 10) if old.isdigit() else str(slip)
    mistyped = number[:place] + new + number[place + 1 :]
    assert problem_of(IdType.RESIDENT_ID, mistyped) is not None


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("11010519491231002X", None),
        ("11010519491231002x", None),
        (" 110105 19491231 002X ", None),
        ("110105-19491231-002X", None),
        ("１１０１０５１９４９１２３１００２Ｘ", None),
        ("110105194912310021", NumberProblem.CHECK_DIGIT_WRONG),
        ("", NumberProblem.EMPTY),
        ("　", NumberProblem.EMPTY),
        ("110105491231002", NumberProblem.MALFORMED),
        ("11010519491231002XX", NumberProblem.MALFORMED),
        ("X1010519491231002X", NumberProblem.MALFORMED),
        ("٤٢٠١٠٦١٩٩٠٠٢٣٠٠٠١١", NumberProblem.MALFORMED),
        ("000105194912310029", NumberProblem.REGION_UNKNOWN),
        ("810000199408230021", NumberProblem.REGION_UNKNOWN),
        (with_check_digit("42010619900230001"), NumberProblem.BIRTH_DATE_IMPOSSIBLE),
        (with_check_digit("42010618991231001"), NumberProblem.BIRTH_DATE_IMPOSSIBLE),
    ],
)
def test_a_resident_id_is_refused_for_its_first_fault(
    typed: str, problem: NumberProblem | None
) -> None:
    assert problem_of(IdType.RESIDENT_ID, typed) is problem


def test_nobody_is_born_tomorrow_or_before_the_century() -> None:
    assert problem_of(IdType.RESIDENT_ID, make_resident_id("421902", date(1900, 1, 1), 1)) is None
    assert problem_of(IdType.RESIDENT_ID, make_resident_id("421902", TODAY, 1)) is None
    unborn = make_resident_id("421902", TODAY + timedelta(days=1), 1)
    assert problem_of(IdType.RESIDENT_ID, unborn) is NumberProblem.BIRTH_DATE_IMPOSSIBLE


@pytest.mark.parametrize(
    ("division", "warnings"),
    [
        ("420106", ()),
        ("421088", (NumberWarning.DIVISION_UNKNOWN,)),
        ("110105", ()),
    ],
)
def test_an_unknown_county_of_a_known_province_is_a_warning_only(
    division: str, warnings: tuple[NumberWarning, ...]
) -> None:
    number = make_resident_id(division, date(1990, 3, 7), 1)
    checked = check_id_number(IdType.RESIDENT_ID, number, TODAY, DIVISIONS)
    assert checked == Checked(number, None, warnings)


# ------------------------------------------------------------------- other documents


@pytest.mark.parametrize(
    ("id_type", "typed", "problem"),
    [
        (IdType.HMT_RESIDENCE_PERMIT, "810000199408230021", None),
        (IdType.HMT_RESIDENCE_PERMIT, "830000199408230021", NumberProblem.CHECK_DIGIT_WRONG),
        (IdType.HMT_RESIDENCE_PERMIT, "11010519491231002X", NumberProblem.REGION_UNKNOWN),
        (IdType.FOREIGN_PERMANENT_RESIDENT, "931156198504120018", None),
        (IdType.FOREIGN_PERMANENT_RESIDENT, "931156198504120027", NumberProblem.CHECK_DIGIT_WRONG),
        (IdType.FOREIGN_PERMANENT_RESIDENT, "999156198504120018", NumberProblem.REGION_UNKNOWN),
        (IdType.FOREIGN_PERMANENT_RESIDENT, "11010519491231002X", NumberProblem.REGION_UNKNOWN),
        (IdType.FOREIGN_PERMANENT_RESIDENT, "991156198504120018", NumberProblem.REGION_UNKNOWN),
        (IdType.FOREIGN_PERMANENT_RESIDENT, "can420085041201", None),
        (IdType.FOREIGN_PERMANENT_RESIDENT, "CAN42008504120", NumberProblem.MALFORMED),
        (IdType.HK_MACAO_PERMIT, "h12345678", None),
        (IdType.HK_MACAO_PERMIT, "M1234567801", None),
        (IdType.HK_MACAO_PERMIT, "H123456780", NumberProblem.MALFORMED),
        (IdType.HK_MACAO_PERMIT, "A12345678", NumberProblem.MALFORMED),
        (IdType.TAIWAN_PERMIT, "12345678", None),
        (IdType.TAIWAN_PERMIT, "1234567890B", None),
        (IdType.TAIWAN_PERMIT, "123456789", NumberProblem.MALFORMED),
        (IdType.PASSPORT, "e 1234 5678", None),
        (IdType.PASSPORT, "E1234", NumberProblem.MALFORMED),
        (IdType.OFFICER_CARD, "军字第1234567号", None),
        (IdType.OFFICER_CARD, "南字1234567", None),
        (IdType.OFFICER_CARD, "1234567", NumberProblem.MALFORMED),
        (IdType.OFFICER_CARD, "", NumberProblem.EMPTY),
    ],
)
def test_every_document_has_its_own_shape(
    id_type: IdType, typed: str, problem: NumberProblem | None
) -> None:
    assert problem_of(id_type, typed) is problem


@given(id_type=st.sampled_from(IdType), text=st.text(max_size=30))
def test_checking_never_fails_whatever_is_typed(id_type: IdType, text: str) -> None:
    checked = check_id_number(id_type, text, TODAY)
    bearer_of(id_type, checked.number)
    assert check_id_number(id_type, checked.number, TODAY) == checked


@pytest.mark.parametrize(
    ("id_type", "number", "bearer"),
    [
        (IdType.RESIDENT_ID, "11010519491231002X", Bearer(date(1949, 12, 31), Sex.FEMALE)),
        (IdType.HMT_RESIDENCE_PERMIT, "810000199408230021", Bearer(date(1994, 8, 23), Sex.FEMALE)),
        (
            IdType.FOREIGN_PERMANENT_RESIDENT,
            "931156198504120018",
            Bearer(date(1985, 4, 12), Sex.MALE),
        ),
        (IdType.FOREIGN_PERMANENT_RESIDENT, "CAN420085041201", None),
        (IdType.RESIDENT_ID, "110105194913310021", None),
        (IdType.RESIDENT_ID, "1101", None),
        (IdType.PASSPORT, "11010519491231002X", None),
    ],
)
def test_only_numbers_of_one_standard_tell_their_bearer(
    id_type: IdType, number: str, bearer: Bearer | None
) -> None:
    assert bearer_of(id_type, number) == bearer


def test_a_renewed_permit_is_the_same_person() -> None:
    old, new = "H1234567801", "H12345678"
    assert matching_form(IdType.HK_MACAO_PERMIT, old) == matching_form(IdType.HK_MACAO_PERMIT, new)
    assert matching_form(IdType.PASSPORT, old) == old


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


# ----------------------------------------------------------------------- institutions


@given(st.text(USCC_CHARACTERS, min_size=17, max_size=17))
def test_the_credit_code_digit_is_the_one_that_others_compute(body: str) -> None:
    assert uscc_check_digit(body) == stdnum.cn.uscc.calc_check_digit(body)


@given(
    registrar=st.sampled_from(["11", "12", "52", "91", "92", "A1", "N1", "Y1"]),
    body=st.text(USCC_CHARACTERS, min_size=8, max_size=8),
)
def test_a_made_credit_code_is_right_inside_and_out(registrar: str, body: str) -> None:
    number = make_uscc(registrar, "421902", make_organization_code(body))
    assert check_uscc(number) == Checked(number)


@pytest.mark.parametrize(
    ("typed", "problem", "warnings"),
    [
        ("91110000600037341l", None, ()),
        ("91110000600037342L", NumberProblem.CHECK_DIGIT_WRONG, ()),
        ("", NumberProblem.EMPTY, ()),
        ("9111000060003734IL", NumberProblem.MALFORMED, ()),
        ("114200000110432862", None, (NumberWarning.ORGANIZATION_CODE_DIFFERS,)),
        (make_uscc("98", "421902", "000000000"), None, (NumberWarning.REGISTRAR_UNKNOWN,)),
        (
            make_uscc("C1", "421902", "000000001"),
            None,
            (NumberWarning.REGISTRAR_UNKNOWN, NumberWarning.ORGANIZATION_CODE_DIFFERS),
        ),
    ],
)
def test_a_credit_code_with_a_new_registrar_is_unusual_but_not_wrong(
    typed: str, problem: NumberProblem | None, warnings: tuple[NumberWarning, ...]
) -> None:
    checked = check_uscc(typed)
    assert (checked.problem, checked.warnings) == (problem, warnings)


@pytest.mark.parametrize(
    ("body", "digit"),
    [("47117170", "3"), ("47011661", "4"), ("D2143569", "X"), ("00000000", "0"), ("10000000", "8")],
)
def test_the_organization_code_digit_covers_all_three_forms(body: str, digit: str) -> None:
    assert organization_code_check_digit(body) == digit


@pytest.mark.parametrize(
    ("typed", "problem", "warnings"),
    [
        ("47117170333050211A1001", None, ()),
        ("47011661433010211a1001", None, ()),
        ("45254011251180211A1001", None, ()),
        ("43588555761042911A1001", None, ()),
        ("PDY100012 420111 17 D110 2", None, (NumberWarning.ORGANIZATION_CODE_DIFFERS,)),
        ("110101000112", None, ()),
        ("110101000142", NumberProblem.MALFORMED, ()),
        ("990101000112", NumberProblem.REGION_UNKNOWN, ()),
        ("47117170399050211A1001", NumberProblem.REGION_UNKNOWN, ()),
        ("47117170333050211A100", NumberProblem.MALFORMED, ()),
        ("", NumberProblem.EMPTY, ()),
    ],
)
def test_a_licence_is_judged_by_its_shape_and_hinted_by_its_code(
    typed: str, problem: NumberProblem | None, warnings: tuple[NumberWarning, ...]
) -> None:
    checked = check_licence(typed)
    assert (checked.problem, checked.warnings) == (problem, warnings)


@pytest.mark.parametrize(
    ("typed", "number", "problem"),
    [
        ("13800138000", "13800138000", None),
        ("+86 138-0013-8000", "13800138000", None),
        ("0086 199 0013 8000", "19900138000", None),
        ("１３８００１３８０００", "13800138000", None),
        ("12800138000", "12800138000", NumberProblem.MALFORMED),
        ("1380013800", "1380013800", NumberProblem.MALFORMED),
        ("027-87654321", "02787654321", NumberProblem.MALFORMED),
        ("", "", NumberProblem.EMPTY),
    ],
)
def test_a_mobile_number_may_come_with_its_country(
    typed: str, number: str, problem: NumberProblem | None
) -> None:
    assert check_mobile(typed) == Checked(number, problem)


def test_a_required_number_is_handed_back_normalised_or_refused_at_its_field() -> None:
    assert require_valid(check_mobile("138 0013 8000"), "/phone") == "13800138000"
    with pytest.raises(RuleViolationError) as refusal:
        require_valid(check_mobile("110"), "/phone")
    assert (refusal.value.code, refusal.value.field) == ("number_malformed", "/phone")
