"""Pictures in a dossier: from here, from the server, or a word why there is none."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from desktop.services import fetching
from tests.desktop.screens.review.conftest import NAMES, loaded, opened, shown_id
from tests.support.town import carrier_of
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.screens.hub import ChangeHub
    from desktop.screens.review.page import ReviewPage
    from tests.support.desk import Desk
    from tests.support.town import Town


def png(colour: str, width: int = 60, height: int = 80) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def name_of(picture: bytes) -> str:
    return sha256(picture).hexdigest()


PORTRAIT, DIPLOMA = png("navy"), png("darkred", 120, 80)


@pytest.fixture
def pictured(town: Town, desk: Desk, hub: ChangeHub) -> int:
    """A material with a portrait and a diploma, known here; the pictures are not here yet."""
    material_id = town.apply_with_pictures("孙若溪", {"portrait": PORTRAIT, "diploma": DIPLOMA})
    hub.publish(desk.sync().changes)
    return material_id


async def test_thumbnails_come_from_the_server_where_they_are_not_here(
    blank_page: ReviewPage, pictured: int
) -> None:
    page = await loaded(blank_page, len(NAMES) + 1)
    await opened(page, pictured)
    images = page.detail_pane.pictures._images
    await until(lambda: len(images) == 2)
    assert images[name_of(DIPLOMA)].width() == 120


async def test_pictures_that_lie_here_are_shown_without_the_server(
    blank_page: ReviewPage, desk: Desk, pictured: int
) -> None:
    for data in (PORTRAIT, DIPLOMA):
        fetching.fetch_picture(workspace=desk.workspace, material_id=pictured, sha256=name_of(data))
    carrier_of(desk).away = True
    page = await loaded(blank_page, len(NAMES) + 1)
    await opened(page, pictured)
    await until(lambda: len(page.detail_pane.pictures._images) == 2)
    assert "可离线查看" in page.detail_pane.pictures.card.head.caption.text()


async def test_offline_a_missing_picture_says_so_and_comes_when_the_network_is_back(
    blank_page: ReviewPage, desk: Desk, pictured: int
) -> None:
    page = await loaded(blank_page, len(NAMES) + 1)
    carrier_of(desk).away = True
    await opened(page, pictured)
    pictures = page.detail_pane.pictures
    await until(lambda: len(pictures._notes) == 2)
    assert "未缓存" in pictures.strip.button(name_of(PORTRAIT)).toolTip()
    carrier_of(desk).away = False
    pictures.open_viewer(name_of(PORTRAIT))
    await until(lambda: name_of(PORTRAIT) in pictures._images)
    assert name_of(PORTRAIT) not in pictures._notes


async def test_a_broken_picture_says_what_to_do(
    blank_page: ReviewPage, desk: Desk, hub: ChangeHub, town: Town
) -> None:
    broken = town.apply_with_pictures("孙若溪", {"portrait": b"no picture at all"})
    hub.publish(desk.sync().changes)
    page = await loaded(blank_page, len(NAMES) + 1)
    await opened(page, broken)
    pictures = page.detail_pane.pictures
    await until(lambda: pictures._notes)
    assert "重新上传" in next(iter(pictures._notes.values()))


async def test_the_viewer_takes_the_page_and_leaves_the_facts_beside_it(
    blank_page: ReviewPage, pictured: int
) -> None:
    page = await loaded(blank_page, len(NAMES) + 1)
    await opened(page, pictured)
    pane = page.detail_pane
    await until(lambda: len(pane.pictures._images) == 2)
    QTest.keyClick(pane, Qt.Key.Key_Space)
    assert pane.is_viewing
    assert page._left.isHidden()
    assert pane.facts.isVisible()
    viewer = pane.pictures.viewer
    assert viewer.sides[0].picture == name_of(PORTRAIT)
    assert "证件号码" in viewer._note.whole_text()
    QTest.keyClick(viewer, Qt.Key.Key_BracketRight)
    assert viewer.sides[0].picture == name_of(DIPLOMA)
    QTest.keyClick(viewer, Qt.Key.Key_B)
    assert viewer.is_comparing
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not pane.is_viewing
    assert not page._left.isHidden()
    assert not page.detail_pane.isHidden()


async def test_the_viewer_stays_at_the_same_picture_of_the_next_dossier(
    blank_page: ReviewPage, desk: Desk, hub: ChangeHub, town: Town, pictured: int
) -> None:
    other = png("green")
    another = town.apply_with_pictures("周子涵", {"portrait": PORTRAIT, "diploma": other})
    hub.publish(desk.sync().changes)
    page = await loaded(blank_page, len(NAMES) + 2)
    await opened(page, pictured)
    viewer = page.detail_pane.pictures.viewer
    page.detail_pane.pictures.open_viewer(name_of(DIPLOMA))
    await opened(page, another)
    assert shown_id(page) == another
    await until(lambda: viewer.sides[0].picture == name_of(other))
    page.close_dossier()
    assert not page.detail_pane.is_viewing


async def test_without_pictures_the_card_says_so(blank_page: ReviewPage) -> None:
    page = await loaded(blank_page)
    await opened(page, page.list_presenter.rows.ids[0])
    assert not page.detail_pane.pictures._none.isHidden()
    QTest.keyClick(page.detail_pane, Qt.Key.Key_Space)
    assert not page.detail_pane.is_viewing
