"""Every text that comes from a code or an enum: the only place where codes become Chinese.

One function per enum; `problem_text` and its kin (in `problem_texts`) speak for errors. All texts
stand in the translation context `texts`, marked for the catalogue and translated when they are
asked for, so that a change of language shows at the next repaint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.contract.operations import OperationKind, RevealedField
from desktop.contract.session import IdentityState
from desktop.domain.authorization import AuthorizationState, RevocationPurpose
from desktop.domain.businesses import (
    PROBATION_BUSINESS,
    ApplicationCategory,
    ApplicationLevel,
    FormSection,
    IdType,
    PictureGroup,
    PictureKind,
)
from desktop.domain.organizations import OrganizationKind, is_administrative
from desktop.domain.review import (
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    Role,
    SubmissionStatus,
    TimelineKind,
    Verdict,
)
from desktop.screens.problem_texts import outcome_text, problem_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "account_kind_text",
    "authorization_text",
    "business_text",
    "category_text",
    "field_text",
    "id_type_text",
    "identity_text",
    "kind_text",
    "level_text",
    "listed",
    "operation_text",
    "outbox_state_text",
    "outcome_text",
    "payment_text",
    "picture_group_text",
    "picture_text",
    "problem_text",
    "purpose_text",
    "revealed_text",
    "review_level_text",
    "role_text",
    "roles_text",
    "section_text",
    "short_level_text",
    "status_text",
    "submission_text",
    "timeline_text",
    "verdict_text",
]

_Key = TypeVar("_Key")

_STATUS: Final = {
    ReviewStatus.PENDING: QT_TRANSLATE_NOOP("texts", "待审核"),
    ReviewStatus.APPROVED: QT_TRANSLATE_NOOP("texts", "审核通过"),
    ReviewStatus.DEFERRED: QT_TRANSLATE_NOOP("texts", "暂不审核"),
    ReviewStatus.RETURNED: QT_TRANSLATE_NOOP("texts", "允许修改"),
    ReviewStatus.REFUSED: QT_TRANSLATE_NOOP("texts", "审核不通过"),
    ReviewStatus.NOT_REACHED: QT_TRANSLATE_NOOP("texts", "未到本级"),
}
_VERDICT: Final = {
    Verdict.APPROVED: QT_TRANSLATE_NOOP("texts", "审核通过"),
    Verdict.DEFERRED: QT_TRANSLATE_NOOP("texts", "暂不审核"),
    Verdict.RETURNED: QT_TRANSLATE_NOOP("texts", "允许修改"),
    Verdict.REFUSED: QT_TRANSLATE_NOOP("texts", "审核不通过"),
}
_SUBMISSION: Final = {
    SubmissionStatus.NOT_SUBMITTED: QT_TRANSLATE_NOOP("texts", "未提交"),
    SubmissionStatus.SUBMITTED: QT_TRANSLATE_NOOP("texts", "已提交"),
    SubmissionStatus.REVISING: QT_TRANSLATE_NOOP("texts", "修改中"),
    SubmissionStatus.RESUBMITTED: QT_TRANSLATE_NOOP("texts", "已重新提交"),
}
_PAYMENT: Final = {
    PaymentStatus.UNPAID: QT_TRANSLATE_NOOP("texts", "未缴费"),
    PaymentStatus.PAID: QT_TRANSLATE_NOOP("texts", "已缴费"),
    PaymentStatus.REFUNDING: QT_TRANSLATE_NOOP("texts", "退费中"),
    PaymentStatus.REFUNDED: QT_TRANSLATE_NOOP("texts", "已退费"),
}
_REVIEW_LEVEL: Final = {
    ReviewLevel.UNIT: QT_TRANSLATE_NOOP("texts", "单位"),
    ReviewLevel.COUNTY: QT_TRANSLATE_NOOP("texts", "县区"),
    ReviewLevel.CITY: QT_TRANSLATE_NOOP("texts", "市州"),
    ReviewLevel.PROVINCE: QT_TRANSLATE_NOOP("texts", "省"),
}
_TIMELINE: Final = {
    TimelineKind.SUBMITTED: QT_TRANSLATE_NOOP("texts", "考生提交"),
    TimelineKind.RESUBMITTED: QT_TRANSLATE_NOOP("texts", "考生重新提交"),
    TimelineKind.WITHDRAWN: QT_TRANSLATE_NOOP("texts", "考生撤回"),
    TimelineKind.DECIDED: QT_TRANSLATE_NOOP("texts", "审核"),
    TimelineKind.ALSO_REVIEWED: QT_TRANSLATE_NOOP("texts", "也已审核"),
    TimelineKind.OPINION_ADOPTED: QT_TRANSLATE_NOOP("texts", "所采纳的意见"),
    TimelineKind.RETRACTED: QT_TRANSLATE_NOOP("texts", "撤回结论"),
    TimelineKind.REMOVED_FROM_UNIT: QT_TRANSLATE_NOOP("texts", "从单位移除"),
    TimelineKind.JOINED_UNIT: QT_TRANSLATE_NOOP("texts", "加入单位"),
}
_ROLE: Final = {
    Role.HR: QT_TRANSLATE_NOOP("texts", "单位人事"),
    Role.MANAGER: QT_TRANSLATE_NOOP("texts", "业务管理人"),
    Role.ASSISTANT: QT_TRANSLATE_NOOP("texts", "辅助管理员"),
    Role.OFFICER: QT_TRANSLATE_NOOP("texts", "审核人员"),
    Role.PLATFORM_ADMIN: QT_TRANSLATE_NOOP("texts", "平台管理员"),
}
_ORGANIZATION_KIND: Final = {
    OrganizationKind.PROVINCE_COMMISSION: QT_TRANSLATE_NOOP("texts", "省卫健委"),
    OrganizationKind.CITY_COMMISSION: QT_TRANSLATE_NOOP("texts", "市州卫健委"),
    OrganizationKind.COUNTY_BUREAU: QT_TRANSLATE_NOOP("texts", "县区卫健局"),
    OrganizationKind.PROVINCE_HOSPITAL: QT_TRANSLATE_NOOP("texts", "省直医院"),
    OrganizationKind.CITY_INSTITUTION: QT_TRANSLATE_NOOP("texts", "市直医疗机构"),
    OrganizationKind.COUNTY_INSTITUTION: QT_TRANSLATE_NOOP("texts", "县直医疗机构"),
    OrganizationKind.TOWNSHIP_HEALTH_CENTRE: QT_TRANSLATE_NOOP("texts", "乡镇卫生院"),
    OrganizationKind.COMMUNITY_HEALTH_CENTRE: QT_TRANSLATE_NOOP("texts", "社区卫生服务中心"),
    OrganizationKind.PRIVATE_INSTITUTION: QT_TRANSLATE_NOOP("texts", "民营医疗机构"),
}
_ACCOUNT_KIND: Final = {
    True: QT_TRANSLATE_NOOP("texts", "行政单位"),
    False: QT_TRANSLATE_NOOP("texts", "医疗机构"),
}
_AUTHORIZATION: Final = {
    AuthorizationState.NOT_GENERATED: QT_TRANSLATE_NOOP("texts", "未生成"),
    AuthorizationState.GENERATED: QT_TRANSLATE_NOOP("texts", "未激活"),
    AuthorizationState.ACTIVATED: QT_TRANSLATE_NOOP("texts", "已授权"),
    AuthorizationState.STOPPED: QT_TRANSLATE_NOOP("texts", "已停用"),
}
_PURPOSE: Final = {
    RevocationPurpose.REPLACE_MANAGER: QT_TRANSLATE_NOOP("texts", "更换业务管理人"),
    RevocationPurpose.STOP: QT_TRANSLATE_NOOP("texts", "停用本机构的业务"),
}
_LEVEL: Final = {
    ApplicationLevel.PHYSICIAN: QT_TRANSLATE_NOOP("texts", "执业医师"),
    ApplicationLevel.ASSISTANT: QT_TRANSLATE_NOOP("texts", "执业助理医师"),
    ApplicationLevel.APPRENTICE_PHYSICIAN: QT_TRANSLATE_NOOP("texts", "师承执业医师"),
    ApplicationLevel.APPRENTICE_ASSISTANT: QT_TRANSLATE_NOOP("texts", "师承执业助理"),
    ApplicationLevel.RURAL_ASSISTANT: QT_TRANSLATE_NOOP("texts", "乡村全科助理"),
}
_LEVEL_SHORT: Final = {
    ApplicationLevel.PHYSICIAN: QT_TRANSLATE_NOOP("texts", "执业"),
    ApplicationLevel.ASSISTANT: QT_TRANSLATE_NOOP("texts", "助理"),
    ApplicationLevel.APPRENTICE_PHYSICIAN: QT_TRANSLATE_NOOP("texts", "师承执业"),
    ApplicationLevel.APPRENTICE_ASSISTANT: QT_TRANSLATE_NOOP("texts", "师承助理"),
    ApplicationLevel.RURAL_ASSISTANT: QT_TRANSLATE_NOOP("texts", "乡村助理"),
}
_CATEGORY: Final = {
    ApplicationCategory.CLINICAL: QT_TRANSLATE_NOOP("texts", "临床"),
    ApplicationCategory.DENTAL: QT_TRANSLATE_NOOP("texts", "口腔"),
    ApplicationCategory.PUBLIC_HEALTH: QT_TRANSLATE_NOOP("texts", "公共卫生"),
    ApplicationCategory.CHINESE_MEDICINE: QT_TRANSLATE_NOOP("texts", "中医"),
    ApplicationCategory.INTEGRATED_MEDICINE: QT_TRANSLATE_NOOP("texts", "中西医结合"),
    ApplicationCategory.MONGOLIAN_MEDICINE: QT_TRANSLATE_NOOP("texts", "蒙医"),
    ApplicationCategory.TIBETAN_MEDICINE: QT_TRANSLATE_NOOP("texts", "藏医"),
    ApplicationCategory.UYGHUR_MEDICINE: QT_TRANSLATE_NOOP("texts", "维医"),
    ApplicationCategory.RURAL_GENERAL: QT_TRANSLATE_NOOP("texts", "乡村全科"),
}
_ID_TYPE: Final = {
    IdType.RESIDENT_ID: QT_TRANSLATE_NOOP("texts", "居民身份证"),
    IdType.HMT_RESIDENCE_PERMIT: QT_TRANSLATE_NOOP("texts", "港澳台居民居住证"),
    IdType.HK_MACAO_PERMIT: QT_TRANSLATE_NOOP("texts", "港澳居民来往内地通行证"),
    IdType.TAIWAN_PERMIT: QT_TRANSLATE_NOOP("texts", "台湾居民来往大陆通行证"),
    IdType.FOREIGN_PERMANENT_RESIDENT: QT_TRANSLATE_NOOP("texts", "外国人永久居留身份证"),
    IdType.PASSPORT: QT_TRANSLATE_NOOP("texts", "护照"),
    IdType.OFFICER_CARD: QT_TRANSLATE_NOOP("texts", "军官证"),
}
_PICTURE_GROUP: Final = {
    PictureGroup.BASIC: QT_TRANSLATE_NOOP("texts", "基础信息"),
    PictureGroup.EDUCATION: QT_TRANSLATE_NOOP("texts", "学历信息"),
    PictureGroup.APPLICATION: QT_TRANSLATE_NOOP("texts", "申报信息"),
}
_PICTURE: Final = {
    PictureKind.PORTRAIT: QT_TRANSLATE_NOOP("texts", "证件照"),
    PictureKind.ID_FRONT: QT_TRANSLATE_NOOP("texts", "身份证人像面"),
    PictureKind.ID_BACK: QT_TRANSLATE_NOOP("texts", "身份证国徽面"),
    PictureKind.DIPLOMA: QT_TRANSLATE_NOOP("texts", "毕业证书"),
    PictureKind.DEGREE: QT_TRANSLATE_NOOP("texts", "学位证书"),
    PictureKind.EDUCATION_RECORD: QT_TRANSLATE_NOOP("texts", "学历备案表"),
    PictureKind.PROBATION_CERTIFICATE: QT_TRANSLATE_NOOP("texts", "试用期考核证明"),
    PictureKind.PREVIOUS_UNIT_CERTIFICATE: QT_TRANSLATE_NOOP("texts", "原单位试用证明"),
    PictureKind.REGISTRATION_NOTICE: QT_TRANSLATE_NOOP("texts", "网报成功通知单"),
    PictureKind.GRADUATE_COMMITMENT: QT_TRANSLATE_NOOP("texts", "应届生报考承诺书"),
}
_SECTION: Final = {
    FormSection.PERSONAL: QT_TRANSLATE_NOOP("texts", "个人信息"),
    FormSection.EDUCATION: QT_TRANSLATE_NOOP("texts", "学历信息"),
    FormSection.APPLICATION: QT_TRANSLATE_NOOP("texts", "申报信息"),
}
_FIELD: Final = {
    "name": QT_TRANSLATE_NOOP("texts", "姓名"),
    "id_type": QT_TRANSLATE_NOOP("texts", "证件类型"),
    "id_number": QT_TRANSLATE_NOOP("texts", "证件号码"),
    "phone": QT_TRANSLATE_NOOP("texts", "手机号"),
    "level": QT_TRANSLATE_NOOP("texts", "申报级别"),
    "category": QT_TRANSLATE_NOOP("texts", "申报类别"),
    "sex": QT_TRANSLATE_NOOP("texts", "性别"),
    "birth_date": QT_TRANSLATE_NOOP("texts", "出生日期"),
    "ethnicity": QT_TRANSLATE_NOOP("texts", "民族"),
    "department_position": QT_TRANSLATE_NOOP("texts", "科室与岗位"),
    "address": QT_TRANSLATE_NOOP("texts", "通讯地址"),
    "school": QT_TRANSLATE_NOOP("texts", "毕业学校"),
    "major": QT_TRANSLATE_NOOP("texts", "所学专业"),
    "degree": QT_TRANSLATE_NOOP("texts", "学历学位"),
    "graduated_on": QT_TRANSLATE_NOOP("texts", "毕业日期"),
    "diploma_number": QT_TRANSLATE_NOOP("texts", "毕业证书编号"),
    "practice_start": QT_TRANSLATE_NOOP("texts", "试用开始"),
    "practice_end": QT_TRANSLATE_NOOP("texts", "试用结束"),
    "supervising_physician": QT_TRANSLATE_NOOP("texts", "带教医师"),
    "registration_number": QT_TRANSLATE_NOOP("texts", "报名号"),
}
_IDENTITY: Final = {
    IdentityState.UNVERIFIED: QT_TRANSLATE_NOOP("texts", "未认证"),
    IdentityState.WAITING: QT_TRANSLATE_NOOP("texts", "待认证"),
    IdentityState.VERIFIED: QT_TRANSLATE_NOOP("texts", "认证成功"),
    IdentityState.REFUSED: QT_TRANSLATE_NOOP("texts", "认证未通过"),
}
_OPERATION: Final = {
    OperationKind.DECIDE: QT_TRANSLATE_NOOP("texts", "审核"),
    OperationKind.RETRACT: QT_TRANSLATE_NOOP("texts", "撤回本级结论"),
    OperationKind.REMOVE_FROM_UNIT: QT_TRANSLATE_NOOP("texts", "从单位移除"),
    OperationKind.REVEAL: QT_TRANSLATE_NOOP("texts", "查看完整号码"),
}
_REVEALED: Final = {
    RevealedField.ID_NUMBER: QT_TRANSLATE_NOOP("texts", "证件号码"),
    RevealedField.PHONE: QT_TRANSLATE_NOOP("texts", "手机号"),
}
_OUTBOX: Final = {
    "queued": QT_TRANSLATE_NOOP("texts", "待发"),
    "sent": QT_TRANSLATE_NOOP("texts", "发送中"),
    "applied": QT_TRANSLATE_NOOP("texts", "已生效"),
    "concurred": QT_TRANSLATE_NOOP("texts", "也已审核"),
    "conflict": QT_TRANSLATE_NOOP("texts", "冲突"),
    "parked": QT_TRANSLATE_NOOP("texts", "已交上级处理"),
    "rejected": QT_TRANSLATE_NOOP("texts", "未被接受"),
    "cancelled": QT_TRANSLATE_NOOP("texts", "已撤回"),
}


def _text(table: Mapping[_Key, object], key: _Key) -> str:
    return QCoreApplication.translate("texts", str(table.get(key, key)))


def status_text(status: ReviewStatus) -> str:
    """Return the words of 审核状态: 待审核, 审核通过 and so on."""
    return _text(_STATUS, status)


def verdict_text(verdict: Verdict) -> str:
    """Return 审核通过, 暂不审核, 允许修改 or 审核不通过."""
    return _text(_VERDICT, verdict)


def submission_text(submission: SubmissionStatus) -> str:
    """Return the words of 提交状态."""
    return _text(_SUBMISSION, submission)


def payment_text(payment: PaymentStatus) -> str:
    """Return the words of 缴费状态."""
    return _text(_PAYMENT, payment)


def review_level_text(level: ReviewLevel) -> str:
    """Return 单位, 县区, 市州 or 省."""
    return _text(_REVIEW_LEVEL, level)


def timeline_text(kind: TimelineKind) -> str:
    """Return what happened in an entry of 审核进度."""
    return _text(_TIMELINE, kind)


def role_text(role: Role) -> str:
    """Return the name of a right."""
    return _text(_ROLE, role)


def listed(words: Iterable[str]) -> str:
    """Return words in one line, parted as the language parts a list."""
    return QCoreApplication.translate("texts", "、").join(words)


def roles_text(roles: Iterable[Role]) -> str:
    """Return several rights in one line."""
    return listed(role_text(role) for role in roles)


def kind_text(kind: OrganizationKind) -> str:
    """Return 机构类别."""
    return _text(_ORGANIZATION_KIND, kind)


def account_kind_text(kind: OrganizationKind) -> str:
    """Return 账号类型: 行政单位 or 医疗机构."""
    return _text(_ACCOUNT_KIND, is_administrative(kind))


def authorization_text(state: AuthorizationState) -> str:
    """Return 激活状态."""
    return _text(_AUTHORIZATION, state)


def purpose_text(purpose: RevocationPurpose) -> str:
    """Return why 解除授权 is done."""
    return _text(_PURPOSE, purpose)


def level_text(level: ApplicationLevel) -> str:
    """Return 申报级别."""
    return _text(_LEVEL, level)


def short_level_text(level: ApplicationLevel) -> str:
    """Return 申报级别 for narrow columns: 执业, 助理 and so on."""
    return _text(_LEVEL_SHORT, level)


def category_text(category: ApplicationCategory) -> str:
    """Return 申报类别."""
    return _text(_CATEGORY, category)


def id_type_text(id_type: IdType) -> str:
    """Return 证件类型."""
    return _text(_ID_TYPE, id_type)


def picture_group_text(group: PictureGroup) -> str:
    """Return 基础信息, 学历信息 or 申报信息."""
    return _text(_PICTURE_GROUP, group)


def picture_text(kind: PictureKind) -> str:
    """Return what a picture shows."""
    return _text(_PICTURE, kind)


def section_text(section: FormSection) -> str:
    """Return the title of a section of the application form."""
    return _text(_SECTION, section)


def field_text(key: str) -> str:
    """Return the label of a form field (`FormField.key`) or of a person's basic data."""
    return _text(_FIELD, key)


def identity_text(state: IdentityState) -> str:
    """Return the words of 实名认证."""
    return _text(_IDENTITY, state)


def operation_text(kind: OperationKind) -> str:
    """Return what an item of the outbox does."""
    return _text(_OPERATION, kind)


def revealed_text(field: RevealedField) -> str:
    """Return the label of a revealed number."""
    return _text(_REVEALED, field)


def business_text(code: str, name: str) -> str:
    """Return the name of a business as the header shows it.

    The review of business 05 is called 医师资格试用期, other businesses by their official name.
    """
    if code == PROBATION_BUSINESS:
        return QCoreApplication.translate("texts", "医师资格试用期")
    return name


def outbox_state_text(state: str) -> str:
    """Return the words of an `OutboxState` (a plain string here); empty for the empty state."""
    return _text(_OUTBOX, state)
