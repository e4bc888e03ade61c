"""What an account that is over leaves on this device: erased, or kept and offered as a list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from desktop.app import ended
from desktop.app.credentials import PersonSecrets
from desktop.app.files import write_whole
from desktop.domain.errors import ExpectedError, RuleViolationError
from desktop.screens.ports import Lane
from desktop.screens.sign_in.kept_list import kept_list
from desktop.screens.sign_in.ports import Kept
from desktop.screens.texts import problem_text
from desktop.screens.widgets.banner import BannerKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.credentials import SecretStore
    from desktop.app.entrance import Admission
    from desktop.app.profile import Profile
    from desktop.screens.ports import Jobs
    from desktop.screens.sign_in.view import SignInView
    from desktop.store.records import OutboxItem


class KeptWork(QObject):
    """Ends accounts on this device and offers the list of what they left."""

    def __init__(
        self,
        profile: Profile,
        secrets: SecretStore,
        jobs: Jobs,
        *,
        before_open: Callable[[], None],
        clock: Callable[[], float],
    ) -> None:
        """`before_open` blocks until data that were open before are closed."""
        super().__init__()
        self._profile, self._secrets, self._jobs = profile, secrets, jobs
        self._before_open, self._clock = before_open, clock
        self._view: SignInView | None = None

    def end(self, admission: Admission) -> None:
        """Erase what an account brought here; its data are closed, any thread may call."""
        person = PersonSecrets(self._secrets, admission.tag)
        ended.end(self._profile, person, admission.key, int(self._clock()))

    def show_on(self, view: SignInView) -> None:
        """Tidy up behind the card and say on it what is left."""
        self._view = view
        view.kept.wanted.connect(self.choose_file)
        self._jobs.run(Lane.WRITE, self._tidied, owner=self, on_success=self._show)

    @Slot()
    def choose_file(self) -> None:
        """Ask where the list goes."""
        dialog = QFileDialog(self._view, self.tr("导出停用账号留下的审核清单"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("表格 (*.csv)")])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr("未生效的审核.csv"))
        dialog.fileSelected.connect(self.save_list)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save_list(self, path: str) -> None:
        """Write the list to a file."""
        self._jobs.run(
            Lane.WRITE,
            partial(ended.unsettled, self._profile, self._secrets),
            owner=self,
            on_success=partial(self._save, Path(path)),
            on_error=self._not_saved,
        )

    def _tidied(self) -> list[ended.Ended]:
        self._before_open()
        return ended.tidy(self._profile, self._secrets, int(self._clock()))

    def _show(self, left: list[ended.Ended]) -> None:
        if self._view is None:
            return
        kept = None
        if left:
            kept = Kept(
                items=sum(one.items for one in left),
                until=min(one.kept_until for one in left),
                can_be_listed=any(not one.by_pin for one in left),
            )
        self._view.kept.show_kept(kept)

    def _save(self, path: Path, items: list[OutboxItem]) -> None:
        """Put the words together here, where the language is known, and write elsewhere."""
        self._jobs.run(
            Lane.WRITE,
            partial(_write, path, kept_list(items)),
            owner=self,
            on_success=partial(self._saved, path),
            on_error=self._not_saved,
        )

    def _saved(self, path: Path, _nothing: None) -> None:
        words = self.tr("清单已保存：{file}。姓名和号码已隐去。").format(file=path.name)
        self._say(BannerKind.GOOD, words)

    def _not_saved(self, error: ExpectedError) -> None:
        self._say(BannerKind.ERROR, problem_text(error))

    def _say(self, kind: BannerKind, sentence: str) -> None:
        if self._view is not None:
            self._view.show_notice(kind, sentence)


def _write(path: Path, body: bytes) -> None:
    try:
        write_whole(path, body)
    except OSError:
        raise RuleViolationError("file_not_written", item=path.name) from None
