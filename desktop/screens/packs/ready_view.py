"""离线准备: how much of the queue lies here, whether pictures come, and the room they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from desktop.screens.packs.pack_view import Meter
from desktop.screens.prefetch_words import PrefetchFacts, prefetch_text, size_text
from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.cards import Card
from desktop.screens.widgets.labels import ElidedLabel
from desktop.screens.widgets.layouts import column, row

if TYPE_CHECKING:
    from desktop.screens.packs.presenter import PacksRead
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import ReplicaState


class ReadyView(Card):
    """The card.

    Signals:
        pause_wanted: 暂停.
        resume_wanted: 继续.
    """

    pause_wanted = Signal()
    resume_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(" ")
        self.head.title.setText(self.tr("离线准备"))
        words = self.tr("审核队列的图片在后台自动下载，任务包优先")
        self.head.add_mark(ElidedLabel(theme, words, "caption"))
        self.ready = Meter(theme, self.tr("离线可审"))
        self.pictures = Meter(theme, self.tr("图片"))
        self.state = ElidedLabel(theme, "", tone="text_2")
        self.room = ElidedLabel(theme, "", "caption")
        self.toggle = Button(theme, self.tr("暂停"))
        self.toggle.set_size("control_small")
        self.toggle.clicked.connect(self._toggle)
        self._facts = PrefetchFacts()
        self._state: ReplicaState | None = None
        meters = row(gap=24)
        meters.addWidget(self.ready, 1)
        meters.addWidget(self.pictures, 1)
        self.body.addLayout(meters)
        foot = row(gap=12)
        foot.addLayout(column(self.state, self.room, gap=2), 1)
        foot.addWidget(self.toggle)
        self.body.addLayout(foot)

    def show_read(self, read: PacksRead) -> None:
        """Show what lies here."""
        self._state = read.state
        ready = read.reviewable / read.pending if read.pending else 1.0
        self.ready.show_share(f"{read.reviewable:,} / {read.pending:,}", ready)
        usage = read.shelf.usage
        words = self.tr("已用 {size} / {quota}")
        if usage.pinned:
            words = self.tr("已用 {size} / {quota}，其中 {pinned} 固定保留")
        self.room.set_text(
            words.format(
                size=size_text(usage.size),
                quota=size_text(usage.quota),
                pinned=size_text(usage.pinned),
            )
        )
        self._say()

    def show_prefetch(self, facts: PrefetchFacts) -> None:
        """Show whether pictures are coming."""
        self._facts = facts
        self._say()

    def _say(self) -> None:
        if self._state is None:
            return
        facts, state = self._facts, self._state
        missing = state.pictures_wanted - state.pictures_cached
        share = state.pictures_cached / state.pictures_wanted if state.pictures_wanted else 1.0
        words = f"{state.pictures_cached:,} / {state.pictures_wanted:,} · {int(share * 100)} %"
        self.pictures.show_share(words, share, active=facts.running)
        self.state.set_text(prefetch_text(facts, missing=missing))
        self.state.set_tone("modify_fg" if facts.pause is not None and missing else "text_2")
        self.toggle.setText(self.tr("暂停") if facts.pause is None else self.tr("继续"))
        self.toggle.setVisible(bool(missing) or facts.pause is not None)

    @Slot()
    def _toggle(self) -> None:
        if self._facts.pause is None:
            self.pause_wanted.emit()
        else:
            self.resume_wanted.emit()
