"""The blue half of the sign-in card: the product, what it promises, and the server's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QLayout, QLineEdit, QSizePolicy, QStackedLayout, QWidget

from desktop.screens.sign_in.presenter import ServerCondition, ServerView
from desktop.screens.widgets.avatar import ProductMark
from desktop.screens.widgets.base import Painted, PaintedButton
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.labels import ElidedLabel, IconLabel, Label
from desktop.screens.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop.screens.widgets.theme import Theme

WIDTH: Final = 380
_BUBBLES: Final = ((0.1, 0.1, 0.34), (0.95, 0.37, 0.24), (0.81, 1.02, 0.5))
_BUBBLE_INK: Final = 0.07


class OnAccentLink(PaintedButton):
    """A link in white on the accent colour."""

    def sizeHint(self) -> QSize:
        """Room for the words."""
        width = self.theme.advance(self.text(), weight=600) + 8
        return QSize(width, self.theme.size("touch_target"))

    def draw(self, ink: Ink) -> None:
        """Words, underlined under the mouse, and the ring."""
        rect = self.box_rect()
        ink.text(rect, self.text(), colour="text_on_accent", weight=600, align=CENTRE)
        if self.is_hovered:
            ink.hairline(4, rect.height() - 5, rect.width() - 8, "text_on_accent")
        if self.has_ring:
            ink.box(rect, line="text_on_accent", radius=self.theme.radius("control"), width=2)


class ConditionDot(Painted):
    """A small circle: filled when the server answers, empty when it does not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._good = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_good(self, *, good: bool) -> None:
        """Show whether it answers."""
        self._good = good
        self.update()

    def sizeHint(self) -> QSize:
        """A square of ten pixels."""
        return QSize(10, 10)

    def draw(self, ink: Ink) -> None:
        """The circle."""
        centre = QRectF(self.rect()).center()
        if self._good:
            ink.disc(centre, 4, fill="text_on_accent")
        else:
            ink.disc(centre, 4, line="text_on_accent")


class ServerPanel(QWidget):
    """Address, state and 更改, which turns the line into a field.

    Signals:
        address_given: The address that the person typed.
    """

    address_given = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._address = ElidedLabel(theme, "", "body", tone="text_on_accent", middle=True)
        self._dot = ConditionDot(theme)
        self._state = Label("", "strong", tone="text_on_accent")
        self._problem = Label("", "body", tone="text_on_accent", wrap=True)
        self._problem.hide()
        self._mistake = Label("", "body", tone="text_on_accent", wrap=True)
        self._mistake.hide()
        self._change = OnAccentLink(theme, self.tr("更改"))
        self._change.clicked.connect(self.edit)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("服务器地址"))
        self.field.setPlaceholderText("https://")
        self.field.returnPressed.connect(self._give)
        self._save = OnAccentLink(theme, self.tr("连接"))
        self._save.clicked.connect(self._give)
        self._cancel = OnAccentLink(theme, self.tr("取消"))
        self._cancel.clicked.connect(self._leave)
        self._stack = QStackedLayout(self)
        for layout in (self._shown_line(), self._edited_line()):
            page = QWidget()
            page.setLayout(layout)
            self._stack.addWidget(page)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @Slot(object)
    def show_server(self, server: ServerView) -> None:
        """Show address and state."""
        self._address.set_text(server.address or self.tr("尚未设置"))
        self._dot.set_good(good=server.condition is ServerCondition.REACHABLE)
        self._state.setText(self._words(server))
        self._problem.setText(server.problem)
        self._problem.setVisible(bool(server.problem))
        self.field.setText(server.address)
        if server.condition is ServerCondition.UNSET:
            self.edit()
        else:
            self._stack.setCurrentIndex(0)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the typed address."""
        self._mistake.setText(sentence)
        self._mistake.setVisible(bool(sentence))

    @Slot()
    def edit(self) -> None:
        """Turn the line into a field."""
        self.show_problem("")
        self._stack.setCurrentIndex(1)
        self.field.setFocus()
        self.field.selectAll()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A darker box on the blue."""
        with Ink.on(self, self._theme) as ink:
            ink.box(QRectF(self.rect()), fill="accent_pressed", radius=self._theme.radius("soft"))

    def _shown_line(self) -> QLayout:
        head = Label(self.tr("服务器"), "strong", tone="text_on_accent")
        top = row(head, self._address, gap=8)
        top.setStretch(1, 1)
        bottom = row(self._dot, self._state, None, self._change, gap=6)
        return column(top, bottom, self._problem, gap=2, margins=(16, 10, 12, 8))

    def _edited_line(self) -> QLayout:
        head = Label(self.tr("服务器地址"), "strong", tone="text_on_accent")
        top = row(head, None, self._cancel, self._save, gap=8)
        return column(top, self.field, self._mistake, gap=6, margins=(16, 8, 12, 12))

    def _words(self, server: ServerView) -> str:
        match server.condition:
            case ServerCondition.CHECKING:
                return self.tr("正在连接…")
            case ServerCondition.REACHABLE if server.demo:
                return self.tr("可连接 · {n} 毫秒 · 演示").format(n=server.milliseconds)
            case ServerCondition.REACHABLE:
                return self.tr("可连接 · {n} 毫秒").format(n=server.milliseconds)
            case ServerCondition.OFFLINE:
                return self.tr("连不上 · 离线可用")
            case ServerCondition.UNSUITABLE:
                return self.tr("不可用")
            case _:
                return self.tr("请填写服务器地址")

    @Slot()
    def _give(self) -> None:
        self.address_given.emit(self.field.text().strip())

    @Slot()
    def _leave(self) -> None:
        self._stack.setCurrentIndex(0)


