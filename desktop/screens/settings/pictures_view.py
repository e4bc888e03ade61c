"""离线图片: when pictures come ahead of time, and how much room they may take."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from desktop.screens.prefetch_words import size_text
from desktop.screens.settings.option_row import NameLabel, OptionRow
from desktop.screens.widgets.cards import Card
from desktop.screens.widgets.inputs import Combo
from desktop.screens.widgets.labels import Label, Paragraph
from desktop.screens.widgets.layouts import row

if TYPE_CHECKING:
    from desktop.screens.settings.ports import SettingsStore
    from desktop.screens.widgets.theme import Theme

QUOTAS: Final = (1, 2, 4, 8, 16, 32, 64)
"""GB to choose from."""


class OfflinePicturesCard(Card):
    """The card; every choice takes effect at once."""

    def __init__(self, theme: Theme, store: SettingsStore) -> None:
        super().__init__(" ")
        self.head.title.setText(self.tr("离线图片"))
        self._store = store
        self.links = OptionRow(
            theme,
            self.tr("预取图片"),
            (
                ("unmetered", self.tr("仅在不计费网络预取")),
                ("any", self.tr("任何网络都预取")),
            ),
        )
        self.quota = Combo(
            [(str(size), self.tr("{n} GB").format(n=size)) for size in QUOTAS],
            name=self.tr("图片配额"),
        )
        self.room = Label("", "caption")
        name = NameLabel(theme, self.tr("图片配额"))
        name.setBuddy(self.quota)
        words = self.tr(
            "审核队列和任务包的图片会提前下载，断网也能看；打开材料时总会下载它的图片。超过配额时先清除最久"
            "没看的，任务包和待处理事项的图片固定保留。调小立即生效。"
        )
        self.body.addWidget(self.links)
        self.body.addLayout(row(name, self.quota, self.room, None, gap=16))
        self.body.addWidget(Paragraph(theme, words, role="caption", tone="text_3"))
        for key, button in self.links.buttons.items():
            button.clicked.connect(partial(self._choose_links, only=key == "unmetered"))
        self.quota.chosen.connect(self._choose_quota)

    def show_choices(self) -> None:
        """Mark what is in force."""
        current = self._store.current
        self.links.set_current("unmetered" if current.only_unmetered else "any")
        nearest = min(QUOTAS, key=partial(_distance, current.picture_gigabytes))
        self.quota.set_current(str(nearest))

    def show_room(self, size: int) -> None:
        """Say how many bytes are used."""
        self.room.setText(self.tr("已用 {size}").format(size=size_text(size)))

    def _choose_links(self, _checked: object = None, *, only: bool) -> None:
        self._store.change(only_unmetered=only)

    @Slot(str)
    def _choose_quota(self, size: str) -> None:
        self._store.change(picture_gigabytes=int(size))


def _distance(wanted: int, offered: int) -> int:
    return abs(wanted - offered)
