"""Before the program ends: decisions that have not left yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import ButtonKind
from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.labels import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.screens.widgets.theme import Theme


class ClosingDialog(Dialog):
    """Offers 立即发送.

    Signals:
        send_wanted: Send now, then close.
        quit_wanted: Close; what waits is sent at the next start.
    """

    send_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, waiting: int, lasting: bool) -> None:
        """`lasting` is False where the local data end with the program (no keyring, no PIN)."""
        super().__init__(theme, self.tr("还有审核没有发出"), parent)
        if lasting:
            text = self.tr(
                "{n} 份审核还在发件箱里。现在可以立即发送；直接退出也不会丢失，下次打开时继续发送。"
            )
        else:
            text = self.tr(
                "{n} 份审核还在发件箱里。这台电脑没有设置 PIN，直接退出会丢失它们，请先立即发送。"
            )
        self.add(Paragraph(theme, text.format(n=waiting), tone="text"))
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.hide()
        self.add(self.problem)
        self.cancel = self.add_cancel()
        kind = ButtonKind.DEFAULT if lasting else ButtonKind.DANGER
        self.quit = self.add_button(self.tr("退出"), kind)
        self.quit.clicked.connect(self._want_quit)
        self.send = self.add_button(self.tr("立即发送"), ButtonKind.PRIMARY)
        self.send.clicked.connect(self._want_send)

    def show_problem(self, sentence: str) -> None:
        """Say why it could not be sent; the person may still quit."""
        self.send.set_busy(busy=False)
        self.problem.set_message(BannerKind.ERROR, "", sentence)
        self.problem.show()

    @Slot()
    def _want_send(self) -> None:
        self.send.set_busy(busy=True)
        self.problem.hide()
        self.send_wanted.emit()

    @Slot()
    def _want_quit(self) -> None:
        self.quit_wanted.emit()
