"""The bar at the bottom: age of the data, what is cached, the last result, font scale, help."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.progress import ProgressLine
from desktop.screens.widgets.theme import Theme

_LINE: Final = 12


class StatusBar(Pane):
    """Four pieces and two buttons; the words come from the shell.

    Signals:
        scale_clicked: The person clicked the font scale.
        help_clicked: The person clicked the shortcuts.
    """

    scale_clicked = Signal()
    help_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Empty pieces at the start."""
        super().__init__("statusbar", parent)
        self._theme = theme
        self._data = Label(role="caption")
        self._cache = Label(role="caption")
        self._result = Label(role="caption")
        self._share = ProgressLine(theme, 96)
        self._scale = self._link("")
        self._help = self._link(self.tr("快捷键"))
        self._help.set_key_cap("F1")
        self._scale.clicked.connect(self.scale_clicked)
        self._help.clicked.connect(self.help_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(10)
        line.addWidget(self._data)
        line.addWidget(Divider(vertical=True, length=_LINE))
        line.addWidget(self._cache)
        line.addWidget(self._share)
        line.addWidget(Divider(vertical=True, length=_LINE))
        line.addWidget(self._result)
        line.addStretch(1)
        line.addWidget(self._scale)
        line.addWidget(Divider(vertical=True, length=_LINE))
        line.addWidget(self._help)
        theme.changed.connect(self._fit)
        self._fit()

    def set_data_age(self, text: str) -> None:
        """How old the data is (离线数据 2026-11-22 10:32)."""
        self._data.setText(text)

    def set_cache(self, text: str, share: float, *, active: bool = False) -> None:
        """What is cached, in words and as a share of 0.0 to 1.0; `active` while it grows."""
        self._cache.setText(text)
        self._share.set_active(active=active)
        self._share.set_share(share)

    def set_result(self, text: str) -> None:
        """How the last synchronization went."""
        self._result.setText(text)

    def _link(self, text: str) -> Button:
        button = Button(self._theme, text, ButtonKind.GHOST)
        button.set_size("status_bar")
        button.set_quiet()
        return button

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._theme.size("status_bar"))
        percent = str(round(self._theme.scale * 100))
        self._scale.setText(self.tr("字号 %1 %").replace("%1", percent))
        self._scale.restyle()
