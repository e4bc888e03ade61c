"""The cards of the first gallery sheet: one component family each, with sample texts."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.screens.widgets.banner import Banner, BannerKind
from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card, Fact, FactGrid, FigureTile
from desktop.screens.widgets.chips import ChipRow, Choice, FigureTabs, FilterTag
from desktop.screens.widgets.date_field import PeriodField
from desktop.screens.widgets.empty_state import EmptyState
from desktop.screens.widgets.inputs import Combo, LabelledField, SearchField, TextField
from desktop.screens.widgets.labels import KeyCap, Label, Tag
from desktop.screens.widgets.layouts import FlowLayout, column, row
from desktop.screens.widgets.masked_value import MaskedValue
from desktop.screens.widgets.month_bar import LegendRow, MonthBar, MonthState
from desktop.screens.widgets.month_calendar import MonthGrid
from desktop.screens.widgets.pager import Pager
from desktop.screens.widgets.progress import ProgressLine, StackedBar
from desktop.screens.widgets.qr_panel import QrPanel
from desktop.screens.widgets.segments import SegmentOption, Segments
from desktop.screens.widgets.skeleton import Skeleton
from desktop.screens.widgets.status_pill import StatusPill
from desktop.screens.widgets.stepper import LiveSteps, Stepper
from desktop.screens.widgets.sync_chip import SyncChip
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.timeline import StepState, Timeline, TimelineStep
from desktop.screens.widgets.undo_bar import UndoBar

DECISIONS = (
    ("approved", "审核通过"),
    ("deferred", "暂不审核"),
    ("returned", "允许修改"),
    ("refused", "审核不通过"),
)
STATES = (
    ("pending", "待审核"),
    *DECISIONS,
    ("not_generated", "未生成"),
    ("generated", "未激活"),
    ("activated", "已激活"),
    ("stopped", "已停用"),
    ("queued", "待发送"),
    ("sending", "发送中"),
    ("failed", "失败"),
    ("conflict", "冲突"),
    ("offline", "离线"),
    ("parked", "已搁置"),
    ("cancelled", "已撤回"),
)
SAMPLE_DAY = date(2026, 11, 22)


def buttons(theme: Theme) -> Card:
    """All kinds and states of buttons."""
    card = Card("按钮")
    off = Button(theme, "停用")
    off.setEnabled(False)
    off_primary = Button(theme, "停用", ButtonKind.PRIMARY)
    off_primary.setEnabled(False)
    busy = Button(theme, "主要", ButtonKind.PRIMARY)
    busy.set_busy(busy=True)
    key = Button(theme, "提交并下一份", ButtonKind.PRIMARY, key_cap="Ctrl+⏎")
    card.body.addLayout(
        row(Button(theme, "主要", ButtonKind.PRIMARY), off_primary, busy, key, None)
    )
    card.body.addLayout(
        row(
            Button(theme, "次要"),
            Button(theme, "导出", icon="arrow_download"),
            off,
            Button(theme, "危险…", ButtonKind.DANGER),
            Button(theme, "链接", ButtonKind.LINK),
            Button(theme, "危险链接", ButtonKind.DANGER_LINK),
            Button(theme, "重置", ButtonKind.GHOST, icon="arrow_reset"),
            None,
        )
    )
    return card


def inputs(theme: Theme) -> Card:
    """Fields, check boxes, key caps, tags, codes, masked values."""
    card = Card("输入")
    wrong = TextField(text="错误")
    wrong.set_wrong(wrong=True)
    combo = Combo([("", "不限"), ("1", "执业医师")], name="申报级别")
    card.body.addLayout(
        row(TextField("提示文字"), wrong, combo, SearchField(theme, "姓名、拼音首字母"))
    )
    period = PeriodField(theme, "开始", "结束")
    period.set_period(date(2025, 10, 1), date(2026, 7, 31))
    period.set_note("10 个月")
    card.body.addLayout(row(Label("实习时间", "label"), period, None))
    some, all_ = QCheckBox("未选"), QCheckBox("已选")
    all_.setChecked(True)
    part = QCheckBox("部分")
    part.setTristate(True)
    part.setCheckState(part.checkState().PartiallyChecked)
    code = Label("6RTCrbh9 0O 1lI", "code")
    marks = (KeyCap(theme, "Ctrl"), KeyCap(theme, "K"), Tag(theme, "已改", "modify"))
    card.body.addLayout(row(some, all_, part, *marks, Tag(theme, "新", "pending"), code, None))
    masked = MaskedValue(theme, "4219**********0018", name="证件号码")
    shown = MaskedValue(theme, "4219**********3026", name="证件号码")
    shown.reveal("421988199203153026")
    card.body.addLayout(row(Label("证件号码", "caption"), masked, shown, None))
    field = LabelledField(theme, "身份证号", TextField(text="42198819920315302"), required=True)
    field.set_error("还差 1 位；应为 18 位")
    field.set_note("17 / 18")
    card.body.addWidget(field)
    return card


def states(theme: Theme) -> Card:
    """All states as pills, and the decisions bare."""
    card = Card("状态标签")
    flow = FlowLayout()
    for key, word in STATES:
        flow.addWidget(StatusPill(theme, key, word))
    card.body.addLayout(flow)
    bare = (("submitted", "已提交"), ("resubmitted", "已重新提交"), ("being_modified", "修改中"))
    rest = (("paid", "已缴费"), ("unpaid", "未缴费"), ("not_reached", "未到"))
    pills = [StatusPill(theme, key, word, bare=True) for key, word in (*bare, *rest)]
    card.body.addLayout(row(*pills, None, gap=16))
    return card


def decisions(theme: Theme) -> Card:
    """The segmented control, open and chosen."""
    card = Card("审核结论")
    options = [SegmentOption(key, word) for key, word in DECISIONS]
    chosen = Segments(theme, options)
    chosen.set_current("refused")
    card.body.addLayout(row(Segments(theme, options), None))
    card.body.addLayout(row(chosen, None))
    return card


def filters(theme: Theme) -> Card:
    """Chips, figure tabs, filters in force."""
    card = Card("筛选")
    choices = [Choice("all", "全部"), Choice("pending", "待审核", "pending", "chart_pending")]
    colours = ("chart_passed", "chart_deferred", "chart_modify", "chart_rejected")
    for (key, word), colour in zip(DECISIONS, colours, strict=True):
        choices.append(Choice(key, word, key, colour))
    counts = dict(zip((choice.key for choice in choices), (240, 128, 86, 9, 14, 3), strict=True))
    chips, tabs = ChipRow(theme, choices), FigureTabs(theme, choices)
    chips.set_counts(counts)
    tabs.set_counts(counts)
    card.body.addWidget(chips)
    card.body.addWidget(tabs)
    tags = (FilterTag(theme, "level", "申报级别：执业医师"), FilterTag(theme, "time", "近 7 天"))
    card.body.addLayout(row(*tags, Button(theme, "清除", ButtonKind.LINK), None))
    return card


def sync_states(theme: Theme) -> Card:
    """All states of the header's chip."""
    card = Card("同步状态")
    flow = FlowLayout(gap=4)
    for state, text, detail in (
        ("synced", "已同步 10:32", "待发 0"),
        ("sending", "正在发送", "2 / 5"),
        ("queued", "10:32 已同步", "待发 3"),
        ("offline", "离线", "待发 3"),
        ("conflict", "冲突 1", ""),
    ):
        chip = SyncChip(theme)
        chip.set_state(state, text, detail)
        flow.addWidget(chip)
    card.body.addLayout(flow)
    return card


