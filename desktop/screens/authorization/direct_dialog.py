"""授权: the ID number, the person behind it, and one button."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot

from desktop.domain.businesses import IdType
from desktop.domain.identity import NumberProblem, check_id_number
from desktop.screens import texts
from desktop.screens.authorization.columns import business_name
from desktop.screens.authorization.proof_view import ProofPanel
from desktop.screens.widgets.avatar import Avatar
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import ButtonKind
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.inputs import LabelledField, TextField
from desktop.screens.widgets.labels import IconLabel, Label, Paragraph, Tag
from desktop.screens.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from desktop.contract.authorizing import MatchedPerson
    from desktop.domain.identity import Checked
    from desktop.screens.authorization.act_presenter import ActPresenter
    from desktop.screens.widgets.theme import Theme

WHOLE: Final = 18
_BLANKS: Final = 6


class DirectDialog(Dialog):
    """Asks for the person whom an institution shall have as 业务管理人.

    Signals:
        authorized: The server bound the person; carries its `AuthorizationView`.
    """

    authorized = Signal(object)

    def __init__(self, theme: Theme, presenter: ActPresenter, code: str, parent: QWidget) -> None:
        """`code` is the living code that becomes void, or empty where it is not known."""
        item = presenter.item
        business = texts.business_text(item.business, business_name(item.business))
        super().__init__(
            theme, self.tr("授权"), parent, subtitle=f"{item.organization_name} · {business}"
        )
        self._presenter = presenter
        presenter.setParent(self)
        self.number = TextField(self.tr("请输入 18 位身份证号"), kind="code")
        self.number.set_tall()
        self.number.setMaxLength(WHOLE + _BLANKS)
        self.field = LabelledField(theme, self.tr("身份证号"), self.number, required=True)
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.hide()
        self._prompt = Label(self.tr("请核对将获得授权的人"), "label")
        self.person = _PersonPane(theme)
        self.proof = ProofPanel(theme)
        self._hint_bar = Banner(
            theme,
            BannerKind.INFO,
            "",
            self.tr("业务授权必须以身份证证件进行实名认证才可以绑定"),
        )
        for widget in (
            self.field,
            self.problem,
            self._prompt,
            self.person,
            self.proof,
            self._hint_bar,
        ):
            self.add(widget)
        self._outlook = Paragraph(theme, self._effect(code), role="caption", tone="text_3")
        self.add(self._outlook)
        self.set_foot_hint(self.tr("Enter 确定 · Esc 取消"))
        self.cancel = self.add_cancel()
        self.confirm = self.add_button(self.tr("确定"), ButtonKind.PRIMARY)
        self.confirm.set_icon("checkmark")
        self._connect()
        self._show_person(None)
        self._note_typed()

    def showEvent(self, event: QShowEvent) -> None:
        """The person types at once."""
        super().showEvent(event)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_on(self) -> None:
        """Prove, bind or look again: whatever the dialog waits for."""
        if self.confirm.is_busy:
            return
        if not self.proof.isHidden():
            self.proof.submit()
        elif self._presenter.person is not None:
            self._presenter.direct()
        else:
            self._check_left()
            self._look()

    def _effect(self, code: str) -> str:
        if code:
            words = self.tr("授权后，现有授权码 {code} 立即作废；对方即可登录并审核材料。")
            return words.format(code=code)
        return self.tr("授权后，现有授权码立即作废；对方即可登录并审核材料。")

    def _connect(self) -> None:
        presenter = self._presenter
        self.number.textEdited.connect(self._note_typed)
        self.number.left.connect(self._check_left)
        self.number.returnPressed.connect(self.go_on)
        self.confirm.clicked.connect(self.go_on)
        self.proof.code_wanted.connect(presenter.request_code)
        self.proof.proved.connect(presenter.prove)
        presenter.busy_changed.connect(self._show_busy)
        presenter.matched.connect(self._show_match)
        presenter.failed.connect(self._show_problem)
        presenter.proof_wanted.connect(self._ask_proof)
        presenter.code_sent.connect(self.proof.begin_wait)
        presenter.proof_failed.connect(self.proof.show_problem)
        presenter.done.connect(self._finish)

    def _checked(self) -> Checked:
        today = datetime.fromtimestamp(self._presenter.now, UTC).astimezone().date()
        return check_id_number(IdType.RESIDENT_ID, self.number.text(), today)

    @Slot()
    def _note_typed(self, _text: str = "") -> None:
        self._presenter.forget_match()
        self._show_person(None)
        self._hide_proof()
        self.problem.hide()
        checked = self._checked()
        self.field.clear_message()
        self.field.set_note(f"{len(checked.number)} / {WHOLE}")
        self.confirm.setEnabled(checked.problem is None)
        if len(checked.number) >= WHOLE:
            self._look()

    @Slot()
    def _check_left(self) -> None:
        problem = self._checked().problem
        if problem is not None and self.number.text().strip():
            self.field.set_error(self._problem_words(problem))

    def _look(self) -> None:
        checked = self._checked()
        if checked.problem is None:
            self.field.set_good(self.tr("校验位正确，正在查找实名用户…"))
            self._presenter.match(checked.number)
        elif checked.problem is not NumberProblem.EMPTY:
            self.field.set_error(self._problem_words(checked.problem))

    def _problem_words(self, problem: NumberProblem) -> str:
        words = {
            NumberProblem.EMPTY: self.tr("请填写身份证号"),
            NumberProblem.CHECK_DIGIT_WRONG: self.tr("校验位不对，请核对有没有输错"),
            NumberProblem.REGION_UNKNOWN: self.tr("前 6 位不是有效的地区代码，请核对"),
            NumberProblem.BIRTH_DATE_IMPOSSIBLE: self.tr("出生日期不对，请核对第 7 到 14 位"),
        }
        return words.get(problem, self.tr("身份证号应为 18 位数字，末位可以是 X"))

    @Slot(object)
    def _show_match(self, person: MatchedPerson) -> None:
        self.field.set_good(self.tr("校验位正确，已匹配到 1 名实名用户"))
        self._show_person(person)

    def _show_person(self, person: MatchedPerson | None) -> None:
        self._prompt.setVisible(person is not None)
        self.person.setVisible(person is not None)
        if person is not None:
            self.person.show_person(person)

    @Slot(str, str)
    def _show_problem(self, place: str, sentence: str) -> None:
        self._hide_proof()
        if self._presenter.person is None:
            self._show_person(None)
        if place == "/id_number":
            self.field.set_error(sentence)
            return
        self.field.clear_message()
        self.problem.set_message(BannerKind.ERROR, "", sentence)
        self.problem.show()

    @Slot(str)
    def _ask_proof(self, phone: str) -> None:
        """The panel takes the room of the hints, so that the dialog keeps its height."""
        self._hint_bar.hide()
        self._outlook.hide()
        self.proof.ask(phone)

    def _hide_proof(self) -> None:
        self.proof.hide()
        self._hint_bar.show()
        self._outlook.show()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.confirm.set_busy(busy=busy)
        if busy:
            self.problem.hide()
        else:
            self.confirm.setEnabled(self._checked().problem is None)

    @Slot(object)
    def _finish(self, view: object) -> None:
        self.authorized.emit(view)
        self.accept()


class _PersonPane(Pane):
    """The person to be confirmed, masked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("sunken")
        self._name = Label("", "strong")
        self._numbers = Label("", "caption")
        line = row(
            Avatar(theme, side=40),
            column(
                row(self._name, Tag(theme, self.tr("身份证实名"), "passed"), None),
                self._numbers,
                gap=2,
            ),
            IconLabel(theme, "checkmark_circle", size="icon_nav", colour="passed_fg", filled=True),
            gap=12,
            margins=(12, 10, 14, 10),
        )
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_person(self, person: MatchedPerson) -> None:
        """Show who was found."""
        self._name.setText(person.name)
        self._numbers.setText(f"{person.id_number} · {person.phone}")
        self.setAccessibleName(f"{person.name} {person.id_number}")
