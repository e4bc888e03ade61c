"""撤回时间: for how long an action stays in 发件箱 before it leaves, longer for 审核不通过."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QSpinBox

from desktop.screens.settings.option_row import NameLabel
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card
from desktop.screens.widgets.labels import Paragraph
from desktop.screens.widgets.layouts import row

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QWidget

    from desktop.screens.settings.ports import SettingsStore
    from desktop.screens.settings.presenter import GraceTimes
    from desktop.screens.widgets.theme import Theme

LONGEST: Final = 600
"""Seconds: what waits longer than ten minutes is as good as not sent."""

_STEP: Final = 10
_WIDTH: Final = 112


class SecondsField(QSpinBox):
    """Whole seconds, 0 to `LONGEST`; leaves the wheel to the page."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, LONGEST)
        self.setSingleStep(_STEP)
        self.setKeyboardTracking(False)
        self.setSuffix(" " + self.tr("秒"))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(8, 0, 0, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page instead."""
        event.ignore()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))


class GraceCard(Card):
    """Two waits; 审核不通过 never waits less than the rest, because it cannot be taken back."""

    def __init__(
        self, theme: Theme, store: SettingsStore, server: GraceTimes, parent: QWidget | None = None
    ) -> None:
        """`server` is what the server proposes."""
        super().__init__(QCoreApplication.translate("GraceCard", "撤回时间"), parent=parent)
        self._store, self._server = store, server
        self.usual = SecondsField(theme, self.tr("一般结论"))
        self.refused = SecondsField(theme, self.tr("审核不通过"))
        self.reset = Button(theme, self.tr("恢复服务器建议"), ButtonKind.LINK)
        for field in (self.usual, self.refused):
            name = NameLabel(theme, field.accessibleName())
            name.setBuddy(field)
            self.body.addLayout(row(name, field, None, gap=16))
        words = self.tr(
            "提交后先在发件箱停这么久，期间在任何页面都可以按 Ctrl+Z 撤回；之后自动发送。"
            "0 到 600 秒，审核不通过不短于一般结论；服务器建议 {usual} 秒和 {refused} 秒。"
        )
        text = words.format(usual=server.usual, refused=server.refused)
        self.body.addWidget(Paragraph(theme, text, role="caption", tone="text_3"))
        self.body.addLayout(row(self.reset, None))
        self.usual.valueChanged.connect(self._choose_usual)
        self.refused.valueChanged.connect(self._choose_refused)
        self.reset.clicked.connect(self._reset)

    def show_choices(self) -> None:
        """Show what is in force."""
        current, server = self._store.current, self._server
        usual = server.usual if current.grace_seconds is None else current.grace_seconds
        refused = current.grace_seconds_refused
        longer = max(usual, server.refused if refused is None else refused)
        for field, seconds in ((self.usual, usual), (self.refused, longer)):
            blocked = field.blockSignals(True)
            field.setMinimum(usual if field is self.refused else 0)
            field.setValue(seconds)
            field.blockSignals(blocked)
        self.reset.setEnabled(current.grace_seconds is not None or refused is not None)

    @Slot(int)
    def _choose_usual(self, seconds: int) -> None:
        self._keep(seconds, max(seconds, self.refused.value()))

    @Slot(int)
    def _choose_refused(self, seconds: int) -> None:
        self._keep(self.usual.value(), seconds)

    @Slot()
    def _reset(self) -> None:
        self._keep(None, None)

    def _keep(self, usual: int | None, refused: int | None) -> None:
        self._store.change(grace_seconds=usual, grace_seconds_refused=refused)
        self.show_choices()
