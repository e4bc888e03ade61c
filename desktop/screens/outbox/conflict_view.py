"""A conflict in full: three snapshots side by side, pictures in pairs, what happened since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.screens import times
from desktop.screens.outbox.compare import compare, news_of, opinion_of
from desktop.screens.outbox.compare_view import CompareView
from desktop.screens.outbox.pictures_view import PicturesCard
from desktop.screens.review.side_view import timeline_step
from desktop.screens.widgets.cards import Card
from desktop.screens.widgets.timeline import Timeline

if TYPE_CHECKING:
    from desktop.screens.outbox.loader import PictureLoader
    from desktop.screens.outbox.presenter import OutboxPresenter
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Dossier, OutboxItem


class ConflictView(QWidget):
    """我的决定, 服务器现状 and 我审核时所见, with all that differs between them."""

    def __init__(
        self,
        theme: Theme,
        presenter: OutboxPresenter,
        loader: PictureLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.compare = CompareView(theme)
        self.pictures = PicturesCard(theme, loader)
        self.news = Card(self.tr("审核之后的进度"))
        self._timeline = Timeline(theme)
        self.news.body.addWidget(self._timeline)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for part in (self.compare, self.pictures, self.news):
            whole.addWidget(part)

    def show_item(self, item: OutboxItem, dossier: Dossier | None) -> None:
        """Show a conflict; without a dossier the material has left the scope."""
        workspace = self._presenter.workspace
        now, level = workspace.now, workspace.context.level
        rows = compare(item, dossier, level=level, me=workspace.session.person.name, now=now)
        _person, at, _status = opinion_of(item, dossier, level)
        theirs = self.tr("{at} 起").format(at=times.short_moment_text(at, now)) if at else ""
        captions = (
            self.tr("没有生效，仍保留在本机"),
            theirs or self.tr("同步时取得"),
            self.tr("{at} 时本机的资料").format(at=times.short_moment_text(item.client_at, now)),
        )
        self.compare.show_rows(rows, captions)
        self.pictures.show_item(item, dossier)
        news = news_of(item.seen, dossier)
        self.news.setVisible(bool(news))
        self.news.head.set_caption(self.tr("新增 {n} 条").format(n=len(news)))
        self._timeline.set_steps([timeline_step(entry) for entry in news])
