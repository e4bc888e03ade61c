"""The demo people to choose from: a click fills in the phone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.texts import roles_text
from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.contract.session import DemoPerson
    from desktop.screens.widgets.theme import Theme

_HEIGHT: Final = 48


class PersonRow(PaintedButton):
    """Avatar, name, institution and rights of one person."""

    def __init__(self, theme: Theme, person: DemoPerson, parent: QWidget | None = None) -> None:
        super().__init__(theme, person.name, parent)
        self.person = person
        self._detail = f"{person.organization_name} · {roles_text(person.roles)}"
        self.setAccessibleName(f"{person.name} {self._detail}")
        self.setToolTip(plain_tip(self._detail))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self.theme.px(200), self.theme.px(_HEIGHT))

    def draw(self, ink: Ink) -> None:
        """Fill under the mouse, circle with the first character, two lines, ring."""
        rect = self.box_rect()
        radius = self.theme.radius("soft")
        if self.is_hovered or self.isDown():
            ink.box(rect, fill="hover", radius=radius)
        half = self.theme.size("avatar") / 2
        centre = QPointF(8 + half, rect.height() / 2)
        ink.disc(centre, half, fill="accent_soft_2")
        circle = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
        name = self.person.name
        ink.text(circle, name[:1], "strong", colour="accent_text", align=CENTRE)
        x = circle.right() + 10
        line = self.theme.line("body")
        top = (rect.height() - 2 * line) / 2
        width = rect.width() - x - 8
        ink.text(QRectF(x, top, width, line), name, weight=600)
        ink.text(QRectF(x, top + line, width, line), self._detail, "caption")
        if self.has_ring:
            ink.ring(rect, radius)


class PeopleView(QScrollArea):
    """The list.

    Signals:
        person_chosen: A `DemoPerson`.
    """

    person_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("演示人员"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: tuple[PersonRow, ...] = ()

    def show_people(self, people: Sequence[DemoPerson]) -> None:
        """Show these people in this order."""
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.rows = tuple(PersonRow(self._theme, person) for person in people)
        for one in self.rows:
            one.clicked.connect(partial(self.person_chosen.emit, one.person))
            lines.addWidget(one)
        lines.addStretch(1)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
