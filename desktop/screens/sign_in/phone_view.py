"""手机快捷登录: phone, code, and on a demo server the people to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.screens.sign_in.people_view import PeopleView
from desktop.screens.sign_in.presenter import CODE_LENGTH, SignInField
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.countdown import Countdown
from desktop.screens.widgets.inputs import LabelledField, TextField
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.contract.session import DemoPerson
    from desktop.screens.widgets.theme import Theme

_PHONE_LENGTH: Final = 20
"""Blanks and +86 may be typed or pasted; the check takes them out."""


class PhoneView(QWidget):
    """The form.

    Signals:
        code_wanted: 获取验证码, with the phone typed.
        sign_in_wanted: 登录, with the code typed.
    """

    code_wanted = Signal(str)
    sign_in_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phone = TextField(self.tr("请输入手机号"))
        self.phone.set_tall()
        self.phone.setMaxLength(_PHONE_LENGTH)
        self.phone.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.code = TextField(self.tr("6 位短信验证码"))
        self.code.set_tall()
        self.code.setMaxLength(CODE_LENGTH + 4)
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.send = Button(theme, self.tr("获取验证码"))
        self.send.set_size("control_large")
        self.submit = Button(theme, self.tr("登录"), ButtonKind.PRIMARY)
        self.submit.set_size("control_large")
        self.submit.setSizePolicy(
            self.submit.sizePolicy().horizontalPolicy().Expanding,
            self.submit.sizePolicy().verticalPolicy(),
        )
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.hide()
        self.hint = Button(theme, "", ButtonKind.LINK)
        self.hint.hide()
        self._hinted = ""
        self.people = PeopleView(theme)
        self._demo_head = Label(self.tr("演示人员：点一下填入手机号"), "caption")
        self._phone_line = LabelledField(theme, self.tr("手机号"), self.phone)
        self._code_line = LabelledField(theme, self.tr("验证码"), self._code_row())
        self._wait = Countdown(parent=self)
        self._arrange()
        self._connect()
        self.show_people(())

    def show_people(self, people: Sequence[DemoPerson]) -> None:
        """Offer these demo people; none hides the list."""
        self.people.show_people(people)
        self.people.setVisible(bool(people))
        self._demo_head.setVisible(bool(people))

    def show_problem(self, field: str, sentence: str) -> None:
        """Say what is wrong, at the field or above the form."""
        if field == SignInField.PHONE:
            self._phone_line.set_error(sentence)
            self.phone.setFocus()
        elif field == SignInField.CODE:
            self._code_line.set_error(sentence)
            self.code.set_wrong(wrong=True)
            self.code.setFocus()
            self.code.selectAll()
        else:
            self.problem.set_message(BannerKind.ERROR, "", sentence)
            self.problem.show()

    @Slot(int)
    def begin_wait(self, seconds: int) -> None:
        """A code was sent: the next one only after some seconds."""
        self._clear_problems()
        self._code_line.set_good(self.tr("验证码已发送，5 分钟内有效"))
        self.code.clear()
        self.code.setFocus()
        if seconds > 0:
            self.send.setEnabled(False)
            self._wait.start(seconds)

    @Slot(str)
    def offer_code(self, code: str) -> None:
        """Offer the code that the demo server sent."""
        self._hinted = code
        self.hint.setText(self.tr("演示验证码 {code}，点此填入").format(code=code))
        self.hint.restyle()
        self.hint.show()

    def set_busy(self, *, busy: bool) -> None:
        """While a code is being checked nothing else can be pressed."""
        self.submit.set_busy(busy=busy)
        self.phone.setEnabled(not busy)
        self.code.setEnabled(not busy)

    def focus_first(self) -> None:
        """Put the cursor where the person types first."""
        (self.code if self.phone.text() else self.phone).setFocus()

    def _code_row(self) -> QWidget:
        holder = QWidget()
        line = row(self.code, self.send, gap=8)
        line.setStretch(0, 1)
        holder.setLayout(line)
        holder.setFocusProxy(self.code)
        return holder

    def _arrange(self) -> None:
        hint = row(self.hint, None)
        whole = column(
            self.problem,
            self._phone_line,
            self._code_line,
            hint,
            self.submit,
            8,
            self._demo_head,
            gap=8,
        )
        whole.addWidget(self.people, 1)
        whole.addStretch(0)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.send.clicked.connect(self._ask_code)
        self.phone.returnPressed.connect(self._ask_code)
        self.submit.clicked.connect(self._ask_sign_in)
        self.code.returnPressed.connect(self._ask_sign_in)
        self.code.textEdited.connect(self._clear_code_problem)
        self.phone.textEdited.connect(self._clear_phone_problem)
        self.hint.clicked.connect(self._fill_hint)
        self.people.person_chosen.connect(self._choose)
        self._wait.changed.connect(self._show_wait)
        self._wait.finished.connect(self._end_wait)

    @Slot()
    def _ask_code(self) -> None:
        self._clear_problems()
        if self.send.isEnabled():
            self.code_wanted.emit(self.phone.text())

    @Slot()
    def _ask_sign_in(self) -> None:
        self._clear_problems()
        self.sign_in_wanted.emit(self.code.text())

    @Slot()
    def _fill_hint(self) -> None:
        self.code.setText(self._hinted)
        self.hint.hide()
        self.submit.setFocus()

    @Slot(object)
    def _choose(self, person: DemoPerson) -> None:
        self._clear_problems()
        self.phone.setText(person.phone)
        self._end_wait()
        self.send.setFocus()

    @Slot(int)
    def _show_wait(self, seconds: int) -> None:
        self.send.setText(self.tr("{n} 秒后重发").format(n=seconds))
        self.send.restyle()

    @Slot()
    def _end_wait(self) -> None:
        self._wait.stop()
        self.send.setText(self.tr("获取验证码"))
        self.send.setEnabled(True)
        self.send.restyle()

    @Slot()
    def _clear_code_problem(self) -> None:
        self._code_line.clear_message()
        self.code.set_wrong(wrong=False)

    @Slot()
    def _clear_phone_problem(self) -> None:
        self._phone_line.clear_message()

    def _clear_problems(self) -> None:
        self._clear_code_problem()
        self._clear_phone_problem()
        self.problem.hide()
