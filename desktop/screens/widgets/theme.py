"""The theme in force: colours, measures and fonts by token name, and the live switch.

One `Theme` is made at start and handed to every widget. Widgets ask it each time they paint or lay
out, and connect to `changed` where they keep something derived.
"""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.screens.widgets.icons import Icons
from desktop.screens.widgets.resources import resource_path
from desktop.screens.widgets.sheet import render_sheet
from desktop.screens.widgets.text_cache import TextCache
from desktop.screens.widgets.tokens import StatusLook, Tokens, load_tokens

SMALLEST_SCALE: Final = 1.0
LARGEST_SCALE: Final = 2.0
_ICON_STEPS: Final = (1.5, 1.9)
_RAIL_WITHOUT_WORDS: Final = 1.75

_PALETTE: Final = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "surface_alt"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "text_on_accent"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "text_on_accent"),
    (QPalette.ColorRole.PlaceholderText, "text_3"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Link, "accent_text"),
    (QPalette.ColorRole.LinkVisited, "accent_text"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "surface_alt"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "border_strong"),
    (QPalette.ColorRole.Shadow, "shadow"),
    (QPalette.ColorRole.Accent, "accent"),
)
_DISABLED: Final = (
    QPalette.ColorRole.Text,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.ButtonText,
)


class ThemeMode(StrEnum):
    """Which theme the person chose."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Theme(QObject):
    """Answers every question about looks.

    Signals:
        changed: Mode, scale or row height changed and the application is already re-styled;
            re-read whatever was derived, call `updateGeometry()` and `update()`.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        mode: ThemeMode = ThemeMode.SYSTEM,
        scale: float = SMALLEST_SCALE,
        compact: bool = False,
        tokens: Tokens | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Start with the person's settings; `scale` is the font scale, 1.0 to 2.0."""
        super().__init__(parent)
        self.tokens = tokens or load_tokens(resource_path("themes", "tokens.json"))
        self.icons = Icons()
        self.texts = TextCache()
        self._mode = mode
        self._scale = _within(scale)
        self._compact = compact
        self._app: QApplication | None = None
        self._generation = 0
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int], QFont] = {}
        self._metrics: dict[tuple[str, int], QFontMetricsF] = {}

    @property
    def mode(self) -> ThemeMode:
        """What the person chose, which may be to follow the system."""
        return self._mode

    @property
    def scale(self) -> float:
        """Font scale, 1.0 to 2.0."""
        return self._scale

    @property
    def is_compact(self) -> bool:
        """Whether lists use the low rows (紧凑)."""
        return self._compact

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force right now."""
        if self._mode is ThemeMode.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode is ThemeMode.DARK

    @property
    def name(self) -> str:
        """`light` or `dark`: the colours in force."""
        return "dark" if self.is_dark else "light"

    @property
    def generation(self) -> int:
        """Another number after every change of looks, for caches that no signal reaches."""
        return self._generation

    @property
    def rail_has_words(self) -> bool:
        """False from 175 % on, where the navigation shows icons only."""
        return self._scale < _RAIL_WITHOUT_WORDS

    def colour(self, name: str) -> QColor:
        """A colour by token name. Raises KeyError for a name the tokens do not have."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(self.tokens.themes[self.name][name])
        return found

    def px(self, width: float) -> int:
        """A width of the design (logical pixels at 100 %) at the current font scale."""
        return round(width * self._scale)

    def size(self, name: str) -> int:
        """A measure by token name, in logical pixels at the current font scale."""
        measure = self.tokens.size[name]
        match measure.grows:
            case "font":
                return self.px(measure.px)
            case "line":
                line = self.tokens.types["body"].line
                return measure.px + (self.px(line) - line) * measure.lines
            case "icon":
                return measure.px + sum(4 for step in _ICON_STEPS if self._scale >= step)
            case _:
                return measure.px

    def row_height(self) -> int:
        """Height of a table row: comfortable or compact, with the font scale."""
        return self.size("row_compact" if self._compact else "row_comfortable")

    def space(self, name: str) -> int:
        """A distance by token name; distances do not grow with the font."""
        return self.tokens.space[name]

    def radius(self, name: str) -> int:
        """A corner radius by token name."""
        return self.tokens.radius[name]

    def motion(self, name: str) -> int:
        """A duration by token name, in milliseconds."""
        return self.tokens.motion_ms[name]

    def line(self, role: str) -> int:
        """Line height of a type role at the current scale."""
        return self.px(self.tokens.types[role].line)

    def font(self, role: str = "body", *, weight: int = 0) -> QFont:
        """The font of a type role; `weight` replaces the role's own. Do not modify the result."""
        key = (role, weight)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._make_font(role, weight)
        return found

    def metrics(self, role: str = "body", *, weight: int = 0) -> QFontMetricsF:
        """Metrics that belong to `font` with the same arguments."""
        key = (role, weight)
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetricsF(self.font(role, weight=weight))
        return found

    def advance(self, text: str, role: str = "body", *, weight: int = 0) -> int:
        """Width of a text in logical pixels, rounded up."""
        return self.texts.width(text, (role, weight), self.metrics(role, weight=weight))

    def elided(self, text: str, width: float, role: str = "body", *, weight: int = 0) -> str:
        """The text cut at the right with … where it is wider than `width` logical pixels."""
        return self.texts.elided(text, (role, weight), self.metrics(role, weight=weight), width)

    def status(self, key: str) -> StatusLook:
        """How a state looks; an unknown key looks neutral, so a newer server breaks no list."""
        return self.tokens.status.get(key) or self.tokens.status["not_reached"]

    def pixmap(
        self,
        name: str,
        size: int = 16,
        colour: str = "text_2",
        *,
        filled: bool = False,
        dpr: float = 1.0,
    ) -> QPixmap:
        """An icon in a token colour, `size` logical pixels square at the device ratio."""
        return self.icons.pixmap(name, size, self.colour(colour), filled=filled, dpr=dpr)

    def icon(
        self, name: str, size: int = 16, colour: str = "text_2", *, filled: bool = False
    ) -> QIcon:
        """An icon for native Qt parts (menus, actions), with its disabled look."""
        icon = QIcon()
        ratios = {1.0, 2.0} | {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
        for dpr in sorted(ratios):
            icon.addPixmap(self.pixmap(name, size, colour, filled=filled, dpr=dpr))
            icon.addPixmap(
                self.pixmap(name, size, "text_disabled", filled=filled, dpr=dpr),
                QIcon.Mode.Disabled,
            )
        return icon

    def set_mode(self, mode: ThemeMode) -> None:
        """Switch to light, dark or the system's choice at once."""
        if mode is not self._mode:
            self._mode = mode
            self._refresh()

    def set_scale(self, scale: float) -> None:
        """Switch the font scale at once; values outside 1.0 to 2.0 are pulled in."""
        if _within(scale) != self._scale:
            self._scale = _within(scale)
            self._refresh()

    def set_compact(self, *, compact: bool) -> None:
        """Switch between low and comfortable rows at once."""
        if compact is not self._compact:
            self._compact = compact
            self.changed.emit()

    def palette(self) -> QPalette:
        """The palette for Fusion in the colours in force."""
        palette = QPalette()
        for role, name in _PALETTE:
            palette.setColor(role, self.colour(name))
        for role in _DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text_disabled"))
        return palette

    def install(self, app: QApplication) -> None:
        """Style the application and keep it styled; see `apply_theme`."""
        self._app = app
        app.setStyle("Fusion")
        QDir.setSearchPaths("icons", [str(resource_path("icons", "sheet"))])
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._refresh()

    def _refresh(self) -> None:
        self._generation += 1
        self._colours.clear()
        self._fonts.clear()
        self._metrics.clear()
        self.texts.clear()
        self.icons.clear()
        if self._app is not None:
            self._app.setPalette(self.palette())
            self._app.setFont(self.font())
            template = resource_path("themes", "base.qss.in").read_text(encoding="utf-8")
            self._app.setStyleSheet(render_sheet(template, self.tokens, self))
        self.changed.emit()

    def _make_font(self, role: str, weight: int) -> QFont:
        kind = self.tokens.types[role]
        font = QFont()
        families = self.tokens.code_families if role == "code" else self.tokens.ui_families
        font.setFamilies(list(families))
        font.setPixelSize(self.px(kind.px))
        font.setWeight(QFont.Weight(weight or kind.weight))
        for feature in self.tokens.font_features:
            font.setFeature(QFont.Tag(feature), 1)
        return font

    @Slot(Qt.ColorScheme)
    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode is ThemeMode.SYSTEM:
            self._refresh()


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Put Fusion, palette, font and style sheet on the application, now and on every change."""
    theme.install(app)


def _within(scale: float) -> float:
    return min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
