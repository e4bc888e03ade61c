"""The first character of a name in a circle, and the product's mark."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.theme import Theme


class Avatar(Painted):
    """Who is signed in, or a person to be confirmed (with an empty name: the person icon)."""

    def __init__(
        self, theme: Theme, name: str = "", *, side: int = 28, parent: QWidget | None = None
    ) -> None:
        """`side` in design pixels."""
        super().__init__(theme, parent)
        self._name, self._side = name, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = self.theme.px(self._side)
        return QSize(side, side)

    def draw(self, ink: Ink) -> None:
        """Circle and character."""
        half = self.width() / 2
        ink.disc(QPointF(half, half), half, fill="accent_soft_2")
        if self._name:
            first = self._name[:1]
            ink.text(QRectF(self.rect()), first, "strong", colour="accent_text", align=CENTRE)
        else:
            side = self.theme.size("icon_nav")
            x = half - side / 2
            ink.icon(x, x, "person", side, "accent_text", filled=True)


class ProductMark(Painted):
    """The mark of the product: a tick on a clipboard."""

    def __init__(
        self,
        theme: Theme,
        *,
        side: int = 28,
        inverted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`inverted` for use on the accent colour."""
        super().__init__(theme, parent)
        self._side, self._inverted = side, inverted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def draw(self, ink: Ink) -> None:
        """Box and icon."""
        fill, colour = (
            ("text_on_accent", "accent") if self._inverted else ("accent", "text_on_accent")
        )
        ink.box(QRectF(self.rect()), fill=fill, radius=self._side / 4)
        at = (self._side - 20) / 2
        ink.icon(at, at, "clipboard_checkmark", 20, colour, filled=True)
