"""The sentences for the problems of the file courier; `problem_tables` takes them in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.contract.problems import ProblemCode

NEXT_ADMIN: Final = QT_TRANSLATE_NOOP("problems", "请联系上级管理员。")
_NEXT_NOTHING: Final = ""

COURIER: Final[dict[str, tuple[object, object]]] = {
    ProblemCode.COURIER_DAMAGED: (
        QT_TRANSLATE_NOOP("problems", "摆渡文件已损坏或被改动，服务器没有接受。"),
        QT_TRANSLATE_NOOP("problems", "请从原机器重新拷贝一份。"),
    ),
    ProblemCode.COURIER_UNKNOWN: (
        QT_TRANSLATE_NOOP("problems", "这台服务器不认识写出这份摆渡文件的设备。"),
        QT_TRANSLATE_NOOP("problems", "请核对服务器地址；那台设备须先联网同步一次。"),
    ),
    ProblemCode.COURIER_REVOKED: (
        QT_TRANSLATE_NOOP("problems", "这台设备的摆渡登记已被停用，文件里的审核没有生效。"),
        QT_TRANSLATE_NOOP("problems", "请联网同步一次，审核会随之发送。"),
    ),
    ProblemCode.COURIER_EXPIRED: (
        QT_TRANSLATE_NOOP("problems", "摆渡文件到达时已过期，里面的审核没有生效。"),
        QT_TRANSLATE_NOOP("problems", "请核对本机时间，重新导出一份；审核都还在。"),
    ),
    "courier_not_registered": (
        QT_TRANSLATE_NOOP("problems", "这台设备还没有登记，不能写摆渡文件。"),
        QT_TRANSLATE_NOOP("problems", "请先联网同步一次。"),
    ),
    "courier_not_ours": (
        QT_TRANSLATE_NOOP("problems", "这不是摆渡文件。"),
        QT_TRANSLATE_NOOP("problems", "请选择 .tdreq 或 .tdans 文件。"),
    ),
    "courier_truncated": (
        QT_TRANSLATE_NOOP("problems", "摆渡文件不完整，没有写入任何内容。"),
        QT_TRANSLATE_NOOP("problems", "请重新拷贝一份。"),
    ),
    "courier_too_large": (
        QT_TRANSLATE_NOOP("problems", "摆渡文件超出了允许的大小。"),
        NEXT_ADMIN,
    ),
    "courier_is_request": (
        QT_TRANSLATE_NOOP("problems", "这是摆渡请求，不是回执。"),
        QT_TRANSLATE_NOOP("problems", "请先把它带到能联网的机器上换取回执。"),
    ),
    "courier_is_answer": (
        QT_TRANSLATE_NOOP("problems", "这是摆渡回执，不用上传。"),
        QT_TRANSLATE_NOOP("problems", "请带回原机器导入。"),
    ),
    "courier_wrong_server": (
        QT_TRANSLATE_NOOP("problems", "这份回执不是本系统服务器签发的，没有写入任何内容。"),
        NEXT_ADMIN,
    ),
    "courier_foreign": (
        QT_TRANSLATE_NOOP("problems", "这份回执是给另一台设备或另一个单位的。"),
        QT_TRANSLATE_NOOP("problems", "请交给写出请求的那台机器。"),
    ),
    "courier_answer_expired": (
        QT_TRANSLATE_NOOP("problems", "这份回执已过离线使用期限，没有写入任何内容。"),
        QT_TRANSLATE_NOOP("problems", "请核对本机时间，重新导出请求。"),
    ),
    "courier_differs": (
        QT_TRANSLATE_NOOP("problems", "回执与本机数据核对不一致：审核结果已记下，材料没有更新。"),
        QT_TRANSLATE_NOOP("problems", "请重新导出请求，下次会带回全部数据。"),
    ),
    "courier_taken_in": (
        QT_TRANSLATE_NOOP("problems", "这份回执已经导入过，没有变化。"),
        _NEXT_NOTHING,
    ),
    "courier_superseded": (
        QT_TRANSLATE_NOOP("problems", "本机数据比这份回执新：审核结果已记下，材料没有更新。"),
        _NEXT_NOTHING,
    ),
    "file_unreadable": (
        QT_TRANSLATE_NOOP("problems", "文件打不开。"),
        QT_TRANSLATE_NOOP("problems", "请检查 U 盘或文件夹后再试。"),
    ),
    "file_unwritable": (
        QT_TRANSLATE_NOOP("problems", "文件写不进去。"),
        QT_TRANSLATE_NOOP("problems", "请换一个可以写入的位置。"),
    ),
}
