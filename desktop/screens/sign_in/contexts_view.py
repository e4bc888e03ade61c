"""选择管理业务: in which institution and business the person wants to act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.texts import account_kind_text, business_text, roles_text
from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import column
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.contract.session import Context
    from desktop.screens.widgets.ink import Ink
    from desktop.screens.widgets.theme import Theme

_HEIGHT: Final = 64


class ContextRow(PaintedButton):
    """One institution and business."""

    def __init__(self, theme: Theme, context: Context, parent: QWidget | None = None) -> None:
        business = business_text(context.business, context.business_name)
        super().__init__(theme, business, parent)
        self.context = context
        kind = account_kind_text(context.organization_kind)
        self._head = business
        self._detail = f"{context.organization_name} · {kind} · {roles_text(context.roles)}"
        self.setAccessibleName(f"{self._head} {self._detail}")
        self.setToolTip(plain_tip(self._detail))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines with air."""
        return QSize(self.theme.px(240), self.theme.px(_HEIGHT))

    def draw(self, ink: Ink) -> None:
        """A bordered row: icon, business, institution, arrow."""
        rect = self.box_rect()
        radius = self.theme.radius("card")
        chosen = self.is_hovered or self.isDown()
        ink.box(
            rect,
            fill="hover" if chosen else "surface",
            line="accent_line" if chosen else "border",
            radius=radius,
        )
        side = self.theme.size("icon_nav")
        ink.icon(16, (rect.height() - side) / 2, "building", side, "accent_text")
        x = 16 + side + 12
        line = self.theme.line("body")
        top = (rect.height() - 2 * line) / 2
        width = rect.width() - x - 36
        ink.text(QRectF(x, top, width, line), self._head, "section")
        ink.text(QRectF(x, top + line, width, line), self._detail, "caption")
        small = self.theme.size("icon")
        y = (rect.height() - small) / 2
        ink.icon(rect.width() - small - 12, y, "chevron_right", small, "text_3")
        if self.has_ring:
            ink.ring(rect, radius)


class ContextsView(QWidget):
    """The list.

    Signals:
        context_chosen: A `Context`.
    """

    context_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._caption = Label("", "caption", wrap=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: tuple[ContextRow, ...] = ()
        whole = column(Label(self.tr("选择管理业务"), "section"), self._caption, 4, gap=4)
        whole.addWidget(self._area, 1)
        self.setLayout(whole)

    def show_contexts(self, name: str, contexts: Sequence[Context]) -> None:
        """Offer the contexts of a person; the first one has the focus."""
        self._caption.setText(
            self.tr("{name}，您可以管理 {n} 项业务；之后可在右上角切换。").format(
                name=name, n=len(contexts)
            )
        )
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        self.rows = tuple(ContextRow(self._theme, context) for context in contexts)
        for one in self.rows:
            one.clicked.connect(partial(self.context_chosen.emit, one.context))
            lines.addWidget(one)
        lines.addStretch(1)
        self._area.setWidget(inner)
        self._area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        if self.rows:
            self.rows[0].setFocus()
