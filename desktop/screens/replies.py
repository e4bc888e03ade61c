"""How a parked opinion was answered, in words: for those who answer and for its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.contract.operations import OutcomeStatus
from desktop.contract.parked import ParkedChoice
from desktop.screens import times

if TYPE_CHECKING:
    from desktop.contract.parked import ParkedReply

translate = QCoreApplication.translate


def reply_text(reply: ParkedReply) -> str:
    """Return who answered, when, how, and why not."""
    if reply.answer is ParkedChoice.DECLINE:
        words = translate("replies", "{who}（{place}）于 {at} 没有采纳：{note}")
    elif reply.status is OutcomeStatus.CONCURRED:
        words = translate("replies", "{who}（{place}）于 {at} 采纳；同样的结论当时已经生效。")
    else:
        words = translate("replies", "{who}（{place}）于 {at} 采纳为自己的决定。")
    return words.format(
        who=reply.person_name,
        place=reply.organization_name,
        at=times.moment_text(reply.at),
        note=reply.note,
    )
