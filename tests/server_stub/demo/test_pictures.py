"""Pictures of a dossier."""

from __future__ import annotations

import io
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat

from desktop.domain.businesses import PictureKind, Sex
from desktop.domain.practice_period import Period
from server_stub.demo import drawing
from server_stub.demo.pictures import MAX_BYTES, Subject, draw

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_NAME = "阿卜杜热西提·麦麦提明"


def subject(name: str = "王晓岚", look: int = 0) -> Subject:
    return Subject(
        name=name,
        sex=Sex.FEMALE,
        birth_date=date(2000, 2, 29),
        ethnicity="土家",
        address="湖北省示例市示例县建设路 18 号 2 栋 3 单元 402 室",
        id_number="421921200002290026",
        school="示例医药高等专科学校",
        major="中西医临床医学",
        degree="本科",
        graduated_on=date(2025, 6, 30),
        diploma_number="120250000000000018",
        unit="示例县人民医院",
        previous_unit="示例县城关镇卫生院",
        previous_practice=Period(date(2025, 8, 1), date(2025, 9, 30)),
        practice=Period(date(2025, 10, 1), date(2026, 7, 31)),
        supervisor="周志强",
        registration_number="2026421900000018",
        title="执业医师 · 临床",
        look=look,
    )


@pytest.mark.parametrize("kind", list(PictureKind))
def test_a_picture_is_what_the_national_platform_takes(kind: PictureKind) -> None:
    picture = draw(kind, subject(LONG_NAME))
    assert len(picture.data) <= MAX_BYTES
    assert picture.sha256 == sha256(picture.data).hexdigest()
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.format == "JPEG"
        assert image.size == (picture.width, picture.height)
        assert ImageStat.Stat(image.convert("L")).stddev[0] > 5, "it shows something"


def test_the_same_person_is_drawn_alike_and_another_one_otherwise() -> None:
    first = draw(PictureKind.ID_FRONT, subject())
    assert draw(PictureKind.ID_FRONT, subject()).sha256 == first.sha256
    assert draw(PictureKind.ID_FRONT, subject("李欣怡")).sha256 != first.sha256
    assert (
        draw(PictureKind.PORTRAIT, subject(look=1)).sha256
        != draw(PictureKind.PORTRAIT, subject()).sha256
    )


def test_the_watermark_lies_across_the_whole_picture() -> None:
    plain = Image.new("RGB", (600, 400), "white")
    marked = drawing.Sheet(plain).finished()
    for left in (0, 300):
        for top in (0, 200):
            part = (left, top, left + 300, top + 200)
            assert ImageChops.difference(plain.crop(part), marked.crop(part)).getbbox()


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any Chinese font."""
    caches = (drawing.font, drawing.watermark, drawing._font_file, drawing._seal)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(drawing, "_SANS", (("no-such-font.ttf", 0),))
    monkeypatch.setattr(drawing, "_SERIF", ())
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("no_fonts")
@pytest.mark.parametrize("kind", [PictureKind.DIPLOMA, PictureKind.PROBATION_CERTIFICATE])
def test_without_a_chinese_font_bars_stand_for_the_text(kind: PictureKind) -> None:
    picture = draw(kind, subject("单雨桐"))
    with Image.open(io.BytesIO(picture.data)) as image:
        assert ImageStat.Stat(image.convert("L")).stddev[0] > 5
