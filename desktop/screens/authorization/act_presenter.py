"""An act at the server that may ask for a fresh proof of who sits there, and then goes on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.masking import mask_phone
from desktop.screens import texts
from desktop.screens.ports import Lane
from desktop.services import authorizing, signing_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.contract.authorizing import AuthorizationView, MatchedPerson
    from desktop.contract.session import SmsRequested
    from desktop.domain.authorization import RevocationPurpose
    from desktop.domain.errors import ExpectedError
    from desktop.screens.ports import Jobs
    from desktop.services.workspace import Workspace
    from desktop.store.records import AuthorizationItem

_T = TypeVar("_T")
_PROOF: Final = "reauth_required"


class ActPresenter(QObject):
    """直接授权 and 解除授权 of one institution.

    Signals:
        busy_changed: Whether the server is being asked.
        matched: The `MatchedPerson` behind the number.
        failed: Place to mend (`/id_number`, `/reason`, `/typed_name`, or empty) and a sentence.
        proof_wanted: The server asks who sits there; carries the masked phone the code goes to.
        code_sent: Seconds after which another code may be asked for.
        proof_failed: A sentence about the 验证码.
        done: The act is done; carries its `AuthorizationView`.
    """

    busy_changed = Signal(bool)
    matched = Signal(object)
    failed = Signal(str, str)
    proof_wanted = Signal(str)
    code_sent = Signal(int)
    proof_failed = Signal(str)
    done = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        item: AuthorizationItem,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.item = item
        self._workspace, self._jobs = workspace, jobs
        self._person: MatchedPerson | None = None
        self._asked = ""
        self._request_id = ""
        self._again: Callable[[], AuthorizationView] | None = None

    @property
    def now(self) -> int:
        """The present time in epoch seconds, for checks of dates."""
        return self._workspace.now

    @property
    def person(self) -> MatchedPerson | None:
        """Who was found for the number on the screen."""
        return self._person

    def match(self, id_number: str) -> None:
        """Look for the verified person behind a number."""
        self._person, self._asked = None, id_number
        work = partial(
            authorizing.match,
            workspace=self._workspace,
            organization_id=self.item.organization_id,
            id_number=id_number,
            business=self.item.business,
        )
        self._run(work, partial(self._take_match, id_number), self._miss_match)

    def forget_match(self) -> None:
        """The number on the screen is another one now."""
        self._person, self._asked = None, ""

    def direct(self) -> None:
        """Make the person that was shown the 业务管理人."""
        if self._person is not None:
            token = self._person.match_token
            self._act(
                partial(authorizing.direct, workspace=self._workspace, match_token=token),
            )

    def revoke(self, purpose: RevocationPurpose, reason: str, typed_name: str) -> None:
        """End the authorization."""
        self._act(
            partial(
                authorizing.revoke,
                workspace=self._workspace,
                organization_id=self.item.organization_id,
                purpose=purpose,
                reason=reason,
                typed_name=typed_name,
                business=self.item.business,
            )
        )

    @Slot()
    def request_code(self) -> None:
        """Send a 验证码 to the signed-in person."""
        self._run(
            partial(signing_in.reauth_request, api=self._workspace.api),
            self._take_request,
            self._miss_proof,
        )

    @Slot(str)
    def prove(self, code: str) -> None:
        """Prove who sits there, and go on with the act."""
        self._run(
            partial(
                signing_in.reauth,
                api=self._workspace.api,
                request_id=self._request_id,
                code="".join(code.split()),
            ),
            self._proved,
            self._miss_proof,
        )

    def _act(self, work: Callable[[], AuthorizationView]) -> None:
        self._again = work
        self._run(work, self.done.emit, self._miss_act)

    def _run(
        self,
        work: Callable[[], _T],
        on_success: Callable[[_T], None],
        on_error: Callable[[ExpectedError], None],
    ) -> None:
        self.busy_changed.emit(True)
        self._jobs.run(
            Lane.NETWORK,
            work,
            owner=self,
            on_success=partial(self._end, on_success),
            on_error=partial(self._end, on_error),
        )

    def _end(self, go_on: Callable[[_T], None], value: _T) -> None:
        self.busy_changed.emit(False)
        go_on(value)

    def _take_match(self, id_number: str, person: MatchedPerson) -> None:
        if id_number == self._asked:
            self._person = person
            self.matched.emit(person)

    def _miss_match(self, error: ExpectedError) -> None:
        if self._asked:
            self.failed.emit(error.field, texts.problem_text(error))

    def _miss_act(self, error: ExpectedError) -> None:
        if error.code == _PROOF:
            self.proof_wanted.emit(mask_phone(self._workspace.session.person.phone))
            self.request_code()
            return
        if error.code == "match_expired":
            self.forget_match()
        self.failed.emit(error.field, texts.problem_text(error))

    def _take_request(self, request: SmsRequested) -> None:
        self._request_id = request.request_id
        self.code_sent.emit(request.resend_after)

    def _proved(self, _nothing: object) -> None:
        if self._again is not None:
            self._act(self._again)

    def _miss_proof(self, error: ExpectedError) -> None:
        self.proof_failed.emit(texts.problem_text(error))
