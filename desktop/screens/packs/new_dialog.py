"""新建任务包: what goes in, its name, and until when it stays."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot

from desktop.screens import texts
from desktop.screens.times import local
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import ButtonKind
from desktop.screens.widgets.date_field import DateField
from desktop.screens.widgets.dialog import Dialog
from desktop.screens.widgets.inputs import Combo, LabelledField, TextField
from desktop.screens.widgets.labels import Paragraph
from desktop.services.packing import NAME_LENGTH

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from desktop.domain.errors import ExpectedError
    from desktop.screens.packs.presenter import PacksPresenter
    from desktop.screens.widgets.theme import Theme
    from desktop.store.filters import MaterialFilter

PENDING: Final = "pending"
ALL: Final = "all"
LISTED: Final = "listed"
_NAME_FIELD: Final = "/name"
_EXPIRY_FIELD: Final = "/expires_at"


class NewPackDialog(Dialog):
    """Asks for a pack and makes it; closes once it is made."""

    def __init__(self, theme: Theme, presenter: PacksPresenter, parent: QWidget) -> None:
        super().__init__(theme, self.tr("新建任务包"), parent)
        self._presenter = presenter
        around = presenter.around
        self.name = TextField(self.tr("例如：下乡三天"))
        self.name.setMaxLength(NAME_LENGTH)
        today = local(presenter.workspace.now)
        self.name.setText(f"{around.name[: NAME_LENGTH - 6]} {today:%m-%d}")
        self.name_field = LabelledField(theme, self.tr("名称"), self.name, required=True)
        self.scope = Combo(
            [
                (PENDING, self.tr("{name}：待审核").format(name=around.name)),
                (ALL, self.tr("{name}：全部状态").format(name=around.name)),
                (LISTED, self.tr("材料审核列表的当前筛选")),
            ],
            name=self.tr("范围"),
        )
        self.scope_field = LabelledField(theme, self.tr("范围"), self.scope)
        self.until = DateField(theme, self.tr("有效期至"))
        self.until.set_day(local(presenter.default_expiry).date())
        self.until_field = LabelledField(
            theme, self.tr("有效期至"), self.until, hint=self.tr("当天结束时过期，图片不再固定保留")
        )
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.hide()
        self._arrange(theme)
        self._connect()
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        """The name can be typed over at once."""
        super().showEvent(event)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def chosen(self) -> MaterialFilter:
        """What the pack is to be made of."""
        around = self._presenter.around
        if self.scope.current_key() == LISTED:
            return around.listed
        return around.subtree(only_pending=self.scope.current_key() == PENDING)

    @Slot()
    def make(self) -> None:
        """Make the pack."""
        day = self.until.day()
        self.problem.hide()
        self.name_field.clear_message()
        self.until_field.clear_message()
        if day is None:
            self.until_field.set_error(self.tr("请填写日期，例如 2026-11-30。"))
            self.until.setFocus()
            return
        self.act.set_busy(busy=True)
        self._presenter.make(self.name.text(), self.chosen(), self._end_of(day))

    def _arrange(self, theme: Theme) -> None:
        for widget in (self.name_field, self.scope_field, self.until_field):
            self.add(widget)
        words = self.tr(
            "先下载这些材料的图片，并在有效期内固定保留；材料离开您的管理范围后会自动移出。"
        )
        self.add(Paragraph(theme, words, role="caption", tone="text_3"))
        self.add(self.problem)
        self.set_foot_hint(self.tr("Enter 新建 · Esc 取消"))
        self.add_cancel()
        self.act = self.add_button(self.tr("新建任务包"), ButtonKind.PRIMARY)

    def _connect(self) -> None:
        self.act.clicked.connect(self.make)
        self.name.returnPressed.connect(self.make)
        self.until.returnPressed.connect(self.make)
        self.scope.chosen.connect(self._count)
        self._presenter.counted.connect(self._show_count)
        self._presenter.made.connect(self.accept)
        self._presenter.refused.connect(self._refuse)

    @Slot()
    def _count(self, _key: str = "") -> None:
        self._presenter.count(self.chosen())

    @Slot(int)
    def _show_count(self, number: int) -> None:
        self.scope_field.set_note(self.tr("将包含 {n} 份材料").format(n=f"{number:,}"))
        self.act.setEnabled(number > 0)

    @Slot(object)
    def _refuse(self, error: ExpectedError) -> None:
        self.act.set_busy(busy=False)
        sentence = texts.problem_text(error)
        field = getattr(error, "field", "")
        if field == _NAME_FIELD:
            self.name_field.set_error(sentence)
        elif field == _EXPIRY_FIELD:
            self.until_field.set_error(sentence)
        else:
            self.problem.set_message(BannerKind.ERROR, "", sentence)
            self.problem.show()

    def _end_of(self, day: date) -> int:
        """Return the end of a day; never beyond the usual expiry of the same day."""
        end = int(datetime.combine(day + timedelta(days=1), time.min).astimezone().timestamp())
        usual = self._presenter.default_expiry
        return usual if local(usual).date() == day else end
