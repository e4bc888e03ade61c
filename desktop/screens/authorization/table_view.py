"""The card around an authorization table: selection bar, table, empty state, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.screens.authorization.columns import offline_reason
from desktop.screens.widgets.base import KeptSize
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.table import RecordTable
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.screens.authorization.presenter import AuthorizationPresenter
    from desktop.screens.widgets.theme import Theme


class TableCard(Pane):
    """The table with what belongs to it.

    Signals:
        act_wanted: Row and `Act` of a link.
        bulk_wanted: 批量生成授权码 for the ticked rows.
        code_copied: A code was copied by a click.
    """

    act_wanted = Signal(int, str)
    bulk_wanted = Signal()
    code_copied = Signal(str)

    def __init__(
        self, theme: Theme, presenter: AuthorizationPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__("card", parent)
        self._presenter = presenter
        self.table = RecordTable(theme, presenter.columns, self.tr("业务授权"))
        self.table.setModel(presenter.model)
        self.empty = EmptyState(theme, icon="building")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._count = Label("", "caption")
        self._chosen = Label("", "strong")
        self._chosen_note = Label("", "caption")
        self.bulk = Button(
            theme, self.tr("批量生成授权码"), ButtonKind.PRIMARY, icon="key_multiple"
        )
        self.bulk.set_size("control_small")
        self.unchoose = Button(theme, self.tr("取消选择"), ButtonKind.GHOST)
        self._bar = Pane("sunken")
        KeptSize(self._bar, theme, height="selection_bar")
        self._bar.setLayout(
            row(
                self._chosen,
                self._chosen_note,
                None,
                self.unchoose,
                self.bulk,
                margins=(12, 0, 8, 0),
            )
        )
        foot = row(self._count, None, margins=(16, 0, 16, 0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(self._stack, 1)
        whole.addWidget(Divider())
        holder = Pane("panel")
        holder.setLayout(foot)
        KeptSize(holder, theme, height="hint_bar")
        whole.addWidget(holder)
        self._connect()
        self._show_choice()

    def show_count(self, count: int, words: str) -> None:
        """Say how many rows there are; without any, why."""
        self._count.setText(words)
        self._stack.setCurrentWidget(self.table if count else self.empty)

    def set_busy(self, *, busy: bool) -> None:
        """While codes are generated the button turns and old rows stay."""
        self.bulk.set_busy(busy=busy)
        self.table.set_loading(loading=busy)
        if not busy:
            self._show_choice()

    def focus_table(self) -> None:
        """Put the keys into the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        model = self._presenter.model
        self.table.link_activated.connect(self._follow)
        self.table.check_toggled.connect(model.toggle_check)
        self.table.check_all_clicked.connect(model.toggle_all)
        self.table.code_copied.connect(self.code_copied)
        self.bulk.clicked.connect(self.bulk_wanted)
        self.unchoose.clicked.connect(model.clear_checks)
        model.checks_changed.connect(self._show_choice)
        self._presenter.online_changed.connect(self._show_choice)

    @Slot()
    def _show_choice(self, _online: object = None) -> None:
        chosen = len(self._presenter.model.checked_items)
        generable = len(self._presenter.generable)
        self._bar.setVisible(bool(chosen) and self._presenter.may_act)
        self._chosen.setText(self.tr("已选 {n} 家").format(n=f"{chosen:,}"))
        note = self.tr("其中 {n} 家还没有授权码").format(n=f"{generable:,}")
        self._chosen_note.setText(note)
        self.table.set_all_checked(checked=self._presenter.model.all_checked)
        if self.bulk.is_busy:
            return
        offline = self._presenter.online is False
        self.bulk.setEnabled(bool(generable) and not offline)
        reason = "" if generable else self.tr("所选机构都已有授权码或已授权")
        self.bulk.setToolTip(plain_tip(offline_reason() if offline else reason))

    @Slot(QModelIndex, str)
    def _follow(self, index: QModelIndex, act: str) -> None:
        self.act_wanted.emit(index.row(), act)
