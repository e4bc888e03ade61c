"""离线任务包 as a page: what is ready for work without a network, the packs, the file courier."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.screens import texts
from desktop.screens.packs.courier_presenter import CourierPresenter
from desktop.screens.packs.courier_view import CourierView
from desktop.screens.packs.new_dialog import NewPackDialog
from desktop.screens.packs.pack_view import PackView
from desktop.screens.packs.presenter import PacksPresenter
from desktop.screens.packs.ready_view import ReadyView
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card, Pane
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import row
from desktop.store.filters import MaterialFilter, PackChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.packs.presenter import PacksRead
    from desktop.screens.ports import Jobs
    from desktop.screens.prefetch_words import PrefetchFacts
    from desktop.screens.widgets.theme import Theme
    from desktop.services.workspace import Workspace
    from desktop.store.records import PackCard

_SIDE_BY_SIDE: Final = 1040
"""Page width at 100 % from which packs and courier stand side by side."""


class PacksPage(QScrollArea):
    """The page.

    Signals:
        pack_wanted: Open the list with this `MaterialFilter`.
        outbox_wanted: Open the outbox.
        pause_wanted: Fetch nothing ahead for now.
        resume_wanted: Fetch ahead again, whatever the link.
        said: A sentence about something that was done.
        answer_taken: The `ImportReport` of an answer of the file courier.
    """

    pack_wanted = Signal(object)
    outbox_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    said = Signal(str)
    answer_taken = Signal(object)

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
        self.presenter = PacksPresenter(workspace, jobs, hub, self)
        self.new = Button(theme, self.tr("新建任务包…"), ButtonKind.PRIMARY, icon="add")
        self.new.setToolTip(self.tr("新建任务包 (Ctrl+N)"))
        self.over = Banner(theme, BannerKind.WARN)
        self.over.hide()
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.set_link(self.tr("知道了"))
        self.problem.hide()
        self.ready = ReadyView(theme)
        self.views: list[PackView] = []
        self.empty = EmptyState(
            theme,
            self.tr("还没有任务包"),
            self.tr("下乡、出差或去没有网络的地方之前，把要审的材料连同图片装成一个包。"),
            icon="archive",
        )
        self.courier_presenter = CourierPresenter(workspace, jobs, hub, self)
        self.courier = CourierView(theme, self.courier_presenter)
        self._cards: tuple[PackCard, ...] = ()
        self._running = False
        self._lines = QVBoxLayout()
        self._grid = QGridLayout()
        self._left = QWidget()
        self._right = QWidget()
        self._arrange()
        self._order_focus()
        self._connect()

    def set_scope(self, path: str) -> None:
        """A new pack is made of this subtree."""
        self.presenter.move(path=path)

    def set_scope_name(self, name: str) -> None:
        """The institution at the top of the subtree."""
        self.presenter.move(name=name)

    def set_year(self, year: int) -> None:
        """A new pack is made of this year."""
        self.presenter.move(year=year)

    @Slot(object)
    def set_listed(self, chosen: MaterialFilter) -> None:
        """The filter that the material list shows."""
        self.presenter.move(listed=chosen)

    def activated(self) -> None:
        """The page came to the front."""
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def show_prefetch(self, facts: PrefetchFacts) -> None:
        """Show whether pictures are coming, or why not."""
        self.ready.show_prefetch(facts)
        if facts.running != self._running:
            self._running = facts.running
            self._show_cards()

    def showEvent(self, event: QShowEvent) -> None:
        """Read while somebody looks."""
        super().showEvent(event)
        self.presenter.set_shown(shown=True)
        self.courier_presenter.set_shown(shown=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading."""
        super().hideEvent(event)
        self.presenter.set_shown(shown=False)
        self.courier_presenter.set_shown(shown=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        self._place()

    @Slot()
    def open_new(self) -> None:
        """Ask for a new pack."""
        dialog = NewPackDialog(self._theme, self.presenter, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _arrange(self) -> None:
        inner = Pane("page")
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(20, 18, 20, 24)
        whole.setSpacing(12)
        whole.addLayout(row(Label(self.tr("离线任务包"), "page"), None, self.new))
        whole.addWidget(self.over)
        whole.addWidget(self.problem)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.ready)
        self._lines.setSpacing(12)
        left.addLayout(self._lines)
        nothing = Card()
        nothing.body.addWidget(self.empty)
        nothing.hide()
        self._nothing = nothing
        left.addWidget(nothing)
        left.addStretch(1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.courier)
        right.addStretch(1)
        self._grid.setSpacing(12)
        whole.addLayout(self._grid)
        whole.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place()

    def _place(self) -> None:
        beside = self.width() >= self._theme.px(_SIDE_BY_SIDE)
        self._grid.removeWidget(self._left)
        self._grid.removeWidget(self._right)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, 0 if beside else 1, 1 if beside else 0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2 if beside else 0)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.read.connect(self._show)
        presenter.refused.connect(self._show_problem)
        presenter.done.connect(self.said)
        self.new.clicked.connect(self.open_new)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.open_new)
        self.ready.pause_wanted.connect(self.pause_wanted)
        self.ready.resume_wanted.connect(self.resume_wanted)
        self.courier.outbox_wanted.connect(self.outbox_wanted)
        self.courier_presenter.answer_taken.connect(self.answer_taken)
        self.problem.link_clicked.connect(self.problem.hide)

    @Slot(object)
    def _show(self, read: PacksRead) -> None:
        self.ready.show_read(read)
        usage = read.shelf.usage
        self.over.setVisible(usage.pinned > usage.quota)
        self.over.set_message(
            BannerKind.WARN,
            self.tr("图片配额不够"),
            self.tr("固定保留的图片已超过配额；请在设置中调大，或删除不用的任务包。"),
        )
        self._cards = read.shelf.cards
        self._show_cards()

    def _show_cards(self) -> None:
        cards = self._cards
        if [view.key for view in self.views] != [card.key for card in cards]:
            self._rebuild(cards)
        for view, card in zip(self.views, cards, strict=True):
            view.show_card(card, active=self._running)
        self._nothing.setVisible(not cards)

    def _rebuild(self, cards: Sequence[PackCard]) -> None:
        for view in self.views:
            self._lines.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views = [PackView(self._theme, card.key) for card in cards]
        for view in self.views:
            view.opened.connect(self._open)
            view.renewed.connect(self.presenter.renew)
            view.removed.connect(self.presenter.remove)
            self._lines.addWidget(view)
        self._order_focus()

    def _order_focus(self) -> None:
        """Let Tab go as one reads: preparation, packs, courier."""
        stops = [self.new, self.ready.toggle]
        stops += [button for view in self.views for button in view.buttons]
        for before, after in pairwise([*stops, *self.courier.stops]):
            QWidget.setTabOrder(before, after)

    @Slot(str)
    def _open(self, key: str) -> None:
        name = next((card.name for card in self._cards if card.key == key), "")
        self.pack_wanted.emit(MaterialFilter(pack=PackChoice(key, name)))

    @Slot(object)
    def _show_problem(self, error: ExpectedError) -> None:
        self.problem.set_message(BannerKind.ERROR, "", texts.problem_text(error))
        self.problem.show()
