"""Our own dialogs: head, body, foot over a dimmed window. Open with `open()`, never `exec()`.

`finished(int)`, `accepted()` and `rejected()` are Qt's own signals.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.screens.widgets.buttons import Button, ButtonKind, IconButton
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.inputs import TextField
from desktop.screens.widgets.labels import Label, Paragraph
from desktop.screens.widgets.painting import painting
from desktop.screens.widgets.theme import Theme

SHADOW: Final = 24
_SHADOW_DROP: Final = 8
_SHADOW_STEP: Final = 2


class Scrim(QWidget):
    """Dims the window under a dialog and follows its size."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Cover `window`."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the whole window after it changed its size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One transparent colour."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("scrim"))


class Dialog(QDialog):
    """A dialog with our own frame. Put content into `body`, buttons into the foot.

    `width` is a size token: dialog_small (forms) or dialog_large (lists). Esc and ✕ reject.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget,
        *,
        subtitle: str = "",
        width: str = "dialog_small",
    ) -> None:
        """Modal to the window of `parent`; deleted by its owner or with the window."""
        super().__init__(parent.window(), Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.theme = theme
        self._host = parent.window()
        self._scrim: Scrim | None = None
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(theme.size(width) + 2 * SHADOW)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(12)
        self._hint = Label(role="caption")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(SHADOW + 1, SHADOW + 1, SHADOW + 1, SHADOW + 1)
        whole.setSpacing(0)
        whole.addWidget(self._make_head(title, subtitle))
        whole.addWidget(Divider())
        whole.addLayout(self.body)
        whole.addWidget(Divider())
        whole.addWidget(self._make_foot())

    def add(self, widget: QWidget) -> None:
        """Append a widget to the body."""
        self.body.addWidget(widget)

    def add_button(self, text: str, kind: ButtonKind = ButtonKind.DEFAULT) -> Button:
        """Append a button to the foot, the primary one last. Connect its `clicked`."""
        button = Button(self.theme, text, kind)
        self._buttons.addWidget(button)
        return button

    def add_cancel(self) -> Button:
        """Append 取消, which rejects."""
        button = self.add_button(self.tr("取消"))
        button.clicked.connect(self.reject)
        return button

    def set_foot_hint(self, text: str) -> None:
        """A quiet line at the left of the foot (Enter 确定 · Esc 取消)."""
        self._hint.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Dim the window and stand in its middle."""
        if self._scrim is None:
            self._scrim = Scrim(self.theme, self._host)
        self._fit()
        middle = self._host.mapToGlobal(self._host.rect().center())
        self.move(middle - QPoint(self.width() // 2, self.height() // 2 + SHADOW))
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with the content, for example when an error line appears."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def hideEvent(self, event: QHideEvent) -> None:
        """Undim the window."""
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, surface, line."""
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        radius = self.theme.radius("dialog")
        with Ink.on(self, self.theme) as ink:
            shade = QColor(self.theme.colour("shadow"))
            shade.setAlpha(_SHADOW_STEP)
            ink.painter.setPen(Qt.PenStyle.NoPen)
            ink.painter.setBrush(shade)
            for grow in range(SHADOW - _SHADOW_DROP):
                wide = box.adjusted(-grow, -grow, grow, grow).translated(0, _SHADOW_DROP)
                ink.painter.drawRoundedRect(wide, radius + grow, radius + grow)
            ink.box(box, fill="surface", line="border_strong", radius=radius)

    def _fit(self) -> None:
        whole = self._whole
        follows = whole.hasHeightForWidth()
        wish = (
            whole.totalHeightForWidth(self.width()) if follows else whole.totalSizeHint().height()
        )
        self.setFixedHeight(wish)

    def _make_head(self, title: str, subtitle: str) -> QWidget:
        head = QWidget()
        head.setFixedHeight(self.theme.size("dialog_head"))
        close = IconButton(self.theme, "dismiss", self.tr("关闭 (Esc)"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.reject)
        line = QHBoxLayout(head)
        line.setContentsMargins(24, 0, 16, 0)
        line.setSpacing(10)
        line.addWidget(Label(title, "dialog"))
        line.addWidget(Label(subtitle, "caption"))
        line.addStretch(1)
        line.addWidget(close)
        return head

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(self.theme.size("dialog_foot"))
        line = QHBoxLayout(foot)
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(8)
        line.addWidget(self._hint)
        line.addStretch(1)
        line.addLayout(self._buttons)
        return foot


class TypedConfirmDialog(Dialog):
    """For what cannot be undone: the act's button opens once the asked text was typed.

    The focus is on 取消, so that Enter by habit does no harm.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget,
        *,
        message: str,
        expected: str,
        act: str,
    ) -> None:
        """`expected` is what to type (a name), `act` the word on the red button."""
        super().__init__(theme, title, parent)
        self._expected = expected
        self.add(Paragraph(theme, message, tone="text"))
        prompt = self.tr("请输入“%1”以确认").replace("%1", expected)
        self.add(Label(prompt, "label", wrap=True))
        self.field = TextField(placeholder=expected)
        self.field.setAccessibleName(prompt)
        self.field.textChanged.connect(self._compare)
        self.field.returnPressed.connect(self._act)
        self.add(self.field)
        self.cancel_button = self.add_cancel()
        self.act_button = self.add_button(act, ButtonKind.DANGER_FILLED)
        self.act_button.setEnabled(False)
        self.act_button.clicked.connect(self._act)

    def showEvent(self, event: QShowEvent) -> None:
        """The focus stands on 取消."""
        super().showEvent(event)
        self.cancel_button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def _compare(self, typed: str) -> None:
        self.act_button.setEnabled(typed.strip() == self._expected)

    @Slot()
    def _act(self) -> None:
        if self.act_button.isEnabled():
            self.accept()


class ConfirmDialog(Dialog):
    """A question with one act; the person may go on with Enter. Rare: most acts can be undone."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget,
        *,
        message: str,
        act: str,
        danger: bool = False,
    ) -> None:
        """`act` is the word on the button that goes on."""
        super().__init__(theme, title, parent)
        self.add(Paragraph(theme, message, tone="text"))
        self.cancel_button = self.add_cancel()
        kind = ButtonKind.DANGER_FILLED if danger else ButtonKind.PRIMARY
        self.act_button = self.add_button(act, kind)
        self.act_button.clicked.connect(self.accept)
        self._first = self.cancel_button if danger else self.act_button

    def showEvent(self, event: QShowEvent) -> None:
        """The focus stands on the harmless or the expected button."""
        super().showEvent(event)
        self._first.setFocus(Qt.FocusReason.TabFocusReason)


def framed(widget: QWidget) -> Pane:
    """A widget inside a sunken pane, as dialogs show a person to be confirmed."""
    pane = Pane("sunken")
    line = QHBoxLayout(pane)
    line.setContentsMargins(12, 12, 12, 12)
    line.addWidget(widget)
    return pane
