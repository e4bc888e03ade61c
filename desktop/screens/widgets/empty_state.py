"""Nothing there: what it means and what to do next."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.labels import Label, Paragraph
from desktop.screens.widgets.theme import Theme

_DISC: Final = 48


class IconDisc(Painted):
    """An icon in a quiet circle."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        """Show icon `icon`."""
        super().__init__(theme, parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """The circle."""
        side = self.theme.px(_DISC)
        return QSize(side, side)

    def draw(self, ink: Ink) -> None:
        """Circle and icon."""
        half, side = self.width() / 2, self.theme.size("icon_nav")
        ink.disc(QPointF(half, half), half, fill="surface_sunken")
        ink.icon(half - side / 2, half - side / 2, self._icon, side, "text_2")


class EmptyState(QWidget):
    """Icon, headline, why, and at most one button and one link (`add_action`)."""

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        reason: str = "",
        *,
        icon: str = "clipboard_checkmark",
        parent: QWidget | None = None,
    ) -> None:
        """The title is 暂无数据 unless another is given."""
        super().__init__(parent)
        self._disc = IconDisc(theme, icon)
        self._title = Label(title or self.tr("暂无数据"), "section")
        self._reason = Paragraph(theme, reason, role="caption", tone="text_2", centred=True)
        self._reason.setVisible(bool(reason))
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._actions.addStretch(1)
        self._actions.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.setSpacing(10)
        whole.addStretch(1)
        whole.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self._reason)
        whole.addLayout(self._actions)
        whole.addStretch(1)

    def set_message(self, title: str, reason: str, *, icon: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._reason.set_text(reason)
        self._reason.setVisible(bool(reason))
        if icon:
            self._disc.set_icon(icon)

    def add_action(self, widget: QWidget) -> None:
        """Offer a way on."""
        self._actions.insertWidget(self._actions.count() - 1, widget)
