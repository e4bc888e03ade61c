"""One item beside the list: what happened, why, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.screens import texts, times
from desktop.screens.outbox.choices_view import Card as Choice
from desktop.screens.outbox.choices_view import ChoiceCards
from desktop.screens.outbox.compare import compare, opinion_of
from desktop.screens.outbox.compare_view import CompareView
from desktop.screens.outbox.presenter import OutboxPresenter, Shown, Way, ways_out
from desktop.screens.outbox.words import (
    act_text,
    can_take_back,
    is_failing,
    is_waiting,
    period_text,
    reason_text,
    state_words,
)
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card, Fact, FactGrid, Pane
from desktop.screens.widgets.labels import ElidedLabel, Label, Paragraph
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.status_pill import StatusPill
from desktop.screens.widgets.tips import plain_tip
from desktop.store.records import OutboxState

if TYPE_CHECKING:
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
        self, theme: Theme, presenter: OutboxPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._presenter = theme, presenter
        self._item: OutboxItem | None = None
        self._name = Label("", "page")
        self._caption = ElidedLabel(theme, "", "label")
        self._pill = StatusPill(theme)
        self.open = Button(theme, self.tr("查看完整材料"), ButtonKind.LINK, icon="open")
        self._banner = Banner(theme, BannerKind.INFO)
        self._reason = Paragraph(theme, "")
        self._facts = FactGrid(theme, columns=1, label_width=88)
        self._remark_title = Label(self.tr("审核备注"), "caption")
        self._remark = Paragraph(theme, "", tone="text")
        self._card = Card()
        self._card.body.addWidget(self._reason)
        self._card.body.addWidget(self._facts)
        self._card.body.addWidget(self._remark_title)
        self._card.body.addWidget(self._remark)
        self.compare = CompareView(theme)
        self.cards = ChoiceCards(theme)
        self._foot = Pane("bar")
        self._hint = Label("", "caption")
        self.take_back = Button(theme, self.tr("撤回"), icon="arrow_undo")
        self.send = Button(theme, self.tr("立即发送"), ButtonKind.PRIMARY)
        self.later = Button(theme, self.tr("稍后处理"), ButtonKind.GHOST)
        self.settle = Button(theme, "", ButtonKind.PRIMARY)
        self._arrange()
        self._connect()

    @Slot(object)
    def show_item(self, shown: Shown | None) -> None:
        """Show an item; without one the place stays empty."""
        self._item = shown.item if shown is not None else None
        self.setVisible(shown is not None)
        if shown is None:
            return
        item, dossier = shown
        state = state_words(item)
        self._name.setText(item.material_name)
        words = [item.organization_name]
        if dossier is not None:
            words = [texts.level_text(dossier.level), texts.category_text(dossier.category), *words]
        self._caption.set_text(" · ".join(word for word in words if word))
        self._pill.set_status(state.status, state.word)
        self.open.setVisible(dossier is not None)
        conflict = item.state is OutboxState.CONFLICT and item.resolved_at is None
        self._show_banner(shown)
        self._card.setVisible(not conflict)
        self.compare.setVisible(conflict)
        if conflict:
            self._show_comparison(shown)
        else:
            self._show_facts(item)
        self._show_ways(shown)

    def _arrange(self) -> None:
        inner = Pane("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(12)
        head = row(self._name, self._caption, self._pill, None, self.open, gap=10)
        column.addLayout(head)
        for widget in (self._banner, self._card, self.compare, self.cards):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        buttons = (self.take_back, self.send, self.later, self.settle)
        self._foot.setLayout(row(self._hint, None, *buttons, margins=(20, 10, 20, 10)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot)

    def _connect(self) -> None:
        self.open.clicked.connect(self._open)
        self.take_back.clicked.connect(self._take_back)
        self.send.clicked.connect(self._send)
        self.later.clicked.connect(self.postponed)
        self.settle.clicked.connect(self._settle)
        self.cards.chosen.connect(self._name_choice)

    def _show_banner(self, shown: Shown) -> None:
        item = shown.item
        kind = _KINDS.get(item.state)
        if is_failing(item):
            kind = BannerKind.ERROR
        settled = item.resolved_at is not None
        self._banner.setVisible(kind is not None and not settled)
        if kind is not None:
            title = self.tr("别人先审了这份材料") if self._is_race(shown) else ""
            text = self._race_text(shown) if title else reason_text(item, self._now)
            self._banner.set_message(kind, title, text)
            self._banner.setToolTip(plain_tip(text))

    @staticmethod
    def _is_race(shown: Shown) -> bool:
        return shown.item.code in {"decided", "period_differs"}

    def _race_text(self, shown: Shown) -> str:
        item = shown.item
        level = self._presenter.workspace.context.level
        person, at, status = opinion_of(item, shown.dossier, level)
        if status is None or at is None:
            return reason_text(item, self._now)
        words = self.tr("{who} {at} 已提交“{theirs}”；您 {mine_at} 选了“{mine}”。两份备注都保留。")
        mine = texts.verdict_text(item.verdict) if item.verdict is not None else act_text(item)
        return words.format(
            who=person or self.tr("本级另一位审核人"),
            at=times.short_moment_text(at, self._now),
            theirs=texts.status_text(status),
            mine_at=times.short_moment_text(item.client_at, self._now),
            mine=mine,
        )

    def _show_comparison(self, shown: Shown) -> None:
        workspace = self._presenter.workspace
        item, dossier = shown
        now = self._now
        level = workspace.context.level
        rows = compare(item, dossier, level=level, me=workspace.session.person.name, now=now)
        _person, at, _status = opinion_of(item, dossier, level)
        theirs = self.tr("{at} 起").format(at=times.short_moment_text(at, now)) if at else ""
        captions = (
            self.tr("没有生效，仍保留在本机"),
            theirs or self.tr("同步时取得"),
            self.tr("{at} 时本机的资料").format(at=times.short_moment_text(item.client_at, now)),
        )
        self.compare.show_rows(rows, captions)

    def _show_facts(self, item: OutboxItem) -> None:
        now = self._now
        self._reason.set_text(reason_text(item, now))
        self._reason.setVisible(self._banner.isHidden())
        facts = [
            Fact("act", self.tr("事项"), act_text(item)),
            Fact("at", self.tr("提交于"), times.moment_text(item.client_at)),
        ]
        if item.period is not None:
            facts.append(Fact("period", self.tr("实习时间"), period_text(item.period)))
        if is_waiting(item):
            tried = self.tr("{n} 次").format(n=item.attempts)
            facts.append(Fact("attempts", self.tr("已发送"), tried))
        if item.next_try_at is not None:
            at = times.moment_text(item.next_try_at)
            facts.append(Fact("next", self.tr("下次尝试"), at))
        self._facts.set_facts(facts)
        self._remark_title.setVisible(bool(item.remark))
        self._remark.setVisible(bool(item.remark))
        self._remark.set_text(item.remark)

    def _show_ways(self, shown: Shown) -> None:
        item = shown.item
        ways = ways_out(item, shown.dossier)
        choices = [Choice(way, *self._way_words(way, item)) for way in ways]
        self.cards.show_cards(choices)
        self.cards.setVisible(len(ways) > 1)
        self.later.setVisible(bool(ways))
        self.settle.setVisible(bool(ways))
        if ways:
            self._name_choice(self.cards.current())
        self.take_back.setVisible(can_take_back(item))
        waiting = is_waiting(item)
        self.send.setVisible(waiting)
        self._foot.setVisible(waiting or bool(ways))
        self.send.setText(self.tr("重试") if is_failing(item) else self.tr("立即发送"))
        self.send.restyle()
        grace = self._presenter.workspace.grace_of(item.verdict)
        hint = self.tr("选定后先停在发件箱 {n} 秒，可撤销").format(n=grace)
        self._hint.setText(hint if Way.KEEP_MINE in ways else "")

    def _way_words(self, way: Way, item: OutboxItem) -> tuple[str, str]:
        if way is Way.REVIEW_AGAIN:
            text = self.tr("打开最新资料，结论和备注已带入，看过再提交。推荐。")
            return self.tr("重新审核"), text
        if way is Way.KEEP_MINE:
            text = self.tr("以现在的版本再提交一次同样的结论，写入审核进度。")
            return self.tr("仍按我的决定"), text
        if item.state is OutboxState.CONFLICT:
            text = self.tr("放弃我的决定；备注留在发件箱的“已完成”里，可再取用。")
            return self.tr("采用服务器"), text
        return self.tr("知道了"), self.tr("移到“已完成”，备注仍保留在本机。")

    @property
    def _now(self) -> int:
        return self._presenter.workspace.now

    @Slot(str)
    def _name_choice(self, key: str) -> None:
        card = self.cards.cards.get(key)
        if card is not None:
            self.settle.setText(card.card.title)
            self.settle.restyle()

    @Slot()
    def _open(self) -> None:
        if self._item is not None:
            self._presenter.material_wanted.emit(self._item.material_id)

    @Slot()
    def _take_back(self) -> None:
        if self._item is not None:
            self._presenter.take_back(self._item)

    @Slot()
    def _send(self) -> None:
        if self._item is not None:
            self._presenter.send_now(self._item)

    @Slot()
    def _settle(self) -> None:
        if self._item is not None and self.cards.current():
            self._presenter.resolve(self._item, Way(self.cards.current()))
