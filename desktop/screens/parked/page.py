"""未生效意见 as a page: the list at the left, the chosen opinion at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.contract.parked import ParkedShelf
from desktop.screens.parked.model import parked_columns
from desktop.screens.parked.opinion_view import OpinionView
from desktop.screens.parked.presenter import ParkedPresenter
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.base import KeptSize
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.chips import ChipRow, Choice
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.table import RecordTable
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from desktop.screens.hub import ChangeHub
    from desktop.screens.parked.presenter import Counts
    from desktop.screens.parked.reading import Shown
    from desktop.screens.ports import Jobs
    from desktop.screens.shell.status import SyncFacts
    from desktop.screens.widgets.theme import Theme
    from desktop.services.workspace import Workspace

_WIDTH: Final = 500


class ParkedPage(QWidget):
    """The page.

    Signals:
        material_wanted: Open this material; carries its id.
        sync_wanted: The server has news for the local data.
        counted: How many opinions wait for this person.
        said: A sentence to say in passing (a toast).
    """

    material_wanted = Signal(int)
    sync_wanted = Signal()
    counted = Signal(int)
    said = Signal(str)

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
        self.presenter = ParkedPresenter(workspace, jobs, hub, self)
        self.chips = ChipRow(theme, self._choices())
        self.refresh = Button(theme, self.tr("刷新"), icon="arrow_sync")
        self.offline = Banner(theme, BannerKind.OFFLINE)
        self.offline.set_message(
            BannerKind.OFFLINE, self.tr("离线"), self.tr("未生效意见只在服务器上，需要联网。")
        )
        self.offline.set_link(self.tr("重试"))
        self.offline.hide()
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.set_link(self.tr("知道了"))
        self.problem.hide()
        self.table = RecordTable(theme, parked_columns(), self.tr("未生效意见"))
        self.table.setModel(self.presenter.model)
        self.more = Button(theme, self.tr("显示更多"), ButtonKind.GHOST)
        self.more.hide()
        self.empty = EmptyState(theme, icon="comment")
        self._stack = QStackedWidget()
        listed = QWidget()
        listed.setLayout(column(self.table, self.more, gap=0))
        self._stack.addWidget(listed)
        self._stack.addWidget(self.empty)
        self.item = OpinionView(theme, self.presenter)
        self.item.hide()
        self._nothing = EmptyState(
            theme,
            self.tr("没有选中的意见"),
            self.tr("在左侧选一条，对照材料现状后决定是否采纳"),
            icon="archive",
        )
        self._arrange()
        self._connect()
        self._say_empty()

    def set_scope(self, path: str) -> None:
        """The opinions are those of the whole context."""

    def activated(self) -> None:
        """The page came to the front."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def set_facts(self, facts: SyncFacts) -> None:
        """Hear from the exchange whether the server answers."""
        self.presenter.set_online(online=not facts.is_offline)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the server while somebody looks."""
        super().showEvent(event)
        self.presenter.set_shown(shown=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop asking."""
        super().hideEvent(event)
        self.presenter.set_shown(shown=False)

    def _choices(self) -> list[Choice]:
        return [
            Choice(ParkedShelf.OPEN, self.tr("待处理")),
            Choice(ParkedShelf.ANSWERED, self.tr("已处理")),
        ]

    def _arrange(self) -> None:
        left = Pane("panel")
        KeptSize(left, self._theme, width=float(_WIDTH))
        whole = QVBoxLayout(left)
        whole.setContentsMargins(0, 14, 0, 0)
        whole.setSpacing(12)
        title = Label(self.tr("未生效意见"), "page")
        whole.addLayout(row(title, None, self.refresh, margins=(16, 0, 16, 0)))
        notes = (self.chips, self.offline, self.problem)
        whole.addLayout(column(*notes, gap=8, margins=(16, 0, 16, 0)))
        whole.addWidget(self._stack, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(left)
        page.addWidget(Divider(vertical=True))
        page.addWidget(self.item, 1)
        page.addWidget(self._nothing, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.listed.connect(self._show_counts)
        presenter.item_shown.connect(self._show_item)
        presenter.counted.connect(self.counted)
        presenter.answered.connect(self._say_answered)
        presenter.refused.connect(self._show_problem)
        presenter.online_changed.connect(self._show_online)
        presenter.sync_wanted.connect(self.sync_wanted)
        self.item.material_wanted.connect(self.material_wanted)
        self.chips.chosen.connect(self._choose)
        self.refresh.clicked.connect(presenter.refresh)
        self.more.clicked.connect(presenter.more)
        self.offline.link_clicked.connect(presenter.refresh)
        self.problem.link_clicked.connect(self.problem.hide)
        self.table.current_row_changed.connect(self._choose_row)

    @Slot(object)
    def _show_counts(self, counts: Counts) -> None:
        known = {ParkedShelf.OPEN: counts.open, ParkedShelf.ANSWERED: counts.answered}
        self.chips.set_counts({str(shelf): count for shelf, count in known.items()})
        self.more.setVisible(counts.more)
        at = self.presenter.model.row_of(self.presenter.parked_id)
        if at >= 0 and self.table.current_row() != at:
            blocked = self.table.blockSignals(True)
            self.table.set_current_row(at)
            self.table.blockSignals(blocked)
        self._say_empty()

    def _say_empty(self) -> None:
        some = bool(self.presenter.model.items)
        self._stack.setCurrentIndex(0 if some else 1)
        if some:
            return
        if self.presenter.online is False:
            self.empty.set_message(
                self.tr("需要联网"),
                self.tr("未生效意见只在服务器上，恢复连接后显示"),
                icon="cloud_off",
            )
        elif self.presenter.online is None:
            self.empty.set_message(self.tr("正在读取…"), "", icon="comment")
        elif self.presenter.shelf is ParkedShelf.OPEN:
            self.empty.set_message(
                self.tr("没有待处理的意见"),
                self.tr("失去权限或迟到的审核不会生效，会停在这里，由您决定是否采纳。"),
                icon="comment",
            )
        else:
            self.empty.set_message(
                self.tr("暂无数据"), self.tr("还没有处理过的意见"), icon="comment"
            )

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
    def _say_answered(self, sentence: str) -> None:
        self.problem.hide()
        self.said.emit(sentence)

    @Slot(bool)
    def _show_online(self, online: bool) -> None:
        self.offline.setVisible(not online)
        self._say_empty()

    @Slot(str)
    def _choose(self, key: str) -> None:
        self.problem.hide()
        self.presenter.set_shelf(ParkedShelf(key))

    @Slot(int)
    def _choose_row(self, at: int) -> None:
        items = self.presenter.model.items
        if 0 <= at < len(items) and items[at].id != self.presenter.parked_id:
            self.presenter.show_item(items[at].id)
