"""A condition that lasts: one line, one link, at most two banners on a page."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.labels import ElidedLabel, IconLabel, Label
from desktop.screens.widgets.theme import Theme


class BannerKind(StrEnum):
    """How much it matters."""

    INFO = "info"
    WARN = "warn"
    ERROR = "error"
    GOOD = "good"
    OFFLINE = "offline"


_LOOKS: Final = {
    BannerKind.INFO: ("info", "accent_text", "accent_soft", "pending_line", False),
    BannerKind.WARN: ("warning", "modify_fg", "modify_bg", "modify_line", False),
    BannerKind.ERROR: ("error_circle", "rejected_fg", "rejected_bg", "rejected_line", True),
    BannerKind.GOOD: ("checkmark_circle", "passed_fg", "passed_bg", "passed_line", True),
    BannerKind.OFFLINE: ("cloud_off", "text", "neutral_bg", "neutral_line", False),
}


class Banner(QWidget):
    """Icon, bold title, sentence, and a link at the right.

    Signals:
        link_clicked: The person wants to act on it.
    """

    link_clicked = Signal()

    def __init__(
        self,
        theme: Theme,
        kind: BannerKind = BannerKind.INFO,
        title: str = "",
        text: str = "",
        *,
        full_width: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`full_width` is the bar under the header: no corners, lower."""
        super().__init__(parent)
        self._theme, self._kind, self._full = theme, kind, full_width
        self._icon = IconLabel(theme, "info")
        self._title = Label(role="strong")
        self._text = ElidedLabel(theme, tone="text")
        self._note = Label(role="caption", tone="text_2")
        self._link = Button(theme, "", ButtonKind.LINK)
        self._link.clicked.connect(self.link_clicked)
        self._line = QHBoxLayout(self)
        self._line.setSpacing(8)
        self._line.setContentsMargins(
            12 if not full_width else 16, 0, 8 if not full_width else 16, 0
        )
        self._line.addWidget(self._icon)
        self._line.addWidget(self._title)
        self._line.addWidget(self._text)
        self._line.addStretch(1)
        self._line.addWidget(self._note)
        self._line.addWidget(self._link)
        self._note.hide()
        self._link.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_message(kind, title, text)

    def set_message(self, kind: BannerKind, title: str, text: str = "", *, icon: str = "") -> None:
        """Say something else; `icon` replaces the icon of the kind."""
        self._kind = kind
        name, colour, _fill, _line, filled = _LOOKS[kind]
        self._icon.set_icon(icon or name, colour, filled=filled and not icon)
        self._title.setText(title)
        self._title.set_tone(colour)
        self._title.setVisible(bool(title))
        self._text.set_text(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())
        self.update()

    def set_link(self, text: str, key_cap: str = "") -> None:
        """Offer a next step; an empty text takes it away."""
        self._link.setText(text)
        self._link.restyle()
        self._link.setVisible(bool(text))
        self._link.set_key_cap(key_cap)

    def set_note(self, text: str) -> None:
        """A quiet remark before the link, such as the time of the next attempt."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end in place of the link."""
        self._line.addWidget(widget)

    def sizeHint(self) -> QSize:
        """The banner's height; its width is the page's."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """The sentence gives way."""
        return QSize(super().minimumSizeHint().width(), self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill and line of the kind."""
        _icon, _colour, fill, line, _filled = _LOOKS[self._kind]
        with Ink.on(self, self._theme) as ink:
            rect = QRectF(self.rect())
            if self._full:
                ink.box(rect, fill=fill)
                ink.hairline(0, rect.height() - 1, rect.width(), line)
            else:
                ink.box(rect, fill=fill, line=line, radius=self._theme.radius("soft"))

    def _height(self) -> int:
        return self._theme.size("banner") - (4 if self._full else 0)
