"""Businesses, levels and categories as official data (guide A §5.2; spec/domain.md 1.1, 1.6, 1.9).

Names are the official Chinese names: they are data of the field, not texts of a screen.
Business codes are two-character strings: 00 and 03 keep their zeros.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

PROBATION_BUSINESS: Final = "05"
"""医师资格试用期 is the review part of 05 医师资格考试 (decision 24)."""


@dataclass(frozen=True, slots=True)
class Business:
    """A business of the platform.

    Attributes:
        code: Two digits as text.
        name: Official name.
        period: 业务日期: free text, may be empty (decision 4).
    """

    code: str
    name: str
    period: str = ""


BUSINESSES: Final = (
    Business("30", "继续医学教育"),
    Business("03", "卫生专业技术资格考试", "卫生专业技术资格考试"),
    Business("05", "医师资格考试", "医师资格考试"),
    Business("54", "护士执业资格考试", "护士执业资格考试"),
    Business("21", "助理全科医生培训"),
    Business("14", "卫生高级职称评审", "卫生高级职称评审"),
    Business("58", "培训平台"),
    Business("00", "信息申报平台", "信息申报平台"),
    Business("57", "实践技能考试考官考核"),
    Business("51", "医用设备使用人员业务能力考评", "医用设备使用人员业务能力考评"),
)


class ApplicationLevel(StrEnum):
    """申报级别: first digit of the official code, and 乡村全科 which has none."""

    PHYSICIAN = "1"
    ASSISTANT = "2"
    APPRENTICE_PHYSICIAN = "3"
    APPRENTICE_ASSISTANT = "4"
    RURAL_ASSISTANT = "rural"


class ApplicationCategory(StrEnum):
    """申报类别: last two digits of the official code of 2005."""

    CLINICAL = "10"
    DENTAL = "20"
    PUBLIC_HEALTH = "30"
    CHINESE_MEDICINE = "41"
    INTEGRATED_MEDICINE = "42"
    MONGOLIAN_MEDICINE = "43"
    TIBETAN_MEDICINE = "44"
    UYGHUR_MEDICINE = "45"
    RURAL_GENERAL = "rural"


class IdType(StrEnum):
    """证件类型 of the national registration form (spec/domain.md 1.9)."""

    RESIDENT_ID = "resident_id"
    HMT_RESIDENCE_PERMIT = "hmt_residence_permit"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    FOREIGN_PERMANENT_RESIDENT = "foreign_permanent_resident"
    PASSPORT = "passport"
    OFFICER_CARD = "officer_card"


class Sex(StrEnum):
    """性别."""

    MALE = "male"
    FEMALE = "female"


class EducationLevel(StrEnum):
    """学历, lowest first."""

    SECONDARY = "secondary"
    COLLEGE = "college"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTOR = "doctor"


_SEX_NAMES: Final = {"男": Sex.MALE, "女": Sex.FEMALE}

_EDUCATION_NAMES: Final = {
    "博士": EducationLevel.DOCTOR,
    "硕士": EducationLevel.MASTER,
    "研究生": EducationLevel.MASTER,
    "本科": EducationLevel.BACHELOR,
    "学士": EducationLevel.BACHELOR,
    "专科": EducationLevel.COLLEGE,
    "大专": EducationLevel.COLLEGE,
    "高职": EducationLevel.COLLEGE,
    "中专": EducationLevel.SECONDARY,
    "中职": EducationLevel.SECONDARY,
}
"""Words in which forms state an education; of several words the first one here counts."""


class PictureGroup(StrEnum):
    """基础信息 / 学历信息 / 申报信息: the three groups of pictures of guide A §7.3."""

    BASIC = "basic"
    EDUCATION = "education"
    APPLICATION = "application"


class PictureKind(StrEnum):
    """What a picture shows; each kind belongs to one group."""

    PORTRAIT = "portrait"
    ID_FRONT = "id_front"
    ID_BACK = "id_back"
    DIPLOMA = "diploma"
    DEGREE = "degree"
    EDUCATION_RECORD = "education_record"
    PROBATION_CERTIFICATE = "probation_certificate"
    PREVIOUS_UNIT_CERTIFICATE = "previous_unit_certificate"
    REGISTRATION_NOTICE = "registration_notice"
    GRADUATE_COMMITMENT = "graduate_commitment"


GROUP_OF_PICTURE: Final = {
    PictureKind.PORTRAIT: PictureGroup.BASIC,
    PictureKind.ID_FRONT: PictureGroup.BASIC,
    PictureKind.ID_BACK: PictureGroup.BASIC,
    PictureKind.DIPLOMA: PictureGroup.EDUCATION,
    PictureKind.DEGREE: PictureGroup.EDUCATION,
    PictureKind.EDUCATION_RECORD: PictureGroup.EDUCATION,
    PictureKind.PROBATION_CERTIFICATE: PictureGroup.APPLICATION,
    PictureKind.PREVIOUS_UNIT_CERTIFICATE: PictureGroup.APPLICATION,
    PictureKind.REGISTRATION_NOTICE: PictureGroup.APPLICATION,
    PictureKind.GRADUATE_COMMITMENT: PictureGroup.APPLICATION,
}


class FormSection(StrEnum):
    """Section of the form that the applicant filled."""

    PERSONAL = "personal"
    EDUCATION = "education"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a business's application form.

    Attributes:
        key: Stable name; also the text key.
        section: Where the detail shows it.
        sensitive: True where lists and logs must mask it.
    """

    key: str
    section: FormSection
    sensitive: bool = False


