"""Old and new pictures of a conflict in pairs, and both large side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.screens import texts
from desktop.screens.outbox.picture_pairs import Change, PicturePair, picture_pairs
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card
from desktop.screens.widgets.image_viewer import ImageViewer, ViewerPicture
from desktop.screens.widgets.labels import IconLabel, Label, Tag
from desktop.screens.widgets.layouts import FlowLayout, column, row
from desktop.screens.widgets.thumbnail_strip import (
    Thumbnail,
    ThumbnailButton,
    ThumbnailGroup,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.errors import ExpectedError
    from desktop.screens.outbox.loader import PictureLoader
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Dossier, OutboxItem

translate = QCoreApplication.translate

_WORDS: Final = {
    Change.REPLACED: (QT_TRANSLATE_NOOP("outbox", "已换"), "modify"),
    Change.ADDED: (QT_TRANSLATE_NOOP("outbox", "新增"), "passed"),
    Change.REMOVED: (QT_TRANSLATE_NOOP("outbox", "删除"), "rejected"),
}
_OLD, _NEW = 0, 1


class PairView(QWidget):
    """One place of the form: the picture that was seen, and the one that is there now.

    Signals:
        opened: A thumbnail was clicked.
    """

    opened = Signal()

    def __init__(self, theme: Theme, pair: PicturePair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pair = pair
        word, family = _WORDS[pair.change]
        self.tag = Tag(theme, translate("outbox", str(word)), family)
        captions = (self.tr("我审核时所见"), self.tr("服务器现状"))
        self.sides = tuple(
            self._side(theme, sha256, caption)
            for sha256, caption in zip((pair.old, pair.new), captions, strict=True)
        )
        arrow = IconLabel(theme, "arrow_right", colour="text_3")
        head = row(Label(texts.picture_text(pair.kind), "label"), self.tag, None, gap=8)
        self.setLayout(column(head, row(self.sides[_OLD], arrow, self.sides[_NEW], gap=6), gap=4))

    def take_picture(self, sha256: str, image: QImage) -> None:
        """Show a picture that arrived."""
        for side in self.sides:
            if side.thumbnail.id == sha256:
                side.set_picture(image)

    def take_note(self, sha256: str, word: str) -> None:
        """Say why a picture is not there."""
        for side in self.sides:
            if side.thumbnail.id == sha256:
                side.set_note(word)

    def _side(self, theme: Theme, sha256: str, caption: str) -> ThumbnailButton:
        button = ThumbnailButton(theme, Thumbnail(sha256, caption), canvas=False)
        button.setCheckable(False)
        button.clicked.connect(self._open)
        if not sha256:
            button.set_note(self.tr("没有"))
            button.setEnabled(False)
        return button

    @Slot()
    def _open(self) -> None:
        self.opened.emit()


class PicturesCard(Card):
    """The pairs that differ; owns the viewer, which takes the whole place on demand.

    Signals:
        viewer_wanted: The viewer shall be shown.
    """

    viewer_wanted = Signal()

    def __init__(self, theme: Theme, loader: PictureLoader, parent: QWidget | None = None) -> None:
        super().__init__(translate("outbox", "图片对照"), parent=parent)
        self._theme, self._loader = theme, loader
        self._images: dict[str, QImage] = {}
        self._notes: dict[str, str] = {}
        self._material = 0
        self.pairs: list[PairView] = []
        self._shown: PicturePair | None = None
        self.viewer = ImageViewer(theme)
        self.viewer.picture_requested.connect(self._put_in_viewer)
        self._enlarge = Button(
            theme, self.tr("并排查看"), ButtonKind.GHOST, icon="layout_column_two"
        )
        self._enlarge.set_size("control_small")
        self._enlarge.clicked.connect(self.open_first)
        self.head.add_action(self._enlarge)
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=20, row_gap=12)
        self._note = Label("", "caption", wrap=True)
        lines = QVBoxLayout()
        lines.addWidget(holder)
        lines.addWidget(self._note)
        self.body.addLayout(lines)
        loader.ready.connect(self._take_picture)
        loader.missing.connect(self._take_missing)

    def show_item(self, item: OutboxItem, dossier: Dossier | None) -> None:
        """Show what differs; without a difference the card hides."""
        seen = item.seen
        changed = dossier is not None and dossier.content_hash != seen.content_hash
        unknown = changed and dossier is not None and bool(seen.pictures) and not dossier.pictures
        pairs: list[PicturePair] = []
        if dossier is not None and changed and not unknown:
            pairs = picture_pairs(seen, dossier)
        differing = [pair for pair in pairs if pair.change is not Change.SAME]
        self.setVisible(bool(differing) or unknown)
        self._note.setVisible(unknown)
        self._note.setText(self.tr("这份材料的图片清单现在不在本机，请打开完整材料查看。"))
        self._enlarge.setVisible(bool(differing))
        same = len(pairs) - len(differing)
        caption = self.tr("%1 处不同 · 其余 %2 张未变")
        caption = caption.replace("%1", str(len(differing))).replace("%2", str(same))
        self.head.set_caption(caption if differing else "")
        if [view.pair for view in self.pairs] == differing and self._material == item.material_id:
            return
        self._material = item.material_id
        self._show_pairs(differing)

    @Slot()
    def open_first(self) -> None:
        """Show the first pair large."""
        if self.pairs:
            self.open_pair(self.pairs[0].pair)

    @Slot()
    def open_pair(self, pair: PicturePair) -> None:
        """Show a pair large, old at the left."""
        self._shown = pair
        self.viewer_wanted.emit()
        self.viewer.set_groups(self._groups())
        for sha256, image in self._images.items():
            self.viewer.strip.set_picture(sha256, image)
        for sha256, why in self._notes.items():
            self.viewer.strip.set_note(sha256, why)
        for pane, sha256 in enumerate((pair.old, pair.new)):
            self._fill(pane, sha256)
        self.viewer.set_compare(True)
        self.viewer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pairs(self, pairs: Sequence[PicturePair]) -> None:
        for view in self.pairs:
            self._flow.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._images, self._notes = {}, {}
        self.pairs = [PairView(self._theme, pair) for pair in pairs]
        for view in self.pairs:
            view.opened.connect(partial(self.open_pair, view.pair))
            self._flow.addWidget(view)
            view.show()
            if view.pair.old:
                self._loader.want(view.pair.old)
            if view.pair.new:
                self._loader.want(view.pair.new, self._material)

    def _groups(self) -> list[ThumbnailGroup]:
        """Return the pairs as the viewer's strip shows them."""
        return [
            ThumbnailGroup(
                texts.picture_text(view.pair.kind),
                tuple(
                    Thumbnail(sha256, word)
                    for sha256, word in (
                        (view.pair.old, self.tr("旧")),
                        (view.pair.new, self.tr("新")),
                    )
                    if sha256
                ),
            )
            for view in self.pairs
        ]

    @Slot(str, QImage)
    def _take_picture(self, sha256: str, image: QImage) -> None:
        if image.isNull():
            self._say(sha256, self.tr("打不开"), self.tr("图片打不开"))
            return
        self._images[sha256] = image
        for view in self.pairs:
            view.take_picture(sha256, image)
        self.viewer.strip.set_picture(sha256, image)
        self._fill_again(sha256)

    @Slot(str, object)
    def _take_missing(self, sha256: str, error: ExpectedError | None) -> None:
        why = self.tr("未存本机") if error is None else texts.problem_text(error)
        self._say(sha256, self.tr("未存本机"), why)

    def _say(self, sha256: str, word: str, why: str) -> None:
        self._notes[sha256] = why
        for view in self.pairs:
            view.take_note(sha256, word)
        self._fill_again(sha256)

    @Slot(str, int)
    def _put_in_viewer(self, sha256: str, pane: int) -> None:
        """The strip or a key asks: show the whole pair of that picture."""
        pairs = (view.pair for view in self.pairs)
        pair = next((one for one in pairs if sha256 in {one.old, one.new}), None)
        if pair is None or pane not in {_OLD, _NEW}:
            return
        self._shown = pair
        self._fill(_OLD, pair.old)
        self._fill(_NEW, pair.new)

    def _fill_again(self, sha256: str) -> None:
        pair = self._shown
        if pair is not None and not self.viewer.isHidden():
            for pane, shown in enumerate((pair.old, pair.new)):
                if shown == sha256:
                    self._fill(pane, sha256)

    def _fill(self, pane: int, sha256: str) -> None:
        pair = self._shown
        if pair is None:
            return
        title = texts.picture_text(pair.kind)
        whose = self.tr("我审核时所见") if pane == _OLD else self.tr("服务器现状")
        image = self._images.get(sha256)
        note = "" if image is not None else self._notes.get(sha256, self.tr("正在打开…"))
        if not sha256:
            note = self.tr("没有这张图片")
        picture = ViewerPicture(sha256, title, whose, image, note)
        self.viewer.show_picture(picture, pane)
