"""An unexpected error before the person's eyes: what happened, what it means, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.screens.widgets.buttons import ButtonKind
from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.labels import Label, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.screens.widgets.theme import Theme


class CrashDialog(Dialog):
    """Says it once; the person may go on."""

    def __init__(self, theme: Theme, parent: QWidget, *, kind: str, place: str) -> None:
        super().__init__(theme, self.tr("程序出错了"), parent)
        text = self.tr(
            "刚才的操作没有完成，已经提交的审核不受影响。可以继续使用；"
            "如果再次出现，请把下面这行和日志交给管理员。"
        )
        self.add(Paragraph(theme, text, tone="text"))
        self.add(Label(f"{kind} {place}", "code", selectable=True, wrap=True))
        go_on = self.add_button(self.tr("继续使用"), ButtonKind.PRIMARY)
        go_on.clicked.connect(self.accept)
