"""The sign-in screen: one card, its right half changes from step to step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.screens.sign_in.brand_view import BrandView
from desktop.screens.sign_in.contexts_view import ContextsView
from desktop.screens.sign_in.phone_view import PhoneView
from desktop.screens.sign_in.pin_view import PinTask, PinView
from desktop.screens.sign_in.presenter import SignInField
from desktop.screens.times import date_text, short_moment_text
from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Divider, Pane
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.labels import IconLabel, Label
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from desktop.contract.session import Context
    from desktop.screens.sign_in.ports import Kept, OfflineOffer
    from desktop.screens.sign_in.presenter import SignInPresenter
    from desktop.screens.widgets.theme import Theme

_WIDTH: Final = 920
_HEIGHT: Final = 580


class OfflineBar(QWidget):
    """离线工作: whose data lie here, how old they are, and the way in.

    Signals:
        wanted: The person wants to work offline.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label("", "caption")
        self.button = Button(theme, "", icon="lock_closed")
        self.button.clicked.connect(self.wanted)
        words = column(Label(self.tr("离线工作")), self._text, gap=2)
        line = row(IconLabel(theme, "cloud_off"), words, None, self.button, gap=12)
        self.setLayout(column(Divider(), line, gap=12))
        self.hide()

    def show_offer(self, offer: OfflineOffer | None, now: float) -> None:
        """Show what can be opened; None hides the bar."""
        self.setVisible(offer is not None)
        if offer is None:
            return
        parts = [self.tr("尚未下载过材料")]
        if offer.data_at is not None:
            at = short_moment_text(offer.data_at, now)
            parts = [self.tr("数据截至 {at}").format(at=at)]
            parts.append(self.tr("{n} 份可审").format(n=f"{offer.reviewable:,}"))
        self._text.setText(" · ".join([*parts, offer.masked_name]))
        self.button.setText(self.tr("用 PIN 解锁") if offer.by_pin else self.tr("离线打开"))
        self.button.restyle()


