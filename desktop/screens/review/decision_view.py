"""The decision bar: four verdicts, the practice period or what will happen, the remark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.practice_period import Length, length_of
from desktop.domain.review import REMARK_MAX_LENGTH, Verdict
from desktop.screens import texts
from desktop.screens.outbox.words import left_text
from desktop.screens.prefetch_words import sentences
from desktop.screens.review import decision_words
from desktop.screens.review.hints import length_text
from desktop.screens.review.phrases import phrases_for
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.date_field import PeriodField
from desktop.screens.widgets.dialog import TypedConfirmDialog
from desktop.screens.widgets.inputs import TextField
from desktop.screens.widgets.labels import ElidedLabel, IconLabel, Label
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.segments import SegmentOption, Segments

if TYPE_CHECKING:
    from desktop.domain.errors import ExpectedError
    from desktop.domain.practice_period import Period
    from desktop.screens.review.decision_presenter import DecisionPresenter
    from desktop.screens.widgets.theme import Theme

_SHORTCUT: Final = "Ctrl+Return"
_SIDE: Final = 16
_GAP: Final = 10
_LONGEST_NOTE: Final = Length(11, 30)
_REMARK_LEAST: Final = 260


class DecisionView(Pane):
    """Shows and edits the decision in hand; never scrolls and never moves.

    Signals:
        keys_released: Esc in the remark: the keys go back to the page.
    """

    keys_released = Signal()

    def __init__(
        self, presenter: DecisionPresenter, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("bar", parent)
        self._presenter, self._theme = presenter, theme
        self._dialog: TypedConfirmDialog | None = None
        options = [SegmentOption(verdict.value, texts.verdict_text(verdict)) for verdict in Verdict]
        self.segments = Segments(theme, options)
        self.period = PeriodField(theme, self.tr("实习开始"), self.tr("实习结束"), compact=True)
        self.remark = TextField(placeholder=self.tr("审核备注"))
        self.remark.setMaxLength(REMARK_MAX_LENGTH)
        self.remark.setAccessibleName(self.tr("审核备注"))
        self._sentence = ElidedLabel(theme, "", "label")
        self._error = ElidedLabel(theme, "", "caption")
        self._error.set_tone("rejected_fg")
        self._counter = Label(f"0 / {REMARK_MAX_LENGTH}", "caption")
        self.phrases = Button(theme, self.tr("常用语"), icon="comment")
        self.cancel = Button(theme, self.tr("取消"), ButtonKind.GHOST)
        self.submit = Button(theme, self.tr("提交"))
        self.submit_next = Button(
            theme, self.tr("提交并下一份"), ButtonKind.PRIMARY, key_cap="Ctrl+⏎"
        )
        self.retract = Button(theme, self.tr("撤回本级结论"))
        self._closed = Label("", "label", wrap=True)
        self._lay_out()
        self._connect()
        self._reset()

    def listen_in(self, scope: QWidget) -> None:
        """Let 1-4 and Ctrl+Enter work anywhere inside `scope`."""
        self.segments.listen_in(scope)
        for keys in (_SHORTCUT, "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), scope)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._presenter.submit, advance=True))

    def _lay_out(self) -> None:
        required = Label(self.tr("实习时间"), "label")
        star = Label("*", "label")
        star.set_tone("rejected_fg")
        self._period_line = QWidget()
        self._period_line.setLayout(row(required, star, self.period, None, gap=4))
        self._words = QWidget()
        self._words.setLayout(row(self._sentence))
        self._side = QStackedWidget()
        self._side.addWidget(self._words)
        self._side.addWidget(self._period_line)
        self._side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.remark.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form = QWidget()
        lines = QVBoxLayout(form)
        lines.setContentsMargins(16, 10, 16, 10)
        lines.setSpacing(8)
        mark = IconLabel(self._theme, "error_circle", colour="rejected_fg", filled=True)
        self._complaint = QWidget()
        self._complaint.setLayout(row(mark, self._error, None, gap=6))
        self._complaint.hide()
        lines.addWidget(self._complaint)
        self._first_line = row(self.segments, self._side, gap=_GAP)
        self._buttons = QWidget()
        self._buttons.setLayout(row(self.cancel, self.submit, self.submit_next))
        self._second_line = row(row(self.phrases, self.remark, self._counter), self._buttons)
        for line in (self._first_line, self._second_line):
            line.setAlignment(self.segments, Qt.AlignmentFlag.AlignLeft)
            lines.addLayout(line)
        self._second_line.setStretch(0, 1)
        self._second_line.setAlignment(self._buttons, Qt.AlignmentFlag.AlignRight)
        closed = QWidget()
        closed.setLayout(row(self._closed, None, self.retract, margins=(16, 10, 16, 10)))
        self._pages = QStackedWidget()
        self._pages.addWidget(form)
        self._pages.addWidget(closed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._period_width = 0
        self._theme.changed.connect(self._fit)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: the bar wraps."""
        widest = max(self.segments.sizeHint().width(), self._buttons.sizeHint().width())
        return QSize(widest + 2 * _SIDE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap where there is no room for two lines."""
        super().resizeEvent(event)
        self._wrap()

    @Slot()
    def _fit(self) -> None:
        self.setMinimumHeight(self._theme.size("decision_bar"))
        self.period.set_note("")
        self._period_width = self._period_line.sizeHint().width()
        self._show_period(self._presenter.period)
        self._wrap()

    def _wrap(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        room = self.width() - 2 * _SIDE
        first = self.segments.sizeHint().width() + _GAP + self._period_width
        first += self._theme.advance(length_text(_LONGEST_NOTE), weight=600)
        second = self.phrases.sizeHint().width() + self._buttons.sizeHint().width()
        second += self._theme.px(_REMARK_LEAST)
        self._first_line.setDirection(across if first <= room else down)
        self._second_line.setDirection(across if second <= room else down)

    def _connect(self) -> None:
        presenter = self._presenter
        self.segments.chosen.connect(presenter.choose)
        self.remark.textEdited.connect(presenter.write)
        self.remark.textChanged.connect(self._count)
        self.period.period_changed.connect(presenter.choose_period)
        self.phrases.clicked.connect(self._offer_phrases)
        self.cancel.clicked.connect(presenter.discard)
        self.submit.clicked.connect(self._submit)
        self.submit_next.clicked.connect(self._submit_next)
        self.retract.clicked.connect(presenter.retract)
        presenter.reset.connect(self._reset)
        presenter.verdict_changed.connect(self._show_verdict)
        presenter.period_changed.connect(self._show_period)
        presenter.rule_broken.connect(self._show_error)
        presenter.confirmation_wanted.connect(self._confirm)

    @Slot()
    def _reset(self) -> None:
        presenter = self._presenter
        code = presenter.closed_code
        self._pages.setCurrentIndex(1 if code else 0)
        self._closed.setText(decision_words.closed_text(code, presenter.dossier))
        self.retract.setVisible(bool(code) and presenter.may_retract)
        if self.remark.text() != presenter.remark:
            self.remark.setText(presenter.remark)
        blocked = self.period.blockSignals(True)
        self.period.set_period(presenter.start, presenter.end)
        self.period.blockSignals(blocked)
        self._show_verdict()

    @Slot()
    def _show_verdict(self) -> None:
        presenter = self._presenter
        verdict = presenter.verdict
        if self.segments.current() != (verdict.value if verdict else ""):
            self.segments.set_current(verdict.value if verdict else "")
        self._side.setCurrentIndex(1 if presenter.wants_period else 0)
        blocked = self.period.blockSignals(True)
        self.period.set_period(presenter.start, presenter.end)
        self.period.blockSignals(blocked)
        self._sentence.set_text(
            decision_words.consequence(verdict, replaces=presenter.replaces_own)
        )
        required = verdict in {Verdict.RETURNED, Verdict.REFUSED}
        self.remark.setPlaceholderText(
            self.tr("审核备注（必填，最多 500 字）")
            if required
            else self.tr("审核备注（可不填，最多 500 字）")
        )
        self._clear_error()

    @Slot(object)
    def _show_period(self, period: Period | None) -> None:
        if period is None or period.end < period.start:
            self.period.set_note("")
            return
        self.period.set_note(length_text(length_of(period)))
        self._clear_error()

    @Slot(object)
    def _show_error(self, error: ExpectedError) -> None:
        self._error.set_text(texts.problem_text(error))
        self._complaint.show()
        self.remark.set_wrong(wrong=error.field.startswith("/remark"))
        self.period.set_wrong(wrong=error.field.startswith("/period"))
        if error.field.startswith("/remark"):
            self.remark.setFocus(Qt.FocusReason.OtherFocusReason)
        elif error.field.startswith("/period"):
            self.period.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _count(self, text: str) -> None:
        self._counter.setText(f"{len(text)} / {REMARK_MAX_LENGTH}")
        self._clear_error()

    @Slot()
    def _submit(self) -> None:
        self._presenter.submit(advance=False)

    @Slot()
    def _submit_next(self) -> None:
        self._presenter.submit(advance=True)

    @Slot()
    def _offer_phrases(self) -> None:
        menu = QMenu(self)
        for phrase in phrases_for(self._presenter.verdict):
            menu.addAction(phrase)
        menu.triggered.connect(self._take_phrase)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.phrases.mapToGlobal(self.phrases.rect().topLeft()))

    @Slot(QAction)
    def _take_phrase(self, action: QAction) -> None:
        before = self.remark.text().strip()
        phrase = action.text().replace("&", "")
        self.remark.setText(before + self.tr("；") + phrase if before else phrase)
        self._presenter.write(self.remark.text())
        self.remark.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _confirm(self, name: str) -> None:
        message = self.tr("审核不通过不能撤销，也不能重新审核：%1 本年度将不能参加考试。")
        grace = self._presenter.refusal_grace
        then = self.tr("提交后 %1内可以在发件箱撤回。").replace("%1", left_text(grace))
        message = sentences([message, then if grace else self.tr("提交后立即发出。")])
        self._dialog = TypedConfirmDialog(
            self._theme,
            self.tr("审核不通过"),
            self,
            message=message.replace("%1", name),
            expected=name,
            act=self.tr("审核不通过"),
        )
        self._dialog.accepted.connect(self._presenter.record)
        self._dialog.open()

    def _clear_error(self) -> None:
        if not self._complaint.isHidden():
            self._complaint.hide()
            self.remark.set_wrong(wrong=False)
            self.period.set_wrong(wrong=False)
