"""The PIN of computers without a keyring: opening the local data, or choosing a new PIN."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.inputs import LabelledField, TextField
from desktop.screens.widgets.labels import Label, Paragraph
from desktop.screens.widgets.layouts import column, row

if TYPE_CHECKING:
    from desktop.screens.widgets.theme import Theme

PIN_LENGTH: Final = 6


class PinTask(StrEnum):
    """What the PIN is for: the data without a session, the data of a session, or a new PIN."""

    UNLOCK = "unlock"
    UNLOCK_SIGNED_IN = "unlock_signed_in"
    CHOOSE = "choose"


class PinView(QWidget):
    """The form.

    Signals:
        pin_given: The PIN, checked for length and, when chosen, for equality.
        skipped: 暂不设置 (choosing), 返回 (unlocking), or 忘记 PIN (unlocking after sign-in).
    """

    pin_given = Signal(str)
    skipped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task = PinTask.UNLOCK
        self._title = Label("", "section")
        self._text = Paragraph(theme, "")
        self.pin = _pin_field(self.tr("至少 6 位"))
        self.again = _pin_field(self.tr("再输入一次"))
        self._pin_line = LabelledField(theme, self.tr("PIN"), self.pin)
        self._again_line = LabelledField(theme, self.tr("确认 PIN"), self.again)
        self.submit = Button(theme, "", ButtonKind.PRIMARY)
        self.submit.set_size("control_large")
        self.skip = Button(theme, "", ButtonKind.LINK)
        self.submit.clicked.connect(self._give)
        self.pin.returnPressed.connect(self._next)
        self.again.returnPressed.connect(self._give)
        self.skip.clicked.connect(self.skipped)
        buttons = row(self.submit, None, self.skip, gap=12)
        whole = column(self._title, self._text, 8, self._pin_line, self._again_line, gap=8)
        whole.addLayout(buttons)
        whole.addStretch(1)
        self.setLayout(whole)

    def begin(self, task: PinTask) -> None:
        """Ask anew."""
        self._task = task
        choosing = task is PinTask.CHOOSE
        self.pin.clear()
        self.again.clear()
        self._pin_line.clear_message()
        self._again_line.clear_message()
        self._again_line.setVisible(choosing)
        if choosing:
            self._title.setText(self.tr("设置离线 PIN"))
            text = self.tr(
                "这台电脑没有系统密钥库。PIN 用来加密本机的材料，断网时凭它打开。"
                "PIN 不会发给服务器，忘记后只能联网重新下载。"
            )
            self.submit.setText(self.tr("设置 PIN 并继续"))
            self.skip.setText(self.tr("暂不设置，退出后本机数据作废"))
        else:
            self._title.setText(self.tr("用 PIN 解锁"))
            text = self.tr("输入在这台电脑上设置的 PIN，打开本机保存的材料。")
            self.submit.setText(self.tr("解锁"))
            back, forgotten = self.tr("返回"), self.tr("忘记 PIN，重新下载（未发送的审核无法找回）")
            self.skip.setText(back if task is PinTask.UNLOCK else forgotten)
        self._text.set_text(text)
        self.submit.restyle()
        self.skip.restyle()
        self.pin.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the PIN."""
        self.set_busy(busy=False)
        self._pin_line.set_error(sentence)
        self.pin.setFocus()
        self.pin.selectAll()

    def set_busy(self, *, busy: bool) -> None:
        """Deriving the key takes a moment on purpose."""
        self.submit.set_busy(busy=busy)
        self.pin.setEnabled(not busy)
        self.again.setEnabled(not busy)

    @Slot()
    def _next(self) -> None:
        if self._task is PinTask.CHOOSE:
            self.again.setFocus()
        else:
            self._give()

    @Slot()
    def _give(self) -> None:
        pin = self.pin.text()
        self._pin_line.clear_message()
        self._again_line.clear_message()
        if len(pin) < PIN_LENGTH:
            self._pin_line.set_error(self.tr("PIN 至少 6 位。"))
            self.pin.setFocus()
        elif self._task is PinTask.CHOOSE and pin != self.again.text():
            self._again_line.set_error(self.tr("两次输入的 PIN 不一样。"))
            self.again.setFocus()
        else:
            self.set_busy(busy=True)
            self.pin_given.emit(pin)


def _pin_field(placeholder: str) -> TextField:
    field = TextField(placeholder)
    field.set_tall()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
