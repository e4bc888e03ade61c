"""The second gallery sheet: rail, tree, table, viewer, bars, with sample rows."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QWidget

from desktop.screens.widgets.buttons import Button, ButtonKind
from desktop.screens.widgets.cards import Card, Pane
from desktop.screens.widgets.cells import Cell, CellKind, CellLink, Column, cell_data
from desktop.screens.widgets.dialog import TypedConfirmDialog
from desktop.screens.widgets.image_viewer import ImageViewer, ViewerPicture
from desktop.screens.widgets.layouts import column, row
from desktop.screens.widgets.nav_rail import NavItem, NavRail
from desktop.screens.widgets.org_tree import NODE_ROLE, OrgTree, TreeNode
from desktop.screens.widgets.painting import painting
from desktop.screens.widgets.status_bar import StatusBar
from desktop.screens.widgets.table import RecordTable
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.thumbnail_strip import Thumbnail, ThumbnailGroup, ThumbnailStrip

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = (
    Column("check", "", 40, kind=CellKind.CHECK),
    Column("name", "姓名", 84, sortable=True),
    Column("number", "证件号码", 156),
    Column("unit", "单位", 108, stretch=True),
    Column("level", "申报级别", 104, sortable=True),
    Column("submitted", "提交状态", 108),
    Column("state", "审核状态", 112),
    Column("paid", "缴费状态", 84, drop=4),
    Column("time", "提交时间", 132, sortable=True),
    Column("code", "授权码", 108),
    Column("hint", "提示", 92),
    Column("acts", "操作", 116),
)
_STATES: Final = (
    ("pending", "待审核"),
    ("approved", "审核通过"),
    ("pending", "待审核"),
    ("returned", "允许修改"),
    ("refused", "审核不通过"),
    ("deferred", "暂不审核"),
)
_NAMES: Final = ("李文博", "陈思远", "王晓岚", "𠮷田·阿依古丽", "刘子涵", "黄嘉怡", "周明哲")
_DOCUMENT: Final = 900, 570


class SampleModel(QAbstractTableModel):
    """Rows made up from their number."""

    def __init__(self, rows: int, checked: frozenset[int] = frozenset()) -> None:
        """`checked` rows have their box ticked."""
        super().__init__()
        self._rows = rows
        self._checked = checked
        self._cells: dict[tuple[int, int], Cell] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows at the root only."""
        return 0 if parent is not None and parent.isValid() else self._rows

    def columnCount(self, _parent: Index | None = None) -> int:
        """As many as `COLUMNS`."""
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        place = (index.row(), index.column())
        cell = self._cells.get(place)
        if cell is None:
            cell = self._cells[place] = self._make(*place)
        return cell_data(cell, role)

    def _make(self, row: int, at: int) -> Cell:
        state, word = _STATES[row % len(_STATES)]
        hint = {2: ("warn", "起始改晚"), 4: ("error", "学历不符")}.get(row % 6, ("", ""))
        acts = (CellLink("edit", "编辑"), CellLink("revoke", "解除授权", danger=True))
        made = CellLink("generate", "生成授权码", icon="add")
        code = Cell("tB4hN8sW", CellKind.CODE, copies=True)
        return (
            Cell(kind=CellKind.CHECK, checked=row in self._checked),
            Cell(_NAMES[row % len(_NAMES)], CellKind.NAME, dot=row == 1),
            Cell(f"4219**********{1018 + row * 37}"),
            Cell(f"示例县第{row + 1}人民医院", CellKind.MUTED),
            Cell("执业助理医师" if row % 3 else "执业医师", CellKind.MUTED),
            Cell("已提交", CellKind.BARE, "submitted"),
            Cell(word, CellKind.PILL, state),
            Cell("已缴费", CellKind.BARE, "paid"),
            Cell(f"2026-11-{22 - row % 20:02} 16:00" if row % 5 else ""),
            Cell(kind=CellKind.LINKS, links=(made,)) if row % 3 == 0 else code,
            Cell(hint[1], CellKind.HINT, hint[0]),
            Cell(kind=CellKind.LINKS, links=acts),
        )[at]


def sample_table(theme: Theme) -> RecordTable:
    """The table with a current row and three checked ones."""
    table = RecordTable(theme, COLUMNS, "材料")
    model = SampleModel(200, frozenset({4, 5, 7}))
    model.setParent(table)
    table.setModel(model)
    table.set_sort("time", descending=True)
    table.set_all_checked(checked=None)
    table.set_current_row(1)
    return table


def sample_tree(theme: Theme) -> OrgTree:
    """Two levels with badges and tags."""
    tree = OrgTree(theme, "机构")
    model = QStandardItemModel(tree)
    root = _node(TreeNode("湖北省卫生健康委员会", "240"))
    city = _node(TreeNode("示例市卫健委", "38"))
    for node in (
        TreeNode("示例县人民医院", "8"),
        TreeNode("示例镇卫生院", "", "未激活", "modify"),
        TreeNode("示例开发区社发局", "", "未生成"),
        TreeNode("（勿选）市州测试", muted=True),
    ):
        city.appendRow(_node(node))
    root.appendRow(city)
    root.appendRow(_node(TreeNode("样例市卫健委", "61")))
    model.appendRow(root)
    tree.setModel(model)
    tree.expandAll()
    tree.setCurrentIndex(city.index())
    return tree


