"""Thumbnails in groups: a row in the dossier, or below the viewer on the dark canvas."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.screens.widgets.base import PaintedButton
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import FlowLayout
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.tips import plain_tip

_INSET: Final = 6
_LEAST_WIDTH: Final = 52


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture to choose. `mark` is a tag in its corner (新, 已改)."""

    id: str
    caption: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ThumbnailGroup:
    """Pictures of one kind (基础信息, 学历信息, 申报信息)."""

    title: str
    pictures: tuple[Thumbnail, ...]


class ThumbnailButton(PaintedButton):
    """One thumbnail with its caption; checked while its picture is shown large.

    Signals:
        opened: Double click.
    """

    opened = Signal()

    def __init__(self, theme: Theme, thumbnail: Thumbnail, *, canvas: bool) -> None:
        """Grey until `set_picture`."""
        super().__init__(theme, thumbnail.caption)
        self.thumbnail = thumbnail
        self._canvas = canvas
        self._pixmap = QPixmap()
        self._note = ""
        self.setCheckable(True)
        self.setToolTip(plain_tip(thumbnail.caption))

    def set_picture(self, image: QImage) -> None:
        """Show the picture; it is scaled down once."""
        side = round(self.theme.size("thumbnail") * 2 * self.devicePixelRatioF())
        mode = Qt.TransformationMode.SmoothTransformation
        keep = Qt.AspectRatioMode.KeepAspectRatio
        self._pixmap = QPixmap.fromImage(image.scaled(side, side, keep, mode))
        self.restyle()

    def set_note(self, note: str) -> None:
        """Say in a word why there is no picture (未缓存); "" while it is on its way."""
        self._note = note
        self.setToolTip(plain_tip(f"{self.text()} · {note}" if note else self.text()))
        self.update()

    def sizeHint(self) -> QSize:
        """Frame of the picture's shape, and a caption unless on the canvas."""
        height = self._frame_height()
        wide = height
        if not self._pixmap.isNull():
            wide = round((height - 2 * _INSET) * self._pixmap.width() / self._pixmap.height())
            wide += 2 * _INSET
        wide = max(wide, self.theme.px(_LEAST_WIDTH))
        if self._canvas:
            return QSize(wide, height)
        caption = self.theme.advance(self.text(), "caption") + 4
        return QSize(max(wide, caption), height + self.theme.line("caption") + 4)

    def draw(self, ink: Ink) -> None:
        """Frame, picture, mark, caption."""
        theme, rect = self.theme, self.box_rect()
        frame = QRectF(0, 0, rect.width(), self._frame_height())
        radius = theme.radius("control")
        line = "accent_line" if self.is_hovered else "border"
        ink.box(frame, fill="surface_sunken", line=line, radius=radius)
        if not self._pixmap.isNull():
            self._draw_picture(ink, frame)
        elif self._note:
            ink.text(frame, self._note, "caption", align=CENTRE)
        if self.isChecked():
            ink.box(frame, line="accent", radius=radius, width=2)
        if self.thumbnail.mark:
            self._draw_mark(ink)
        if not self._canvas:
            words = QRectF(0, frame.bottom() + 2, rect.width(), theme.line("caption"))
            colour = "accent_text" if self.isChecked() else "text_2"
            ink.text(words, self.text(), "caption", colour=colour, align=CENTRE)
        if self.has_ring:
            ink.ring(frame, radius)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open large."""
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def _frame_height(self) -> int:
        return self.theme.size("thumbnail") - (self.theme.px(24) if self._canvas else 0)

    def _draw_picture(self, ink: Ink, frame: QRectF) -> None:
        room = frame.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        size = self._pixmap.size().toSizeF()
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        ink.painter.setRenderHint(ink.painter.RenderHint.SmoothPixmapTransform)
        ink.painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))

    def _draw_mark(self, ink: Ink) -> None:
        theme = self.theme
        width = theme.advance(self.thumbnail.mark, "badge", weight=400) + 10
        box = QRectF(4, 4, width, theme.size("kbd"))
        ink.box(box, fill="modify_bg", line="modify_line", radius=theme.radius("xs"))
        mark = self.thumbnail.mark
        ink.text(box, mark, "badge", colour="modify_fg", weight=400, align=CENTRE)


class ThumbnailStrip(QWidget):
    """All thumbnails of a dossier.

    Signals:
        chosen: A thumbnail was clicked; carries its id. The owner marks it with `set_shown`.
        opened: A thumbnail was double-clicked; carries its id.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(
        self, theme: Theme, *, canvas: bool = False, parent: QWidget | None = None
    ) -> None:
        """With `canvas` the groups stand side by side under titles, for the viewer."""
        super().__init__(parent)
        self._theme = theme
        self._canvas = canvas
        self._buttons: dict[str, ThumbnailButton] = {}
        self._groups: list[QWidget] = []
        self._line = FlowLayout(self, gap=20 if canvas else 10)

    def set_groups(self, groups: Sequence[ThumbnailGroup]) -> None:
        """Show these instead of the present ones; the pictures come with `set_picture`."""
        for widget in self._groups:
            self._line.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._groups.clear()
        self._buttons.clear()
        for group in groups:
            if self._canvas:
                self._add(self._make_group(group))
            else:
                for picture in group.pictures:
                    self._add(self._make(picture))

    def set_picture(self, picture: str, image: QImage) -> None:
        """Show a picture that arrived; an id that is gone is passed over."""
        if picture in self._buttons:
            self._buttons[picture].set_picture(image)

    def set_note(self, picture: str, note: str) -> None:
        """Say why a picture is not there; an id that is gone is passed over."""
        if picture in self._buttons:
            self._buttons[picture].set_note(note)

    def set_shown(self, pictures: Sequence[str]) -> None:
        """Mark the pictures shown large: one, or two side by side."""
        for key, button in self._buttons.items():
            button.setChecked(key in pictures)

    def ids(self) -> list[str]:
        """All pictures in order."""
        return list(self._buttons)

    def button(self, picture: str) -> ThumbnailButton:
        """The thumbnail of a picture, for tests and tours. Raises KeyError."""
        return self._buttons[picture]

    def _add(self, widget: QWidget) -> None:
        self._groups.append(widget)
        self._line.addWidget(widget)
        widget.show()

    def _make_group(self, group: ThumbnailGroup) -> QWidget:
        box = QWidget()
        whole = QVBoxLayout(box)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        title = f"{group.title}  {len(group.pictures)}"
        whole.addWidget(Label(title, "caption", tone="canvas_text_2"))
        line = QHBoxLayout()
        line.setSpacing(8)
        for picture in group.pictures:
            line.addWidget(self._make(picture))
        whole.addLayout(line)
        return box

    def _make(self, picture: Thumbnail) -> ThumbnailButton:
        button = ThumbnailButton(self._theme, picture, canvas=self._canvas)
        button.clicked.connect(partial(self._choose, picture.id))
        button.opened.connect(partial(self.opened.emit, picture.id))
        self._buttons[picture.id] = button
        return button

    def _choose(self, picture: str, _checked: object = None) -> None:
        button = self._buttons[picture]
        button.setChecked(not button.isChecked())
        self.chosen.emit(picture)
