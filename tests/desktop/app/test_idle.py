"""Nobody there: the watch ends only when no key and no mouse came for the whole time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from desktop.app.idle import IdleWatch

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_silence_is_noticed(qtbot: QtBot) -> None:
    watch = IdleWatch(20)
    with qtbot.waitSignal(watch.idle):
        watch.start()
    watch.stop()


def test_every_sign_of_life_begins_the_time_anew(qapp: QApplication) -> None:
    watch = IdleWatch(60_000)
    watch.start()
    watch._timer.setInterval(30_000)
    somebody = QObject()
    QApplication.sendEvent(somebody, QEvent(QEvent.Type.KeyPress))
    assert watch._timer.remainingTime() > 25_000
    QApplication.sendEvent(somebody, QEvent(QEvent.Type.User))
    assert qapp is not None
    watch.stop()
    assert not watch._timer.isActive()
