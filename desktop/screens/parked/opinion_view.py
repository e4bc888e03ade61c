"""One parked opinion: why it had no effect, beside the material as it stands, and the answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.review import Verdict
from desktop.screens import texts
from desktop.screens.parked.decline_dialog import DeclineDialog
from desktop.screens.parked.reading import lines
from desktop.screens.parked.sides_view import SidesView
from desktop.screens.parked.words import act_text, name_text, reason_text, since_words, why_not
from desktop.screens.widgets.banner import Banner
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.dialog import ConfirmDialog, TypedConfirmDialog
from desktop.screens.widgets.labels import ElidedLabel, Label, Paragraph
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.status_pill import StatusPill
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from desktop.screens.parked.presenter import ParkedPresenter
    from desktop.screens.parked.reading import Shown
    from desktop.screens.widgets.dialog import Dialog
    from desktop.screens.widgets.theme import Theme


class OpinionView(QWidget):
    """The opinion that is chosen in the list.

    Signals:
        material_wanted: Open the material; carries its id.
    """

    material_wanted = Signal(int)

    def __init__(
        self, theme: Theme, presenter: ParkedPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._presenter = theme, presenter
        self._shown: Shown | None = None
        self._name = Label("", "page")
        self._caption = ElidedLabel(theme, "", "label")
        self._pill = StatusPill(theme)
        self.open = Button(theme, self.tr("打开材料"), ButtonKind.LINK, icon="open")
        self._reason = Paragraph(theme, "", tone="text")
        self.since = Banner(theme)
        self.sides = SidesView(theme)
        self._foot = Pane("bar")
        self.hint = Label("", "caption", wrap=True)
        self.decline = Button(theme, self.tr("不采纳…"), key_cap="Alt+2")
        self.adopt = Button(theme, self.tr("采纳为我的决定"), ButtonKind.PRIMARY, key_cap="Alt+1")
        self.adopt.setShortcut(QKeySequence("Alt+1"))
        self.decline.setShortcut(QKeySequence("Alt+2"))
        self.open.setShortcut(QKeySequence("Alt+3"))
        self.open.setToolTip(plain_tip(self.tr("打开材料 (Alt+3)")))
        self.adopt.setEnabled(False)
        self.decline.setEnabled(False)
        self._arrange()
        self.open.clicked.connect(self._open)
        self.adopt.clicked.connect(self._ask_adopt)
        self.decline.clicked.connect(self._ask_decline)
        presenter.choosing.connect(self._hold)
        presenter.busy_changed.connect(self._show_busy)
        presenter.online_changed.connect(self._show_answers)

    @Slot(object)
    def show_item(self, shown: Shown | None) -> None:
        """Show an opinion; without one the place stays empty."""
        self._shown = shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        item = shown.item
        self._name.setText(name_text(item))
        level = texts.review_level_text(item.level)
        self._caption.set_text(f"{item.author_name} · {item.organization_name} · {level}")
        answered = item.reply is not None
        self._pill.set_status(
            "cancelled" if answered else "parked",
            self.tr("已处理") if answered else self.tr("未生效"),
        )
        self.open.setVisible(shown.dossier is not None)
        self._reason.set_text(reason_text(item))
        kind, words = since_words(shown)
        self.since.set_message(kind, "", words)
        self.since.setToolTip(plain_tip(words))
        self.sides.show_lines(lines(shown, self._presenter.workspace.now))
        self._foot.setVisible(not answered)
        self._show_answers()

    def _arrange(self) -> None:
        inner = Pane("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(12)
        column.addLayout(row(self._name, self._caption, self._pill, None, self.open, gap=10))
        for widget in (self._reason, self.since, self.sides):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        line = row(self.hint, self.decline, self.adopt, margins=(20, 10, 20, 10))
        line.setStretch(0, 1)
        self._foot.setLayout(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot)

    @Slot()
    def _show_answers(self, _online: object = None) -> None:
        """Open the buttons that make sense now, and say why others stay closed."""
        shown, offline = self._shown, self._presenter.online is False
        if not self.adopt.is_busy:
            self.adopt.setEnabled(shown is not None and shown.can_adopt and not offline)
            self.decline.setEnabled(shown is not None and shown.can_decline and not offline)
        if shown is None:
            return
        own = self._presenter.workspace.context.organization_id
        self.hint.setText(
            self.tr("处理意见需要联网") if offline else why_not(shown.item, own) or self._hint()
        )

    def _hint(self) -> str:
        return self.tr("采纳后立即生效，以您的名义写入审核进度")

    @Slot()
    def _hold(self) -> None:
        """Another opinion is chosen: nothing is answered until it is on the screen."""
        self._shown = None
        self._show_answers()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.adopt.set_busy(busy=busy)
        self.decline.setEnabled(not busy)
        if not busy:
            self._show_answers()

    @Slot()
    def _open(self) -> None:
        if self._shown is not None and self._shown.item.material is not None:
            self.material_wanted.emit(self._shown.item.material.id)

    @Slot()
    def _ask_adopt(self) -> None:
        """Ask before it counts: an adopted decision does not wait in the outbox."""
        shown = self._shown
        if shown is None or not shown.can_adopt:
            return
        name = name_text(shown.item)
        final = shown.item.verdict is Verdict.REFUSED
        title = self.tr("采纳为我的决定")
        dialog: Dialog
        if final:
            message = self.tr(
                "审核不通过不能撤销，也不能重新审核：%1 本年度将不能参加考试。采纳后立即生效，"
                "以您的名义写入审核进度。"
            ).replace("%1", name)
            dialog = TypedConfirmDialog(
                self._theme,
                title,
                self,
                message=message,
                expected=name,
                act=self.tr("审核不通过"),
            )
        else:
            message = self.tr("以您的名义对 %1 作出“%2”的决定？采纳后立即生效。")
            message = message.replace("%1", name).replace("%2", act_text(shown.item))
            dialog = ConfirmDialog(self._theme, title, self, message=message, act=self.tr("采纳"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._presenter.adopt, shown))
        dialog.open()

    @Slot()
    def _ask_decline(self) -> None:
        if self._shown is None or not self._shown.can_decline:
            return
        dialog = DeclineDialog(self._theme, self._presenter, self._shown.item, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