class KeptBar(QWidget):
    """Work of accounts that are over: how much, until when, and its masked list.

    Signals:
        wanted: The person wants the list.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label("", "caption")
        self._text.setWordWrap(True)
        self.button = Button(theme, self.tr("导出清单…"), icon="arrow_download")
        self.button.clicked.connect(self.wanted)
        words = column(Label(self.tr("停用账号留下的审核")), self._text, gap=2)
        line = row(IconLabel(theme, "archive"), words, self.button, gap=12)
        line.setStretchFactor(words, 1)
        self.setLayout(column(Divider(), line, gap=12))
        self.hide()

    def show_kept(self, kept: Kept | None) -> None:
        """Show what is kept; None hides the bar."""
        self.setVisible(kept is not None)
        if kept is None:
            return
        words = self.tr("{n} 条未生效，加密保存到 {day}；重新登录后照常发送。")
        self._text.setText(words.format(n=kept.items, day=date_text(kept.until)))
        self.button.setVisible(kept.can_be_listed)


class SignInView(QWidget):
    """The whole screen.

    Signals:
        context_chosen: A `Context`.
        pin_given: The PIN typed.
        pin_skipped: The person does not want to type one.
        offline_wanted: Open the local data without the server.
        language_switched: The person wants the other language.
    """

    context_chosen = Signal(object)
    pin_given = Signal(str)
    pin_skipped = Signal()
    offline_wanted = Signal()
    language_switched = Signal()

    def __init__(
        self,
        theme: Theme,
        presenter: SignInPresenter,
        *,
        version: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._presenter = theme, presenter
        self.brand = BrandView(theme)
        self.phone = PhoneView(theme)
        self.pin = PinView(theme)
        self.contexts = ContextsView(theme)
        self.offline = OfflineBar(theme)
        self.kept = KeptBar(theme)
        self.notice = Banner(theme, BannerKind.WARN)
        self.notice.hide()
        self._progress = ProgressLine(theme)
        self._progress_text = Label("", "caption")
        self._steps = QStackedWidget()
        for page in (self._phone_page(), self.pin, self.contexts, self._opening_page()):
            self._steps.addWidget(page)
        self.language = Button(theme, self.tr("English"), ButtonKind.LINK, icon="local_language")
        self._card = Pane("card")
        self._arrange(version)
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()

    def show_phone(self) -> None:
        """Go to the first step."""
        self.phone.set_busy(busy=False)
        self._steps.setCurrentIndex(0)
        self.phone.focus_first()

    def ask_pin(self, task: PinTask) -> None:
        """Ask for a PIN."""
        self.pin.set_busy(busy=False)
        self._steps.setCurrentIndex(1)
        self.pin.begin(task)

    def ask_context(self, name: str, contexts: Sequence[Context]) -> None:
        """Ask which business to manage."""
        self._steps.setCurrentIndex(2)
        self.contexts.show_contexts(name, contexts)

    def show_opening(self, text: str, share: float = 0.0) -> None:
        """Say that the local data are being opened."""
        self._progress_text.setText(text)
        self._progress.set_share(share)
        self._steps.setCurrentIndex(3)

    def show_notice(self, kind: BannerKind, sentence: str) -> None:
        """Say above the card why the person is here; an empty sentence says nothing."""
        self.notice.setVisible(bool(sentence))
        self.notice.set_message(kind, "", sentence)

    def show_offer(self, offer: OfflineOffer | None, now: float) -> None:
        """Offer to work offline."""
        self.offline.show_offer(offer, now)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the card in its place when fonts change."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page's own colour behind the card."""
        with Ink.on(self, self._theme) as ink:
            ink.box(QRectF(self.rect()), fill="bg")

    def _phone_page(self) -> QWidget:
        page = QWidget()
        title = Label(self.tr("手机快捷登录"), "section", tone="accent_text")
        whole = column(title, Divider(), 8, gap=10)
        whole.addWidget(self.phone, 1)
        whole.addWidget(self.kept)
        whole.addWidget(self.offline)
        page.setLayout(whole)
        return page

    def _opening_page(self) -> QWidget:
        page = QWidget()
        page.setLayout(
            column(
                None,
                Label(self.tr("正在打开本机数据"), "section"),
                self._progress,
                self._progress_text,
                None,
                gap=12,
            )
        )
        return page

    def _arrange(self, version: str) -> None:
        right = QWidget()
        right.setLayout(column(self._steps, margins=(40, 30, 40, 22)))
        inside = row(self.brand, right, gap=0, margins=(0, 0, 1, 0))
        inside.setStretch(1, 1)
        self._card.setLayout(inside)
        middle = column(self.notice, self._card, row(None, self.language, None), gap=16)
        foot = Label(self.tr("版本 {version}").format(version=version), "caption")
        foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = column(None, row(None, middle, None), None, foot, margins=(24, 24, 24, 24))
        self.setLayout(whole)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.server_changed.connect(self.brand.server.show_server)
        presenter.people_changed.connect(self.phone.show_people)
        presenter.code_sent.connect(self.phone.begin_wait)
        presenter.demo_code_found.connect(self.phone.offer_code)
        presenter.failed.connect(self._show_problem)
        presenter.sign_in_started.connect(self._begin_busy)
        presenter.sign_in_ended.connect(self._end_busy)
        self.brand.server.address_given.connect(presenter.change_server)
        self.phone.code_wanted.connect(presenter.request_code)
        self.phone.sign_in_wanted.connect(presenter.sign_in)
        self.pin.pin_given.connect(self.pin_given)
        self.pin.skipped.connect(self.pin_skipped)
        self.contexts.context_chosen.connect(self.context_chosen)
        self.offline.wanted.connect(self.offline_wanted)
        self.language.clicked.connect(self.language_switched)

    @Slot(str, str)
    def _show_problem(self, field: str, sentence: str) -> None:
        if field == SignInField.SERVER:
            self.brand.server.show_problem(sentence)
        else:
            self.phone.show_problem(field, sentence)

    @Slot()
    def _begin_busy(self) -> None:
        self.phone.set_busy(busy=True)

    @Slot()
    def _end_busy(self) -> None:
        self.phone.set_busy(busy=False)

    @Slot()
    def _fit(self) -> None:
        self._card.setFixedSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))
        self.notice.setFixedWidth(self._theme.px(_WIDTH))
