"""不采纳: the reason that the author will read; the dialog stays until the server has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from desktop.domain.review import REMARK_MAX_LENGTH
from desktop.screens.parked.words import act_text, name_text
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import ButtonKind
from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.inputs import LabelledField, TextField
from desktop.screens.widgets.labels import Paragraph
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from desktop.contract.parked import ParkedItem
    from desktop.screens.parked.presenter import ParkedPresenter
    from desktop.screens.widgets.theme import Theme


class DeclineDialog(Dialog):
    """Asks why an opinion is put aside."""

    def __init__(
        self, theme: Theme, presenter: ParkedPresenter, item: ParkedItem, parent: QWidget
    ) -> None:
        super().__init__(theme, self.tr("不采纳"), parent)
        self._presenter, self._item = presenter, item
        message = self.tr("%1 对 %2 的意见“%3”将不生效，并从待处理中移走。作者会看到原因。")
        for place, word in (
            ("%1", item.author_name),
            ("%2", name_text(item)),
            ("%3", act_text(item)),
        ):
            message = message.replace(place, word)
        self.add(Paragraph(theme, message, tone="text"))
        self.reason = TextField(placeholder=self.tr("例如：缺 7 月的考核证明，请重新审核"))
        self.reason.setMaxLength(REMARK_MAX_LENGTH)
        self.reason_line = LabelledField(theme, self.tr("不采纳的原因"), self.reason, required=True)
        self.add(self.reason_line)
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.hide()
        self.add(self.problem)
        self.add_cancel()
        self.act_button = self.add_button(self.tr("不采纳"), ButtonKind.PRIMARY)
        self.act_button.clicked.connect(self.submit)
        self.reason.returnPressed.connect(self.submit)
        self.reason.textEdited.connect(self._note_typed)
        presenter.busy_changed.connect(self._show_busy)
        presenter.refused.connect(self._show_problem)
        presenter.answered.connect(self._finish)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the reason."""
        super().showEvent(event)
        self.reason.setFocus()

    @Slot()
    def submit(self) -> None:
        """Send the answer, once there is a reason."""
        if not self.reason.text().strip():
            self.reason_line.set_error(self.tr("请填写不采纳的原因"))
            self.reason.setFocus()
        elif not self.act_button.is_busy:
            self._presenter.decline(self._item, self.reason.text())

    @Slot(str)
    def _note_typed(self, _text: str) -> None:
        self.reason_line.clear_message()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.act_button.set_busy(busy=busy)
        if busy:
            self.problem.hide()

    @Slot(str)
    def _show_problem(self, sentence: str) -> None:
        self.problem.set_message(BannerKind.ERROR, "", sentence)
        self.problem.setToolTip(plain_tip(sentence))
        self.problem.show()

    @Slot(str)
    def _finish(self, _sentence: str) -> None:
        self.accept()
