"""Signing in by phone code: the server's state, the two fields, what goes wrong at which field."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.errors import ExpectedError, NotReachableError, RuleViolationError
from desktop.domain.identity import check_mobile, require_valid
from desktop.screens.ports import Lane
from desktop.screens.texts import problem_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.contract.session import ServerInfo, Session, SmsRequested
    from desktop.screens.ports import JobHandle, Jobs
    from desktop.screens.sign_in.ports import SignInGateway

CODE_LENGTH: Final = 6
_AT_CODE: Final = frozenset({"code_wrong", "code_expired", "code_burnt", "malformed"})


class ServerCondition(StrEnum):
    """How the server stands."""

    UNSET = "unset"
    CHECKING = "checking"
    REACHABLE = "reachable"
    OFFLINE = "offline"
    UNSUITABLE = "unsuitable"


class SignInField(StrEnum):
    """Where a problem is shown."""

    SERVER = "server"
    PHONE = "phone"
    CODE = "code"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class ServerView:
    """The server as the card shows it.

    Attributes:
        address: Its address.
        condition: How it stands.
        milliseconds: How long its answer took; 0 where there was none.
        demo: Whether it is a demo server.
        problem: A sentence, with UNSUITABLE only.
    """

    address: str
    condition: ServerCondition
    milliseconds: int = 0
    demo: bool = False
    problem: str = ""


class SignInPresenter(QObject):
    """Drives the sign-in card.

    Signals:
        server_changed: A `ServerView`.
        people_changed: A tuple of demo people; empty hides the list.
        code_sent: Seconds until another code may be asked for.
        demo_code_found: The code that the demo server sent.
        failed: A `SignInField` and a sentence.
        sign_in_started: A code is being checked.
        sign_in_ended: It has been checked, well or not.
        signed_in: The session.
    """

    server_changed = Signal(object)
    people_changed = Signal(object)
    code_sent = Signal(int)
    demo_code_found = Signal(str)
    failed = Signal(str, str)
    sign_in_started = Signal()
    sign_in_ended = Signal()
    signed_in = Signal(object)

    def __init__(
        self,
        gateway: SignInGateway,
        jobs: Jobs,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._gateway, self._jobs, self._clock = gateway, jobs, clock
        self._request_id = ""
        self._phone = ""
        self._checking: JobHandle | None = None
        self.server = ServerView(gateway.server, ServerCondition.UNSET)

    @Slot()
    def start(self) -> None:
        """Look whether the server answers."""
        self.people_changed.emit(())
        if not self._gateway.server:
            self._show(ServerView("", ServerCondition.UNSET))
            return
        if self._checking is not None:
            self._checking.cancel()
        self._show(ServerView(self._gateway.server, ServerCondition.CHECKING))
        self._checking = self._jobs.run(
            Lane.NETWORK,
            partial(_timed, self._gateway.check_server, self._clock),
            owner=self,
            on_success=self._server_answered,
            on_error=self._server_failed,
        )

    def change_server(self, address: str) -> bool:
        """Use another server; False, with a sentence at the field, where that is no address."""
        try:
            self._gateway.use_server(address)
        except RuleViolationError as error:
            self.failed.emit(SignInField.SERVER, problem_text(error))
            return False
        self._request_id = ""
        self.start()
        return True

    def request_code(self, phone: str) -> None:
        """Send a code to a phone."""
        try:
            number = require_valid(check_mobile(phone), "/phone")
        except RuleViolationError as error:
            self.failed.emit(SignInField.PHONE, problem_text(error))
            return
        self._phone = number
        self._jobs.run(
            Lane.NETWORK,
            partial(self._gateway.request_code, number),
            owner=self,
            on_success=self._code_requested,
            on_error=self._request_failed,
        )

    def sign_in(self, code: str) -> None:
        """Check the code that the person typed."""
        digits = "".join(code.split())
        if not self._request_id:
            self.failed.emit(SignInField.CODE, self.tr("请先获取验证码。"))
        elif len(digits) != CODE_LENGTH or not digits.isdecimal():
            self.failed.emit(SignInField.CODE, self.tr("验证码是 6 位数字。"))
        else:
            self.sign_in_started.emit()
            self._jobs.run(
                Lane.NETWORK,
                partial(self._gateway.sign_in, self._request_id, digits),
                owner=self,
                on_success=self._signed_in,
                on_error=self._sign_in_failed,
            )

    def _show(self, server: ServerView) -> None:
        self.server = server
        self.server_changed.emit(server)

    def _server_answered(self, answer: tuple[ServerInfo, int]) -> None:
        info, milliseconds = answer
        address = self._gateway.server
        self._show(ServerView(address, ServerCondition.REACHABLE, milliseconds, info.demo))
        if info.demo:
            self._jobs.run(
                Lane.NETWORK,
                self._gateway.demo_people,
                owner=self,
                on_success=self.people_changed.emit,
                on_error=self._ignore,
            )
            self._look_for_demo_code()

    def _server_failed(self, error: ExpectedError) -> None:
        address = self._gateway.server
        if isinstance(error, NotReachableError):
            self._show(ServerView(address, ServerCondition.OFFLINE))
        else:
            words = problem_text(error)
            self._show(ServerView(address, ServerCondition.UNSUITABLE, problem=words))

    def _code_requested(self, answer: SmsRequested) -> None:
        self._request_id = answer.request_id
        self.code_sent.emit(answer.resend_after)
        self._look_for_demo_code()

    def _look_for_demo_code(self) -> None:
        """Offer the demo's code; a quick person asks before the server has said it is a demo."""
        if self.server.demo and self._request_id:
            self._jobs.run(
                Lane.NETWORK,
                partial(self._gateway.demo_code, self._phone),
                owner=self,
                on_success=self._demo_code_found,
                on_error=self._ignore,
            )

    def _demo_code_found(self, code: str | None) -> None:
        if code:
            self.demo_code_found.emit(code)

    def _request_failed(self, error: ExpectedError) -> None:
        offline = isinstance(error, NotReachableError)
        self.failed.emit(SignInField.FORM if offline else SignInField.PHONE, problem_text(error))

    def _sign_in_failed(self, error: ExpectedError) -> None:
        self.sign_in_ended.emit()
        if error.code in {"code_burnt", "code_expired"}:
            self._request_id = ""
        field = SignInField.CODE if error.code in _AT_CODE else SignInField.FORM
        self.failed.emit(field, problem_text(error))

    def _signed_in(self, session: Session) -> None:
        self._request_id = ""
        self.sign_in_ended.emit()
        self.signed_in.emit(session)

    def _ignore(self, _error: ExpectedError) -> None:
        """The demo's help is a convenience; without it the person types."""


def _timed(work: Callable[[], ServerInfo], clock: Callable[[], float]) -> tuple[ServerInfo, int]:
    began = clock()
    answer = work()
    return answer, max(1, round((clock() - began) * 1000))
