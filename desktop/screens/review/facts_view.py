"""What the applicant filled in: cards of facts, changed ones marked, numbers masked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.contract.operations import RevealedField
from desktop.domain.businesses import FORMS, FormSection
from desktop.domain.masking import mask_id_number, mask_phone
from desktop.screens import texts
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card, Fact, FactGrid
from desktop.screens.widgets.layouts import row
from desktop.screens.widgets.masked_value import MaskedValue

if TYPE_CHECKING:
    from desktop.screens.widgets.theme import Theme
    from desktop.store.records import Dossier

_ID_NUMBER = "id_number"
_PHONE = "phone"
_LABEL_MAX = 132
_VALUES_OF_TWO = 450
"""Room for two values with their cards around them, in design pixels."""


class FactsView(QWidget):
    """The cards 个人信息, 申报信息 and 学历信息.

    Signals:
        reveal_requested: An eye was clicked; carries a `RevealedField`.
    """

    reveal_requested = Signal(object)

    def __init__(self, theme: Theme, business: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = FORMS[business]
        self._dossier: Dossier | None = None
        self._masked: dict[RevealedField, MaskedValue] = {}
        self.cards = {
            FormSection.PERSONAL: Card(self.tr("个人信息")),
            FormSection.APPLICATION: Card(self.tr("申报信息")),
            FormSection.EDUCATION: Card(self.tr("学历信息")),
        }
        room = self._label_room()
        self._grids = {
            FormSection.PERSONAL: FactGrid(theme, columns=2, label_width=room),
            FormSection.APPLICATION: FactGrid(theme, label_width=room),
            FormSection.EDUCATION: FactGrid(theme, label_width=room),
        }
        for section, card in self.cards.items():
            card.body.setContentsMargins(16, 8, 16, 10)
            card.body.setSpacing(4)
            card.body.addWidget(self._grids[section])
            card.body.addStretch(1)
        self._copy = Button(theme, self.tr("复制全部"), ButtonKind.GHOST, icon="copy")
        self._copy.set_size("control_small")
        self._copy.clicked.connect(self._copy_all)
        self.cards[FormSection.PERSONAL].head.add_action(self._copy)
        self._only_changed = Button(theme, self.tr("只看改动"), ButtonKind.LINK)
        self._only_changed.set_size("control_small")
        self._only_changed.setCheckable(True)
        self._only_changed.toggled.connect(self._show_only_changed)
        self.cards[FormSection.APPLICATION].head.add_action(self._only_changed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.cards[FormSection.PERSONAL])
        self._pair = row(
            self.cards[FormSection.APPLICATION], self.cards[FormSection.EDUCATION], gap=10
        )
        self._pair.setStretch(0, 1)
        self._pair.setStretch(1, 1)
        whole.addLayout(self._pair)
        theme.changed.connect(self._fit_heads)
        self._fit_heads()

    def width_in_columns(self) -> int:
        """Return the least width, in pixels, at which facts may stand in two columns."""
        return self._theme.px(_VALUES_OF_TWO + 2 * self._label_room())

    def set_stacked(self, *, stacked: bool) -> None:
        """Put everything into one narrow column, beside the viewer."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(down if stacked else across)
        self._grids[FormSection.PERSONAL].set_columns(1 if stacked else 2)
        side = 12 if stacked else 16
        for card in self.cards.values():
            card.body.setContentsMargins(side, 8, side, 10)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the facts of a dossier."""
        self._dossier = dossier
        self.setUpdatesEnabled(False)
        for section, grid in self._grids.items():
            grid.set_facts(self._facts(dossier, section))
        self._put_masked(dossier)
        self._only_changed.setVisible(bool(dossier.changed_fields))
        self._only_changed.setChecked(False)
        for section, card in self.cards.items():
            count = sum(
                field.key in dossier.changed_fields
                for field in self._form
                if field.section is section
            )
            text = self.tr("%1 处已改").replace("%1", str(count)) if count else ""
            card.head.set_caption(text)
        self.setUpdatesEnabled(True)

    @Slot(object, str)
    def show_revealed(self, field: RevealedField, plain: str) -> None:
        """Show a personal number for half a minute."""
        self._masked[field].reveal(plain)

    def _facts(self, dossier: Dossier, section: FormSection) -> list[Fact]:
        facts = self._head_facts(dossier, section)
        for field in self._form:
            if field.section is section:
                facts.append(
                    Fact(
                        field.key,
                        texts.field_text(field.key),
                        dossier.details.get(field.key, ""),
                        changed=field.key in dossier.changed_fields,
                        was=dossier.changed_fields.get(field.key, ""),
                    )
                )
        return facts

    def _head_facts(self, dossier: Dossier, section: FormSection) -> list[Fact]:
        if section is FormSection.PERSONAL:
            return [
                Fact("name", self.tr("姓名"), dossier.name),
                Fact("id_type", self.tr("证件类型"), texts.id_type_text(dossier.id_type)),
                Fact(_ID_NUMBER, self.tr("证件号码"), mask_id_number(dossier.id_number)),
                Fact(_PHONE, self.tr("手机号"), mask_phone(dossier.phone)),
                Fact("unit", self.tr("所在单位"), dossier.organization_name),
            ]
        if section is FormSection.APPLICATION:
            return [
                Fact(
                    "level",
                    self.tr("申报"),
                    f"{texts.level_text(dossier.level)} · {texts.category_text(dossier.category)}",
                ),
                Fact("payment", self.tr("缴费状态"), texts.payment_text(dossier.payment)),
            ]
        return []

    def _label_room(self) -> int:
        """Return the width of the longest label, in design pixels."""
        labels = [texts.field_text(field.key) for field in self._form]
        labels += [texts.field_text(key) for key in ("id_type", _ID_NUMBER, _PHONE)]
        longest = max(self._theme.advance(label, "caption") for label in labels)
        return min(round(longest / self._theme.scale) + 4, _LABEL_MAX)

    @Slot()
    def _fit_heads(self) -> None:
        for card in self.cards.values():
            card.head.setFixedHeight(self._theme.size("control_small"))

    def _put_masked(self, dossier: Dossier) -> None:
        grid = self._grids[FormSection.PERSONAL]
        numbers = (
            (RevealedField.ID_NUMBER, _ID_NUMBER, mask_id_number(dossier.id_number)),
            (RevealedField.PHONE, _PHONE, mask_phone(dossier.phone)),
        )
        for field, key, masked in numbers:
            fact_row = grid.fact_row(key)
            value = self._masked.get(field)
            if value is None or value.parent() is not fact_row:
                value = MaskedValue(self._theme, masked, name=texts.revealed_text(field))
                value.reveal_requested.connect(partial(self.reveal_requested.emit, field))
                fact_row.add_extra(value)
                self._masked[field] = value
            value.set_masked(masked)
            value.setVisible(not dossier.masked)
            fact_row.value.setVisible(dossier.masked)

    @Slot(bool)
    def _show_only_changed(self, only: bool) -> None:
        for grid in self._grids.values():
            grid.show_only_changed(only=only)

    @Slot()
    def _copy_all(self) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        facts = [fact for section in self._grids for fact in self._facts(dossier, section)]
        lines = [f"{fact.label}\t{fact.value}" for fact in facts]
        QGuiApplication.clipboard().setText("\n".join(lines))
