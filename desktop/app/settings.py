"""What a person chose: one JSON file in the profile, written whole, read once."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from desktop.app.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_LOG: Final = logging.getLogger(__name__)
LANGUAGES: Final = ("zh", "en")
THEMES: Final = ("system", "light", "dark")
SMALLEST_FONT: Final = 100
LARGEST_FONT: Final = 200
SMALLEST_QUOTA: Final = 1
LARGEST_QUOTA: Final = 64
LONGEST_GRACE: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a profile.

    Attributes:
        server: Address of the server; empty until one was chosen.
        language: `zh` or `en`.
        theme: `system`, `light` or `dark`.
        font_percent: 100 to 200.
        compact: Low rows in lists.
        picture_gigabytes: How many GB of pictures are kept for offline work.
        only_unmetered: Pictures are fetched ahead only where the network is not paid by volume.
        grace_seconds: Own grace time of a decision, 0 to 600; None takes the server's.
        grace_seconds_refused: The same for 审核不通过, never shorter.
        layout: Window geometry, splitters and columns by name, as base64 text.
    """

    server: str = ""
    language: str = "zh"
    theme: str = "system"
    font_percent: int = SMALLEST_FONT
    compact: bool = False
    picture_gigabytes: int = 4
    only_unmetered: bool = True
    grace_seconds: int | None = None
    grace_seconds_refused: int | None = None
    layout: dict[str, str] = field(default_factory=dict)

    def mended(self) -> Settings:
        """Return the settings with impossible values replaced by the usual ones."""
        usual, refused = _grace(self.grace_seconds), _grace(self.grace_seconds_refused)
        if usual is not None and refused is not None:
            refused = max(usual, refused)
        return replace(
            self,
            language=self.language if self.language in LANGUAGES else "zh",
            theme=self.theme if self.theme in THEMES else "system",
            font_percent=min(max(int(self.font_percent), SMALLEST_FONT), LARGEST_FONT),
            picture_gigabytes=min(max(int(self.picture_gigabytes), SMALLEST_QUOTA), LARGEST_QUOTA),
            grace_seconds=usual,
            grace_seconds_refused=refused,
        )


def _grace(seconds: int | None) -> int | None:
    return None if seconds is None else min(max(int(seconds), 0), LONGEST_GRACE)


class SettingsFile(QObject):
    """Keeps the settings and tells who wants to know.

    Signals:
        changed: The settings are others now; read `current`.
    """

    changed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._current = self._read()

    @property
    def folder(self) -> Path:
        """The folder of the profile."""
        return self._path.parent

    @property
    def current(self) -> Settings:
        """The settings in force."""
        return self._current

    def change(self, **values: Any) -> None:  # noqa: ANN401 - the fields of Settings
        """Replace some settings by name, and keep them.

        Raises:
            TypeError: There is no such setting.
        """
        changed = replace(self._current, **values).mended()
        if changed == self._current:
            return
        self._current = changed
        self._write()
        self.changed.emit()

    def layout(self, name: str) -> str:
        """Return a kept layout, or an empty text."""
        return self._current.layout.get(name, "")

    def keep_layout(self, name: str, value: str) -> None:
        """Keep a layout; nobody needs to be told."""
        if self.layout(name) != value:
            self._current = replace(self._current, layout={**self._current.layout, name: value})
            self._write()

    def _read(self) -> Settings:
        known = {one.name for one in fields(Settings)}
        try:
            body = json.loads(self._path.read_text(encoding="utf-8"))
            return Settings(**{k: v for k, v in body.items() if k in known}).mended()
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, TypeError, AttributeError) as error:
            _LOG.info("settings not readable, starting with the usual ones: %s", error)
            return Settings()

    def _write(self) -> None:
        text = json.dumps(asdict(self._current), ensure_ascii=False, indent=1, sort_keys=True)
        try:
            write_whole(self._path, text.encode())
        except OSError as error:
            _LOG.error("settings not kept: %s", error)