def steps(theme: Theme) -> Card:
    """Stepper and pager."""
    card = Card("步骤与分页")
    stepper = Stepper(theme, ["填写身份证", "人脸识别", "关联成功"])
    stepper.set_current(1)
    card.body.addWidget(stepper)
    pager = Pager(theme)
    pager.set_state(120)
    card.body.addWidget(pager)
    return card


def banners(theme: Theme) -> Card:
    """All kinds of banners."""
    card = Card("横幅")
    card.body.setSpacing(10)
    for kind, title, text, link, cap in (
        (BannerKind.INFO, "资料有更新", "县卫健局 10:40 已退回", "查看", ""),
        (BannerKind.WARN, "距截止 6 天", "当前速度预计 3 天审完", "开始审核", ""),
        (BannerKind.ERROR, "1 项发送失败", "文件超过 10 MB", "处理", ""),
        (BannerKind.OFFLINE, "离线中", "可继续审核，恢复后自动发送", "立即重试", "F5"),
    ):
        banner = Banner(theme, kind, title, text)
        banner.set_link(link, cap)
        card.body.addWidget(banner)
    undo = UndoBar(theme, listens=False)
    undo.show_done("陈思远", "approved", "审核通过", 48, 60)
    card.body.addWidget(undo)
    return card


def loading_and_empty(theme: Theme) -> QWidget:
    """Skeleton beside the empty state."""
    skeleton = Skeleton(theme, 4)
    skeleton.show()
    left = Card("骨架行")
    left.body.addWidget(skeleton)
    right = Card()
    empty = EmptyState(theme, reason="当前筛选没有材料。放宽时间，或清除“审核状态”。")
    empty.add_action(Button(theme, "清除筛选"))
    empty.add_action(Button(theme, "查看全部 240 份", ButtonKind.LINK))
    right.body.addWidget(empty)
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addWidget(left, 1)
    line.addWidget(right, 1)
    return both


