"""本单位确认码 as a page: one big code, how to hand it on, what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.confirmation_code.presenter import CodePresenter
from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.labels import Label, Paragraph
from desktop.screens.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.screens.widgets.ink import Ink
    from desktop.screens.widgets.theme import Theme
    from desktop.services.workspace import Workspace

_PAGE_WIDTH: Final = 640
_DIGIT: Final = 44
_SPACING: Final = 10
_INSET: Final = 20


class BigCode(Painted):
    """The code in the code typeface, large enough to read out over a desk."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._code = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_code(self, code: str) -> None:
        """Show another code."""
        self._code = code
        self.setAccessibleName(" ".join(code))
        self.restyle()

    def code(self) -> str:
        """The code shown."""
        return self._code

    def sizeHint(self) -> QSize:
        """Room for the spaced digits."""
        metrics = QFontMetricsF(self._font())
        width = metrics.horizontalAdvance(self._code or "—") + 2 * _INSET
        return QSize(round(width), round(metrics.height()) + _INSET)

    def draw(self, ink: Ink) -> None:
        """Box and digits."""
        rect = QRectF(self.rect())
        ink.box(rect, fill="accent_soft", radius=self.theme.radius("card"))
        ink.painter.setFont(self._font())
        ink.painter.setPen(self.theme.colour("accent_text"))
        words = rect.adjusted(self.theme.px(_SPACING), 0, 0, 0)
        ink.painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._code or "—")

    def _font(self) -> QFont:
        font = QFont(self.theme.font("code"))
        font.setPixelSize(self.theme.px(_DIGIT))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, self.theme.px(_SPACING))
        return font


class CodePage(QWidget):
    """The page.

    Signals:
        said: A sentence to say in passing (a toast).
    """

    said = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        hub: ChangeHub,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.presenter = CodePresenter(workspace, jobs, hub, self)
        self.code = BigCode(theme)
        self.copy = Button(theme, self.tr("复制"), ButtonKind.PRIMARY, icon="copy")
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self.copy_code)
        self._caption = Label("", "caption")
        self.none = EmptyState(
            theme,
            self.tr("行政单位没有单位确认码"),
            self.tr("目前只有医疗机构有单位确认码。各机构的确认码见“业务授权”的“机构确认码”一列。"),
            icon="qr_code",
        )
        self._arrange()
        self.presenter.code_read.connect(self._show_code)

    def set_scope(self, path: str) -> None:
        """The code is the own institution's, whatever the tree shows."""

    def activated(self) -> None:
        """The page came to the front."""
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the code when somebody looks."""
        super().showEvent(event)
        self.presenter.refresh()

    @Slot()
    def copy_code(self) -> None:
        """Put the code on the clipboard."""
        QGuiApplication.clipboard().setText(self.code.code())
        self.said.emit(self.tr("已复制单位确认码 {code}").format(code=self.code.code()))

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 24, 24)
        whole.setSpacing(12)
        title = Label(self.tr("本单位确认码"), "page")
        name = Label(self.presenter.organization_name, "caption")
        whole.addLayout(row(title, name, None, gap=10))
        if not self.presenter.has_code:
            whole.addWidget(self.none, 1)
            self.code.hide()
            self.copy.hide()
            return
        self.none.hide()
        card = Card()
        card.body.addWidget(Label(self.tr("请考生和单位同事填写此码，绑定到本单位"), "section"))
        card.body.addLayout(row(self.code, self.copy, self._caption, None, gap=16))
        steps = Card(self.tr("怎么用"))
        for words in self._steps():
            steps.body.addWidget(Paragraph(self._theme, words))
        holder = QWidget()
        holder.setMaximumWidth(self._theme.px(_PAGE_WIDTH))
        holder.setLayout(column(card, steps, gap=12))
        line = row(holder)
        line.addStretch(1)
        line.setStretch(0, 4)
        whole.addLayout(line)
        whole.addStretch(1)

    def _steps(self) -> tuple[str, ...]:
        return (
            self.tr("1. 把确认码告诉考生：在小程序的申报页填写，材料就会到本单位审核。"),
            self.tr("2. 单位同事绑定本单位时也填写此码。"),
            self.tr("3. 此码可以重复使用，长期有效，不是秘密，但只发给本单位的人。"),
            self.tr("单位确认码是 6 位数字。不要与授权码（8 位，给业务管理人）和短信验证码混淆。"),
        )

    @Slot(str)
    def _show_code(self, code: str) -> None:
        self.code.set_code(code)
        self.copy.setEnabled(bool(code))
        self._caption.setText("" if code else self.tr("同步后显示"))
