"""The inline panel that proves by a 验证码 who sits there, so that an act can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.countdown import Countdown
from desktop.screens.widgets.inputs import LabelledField, TextField
from desktop.screens.widgets.labels import IconLabel, Label, Paragraph
from desktop.screens.widgets.layouts import row

if TYPE_CHECKING:
    from desktop.screens.widgets.theme import Theme

CODE_LENGTH: Final = 6
_BLANKS: Final = 4
"""Blanks of a pasted code are taken out."""


class ProofPanel(Pane):
    """Hidden until the server asks for it.

    Signals:
        code_wanted: The person wants another 验证码.
        proved: The person typed a whole code; carries it.
    """

    code_wanted = Signal()
    proved = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self._explanation = Paragraph(theme, "", role="caption")
        self.code = TextField(self.tr("6 位短信验证码"), kind="code")
        self.code.setMaxLength(CODE_LENGTH + _BLANKS)
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.again = Button(theme, self.tr("重新获取"))
        holder = QWidget()
        line = row(self.code, self.again)
        line.setStretch(0, 1)
        holder.setLayout(line)
        holder.setFocusProxy(self.code)
        self.field = LabelledField(theme, self.tr("验证码"), holder, required=True)
        self._wait = Countdown(parent=self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 8)
        whole.setSpacing(8)
        title = Label(self.tr("请再次确认是您本人"), "strong")
        whole.addLayout(row(IconLabel(theme, "shield_keyhole"), title, None))
        whole.addWidget(self._explanation)
        whole.addWidget(self.field)
        self.again.clicked.connect(self.code_wanted)
        self.code.textEdited.connect(self._note_typed)
        self._wait.changed.connect(self._show_wait)
        self._wait.finished.connect(self._end_wait)
        self.hide()

    @property
    def is_complete(self) -> bool:
        """Whether a whole code stands there."""
        return len(self._digits()) == CODE_LENGTH

    @Slot(str)
    def ask(self, phone: str) -> None:
        """Ask for the code that goes to this (masked) phone."""
        words = self.tr("此操作会改变谁能审核材料。验证码发往您的手机 {phone}，填入后自动继续。")
        self._explanation.set_text(words.format(phone=phone))
        self.show()

    @Slot(int)
    def begin_wait(self, seconds: int) -> None:
        """A code was sent: the next one only after some seconds."""
        self.code.clear()
        self.field.set_good(self.tr("验证码已发送，5 分钟内有效"))
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        if seconds > 0:
            self.again.setEnabled(False)
            self._wait.start(seconds)

    @Slot(str)
    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the code."""
        self.field.set_error(sentence)
        self.code.set_wrong(wrong=True)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        self.code.selectAll()

    def submit(self) -> None:
        """Send the code that stands there, if it is whole."""
        if self.is_complete:
            self.proved.emit(self._digits())
        else:
            self.show_problem(self.tr("请填写短信里的 6 位数字"))

    def _digits(self) -> str:
        return "".join(self.code.text().split())

    @Slot(str)
    def _note_typed(self, _text: str) -> None:
        self.field.clear_message()
        self.code.set_wrong(wrong=False)
        if self.is_complete:
            self.submit()

    @Slot(int)
    def _show_wait(self, seconds: int) -> None:
        self.again.setText(self.tr("{n} 秒后重发").format(n=seconds))
        self.again.restyle()

    @Slot()
    def _end_wait(self) -> None:
        self._wait.stop()
        self.again.setText(self.tr("重新获取"))
        self.again.setEnabled(True)
        self.again.restyle()
