"""The open dossier: head, history, facts, pictures, and the decision bar that never moves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.businesses import FormSection
from desktop.domain.practice_period import default_cut_off
from desktop.domain.prechecks import BatchRules
from desktop.domain.review import ReviewLevel, SubmissionStatus
from desktop.screens.review.decision_view import DecisionView
from desktop.screens.review.detail_head import DetailHead
from desktop.screens.review.facts_view import FactsView
from desktop.screens.review.hint_strip import HintStrip
from desktop.screens.review.hints import hints_of
from desktop.screens.review.pictures_view import PicturesView
from desktop.screens.review.removal_dialog import RemovalDialog
from desktop.screens.review.side_view import SideView
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from desktop.screens.review.detail_presenter import DetailPresenter
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Dossier

_MARGINS: Final = (16, 12, 16, 12)


class DetailPane(QWidget):
    """Shows what its presenter opened.

    Signals:
        keys_wanted: The pane gives the keys back to the list.
    """

    keys_wanted = Signal()

    def __init__(
        self, presenter: DetailPresenter, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter, self._theme = presenter, theme
        self._dialog: RemovalDialog | None = None
        business = presenter.workspace.context.business
        self.head = DetailHead(theme)
        self.side = SideView(theme)
        self.facts = FactsView(theme, business)
        self.pictures = PicturesView(theme)
        self.decision = DecisionView(presenter.decision, theme)
        self.decision.listen_in(self)
        self._resubmitted = Banner(theme, BannerKind.WARN)
        self._resubmitted.set_link(self.tr("查看改动"))
        self._changed = Banner(theme, BannerKind.WARN)
        self._hints = HintStrip(theme)
        self._gone = EmptyState(theme, self.tr("材料已不在您的范围内"), icon="document")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.pictures.ask_for_all)
        self._lay_out()
        self._connect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens the viewer, Esc closes it first."""
        viewing = self._middle.currentWidget() is self.pictures.viewer
        if event.key() == Qt.Key.Key_Space and not viewing:
            self.pictures.open_first()
        elif event.key() == Qt.Key.Key_Escape and viewing:
            self._close_viewer()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        inner = QWidget()
        facts = QVBoxLayout(inner)
        facts.setContentsMargins(*_MARGINS)
        facts.setSpacing(10)
        for widget in (self._changed, self._resubmitted, self._hints, self.facts, self.pictures):
            facts.addWidget(widget)
        facts.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._scroll)
        self._middle.addWidget(self.pictures.viewer)
        side_scroll = QScrollArea()
        side_scroll.setWidgetResizable(True)
        side_scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        side_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side_scroll.setWidget(self.side)
        side_scroll.setFixedWidth(self._theme.size("detail_side"))
        frame = Pane("side")
        around = QVBoxLayout(frame)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(side_scroll)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(frame)
        body.addWidget(self._middle, 1)
        whole = QWidget()
        lines = QVBoxLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addLayout(body, 1)
        lines.addWidget(Divider())
        lines.addWidget(self.decision)
        self._pages = QStackedWidget()
        self._pages.addWidget(whole)
        self._pages.addWidget(self._gone)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _connect(self) -> None:
        presenter = self._presenter
        self.head.previous_clicked.connect(presenter.previous_requested)
        self.head.next_clicked.connect(presenter.next_requested)
        self.head.close_clicked.connect(presenter.closed)
        self.head.removal_clicked.connect(self._ask_removal)
        presenter.shown.connect(self._show)
        presenter.gone.connect(self._show_gone)
        presenter.position_changed.connect(self.head.show_position)
        presenter.changed_elsewhere.connect(self._warn_changed)
        presenter.picture_ready.connect(self.pictures.take_picture)
        presenter.picture_missing.connect(self.pictures.take_failure)
        presenter.revealed.connect(self.facts.show_revealed)
        presenter.decision.period_changed.connect(self.side.show_period)
        self.facts.reveal_requested.connect(presenter.reveal)
        self.pictures.picture_wanted.connect(presenter.want_picture)
        self.pictures.viewer_wanted.connect(self._open_viewer)
        self.pictures.viewer.close_requested.connect(self._close_viewer)
        self.side.section_chosen.connect(self._go_to)
        self._resubmitted.link_clicked.connect(self._show_changes)

    @Slot(object, bool)
    def _show(self, dossier: Dossier, another: bool) -> None:
        self._pages.setCurrentIndex(0)
        presenter = self._presenter
        unit = presenter.workspace.context.level is ReviewLevel.UNIT
        may_remove = unit and presenter.workspace.may_review and dossier.organization_id is not None
        self.head.show_dossier(dossier, may_remove=may_remove)
        self.side.show_dossier(dossier, presenter.workspace.context.level, self._cut_off(dossier))
        self.facts.show_dossier(dossier)
        self.pictures.show_dossier(dossier)
        self._show_banner(dossier)
        today = datetime.fromtimestamp(presenter.workspace.now, UTC).date()
        rules = BatchRules(cut_off=self._cut_off(dossier))
        self._hints.show_hints(hints_of(dossier, rules, today))
        if another:
            self._changed.hide()
            self._close_viewer()
            self._scroll.verticalScrollBar().setValue(0)
        self._later.start()

    @Slot()
    def _show_gone(self) -> None:
        self._pages.setCurrentIndex(1)

    @Slot()
    def _warn_changed(self) -> None:
        self._changed.set_message(
            BannerKind.WARN,
            self.tr("这份材料刚刚有变化"),
            self.tr("已显示最新内容，请重新查看后再提交"),
        )
        self._changed.show()

    @Slot()
    def _open_viewer(self) -> None:
        self._middle.setCurrentWidget(self.pictures.viewer)

    @Slot()
    def _close_viewer(self) -> None:
        if self._middle.currentWidget() is not self._scroll:
            self._middle.setCurrentWidget(self._scroll)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _go_to(self, key: str) -> None:
        self._close_viewer()
        places: dict[str, QWidget] = {
            FormSection.PERSONAL.value: self.facts.cards[FormSection.PERSONAL],
            FormSection.APPLICATION.value: self.facts.cards[FormSection.APPLICATION],
            FormSection.EDUCATION.value: self.facts.cards[FormSection.EDUCATION],
            "pictures": self.pictures,
        }
        self._scroll.ensureWidgetVisible(places[key])

    @Slot()
    def _show_changes(self) -> None:
        self._go_to(FormSection.APPLICATION.value)

    @Slot()
    def _ask_removal(self) -> None:
        dossier = self._presenter.dossier
        if dossier is None:
            return
        self._dialog = RemovalDialog(self._theme, dossier.name, self)
        self._dialog.confirmed.connect(self._presenter.decision.remove_from_unit)
        self._dialog.open()

    def _show_banner(self, dossier: Dossier) -> None:
        again = dossier.submission is SubmissionStatus.RESUBMITTED
        changed = len(dossier.changed_fields)
        self._resubmitted.setVisible(again and bool(changed))
        text = self.tr("%1 项资料有变化，已用左侧色条标出").replace("%1", str(changed))
        self._resubmitted.set_message(
            BannerKind.WARN, self.tr("考生已重新提交"), text, icon="arrow_sync"
        )

    def _cut_off(self, dossier: Dossier) -> date:
        batches = self._presenter.workspace.session.batches
        return next(
            (batch.cut_off for batch in batches if batch.year == dossier.year),
            default_cut_off(dossier.year),
        )
