"""解除授权: why, for what, and the typed name, because it ends somebody's rights at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.domain.authorization import RevocationPurpose
from desktop.domain.review import REMARK_MAX_LENGTH
from desktop.screens import texts
from desktop.screens.authorization.proof_view import ProofPanel
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.dialog import TypedConfirmDialog
from desktop.screens.widgets.inputs import LabelledField, TextField
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import column

if TYPE_CHECKING:
    from desktop.screens.authorization.act_presenter import ActPresenter
    from desktop.screens.widgets.theme import Theme


class RevokeDialog(TypedConfirmDialog):
    """Asks purpose, reason and the institution's name.

    Signals:
        revoked: The server ended the authorization; carries its `AuthorizationView`.
    """

    revoked = Signal(object)

    def __init__(self, theme: Theme, presenter: ActPresenter, parent: QWidget) -> None:
        item = presenter.item
        title = self.tr("解除授权")
        message = self.tr(
            "{manager} 将立即失去在 {organization} 的业务权限，已提交的审核记录不变。"
        )
        manager = item.manager_name or self.tr("现业务管理人")
        super().__init__(
            theme,
            title,
            parent,
            message=message.format(manager=manager, organization=item.organization_name),
            expected=item.organization_name,
            act=title,
        )
        self._presenter = presenter
        presenter.setParent(self)
        self._done = False
        self.purposes = {
            purpose: QRadioButton(texts.purpose_text(purpose)) for purpose in RevocationPurpose
        }
        self.purposes[RevocationPurpose.REPLACE_MANAGER].setChecked(True)
        self.reason = TextField(placeholder=self.tr("例如：管理人已调离"))
        self.reason.setMaxLength(REMARK_MAX_LENGTH)
        self.reason_line = LabelledField(theme, self.tr("解除原因"), self.reason, required=True)
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.hide()
        self.proof = ProofPanel(theme)
        self.body.insertWidget(1, self._purpose_pane())
        self.body.insertWidget(2, self.reason_line)
        self.add(self.problem)
        self.add(self.proof)
        self._connect()

    @property
    def purpose(self) -> RevocationPurpose:
        """What shall come after."""
        return next(key for key, button in self.purposes.items() if button.isChecked())

    def accept(self) -> None:
        """Ask the server first; the dialog closes once it agreed."""
        if self._done:
            super().accept()
            return
        if self.act_button.is_busy:
            return
        if not self.reason.text().strip():
            self.reason_line.set_error(self.tr("请填写解除原因"))
            self.reason.setFocus()
        elif not self.proof.isHidden():
            self.proof.submit()
        else:
            reason, typed = self.reason.text().strip(), self.field.text().strip()
            self._presenter.revoke(self.purpose, reason, typed)

    def _purpose_pane(self) -> QWidget:
        explanations = {
            RevocationPurpose.REPLACE_MANAGER: self.tr(
                "机构回到“未生成”，重新生成授权码后可绑定另一人"
            ),
            RevocationPurpose.STOP: self.tr("机构不再参与本业务，也不能审核考生，直到上级恢复"),
        }
        lines = []
        for purpose, button in self.purposes.items():
            caption = Label(explanations[purpose], "caption", wrap=True)
            caption.setIndent(self.theme.px(22))
            lines.append(column(button, caption, gap=0))
        holder = QWidget()
        holder.setLayout(column(Label(self.tr("目的"), "label"), *lines, gap=4))
        return holder

    def _connect(self) -> None:
        presenter = self._presenter
        self.reason.textEdited.connect(self._note_typed)
        self.proof.code_wanted.connect(presenter.request_code)
        self.proof.proved.connect(presenter.prove)
        presenter.busy_changed.connect(self._show_busy)
        presenter.failed.connect(self._show_problem)
        presenter.proof_wanted.connect(self.proof.ask)
        presenter.code_sent.connect(self.proof.begin_wait)
        presenter.proof_failed.connect(self.proof.show_problem)
        presenter.done.connect(self._finish)

    @Slot(str)
    def _note_typed(self, _text: str) -> None:
        self.reason_line.clear_message()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.act_button.set_busy(busy=busy)
        if busy:
            self.problem.hide()

    @Slot(str, str)
    def _show_problem(self, place: str, sentence: str) -> None:
        self.proof.hide()
        if place == "/reason":
            self.reason_line.set_error(sentence)
            return
        self.problem.set_message(BannerKind.ERROR, "", sentence)
        self.problem.show()

    @Slot(object)
    def _finish(self, view: object) -> None:
        self._done = True
        self.revoked.emit(view)
        self.accept()
