"""授权进度: how many institutions of the subtree are in which state, as one stacked bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from desktop.domain.authorization import AuthorizationState
from desktop.screens import texts
from desktop.screens.widgets.cards import Pane
from desktop.screens.widgets.labels import Dot, Label
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.progress import StackedBar

if TYPE_CHECKING:
    from desktop.screens.authorization.presenter import Standing
    from desktop.screens.widgets.theme import Theme

STATES: Final = (
    (AuthorizationState.ACTIVATED, "chart_passed"),
    (AuthorizationState.GENERATED, "chart_modify"),
    (AuthorizationState.NOT_GENERATED, "chart_neutral"),
    (AuthorizationState.STOPPED, "chart_rejected"),
)


class SummaryCard(Pane):
    """Figure, bar and legend."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._figure = Label("", "number")
        self._whole = Label("", "caption")
        self._bar = StackedBar(theme)
        self._soon = Label("", "caption", tone="modify_fg")
        self._legend = {state: Label("", "caption") for state, _colour in STATES}
        self._dots = {state: Dot(theme, colour) for state, colour in STATES}
        legend = row(gap=16)
        for state, words in self._legend.items():
            legend.addLayout(row(self._dots[state], words, gap=6))
        legend.addStretch(1)
        legend.addWidget(self._soon)
        left = column(
            Label(self.tr("授权进度"), "caption"),
            row(self._figure, self._whole, None, gap=6),
            gap=0,
        )
        holder = QWidget()
        holder.setLayout(left)
        holder.setMinimumWidth(theme.px(132))
        line = row(holder, column(self._bar, legend, gap=8), gap=24, margins=(16, 10, 16, 10))
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_standing(self, standing: Standing) -> None:
        """Show the figures."""
        whole = standing.whole
        self._figure.setText(f"{whole[AuthorizationState.ACTIVATED]:,}")
        total = self.tr("/ {n} 家已授权").format(n=f"{whole.total():,}")
        self._whole.setText(total)
        self._bar.set_parts([(whole[state], colour) for state, colour in STATES])
        for state, words in self._legend.items():
            words.setText(f"{texts.authorization_text(state)} {whole[state]:,}")
            shown = bool(whole[state]) or state is not AuthorizationState.STOPPED
            words.setVisible(shown)
            self._dots[state].setVisible(shown)
        soon = self.tr("{n} 个授权码将在 2 天内过期").format(n=f"{standing.expiring_soon:,}")
        self._soon.setText(soon if standing.expiring_soon else "")
