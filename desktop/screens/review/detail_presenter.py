"""The open dossier: loads it, its pictures and its numbers, and notices what others change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from desktop.contract.operations import OperationKind, RevealedField
from desktop.domain.errors import RuleViolationError
from desktop.domain.practice_period import default_cut_off
from desktop.screens.ports import Lane
from desktop.screens.review.decision_presenter import DecisionPresenter
from desktop.screens.review.decoding import image_of
from desktop.services import browsing, fetching, reviewing
from desktop.store.records import OutboxState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import JobHandle, Jobs
    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier, OutboxItem

_KEPT_PICTURES: Final = 24


class DetailPresenter(QObject):
    """What the detail pane shows.

    Signals:
        shown: A `Dossier` is to be shown; the second value tells whether it is another one.
        gone: The dossier has left the scope.
        position_changed: Its place in the list (from 0) and the list's length.
        changed_elsewhere: A sync changed what a reviewer judges while the dossier was open.
        picture_ready: A picture's SHA-256 and its QImage (null: cannot be shown).
        picture_missing: A picture's SHA-256 and the `ExpectedError` that keeps it away.
        revealed: A `RevealedField` and the plain value.
        next_requested, previous_requested, closed: The person moves on.
        decided: An action was stored; carries the material's id and whether to go on.
        removal_wanted: 从单位移除 is to be mended; carries the reason that was typed.
    """

    shown = Signal(object, bool)
    gone = Signal()
    position_changed = Signal(int, int)
    changed_elsewhere = Signal()
    picture_ready = Signal(str, QImage)
    picture_missing = Signal(str, object)
    revealed = Signal(object, str)
    next_requested = Signal()
    previous_requested = Signal()
    closed = Signal()
    decided = Signal(int, bool)
    removal_wanted = Signal(str)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._hub = workspace, jobs, hub
        self._open_id: int | None = None
        self._dossier: Dossier | None = None
        self._load: JobHandle | None = None
        self._to_mend: OutboxItem | None = None
        self._pictures: dict[str, QImage] = {}
        self.decision = DecisionPresenter(workspace, jobs, hub, self)
        self.decision.decided.connect(self.decided)
        hub.changed.connect(self._follow)

    @property
    def workspace(self) -> Workspace:
        """The open context."""
        return self._workspace

    @property
    def dossier(self) -> Dossier | None:
        """The dossier that is shown."""
        return self._dossier

    def cut_off_of(self, dossier: Dossier) -> date:
        """Return the day until which the practice of a dossier's year counts."""
        batches = self._workspace.session.batches
        return next(
            (batch.cut_off for batch in batches if batch.year == dossier.year),
            default_cut_off(dossier.year),
        )

    def open(self, material_id: int) -> None:
        """Load and show a dossier."""
        self._open_id = material_id
        self._to_mend = None
        self._read(self._take)

    def mend(self, item: OutboxItem) -> None:
        """Load and show a dossier with what was typed into an action that failed.

        The draft is taken from the store even where the dossier is open already, and the field
        that the server refused is pointed at.
        """
        self.close()
        self.open(item.material_id)
        self._to_mend = item

    def close(self) -> None:
        """Let the dossier go; what was typed stays as a draft."""
        self._open_id = None
        self._dossier = None
        self._pictures.clear()
        self.decision.show(None)

    def set_position(self, index: int, total: int) -> None:
        """Tell where the dossier stands in the list."""
        self.position_changed.emit(index, total)

    def submit_and_next(self) -> None:
        """Submit what is in hand and go on to the next dossier."""
        self.decision.submit(advance=True)

    def want_picture(self, sha256: str) -> None:
        """Ask for a picture, from here or from the server."""
        if sha256 in self._pictures:
            self.picture_ready.emit(sha256, self._pictures[sha256])
            return
        self._jobs.run(
            Lane.READ,
            partial(_local_picture, self._workspace, sha256),
            owner=self,
            on_success=partial(self._take_picture, sha256),
        )

    def reveal(self, field: RevealedField) -> None:
        """Show a personal number for a while; the audit entry is stored first."""
        dossier = self._dossier
        if dossier is None or dossier.masked:
            return
        plain = dossier.id_number if field is RevealedField.ID_NUMBER else dossier.phone
        self._jobs.run(
            Lane.WRITE,
            partial(
                reviewing.record_reveal,
                workspace=self._workspace,
                material_id=dossier.id,
                field=field,
            ),
            owner=self,
            on_success=partial(self._revealed, dossier.id, field, plain),
        )

    def _read(self, take: Callable[[Dossier | None], None]) -> None:
        if self._load is not None:
            self._load.cancel()
        self._load = self._jobs.run(
            Lane.READ,
            partial(browsing.dossier, workspace=self._workspace, material_id=self._open_id or 0),
            owner=self,
            on_success=take,
        )

    def _take(self, dossier: Dossier | None) -> None:
        if dossier is None or dossier.id != self._open_id:
            if dossier is None:
                self.gone.emit()
            return
        another = self._dossier is None or self._dossier.id != dossier.id
        if another:
            self._pictures.clear()
        self._dossier = dossier
        self.decision.show(dossier)
        self.shown.emit(dossier, another)
        self._point_out()
        if another:
            self._jobs.run(
                Lane.WRITE,
                partial(reviewing.mark_opened, workspace=self._workspace, material_id=dossier.id),
                owner=self,
                on_success=self._hub.publish,
            )

    def _point_out(self) -> None:
        """Show what is to be mended, once the form is there."""
        item, self._to_mend = self._to_mend, None
        if item is None or item.state is not OutboxState.REJECTED:
            return
        if item.kind is OperationKind.REMOVE_FROM_UNIT:
            self.removal_wanted.emit(item.remark)
        else:
            self.decision.rule_broken.emit(RuleViolationError(item.code, field=item.field))

    def _take_again(self, dossier: Dossier | None) -> None:
        before = self._dossier
        if dossier is not None and before is not None and dossier == before:
            return
        self._take(dossier)
        if dossier is not None and before is not None and _changed_by_others(before, dossier):
            self.changed_elsewhere.emit()

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self._open_id is None:
            return
        if changes.all_materials or self._open_id in changes.materials:
            self._read(self._take_again)

    def _take_picture(self, sha256: str, image: QImage | None) -> None:
        dossier = self._dossier
        if image is not None:
            if len(self._pictures) >= _KEPT_PICTURES:
                self._pictures.clear()
            self._pictures[sha256] = image
            self.picture_ready.emit(sha256, image)
        elif dossier is not None:
            self._jobs.run(
                Lane.NETWORK,
                partial(_remote_picture, self._workspace, dossier.id, sha256),
                owner=self,
                on_success=partial(self._take_picture, sha256),
                on_error=partial(self._miss_picture, sha256),
            )

    def _miss_picture(self, sha256: str, error: ExpectedError) -> None:
        self.picture_missing.emit(sha256, error)

    def _revealed(
        self, material_id: int, field: RevealedField, plain: str, changes: Changes
    ) -> None:
        self._hub.publish(changes)
        if self._dossier is not None and self._dossier.id == material_id:
            self.revealed.emit(field, plain)


def _changed_by_others(before: Dossier, after: Dossier) -> bool:
    """Tell whether more changed than that the own decision arrived."""
    content = after.content_hash != before.content_hash
    return content or after.server_status not in {before.server_status, before.own_status}


def _local_picture(workspace: Workspace, sha256: str) -> QImage | None:
    data = browsing.picture(workspace=workspace, sha256=sha256)
    return None if data is None else image_of(data)


def _remote_picture(workspace: Workspace, material_id: int, sha256: str) -> QImage:
    data = fetching.fetch_picture(workspace=workspace, material_id=material_id, sha256=sha256)
    return image_of(data)
