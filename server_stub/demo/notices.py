"""Notices of the demo."""

from __future__ import annotations

from typing import Final, NamedTuple

from server_stub.demo.batches import DAY, midnight

_MORNING: Final = 9 * 3600


class NoticeSeed(NamedTuple):
    """公告; `published_at` in epoch seconds."""

    title: str
    body: str
    published_at: int


_TEXTS: Final = (
    (
        26,
        "关于做好{year}年医师资格考试试用期审核工作的通知（示例）",
        (
            "各市州卫生健康委、省直各医疗机构：\n"
            "{year}年医师资格考试试用期材料审核现已开始。请各单位业务管理人于规定时间内完成本单位材料审核，"
            "认真核对试用起止时间，确认实习时间后提交。平台内无信息的试用人员不得参加当年医师资格考试。"
        ),
    ),
    (
        12,
        "关于规范试用期考核证明用章的提醒（示例）",
        (
            "试用期考核证明须加盖单位公章并由法定代表人签字，医务科、院办等部门章无效。"
            "变更试用机构的，每个机构各出具一份证明。"
        ),
    ),
    (
        5,
        "授权码七日内有效，请及时激活（示例）",
        "授权码自生成之日起七日内有效，逾期自动作废，可由上级单位重新生成。业务管理人更换时，请先解除授权再重新绑定。",
    ),
    (
        1,
        "系统维护公告（示例）",
        "本周六 22:00 至次日 6:00 进行系统维护。维护期间可离线审核，恢复后自动同步。",
    ),
)


def build_notices(now: int, year: int) -> tuple[NoticeSeed, ...]:
    """Return the notices, oldest first."""
    return tuple(
        NoticeSeed(
            title.format(year=year), body.format(year=year), midnight(now) - days * DAY + _MORNING
        )
        for days, title, body in _TEXTS
    )
