"""Pictures of a dossier: mock-ups of the documents, in national upload format (jpg, ≤ 200 KB)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from desktop.domain.businesses import PictureKind, Sex
from desktop.domain.masking import mask_id_number
from server_stub.demo.drawing import (
    FAINT,
    LOOKS,
    PAPER,
    Sheet,
    frame,
    gradient,
    portrait,
    star,
    waves,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.practice_period import Period

MAX_BYTES: Final = 200_000
"""Largest picture that the national platform takes."""

_CARD: Final = (860, 542)
_CERTIFICATE: Final = (1000, 706)
_PAGE: Final = (760, 1074)
_PORTRAIT_WIDTH: Final = 390
_QUALITY: Final = 78

_BLUE: Final = (52, 96, 168)
_RED: Final = (168, 40, 44)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the documents of one applicant say."""

    name: str
    sex: Sex
    birth_date: date
    ethnicity: str
    address: str
    id_number: str
    school: str
    major: str
    degree: str
    graduated_on: date
    diploma_number: str
    unit: str
    previous_unit: str
    previous_practice: Period
    practice: Period
    supervisor: str
    registration_number: str
    title: str
    """申报级别 and 申报类别 in words."""
    look: int

    @property
    def face(self) -> int:
        """Which portrait is this person's."""
        return self.look * 2 % LOOKS + (self.sex is Sex.MALE)

    @property
    def sex_name(self) -> str:
        """性别 as printed."""
        return "男" if self.sex is Sex.MALE else "女"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture with its address.

    Attributes:
        kind: What it shows.
        sha256: Of the bytes, in hexadecimal.
        data: A JPEG file.
        width: Pixels.
        height: Pixels.
    """

    kind: PictureKind
    sha256: str
    data: bytes
    width: int
    height: int

    @property
    def entry(self) -> tuple[str, str, int, int, int]:
        """The picture as a manifest carries it."""
        return (self.kind.value, self.sha256, len(self.data), self.width, self.height)


def draw(kind: PictureKind, subject: Subject) -> Picture:
    """Draw one document of a person."""
    image = _DRAWERS[kind](subject)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=_QUALITY)
    data = stream.getvalue()
    return Picture(kind, sha256(data).hexdigest(), data, *image.size)


def _portrait(subject: Subject) -> Image.Image:
    return Sheet(portrait(subject.face, _PORTRAIT_WIDTH)).finished()


@cache
def _card_paper() -> Image.Image:
    paper = gradient(_CARD, (236, 242, 252), (216, 232, 246))
    waves(paper, (198, 218, 240))
    return paper


def _id_front(subject: Subject) -> Image.Image:
    sheet = Sheet(_card_paper())
    birth = subject.birth_date
    lines = (
        (92, "姓　名", subject.name),
        (156, "性　别", f"{subject.sex_name}　　民　族　{subject.ethnicity}"),
        (220, "出　生", f"{birth.year} 年 {birth.month} 月 {birth.day} 日"),
        (284, "住　址", ""),
    )
    for y, label, value in lines:
        sheet.write((56, y), label, 23, colour=_BLUE)
        sheet.write((150, y), value, 28)
    sheet.paragraph((150, 284), subject.address, 26, width=430, indent=0, leading=1.7)
    sheet.write((56, 478), "公民身份号码", 23, colour=_BLUE)
    sheet.write((270, 478), subject.id_number, 33)
    sheet.face((590, 82), subject.face, 214)
    return sheet.finished()


@cache
def _id_back_paper() -> Image.Image:
    sheet = Sheet(_card_paper())
    pen = ImageDraw.Draw(sheet.image)
    pen.ellipse((70, 64, 210, 204), outline=_RED, width=8)
    pen.polygon(star((140, 134), 48), fill=_RED)
    sheet.write((520, 122), "中华人民共和国（示例）", 42, serif=True, anchor="ms")
    sheet.write((520, 206), "居 民 身 份 证", 58, serif=True, anchor="ms")
    sheet.write((196, 398), "签发机关", 25, colour=_BLUE)
    sheet.write((196, 462), "有效期限", 25, colour=_BLUE)
    return sheet.image


def _id_back(subject: Subject) -> Image.Image:
    sheet = Sheet(_id_back_paper())
    issued = subject.graduated_on.replace(day=1)
    until = issued.replace(year=issued.year + 20)
    sheet.write((340, 398), "示例县公安局", 29)
    sheet.write((340, 462), f"{issued:%Y.%m.%d}-{until:%Y.%m.%d}", 29)
    return sheet.finished()


@cache
def _certificate_paper(heading: str, title: str) -> Image.Image:
    colour = _RED if title == "毕业证书" else (44, 74, 132)
    paper = gradient(_CERTIFICATE, (253, 248, 232), (250, 243, 222))
    waves(paper, (246, 234, 206), gap=30)
    frame(paper, colour)
    sheet = Sheet(paper)
    sheet.write((500, 108), heading, 26, colour=colour, anchor="ms")
    sheet.write((500, 186), " ".join(title), 64, colour=colour, serif=True, anchor="ms")
    return sheet.image


def _diploma(subject: Subject) -> Image.Image:
    sheet = Sheet(_certificate_paper("普通高等学校", "毕业证书"))
    born, left = subject.birth_date, subject.graduated_on
    years = _YEARS_OF_STUDY.get(subject.degree, 5)
    text = (
        f"学生 {subject.name}，性别{subject.sex_name}，{born.year}年{born.month}月{born.day}日生，"
        f"于{left.year - years}年9月至{left.year}年{left.month}月在本校{subject.major}专业"
        f"{years}年制{subject.degree}学习，修完教学计划规定的全部课程，成绩合格，准予毕业。"
    )
    sheet.paragraph((330, 268), text, 27, width=580, leading=1.75)
    sheet.face((88, 262), subject.face, 190)
    _sign(sheet, subject.school, f"{left.year}年{left.month}月{left.day}日")
    sheet.write((88, 630), f"证书编号：{subject.diploma_number}", 20, colour=FAINT)
    return sheet.finished()


_YEARS_OF_STUDY: Final = {"专科": 3, "本科": 5, "硕士": 3, "博士": 3, "中专": 3}


def _degree(subject: Subject) -> Image.Image:
    word = {"硕士": "硕士", "博士": "博士"}.get(subject.degree, "学士")
    sheet = Sheet(_certificate_paper("普通高等教育", f"{word}学位证书"))
    left = subject.graduated_on
    text = (
        f"{subject.name}，{subject.sex_name}，在{subject.school}{subject.major}专业完成了"
        f"{subject.degree}培养计划规定的全部课程，经审核符合学位条例的规定，授予医学{word}学位。"
    )
    sheet.paragraph((330, 284), text, 27, width=580, leading=1.75)
    sheet.face((88, 262), subject.face, 190)
    _sign(sheet, subject.school, f"{left.year}年{left.month}月{left.day}日")
    sheet.write((88, 630), f"证书编号：{subject.diploma_number[::-1]}", 20, colour=FAINT)
    return sheet.finished()


def _sign(sheet: Sheet, school: str, day: str) -> None:
    sheet.write((770, 560), school, 27, anchor="ms")
    sheet.write((770, 606), day, 25, anchor="ms")
    sheet.stamp((770, 556), school)


@cache
def _page_paper(title: str) -> Image.Image:
    sheet = Sheet(Image.new("RGB", _PAGE, PAPER))
    for n, part in enumerate(title.split("\n")):
        sheet.write((380, 104 + n * 52), part, 34, serif=True, anchor="ms")
    return sheet.image


def _education_record(subject: Subject) -> Image.Image:
    sheet = Sheet(_page_paper("教育部学历证书电子注册备案表"))
    rows = (
        ("姓名", subject.name),
        ("性别", subject.sex_name),
        ("出生日期", _day(subject.birth_date)),
        ("院校名称", subject.school),
        ("专业名称", subject.major),
        ("学历层次", subject.degree),
        ("毕（结）业日期", _day(subject.graduated_on)),
        ("证书编号", subject.diploma_number),
    )
    bottom = sheet.table((70, 160, 540), rows, 62)
    sheet.face((558, 160), subject.face, 138)
    sheet.paragraph(
        (70, bottom + 60),
        "本表为示例，由程序绘制，不具任何证明效力。在线验证码同为示例。",
        20,
        width=440,
    )
    _code_block(sheet, (560, bottom + 60), subject.diploma_number)
    return sheet.finished()


def _code_block(sheet: Sheet, at: tuple[int, int], seed: str) -> None:
    pen = ImageDraw.Draw(sheet.image)
    bits = int(sha256(seed.encode()).hexdigest(), 16)
    for n in range(225):
        if bits >> n & 1:
            x, y = at[0] + n % 15 * 9, at[1] + n // 15 * 9
            pen.rectangle((x, y, x + 8, y + 8), fill=(30, 32, 38))


def _probation(subject: Subject) -> Image.Image:
    return _probation_of(subject, subject.unit, subject.practice)


def _previous_unit(subject: Subject) -> Image.Image:
    return _probation_of(subject, subject.previous_unit, subject.previous_practice)


def _probation_of(subject: Subject, unit: str, practice: Period) -> Image.Image:
    sheet = Sheet(_page_paper("医师资格考试试用期考核证明"))
    bottom = sheet.table(
        (60, 150, 700),
        (
            ("姓名", f"{subject.name}　　{subject.sex_name}"),
            ("证件号码", mask_id_number(subject.id_number)),
            ("毕业院校", subject.school),
            ("所学专业", f"{subject.major}（{subject.degree}）"),
            ("报考类别", subject.title),
            ("试用机构", unit),
            ("试用起始", _day(practice.start)),
            ("试用截止", _day(practice.end)),
            ("带教老师", subject.supervisor),
        ),
        58,
    )
    bottom = int(
        sheet.paragraph(
            (72, bottom + 52),
            "该同志试用期内遵守医德规范，在执业医师指导下参加医学专业工作实践，考核合格。",
            21,
            width=610,
        )
    )
    sheet.write((72, bottom + 46), "法定代表人（签字）：示 例", 21)
    sheet.write((688, bottom + 120), unit[:18], 21, anchor="rs")
    sheet.write((688, bottom + 160), _day(practice.end), 21, anchor="rs")
    sheet.stamp((580, bottom + 116), unit.replace("（示例）", ""), size=190)
    return sheet.finished()


def _registration_notice(subject: Subject) -> Image.Image:
    sheet = Sheet(_page_paper("国家医师资格考试\n网上报名成功通知单"))
    pen = ImageDraw.Draw(sheet.image)
    x = 60
    for n, digit in enumerate(subject.registration_number * 6):
        width = 1 + int(digit, 36) % 4 if digit.isalnum() else 2
        if n % 2 == 0:
            pen.rectangle((x, 196, x + width, 250), fill=(20, 22, 26))
        x += width + 1
    sheet.table(
        (60, 290, 540),
        (
            ("报名序列号", subject.registration_number),
            ("姓名", subject.name),
            ("证件号码", mask_id_number(subject.id_number)),
            ("报考类别", subject.title),
            ("考区", "湖北考区（示例）"),
            ("工作单位", subject.unit),
            ("毕业院校", subject.school),
            ("状态", "网上报名成功，待考点审核"),
        ),
        64,
    )
    sheet.face((560, 290), subject.face, 138)
    return sheet.finished()


def _commitment(subject: Subject) -> Image.Image:
    sheet = Sheet(_page_paper("应届医学专业毕业生\n医师资格考试报考承诺书"))
    year = subject.practice.end.year
    end = sheet.paragraph(
        (72, 250),
        f"本人{subject.name}，{subject.graduated_on.year}年毕业于{subject.school}{subject.major}专业，"
        f"现于{subject.unit}试用。本人承诺：至{year}年8月31日试用期满一年，并按时提交考核合格证明；"
        "所填信息及所交材料真实有效。如有不实，自愿承担相应责任。",
        23,
        width=610,
    )
    sheet.write((688, end + 90), f"承诺人：{subject.name}", 24, serif=True, anchor="rs")
    sheet.write((688, end + 140), _day(subject.graduated_on), 22, anchor="rs")
    return sheet.finished()


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_DRAWERS: Final[dict[PictureKind, Callable[[Subject], Image.Image]]] = {
    PictureKind.PORTRAIT: _portrait,
    PictureKind.ID_FRONT: _id_front,
    PictureKind.ID_BACK: _id_back,
    PictureKind.DIPLOMA: _diploma,
    PictureKind.DEGREE: _degree,
    PictureKind.EDUCATION_RECORD: _education_record,
    PictureKind.PROBATION_CERTIFICATE: _probation,
    PictureKind.PREVIOUS_UNIT_CERTIFICATE: _previous_unit,
    PictureKind.REGISTRATION_NOTICE: _registration_notice,
    PictureKind.GRADUATE_COMMITMENT: _commitment,
}
