"""发件箱 as a page: the list at the left, the chosen item at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.outbox.bulk_view import BulkBar, BulkResult
from desktop.screens.outbox.item_view import ItemView
from desktop.screens.outbox.loader import PictureLoader
from desktop.screens.outbox.model import outbox_columns
from desktop.screens.outbox.presenter import OutboxPresenter
from desktop.screens.outbox.reading import Chosen
from desktop.screens.outbox.words import Line
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.base import KeptSize
from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.chips import ChipRow, Choice
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.table import RecordTable
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from desktop.screens.hub import ChangeHub
    from desktop.screens.outbox.reading import Bulk, Shown
    from desktop.screens.ports import Jobs
    from desktop.screens.shell.status import SyncFacts
    from desktop.screens.widgets.theme import Theme
    from desktop.services.resolving import Settled
    from desktop.services.workspace import Workspace

_WIDTH: Final = 468


class OutboxPage(QWidget):
    """The page.

    Signals:
        material_wanted: Open this material to look at it; carries its id.
        mending_wanted: Open a material to act on it anew; carries the `OutboxItem` whose text is in
            the draft now.
        sync_wanted: Something is to be sent now.
    """

    material_wanted = Signal(int)
    mending_wanted = Signal(object)
    sync_wanted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        hub: ChangeHub,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.presenter = OutboxPresenter(workspace, jobs, hub, self)
        self.chips = ChipRow(theme, self._choices())
        self.send_all = Button(theme, self.tr("全部立即发送"), icon="arrow_sync")
        self.table = RecordTable(theme, outbox_columns(), self.tr("发件箱"))
        self.table.setModel(self.presenter.model)
        self.empty = EmptyState(theme, icon="arrow_circle_up")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.set_link(self.tr("知道了"))
        self.problem.hide()
        self.bulk = BulkBar(theme)
        self.result = BulkResult(theme)
        loader = PictureLoader(workspace, jobs, self)
        self.item = ItemView(theme, self.presenter, loader)
        self.item.hide()
        self._nothing = EmptyState(
            theme,
            self.tr("没有选中的事项"),
            self.tr("在左侧选一项，查看它的状态和可以做的事"),
            icon="archive",
        )
        self._arrange()
        self._connect()

    @Slot(object)
    def set_facts(self, facts: SyncFacts) -> None:
        """Take how the last exchange ended, and when the next one is."""
        error = next(iter(facts.failures), None)
        self.presenter.set_line(Line(error, facts.next_try_at))

    def set_scope(self, path: str) -> None:
        """The outbox is one for the whole context."""

    def activated(self) -> None:
        """The page came to the front."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read while somebody looks."""
        super().showEvent(event)
        self.presenter.set_shown(shown=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading."""
        super().hideEvent(event)
        self.presenter.set_shown(shown=False)

    def _choices(self) -> list[Choice]:
        return [
            Choice(Chosen.OPEN, self.tr("全部")),
            Choice(Chosen.WAITING, self.tr("待发送")),
            Choice(Chosen.FAILED, self.tr("失败")),
            Choice(Chosen.CONFLICT, self.tr("冲突")),
            Choice(Chosen.REJECTED, self.tr("未被接受")),
            Choice(Chosen.PARKED, self.tr("已交上级")),
            Choice(Chosen.DONE, self.tr("已完成")),
        ]

    def _arrange(self) -> None:
        left = Pane("panel")
        KeptSize(left, self._theme, width=float(_WIDTH))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(12)
        head = row(Label(self.tr("发件箱"), "page"), None, self.send_all, margins=(16, 0, 16, 0))
        column.addLayout(head)
        chips = QVBoxLayout()
        chips.setContentsMargins(16, 0, 16, 0)
        chips.setSpacing(8)
        chips.addWidget(self.chips)
        chips.addWidget(self.problem)
        chips.addWidget(self.result)
        column.addLayout(chips)
        column.addWidget(self.bulk)
        column.addWidget(self._stack, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.item, 1)
        right.addWidget(self._nothing, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left)
        whole.addWidget(Divider(vertical=True))
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.listed.connect(self._show_counts)
        presenter.item_shown.connect(self._show_item)
        presenter.failed.connect(self._show_problem)
        presenter.material_wanted.connect(self.material_wanted)
        presenter.mending_wanted.connect(self.mending_wanted)
        presenter.bulk_changed.connect(self._show_bulk)
        presenter.settled.connect(self._show_settled)
        self.bulk.settle_wanted.connect(presenter.settle)
        self.bulk.dismissed.connect(presenter.model.clear_checks)
        self.table.check_toggled.connect(presenter.model.toggle_check)
        self.table.check_all_clicked.connect(presenter.model.toggle_all)
        presenter.sync_wanted.connect(self.sync_wanted)
        self.problem.link_clicked.connect(self.problem.hide)
        self.chips.chosen.connect(self._choose)
        self.send_all.clicked.connect(self._send_all)
        self.table.current_row_changed.connect(self._choose_row)
        self.item.postponed.connect(self._go_on)

    @Slot(object)
    def _show_counts(self, counts: dict[Chosen, int]) -> None:
        self.chips.set_counts({str(chosen): count for chosen, count in counts.items()})
        self.send_all.setEnabled(bool(counts[Chosen.WAITING] or counts[Chosen.FAILED]))
        at = self.presenter.model.row_of(self.presenter.key)
        if at >= 0 and self.table.current_row() != at:
            blocked = self.table.blockSignals(True)
            self.table.set_current_row(at)
            self.table.blockSignals(blocked)
        if self.presenter.model.items:
            self._stack.setCurrentWidget(self.table)
            return
        self._stack.setCurrentWidget(self.empty)
        if self.chips.current() == Chosen.OPEN:
            title = self.tr("没有待办")
            reason = self.tr(
                "您提交的审核都已到服务器。离线时提交的会先停在这里，恢复连接后自动发送。"
            )
        else:
            title, reason = "", self.tr("这一类里没有事项")
        self.empty.set_message(title or self.tr("暂无数据"), reason)

    @Slot(object)
    def _show_bulk(self, bulk: Bulk) -> None:
        self.table.set_all_checked(checked=self.presenter.model.all_checked())
        self.bulk.show_bulk(bulk)
        if bulk.chosen:
            self.result.hide()

    @Slot(object)
    def _show_settled(self, settled: Settled) -> None:
        self.result.show_settled(settled)

    @Slot(object)
    def _show_item(self, shown: Shown | None) -> None:
        self._nothing.setVisible(shown is None)
        self.item.show_item(shown)

    @Slot(str)
    def _show_problem(self, sentence: str) -> None:
        self.problem.set_message(BannerKind.ERROR, "", sentence)
        self.problem.setToolTip(plain_tip(sentence))
        self.problem.show()

    @Slot(str)
    def _choose(self, key: str) -> None:
        self.problem.hide()
        self.presenter.set_chosen(Chosen(key))

    @Slot(int)
    def _choose_row(self, at: int) -> None:
        items = self.presenter.model.items
        if 0 <= at < len(items) and items[at].key != self.presenter.key:
            self.presenter.show_item(items[at].key)

    @Slot()
    def _send_all(self) -> None:
        self.presenter.send_now()

    @Slot()
    def _go_on(self) -> None:
        """Leave the item as it is and go to the next one."""
        count = len(self.presenter.model.items)
        at = self.presenter.model.row_of(self.presenter.key)
        if count > 1:
            self.table.set_current_row((at + 1) % count)
