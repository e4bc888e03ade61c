"""业务授权: rows from the local data, codes from the server and only in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.authorization import AuthorizationState
from desktop.domain.errors import NotReachableError
from desktop.domain.organizations import is_administrative
from desktop.domain.review import Role
from desktop.screens import texts
from desktop.screens.authorization.columns import (
    Circumstances,
    administrative_columns,
    needs_code,
    own_columns,
)
from desktop.screens.authorization.model import AuthorizationModel
from desktop.screens.ports import Lane
from desktop.services import authorizing, browsing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.contract.authorizing import AuthorizationView, Generated, IssuedCode
    from desktop.domain.changes import Changes
    from desktop.domain.errors import ExpectedError
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace
    from desktop.store.records import AuthorizationItem

_Key = tuple[int, str]

BATCH: Final = 500
"""Institutions in one request."""

SOON_SECONDS: Final = 2 * 86_400
"""A code that dies within two days is about to expire."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the institutions of the subtree stand.

    Attributes:
        whole: By state, whatever the search says.
        found: By state, of those that the search finds.
        expiring_soon: Codes that nobody used and that die within two days.
    """

    whole: Counter[AuthorizationState]
    found: Counter[AuthorizationState]
    expiring_soon: int


class BulkResult(NamedTuple):
    """What 批量生成 did: issued codes and what was left out, by name."""

    issued: tuple[tuple[str, IssuedCode], ...]
    skipped: tuple[tuple[str, str], ...]


class _Read(NamedTuple):
    everything: list[AuthorizationItem]
    found: list[AuthorizationItem]


class AuthorizationPresenter(QObject):
    """Keeps the table current and runs 生成授权码.

    Signals:
        standing_changed: A `Standing`, with every read.
        online_changed: Whether the server answers.
        generated: A `BulkResult`.
        failed: A sentence.
        busy_changed: Whether codes are being generated.
        sync_wanted: The server changed something that the local data do not show yet.
    """

    standing_changed = Signal(object)
    online_changed = Signal(bool)
    generated = Signal(object)
    failed = Signal(str)
    busy_changed = Signal(bool)
    sync_wanted = Signal()

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._jobs = workspace, jobs
        context = workspace.context
        self.is_administrative = is_administrative(context.organization_kind)
        right = Role.OFFICER if self.is_administrative else Role.HR
        self.may_act = right in context.roles
        columns = administrative_columns() if self.is_administrative else own_columns()
        self.columns = tuple(columns)
        self.model = AuthorizationModel(columns, self)
        self._path = context.organization_path
        self._text = ""
        self._state: AuthorizationState | None = None
        self._online: bool | None = None
        self._codes: dict[_Key, IssuedCode] = {}
        self._ahead: dict[_Key, AuthorizationItem] = {}
        self._read = _Read([], [])
        self._shown = False
        self._stale = True
        hub.changed.connect(self._note)

    @property
    def online(self) -> bool | None:
        """Whether the server answers; None while nobody knows yet."""
        return self._online

    @property
    def around(self) -> Circumstances:
        """What else than the rows decides what they show."""
        return Circumstances(self._codes, self.may_act, self._online, self.workspace.now)

    @property
    def generable(self) -> list[AuthorizationItem]:
        """Ticked rows that have no living code and nobody bound."""
        now = self.workspace.now
        return [item for item in self.model.checked_items if needs_code(item, now)]

    def set_scope(self, path: str) -> None:
        """Show this subtree."""
        self._path = path or self.workspace.context.organization_path
        self._note_stale()

    def set_text(self, text: str) -> None:
        """Search names, codes and initials."""
        self._text = text
        self._note_stale()

    def set_state(self, state: AuthorizationState | None) -> None:
        """Show institutions in one state, or all."""
        self._state = state
        self._show()

    def set_shown(self, *, shown: bool) -> None:
        """Read only while somebody looks."""
        self._shown = shown
        if shown:
            self.refresh_codes()
        if shown and self._stale:
            self.refresh()

    @Slot(bool)
    def set_online(self, online: bool) -> None:
        """Hear from the exchange whether the server answers."""
        if online and self._shown and self._online is not True:
            self.refresh_codes()
        elif not online:
            self._tell_online(online=False)

    @Slot()
    def refresh(self) -> None:
        """Read the rows again."""
        self._stale = False
        own = not self.is_administrative
        self._jobs.run(
            Lane.READ,
            partial(_read_rows, self.workspace, self._path, self._text, own=own),
            owner=self,
            on_success=self._take,
        )

    @Slot()
    def refresh_codes(self) -> None:
        """Ask the server for the living codes; this also tells whether it answers."""
        if not self.may_act:
            return
        self._jobs.run(
            Lane.NETWORK,
            partial(_codes, self.workspace, own=not self.is_administrative),
            owner=self,
            on_success=self._take_codes,
            on_error=self._miss_codes,
        )

    def generate(self, items: Sequence[AuthorizationItem]) -> None:
        """Generate codes for these rows; an old one becomes void."""
        if not items:
            return
        self.busy_changed.emit(True)
        self._jobs.run(
            Lane.NETWORK,
            partial(_generate, self.workspace, items),
            owner=self,
            on_success=partial(self._generated, tuple(items)),
            on_error=self._not_generated,
        )

    def show_ahead(self, view: AuthorizationView) -> None:
        """Show what an act at the server did, until the next sync brings it."""
        at = self.model.row_of(view.organization_id, view.business)
        if at >= 0:
            self._ahead[view.organization_id, view.business] = replace(
                self.model.items[at],
                id=view.authorization_id,
                state=view.state,
                activated_at=view.activated_at,
                manager_name=view.manager_name,
                manager_phone=view.manager_phone,
            )
        self._codes.pop((view.organization_id, view.business), None)
        self._show()
        self.sync_wanted.emit()

    @Slot(object)
    def _note(self, changes: Changes) -> None:
        if changes.authorizations:
            self._ahead.clear()
        if changes.authorizations or changes.organizations or changes.session:
            self._note_stale()
            if self._shown:
                self.refresh_codes()

    def _note_stale(self) -> None:
        self._stale = True
        if self._shown:
            self.refresh()

    def _take(self, read: _Read) -> None:
        self._read = read
        self._show()

    def _show(self) -> None:
        now = self.workspace.now
        whole = self._with_news(self._read.everything)
        found = self._with_news(self._read.found)
        soon = sum(_expires_soon(item, now) for item in whole)
        self.standing_changed.emit(Standing(_by_state(whole), _by_state(found), soon))
        wanted = [item for item in found if self._state in {None, item.state}]
        self.model.show_items(wanted, self.around)

    def _with_news(self, items: Iterable[AuthorizationItem]) -> list[AuthorizationItem]:
        return [self._ahead.get((item.organization_id, item.business), item) for item in items]

    def _take_codes(self, codes: dict[_Key, IssuedCode]) -> None:
        self._codes = codes
        self._tell_online(online=True)
        self._show()

    def _miss_codes(self, error: ExpectedError) -> None:
        if isinstance(error, NotReachableError):
            self._tell_online(online=False)
        else:
            self.failed.emit(texts.problem_text(error))

    def _tell_online(self, *, online: bool) -> None:
        if online is not self._online:
            self._online = online
            self.online_changed.emit(online)
            self._show()

    def _generated(self, items: tuple[AuthorizationItem, ...], answer: Generated) -> None:
        self.busy_changed.emit(False)
        self._tell_online(online=True)
        asked = {(item.organization_id, item.business): item for item in items}
        issued = []
        for code in answer.codes:
            key = (code.organization_id, code.business)
            self._codes[key] = code
            item = asked[key]
            self._ahead[key] = replace(
                item,
                state=AuthorizationState.GENERATED,
                generated_at=self.workspace.now,
                expires_at=code.expires_at,
            )
            issued.append((item.organization_name, code))
        names = {item.organization_id: item.organization_name for item in items}
        skipped = [(names.get(one.organization_id, ""), one.code) for one in answer.skipped]
        self._show()
        self.generated.emit(BulkResult(tuple(issued), tuple(skipped)))
        self.sync_wanted.emit()

    def _not_generated(self, error: ExpectedError) -> None:
        self.busy_changed.emit(False)
        if isinstance(error, NotReachableError):
            self._tell_online(online=False)
        self.failed.emit(texts.problem_text(error))
        self.sync_wanted.emit()


def _read_rows(workspace: Workspace, path: str, text: str, *, own: bool) -> _Read:
    context = workspace.context
    if own:
        rows = browsing.authorizations(
            workspace=workspace,
            organization_path=context.organization_path,
            organization_id=context.organization_id,
        )
        return _Read(rows, rows)
    everything = _below(workspace, path, "")
    return _Read(everything, _below(workspace, path, text) if text else everything)


def _below(workspace: Workspace, path: str, text: str) -> list[AuthorizationItem]:
    """Return the subtree without the own unit, which somebody above authorizes."""
    rows = browsing.authorizations(workspace=workspace, organization_path=path, text=text)
    return [item for item in rows if item.organization_id != workspace.context.organization_id]


def _codes(workspace: Workspace, *, own: bool) -> dict[_Key, IssuedCode]:
    found = (
        list(authorizing.own_codes(workspace=workspace).values())
        if own
        else list(authorizing.codes(workspace=workspace).values())
    )
    return {(code.organization_id, code.business): code for code in found}


def _generate(workspace: Workspace, items: Sequence[AuthorizationItem]) -> Generated:
    """Ask in helpings that the server takes; all rows are of one business."""
    ids, business = [item.organization_id for item in items], items[0].business
    answers = [
        authorizing.generate(
            workspace=workspace, organization_ids=ids[at : at + BATCH], business=business
        )
        for at in range(0, len(ids), BATCH)
    ]
    codes = tuple(code for answer in answers for code in answer.codes)
    skipped = tuple(one for answer in answers for one in answer.skipped)
    return answers[0].model_copy(update={"codes": codes, "skipped": skipped})


def _by_state(items: Iterable[AuthorizationItem]) -> Counter[AuthorizationState]:
    return Counter(item.state for item in items)


def _expires_soon(item: AuthorizationItem, now: int) -> bool:
    if item.state is not AuthorizationState.GENERATED or item.expires_at is None:
        return False
    return now < item.expires_at <= now + SOON_SECONDS
