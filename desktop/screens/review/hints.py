"""预检提示 in words: what a machine could check, and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain import prechecks
from desktop.domain.businesses import PictureKind
from desktop.domain.prechecks import HintCode
from desktop.screens import texts

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.practice_period import Length
    from desktop.domain.prechecks import BatchRules, Hint
    from desktop.store.records import Dossier

_WORDS: Final[dict[HintCode, object]] = {
    HintCode.ID_NUMBER_VALID: QT_TRANSLATE_NOOP("hints", "证件号校验通过"),
    HintCode.ID_NUMBER_WRONG: QT_TRANSLATE_NOOP("hints", "证件号校验不通过"),
    HintCode.BIRTH_DATE_DIFFERS: QT_TRANSLATE_NOOP("hints", "出生日期与证件号不一致"),
    HintCode.SEX_DIFFERS: QT_TRANSLATE_NOOP("hints", "性别与证件号不一致"),
    HintCode.EDUCATION_FITS: QT_TRANSLATE_NOOP("hints", "学历符合级别"),
    HintCode.EDUCATION_TOO_LOW: QT_TRANSLATE_NOOP("hints", "学历低于级别要求"),
    HintCode.EDUCATION_NEEDS_ASSISTANT_LICENCE: QT_TRANSLATE_NOOP("hints", "专科须有执业助理年限"),
    HintCode.PRACTICE_DATES_WRONG: QT_TRANSLATE_NOOP("hints", "实习起止时间填写有误"),
    HintCode.PRACTICE_COMPLETE: QT_TRANSLATE_NOOP("hints", "实习满 12 个月"),
    HintCode.PRACTICE_RUNNING: QT_TRANSLATE_NOOP("hints", "截止日前可满 12 个月，还差 %1"),
    HintCode.PRACTICE_SHORT: QT_TRANSLATE_NOOP("hints", "到截止日差 %1"),
    HintCode.PRACTICE_OVERLAPS: QT_TRANSLATE_NOOP("hints", "与其他单位重叠 %1"),
    HintCode.PRACTICE_HAS_GAPS: QT_TRANSLATE_NOOP("hints", "实习有间断"),
    HintCode.PRACTICE_BEFORE_GRADUATION: QT_TRANSLATE_NOOP("hints", "实习早于毕业时间"),
    HintCode.PRACTICE_START_EARLIER: QT_TRANSLATE_NOOP("hints", "实习起始比上次早 %1"),
    HintCode.PRACTICE_START_LATER: QT_TRANSLATE_NOOP("hints", "实习起始比上次晚 %1"),
    HintCode.PRACTICE_END_EARLIER: QT_TRANSLATE_NOOP("hints", "实习结束比上次早 %1"),
    HintCode.PRACTICE_END_LATER: QT_TRANSLATE_NOOP("hints", "实习结束比上次晚 %1"),
    HintCode.PERIOD_DIFFERS_FROM_FORM: QT_TRANSLATE_NOOP("hints", "与考生填写的时间不同"),
    HintCode.PICTURE_MISSING: QT_TRANSLATE_NOOP("hints", "缺 %1"),
}


def hints_of(dossier: Dossier, rules: BatchRules, today: date) -> tuple[Hint, ...]:
    """Return what a machine can check in a dossier."""
    return prechecks.check_dossier(
        prechecks.Dossier(
            id_type=dossier.id_type,
            id_number=dossier.id_number,
            level=dossier.level,
            form=dossier.details,
            former_form=dossier.changed_fields,
            other_periods=tuple(item.period for item in dossier.practice if not item.own),
            pictures=frozenset(p.kind for p in dossier.pictures) if dossier.pictures else None,
        ),
        rules,
        today,
    )


def hint_text(hint: Hint) -> str:
    """Return a hint's words."""
    words = QCoreApplication.translate("hints", str(_WORDS[hint.code]))
    if hint.code is HintCode.PICTURE_MISSING:
        return words.replace("%1", texts.picture_text(PictureKind(hint.detail)))
    return words.replace("%1", length_text(hint.length))


def length_text(length: Length) -> str:
    """Return months and days in words."""
    parts = []
    if length.months:
        months = QCoreApplication.translate("hints", "%1 个月")
        parts.append(months.replace("%1", str(length.months)))
    if length.days or not parts:
        days = QCoreApplication.translate("hints", "%1 天")
        parts.append(days.replace("%1", str(length.days)))
    return " ".join(parts)
