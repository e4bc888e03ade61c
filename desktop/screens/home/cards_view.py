"""The cards of the home page: what to go on with, authorization, offline data, notices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.authorization import AuthorizationState
from desktop.screens import texts
from desktop.screens.home.presenter import TaskKind
from desktop.screens.prefetch_words import PrefetchFacts, prefetch_text
from desktop.screens.times import date_text, short_moment_text
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card, Divider
from desktop.screens.widgets.labels import Dot, ElidedLabel, IconLabel, Label, Paragraph
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.progress import ProgressLine, StackedBar
from desktop.screens.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.screens.home.presenter import HomeRead, Task
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import (
        AuthorizationItem,
        AuthorizationTotals,
        Notice,
        OutboxTotals,
        ReplicaState,
    )

_NOTICES: Final = 5
_NEW_NOTICE_SECONDS: Final = 7 * 86_400


class TasksCard(Card):
    """接着做.

    Signals:
        task_chosen: A `TaskKind`.
    """

    task_chosen = Signal(str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(title)
        self._theme = theme
        self.head.set_caption(self.tr("按紧急程度"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self.links: list[Button] = []

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show what to go on with."""
        _empty(self._lines)
        self.links = []
        for at, task in enumerate(tasks):
            if at:
                self._lines.addWidget(Divider())
            self._lines.addWidget(self._line(task))
        if not tasks:
            self._lines.addWidget(Label(self.tr("没有待办的事项"), "caption"))

    def _line(self, task: Task) -> QWidget:
        title, detail, act = self._words(task)
        look = self._theme.status("refused" if task.kind is TaskKind.REJECTED else task.kind)
        icon = IconLabel(self._theme, look.icon, colour=f"{look.family}_fg", filled=look.filled)
        link = Button(self._theme, act, ButtonKind.LINK)
        link.clicked.connect(partial(self.task_chosen.emit, task.kind))
        link.setAccessibleName(f"{title} {act}")
        self.links.append(link)
        words = column(Label(title), ElidedLabel(self._theme, detail, "caption"), gap=2)
        holder = QWidget()
        line = row(icon, gap=12)
        line.addLayout(words, 1)
        line.addWidget(link)
        holder.setLayout(line)
        return holder

    def _words(self, task: Task) -> tuple[str, str, str]:
        n = f"{task.number:,}"
        words = {
            TaskKind.CONFLICT: (
                self.tr("{n} 份审核有冲突"),
                self.tr("别人先给出了结论，或考生重新提交了内容"),
                self.tr("去处理"),
            ),
            TaskKind.REJECTED: (
                self.tr("{n} 份审核未被接受"),
                self.tr("内容保留在本机，改正后可再提交"),
                self.tr("去处理"),
            ),
            TaskKind.PARKED: (
                self.tr("{n} 份审核已交上级处理"),
                self.tr("发送时已没有权限，或审核期已结束"),
                self.tr("查看"),
            ),
            TaskKind.PENDING: (
                self.tr("{n} 份等待审核"),
                self.tr("按提交的先后，从上次停下的地方开始"),
                self.tr("去审核"),
            ),
            TaskKind.DEFERRED: (
                self.tr("{n} 份暂不审核"),
                self.tr("等待核验的结果，完成后再给结论"),
                self.tr("查看"),
            ),
            TaskKind.RETURNED: (
                self.tr("{n} 份等考生修改"),
                self.tr("考生重新提交后会回到待审核"),
                self.tr("查看"),
            ),
        }
        title, detail, act = words[task.kind]
        return title.format(n=n), detail, act


class AuthorizationCard(Card):
    """业务授权: the subtree as one stacked bar, or the own institution's state.

    Signals:
        opened: The person wants to see all.
        code_wanted: The person wants to see the 本单位确认码.
    """

    opened = Signal()
    code_wanted = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(title)
        self._theme = theme
        link = Button(theme, self.tr("全部业务"), ButtonKind.LINK)
        link.clicked.connect(self.opened)
        self.head.add_action(link)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_totals(self, totals: AuthorizationTotals) -> None:
        """Show how many institutions of the subtree are in which state."""
        _empty(self._lines)
        parts = (
            (AuthorizationState.ACTIVATED, totals.activated, "chart_passed"),
            (AuthorizationState.GENERATED, totals.generated, "chart_modify"),
            (AuthorizationState.NOT_GENERATED, totals.not_generated, "chart_neutral"),
            (AuthorizationState.STOPPED, totals.stopped, "chart_rejected"),
        )
        whole = sum(count for _state, count, _colour in parts)
        figure = row(
            Label(f"{totals.activated:,}", "number"),
            Label(self.tr("/ {n} 家已授权").format(n=f"{whole:,}"), "caption"),
            None,
        )
        bar = StackedBar(self._theme)
        bar.set_parts([(count, colour) for _state, count, colour in parts])
        legend = row(gap=12)
        for state, count, colour in parts:
            if count or state is not AuthorizationState.STOPPED:
                words = Label(f"{texts.authorization_text(state)} {count:,}", "caption")
                legend.addLayout(row(Dot(self._theme, colour), words, gap=6))
        legend.addStretch(1)
        self._lines.addLayout(figure)
        self._lines.addWidget(bar)
        self._lines.addLayout(legend)
        if totals.expiring_soon:
            soon = self.tr("{n} 个授权码即将过期").format(n=totals.expiring_soon)
            self._lines.addWidget(Label(soon, "caption", tone="modify_fg"))

    def show_own(self, item: AuthorizationItem | None, business: str) -> None:
        """Show how the own institution stands in its business."""
        _empty(self._lines)
        state = item.state if item is not None else AuthorizationState.NOT_GENERATED
        pill = StatusPill(self._theme, state, texts.authorization_text(state))
        self._lines.addLayout(row(Label(business), None, pill))
        manager = item.manager_name if item is not None else ""
        words = self.tr("业务管理人 {name}").format(name=manager or "—")
        self._lines.addWidget(Label(words, "caption"))
        self._lines.addWidget(Divider())
        code = item.confirmation_code if item is not None else ""
        show = Button(self._theme, self.tr("查看"), ButtonKind.LINK)
        show.clicked.connect(self.code_wanted)
        line = row(Label(self.tr("本单位确认码")), Label(code or "—", "code"), None, show)
        self._lines.addLayout(line)
        hint = self.tr("请考生在小程序中填写此码绑定本单位")
        self._lines.addWidget(Label(hint, "caption"))


