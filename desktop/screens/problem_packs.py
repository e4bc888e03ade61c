"""The sentences of the page 离线任务包 for what does not go: reason and next step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

PACKS: Final[dict[str, tuple[object, object]]] = {
    "pack_name": (
        QT_TRANSLATE_NOOP("problems", "任务包需要一个名称，最多 40 个字。"),
        QT_TRANSLATE_NOOP("problems", "请填写后再试。"),
    ),
    "pack_expiry": (
        QT_TRANSLATE_NOOP("problems", "有效期已经过去。"),
        QT_TRANSLATE_NOOP("problems", "请选今天以后的日期。"),
    ),
    "pack_empty": (
        QT_TRANSLATE_NOOP("problems", "这个范围里现在没有材料。"),
        QT_TRANSLATE_NOOP("problems", "请换一个范围，或先按 F5 同步。"),
    ),
    "pack_too_large": (
        QT_TRANSLATE_NOOP("problems", "一个任务包最多装 20,000 份材料。"),
        QT_TRANSLATE_NOOP("problems", "请缩小范围，分成几个包。"),
    ),
    "courier_cancelled": (
        QT_TRANSLATE_NOOP("problems", "导入已取消，材料没有变动。"),
        QT_TRANSLATE_NOOP("problems", "可以随时重新导入。"),
    ),
    "pack_gone": (
        QT_TRANSLATE_NOOP("problems", "这个任务包已经删除。"),
        QT_TRANSLATE_NOOP("problems", "请新建一个。"),
    ),
}
