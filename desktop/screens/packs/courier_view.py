"""文件摆渡: write a request, take an answer in, hand in a file for somebody else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.contract.courier import ANSWER_SUFFIX, REQUEST_SUFFIX
from desktop.screens.packs.courier_card_view import CourierCard
from desktop.screens.packs.courier_presenter import NOTHING, QUEUE, CourierAct
from desktop.screens.packs.courier_words import round_text, state_text
from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.cards import SectionTitle
from desktop.screens.widgets.inputs import Combo
from desktop.screens.widgets.labels import ElidedLabel
from desktop.screens.widgets.layouts import column

if TYPE_CHECKING:
    from desktop.screens.packs.courier_presenter import CourierPresenter, CourierRead
    from desktop.screens.packs.courier_words import CourierResult
    from desktop.screens.widgets.theme import Theme


class CourierView(QWidget):
    """The three acts, one below the other.

    Signals:
        outbox_wanted: Look at the outbox.
    """

    outbox_wanted = Signal()

    def __init__(self, theme: Theme, presenter: CourierPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        title = SectionTitle(self.tr("文件摆渡"))
        words = self.tr("没有网络的机器，用加密文件往来")
        title.add_mark(ElidedLabel(theme, words, "caption"))
        self.pictures = Combo([], name=self.tr("请求图片"))
        self.export = CourierCard(
            theme,
            self.tr("1 导出请求"),
            Button(theme, self.tr("导出…"), icon="arrow_upload"),
        )
        self.export.options.addWidget(self.pictures, 1)
        self.export.cancel.hide()
        self.take_in = CourierCard(
            theme,
            self.tr("2 导入回执"),
            Button(theme, self.tr("导入…"), icon="arrow_download"),
        )
        self.relay = CourierCard(
            theme,
            self.tr("代为上传"),
            Button(theme, self.tr("选择请求文件…"), icon="arrow_sync"),
        )
        self.relay.set_note(
            self.tr(
                "替没有网络的同事把 .tdreq 文件送到服务器，取回 .tdans 回执。"
                "文件已加密，您看不到内容。"
            )
        )
        self.cards = {
            CourierAct.EXPORT: self.export,
            CourierAct.TAKE_IN: self.take_in,
            CourierAct.RELAY: self.relay,
        }
        self._request = ""
        self.setLayout(column(title, *self.cards.values(), gap=12))
        self._connect()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in the order of reading."""
        cards = self.cards.values()
        after = [[card.button, card.cancel, card.result.link] for card in cards]
        return [self.pictures, *(widget for widgets in after for widget in widgets)]

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.read.connect(self._show)
        presenter.busy_changed.connect(self._show_busy)
        presenter.progressed.connect(self.take_in.show_progress)
        presenter.ended.connect(self._show_result)
        self.export.acted.connect(self._ask_where)
        self.take_in.acted.connect(self._ask_answer)
        self.relay.acted.connect(self._ask_request)
        for act, card in self.cards.items():
            card.cancelled.connect(partial(presenter.cancel, act))
            card.outbox_wanted.connect(self.outbox_wanted)

    @Slot(object)
    def _show(self, read: CourierRead) -> None:
        state = read.state
        self.export.set_note(state_text(state))
        self.take_in.set_note(round_text(state))
        for card in (self.export, self.take_in):
            if not card.button.is_busy:
                card.button.setEnabled(state.registered)
        self.pictures.setEnabled(state.registered)
        queue = self.tr("取回审核队列缺的图片（{n} 张）").format(n=f"{state.missing:,}")
        packs = [
            (key, self.tr("只取回任务包的图片：{name}").format(name=name))
            for key, name in read.packs
        ]
        self.pictures.set_entries(
            [(QUEUE, queue), *packs, (NOTHING, self.tr("不取回图片，文件最小"))]
        )

    @Slot(str, bool)
    def _show_busy(self, act: str, busy: bool) -> None:
        self.cards[CourierAct(act)].set_busy(busy=busy)

    @Slot(str, object)
    def _show_result(self, act: str, result: CourierResult) -> None:
        self.cards[CourierAct(act)].show_result(result)

    @Slot()
    def _ask_where(self) -> None:
        dialog = self._dialog(self.tr("导出请求到"), REQUEST_SUFFIX, saves=True)
        dialog.selectFile(self._presenter.request_name())
        dialog.fileSelected.connect(self._export)
        dialog.open()

    @Slot(str)
    def _export(self, path: str) -> None:
        self._presenter.export(path, self.pictures.current_key())

    @Slot()
    def _ask_answer(self) -> None:
        dialog = self._dialog(self.tr("选择回执文件"), ANSWER_SUFFIX)
        dialog.fileSelected.connect(self._presenter.take_in)
        dialog.open()

    @Slot()
    def _ask_request(self) -> None:
        dialog = self._dialog(self.tr("选择请求文件"), REQUEST_SUFFIX)
        dialog.fileSelected.connect(self._ask_answer_place)
        dialog.open()

    @Slot(str)
    def _ask_answer_place(self, request: str) -> None:
        self._request = request
        dialog = self._dialog(self.tr("回执保存到"), ANSWER_SUFFIX, saves=True)
        dialog.selectFile(self._presenter.answer_name(request))
        dialog.fileSelected.connect(self._relay)
        dialog.open()

    @Slot(str)
    def _relay(self, answer: str) -> None:
        self._presenter.relay(self._request, answer)

    def _dialog(self, title: str, suffix: str, *, saves: bool = False) -> QFileDialog:
        places = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(places)
        words = self.tr("摆渡文件 (*{suffix})").format(suffix=suffix)
        dialog = QFileDialog(self.window(), title, folder, words)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if saves:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(suffix.removeprefix("."))
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return dialog