class BrandView(QWidget):
    """The blue half."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.server = ServerPanel(theme)
        promises = (
            ("cloud_off", self.tr("断网也能审"), self.tr("材料与图片先存到本机，恢复后自动发送")),
            ("clock", self.tr("可撤销 60 秒"), self.tr("提交后先停在发件箱，误点可收回")),
            (
                "shield_keyhole",
                self.tr("默认遮盖"),
                self.tr("证件号、手机号点开才显示，并留审计记录"),
            ),
        )
        mark = ProductMark(theme, side=40, inverted=True)
        title = Label(self.tr("卫生人才机构端"), "number", tone="text_on_accent")
        claim = Label(self.tr("医师资格试用期材料审核与业务授权"), tone="text_on_accent")
        whole = column(mark, 12, title, claim, 40, gap=4, margins=(32, 36, 24, 28))
        for promise in promises:
            whole.addLayout(_promise(theme, *promise))
            whole.addSpacing(16)
        whole.addStretch(1)
        whole.addWidget(self.server)
        self.setLayout(whole)
        theme.changed.connect(self._fit)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Blue with three quiet circles, round at the left like the card."""
        rect = QRectF(self.rect())
        radius = self._theme.radius("card")
        with Ink.on(self, self._theme) as ink:
            shape = QPainterPath()
            shape.addRoundedRect(rect.adjusted(0, 0, radius, 0), radius, radius)
            ink.painter.setClipPath(shape)
            ink.box(rect, fill="accent")
            ink.painter.setOpacity(_BUBBLE_INK)
            for x, y, part in _BUBBLES:
                centre = QPointF(rect.width() * x, rect.height() * y)
                ink.disc(centre, rect.width() * part, fill="text_on_accent")

    @Slot()
    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
        self.update()


def _promise(theme: Theme, icon: str, title: str, text: str) -> QLayout:
    words = Label(text, tone="text_on_accent", wrap=True)
    sign = IconLabel(theme, icon, size="icon_nav", colour="text_on_accent")
    line = row(sign, gap=12)
    line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    line.addLayout(column(Label(title, "section", tone="text_on_accent"), words, gap=2), 1)
    return line
