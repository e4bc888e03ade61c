"""F1: every key of the program on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.labels import KeyCap, Label
from desktop.screens.widgets.layouts import row

if TYPE_CHECKING:
    from desktop.screens.widgets.theme import Theme

_COLUMNS = 2


def _sections() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the sheet: sections of keys and what they do."""
    translate = QCoreApplication.translate
    everywhere = (
        ("Ctrl K", translate("ShortcutsDialog", "搜索人员")),
        ("Ctrl F", translate("ShortcutsDialog", "搜索本页")),
        ("Ctrl 1 – 8", translate("ShortcutsDialog", "切换页面")),
        ("F5", translate("ShortcutsDialog", "立即同步")),
        ("Ctrl Z", translate("ShortcutsDialog", "撤回最近一次还没发出的操作")),
        ("Ctrl N", translate("ShortcutsDialog", "新建任务包（在离线任务包页）")),
        ("F1", translate("ShortcutsDialog", "快捷键")),
    )
    deciding = (
        ("1 – 4", translate("ShortcutsDialog", "选择审核状态")),
        ("Alt 1 – 4", translate("ShortcutsDialog", "在备注里选择审核状态")),
        ("Ctrl ⏎", translate("ShortcutsDialog", "提交并下一份")),
        ("Esc", translate("ShortcutsDialog", "取消，文字保留")),
    )
    moving = (
        ("J / K", translate("ShortcutsDialog", "下一份 / 上一份")),
        ("↑ / ↓", translate("ShortcutsDialog", "在列表中移动")),
        ("Space", translate("ShortcutsDialog", "放大图片")),
        ("Tab", translate("ShortcutsDialog", "下一个输入项")),
    )
    return (
        (translate("ShortcutsDialog", "全局"), everywhere),
        (translate("ShortcutsDialog", "审核"), deciding),
        (translate("ShortcutsDialog", "浏览"), moving),
    )


class ShortcutsDialog(Dialog):
    """The sheet; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, self.tr("快捷键"), parent, width="dialog_large")
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(16)
        for at, (title, keys) in enumerate(_sections()):
            grid.addWidget(_section(theme, title, keys), at // _COLUMNS, at % _COLUMNS)
        self.add(holder)
        close = self.add_button(self.tr("知道了"))
        close.clicked.connect(self.reject)


def _section(theme: Theme, title: str, keys: tuple[tuple[str, str], ...]) -> QWidget:
    block = QWidget()
    lines = QGridLayout(block)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setHorizontalSpacing(12)
    lines.setVerticalSpacing(6)
    lines.addWidget(Label(title, "section"), 0, 0, 1, 2)
    for at, (key, words) in enumerate(keys, start=1):
        lines.addLayout(row(KeyCap(theme, key), None), at, 0)
        lines.addWidget(Label(words), at, 1)
    lines.setColumnStretch(1, 1)
    lines.setRowStretch(len(keys) + 1, 1)
    return block
