"""What 批量生成授权码 did: every code, and every institution that got none with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop.domain.errors import RuleViolationError
from desktop.screens import texts, times
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import ButtonKind
from desktop.screens.widgets.cells import Cell, CellKind, CellModel, Column
from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from desktop.screens.authorization.presenter import BulkResult
    from desktop.screens.widgets.theme import Theme

_ROWS: Final = 8


class ResultModel(CellModel):
    """Skipped institutions first, since somebody has to look at them."""

    def __init__(
        self, result: BulkResult, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._rows = [
            (
                Cell(name, CellKind.NAME),
                Cell(kind=CellKind.CODE),
                Cell(texts.problem_text(RuleViolationError(code)), CellKind.HINT, status="warn"),
            )
            for name, code in result.skipped
        ]
        self._rows += [
            (
                Cell(name, CellKind.NAME),
                Cell(issued.code, CellKind.CODE, copies=True),
                Cell(times.moment_text(issued.expires_at), CellKind.MUTED),
            )
            for name, issued in result.issued
        ]

    def count(self) -> int:
        """Return how many institutions were asked for."""
        return len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a place."""
        return self._rows[row][column]


class ResultDialog(Dialog):
    """The list, to look at and to copy.

    Signals:
        said: A sentence to say in passing.
    """

    said = Signal(str)

    def __init__(self, theme: Theme, result: BulkResult, parent: QWidget) -> None:
        super().__init__(theme, self.tr("批量生成授权码"), parent, width="dialog_large")
        self._result = result
        columns = [
            Column("organization", self.tr("机构名称"), 240, stretch=True),
            Column("code", self.tr("授权码"), 124),
            Column("note", self.tr("有效至 / 原因"), 248),
        ]
        self.model = ResultModel(result, columns, self)
        self.table = RecordTable(theme, columns, self.tr("授权码"))
        self.table.setModel(self.model)
        rows = min(self.model.rowCount(), _ROWS)
        self.table.setFixedHeight(theme.size("table_head") + rows * theme.row_height() + 2)
        self.table.code_copied.connect(self._say_copied)
        self.add(self._summary())
        self.add(self.table)
        self.set_foot_hint(self.tr("授权码只显示给发放的人，离线时看不到"))
        copy = self.add_button(self.tr("复制全部"))
        copy.set_icon("copy")
        copy.setEnabled(bool(result.issued))
        copy.clicked.connect(self.copy_all)
        close = self.add_button(self.tr("完成"), ButtonKind.PRIMARY)
        close.clicked.connect(self.accept)

    @Slot()
    def copy_all(self) -> None:
        """Put institutions, codes and expiry on the clipboard, tab-separated."""
        lines = (
            f"{name}\t{issued.code}\t{times.moment_text(issued.expires_at)}"
            for name, issued in self._result.issued
        )
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.said.emit(self.tr("已复制 {n} 个授权码").format(n=len(self._result.issued)))

    def _summary(self) -> Banner:
        issued, skipped = len(self._result.issued), len(self._result.skipped)
        if skipped:
            text = self.tr("已生成 {n} 个授权码，{m} 家没有生成，原因见表。")
            text = text.format(n=issued, m=skipped)
            return Banner(self.theme, BannerKind.WARN, "", text)
        text = self.tr("已生成 {n} 个授权码，7 天内有效，每个只能用一次。").format(n=issued)
        return Banner(self.theme, BannerKind.GOOD, "", text)

    @Slot(str)
    def _say_copied(self, code: str) -> None:
        self.said.emit(self.tr("已复制授权码 {code}").format(code=code))
