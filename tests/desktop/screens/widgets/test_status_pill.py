"""One painter for lists and details."""

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage, QPainter, QRegion
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.status_pill import PillPainter, StatusPill
from desktop.screens.widgets.theme import Theme, ThemeMode


@pytest.mark.parametrize("bare", [True, False])
def test_list_and_detail_look_the_same(qtbot: QtBot, theme: Theme, *, bare: bool) -> None:
    widget = StatusPill(theme, "approved", "审核通过", bare=bare)
    qtbot.addWidget(widget)
    painter = PillPainter(theme)
    assert widget.sizeHint().width() == painter.width("审核通过", bare=bare)
    list_cell = QImage(widget.sizeHint(), QImage.Format.Format_ARGB32_Premultiplied)
    list_cell.fill(0)
    with_pill = QPainter(list_cell)
    painter.paint(with_pill, QRectF(list_cell.rect()), "approved", "审核通过", bare=bare)
    with_pill.end()
    detail = QImage(list_cell.size(), list_cell.format())
    detail.fill(0)
    widget.resize(widget.sizeHint())
    on_widget = QPainter(detail)
    widget.render(on_widget, QPoint(), QRegion(), StatusPill.RenderFlag(0))
    on_widget.end()
    assert detail == list_cell


def test_a_pill_is_painted_once_until_the_theme_changes(theme: Theme) -> None:
    painter = PillPainter(theme)
    first = painter.pixmap("pending", "待审核", 1.0)
    assert painter.pixmap("pending", "待审核", 1.0).cacheKey() == first.cacheKey()
    assert painter.pixmap("pending", "待审核", 2.0).width() == 2 * first.width()
    theme.set_mode(ThemeMode.DARK)
    assert painter.pixmap("pending", "待审核", 1.0).toImage() != first.toImage()


def test_every_state_can_be_shown(qtbot: QtBot, theme: Theme) -> None:
    pill = StatusPill(theme)
    qtbot.addWidget(pill)
    pictures = set()
    for key in ("pending", "approved", "deferred", "returned", "refused"):
        pill.set_status(key, "状态")
        assert pill.status() == key
        assert pill.accessibleName() == "状态"
        pictures.add(bytes(pill.grab().toImage().constBits()))
    assert len(pictures) == 5