def sample_viewer(theme: Theme) -> ImageViewer:
    """Two documents side by side."""
    viewer = ImageViewer(theme)
    viewer.set_groups(sample_groups())
    viewer.set_compare(on=True)
    for pane, (picture, title) in enumerate((("id", "身份证人像面"), ("diploma", "毕业证书"))):
        viewer.show_picture(ViewerPicture(picture, title, "4219****0018", sample_image(pane)), pane)
    for number, picture in enumerate(viewer.strip.ids()):
        viewer.strip.set_picture(picture, sample_image(number))
    viewer.set_note("人工对照：姓名 · 出生日期")
    return viewer


def sample_image(number: int) -> QImage:
    """A made-up document."""
    wide, high = _DOCUMENT if number % 2 == 0 else (_DOCUMENT[1], _DOCUMENT[0])
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    with painting(image) as painter:
        fill = QLinearGradient(QPointF(0, 0), QPointF(wide, high))
        fill.setColorAt(0, QColor(244, 248, 252))
        fill.setColorAt(1, QColor(214, 226 - number * 6, 240))
        painter.fillRect(image.rect(), fill)
        painter.setPen(QColor(150, 160, 180))
        font = painter.font()
        font.setPixelSize(64)
        painter.setFont(font)
        painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, "示例 · 非真实证件")
    return image


def sample_groups() -> list[ThumbnailGroup]:
    """Five pictures in the three groups of a dossier."""
    basic = (Thumbnail("photo", "证件照"), Thumbnail("id", "身份证人像面"))
    school = (Thumbnail("diploma", "毕业证书"), Thumbnail("degree", "学位证书"))
    other = (Thumbnail("proof", "试用期证明", "新"),)
    return [
        ThumbnailGroup("基础信息", basic),
        ThumbnailGroup("学历信息", school),
        ThumbnailGroup("申报信息", other),
    ]


def lists(theme: Theme) -> QWidget:
    """The second sheet."""
    rail = NavRail(theme, _pages())
    rail.set_current("review")
    rail.set_badge("review", 128)
    rail.set_badge("outbox", 6, alarm=True)
    side = Pane("side")
    side.setFixedWidth(theme.size("tree"))
    side.setLayout(column(sample_tree(theme), margins=(0, 12, 0, 8)))
    table = Card("材料审核", "240 份")
    table.head.add_action(Button(theme, "导出当前筛选", icon="arrow_download"))
    table.body.setContentsMargins(1, 14, 1, 1)
    table.body.addWidget(sample_table(theme))
    strip = ThumbnailStrip(theme)
    strip.set_groups(sample_groups())
    for number, picture in enumerate(strip.ids()):
        strip.set_picture(picture, sample_image(number))
    strip.set_shown(["id"])
    pictures = Card("附件图片", "9 张 · 已缓存，可离线查看")
    pictures.head.add_action(Button(theme, "并排对比", ButtonKind.GHOST, icon="layout_column_two"))
    pictures.body.addWidget(strip)
    viewer = sample_viewer(theme)
    viewer.setMinimumHeight(theme.px(420))
    middle = column(table, pictures, viewer, gap=12, margins=(20, 16, 20, 16))
    middle.setStretch(0, 1)
    bar = StatusBar(theme)
    bar.set_data_age("离线数据 2026-11-22 10:32")
    bar.set_cache("材料 1,204 份已缓存 · 图片 98 %", 0.98)
    bar.set_result("上次同步成功")
    page = QWidget()
    page.setProperty("kind", "page")
    body = row(rail, side, gap=0)
    body.addLayout(middle, 1)
    page.setLayout(column(body, bar, gap=0))
    return page


def sample_dialog(theme: Theme, parent: QWidget) -> TypedConfirmDialog:
    """The typed confirmation."""
    dialog = TypedConfirmDialog(
        theme,
        "审核不通过",
        parent,
        message="王晓岚的材料将被判定为审核不通过，考生本年度不能再提交。此决定在 10 分钟后发出。",
        expected="王晓岚",
        act="审核不通过",
    )
    dialog.set_foot_hint("Esc 取消")
    return dialog


def _node(node: TreeNode) -> QStandardItem:
    item = QStandardItem(node.name)
    item.setData(node, NODE_ROLE)
    return item


def _pages() -> list[NavItem]:
    return [
        NavItem("home", "home", "首页"),
        NavItem("review", "clipboard_checkmark", "材料审核"),
        NavItem("authorization", "key_multiple", "业务授权"),
        NavItem("people", "people", "管理人员"),
        NavItem("outbox", "arrow_circle_up", "发件箱"),
        NavItem("settings", "settings", "设置", bottom=True),
    ]
