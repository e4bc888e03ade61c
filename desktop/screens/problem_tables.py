"""The sentences for every problem code: reason and next step, marked for the catalogue.

`problem_texts` looks them up and puts them together.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.contract.operations import OutcomeCode
from desktop.contract.problems import ProblemCode
from desktop.screens.problem_courier import COURIER, NEXT_ADMIN
from desktop.screens.problem_packs import PACKS

NEXT_AGAIN: Final = QT_TRANSLATE_NOOP("problems", "请稍后再试。")
"""Replaced by the number of seconds where the server gave one."""
_NEXT_UPGRADE: Final = QT_TRANSLATE_NOOP("problems", "请升级客户端。")
_NEXT_SIGN_IN: Final = QT_TRANSLATE_NOOP("problems", "请重新登录。")
_NEXT_NEW_CODE: Final = QT_TRANSLATE_NOOP("problems", "请重新获取验证码。")
_NEXT_REFRESH: Final = QT_TRANSLATE_NOOP("problems", "请按 F5 同步后再看。")
_NEXT_CHECK: Final = QT_TRANSLATE_NOOP("problems", "请检查后再试。")
_NEXT_LOOK: Final = QT_TRANSLATE_NOOP("problems", "请到发件箱对照后决定。")
_NEXT_NOTHING: Final = ""

Pair = tuple[object, object]

REQUESTS: Final[dict[str, Pair]] = {
    ProblemCode.MALFORMED: (QT_TRANSLATE_NOOP("problems", "服务器看不懂这次请求。"), _NEXT_CHECK),
    ProblemCode.NOT_FOUND: (
        QT_TRANSLATE_NOOP("problems", "没有找到，可能已移出您的管理范围。"),
        _NEXT_REFRESH,
    ),
    ProblemCode.METHOD_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("problems", "服务器不支持这个操作。"),
        _NEXT_UPGRADE,
    ),
    ProblemCode.NOT_PERMITTED: (
        QT_TRANSLATE_NOOP("problems", "您没有这项操作的权限。"),
        NEXT_ADMIN,
    ),
    ProblemCode.CONTEXT_REQUIRED: (
        QT_TRANSLATE_NOOP("problems", "没有选定单位和业务。"),
        QT_TRANSLATE_NOOP("problems", "请选择管理业务后再试。"),
    ),
    ProblemCode.SIGN_IN_REQUIRED: (QT_TRANSLATE_NOOP("problems", "尚未登录。"), _NEXT_SIGN_IN),
    ProblemCode.SESSION_EXPIRED: (QT_TRANSLATE_NOOP("problems", "登录已过期。"), _NEXT_SIGN_IN),
    ProblemCode.ACCOUNT_DISABLED: (
        QT_TRANSLATE_NOOP("problems", "账号已停用，本机的材料已清除，发件箱保留。"),
        NEXT_ADMIN,
    ),
    ProblemCode.REAUTH_REQUIRED: (
        QT_TRANSLATE_NOOP("problems", "这项操作需要再次验证身份。"),
        QT_TRANSLATE_NOOP("problems", "请输入短信验证码。"),
    ),
    ProblemCode.CODE_WRONG: (
        QT_TRANSLATE_NOOP("problems", "验证码不正确。"),
        QT_TRANSLATE_NOOP("problems", "请核对后重新输入。"),
    ),
    ProblemCode.CODE_EXPIRED: (QT_TRANSLATE_NOOP("problems", "验证码已过期。"), _NEXT_NEW_CODE),
    ProblemCode.CODE_BURNT: (
        QT_TRANSLATE_NOOP("problems", "验证码输错次数过多，已作废。"),
        _NEXT_NEW_CODE,
    ),
    ProblemCode.RATE_LIMITED: (QT_TRANSLATE_NOOP("problems", "操作太频繁。"), NEXT_AGAIN),
    ProblemCode.UPGRADE_REQUIRED: (
        QT_TRANSLATE_NOOP("problems", "客户端版本过低，服务器不再接受。"),
        QT_TRANSLATE_NOOP("problems", "请升级客户端；已保存的审核不会丢失。"),
    ),
    ProblemCode.CURSOR_UNKNOWN: (
        QT_TRANSLATE_NOOP("problems", "本机数据与服务器对不上，正在重新下载。"),
        _NEXT_NOTHING,
    ),
    ProblemCode.CURSOR_GONE: (
        QT_TRANSLATE_NOOP("problems", "本机数据太旧，正在重新下载。"),
        _NEXT_NOTHING,
    ),
    ProblemCode.SCOPE_CHANGED: (
        QT_TRANSLATE_NOOP("problems", "您的管理范围有变化，正在重新下载。"),
        _NEXT_NOTHING,
    ),
    ProblemCode.EPOCH_CHANGED: (
        QT_TRANSLATE_NOOP("problems", "服务器数据已重建，正在重新下载。"),
        _NEXT_NOTHING,
    ),
    ProblemCode.TOO_LARGE: (
        QT_TRANSLATE_NOOP("problems", "一次提交的内容太多。"),
        QT_TRANSLATE_NOOP("problems", "请减少数量后再试。"),
    ),
    ProblemCode.UNSUPPORTED_MEDIA_TYPE: (
        QT_TRANSLATE_NOOP("problems", "服务器不接受这种格式。"),
        _NEXT_UPGRADE,
    ),
    ProblemCode.RANGE_NOT_SATISFIABLE: (
        QT_TRANSLATE_NOOP("problems", "图片在服务器上已更换。"),
        _NEXT_REFRESH,
    ),
    ProblemCode.ALREADY_AUTHORIZED: (
        QT_TRANSLATE_NOOP("problems", "该机构已有业务管理人。"),
        QT_TRANSLATE_NOOP("problems", "如需更换，请先解除授权。"),
    ),
    ProblemCode.NOT_GENERATED: (
        QT_TRANSLATE_NOOP("problems", "该机构还没有授权码。"),
        QT_TRANSLATE_NOOP("problems", "请先生成授权码。"),
    ),
    ProblemCode.NOT_AUTHORIZED: (
        QT_TRANSLATE_NOOP("problems", "该机构尚未授权，没有可解除的业务管理人。"),
        _NEXT_REFRESH,
    ),
    ProblemCode.STOPPED: (
        QT_TRANSLATE_NOOP("problems", "该机构的这项业务已停用。"),
        NEXT_ADMIN,
    ),
    ProblemCode.PERSON_NOT_FOUND: (
        QT_TRANSLATE_NOOP("problems", "没有这个身份证号的注册用户。"),
        QT_TRANSLATE_NOOP("problems", "请本人先注册并完成实名认证。"),
    ),
    ProblemCode.PERSON_NOT_VERIFIED: (
        QT_TRANSLATE_NOOP("problems", "此人还没有完成实名认证。"),
        QT_TRANSLATE_NOOP("problems", "请本人先以身份证完成实名认证。"),
    ),
    ProblemCode.MATCH_EXPIRED: (
        QT_TRANSLATE_NOOP("problems", "核对结果已过期。"),
        QT_TRANSLATE_NOOP("problems", "请重新输入身份证号核对。"),
    ),
    ProblemCode.CONFIRMATION_MISMATCH: (
        QT_TRANSLATE_NOOP("problems", "输入的机构名称与要解除的机构不一致。"),
        QT_TRANSLATE_NOOP("problems", "请照原名输入。"),
    ),
    ProblemCode.REASON_REQUIRED: (
        QT_TRANSLATE_NOOP("problems", "没有填写原因。"),
        QT_TRANSLATE_NOOP("problems", "请填写原因。"),
    ),
    ProblemCode.SERVER_STORAGE_FULL: (
        QT_TRANSLATE_NOOP("problems", "服务器磁盘已满，暂时收不下；本机已保存的审核不会丢失。"),
        QT_TRANSLATE_NOOP("problems", "请通知平台管理员腾出空间，之后会自动重新发送。"),
    ),
    ProblemCode.BUSY: (QT_TRANSLATE_NOOP("problems", "服务器正忙。"), NEXT_AGAIN),
    ProblemCode.INTERNAL: (
        QT_TRANSLATE_NOOP("problems", "服务器出错了。"),
        QT_TRANSLATE_NOOP("problems", "请稍后再试；已保存的审核不会丢失。"),
    ),
}
CLIENT: Final[dict[str, Pair]] = {
    "not_reachable": (
        QT_TRANSLATE_NOOP("problems", "连不上服务器。"),
        QT_TRANSLATE_NOOP("problems", "可以继续离线工作，恢复后自动发送。"),
    ),
    "reply_lost": (
        QT_TRANSLATE_NOOP("problems", "没有等到服务器的回答。"),
        QT_TRANSLATE_NOOP("problems", "下次同步时会核对结果，不会重复生效。"),
    ),
    "certificate_refused": (
        QT_TRANSLATE_NOOP("problems", "服务器的证书不受信任，没有建立连接。"),
        QT_TRANSLATE_NOOP("problems", "请核对服务器地址，或联系网络管理员。"),
    ),
    "insecure_server": (
        QT_TRANSLATE_NOOP("problems", "服务器地址没有加密。"),
        QT_TRANSLATE_NOOP("problems", "请使用以 https:// 开头的地址。"),
    ),
    "server_address": (
        QT_TRANSLATE_NOOP("problems", "服务器地址不完整。"),
        QT_TRANSLATE_NOOP("problems", "请填写如 https://talent.example.cn 的地址。"),
    ),
    "answer_malformed": (
        QT_TRANSLATE_NOOP("problems", "服务器的回答无法识别。"),
        QT_TRANSLATE_NOOP("problems", "请检查服务器地址，或升级客户端。"),
    ),
    "answer_too_large": (
        QT_TRANSLATE_NOOP("problems", "服务器的回答超出了允许的大小。"),
        NEXT_ADMIN,
    ),
    **COURIER,
    "storage_full": (
        QT_TRANSLATE_NOOP("problems", "磁盘已满，这次没有保存。"),
        QT_TRANSLATE_NOOP("problems", "请腾出空间后再试。"),
    ),
    "key_missing": (
        QT_TRANSLATE_NOOP("problems", "系统密钥库里没有本机数据的钥匙。"),
        QT_TRANSLATE_NOOP("problems", "请联网登录。"),
    ),
    "key_wrong": (
        QT_TRANSLATE_NOOP("problems", "本机数据打不开：钥匙不符，或文件已损坏。"),
        QT_TRANSLATE_NOOP("problems", "请联网登录后重新下载。"),
    ),
    "replica_locked": (
        QT_TRANSLATE_NOOP("problems", "本机数据打不开：钥匙不符，或文件已损坏。"),
        QT_TRANSLATE_NOOP("problems", "请联网登录后重新下载。"),
    ),
    "replica_differs": (
        QT_TRANSLATE_NOOP("problems", "本机数据与服务器核对不一致，已重新下载。"),
        _NEXT_NOTHING,
    ),
    "picture_damaged": (
        QT_TRANSLATE_NOOP("problems", "图片在传输中损坏。"),
        NEXT_AGAIN,
    ),
    "file_not_written": (
        QT_TRANSLATE_NOOP("problems", "文件没有保存下来。"),
        QT_TRANSLATE_NOOP("problems", "请换一个文件夹再试。"),
    ),
    "pin_wrong": (
        QT_TRANSLATE_NOOP("problems", "PIN 不正确。"),
        QT_TRANSLATE_NOOP("problems", "请重新输入。"),
    ),
    "pin_blocked": (
        QT_TRANSLATE_NOOP("problems", "PIN 输错次数过多，已暂时锁定。"),
        QT_TRANSLATE_NOOP("problems", "请稍后再试，或联网登录。"),
    ),
    "pin_too_short": (
        QT_TRANSLATE_NOOP("problems", "PIN 至少 6 位。"),
        QT_TRANSLATE_NOOP("problems", "请重新设置。"),
    ),
    "idle": (
        QT_TRANSLATE_NOOP("problems", "十分钟没有操作，本机材料已锁定。"),
        QT_TRANSLATE_NOOP("problems", "重新打开后从原处继续，没有提交的内容都在。"),
    ),
    "lease_over": (
        QT_TRANSLATE_NOOP("problems", "离线使用期限已过，本机数据已锁定。"),
        QT_TRANSLATE_NOOP("problems", "请联网登录；已保存的审核不会丢失。"),
    ),
    "no_context": (
        QT_TRANSLATE_NOOP("problems", "您名下还没有可管理的业务。"),
        QT_TRANSLATE_NOOP("problems", "请向主管单位索取授权码。"),
    ),
    "profile_in_use": (
        QT_TRANSLATE_NOOP("problems", "程序已经在运行。"),
        QT_TRANSLATE_NOOP("problems", "请切换到已打开的窗口。"),
    ),
    "profile_on_network": (
        QT_TRANSLATE_NOOP("problems", "数据文件夹在网络盘上，不能安全保存。"),
        QT_TRANSLATE_NOOP("problems", "请用 --profile 指定本机磁盘上的文件夹。"),
    ),
    "clock_skew": (
        QT_TRANSLATE_NOOP("problems", "本机时间与服务器相差超过 5 分钟。"),
        QT_TRANSLATE_NOOP("problems", "请校准系统时间。"),
    ),
}
RULES: Final[dict[str, Pair]] = {
    **PACKS,
    OutcomeCode.REMARK_REQUIRED: (
        QT_TRANSLATE_NOOP("problems", "允许修改和审核不通过必须填写审核备注。"),
        QT_TRANSLATE_NOOP("problems", "请写明原因。"),
    ),
    OutcomeCode.REMARK_TOO_LONG: (
        QT_TRANSLATE_NOOP("problems", "审核备注超过 500 字。"),
        QT_TRANSLATE_NOOP("problems", "请缩短后再提交。"),
    ),
    OutcomeCode.PERIOD_REQUIRED: (
        QT_TRANSLATE_NOOP("problems", "审核通过必须填写实习时间。"),
        QT_TRANSLATE_NOOP("problems", "请填写起止日期。"),
    ),
    OutcomeCode.PERIOD_INVALID: (
        QT_TRANSLATE_NOOP("problems", "实习时间不对：结束不能早于开始，也不能超过本年度截止日。"),
        QT_TRANSLATE_NOOP("problems", "请改正日期。"),
    ),
    OutcomeCode.PERIOD_REFUSED: (
        QT_TRANSLATE_NOOP("problems", "只有单位审核通过时才填写实习时间。"),
        QT_TRANSLATE_NOOP("problems", "请清空实习时间。"),
    ),
    "verdict_required": (
        QT_TRANSLATE_NOOP("problems", "没有选择审核状态。"),
        QT_TRANSLATE_NOOP("problems", "请按 1 到 4 选择。"),
    ),
    "already_approved": (
        QT_TRANSLATE_NOOP("problems", "本级已审核通过。"),
        QT_TRANSLATE_NOOP("problems", "如需更改，请先撤回本级结论。"),
    ),
    "not_submitted": (
        QT_TRANSLATE_NOOP("problems", "考生还没有提交，或正在修改。"),
        QT_TRANSLATE_NOOP("problems", "请等考生提交后再审核。"),
    ),
    "year_closed": (
        QT_TRANSLATE_NOOP("problems", "这个年度不在审核期内，只能查看。"),
        QT_TRANSLATE_NOOP("problems", "请在右上角选择当前年度。"),
    ),
    "followed_by_another": (
        QT_TRANSLATE_NOOP("problems", "之后还有一步操作依赖它。"),
        QT_TRANSLATE_NOOP("problems", "请先撤回后面的操作。"),
    ),
    "already_sent": (
        QT_TRANSLATE_NOOP("problems", "已经发出，不能再直接撤回。"),
        QT_TRANSLATE_NOOP("problems", "等同步完成后，可撤回本级结论。"),
    ),
    "same_verdict": (
        QT_TRANSLATE_NOOP("problems", "本级现在已是同样的结论，不用再发。"),
        QT_TRANSLATE_NOOP("problems", "采用服务器即可。"),
    ),
    "hard_conflict": (
        QT_TRANSLATE_NOOP("problems", "内容或结论有实质不同，不能批量处理。"),
        QT_TRANSLATE_NOOP("problems", "请逐项对照后决定。"),
    ),
    "behind": (
        QT_TRANSLATE_NOOP("problems", "服务器的最新资料还没有下载到本机。"),
        _NEXT_REFRESH,
    ),
    "nothing_to_take_back": (
        QT_TRANSLATE_NOOP("problems", "没有可撤回的审核。"),
        _NEXT_NOTHING,
    ),
    "number_empty": (QT_TRANSLATE_NOOP("problems", "没有填写号码。"), _NEXT_CHECK),
    "number_malformed": (QT_TRANSLATE_NOOP("problems", "号码的位数或字符不对。"), _NEXT_CHECK),
    "region_unknown": (QT_TRANSLATE_NOOP("problems", "号码开头的地区不存在。"), _NEXT_CHECK),
    "birth_date_impossible": (
        QT_TRANSLATE_NOOP("problems", "号码里的出生日期不存在。"),
        _NEXT_CHECK,
    ),
    "check_digit_wrong": (QT_TRANSLATE_NOOP("problems", "号码的校验位不对。"), _NEXT_CHECK),
}
OUTCOMES: Final[dict[str, Pair]] = {
    OutcomeCode.OK: (QT_TRANSLATE_NOOP("problems", "已生效。"), _NEXT_NOTHING),
    OutcomeCode.PERIOD_DIFFERS: (
        QT_TRANSLATE_NOOP("problems", "别人已审核通过，但实习时间与您填的不同。"),
        QT_TRANSLATE_NOOP("problems", "要改已生效的实习时间，请本单位业务管理人修改。"),
    ),
    OutcomeCode.DECIDED: (QT_TRANSLATE_NOOP("problems", "别人已先给出另一个结论。"), _NEXT_LOOK),
    OutcomeCode.FINAL: (
        QT_TRANSLATE_NOOP("problems", "这份材料已审核不通过，结论不能再改。"),
        QT_TRANSLATE_NOOP("problems", "您的意见已记入日志。"),
    ),
    OutcomeCode.CONTENT_CHANGED: (
        QT_TRANSLATE_NOOP("problems", "您审核之后，考生重新提交了内容。"),
        QT_TRANSLATE_NOOP("problems", "请重新看过再审核。"),
    ),
    OutcomeCode.WITHDRAWN: (
        QT_TRANSLATE_NOOP("problems", "考生已撤回这份材料。"),
        QT_TRANSLATE_NOOP("problems", "等考生重新提交后再审核。"),
    ),
    OutcomeCode.UNBOUND: (
        QT_TRANSLATE_NOOP("problems", "此人已不在本单位。"),
        QT_TRANSLATE_NOOP("problems", "这次审核没有生效。"),
    ),
    OutcomeCode.PARENT: (
        QT_TRANSLATE_NOOP("problems", "它依赖的上一步没有生效。"),
        _NEXT_LOOK,
    ),
    OutcomeCode.ACTED_UPON: (
        QT_TRANSLATE_NOOP("problems", "上一级或考生已经处理，不能再撤回。"),
        _NEXT_REFRESH,
    ),
    OutcomeCode.NOTHING_TO_RETRACT: (
        QT_TRANSLATE_NOOP("problems", "本级没有可撤回的结论。"),
        _NEXT_REFRESH,
    ),
    OutcomeCode.NOT_REACHED: (
        QT_TRANSLATE_NOOP("problems", "材料还没有到您这一级。"),
        QT_TRANSLATE_NOOP("problems", "请等下级审核通过。"),
    ),
    OutcomeCode.NOT_PERMITTED: (
        QT_TRANSLATE_NOOP("problems", "发送时您已没有审核权限，意见已交本单位负责人或上级处理。"),
        NEXT_ADMIN,
    ),
    OutcomeCode.OUT_OF_SCOPE: (
        QT_TRANSLATE_NOOP("problems", "这份材料已不在您的管理范围，意见已交上级处理。"),
        NEXT_ADMIN,
    ),
    OutcomeCode.WINDOW_CLOSED: (
        QT_TRANSLATE_NOOP("problems", "审核期已结束，意见已交上级处理。"),
        NEXT_ADMIN,
    ),
    OutcomeCode.ANSWERED: (
        QT_TRANSLATE_NOOP("problems", "这条意见已由别人处理。"),
        _NEXT_NOTHING,
    ),
    OutcomeCode.NOT_FOUND: (
        QT_TRANSLATE_NOOP("problems", "服务器上没有这份材料。"),
        _NEXT_REFRESH,
    ),
    OutcomeCode.KEY_REUSED: (
        QT_TRANSLATE_NOOP("problems", "同一编号的操作内容不同，服务器拒绝了后一个。"),
        QT_TRANSLATE_NOOP("problems", "请重新审核这份材料。"),
    ),
    OutcomeCode.MALFORMED: (
        QT_TRANSLATE_NOOP("problems", "服务器看不懂这条审核，内容保留在本机。"),
        QT_TRANSLATE_NOOP("problems", "请重新审核，或升级客户端。"),
    ),
}
