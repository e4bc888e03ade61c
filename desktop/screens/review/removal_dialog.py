"""从单位移除: a reason and the typed name, because it ends a binding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from desktop.domain.review import REMARK_MAX_LENGTH
from desktop.screens.widgets.dialog import TypedConfirmDialog
from desktop.screens.widgets.inputs import LabelledField, TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.screens.widgets.theme import Theme


class RemovalDialog(TypedConfirmDialog):
    """Asks why a person leaves the unit.

    Signals:
        confirmed: The person typed a reason and the name; carries the reason.
    """

    confirmed = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        title = self.tr("从单位移除")
        message = self.tr(
            "%1 将与本单位解除绑定，可以到下一家单位重新申报。审核状态和实习进度会保留。"
        )
        super().__init__(
            theme, title, parent, message=message.replace("%1", name), expected=name, act=title
        )
        self.reason = TextField(placeholder=self.tr("例如：已调往其他单位"))
        self.reason.setMaxLength(REMARK_MAX_LENGTH)
        self._labelled = LabelledField(theme, self.tr("移除原因"), self.reason, required=True)
        self.body.insertWidget(1, self._labelled)
        self.accepted.connect(self._confirm)

    def accept(self) -> None:
        """Ask for the reason where it is missing."""
        if not self.reason.text().strip():
            self._labelled.set_error(self.tr("请填写移除原因"))
            return
        super().accept()

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit(self.reason.text().strip())
