"""The open dossier: head, history, facts, pictures, and the decision bar that never moves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.businesses import FormSection
from desktop.domain.prechecks import BatchRules
from desktop.domain.review import ReviewLevel, SubmissionStatus
from desktop.screens.review.decision_view import DecisionView
from desktop.screens.review.detail_head import DetailHead
from desktop.screens.review.facts_view import FactsView
from desktop.screens.review.hint_strip import HintStrip
from desktop.screens.review.hints import hints_of
from desktop.screens.review.pictures_view import PicturesView
from desktop.screens.review.removal_dialog import RemovalDialog
from desktop.screens.review.side_view import PICTURES, SideView
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop.screens.review.detail_presenter import DetailPresenter
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Dossier

_MARGINS: Final = (16, 12, 12, 12)
_VIEWER_AND_FACTS: Final = 880
_UNBOUND: Final = (1 << 24) - 1
"""Qt's own "no maximum"."""


class DetailPane(QWidget):
    """Shows what its presenter opened.

    Signals:
        viewing_changed: The viewer opened or closed; it wants all the room there is.
    """

    viewing_changed = Signal(bool)

    def __init__(
        self, presenter: DetailPresenter, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter, self._theme = presenter, theme
        self._dialog: RemovalDialog | None = None
        business = presenter.workspace.context.business
        self.head = DetailHead(theme)
        self.side = SideView(theme, business)
        self.facts = FactsView(theme, business)
        self.pictures = PicturesView(theme)
        self.decision = DecisionView(presenter.decision, theme)
        self._resubmitted = Banner(theme, BannerKind.WARN)
        self._resubmitted.set_link(self.tr("查看改动"))
        self._changed = Banner(theme, BannerKind.WARN)
        self._hints = HintStrip(theme)
        self._gone = EmptyState(theme, self.tr("材料已不在您的范围内"), icon="document")
        self._is_resubmitted = False
        self._inner = QWidget()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.pictures.ask_for_all)
        self._lay_out()
        self._connect()

    @property
    def is_viewing(self) -> bool:
        """Whether the viewer is open."""
        return not self.pictures.viewer.isHidden()

    @Slot()
    def close_viewer(self) -> None:
        """Give the room of the viewer back to the facts."""
        if self.is_viewing:
            self._set_viewing(viewing=False)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens the viewer, Esc closes it first."""
        if event.key() == Qt.Key.Key_Space and not self.is_viewing:
            self.pictures.open_first()
        elif event.key() == Qt.Key.Key_Escape and self.is_viewing:
            self.close_viewer()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the facts follow the room."""
        super().resizeEvent(event)
        self._fit_room()

    def _lay_out(self) -> None:
        facts = self._facts_layout = QVBoxLayout(self._inner)
        facts.setContentsMargins(*_MARGINS)
        facts.setSpacing(10)
        for widget in (self._changed, self._resubmitted, self._hints, self.facts, self.pictures):
            facts.addWidget(widget)
        facts.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inner)
        self._scroll.verticalScrollBar().valueChanged.connect(self._note_place)
        self._canvas = QWidget()
        canvas = QVBoxLayout(self._canvas)
        canvas.setContentsMargins(0, 12, 12, 12)
        canvas.addWidget(self.pictures.viewer)
        self.pictures.viewer.hide()
        self._canvas.hide()
        frame = Pane("side")
        around = QVBoxLayout(frame)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.side.in_scroll_area())
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(frame)
        body.addWidget(self._scroll, 1)
        body.addWidget(self._canvas, 1)
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
        presenter.removal_wanted.connect(self._ask_removal)
        presenter.position_changed.connect(self.head.show_position)
        presenter.changed_elsewhere.connect(self._warn_changed)
        presenter.picture_ready.connect(self.pictures.take_picture)
        presenter.picture_missing.connect(self.pictures.take_failure)
        presenter.revealed.connect(self.facts.show_revealed)
        presenter.decision.period_changed.connect(self.side.show_period)
        self.facts.reveal_requested.connect(presenter.reveal)
        self.pictures.picture_wanted.connect(presenter.want_picture)
        self.pictures.viewer_wanted.connect(self._open_viewer)
        self.pictures.viewer.close_requested.connect(self.close_viewer)
        self.side.section_chosen.connect(self._go_to)
        self._resubmitted.link_clicked.connect(self._show_changes)

    @Slot(object, bool)
    def _show(self, dossier: Dossier, another: bool) -> None:
        self._pages.setCurrentIndex(0)
        presenter = self._presenter
        unit = presenter.workspace.context.level is ReviewLevel.UNIT
        may_remove = unit and presenter.workspace.may_review and dossier.organization_id is not None
        self.head.show_dossier(dossier, may_remove=may_remove)
        cut_off = presenter.cut_off_of(dossier)
        self.side.show_dossier(dossier, presenter.workspace.context.level, cut_off)
        self.facts.show_dossier(dossier)
        self.pictures.show_dossier(dossier)
        self._show_banner(dossier)
        today = datetime.fromtimestamp(presenter.workspace.now, UTC).date()
        rules = BatchRules(cut_off=cut_off)
        self._hints.show_hints(hints_of(dossier, rules, today))
        self._hints.setVisible(self._hints.has_hints and not self.is_viewing)
        if another:
            self._changed.hide()
            self._scroll.verticalScrollBar().setValue(0)
            self.side.links.set_current(FormSection.PERSONAL.value)
            if self.is_viewing:
                self.pictures.open_again()
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
        if not self.is_viewing:
            self._set_viewing(viewing=True)

    def _set_viewing(self, *, viewing: bool) -> None:
        """Put the facts in a column beside the viewer, or give them the room back."""
        self.setUpdatesEnabled(False)
        self.pictures.viewer.setVisible(viewing)
        self._canvas.setVisible(viewing)
        self.pictures.setVisible(not viewing)
        self._hints.setVisible(not viewing and self._hints.has_hints)
        self._resubmitted.setVisible(not viewing and self._is_resubmitted)
        left, top, right, bottom = _MARGINS
        self._facts_layout.setContentsMargins(8 if viewing else left, top, right, bottom)
        room = self._theme.size("facts_pane")
        self._scroll.setMinimumWidth(room if viewing else 0)
        self._scroll.setMaximumWidth(room if viewing else _UNBOUND)
        self.viewing_changed.emit(viewing)
        self._fit_room()
        self.setUpdatesEnabled(True)

    def _fit_room(self) -> None:
        """Stack the facts where they are narrow; beside the viewer only where there is room."""
        beside = self.width() - self._theme.size("detail_side")
        viewing = self.is_viewing
        self.facts.set_stacked(stacked=viewing or beside < self.facts.width_in_columns())
        self._scroll.setVisible(not viewing or beside >= self._theme.px(_VIEWER_AND_FACTS))

    def _places(self) -> dict[str, QWidget]:
        places: dict[str, QWidget] = {
            section.value: card for section, card in self.facts.cards.items()
        }
        places[PICTURES] = self.pictures
        return places

    @Slot(str)
    def _go_to(self, key: str) -> None:
        if key == PICTURES or not self.is_viewing:
            self.close_viewer()
        place = self._places()[key]
        top = place.mapTo(self._inner, QPoint(0, 0)).y()
        blocked = self._scroll.verticalScrollBar().blockSignals(True)
        self._scroll.ensureVisible(0, top + place.height(), 0, 12)
        self._scroll.ensureVisible(0, top, 0, 12)
        self._scroll.verticalScrollBar().blockSignals(blocked)
        self.side.links.set_current(key)

    @Slot()
    def _note_place(self) -> None:
        """Mark the first place whose title is still in view."""
        top = self._scroll.verticalScrollBar().value()
        for key, place in self._places().items():
            if place.mapTo(self._inner, QPoint(0, 0)).y() >= top:
                self.side.links.set_current(key)
                return

    @Slot()
    def _show_changes(self) -> None:
        for section, card in self.facts.cards.items():
            if card.head.caption.text():
                self._go_to(section.value)
                return

    @Slot()
    @Slot(str)
    def _ask_removal(self, reason: str = "") -> None:
        dossier = self._presenter.dossier
        if dossier is None:
            return
        self._dialog = RemovalDialog(self._theme, dossier.name, self)
        self._dialog.reason.setText(reason)
        self._dialog.confirmed.connect(self._presenter.decision.remove_from_unit)
        self._dialog.open()

    def _show_banner(self, dossier: Dossier) -> None:
        changed = len(dossier.changed_fields)
        again = dossier.submission is SubmissionStatus.RESUBMITTED
        self._is_resubmitted = again and bool(changed)
        self._resubmitted.setVisible(self._is_resubmitted and not self.is_viewing)
        text = self.tr("%1 项资料有变化，已用左侧色条标出").replace("%1", str(changed))
        self._resubmitted.set_message(
            BannerKind.WARN, self.tr("考生已重新提交"), text, icon="arrow_sync"
        )
