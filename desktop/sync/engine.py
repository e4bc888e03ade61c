"""The loop of one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from desktop.contract.session import Context
    from desktop.remote.api import Api
    from desktop.store.replica import Replica
    from desktop.sync.report import SyncReport


class SyncEngine:
    """Exchanges one replica with the server."""

    def __init__(
        self,
        replica: Replica,
        api: Api,
        context: Context,
        clock: Callable[[], float],
        random: Random,
        *,
        device_id: str,
    ) -> None:
        self._parts = (replica, api, context, clock, random, device_id)

    def run(self) -> SyncReport:
        """Send what is due, fetch what is new, apply it in one go."""
        raise NotImplementedError
