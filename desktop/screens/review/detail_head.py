"""The head of a dossier: who, what, how it stands, where in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.review import SubmissionStatus
from desktop.screens import texts
from desktop.screens.widgets.base import KeptSize
from desktop.screens.widgets.buttons import Button, ButtonKind, IconButton
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.labels import ElidedLabel, Tag
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Dossier


class DetailHead(Pane):
    """Previous and next, the name, the state, the position, removal, close.

    Signals:
        previous_clicked, next_clicked, close_clicked, removal_clicked: What the buttons say.
    """

    previous_clicked = Signal()
    next_clicked = Signal()
    close_clicked = Signal()
    removal_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("header", parent)
        KeptSize(self, theme, height="detail_head")
        previous = IconButton(theme, "chevron_left", self.tr("上一份 (K)"))
        following = IconButton(theme, "chevron_right", self.tr("下一份 (J)"))
        close = IconButton(theme, "dismiss", self.tr("关闭 (Esc)"))
        previous.clicked.connect(self.previous_clicked)
        following.clicked.connect(self.next_clicked)
        close.clicked.connect(self.close_clicked)
        self._name = ElidedLabel(theme, "", "page")
        self._what = ElidedLabel(theme, "", "label")
        self._pill = StatusPill(theme)
        self._waiting = Tag(theme, "", "pending")
        self._again = Tag(theme, self.tr("已重新提交"), "pending")
        self._place = ElidedLabel(theme, "", "caption")
        self.removal = Button(theme, self.tr("从单位移除…"), ButtonKind.DANGER_LINK)
        self.removal.clicked.connect(self.removal_clicked)
        tags = row(self._pill, self._waiting, self._again)
        self.setLayout(
            row(
                previous,
                following,
                self._name,
                self._what,
                tags,
                None,
                self._place,
                self.removal,
                close,
                gap=10,
                margins=(12, 0, 12, 0),
            )
        )

    def show_dossier(self, dossier: Dossier, *, may_remove: bool) -> None:
        """Show a dossier's name and state."""
        self._name.set_text(dossier.name)
        level, category = texts.level_text(dossier.level), texts.category_text(dossier.category)
        self._what.set_text(f"{level} · {category}")
        self._pill.set_status(dossier.own_status.value, texts.status_text(dossier.own_status))
        waiting = dossier.outbox
        self._waiting.setVisible(waiting is not None)
        if waiting is not None:
            self._waiting.set_text(texts.outbox_state_text(waiting.state.value))
        self._again.setVisible(dossier.submission is SubmissionStatus.RESUBMITTED)
        self.removal.setVisible(may_remove)

    def show_position(self, index: int, total: int) -> None:
        """Show the place in the list."""
        text = self.tr("第 %1 / %2 份（按当前筛选）").replace("%1", f"{index + 1:,}")
        self._place.set_text(text.replace("%2", f"{total:,}"))
