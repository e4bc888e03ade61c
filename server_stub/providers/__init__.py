"""What the server gets from outside: clock, keys, text messages, picture store."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server_stub.providers.blobs import BlobStore, FolderBlobs
from server_stub.providers.keys import Keys
from server_stub.providers.sms import BundledSms, SmsSender

if TYPE_CHECKING:
    from collections.abc import Callable

    from server_stub.settings import Settings


@dataclass(frozen=True, slots=True)
class Providers:
    """The outside world of one server; `clock` gives seconds since 1970 in UTC."""

    clock: Callable[[], float]
    keys: Keys
    sms: SmsSender
    blobs: BlobStore


def bundled_providers(settings: Settings, clock: Callable[[], float] | None = None) -> Providers:
    """Return the bundled ones, which keep everything in the data folder."""
    clock = clock or time.time
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Providers(
        clock=clock,
        keys=Keys.from_folder(settings.data),
        sms=BundledSms(clock),
        blobs=FolderBlobs(settings.data / "blobs"),
    )
