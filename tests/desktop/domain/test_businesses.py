"""The official data of the field."""

from __future__ import annotations

import pytest

from desktop.domain.businesses import (
    BUSINESSES,
    FORMS,
    GROUP_OF_PICTURE,
    PROBATION_BUSINESS,
    PROBATION_FORM,
    ApplicationCategory,
    ApplicationLevel,
    EducationLevel,
    PictureKind,
    Sex,
    form_values,
    is_offered,
    official_code,
    read_education,
    read_sex,
)


def test_business_codes_keep_their_zeros() -> None:
    codes = [business.code for business in BUSINESSES]
    assert {"00", "03", "05"} <= set(codes)
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 2 and code.isdecimal() for code in codes)
    assert PROBATION_BUSINESS in codes


def test_the_official_codes_are_the_twenty_four_of_the_table() -> None:
    codes = {
        official_code(level, category)
        for level in ApplicationLevel
        for category in ApplicationCategory
    }
    physician = {"110", "120", "130", "141", "142", "143", "144", "145"}
    assistant = {"2" + code[1:] for code in physician}
    apprentices = {level + kind for level in "34" for kind in ("41", "43", "44", "45")}
    assert codes == physician | assistant | apprentices | {""}


@pytest.mark.parametrize(
    ("level", "category", "offered"),
    [
        (ApplicationLevel.PHYSICIAN, ApplicationCategory.CLINICAL, True),
        (ApplicationLevel.APPRENTICE_PHYSICIAN, ApplicationCategory.TIBETAN_MEDICINE, True),
        (ApplicationLevel.APPRENTICE_PHYSICIAN, ApplicationCategory.CLINICAL, False),
        (ApplicationLevel.APPRENTICE_ASSISTANT, ApplicationCategory.INTEGRATED_MEDICINE, False),
        (ApplicationLevel.RURAL_ASSISTANT, ApplicationCategory.RURAL_GENERAL, True),
        (ApplicationLevel.RURAL_ASSISTANT, ApplicationCategory.CLINICAL, False),
        (ApplicationLevel.PHYSICIAN, ApplicationCategory.RURAL_GENERAL, False),
    ],
)
def test_not_every_level_is_examined_in_every_category(
    level: ApplicationLevel, category: ApplicationCategory, *, offered: bool
) -> None:
    assert is_offered(level, category) is offered


def test_the_rural_examination_has_no_code() -> None:
    rural = official_code(ApplicationLevel.RURAL_ASSISTANT, ApplicationCategory.RURAL_GENERAL)
    assert rural == ""


def test_every_picture_belongs_to_a_group() -> None:
    assert set(GROUP_OF_PICTURE) == set(PictureKind)


def test_details_travel_in_the_order_of_the_form() -> None:
    keys = [field.key for field in PROBATION_FORM]
    assert len(set(keys)) == len(keys)
    details = [f"value of {key}" for key in keys]
    values = form_values(PROBATION_BUSINESS, details)
    assert values["practice_start"] == "value of practice_start"
    assert form_values(PROBATION_BUSINESS, details[:1]) == {keys[0]: details[0]}
    assert form_values("30", details) == {}
    assert set(FORMS) == {PROBATION_BUSINESS}


@pytest.mark.parametrize(
    ("text", "education"),
    [
        ("本科 · 医学学士", EducationLevel.BACHELOR),
        ("大学本科", EducationLevel.BACHELOR),
        ("大学专科", EducationLevel.COLLEGE),
        ("大专", EducationLevel.COLLEGE),
        ("硕士研究生", EducationLevel.MASTER),
        ("博士研究生", EducationLevel.DOCTOR),
        ("研究生", EducationLevel.MASTER),
        ("中专", EducationLevel.SECONDARY),
        ("大学", None),
        ("", None),
    ],
)
def test_the_education_is_read_from_its_usual_words(
    text: str, education: EducationLevel | None
) -> None:
    assert read_education(text) is education


@pytest.mark.parametrize(("text", "sex"), [("男", Sex.MALE), (" 女", Sex.FEMALE), ("不详", None)])
def test_the_sex_is_read_from_its_word(text: str, sex: Sex | None) -> None:
    assert read_sex(text) is sex
