"""The decision in hand: which verdict, which period, which remark, and whether it may be given."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.contract.operations import SeenVersion
from desktop.domain.errors import ExpectedError, RuleViolationError
from desktop.domain.practice_period import Period, needs_period
from desktop.domain.prechecks import form_period
from desktop.domain.review import ReviewLevel, Verdict
from desktop.screens.ports import Lane
from desktop.screens.review import decision_rules
from desktop.services import reviewing
from desktop.store.records import Draft

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.changes import Changes
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace
    from desktop.store.records import Dossier

_DRAFT_MS: Final = 300


class DecisionPresenter(QObject):
    """Holds what the person chose and typed for the open dossier.

    Signals:
        reset: Another dossier is open, or its state changed; the bar shows everything anew.
        verdict_changed: Another verdict was chosen (or none).
        period_changed: The period in hand changed; carries a `Period` or None.
        rule_broken: An `ExpectedError` tells what to mend; its `field` says where.
        confirmation_wanted: The verdict cannot be undone; carries the name to type.
        decided: The action is safely stored; carries the material's id and whether to go on.
    """

    reset = Signal()
    verdict_changed = Signal()
    period_changed = Signal(object)
    rule_broken = Signal(object)
    confirmation_wanted = Signal(str)
    decided = Signal(int, bool)

    def __init__(
        self, workspace: Workspace, jobs: Jobs, hub: ChangeHub, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._hub = workspace, jobs, hub
        self._dossier: Dossier | None = None
        self._advance = False
        self._busy = False
        self.verdict: Verdict | None = None
        self.remark = ""
        self.start: date | None = None
        self.end: date | None = None
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_MS)
        self._draft_timer.timeout.connect(self.save_draft)

    @property
    def dossier(self) -> Dossier | None:
        """The open dossier."""
        return self._dossier

    @property
    def period(self) -> Period | None:
        """实习时间 as chosen, None while it is incomplete."""
        if self.start is None or self.end is None:
            return None
        return Period(self.start, self.end)

    @property
    def wants_period(self) -> bool:
        """Whether the chosen verdict needs 实习时间."""
        level = self._workspace.context.level
        return self.verdict is not None and needs_period(self.verdict, level)

    @property
    def is_unit(self) -> bool:
        """Whether the own level is the unit's, which confirms 实习时间."""
        return self._workspace.context.level is ReviewLevel.UNIT

    @property
    def refusal_grace(self) -> int:
        """For how many seconds 审核不通过 can be taken back."""
        return self._workspace.grace_of(Verdict.REFUSED)

    @property
    def closed_code(self) -> str:
        """Why no verdict can be given now, or an empty string."""
        return decision_rules.closed_code(self._workspace, self._dossier)

    @property
    def replaces_own(self) -> bool:
        """Whether an own verdict still waits here, which a new one would replace."""
        return decision_rules.replaces_own(self._dossier)

    @property
    def may_retract(self) -> bool:
        """Whether 撤回本级结论 can be offered."""
        return decision_rules.may_retract(self._workspace, self._dossier)

    def show(self, dossier: Dossier | None) -> None:
        """Open another dossier, or the same one after something changed it."""
        same = _content_of(dossier) == _content_of(self._dossier)
        self.flush()
        self._dossier = dossier
        if not same or dossier is None:
            self._restore(None if dossier is None else dossier.draft)
        self.reset.emit()
        self.period_changed.emit(self.period if self.wants_period else None)

    @Slot(str)
    def choose(self, key: str) -> None:
        """Choose a verdict by its key."""
        if self.closed_code:
            return
        self.verdict = Verdict(key) if key else None
        if self.wants_period and self.period is None:
            form = form_period(self._dossier.details) if self._dossier is not None else None
            if form is not None:
                self.start, self.end = form.start, form.end
        self.verdict_changed.emit()
        self.period_changed.emit(self.period if self.wants_period else None)
        self._draft_timer.start()

    @Slot(str)
    def write(self, remark: str) -> None:
        """Take the remark as typed."""
        self.remark = remark
        self._draft_timer.start()

    @Slot(object, object)
    def choose_period(self, start: date | None, end: date | None) -> None:
        """Take 实习时间 as typed or picked."""
        self.start, self.end = start, end
        self.period_changed.emit(self.period)
        self._draft_timer.start()

    def submit(self, *, advance: bool) -> None:
        """Submit; 审核不通过 asks for a typed confirmation first."""
        if self._dossier is None or self._busy:
            return
        self._advance = advance
        if self.verdict is None:
            self.rule_broken.emit(RuleViolationError("verdict_required", field="/verdict"))
        elif self.verdict is Verdict.REFUSED and self.remark.strip():
            self.confirmation_wanted.emit(self._dossier.name)
        else:
            self.record()

    @Slot()
    def record(self) -> None:
        """Store the decision; it leaves after the grace time."""
        dossier, verdict = self._dossier, self.verdict
        if dossier is None or verdict is None:
            return
        work = partial(
            reviewing.record_decision,
            workspace=self._workspace,
            material_id=dossier.id,
            seen=_seen(dossier),
            verdict=verdict,
            remark=self.remark.strip(),
            period=self.period if self.wants_period else None,
        )
        self._run(work, dossier.id)

    @Slot()
    def retract(self) -> None:
        """Take back the own level's verdict."""
        dossier = self._dossier
        if dossier is None:
            return
        self._advance = False
        self._run(
            partial(
                reviewing.retract,
                workspace=self._workspace,
                material_id=dossier.id,
                seen=_seen(dossier),
            ),
            dossier.id,
        )

    def remove_from_unit(self, reason: str) -> None:
        """End the person's binding to the unit."""
        if (dossier := self._dossier) is None:
            return
        self._advance = False
        self._run(
            partial(
                reviewing.remove_from_unit,
                workspace=self._workspace,
                material_id=dossier.id,
                seen=_seen(dossier),
                reason=reason,
            ),
            dossier.id,
        )

    @Slot()
    def discard(self) -> None:
        """Forget what was chosen and typed."""
        self._draft_timer.stop()
        self._restore(None)
        if self._dossier is not None:
            self._jobs.run(
                Lane.WRITE,
                partial(
                    reviewing.discard_draft,
                    workspace=self._workspace,
                    material_id=self._dossier.id,
                ),
                owner=self,
            )
        self.reset.emit()
        self.period_changed.emit(None)

    def flush(self) -> None:
        """Save a draft that waits for its timer."""
        if self._draft_timer.isActive():
            self.save_draft()

    @Slot()
    def save_draft(self) -> None:
        """Keep what was typed, so that a crash loses nothing."""
        self._draft_timer.stop()
        if self._dossier is None:
            return
        draft = Draft(
            material_id=self._dossier.id,
            verdict=self.verdict,
            remark=self.remark,
            period=self.period,
            saved_at=self._workspace.now,
        )
        self._jobs.run(
            Lane.WRITE,
            partial(reviewing.save_draft, workspace=self._workspace, draft=draft),
            owner=self,
        )

    def _run(self, work: partial[Changes], material_id: int) -> None:
        self._draft_timer.stop()
        self._busy = True
        self._jobs.run(
            Lane.WRITE,
            work,
            owner=self,
            on_success=partial(self._recorded, material_id),
            on_error=self._refused,
        )

    def _recorded(self, material_id: int, changes: Changes) -> None:
        self._busy = False
        if self._dossier is not None and self._dossier.id == material_id:
            self._restore(None)
        self._hub.publish(changes)
        self.decided.emit(material_id, self._advance)

    def _refused(self, error: ExpectedError) -> None:
        self._busy = False
        self.rule_broken.emit(error)

    def _restore(self, draft: Draft | None) -> None:
        self.verdict = draft.verdict if draft is not None else None
        self.remark = draft.remark if draft is not None else ""
        period = draft.period if draft is not None else None
        self.start, self.end = (period.start, period.end) if period is not None else (None, None)


def _content_of(dossier: Dossier | None) -> tuple[int, str] | None:
    return None if dossier is None else (dossier.id, dossier.content_hash)


def _seen(dossier: Dossier) -> SeenVersion:
    return SeenVersion(rev=dossier.rev, content_hash=dossier.content_hash)
