"""What happens at the server, in a process of its own: the client's memory is the client's."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from desktop.domain.review import (
    ChainStep,
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
)
from server_stub.app import open_units
from server_stub.services import applying
from server_stub.services.materials import columns, dossier_of
from server_stub.settings import demo_settings
from server_stub.storage import reviews, sequence
from server_stub.storage.models import Batch, Material

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAITING_SHARE: Final = 10
"""One of so many materials waits at the province."""

CHANGED_SHARE: Final = 100
"""One of so many materials is changed at once."""


@contextmanager
def elsewhere() -> Iterator[Callable[..., None]]:
    """Lend a function that calls another one in a process beside, and waits for it."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:

        def call(work: Callable[..., None], *values: object) -> None:
            pool.submit(work, *values).result()

        yield call


def let_wait(data: Path, rows: int) -> None:
    """Let a tenth of the materials wait at the province, as if everybody below had approved."""
    units = open_units(demo_settings(data))
    with units.writing() as unit:
        year = unit.session.scalars(select(Batch.year).where(Batch.current)).first()
        chosen = (
            select(Material)
            .where(Material.year == year, Material.province_status.is_not(None))
            .limit(rows // WAITING_SHARE)
        )
        waiting = [dossier_of(row) for row in unit.session.scalars(chosen)]
        for seq, dossier in zip(sequence.take(unit.session, len(waiting)), waiting, strict=True):
            dossier.seq = seq
            dossier.submission = SubmissionStatus.SUBMITTED
            dossier.chain = tuple(
                ChainStep(
                    step.level,
                    step.organization_id,
                    ReviewStatus.PENDING
                    if step.level is ReviewLevel.PROVINCE
                    else ReviewStatus.APPROVED,
                )
                for step in dossier.chain
            )
        reviews.update_materials(unit.session, [columns(one) for one in waiting])
    units.database.close()


def change(data: Path, run: int) -> None:
    """Change the payment of 1 % of the materials, other ones in each run."""
    units = open_units(demo_settings(data))
    with units.writing() as unit:
        ids = unit.session.scalars(select(Material.id).order_by(Material.id)).all()
        for material_id in ids[run::CHANGED_SHARE]:
            applying.change_payment(unit, material_id, PaymentStatus.REFUNDED)
    units.database.close()
