"""首页 as a page: greeting, deadline, tiles, cards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.review import ReviewStatus
from desktop.screens import texts
from desktop.screens.home.cards_view import (
    AuthorizationCard,
    NoticesCard,
    OfflineCard,
    TasksCard,
)
from desktop.screens.home.presenter import TILES, Phase, TaskKind, deadline_facts, tasks
from desktop.screens.times import day_text, local, moment_text
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import FigureTile, Pane
from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.labels import Label, Paragraph
from desktop.screens.widgets.layouts import row

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from desktop.screens.home.presenter import DeadlineFacts, HomePresenter, HomeRead
    from desktop.screens.prefetch_words import PrefetchFacts
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Notice

_NOON: Final = 12
_EVENING: Final = 18
_OF_OUTBOX: Final = frozenset({TaskKind.CONFLICT, TaskKind.REJECTED, TaskKind.PARKED})


class HomePage(QScrollArea):
    """The page.

    Signals:
        status_wanted: Value of a `ReviewStatus`: open the list with this filter.
        outbox_wanted: Open the outbox.
        packs_wanted: Open 离线任务包.
        authorization_wanted: Open 业务授权.
        code_wanted: Open 本单位确认码.
    """

    status_wanted = Signal(str)
    outbox_wanted = Signal()
    packs_wanted = Signal()
    authorization_wanted = Signal()
    code_wanted = Signal()

    def __init__(
        self, theme: Theme, presenter: HomePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._presenter = theme, presenter
        self._greeting = Label("", "page")
        self._caption = Label("", "caption")
        self._note = Label("", "caption")
        self.deadline = Banner(theme, BannerKind.INFO)
        self.start = Button(
            theme, self.tr("开始审核"), ButtonKind.PRIMARY, icon="clipboard_checkmark"
        )
        self.deadline.add_action(self.start)
        self.deadline.hide()
        self.tiles = {
            status: FigureTile(theme, status, texts.status_text(status)) for status in TILES
        }
        self.tasks = TasksCard(theme, self.tr("接着做"))
        self.authorization = AuthorizationCard(theme, self.tr("业务授权"))
        self.offline = OfflineCard(theme, self.tr("离线与发件箱"))
        self.notices = NoticesCard(theme, self.tr("公告"))
        self._arrange()
        self._connect()

    def set_scope(self, path: str) -> None:
        """Count this subtree."""
        self._presenter.set_scope(path)

    def set_year(self, year: int) -> None:
        """Count this year."""
        self._presenter.set_year(year)

    def activated(self) -> None:
        """Put the focus on the first tile."""
        self.tiles[ReviewStatus.PENDING].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Read while somebody looks."""
        super().showEvent(event)
        self._presenter.set_shown(shown=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading."""
        super().hideEvent(event)
        self._presenter.set_shown(shown=False)

    def _arrange(self) -> None:
        inner = Pane("page")
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(24, 18, 24, 24)
        whole.setSpacing(12)
        whole.addLayout(row(self._greeting, self._caption, None, self._note, gap=10))
        whole.addWidget(self.deadline)
        tiles = row(gap=12)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        whole.addLayout(tiles)
        for card in (self.tasks, self.authorization, self.offline, self.notices):
            card.head.setMinimumHeight(self._theme.size("control"))
        cards = QGridLayout()
        cards.setSpacing(12)
        cards.addWidget(self.tasks, 0, 0)
        cards.addWidget(self.authorization, 0, 1)
        cards.addWidget(self.offline, 1, 1)
        cards.addWidget(self.notices, 1, 0)
        cards.setColumnStretch(0, 3)
        cards.setColumnStretch(1, 2)
        whole.addLayout(cards)
        whole.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self._presenter.read.connect(self._show)
        self.start.clicked.connect(partial(self._want_status, ReviewStatus.PENDING))
        for tile in self.tiles.values():
            tile.opened.connect(self.status_wanted)
        self.tasks.task_chosen.connect(self._follow)
        self.authorization.opened.connect(self.authorization_wanted)
        self.authorization.code_wanted.connect(self.code_wanted)
        self.offline.opened.connect(self.outbox_wanted)
        self.offline.packs_wanted.connect(self.packs_wanted)
        self.notices.notice_chosen.connect(self._open_notice)

    @Slot(object)
    def show_prefetch(self, facts: PrefetchFacts) -> None:
        """Say whether pictures are coming, or why not."""
        self.offline.show_prefetch(facts)

    @Slot(object)
    def _show(self, read: HomeRead) -> None:
        workspace, summary = self._presenter.workspace, read.summary
        now = workspace.now
        self._greeting.setText(self._greet(now, workspace.session.person.name))
        level = texts.review_level_text(workspace.context.level)
        self._caption.setText(
            self.tr("{day} · {level}级审核").format(day=day_text(now), level=level)
        )
        own = self.tr("数字为所选机构范围、本年度")
        unit = self.tr("数字为本单位、本年度")
        self._note.setText(own if self._presenter.is_administrative else unit)
        for status, tile in self.tiles.items():
            tile.set_figure(summary.own.by_status.get(status, 0))
        self._show_deadline(
            deadline_facts(summary.deadline, now), synced=read.state.last_sync_at is not None
        )
        self.tasks.show_tasks(tasks(summary, summary.outbox))
        if self._presenter.is_administrative:
            self.authorization.show_totals(summary.authorizations)
        else:
            context = workspace.context
            business = texts.business_text(context.business, context.business_name)
            self.authorization.show_own(read.own_authorization, business)
        pending = summary.own.by_status.get(ReviewStatus.PENDING, 0)
        self.offline.show_state(read, pending)
        self.notices.show_notices(summary.notices, now)

    def _greet(self, now: int, name: str) -> str:
        hour = local(now).hour
        if hour < _NOON:
            words = self.tr("上午好，{name}")
        elif hour < _EVENING:
            words = self.tr("下午好，{name}")
        else:
            words = self.tr("晚上好，{name}")
        return words.format(name=name)

    def _show_deadline(self, facts: DeadlineFacts, *, synced: bool) -> None:
        self.deadline.setVisible(facts.phase is not Phase.NONE)
        self.start.setVisible(facts.phase is Phase.OPEN and bool(facts.pending))
        at = moment_text(facts.at) if facts.at else ""
        if facts.phase is Phase.OPEN:
            kind = BannerKind.WARN if facts.is_tight else BannerKind.INFO
            title = self.tr("距截止 {n} 天").format(n=facts.days_left)
            text = self._pace(facts, at) if synced else self._unknown(at)
        elif facts.phase is Phase.BEFORE:
            kind, title = BannerKind.INFO, self.tr("{n} 天后开始审核").format(n=facts.days_left)
            text = self.tr("审核期从 {at} 开始。").format(at=at)
        else:
            kind, title = BannerKind.INFO, self.tr("审核期已结束")
            text = self.tr("{at} 截止；之后的审核会交上级处理。").format(at=at)
        self.deadline.set_message(kind, title, text, icon="clock")

    def _unknown(self, at: str) -> str:
        return self.tr("{at} 截止。材料下载完才知道还有多少待审。").format(at=at)

    def _pace(self, facts: DeadlineFacts, at: str) -> str:
        if not facts.pending:
            return self.tr("{at} 截止，已全部审完。").format(at=at)
        if facts.days_needed is None:
            words = self.tr("{at} 截止。待审 {n} 份。")
            return words.format(at=at, n=f"{facts.pending:,}")
        words = self.tr("{at} 截止。待审 {n} 份，按近 7 天速度（{pace} 份/天）预计 {days} 天审完。")
        return words.format(
            at=at, n=f"{facts.pending:,}", pace=f"{facts.pace:.0f}", days=facts.days_needed
        )

    @Slot(str)
    def _follow(self, kind: str) -> None:
        if TaskKind(kind) in _OF_OUTBOX:
            self.outbox_wanted.emit()
        else:
            self.status_wanted.emit(kind)

    def _want_status(self, status: ReviewStatus, _checked: object = None) -> None:
        self.status_wanted.emit(status)

    @Slot(object)
    def _open_notice(self, notice: Notice) -> None:
        dialog = Dialog(self._theme, notice.title, self, subtitle=moment_text(notice.published_at))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.add(Paragraph(self._theme, notice.body))
        close = dialog.add_button(self.tr("关闭"), ButtonKind.PRIMARY)
        close.clicked.connect(dialog.accept)
        dialog.open()
