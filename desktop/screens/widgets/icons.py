"""Fluent icons and the product's own mark, rendered from SVG at the exact device size."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.screens.widgets.painting import painting
from desktop.screens.widgets.resources import resource_path

_DRAWN_SIZES = (12, 16, 20)
_APP_ICON_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


class Icons:
    """Renders icons of one folder and keeps each pixmap until `clear`.

    Files are named `{name}_{12|16|20}_{regular|filled}.svg`. The drawing made for the asked size
    wins; else the nearest larger one, then the nearest smaller one, is scaled.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Read from `folder`, by default the icons that ship with the client."""
        self._folder = folder or resource_path("icons")
        self._cache: dict[tuple[str, int, int, bool, float], QPixmap] = {}
        self._drawings: dict[tuple[str, int, bool], str] = {}

    def clear(self) -> None:
        """Forget rendered pixmaps: after a change of theme or screen."""
        self._cache.clear()

    def pixmap(
        self, name: str, size: int, colour: QColor, *, filled: bool = False, dpr: float = 1.0
    ) -> QPixmap:
        """The icon in one colour, `size` logical pixels square. Raises FileNotFoundError."""
        key = (name, size, colour.rgba(), filled, dpr)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._render(name, size, colour, filled=filled, dpr=dpr)
        return found

    def _render(self, name: str, size: int, colour: QColor, *, filled: bool, dpr: float) -> QPixmap:
        drawing = self._drawing(name, size, filled=filled)
        painted = drawing.replace("<svg ", f'<svg fill="{colour.name()}" ', 1)
        return render_svg(painted.encode(), size, dpr)

    def _drawing(self, name: str, size: int, *, filled: bool) -> str:
        key = (name, size, filled)
        text = self._drawings.get(key)
        if text is None:
            text = self._drawings[key] = self._file(name, size, filled=filled).read_text("utf-8")
        return text

    def _file(self, name: str, size: int, *, filled: bool) -> Path:
        larger = [drawn for drawn in _DRAWN_SIZES if drawn >= size]
        smaller = [drawn for drawn in reversed(_DRAWN_SIZES) if drawn < size]
        styles = ("filled", "regular") if filled else ("regular", "filled")
        for style in styles:
            for drawn in larger + smaller:
                path = self._folder / f"{name}_{drawn}_{style}.svg"
                if path.exists():
                    return path
        message = f"no icon named {name}"
        raise FileNotFoundError(message)


def render_svg(drawing: bytes, size: int, dpr: float) -> QPixmap:
    """A square pixmap of an SVG, `size` logical pixels at the given device pixel ratio."""
    pixmap = QPixmap(QSize(round(size * dpr), round(size * dpr)))
    pixmap.fill(Qt.GlobalColor.transparent)
    with painting(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, pixmap.width(), pixmap.height())
        QSvgRenderer(QByteArray(drawing)).render(painter, whole)
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def app_icon() -> QIcon:
    """The product's mark for windows, the task bar and the tray."""
    drawing = resource_path("icons", "app.svg").read_bytes()
    icon = QIcon()
    for size in _APP_ICON_SIZES:
        icon.addPixmap(render_svg(drawing, size, 1.0))
    return icon
