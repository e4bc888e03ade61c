"""设置 as a page: looks and language at once, server, grace times, about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop.screens import times
from desktop.screens.settings.grace_view import GraceCard
from desktop.screens.settings.option_row import LABELS, NameLabel, OptionRow
from desktop.screens.settings.pictures_view import OfflinePicturesCard
from desktop.screens.settings.presenter import SettingsPresenter
from desktop.screens.widgets.cards import Card, Fact, FactGrid, Pane
from desktop.screens.widgets.labels import Label, Paragraph
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.status_pill import StatusPill
from desktop.screens.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent, QWheelEvent

    from desktop.contract.session import ServerInfo
    from desktop.screens.ports import Jobs
    from desktop.screens.settings.ports import About, SettingsStore
    from desktop.screens.widgets.theme import Theme
    from desktop.services.workspace import Workspace
    from desktop.store.records import ReplicaState

_PAGE_WIDTH: Final = 760
_STEP: Final = 10
SMALLEST: Final = 100
LARGEST: Final = 200


class CalmSlider(QSlider):
    """A slider that leaves the wheel to the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page instead."""
        event.ignore()


class SettingsPage(QScrollArea):
    """The page; every choice takes effect at once and is kept."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        store: SettingsStore,
        about: About,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._store, self._about = theme, store, about
        self.presenter = SettingsPresenter(workspace, jobs, self)
        self.languages = OptionRow(
            theme,
            self.tr("语言 Language"),
            (("zh", "简体中文"), ("en", "English")),
            self.tr("立即生效"),
        )
        self.themes = OptionRow(
            theme,
            self.tr("主题"),
            (
                ("system", self.tr("跟随系统")),
                ("light", self.tr("浅色")),
                ("dark", self.tr("深色")),
            ),
        )
        self.rows = OptionRow(
            theme,
            self.tr("列表行高"),
            (("comfortable", self.tr("舒适")), ("compact", self.tr("紧凑"))),
        )
        self.pictures = OfflinePicturesCard(theme, store)
        self.grace = GraceCard(theme, store, self.presenter.grace)
        self.font_size = CalmSlider(Qt.Orientation.Horizontal)
        self.percent = Label("", "strong")
        self.server_state = StatusPill(theme, "queued", self.tr("正在询问"))
        self.server_facts = FactGrid(theme, label_width=LABELS)
        self.data_facts = FactGrid(theme, label_width=LABELS)
        self._column = QWidget()
        self._arrange()
        self._connect()
        self._restyle()
        self.show_choices()
        self._show_server(None)

    def set_scope(self, path: str) -> None:
        """Settings are the same for every part of the tree."""

    def activated(self) -> None:
        """The page came to the front."""
        self.languages.buttons[self._store.current.language].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is in force, and ask the server."""
        super().showEvent(event)
        self.show_choices()
        self.presenter.refresh()

    def show_choices(self) -> None:
        """Mark what is in force."""
        current = self._store.current
        self.languages.set_current(current.language)
        self.themes.set_current(current.theme)
        self.rows.set_current("compact" if current.compact else "comfortable")
        self.pictures.show_choices()
        self.grace.show_choices()
        blocked = self.font_size.blockSignals(True)
        self.font_size.setValue(current.font_percent)
        self.font_size.blockSignals(blocked)
        self._show_percent(current.font_percent)

    def _arrange(self) -> None:
        inner = Pane("page")
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(24, 18, 24, 24)
        whole.setSpacing(12)
        whole.addWidget(Label(self.tr("设置"), "page"))
        holder = self._column
        cards = (
            self._looks_card(),
            self.pictures,
            self.grace,
            self._server_card(),
            self._about_card(),
        )
        holder.setLayout(column(*cards, gap=12))
        line = row(holder)
        line.addStretch(1)
        line.setStretch(0, 8)
        whole.addLayout(line)
        whole.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _looks_card(self) -> Card:
        card = Card(self.tr("外观与语言"))
        self.font_size.setRange(SMALLEST, LARGEST)
        self.font_size.setSingleStep(_STEP)
        self.font_size.setPageStep(_STEP)
        self.font_size.setTickInterval(_STEP)
        self.font_size.setTracking(False)
        self.font_size.setAccessibleName(self.tr("字号"))
        name = NameLabel(self._theme, self.tr("字号"))
        name.setBuddy(self.font_size)
        size = row(
            name, Label("100 %", "caption"), self.font_size, Label("200 %", "caption"), gap=16
        )
        size.setStretch(2, 1)
        size.addWidget(self.percent)
        for part in (self.languages, self.themes):
            card.body.addWidget(part)
        card.body.addLayout(size)
        card.body.addWidget(self.rows)
        return card

    def _server_card(self) -> Card:
        card = Card(self.tr("服务器"))
        card.head.add_mark(self.server_state)
        card.body.addWidget(self.server_facts)
        words = self.tr("要换服务器，请先退出登录；本机数据属于原服务器，不会混在一起。")
        card.body.addWidget(Paragraph(self._theme, words, role="caption", tone="text_3"))
        return card

    def _about_card(self) -> Card:
        card = Card(self.tr("关于"))
        facts = FactGrid(self._theme, label_width=LABELS)
        entries = [
            Fact("product", self.tr("产品"), self.tr("卫生人才机构端")),
            Fact("version", self.tr("版本"), self._about.version),
            Fact("device", self.tr("本机编号"), self.presenter.device_id, role="code"),
        ]
        if self._about.profile:
            entries.append(Fact("profile", self.tr("数据位置"), self._about.profile))
        facts.set_facts(entries)
        card.body.addWidget(facts)
        card.body.addWidget(self.data_facts)
        words = self.tr("本机数据已加密；退出登录后锁定。")
        card.body.addWidget(Paragraph(self._theme, words, role="caption", tone="text_3"))
        return card

    def _connect(self) -> None:
        for rows, name in ((self.languages, "language"), (self.themes, "theme")):
            for key, button in rows.buttons.items():
                button.clicked.connect(partial(self._choose, name, key))
        for key, button in self.rows.buttons.items():
            button.clicked.connect(partial(self._choose_rows, compact=key == "compact"))
        self.font_size.valueChanged.connect(self._choose_size)
        self.font_size.sliderMoved.connect(self._show_percent)
        self._theme.changed.connect(self._restyle)
        self.presenter.server_read.connect(self._show_server)
        self.presenter.server_missed.connect(self._show_missing)
        self.presenter.state_read.connect(self._show_state)

    @Slot()
    def _restyle(self) -> None:
        self._column.setMaximumWidth(self._theme.px(_PAGE_WIDTH))

    def _choose(self, name: str, key: str, _checked: object = None) -> None:
        self._store.change(**{name: key})

    def _choose_rows(self, _checked: object = None, *, compact: bool) -> None:
        self._store.change(compact=compact)

    @Slot(int)
    def _choose_size(self, percent: int) -> None:
        rounded = round(percent / _STEP) * _STEP
        self._show_percent(rounded)
        self._store.change(font_percent=rounded)
        if rounded != percent:
            self.show_choices()

    @Slot(int)
    def _show_percent(self, percent: int) -> None:
        self.percent.setText(f"{round(percent / _STEP) * _STEP} %")

    @Slot(object)
    def _show_server(self, info: ServerInfo | None) -> None:
        facts = [Fact("address", self.tr("地址"), self._store.current.server)]
        if info is not None:
            self.server_state.set_status("synced", self.tr("可连接"))
            version = self.tr("{version}（接口第 {api} 版）")
            facts += [
                Fact("name", self.tr("名称"), info.name),
                Fact(
                    "version",
                    self.tr("版本"),
                    version.format(version=info.version, api=info.api_version),
                ),
            ]
        self.server_facts.set_facts(facts)

    @Slot(str)
    def _show_missing(self, sentence: str) -> None:
        self._show_server(None)
        self.server_state.set_status("offline", self.tr("连接不上"))
        self.server_state.setToolTip(plain_tip(sentence))

    @Slot(object)
    def _show_state(self, state: ReplicaState) -> None:
        self.pictures.show_room(state.picture_bytes)
        at = times.moment_text(state.last_sync_at) if state.last_sync_at else ""
        lease = times.date_text(state.lease_until) if state.lease_until else ""
        count = self.tr("材料 {n} 份，图片 {m} 张").format(
            n=f"{state.materials:,}", m=f"{state.pictures_cached:,}"
        )
        self.data_facts.set_facts(
            [
                Fact("local", self.tr("本机数据"), count),
                Fact("synced", self.tr("上次同步"), at),
                Fact("lease", self.tr("离线可用至"), lease),
            ]
        )
