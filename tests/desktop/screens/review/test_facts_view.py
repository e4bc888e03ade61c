"""Personal numbers are nowhere in full before somebody asks for them, and never when copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.domain.masking import mask_id_number, mask_phone
from tests.desktop.screens.review.conftest import loaded, opened

if TYPE_CHECKING:
    from desktop.screens.review.page import ReviewPage
    from tests.support.desk import Desk


def _said_by(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{text}\n{widget.toolTip()}\n{widget.accessibleName()}"


async def test_no_widget_holds_a_number_in_full(blank_page: ReviewPage, desk: Desk) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    dossier = desk.dossier(first)
    everything = "\n".join(map(_said_by, page.findChildren(QWidget)))

    assert mask_id_number(dossier.id_number) in everything
    assert dossier.id_number not in everything
    assert dossier.phone not in everything


async def test_everything_is_copied_with_masked_numbers(blank_page: ReviewPage, desk: Desk) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    page.detail_pane.facts._copy.click()
    dossier = desk.dossier(first)
    copied = dict(line.split("\t") for line in QGuiApplication.clipboard().text().split("\n"))

    assert copied["姓名"] == dossier.name
    assert copied["证件号码"] == mask_id_number(dossier.id_number)
    assert copied["手机号"] == mask_phone(dossier.phone)
