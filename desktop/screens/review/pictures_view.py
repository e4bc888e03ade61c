"""附件图片: thumbnails in the guides' three groups, and the viewer that takes the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.businesses import PictureGroup
from desktop.screens import texts
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card
from desktop.screens.widgets.image_viewer import ImageViewer, ViewerPicture
from desktop.screens.widgets.labels import Label
from desktop.screens.widgets.thumbnail_strip import Thumbnail, ThumbnailGroup, ThumbnailStrip

if TYPE_CHECKING:
    from desktop.domain.businesses import PictureKind
    from desktop.domain.errors import ExpectedError
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Dossier, PictureItem


class PicturesView(QWidget):
    """The card with thumbnails; owns the viewer that the detail pane shows on demand.

    Signals:
        picture_wanted: A picture is needed; carries its SHA-256.
        viewer_wanted: The viewer shall be shown.
    """

    picture_wanted = Signal(str)
    viewer_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: dict[str, PictureItem] = {}
        self._images: dict[str, QImage] = {}
        self._notes: dict[str, str] = {}
        self._panes: dict[int, str] = {}
        self._kind: PictureKind | None = None
        self.card = Card(self.tr("附件图片"))
        self._enlarge = Button(theme, self.tr("放大查看"), ButtonKind.GHOST, icon="zoom_in")
        self._enlarge.setToolTip(self.tr("放大查看 (空格)"))
        self._enlarge.clicked.connect(self.open_first)
        self._compare = Button(
            theme, self.tr("并排对比"), ButtonKind.GHOST, icon="layout_column_two"
        )
        self._compare.clicked.connect(self.open_compared)
        for button in (self._enlarge, self._compare):
            button.set_size("control_small")
        self.card.body.setContentsMargins(16, 8, 16, 10)
        self.card.body.setSpacing(6)
        self.card.head.add_action(self._compare)
        self.card.head.add_action(self._enlarge)
        self.strip = ThumbnailStrip(theme)
        self.strip.chosen.connect(self.open_viewer)
        self._none = Label("", "caption", wrap=True)
        self.card.body.addWidget(self.strip)
        self.card.body.addWidget(self._none)
        self.viewer = ImageViewer(theme)
        self.viewer.picture_requested.connect(self._put_in_viewer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a dossier's thumbnails, grey at first; the pictures are asked for afterwards."""
        same = [item.sha256 for item in dossier.pictures] == list(self._items)
        self._items = {item.sha256: item for item in dossier.pictures}
        self._describe()
        if same:
            return
        self._images.clear()
        self._notes.clear()
        self._panes.clear()
        groups = [
            ThumbnailGroup(
                texts.picture_group_text(group),
                tuple(
                    Thumbnail(item.sha256, texts.picture_text(item.kind))
                    for item in dossier.pictures
                    if item.group is group
                ),
            )
            for group in PictureGroup
        ]
        groups = [group for group in groups if group.pictures]
        self.strip.set_groups(groups)
        self.viewer.set_groups(groups)

    def ask_for_all(self) -> None:
        """Ask for every picture of the dossier, once the facts have been painted."""
        for sha256 in self._items:
            if sha256 not in self._images:
                self.picture_wanted.emit(sha256)

    @Slot(str, QImage)
    def take_picture(self, sha256: str, image: QImage) -> None:
        """A picture arrived."""
        if sha256 not in self._items:
            return
        if image.isNull():
            self._note(sha256, self.tr("图片打不开，请联系考生重新上传"), self.tr("打不开"))
        else:
            self._images[sha256] = image
            self._notes.pop(sha256, None)
            self.strip.set_picture(sha256, image)
            self.viewer.strip.set_picture(sha256, image)
        self._refresh_panes(sha256)

    @Slot(str, object)
    def take_failure(self, sha256: str, error: ExpectedError) -> None:
        """A picture could not be had."""
        why = self.tr("未缓存：%1").replace("%1", texts.problem_text(error))
        self._note(sha256, why, self.tr("未缓存"))
        self._refresh_panes(sha256)

    @Slot(str)
    def open_viewer(self, sha256: str) -> None:
        """Show a picture large."""
        self.viewer_wanted.emit()
        self.viewer.request(sha256)
        self.viewer.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_again(self) -> None:
        """Show the same place of another dossier in the viewer, without taking the keys."""
        kind = self._kind
        same = [sha256 for sha256, item in self._items.items() if item.kind is kind]
        if wanted := same or list(self._items):
            self.viewer.request(wanted[0])

    @Slot()
    def open_first(self) -> None:
        """Show the first picture large."""
        if self._items:
            self.open_viewer(next(iter(self._items)))

    @Slot()
    def open_compared(self) -> None:
        """Show the first two pictures side by side."""
        if self._items:
            self.open_first()
            self.viewer.set_compare(True)

    def _note(self, sha256: str, why: str, word: str) -> None:
        self._notes[sha256] = why
        for strip in (self.strip, self.viewer.strip):
            strip.set_note(sha256, word)

    @Slot(str, int)
    def _put_in_viewer(self, sha256: str, pane: int) -> None:
        if sha256 in self._items and sha256 not in self._images:
            self._notes.pop(sha256, None)
            self.picture_wanted.emit(sha256)
        self._fill_pane(sha256, pane)

    def _fill_pane(self, sha256: str, pane: int) -> None:
        item = self._items.get(sha256)
        if item is None:
            return
        self._panes[pane] = sha256
        if pane == 0:
            self._kind = item.kind
        self.viewer.set_note(self._advice(item.group))
        image = self._images.get(sha256)
        size = self.tr("%1 × %2 · %3 KB")
        size = size.replace("%1", str(item.width)).replace("%2", str(item.height))
        note = "" if image is not None else self._notes.get(sha256, self.tr("正在打开…"))
        self.viewer.show_picture(
            ViewerPicture(
                sha256,
                texts.picture_text(item.kind),
                size.replace("%3", str(max(item.size // 1024, 1))),
                image,
                note,
            ),
            pane,
        )

    def _advice(self, group: PictureGroup) -> str:
        """Say what a person should compare by eye; no machine does it here."""
        words = {
            PictureGroup.BASIC: self.tr("姓名 · 证件号码 · 出生日期"),
            PictureGroup.EDUCATION: self.tr("姓名 · 毕业学校 · 毕业日期"),
            PictureGroup.APPLICATION: self.tr("单位 · 起止时间 · 公章"),
        }
        return self.tr("人工对照：%1").replace("%1", words[group])

    def _refresh_panes(self, sha256: str) -> None:
        for pane, shown in tuple(self._panes.items()):
            if shown == sha256 and not self.viewer.isHidden():
                self._fill_pane(sha256, pane)

    def _describe(self) -> None:
        cached = sum(item.cached for item in self._items.values())
        count = len(self._items)
        if not count:
            caption = ""
        elif cached == count:
            caption = self.tr("%1 张 · 已缓存，可离线查看").replace("%1", str(count))
        else:
            caption = self.tr("%1 张 · 已缓存 %2 张")
            caption = caption.replace("%1", str(count)).replace("%2", str(cached))
        self.card.head.set_caption(caption)
        self._none.setText("" if count else self.tr("本机没有这份材料的图片清单"))
        self._none.setVisible(not count)
        self._enlarge.setVisible(bool(count))
        self._compare.setVisible(count > 1)
