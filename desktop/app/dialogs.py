"""The two dialogs that belong to no screen: before closing, and after an unexpected error."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.screens.shell.closing_view import ClosingDialog
from desktop.screens.shell.crash_view import CrashDialog
from desktop.screens.texts import problem_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.app.workbench import Workbench
    from desktop.domain.errors import ExpectedError
    from desktop.screens.widgets.theme import Theme


def ask_before_closing(
    workbench: Workbench,
    theme: Theme,
    window: QWidget,
    *,
    lasting: bool,
    on_close: Callable[[], None],
) -> None:
    """Ask what to do with decisions that have not left yet.

    Args:
        workbench: What is open.
        theme: The looks.
        window: The window to close.
        lasting: Whether the local data outlive the program.
        on_close: Called once nothing speaks against closing.
    """
    dialog = ClosingDialog(theme, window, waiting=workbench.waiting, lasting=lasting)
    dialog.quit_wanted.connect(on_close)
    dialog.send_wanted.connect(
        partial(workbench.send_now, on_sent=on_close, on_failed=partial(_show_problem, dialog))
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def show_crash(theme: Theme, window: QWidget, kind: str, place: str) -> None:
    """Tell of an unexpected error: the name of its type and where it happened."""
    dialog = CrashDialog(theme, window, kind=kind, place=place)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _show_problem(dialog: ClosingDialog, error: ExpectedError) -> None:
    dialog.show_problem(problem_text(error))
