"""常用语 for 审核备注, per verdict (derived from the national rules; spec/domain.md 1.8)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.review import Verdict

_PHRASES: Final = {
    Verdict.APPROVED: (),
    Verdict.DEFERRED: (
        QT_TRANSLATE_NOOP("phrases", "待核实原件"),
        QT_TRANSLATE_NOOP("phrases", "待学历认证报告"),
        QT_TRANSLATE_NOOP("phrases", "待原单位回函"),
    ),
    Verdict.RETURNED: (
        QT_TRANSLATE_NOOP("phrases", "试用期考核证明未加盖单位公章（部门章无效）"),
        QT_TRANSLATE_NOOP("phrases", "缺法定代表人签字"),
        QT_TRANSLATE_NOOP("phrases", "试用起止时间不足一年"),
        QT_TRANSLATE_NOOP("phrases", "试用期与报考类别不一致"),
        QT_TRANSLATE_NOOP("phrases", "证明非当年开具"),
        QT_TRANSLATE_NOOP("phrases", "备案表已过有效期"),
        QT_TRANSLATE_NOOP("phrases", "毕业证照片不清晰或缺页"),
        QT_TRANSLATE_NOOP("phrases", "身份证反面缺失或已过期"),
        QT_TRANSLATE_NOOP("phrases", "证件照非白底或非近期"),
        QT_TRANSLATE_NOOP("phrases", "姓名与身份证不一致"),
        QT_TRANSLATE_NOOP("phrases", "专业名称填写与毕业证不符"),
        QT_TRANSLATE_NOOP("phrases", "多单位试用缺原单位证明"),
        QT_TRANSLATE_NOOP("phrases", "应届生缺报考承诺书"),
        QT_TRANSLATE_NOOP("phrases", "图片倒置"),
    ),
    Verdict.REFUSED: (
        QT_TRANSLATE_NOOP("phrases", "所学专业不属报考依据"),
        QT_TRANSLATE_NOOP("phrases", "毕业证注明非医学方向"),
        QT_TRANSLATE_NOOP("phrases", "非本单位试用人员"),
        QT_TRANSLATE_NOOP("phrases", "学历网上查验无此记录"),
        QT_TRANSLATE_NOOP("phrases", "助理执业年限不足"),
        QT_TRANSLATE_NOOP("phrases", "重复申报"),
    ),
}


def phrases_for(verdict: Verdict | None) -> list[str]:
    """Return the phrases that fit a verdict; all of them while none is chosen."""
    chosen = [verdict] if verdict is not None else list(_PHRASES)
    phrases = [str(phrase) for each in chosen for phrase in _PHRASES[each]]
    return [QCoreApplication.translate("phrases", phrase) for phrase in phrases]
