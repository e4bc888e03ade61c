"""From the sign-in card to an open workspace: key, context, lease.

::

    session from the server ─┬─ keyring ──────────────── key ─┐
                             └─ no keyring ── PIN or none ────┤
    离线工作 ─┬─ keyring ─────────────── key ── kept session ──┼─ context ── replica ── opened
              └─ PIN ─────────────────── key ── kept session ──┘
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.app import ended
from desktop.app.credentials import PersonSecrets, SessionTokens, new_key
from desktop.app.pin import PinVault
from desktop.app.profile import KnownPerson
from desktop.domain.errors import ExpectedError, ReplicaLockedError, RuleViolationError
from desktop.domain.masking import mask_name
from desktop.screens.ports import Lane
from desktop.screens.sign_in.pin_view import PinTask
from desktop.screens.sign_in.ports import OfflineOffer
from desktop.screens.texts import problem_text
from desktop.screens.widgets.banner import BannerKind
from desktop.services.workspace import Workspace
from desktop.store.replica import Replica

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.app.credentials import SecretStore
    from desktop.app.gateway import ServerGateway
    from desktop.app.profile import Profile
    from desktop.contract.session import Context, Session
    from desktop.screens.ports import Jobs
    from desktop.screens.sign_in.view import SignInView


@dataclass(frozen=True, slots=True)
class Admission:
    """A person whose data may be opened.

    Attributes:
        tag: Folder of the person.
        session: What the server last said of the person.
        key: Key of the local data.
        lasting: Whether the key outlives the program; else the data end with it.
        by_pin: Whether a PIN wraps the key.
    """

    tag: str
    session: Session
    key: bytes
    lasting: bool
    by_pin: bool


class Entrance(QObject):
    """Drives the card until a workspace is open.

    Attributes:
        admission: Whose data are open, or were last.

    Signals:
        opened: A `Workspace` and the `Admission` that it was opened with.
    """

    opened = Signal(object, object)

    def __init__(
        self,
        *,
        profile: Profile,
        secrets: SecretStore,
        gateway: ServerGateway,
        jobs: Jobs,
        before_open: Callable[[], None],
        clock: Callable[[], float],
    ) -> None:
        """`before_open` blocks until data that were open before are closed."""
        super().__init__()
        self._before_open = before_open
        self._profile, self._secrets, self._gateway = profile, secrets, gateway
        self._jobs, self._clock = jobs, clock
        self._view: SignInView | None = None
        self._session: Session | None = None
        self._tag = ""
        self._task = PinTask.UNLOCK
        self.admission: Admission | None = None

    @property
    def lease_until(self) -> float:
        """Until when the open data may be used without the server, epoch seconds."""
        if self.admission is None:
            return float("inf")
        return self.admission.session.offline_lease_until

    @property
    def view(self) -> SignInView:
        """The card in use.

        Raises:
            LookupError: It is not shown.
        """
        if self._view is None:
            raise LookupError
        return self._view

    def attach(self, view: SignInView) -> None:
        """Use a fresh card."""
        self._view = view
        self._session = None
        self._gateway.use_tokens(SessionTokens())
        view.pin_given.connect(self._take_pin)
        view.pin_skipped.connect(self._skip_pin)
        view.context_chosen.connect(self._choose_context)
        view.offline_wanted.connect(self.open_offline)
        view.show_offer(self.offer(), self._clock())
        view.show_phone()

    def offer(self) -> OfflineOffer | None:
        """Return what can be opened without the server, if anything."""
        known = self._profile.known
        if known is None or known.locked:
            return None
        if not known.locked_by_pin and self._person(known.tag).data_key() is None:
            return None
        return OfflineOffer(known.masked_name, known.data_at, known.reviewable, known.locked_by_pin)

    @Slot(object)
    def signed_in(self, session: Session) -> None:
        """Go on with a session that the server has just given."""
        self._session = session
        self._tag = self._profile.tag_of(self._gateway.server, session.person.id)
        if not session.contexts:
            self._complain(RuleViolationError("no_context"))
            return
        work = partial(ended.take_up, self._profile, self._person(self._tag))
        self._jobs.run(Lane.WRITE, work, owner=self, on_success=self._go_on)

    def _go_on(self, person: PersonSecrets) -> None:
        """Find the key, or have one made."""
        self._gateway.adopt_tokens(person)
        key = person.data_key()
        if key is not None:
            self._admit(key, lasting=person.persistent, by_pin=False)
        elif person.persistent:
            self._profile.set_aside(self._tag)
            key = new_key()
            person.keep_data_key(key)
            self._admit(key, lasting=True, by_pin=False)
        else:
            exists = self._vault().exists
            self._ask_pin(PinTask.UNLOCK_SIGNED_IN if exists else PinTask.CHOOSE)

    @Slot()
    def open_offline(self) -> None:
        """Open the data of the person who worked here last."""
        known = self._profile.known
        if known is None:
            return
        self._session, self._tag = None, known.tag
        if known.server != self._gateway.server:
            self._gateway.use_server(known.server)
        if known.locked_by_pin:
            self._ask_pin(PinTask.UNLOCK)
            return
        person = self._person(known.tag)
        key = person.data_key()
        if key is None:
            self._complain(ReplicaLockedError("key_missing"))
            return
        self._gateway.use_tokens(SessionTokens(person))
        self._admit(key, lasting=True, by_pin=False)

    def switch(self, context: Context) -> None:
        """Open another context of the person who is in."""
        if self.admission is not None:
            self._open(self.admission, context)

    def renew_session(self, session: Session) -> None:
        """Keep a session document that the server has just given: it carries the lease."""
        if self.admission is not None:
            self.admission = replace(self.admission, session=session)
            self._profile.keep_session(self.admission.tag, session, self.admission.key)

    def _person(self, tag: str) -> PersonSecrets:
        return PersonSecrets(self._secrets, tag)

    def _vault(self) -> PinVault:
        return PinVault(self._profile.pin_path(self._tag), clock=self._clock)

    def _ask_pin(self, task: PinTask) -> None:
        self._task = task
        self.view.ask_pin(task)

    @Slot(str)
    def _take_pin(self, pin: str) -> None:
        choosing = self._task is PinTask.CHOOSE
        work = partial(_new_vault if choosing else _opened_vault, self._vault(), pin)
        self._jobs.run(
            Lane.WRITE,
            work,
            owner=self,
            on_success=self._unlocked,
            on_error=self._not_unlocked,
        )

    @Slot()
    def _skip_pin(self) -> None:
        if self._task is PinTask.CHOOSE:
            self._admit(new_key(), lasting=False, by_pin=False)
        elif self._task is PinTask.UNLOCK_SIGNED_IN:
            self._profile.set_aside(self._tag)
            self._ask_pin(PinTask.CHOOSE)
        else:
            self.view.show_phone()

    def _unlocked(self, key: bytes) -> None:
        self._admit(key, lasting=True, by_pin=True)

    def _not_unlocked(self, error: ExpectedError) -> None:
        self.view.pin.show_problem(problem_text(error))

    def _admit(self, key: bytes, *, lasting: bool, by_pin: bool) -> None:
        """Go on with a key: read or keep the session, then choose the context."""
        try:
            session = self._session
            if session is None:
                session = self._profile.session(self._tag, key)
                if self._clock() > session.offline_lease_until:
                    self._profile.lock()
                    raise ReplicaLockedError("lease_over")
            else:
                self._profile.keep_session(self._tag, session, key)
        except ExpectedError as error:
            self._complain(error)
            return
        self.admission = Admission(self._tag, session, key, lasting, by_pin)
        known = self._profile.known
        last = known.context_key if known and known.tag == self._tag else ""
        contexts = session.contexts
        chosen = next((one for one in contexts if one.key == last), None)
        chosen = contexts[0] if len(contexts) == 1 else chosen
        if chosen is not None and (self._session is None or len(contexts) == 1):
            self._open(self.admission, chosen)
        else:
            self.view.ask_context(session.person.name, contexts)

    @Slot(object)
    def _choose_context(self, context: Context) -> None:
        if self.admission is not None:
            self._open(self.admission, context)

    def _open(self, admission: Admission, context: Context) -> None:
        if self._view is not None:
            self._view.show_opening(context.organization_name)
        path = self._profile.replica_path(admission.tag, context)
        self._jobs.run(
            Lane.WRITE,
            partial(_open_replica, self._before_open, path, admission.key, context),
            owner=self,
            on_success=partial(self._opened, admission, context),
            on_error=partial(self._not_opened, admission, context),
        )

    def _not_opened(self, admission: Admission, context: Context, error: ExpectedError) -> None:
        """Data that their key does not open are set aside where the server can give them anew."""
        path = self._profile.replica_path(admission.tag, context)
        if isinstance(error, ReplicaLockedError) and self._session is not None and path.exists():
            self._profile.set_aside(admission.tag, context)
            self._open(admission, context)
        else:
            self._complain(error)

    def _opened(self, admission: Admission, context: Context, replica: Replica) -> None:
        workspace = Workspace(
            replica=replica,
            api=self._gateway.api,
            context=context,
            session=admission.session,
            device_id=self._profile.device_id,
            clock=self._clock,
        )
        self._know(admission, context)
        self._view = None
        self.opened.emit(workspace, admission)

    def _know(self, admission: Admission, context: Context) -> None:
        """Write down who works here now; without a lasting key nobody is known next time."""
        if not admission.lasting:
            self._profile.remember(None)
            return
        self._profile.know(
            KnownPerson(
                tag=admission.tag,
                server=self._gateway.server,
                masked_name=mask_name(admission.session.person.name),
                locked_by_pin=admission.by_pin,
                context_key=context.key,
            )
        )

    def _complain(self, error: ExpectedError) -> None:
        self.view.show_notice(BannerKind.WARN, problem_text(error))
        self.view.show_offer(self.offer(), self._clock())
        self.view.show_phone()


def _new_vault(vault: PinVault, pin: str) -> bytes:
    key = new_key()
    vault.close(pin, key)
    return key


def _opened_vault(vault: PinVault, pin: str) -> bytes:
    return vault.open(pin)


def _open_replica(
    before_open: Callable[[], None], path: Path, key: bytes, context: Context
) -> Replica:
    before_open()
    return Replica.open(path, key, level=context.level, business=context.business)
