"""What the settings screen needs from the outside; the composition root provides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


class Choices(Protocol):
    """The settings in force."""

    @property
    def server(self) -> str:
        """Address of the server."""

    @property
    def language(self) -> str:
        """`zh` or `en`."""

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""

    @property
    def font_percent(self) -> int:
        """100 to 200."""

    @property
    def compact(self) -> bool:
        """Low rows in lists."""

    @property
    def picture_gigabytes(self) -> int:
        """How many GB of pictures are kept for offline work."""

    @property
    def only_unmetered(self) -> bool:
        """Pictures are fetched ahead only where the network is not paid by volume."""

    @property
    def grace_seconds(self) -> int | None:
        """Own grace time of a decision in seconds; None takes the server's."""

    @property
    def grace_seconds_refused(self) -> int | None:
        """The same for 审核不通过."""


class SettingsStore(Protocol):
    """Keeps the settings and puts them into force at once."""

    @property
    def current(self) -> Choices:
        """The settings in force."""

    def change(self, **values: Any) -> None:  # noqa: ANN401 - the fields of the settings
        """Replace some settings by name, and keep them."""


@dataclass(frozen=True, slots=True)
class About:
    """What the program says of itself.

    Attributes:
        version: Version of the program.
        profile: Folder of the profile, or an empty text.
    """

    version: str
    profile: str = ""