PROBATION_FORM: Final = (
    FormField("sex", FormSection.PERSONAL),
    FormField("birth_date", FormSection.PERSONAL),
    FormField("ethnicity", FormSection.PERSONAL),
    FormField("department_position", FormSection.PERSONAL),
    FormField("address", FormSection.PERSONAL, sensitive=True),
    FormField("school", FormSection.EDUCATION),
    FormField("major", FormSection.EDUCATION),
    FormField("degree", FormSection.EDUCATION),
    FormField("graduated_on", FormSection.EDUCATION),
    FormField("diploma_number", FormSection.EDUCATION),
    FormField("practice_start", FormSection.APPLICATION),
    FormField("practice_end", FormSection.APPLICATION),
    FormField("supervising_physician", FormSection.APPLICATION),
    FormField("registration_number", FormSection.APPLICATION),
)
"""The form of 医师资格试用期, in the order in which values travel in a material's `details`."""

FORMS: Final = {PROBATION_BUSINESS: PROBATION_FORM}


def form_values(business: str, details: Sequence[str]) -> dict[str, str]:
    """Return a material's `details` by field key; fields that a server does not know yet lack."""
    fields = FORMS.get(business, ())
    return {form_field.key: value for form_field, value in zip(fields, details, strict=False)}


_APPRENTICE_LEVELS: Final = frozenset(
    {ApplicationLevel.APPRENTICE_PHYSICIAN, ApplicationLevel.APPRENTICE_ASSISTANT}
)
_APPRENTICE_CATEGORIES: Final = frozenset(
    {
        ApplicationCategory.CHINESE_MEDICINE,
        ApplicationCategory.MONGOLIAN_MEDICINE,
        ApplicationCategory.TIBETAN_MEDICINE,
        ApplicationCategory.UYGHUR_MEDICINE,
    }
)


def is_offered(level: ApplicationLevel, category: ApplicationCategory) -> bool:
    """Tell whether the examination exists: 师承 only in traditional medicine, 乡村全科 alone."""
    rural_level = level is ApplicationLevel.RURAL_ASSISTANT
    rural_category = category is ApplicationCategory.RURAL_GENERAL
    if rural_level or rural_category:
        return rural_level and rural_category
    return level not in _APPRENTICE_LEVELS or category in _APPRENTICE_CATEGORIES


def official_code(level: ApplicationLevel, category: ApplicationCategory) -> str:
    """Return the official three-digit code.

    Empty for 乡村全科, whose code was never published, and for what is not offered.
    """
    if level is ApplicationLevel.RURAL_ASSISTANT or not is_offered(level, category):
        return ""
    return f"{level.value}{category.value}"


def read_sex(text: str) -> Sex | None:
    """Return the sex that a form states, None where it states none that we know."""
    return _SEX_NAMES.get(text.strip())


def read_education(text: str) -> EducationLevel | None:
    """Return the education that a form states, None where it states none that we know."""
    return next((level for name, level in _EDUCATION_NAMES.items() if name in text), None)
