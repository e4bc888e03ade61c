"""One item beside the list: what happened, why, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.review import Verdict
from desktop.screens import texts
from desktop.screens.outbox.choices_view import Card as Choice
from desktop.screens.outbox.choices_view import ChoiceCards
from desktop.screens.outbox.conflict_view import ConflictView
from desktop.screens.outbox.facts_view import FactsCard
from desktop.screens.outbox.item_words import headline, missing_text, way_text, way_title
from desktop.screens.outbox.reading import Way
from desktop.screens.outbox.words import (
    can_take_back,
    is_failing,
    is_waiting,
    reason_text,
    state_words,
)
from desktop.screens.replies import reply_text
from desktop.screens.widgets import layouts
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.dialog import TypedConfirmDialog
from desktop.screens.widgets.labels import ElidedLabel, Label, Paragraph
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.status_pill import StatusPill
from desktop.screens.widgets.tips import plain_tip
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from desktop.contract.parked import ParkedReply
    from desktop.screens.outbox.loader import PictureLoader
    from desktop.screens.outbox.presenter import OutboxPresenter
    from desktop.screens.outbox.reading import Shown
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import OutboxItem

_KINDS: Final = {
    OutboxState.CONFLICT: BannerKind.WARN,
    OutboxState.REJECTED: BannerKind.ERROR,
    OutboxState.PARKED: BannerKind.WARN,
}


class ItemView(QWidget):
    """The item that is chosen in the list.

    Signals:
        postponed: 稍后处理: the person goes on without settling it.
    """

    postponed = Signal()

    def __init__(
        self,
        theme: Theme,
        presenter: OutboxPresenter,
        loader: PictureLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._presenter = theme, presenter
        self._shown: Shown | None = None
        self._name = Label("", "page")
        self._caption = ElidedLabel(theme, "", "label")
        self._pill = StatusPill(theme)
        self.open = Button(theme, self.tr("查看完整材料"), ButtonKind.LINK, icon="open")
        self.banner = Banner(theme, BannerKind.INFO)
        self.reply = Banner(theme, BannerKind.INFO)
        self.reply.hide()
        self.facts = FactsCard(theme)
        self.conflict = ConflictView(theme, presenter, loader)
        self.cards = ChoiceCards(theme)
        self.missing = Paragraph(theme, "", role="caption", tone="text_2")
        self._foot = Pane("bar")
        self._hint = Label("", "caption")
        self.take_back = Button(theme, self.tr("撤回"), icon="arrow_undo")
        self.send = Button(theme, self.tr("立即发送"), ButtonKind.PRIMARY)
        self.later = Button(theme, self.tr("稍后处理"), ButtonKind.GHOST)
        self.settle = Button(theme, "", ButtonKind.PRIMARY)
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    @Slot(object)
    def show_item(self, shown: Shown | None) -> None:
        """Show an item; without one the place stays empty."""
        another = self._shown is None or shown is None or self._shown.item.key != shown.item.key
        self._shown = shown
        self.setVisible(shown is not None)
        if another:
            self.reply.hide()
            self.close_viewer()
            self.cards.choose_first()
        if shown is None:
            return
        item, dossier = shown.item, shown.dossier
        self._name.setText(item.material_name)
        words = [item.organization_name]
        if dossier is not None:
            words = [texts.level_text(dossier.level), texts.category_text(dossier.category), *words]
        self._caption.set_text(" · ".join(word for word in words if word))
        self.open.setVisible(dossier is not None)
        conflict = item.state is OutboxState.CONFLICT and item.resolved_at is None
        self.facts.setVisible(not conflict)
        self.conflict.setVisible(conflict)
        if conflict:
            self.conflict.show_item(item, dossier)
        else:
            self.facts.show_item(shown, self._now)
        self._show_ways(shown)
        self.tick()

    @Slot()
    def tick(self) -> None:
        """Say again what changes with the time."""
        shown = self._shown
        if shown is None:
            return
        item, now = shown.item, self._now
        found = shown.prospects
        state = state_words(item, now, ready_again=found.ready_again, soft=found.soft)
        self._pill.set_status(state.status, state.word)
        reason = reason_text(item, now, self._presenter.line)
        kind = None if item.resolved_at is not None else _KINDS.get(item.state)
        if is_failing(item):
            kind = BannerKind.ERROR
        self.banner.setVisible(kind is not None)
        self.facts.reason.setVisible(kind is None)
        if kind is None:
            self.facts.reason.set_text(reason)
        elif item.state in _KINDS:
            level = self._presenter.workspace.context.level
            self._warn(kind, *headline(shown, level, now))
        else:
            self._warn(kind, "", reason)

    @Slot()
    def close_viewer(self) -> None:
        """Go back from the large pictures to the item."""
        self._stack.setCurrentIndex(0)

    @Slot(str, object)
    def _show_reply(self, key: str, reply: ParkedReply) -> None:
        if self._shown is not None and self._shown.item.key == key:
            words = reply_text(reply)
            self.reply.set_message(BannerKind.INFO, "", words)
            self.reply.setToolTip(plain_tip(words))
            self.reply.show()

    def _warn(self, kind: BannerKind, title: str, text: str) -> None:
        self.banner.set_message(kind, title, text)
        self.banner.setToolTip(plain_tip(text))

    def _arrange(self) -> None:
        inner = Pane("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(12)
        column.addLayout(row(self._name, self._caption, self._pill, None, self.open, gap=10))
        for widget in (
            self.banner,
            self.reply,
            self.facts,
            self.conflict,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        buttons = (self.take_back, self.send, self.later, self.settle)
        acts = row(self._hint, None, *buttons)
        ways = layouts.column(self.cards, self.missing, acts, gap=10, margins=(20, 10, 20, 10))
        self._foot.setLayout(ways)
        front = QWidget()
        whole = QVBoxLayout(front)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot)
        self._stack.addWidget(front)
        self._stack.addWidget(self.conflict.pictures.viewer)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._stack)

    def _connect(self) -> None:
        self.open.clicked.connect(self._open)
        self.take_back.clicked.connect(self._take_back)
        self.send.clicked.connect(self._send)
        self.later.clicked.connect(self.postponed)
        self.settle.clicked.connect(self._settle)
        self.cards.chosen.connect(self._name_choice)
        self._presenter.ticked.connect(self.tick)
        self._presenter.replied.connect(self._show_reply)
        pictures = self.conflict.pictures
        pictures.viewer_wanted.connect(self._show_viewer)
        pictures.viewer.close_requested.connect(self.close_viewer)

    def _show_ways(self, shown: Shown) -> None:
        item, ways = shown.item, shown.prospects.ways
        cards = [Choice(way, way_title(shown, way), way_text(shown, way)) for way in ways]
        self.cards.show_cards(cards)
        self.cards.setVisible(bool(ways))
        missing = missing_text(shown)
        self.missing.set_text(missing)
        self.missing.setVisible(bool(missing))
        self.later.setVisible(bool(ways))
        self.settle.setVisible(bool(ways))
        if ways:
            self._name_choice(self.cards.current())
        self.take_back.setVisible(can_take_back(item))
        waiting = is_waiting(item)
        self.send.setVisible(waiting)
        self._foot.setVisible(waiting or bool(ways))
        tried = is_failing(item) or item.attempts > 0 or self._presenter.line.error is not None
        self.send.setText(self.tr("立即重试") if tried else self.tr("立即发送"))
        self.send.restyle()
        grace = self._presenter.workspace.grace_of(item.verdict)
        hint = self.tr("选定后先停在发件箱 {n} 秒，可撤销").format(n=grace)
        self._hint.setText(hint if Way.KEEP_MINE in ways else "")

    @property
    def _now(self) -> float:
        return self._presenter.workspace.clock()

    @Slot(str)
    def _name_choice(self, key: str) -> None:
        card = self.cards.cards.get(key)
        if card is not None:
            self.settle.setText(card.card.title)
            self.settle.restyle()

    @Slot()
    def _show_viewer(self) -> None:
        self._stack.setCurrentIndex(1)

    @Slot()
    def _open(self) -> None:
        if (item := self._item) is not None:
            self._presenter.material_wanted.emit(item.material_id)

    @Slot()
    def _take_back(self) -> None:
        if (item := self._item) is not None:
            self._presenter.take_back(item)

    @Slot()
    def _send(self) -> None:
        if (item := self._item) is not None:
            self._presenter.send_now(item)

    @Slot()
    def _settle(self) -> None:
        item, way = self._item, self.cards.current()
        if item is None or not way:
            return
        if way == Way.KEEP_MINE and item.verdict is Verdict.REFUSED:
            self._confirm(item)
        else:
            self._presenter.resolve(item, Way(way))

    def _confirm(self, item: OutboxItem) -> None:
        message = self.tr("审核不通过不能撤销：%1 本年度将不能参加考试。停在发件箱期间可以撤回。")
        act = texts.verdict_text(Verdict.REFUSED)
        dialog = TypedConfirmDialog(
            self._theme,
            act,
            self,
            message=message.replace("%1", item.material_name),
            expected=item.material_name,
            act=act,
        )
        dialog.accepted.connect(self._keep_confirmed)
        dialog.open()

    @Slot()
    def _keep_confirmed(self) -> None:
        if (item := self._item) is not None:
            self._presenter.resolve(item, Way.KEEP_MINE)

    @property
    def _item(self) -> OutboxItem | None:
        return self._shown.item if self._shown is not None else None
