"""Words: labels by type role, elided and multi-line text, tags, key caps, badges, dots, icons."""

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted, set_property
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.text_wrap import wrap
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.tips import plain_tip


class Label(QLabel):
    """A plain-text label of a type role.

    Roles: display, number, page, dialog, section, body, strong, label, caption, code. `tone` is the
    name of a colour token that replaces the role's colour (see base.qss.in for those allowed).
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        tone: str = "",
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show `text` as it is: never as rich text."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def set_tone(self, tone: str) -> None:
        """Change the colour to another token, or back to the role's with an empty name."""
        set_property(self, "tone", tone)


class ElidedLabel(Label):
    """A one-line label that gives way: cut with … and the whole text as its tooltip."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        *,
        tone: str = "",
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Cut at the right, or in the middle for paths and file names."""
        super().__init__("", role, tone=tone, parent=parent)
        self._theme = theme
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def whole_text(self) -> str:
        """The text before cutting."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for about eight Latin letters; the layout may take the rest."""
        least = min(self._theme.px(56), self.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(self.width(), 0))
        self.setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


class Paragraph(Painted):
    """Multi-line Chinese text with the line height of 155 % that a QLabel cannot give."""

    _LINE_HEIGHT = 1.55

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: str = "body",
        tone: str = "text_2",
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Plain text; line breaks in it are kept."""
        super().__init__(theme, parent)
        self._role, self._tone, self._centred = role, tone, centred
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.restyle()

    def text(self) -> str:
        """The text shown."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Lines needed at this width times the line height."""
        return ceil(len(self._lines(width)) * self._step())

    def sizeHint(self) -> QSize:
        """At most 42 Chinese characters wide."""
        theme = self.theme
        longest = max(theme.advance(line, self._role) for line in self._text.split("\n"))
        width = min(longest + 1, theme.px(theme.tokens.types[self._role].px) * 42)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible: the text wraps."""
        return QSize(self.theme.px(120), ceil(self._step()))

    def draw(self, ink: Ink) -> None:
        """Draw line by line."""
        step = self._step()
        for number, line in enumerate(self._lines(self.width())):
            rect = QRectF(0, number * step, self.width(), step)
            ink.text(
                rect,
                line,
                self._role,
                colour=self._tone if self.isEnabled() else "text_disabled",
                align=CENTRE if self._centred else Qt.AlignmentFlag.AlignLeft,
            )

    def _step(self) -> float:
        return self.theme.px(self.theme.tokens.types[self._role].px) * self._LINE_HEIGHT

    def _lines(self, width: int) -> list[str]:
        return wrap(self._text, self.theme.font(self._role), width)


class Tag(Painted):
    """An attribute with square corners (新, 已改, 已实名). Families as in the status tokens."""

    def __init__(
        self, theme: Theme, text: str, family: str = "neutral", parent: QWidget | None = None
    ) -> None:
        """Show `text` in the colours of `family`: pending, passed, deferred, modify, rejected."""
        super().__init__(theme, parent)
        self._text, self._family = text, family
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, family: str = "") -> None:
        """Change the word, and the family if one is given."""
        self._text, self._family = text, family or self._family
        self.setAccessibleName(text)
        self.restyle()

    def sizeHint(self) -> QSize:
        """Word and inset."""
        return QSize(self.theme.advance(self._text, "caption") + 12, self.theme.size("tag"))

    def draw(self, ink: Ink) -> None:
        """Fill, line, word."""
        rect = QRectF(self.rect())
        family = self._family
        radius = self.theme.radius("xs")
        ink.box(rect, fill=f"{family}_bg", line=f"{family}_line", radius=radius)
        colour = f"{family}_fg"
        ink.text(rect, self._text, "caption", colour=colour, align=CENTRE)


class KeyCap(Painted):
    """The picture of a key, where the key is used."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Show the key's name as people see it on the keyboard."""
        super().__init__(theme, parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """At least square."""
        height = self.theme.size("kbd")
        return QSize(max(height, self.theme.advance(self._text, "badge", weight=400) + 8), height)

    def draw(self, ink: Ink) -> None:
        """Draw the cap."""
        ink.key_cap(self.width(), self.height() / 2, self._text)


class Badge(Painted):
    """A count. Fills: accent, danger, neutral_bg."""

    def __init__(
        self, theme: Theme, count: int = 0, fill: str = "accent", parent: QWidget | None = None
    ) -> None:
        """Show `count`; nothing at 0."""
        super().__init__(theme, parent)
        self._count, self._fill = count, fill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, fill: str = "") -> None:
        """Change the count, and the fill if one is given."""
        self._count, self._fill = count, fill or self._fill
        self.setAccessibleName(badge_text(count))
        self.restyle()

    def sizeHint(self) -> QSize:
        """Room for the digits."""
        height = self.theme.size("badge")
        width = max(height + 2, self.theme.advance(badge_text(self._count), "badge") + 10)
        return QSize(width, height)

    def draw(self, ink: Ink) -> None:
        """Draw the badge unless the count is 0."""
        if self._count:
            ink.badge(self.width(), self.height() / 2, badge_text(self._count), self._fill)


class IconLabel(Painted):
    """An icon that only shows something; decoration for screen readers."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        size: str = "icon",
        colour: str = "text_2",
        filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show icon `name`; `size` is a measure token (icon_small, icon, icon_nav, icon_large)."""
        super().__init__(theme, parent)
        self._name, self._size, self._colour, self._filled = name, size, colour, filled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, colour: str, *, filled: bool = False) -> None:
        """Show another icon."""
        self._name, self._colour, self._filled = name, colour, filled
        self.update()

    def sizeHint(self) -> QSize:
        """The icon's own square."""
        side = self.theme.size(self._size)
        return QSize(side, side)

    def draw(self, ink: Ink) -> None:
        """Draw the icon."""
        size = self.theme.size(self._size)
        ink.icon(0, 0, self._name, size, self._colour, filled=self._filled)


class Dot(Painted):
    """A small filled circle, 8 px, for legends and "changed since last view"."""

    _SIDE = 8

    def __init__(self, theme: Theme, colour: str = "accent", parent: QWidget | None = None) -> None:
        """Show a dot in a token colour."""
        super().__init__(theme, parent)
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_colour(self, colour: str) -> None:
        """Change the colour."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """The dot's own square."""
        return QSize(self._SIDE, self._SIDE)

    def draw(self, ink: Ink) -> None:
        """Draw the dot."""
        ink.disc(QRectF(self.rect()).center(), self._SIDE / 2, fill=self._colour)


def badge_text(count: int) -> str:
    """A count as badges show it: thousands with a comma."""
    return f"{count:,}"