def codes_and_months(theme: Theme) -> Card:
    """QR codes, live steps, month bar."""
    card = Card("二维码与实习进度")
    fresh, old = QrPanel(theme, "登录", side=104), QrPanel(theme, "登录", side=104)
    for panel in (fresh, old):
        panel.set_code("https://talent.example.invalid/s/8Qd2mX")
    old.set_expired(expired=True)
    live = LiveSteps(theme, ["等待扫码", "已扫码", "登录成功"])
    live.set_current(1)
    bar = MonthBar(theme)
    months = [MonthState.OTHER] * 2 + [MonthState.CONFIRMED] * 4 + [MonthState.CHOSEN] * 3
    bar.set_months([*months, *[MonthState.OPEN] * 3], "2025-08", "2026-07", "9 / 12 个月")
    legend = LegendRow(theme, MonthState.CHOSEN, "本单位（本次确认）", "3 个月")
    line, bar_2 = ProgressLine(theme), StackedBar(theme)
    line.set_share(0.98)
    bar_2.set_parts([(47, "chart_passed"), (41, "chart_modify"), (32, "chart_neutral")])
    right = column(live, 4, bar, legend, line, bar_2, None, gap=8)
    whole = row(fresh, old, gap=12)
    whole.addLayout(right, 1)
    card.body.addLayout(whole)
    return card


def dossier(theme: Theme) -> QWidget:
    """Facts, timeline and calendar side by side."""
    facts = Card("申报信息")
    facts.head.add_mark(Tag(theme, "1 处已改", "modify"))
    facts.head.add_action(Button(theme, "只看改动", ButtonKind.LINK))
    grid = FactGrid(theme)
    grid.set_facts(
        [
            Fact("level", "申报级别", "执业医师"),
            Fact("kind", "申报类别", "临床"),
            Fact("from", "实习起始", "2025-10-01", changed=True, was="2025-08-01"),
            Fact("to", "实习结束", "2026-07-31"),
            Fact("note", "备注", ""),
        ]
    )
    facts.body.addWidget(grid)
    facts.body.addStretch(1)
    way = Card("审核进度")
    timeline = Timeline(theme)
    timeline.set_steps(
        [
            TimelineStep(StepState.DONE, "考生提交", "", "submitted", "王晓岚 · 11-18 09:12"),
            TimelineStep(
                StepState.DONE,
                "单位",
                "允许修改",
                "returned",
                "张岚 · 11-19 15:40",
                "实习起止时间与证明不一致，请核对后重交",
            ),
            TimelineStep(StepState.DONE, "考生重新提交", "", "resubmitted", "王晓岚 · 11-21 20:06"),
            TimelineStep(StepState.NOW, "单位", "待审核", "pending", "本级 · 已等待 14 小时"),
            TimelineStep(StepState.FUTURE, "县卫健局", "未到", "not_reached", "示例县卫健局"),
        ]
    )
    way.body.addWidget(timeline)
    way.body.addStretch(1)
    calendar = Card("日历")
    calendar.body.addWidget(MonthGrid(theme, SAMPLE_DAY))
    calendar.body.addStretch(1)
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addWidget(facts, 4)
    line.addWidget(way, 3)
    line.addWidget(calendar, 3)
    return whole


def tiles(theme: Theme) -> QWidget:
    """The figures of the home page."""
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    figures = ((128, "今日新增 12"), (86, "今日 31"), (9, "最久 3 天"), (14, "5 份已重交"))
    for (key, word), (number, remark) in zip(STATES[:4], figures, strict=True):
        tile = FigureTile(theme, key, word)
        tile.set_figure(number, remark)
        line.addWidget(tile)
    return whole


def components(theme: Theme) -> QWidget:
    """The first sheet."""
    left = column(
        buttons(theme),
        inputs(theme),
        states(theme),
        decisions(theme),
        filters(theme),
        sync_states(theme),
        steps(theme),
        None,
        gap=12,
    )
    right = column(
        banners(theme),
        loading_and_empty(theme),
        codes_and_months(theme),
        dossier(theme),
        tiles(theme),
        None,
        gap=12,
    )
    page = QWidget()
    page.setProperty("kind", "page")
    line = QHBoxLayout(page)
    line.setContentsMargins(20, 16, 20, 16)
    line.setSpacing(16)
    both: tuple[QVBoxLayout, ...] = (left, right)
    for half in both:
        line.addLayout(half, 1)
    return page
