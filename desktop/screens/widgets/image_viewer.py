"""The picture viewer: one or two panes on a dark canvas, tools above, thumbnails below."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from desktop.screens.widgets.buttons import Button, ButtonKind, IconButton
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.image_pane import ZOOM_STEP, ImagePane, SharedLook
from desktop.screens.widgets.labels import ElidedLabel, IconLabel, Label
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.thumbnail_strip import ThumbnailGroup, ThumbnailStrip

_ROOM_FOR_FOOT = 360


@dataclass(frozen=True, slots=True)
class ViewerPicture:
    """A picture for a pane. Without `image`, `note` says why (未缓存, 打不开)."""

    id: str
    title: str
    subtitle: str = ""
    image: QImage | None = None
    note: str = ""


class ViewerSide(QWidget):
    """A pane with its title and its own rotation buttons."""

    def __init__(self, theme: Theme, shared: SharedLook) -> None:
        """Empty until `show_picture`."""
        super().__init__()
        self.pane = ImagePane(theme, shared)
        self.picture = ""
        self._title = Label(role="strong", tone="text_on_canvas")
        self._subtitle = ElidedLabel(theme, role="caption", tone="canvas_text_2")
        left = IconButton(
            theme, "arrow_rotate_counterclockwise", self.tr("向左旋转 (Shift+R)"), canvas=True
        )
        right = IconButton(theme, "arrow_rotate_clockwise", self.tr("向右旋转 (R)"), canvas=True)
        left.clicked.connect(partial(self._turn, -1))
        right.clicked.connect(partial(self._turn, 1))
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._subtitle, 1)
        head.addWidget(left)
        head.addWidget(right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(self.pane, 1)

    def show_picture(self, picture: ViewerPicture) -> None:
        """Show a picture and its words."""
        self.picture = picture.id
        self._title.setText(picture.title)
        self._subtitle.set_text(picture.subtitle)
        self.pane.set_image(picture.image, picture.title, picture.note)

    def _turn(self, quarters: int, _checked: object = None) -> None:
        self.pane.rotate(quarters)


class ImageViewer(Pane):
    """Zoom, fit, brightness, rotate, drag, compare; Left/Right at the strip change the picture.

    The viewer never loads: it asks with `picture_requested` and the owner answers with
    `show_picture`.

    Signals:
        picture_requested: A picture is to be shown; carries its id and the pane, 0 or 1.
        close_requested: Esc, Space or ✕.
    """

    picture_requested = Signal(str, int)
    close_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """One pane at the start."""
        super().__init__("canvas", parent)
        self._theme = theme
        self._look = SharedLook(self)
        self.sides = (ViewerSide(theme, self._look), ViewerSide(theme, self._look))
        self._active = 0
        self.strip = ThumbnailStrip(theme, canvas=True)
        self.strip.chosen.connect(self.request)
        self._foot = QWidget()
        self._percent = Label("100 %", "body", tone="text_on_canvas")
        self._compare = Button(theme, self.tr("并排"), ButtonKind.CANVAS, icon="layout_column_two")
        self._compare.setCheckable(True)
        self._compare.setToolTip(self.tr("并排对比 (B)"))
        self._compare.toggled.connect(self.set_compare)
        self._note = ElidedLabel(theme, role="caption", tone="canvas_text_2")
        self._brightness = QSlider(Qt.Orientation.Horizontal)
        self._brightness.setProperty("kind", "canvas")
        self._brightness.setRange(-100, 100)
        self._brightness.setFixedWidth(theme.px(96))
        self._brightness.setAccessibleName(self.tr("亮度"))
        self._brightness.valueChanged.connect(self._brighten)
        self._look.changed.connect(self._show_percent)
        self._line = Divider(vertical=True)
        self._line.setProperty("kind", "canvas_line")
        self._lay_out()
        for number, side in enumerate(self.sides):
            side.pane.activated.connect(partial(self._activate, number))
        self.sides[1].hide()
        self._line.hide()

    @property
    def is_comparing(self) -> bool:
        """Whether two pictures stand side by side."""
        return self._compare.isChecked()

    def set_groups(self, groups: Sequence[ThumbnailGroup]) -> None:
        """Show the thumbnails of a dossier; begin fitting, with one pane."""
        self.strip.set_groups(groups)
        self._look.fit()
        self._brightness.setValue(0)
        self._compare.setChecked(False)

    def show_picture(self, picture: ViewerPicture, pane: int = 0) -> None:
        """Answer to `picture_requested`."""
        self.sides[pane].show_picture(picture)
        self._mark()
        self._show_percent()

    def set_note(self, text: str) -> None:
        """A line above the picture (人工对照：姓名 · 出生日期)."""
        self._note.set_text(text)

    @Slot(str)
    def request(self, picture: str) -> None:
        """Ask for a picture in the active pane."""
        self._mark()
        self.picture_requested.emit(picture, self._active if self.is_comparing else 0)

    @Slot(bool)
    def set_compare(self, on: bool) -> None:
        """Show one pane or two; the second begins with the next picture."""
        self._compare.setChecked(on)
        self.sides[1].setVisible(on)
        self._line.setVisible(on)
        self._active = 1 if on else 0
        if on and not self.sides[1].picture:
            self.step(1)
        self._mark()

    def step(self, count: int) -> None:
        """Ask for the next or the previous picture in the active pane."""
        ids = self.strip.ids()
        if ids:
            shown = self.sides[self._active].picture or self.sides[0].picture
            at = ids.index(shown) if shown in ids else -1
            self.request(ids[(at + count) % len(ids)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pictures come first: thumbnails and hints give way where the room is low."""
        super().resizeEvent(event)
        self._foot.setVisible(self.height() >= self._theme.px(_ROOM_FOR_FOOT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """B compares, [ and ] change the picture, Esc and Space close."""
        match event.key():
            case Qt.Key.Key_B:
                self.set_compare(not self.is_comparing)
            case Qt.Key.Key_BracketLeft:
                self.step(-1)
            case Qt.Key.Key_BracketRight:
                self.step(1)
            case Qt.Key.Key_Escape | Qt.Key.Key_Space:
                self.close_requested.emit()
            case _:
                super().keyPressEvent(event)

    def _lay_out(self) -> None:
        panes = QHBoxLayout()
        panes.setSpacing(1)
        panes.addWidget(self.sides[0], 1)
        panes.addWidget(self._line)
        panes.addWidget(self.sides[1], 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 12)
        whole.setSpacing(8)
        whole.addLayout(self._make_tools())
        whole.addLayout(panes, 1)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(8, 0, 8, 0)
        foot.setSpacing(8)
        foot.addWidget(self.strip)
        hint = self.tr("滚轮 缩放 · 拖动或方向键 平移 · R 旋转 · B 并排 · [ ] 换图 · 空格 关闭")
        foot.addWidget(Label(hint, "caption", tone="canvas_text_2"))
        whole.addWidget(self._foot)

    def _make_tools(self) -> QHBoxLayout:
        theme = self._theme
        smaller = IconButton(theme, "zoom_out", self.tr("缩小 (-)"), canvas=True)
        larger = IconButton(theme, "zoom_in", self.tr("放大 (+)"), canvas=True)
        fit = Button(theme, self.tr("适应"), ButtonKind.CANVAS, icon="page_fit")
        fit.setToolTip(self.tr("适应窗口 (0)"))
        close = IconButton(theme, "dismiss", self.tr("关闭 (空格)"), canvas=True)
        smaller.clicked.connect(partial(self._zoom, 1 / ZOOM_STEP))
        larger.clicked.connect(partial(self._zoom, ZOOM_STEP))
        fit.clicked.connect(self._look.fit)
        close.clicked.connect(self.close_requested)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 8, 0)
        line.setSpacing(8)
        for widget in (smaller, self._percent, larger, fit):
            line.addWidget(widget)
        line.addSpacing(8)
        line.addWidget(IconLabel(theme, "brightness_high", colour="text_on_canvas"))
        line.addWidget(self._brightness)
        line.addSpacing(8)
        line.addWidget(self._compare)
        line.addStretch(1)
        line.addWidget(self._note)
        line.addWidget(close)
        return line

    def _mark(self) -> None:
        shown = [side.picture for side in self.sides[: 2 if self.is_comparing else 1]]
        self.strip.set_shown(shown)

    def _activate(self, number: int) -> None:
        self._active = number

    def _zoom(self, factor: float, _checked: object = None) -> None:
        self._look.zoom_by(factor)

    @Slot(int)
    def _brighten(self, value: int) -> None:
        self._look.set_brightness(value / 100)

    @Slot()
    def _show_percent(self) -> None:
        self._percent.setText(f"{self.sides[0].pane.percent} %")