class OfflineCard(Card):
    """离线与发件箱.

    Signals:
        opened: The person wants to see the outbox.
        packs_wanted: The person wants to see the 离线任务包.
    """

    opened = Signal()
    packs_wanted = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(title)
        packs = Button(theme, self.tr("离线任务包"), ButtonKind.LINK)
        packs.clicked.connect(self.packs_wanted)
        self.head.add_action(packs)
        link = Button(theme, self.tr("发件箱"), ButtonKind.LINK)
        link.clicked.connect(self.opened)
        self.head.add_action(link)
        self._facts = PrefetchFacts()
        self._missing = 0
        self._prefetch = Label("", "caption")
        self._ready = Label("", "strong")
        self._ready_line = ProgressLine(theme)
        self._pictures = Label("", "strong")
        self._pictures_line = ProgressLine(theme)
        self._outbox = Paragraph(theme, "", role="caption")
        self.body.addLayout(row(Label(self.tr("离线可审")), None, self._ready))
        self.body.addWidget(self._ready_line)
        self.body.addLayout(row(Label(self.tr("图片缓存")), None, self._pictures))
        self.body.addWidget(self._pictures_line)
        self.body.addWidget(self._prefetch)
        self.body.addWidget(self._outbox)
        self.body.addStretch(1)

    def show_state(self, read: HomeRead, pending: int) -> None:
        """Show what lies here and what waits."""
        state, ready = read.state, read.reviewable
        self._ready.setText(f"{ready:,} / {pending:,}")
        self._ready_line.set_share(ready / pending if pending else 1.0)
        cached, wanted = state.pictures_cached, state.pictures_wanted
        share = cached / wanted if wanted else 1.0
        self._pictures.setText(f"{cached:,} / {wanted:,} · {int(share * 100)} %")
        self._pictures_line.set_share(share)
        self._missing = wanted - cached
        self._say()
        self._outbox.set_text(self._words(state, read.summary.outbox))

    def show_prefetch(self, facts: PrefetchFacts) -> None:
        """Say whether pictures are coming, or why not."""
        self._facts = facts
        self._say()

    def _say(self) -> None:
        self._pictures_line.set_active(active=self._facts.running)
        self._prefetch.setText(prefetch_text(self._facts, missing=self._missing))

    def _words(self, state: ReplicaState, outbox: OutboxTotals) -> str:
        waiting = outbox.queued + outbox.sent
        if waiting:
            words = self.tr("{n} 份审核待发，恢复连接后自动发送").format(n=waiting)
        else:
            words = self.tr("断网也能审，恢复后自动发送")
        if state.lease_until is None:
            return words
        until = self.tr("离线可用至 {at}").format(at=date_text(state.lease_until))
        return self.tr("{text}；{more}").format(text=words, more=until)


class NoticesCard(Card):
    """公告.

    Signals:
        notice_chosen: A `Notice`.
    """

    notice_chosen = Signal(object)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(title)
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_notices(self, notices: Sequence[Notice], now: int) -> None:
        """Show the newest ones."""
        _empty(self._lines)
        for notice in notices[:_NOTICES]:
            new = now - notice.published_at < _NEW_NOTICE_SECONDS
            link = Button(self._theme, notice.title, ButtonKind.LINK)
            link.clicked.connect(partial(self.notice_chosen.emit, notice))
            at = short_moment_text(notice.published_at, now).partition(" ")[0]
            dot = Dot(self._theme, "accent" if new else "border_strong")
            holder = QWidget()
            holder.setLayout(row(dot, link, None, Label(at, "caption"), gap=4))
            self._lines.addWidget(holder)
        if not notices:
            self._lines.addWidget(Label(self.tr("还没有公告"), "caption"))


def _empty(lines: QVBoxLayout) -> None:
    """Take everything out of a layout, layouts inside it too."""
    waiting = [lines.takeAt(0) for _at in range(lines.count())]
    while waiting:
        item = waiting.pop()
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            waiting.extend(inner.takeAt(0) for _at in range(inner.count()))
            inner.deleteLater()
