"""Fields: text, search, choice from a list, and the label with its error line around them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.screens.widgets.base import set_property
from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.labels import IconLabel, Label
from desktop.screens.widgets.theme import Theme

SEARCH_DELAY_MS: Final = 120
_ICON_ROOM: Final = 26
_ENTRY_AIR: Final = 10
Index = QModelIndex | QPersistentModelIndex


class TextField(QLineEdit):
    """A line of text. `kind` "code" uses the typeface that tells 0/O and 1/l apart.

    Signals:
        left: The focus left the field: the moment to check what was typed.
    """

    left = Signal()

    def __init__(
        self,
        placeholder: str = "",
        text: str = "",
        *,
        kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """An editable line with a hint of what to type."""
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("kind", kind)
        self.setCursorPosition(0)

    def set_tall(self) -> None:
        """Use the height of dialogs."""
        set_property(self, "tall", "true")

    def set_wrong(self, *, wrong: bool) -> None:
        """Show or clear the red line."""
        set_property(self, "state", "error" if wrong else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()


class SearchField(QLineEdit):
    """A search line that asks while the person types, but never for text under composition.

    With a Chinese input method the letters of an unfinished word are not a search.

    Signals:
        search_changed: The text to search for, a moment after the last key.
        left_downwards: Arrow down or Enter: the person wants to go into the results.
    """

    search_changed = Signal(str)
    left_downwards = Signal()

    def __init__(
        self,
        theme: Theme,
        placeholder: str,
        *,
        delay_ms: int = SEARCH_DELAY_MS,
        parent: QWidget | None = None,
    ) -> None:
        """Wait `delay_ms` after the last key before asking."""
        super().__init__(parent)
        self._theme = theme
        self._asked = ""
        self._composing = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setTextMargins(_ICON_ROOM, 0, _ICON_ROOM, 0)
        self._clear = IconButton(theme, "dismiss", self.tr("清除"), parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(delay_ms)
        self._wait.timeout.connect(self._ask)
        self.textChanged.connect(self._note_change)
        theme.changed.connect(self._place_clear)

    @property
    def is_composing(self) -> bool:
        """Whether an input method holds an unfinished word."""
        return self._composing

    def set_text_silently(self, text: str) -> None:
        """Show a text without asking for it, when filters are restored."""
        self._asked = text.strip()
        self.setText(text)
        self._wait.stop()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a word is under composition; ask once it is finished."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._wait.stop()
        elif self.text().strip() != self._asked:
            self._wait.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, arrow down goes to the results, Enter asks at once and goes there."""
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Down:
                self.left_downwards.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._ask()
                self.left_downwards.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right end."""
        super().resizeEvent(event)
        self._place_clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass in front of the text."""
        super().paintEvent(event)
        side = self._theme.size("icon")
        with Ink.on(self, self._theme) as ink:
            ink.icon(10, (self.height() - side) / 2, "search", side, "text_3")

    @Slot()
    def _place_clear(self) -> None:
        side = self._clear.sizeHint()
        self._clear.resize(side)
        self._clear.move(self.width() - side.width() - 2, (self.height() - side.height()) // 2)

    @Slot(str)
    def _note_change(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if not self._composing:
            self._wait.start()

    @Slot()
    def _ask(self) -> None:
        self._wait.stop()
        text = self.text().strip()
        if text != self._asked and not self._composing:
            self._asked = text
            self.search_changed.emit(text)


class RoomyDelegate(QStyledItemDelegate):
    """Entries of an open list with room for the mouse."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The line and some air."""
        size = super().sizeHint(option, index)
        size.setHeight(max(size.height(), option.fontMetrics.height()) + _ENTRY_AIR)
        return size


class Combo(QComboBox):
    """A choice from a short list. Wheel turns over a closed field scroll the page instead.

    Signals:
        chosen: The person chose another entry; carries its key.
    """

    chosen = Signal(str)

    def __init__(
        self,
        entries: Sequence[tuple[str, str]] = (),
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Entries are pairs of key and word; `name` is for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(RoomyDelegate(self))
        self.set_entries(entries)
        self.activated.connect(self._tell)

    def set_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show other entries; the chosen key stays where it still exists."""
        key = self.current_key()
        self.clear()
        for entry, word in entries:
            self.addItem(word, entry)
        self.set_current(key)

    def current_key(self) -> str:
        """Key of the entry shown; "" with an empty list."""
        return str(self.currentData() or "")

    def set_current(self, key: str) -> None:
        """Show the entry of this key without a signal; an unknown key shows the first."""
        self.setCurrentIndex(max(self.findData(key), 0) if self.count() else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    @Slot(int)
    def _tell(self, _at: int) -> None:
        self.chosen.emit(self.current_key())


class LabelledField(QWidget):
    """Label above, editor, and below it a hint that gives way to an error or a good word.

    The editor may be any widget; if it has `set_wrong`, it gets the red line too.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`required` puts a red star before the label."""
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        name = Label(label, "label")
        name.setBuddy(editor)
        editor.setAccessibleName(label)
        self._icon = IconLabel(theme, "error_circle", size="icon_small")
        self._line = Label(hint, "caption", wrap=True)
        self._note = Label("", "caption")
        head = QHBoxLayout()
        head.setSpacing(4)
        if required:
            head.addWidget(Label("*", "strong", tone="rejected_fg"))
        head.addWidget(name)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._icon)
        foot.addWidget(self._line, 1)
        foot.addWidget(self._note)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(editor)
        whole.addLayout(foot)
        self.clear_message()

    @property
    def is_wrong(self) -> bool:
        """Whether an error is shown."""
        return bool(self._line.property("tone") == "rejected_fg")

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and what to do; "" goes back to the hint."""
        if not sentence:
            self.clear_message()
            return
        self._show(sentence, "rejected_fg", "error_circle")
        self._mark(wrong=True)

    def set_good(self, sentence: str) -> None:
        """Say that what was typed has been checked and is right."""
        self._show(sentence, "passed_fg", "checkmark_circle")
        self._mark(wrong=False)

    def clear_message(self) -> None:
        """Show the hint again."""
        self._icon.hide()
        self._line.setText(self._hint)
        self._line.set_tone("")
        self._mark(wrong=False)

    def set_note(self, text: str) -> None:
        """A quiet remark at the right end, such as 18 / 18."""
        self._note.setText(text)

    def _show(self, sentence: str, tone: str, icon: str) -> None:
        self._icon.set_icon(icon, tone, filled=True)
        self._icon.show()
        self._line.setText(sentence)
        self._line.set_tone(tone)

    def _mark(self, *, wrong: bool) -> None:
        mark = getattr(self.editor, "set_wrong", None)
        if mark is not None:
            mark(wrong=wrong)
