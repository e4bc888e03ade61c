"""业务授权 as a page: the subtree below an administrative unit, or the own unit's businesses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.authorization import AuthorizationState
from desktop.screens import texts
from desktop.screens.authorization.act_presenter import ActPresenter
from desktop.screens.authorization.columns import Act, act_word, business_name, offline_reason
from desktop.screens.authorization.direct_dialog import DirectDialog
from desktop.screens.authorization.presenter import AuthorizationPresenter
from desktop.screens.authorization.result_dialog import ResultDialog
from desktop.screens.authorization.revoke_dialog import RevokeDialog
from desktop.screens.authorization.summary_view import SummaryCard
from desktop.screens.authorization.table_view import TableCard
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.base import KeptSize
from desktop.screens.widgets.chips import ChipRow, Choice
from desktop.screens.widgets.dialog import ConfirmDialog, Dialog
from desktop.screens.widgets.inputs import SearchField
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.layouts import row

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from desktop.contract.authorizing import AuthorizationView
    from desktop.screens.authorization.presenter import BulkResult, Standing
    from desktop.screens.hub import ChangeHub
    from desktop.screens.ports import Jobs
    from desktop.screens.shell.status import SyncFacts
    from desktop.screens.widgets.theme import Theme
    from desktop.services.workspace import Workspace
    from desktop.store.records import AuthorizationItem

ALL: Final = "all"
_CHIPS: Final = (
    AuthorizationState.NOT_GENERATED,
    AuthorizationState.GENERATED,
    AuthorizationState.ACTIVATED,
    AuthorizationState.STOPPED,
)


class AuthorizationPage(QWidget):
    """The page.

    Signals:
        sync_wanted: The server changed something; a sync brings it here.
        said: A sentence to say in passing (a toast).
    """

    sync_wanted = Signal()
    said = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        hub: ChangeHub,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._theme = workspace, jobs, theme
        self.presenter = AuthorizationPresenter(workspace, jobs, hub, self)
        self.offline = Banner(theme, BannerKind.OFFLINE)
        self.offline.set_message(
            BannerKind.OFFLINE,
            self.tr("离线"),
            self.tr("{reason}。").format(reason=offline_reason()),
        )
        self.offline.set_link(self.tr("重试"))
        self.offline.hide()
        self.problem = Banner(theme, BannerKind.ERROR)
        self.problem.hide()
        self.summary = SummaryCard(theme)
        self.chips = ChipRow(theme, self._choices())
        self.search = SearchField(theme, self.tr("搜索机构名称、编码"))
        KeptSize(self.search, theme, width=240.0)
        self.card = TableCard(theme, self.presenter)
        self._arrange()
        self._connect()

    def set_scope(self, path: str) -> None:
        """Show the institutions of this subtree."""
        self.presenter.set_scope(path)

    def activated(self) -> None:
        """The page came to the front."""
        self.card.focus_table()

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot(object)
    def set_facts(self, facts: SyncFacts) -> None:
        """Hear from the exchange whether the server answers."""
        self.presenter.set_online(not facts.is_offline)

    def showEvent(self, event: QShowEvent) -> None:
        """Read while somebody looks."""
        super().showEvent(event)
        self.presenter.set_shown(shown=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading."""
        super().hideEvent(event)
        self.presenter.set_shown(shown=False)

    def _choices(self) -> list[Choice]:
        states = [Choice(state, texts.authorization_text(state), status=state) for state in _CHIPS]
        return [Choice(ALL, self.tr("全部")), *states]

    def _arrange(self) -> None:
        context = self._workspace.context
        administrative = self.presenter.is_administrative
        title = self.tr("业务授权") if administrative else self.tr("机构人事业务管理")
        caption = (
            texts.business_text(context.business, context.business_name)
            if administrative
            else context.organization_name
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 16)
        whole.setSpacing(12)
        note = Label("" if self.presenter.may_act else self._why_not(), "caption")
        whole.addLayout(row(Label(title, "page"), Label(caption, "caption"), None, note, gap=10))
        whole.addWidget(self.offline)
        whole.addWidget(self.problem)
        if administrative:
            whole.addWidget(self.summary)
            line = row(self.chips, self.search, gap=12)
            line.setStretch(0, 1)
            whole.addLayout(line)
        else:
            for hidden in (self.summary, self.chips, self.search):
                hidden.setParent(self)
                hidden.hide()
        whole.addWidget(self.card, 1)

    def _why_not(self) -> str:
        if self.presenter.is_administrative:
            return self.tr("只有本单位的审核人员可以授权")
        return self.tr("只有单位人事可以生成授权码和授权")

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.standing_changed.connect(self._show_standing)
        presenter.model.modelReset.connect(self._show_count)
        presenter.model.dataChanged.connect(self._show_count)
        presenter.online_changed.connect(self._show_online)
        presenter.generated.connect(self._show_result)
        presenter.failed.connect(self._show_problem)
        presenter.busy_changed.connect(self._show_busy)
        presenter.sync_wanted.connect(self.sync_wanted)
        self.offline.link_clicked.connect(presenter.refresh_codes)
        self.problem.link_clicked.connect(self.problem.hide)
        self.chips.chosen.connect(self._choose_state)
        self.search.search_changed.connect(presenter.set_text)
        self.search.left_downwards.connect(self.card.focus_table)
        self.card.act_wanted.connect(self.act)
        self.card.bulk_wanted.connect(self._generate_many)
        self.card.code_copied.connect(self._say_copied)

    @Slot(int, str)
    def act(self, at: int, act: str) -> None:
        """Do what a link of a row says."""
        item = self.presenter.model.items[at]
        match Act(act):
            case Act.GENERATE:
                self.presenter.generate([item])
            case Act.REISSUE:
                self._ask_reissue(item)
            case Act.DIRECT:
                dialog = DirectDialog(
                    self._theme, self._new_act(item), self.presenter.around.code_of(item), self
                )
                dialog.authorized.connect(self._show_authorized)
                self._open(dialog)
            case Act.REVOKE:
                ending = RevokeDialog(self._theme, self._new_act(item), self)
                ending.revoked.connect(self._show_revoked)
                self._open(ending)

    def _new_act(self, item: AuthorizationItem) -> ActPresenter:
        return ActPresenter(self._workspace, self._jobs, item)

    def _open(self, dialog: Dialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_reissue(self, item: AuthorizationItem) -> None:
        message = self.tr(
            "为 {name} 换一个授权码？现在的授权码 {code} 立即作废，请把新码重新发放。"
        )
        code = self.presenter.around.code_of(item)
        dialog = ConfirmDialog(
            self._theme,
            self.tr("换授权码"),
            self,
            message=message.format(name=self._name(item), code=code).replace("  ", " "),
            act=act_word(Act.REISSUE),
        )
        dialog.accepted.connect(partial(self.presenter.generate, [item]))
        self._open(dialog)

    def _name(self, item: AuthorizationItem) -> str:
        if self.presenter.is_administrative:
            return item.organization_name
        return business_name(item.business)

    @Slot()
    def _generate_many(self) -> None:
        self.presenter.generate(self.presenter.generable)

    @Slot(object)
    def _show_result(self, result: BulkResult) -> None:
        self.problem.hide()
        if len(result.issued) == 1 and not result.skipped:
            code = result.issued[0][1].code
            self.said.emit(self.tr("已生成授权码 {code}，单击即可复制").format(code=code))
            return
        self.presenter.model.clear_checks()
        dialog = ResultDialog(self._theme, result, self)
        dialog.said.connect(self.said)
        self._open(dialog)

    @Slot(object)
    def _show_standing(self, standing: Standing) -> None:
        self.summary.show_standing(standing)
        counts = {str(state): standing.found[state] for state in _CHIPS}
        self.chips.set_counts({ALL: standing.found.total(), **counts})

    @Slot()
    def _show_count(self) -> None:
        count = self.presenter.model.rowCount()
        if self.presenter.is_administrative:
            words = self.tr("共 {n} 家 · 单击授权码即复制").format(n=f"{count:,}")
            self.card.empty.set_message(
                self.tr("没有符合的机构"), self.tr("换一个状态、清除搜索，或在左侧选上一级机构")
            )
        else:
            words = self.tr("共 {n} 项业务 · 单击授权码即复制").format(n=f"{count:,}")
            self.card.empty.set_message("", self.tr("同步后显示本单位的业务"))
        self.card.show_count(count, words)

    @Slot(str)
    def _choose_state(self, key: str) -> None:
        self.presenter.set_state(None if key == ALL else AuthorizationState(key))

    @Slot(bool)
    def _show_online(self, online: bool) -> None:
        self.offline.setVisible(not online)
        if online:
            self.problem.hide()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self.card.set_busy(busy=busy)

    @Slot(str)
    def _show_problem(self, sentence: str) -> None:
        self.problem.set_message(BannerKind.ERROR, "", sentence)
        self.problem.set_link(self.tr("知道了"))
        self.problem.show()

    @Slot(object)
    def _show_authorized(self, view: AuthorizationView) -> None:
        self.presenter.show_ahead(view)
        self.said.emit(self.tr("已授权，对方可以审核材料"))

    @Slot(object)
    def _show_revoked(self, view: AuthorizationView) -> None:
        self.presenter.show_ahead(view)
        self.said.emit(self.tr("已解除授权"))

    @Slot(str)
    def _say_copied(self, code: str) -> None:
        self.said.emit(self.tr("已复制授权码 {code}").format(code=code))
