"""Which part of the tree the pages show, and the tree's own news."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot

from desktop.domain.organizations import is_within
from desktop.screens.ports import Lane
from desktop.screens.shell.tree_model import OrganizationTreeModel
from desktop.services import browsing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.changes import Changes
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.screens.shell.tree_model import Organization
    from desktop.services.workspace import Workspace


class TreePresenter(QObject):
    """Fills the tree and turns a chosen row into a scope.

    Signals:
        loaded: The tree itself changed: open and mark rows anew.
        scope_chosen: Path and name of the institution that all pages show from now on.
    """

    loaded = Signal()
    scope_chosen = Signal(str, str)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self.model = OrganizationTreeModel(self)
        self.organization_id = workspace.context.organization_id
        batch = workspace.current_batch
        self._year = batch.year if batch is not None else None
        hub.changed.connect(self._note)

    @Slot()
    def refresh(self) -> None:
        """Read the tree again."""
        self._jobs.run(
            Lane.READ,
            partial(browsing.organizations, workspace=self._workspace, year=self._year),
            owner=self,
            on_success=self._show,
        )

    @Slot(int)
    def set_year(self, year: int) -> None:
        """Count what waits in another year."""
        self._year = year
        self.refresh()

    @Slot(QModelIndex)
    def choose(self, index: QModelIndex) -> None:
        """Let the pages show the subtree of a row."""
        chosen = self.model.organization(index)
        if chosen.id != self.organization_id:
            self.organization_id = chosen.id
            self.scope_chosen.emit(chosen.path, chosen.name)

    def current_index(self) -> QModelIndex:
        """Return the row of the chosen institution; invalid while a search hides it."""
        return self.model.index_of(self.organization_id)

    def _show(self, nodes: Sequence[Organization]) -> None:
        own = self._workspace.context.organization_path
        if self.model.show_nodes([node for node in nodes if is_within(node.path, own)]):
            self.loaded.emit()

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if (
            changes.organizations
            or changes.authorizations
            or changes.materials
            or changes.all_materials
        ):
            self.refresh()
