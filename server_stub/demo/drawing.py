"""What the made-up documents are drawn with: type, paper, seals, faces and the watermark 示例."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INK: Final = (38, 42, 50)
FAINT: Final = (96, 104, 118)
SEAL_RED: Final = (206, 38, 38)
PAPER: Final = (252, 252, 250)

_SANS: Final = (
    ("NotoSansCJK-Regular.ttc", 2),
    ("SourceHanSansSC-Regular.otf", 0),
    ("wqy-microhei.ttc", 0),
    ("wqy-zenhei.ttc", 0),
    ("msyh.ttc", 0),
    ("simhei.ttf", 0),
)
_SERIF: Final = (
    ("NotoSerifCJK-Bold.ttc", 2),
    ("NotoSerifCJK-Regular.ttc", 2),
    ("SourceHanSerifSC-Bold.otf", 0),
    ("simsun.ttc", 0),
    *_SANS,
)
"""Fonts with Chinese by file name, the best first; Pillow looks where systems keep them."""

_OVERSAMPLING: Final = 3

Colour = tuple[int, int, int]
Point = tuple[float, float]


@cache
def _font_file(serif: bool) -> tuple[str, int] | None:
    for name, index in _SERIF if serif else _SANS:
        try:
            font = ImageFont.truetype(name, 16, index=index)
        except OSError:
            continue
        return str(font.path), index
    return None


@cache
def font(size: int, *, serif: bool = False) -> ImageFont.FreeTypeFont | None:
    """Return a font that has Chinese characters, None where this machine has none."""
    found = _font_file(serif)
    if found is None:
        return None
    return ImageFont.truetype(found[0], size, index=found[1])


class Sheet:
    """A document in the making.

    Args:
        base: Its blank form, which stays untouched.
    """

    def __init__(self, base: Image.Image) -> None:
        self.image = base.copy()
        self._draw = ImageDraw.Draw(self.image)

    def write(
        self,
        at: Point,
        text: str,
        size: int,
        *,
        colour: Colour = INK,
        serif: bool = False,
        anchor: str = "ls",
    ) -> None:
        """Write a line of text; without a Chinese font a bar stands where it would be."""
        face = font(size, serif=serif)
        if face is not None:
            self._draw.text(at, text, fill=colour, font=face, anchor=anchor)
            return
        width = len(text) * size * 0.9
        left = at[0] - {"l": 0.0, "m": width / 2, "r": width}[anchor[0]]
        self._draw.rectangle((left, at[1] - size * 0.7, left + width, at[1]), fill=(200, 204, 212))

    def paragraph(
        self, at: Point, text: str, size: int, *, width: int, indent: int = 2, leading: float = 1.9
    ) -> float:
        """Write a paragraph of so many pixels a line and return where it ends."""
        x, y = at
        for line in _wrapped("　" * indent + text, size, width):
            self.write((x, y), line, size)
            y += size * leading
        return y

    def table(self, box: tuple[int, int, int], rows: Iterable[tuple[str, str]], height: int) -> int:
        """Draw a table of labels and values and return where it ends.

        Args:
            box: Left, top and right.
            rows: Label and value of each row.
            height: Pixels of a row.
        """
        left, top, right = box
        middle = left + (right - left) * 3 // 10
        for label, value in rows:
            self._draw.rectangle((left, top, right, top + height), outline=FAINT)
            self._draw.line((middle, top, middle, top + height), fill=FAINT)
            self.write((left + 12, top + height / 2), label, 18, colour=FAINT, anchor="lm")
            self.write((middle + 14, top + height / 2), value, 19, anchor="lm")
            top += height
        return top

    def stamp(self, at: tuple[int, int], name: str, *, size: int = 170) -> None:
        """Press a round red seal, its centre at a point."""
        seal = _seal(name, size)
        self.image.paste(SEAL_RED, (at[0] - size // 2, at[1] - size // 2), seal)

    def face(self, at: tuple[int, int], look: int, width: int) -> None:
        """Put a portrait's upper left corner at a point."""
        self.image.paste(portrait(look, width), at)

    def finished(self) -> Image.Image:
        """Return the picture with the watermark across everything."""
        self.image.paste((120, 128, 150), (0, 0), watermark(self.image.size))
        return self.image


def _wrapped(text: str, size: int, width: int) -> Iterator[str]:
    face = font(size)
    line, used = "", 0.0
    for character in text:
        advance = size if face is None else face.getlength(character)
        if used + advance > width and character not in "，。；：":
            yield line
            line, used = "", 0.0
        line += character
        used += advance
    yield line


def star(centre: Point, radius: float) -> list[Point]:
    """Return the corners of a five-pointed star, one of them on top."""
    reach = [radius, radius * 0.4] * 5
    angles = [n * math.pi / 5 for n in range(10)]
    return [
        (centre[0] + math.sin(angle) * length, centre[1] - math.cos(angle) * length)
        for angle, length in zip(angles, reach, strict=True)
    ]


@cache
def watermark(size: tuple[int, int]) -> Image.Image:
    """Return the mask of 示例 非真实证件 repeated at a slant."""
    width, height = size
    reach = int(math.hypot(width, height))
    mask = Image.new("L", (reach, reach), 0)
    draw = ImageDraw.Draw(mask)
    face = font(34)
    for row, y in enumerate(range(0, reach, 150)):
        for x in range(-300 + row % 2 * 190, reach, 380):
            if face is None:
                draw.line((x, y + 16, x + 220, y + 16), fill=66, width=8)
            else:
                draw.text((x, y), "示例 · 非真实证件", fill=66, font=face)
    turned = mask.rotate(24, resample=Image.Resampling.BILINEAR)
    left, top = (reach - width) // 2, (reach - height) // 2
    return turned.crop((left, top, left + width, top + height))


@cache
def _seal(name: str, size: int) -> Image.Image:
    big = size * _OVERSAMPLING
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    edge = big * 0.02
    draw.ellipse((edge, edge, big - edge, big - edge), outline=205, width=int(big * 0.03))
    draw.polygon(star((big / 2, big / 2), big * 0.15), fill=205)
    _write_around(mask, name)
    return mask.resize((size, size), Image.Resampling.LANCZOS)


def _write_around(mask: Image.Image, name: str) -> None:
    big = mask.width
    face = font(int(big * 0.11), serif=True)
    if face is None:
        return
    step = min(26.0, 240.0 / max(len(name), 1))
    cell = int(big * 0.16)
    for n, character in enumerate(name):
        angle = (n - (len(name) - 1) / 2) * step
        tile = Image.new("L", (cell, cell), 0)
        ImageDraw.Draw(tile).text((cell / 2, cell / 2), character, fill=205, font=face, anchor="mm")
        tile = tile.rotate(-angle, resample=Image.Resampling.BICUBIC)
        radians = math.radians(angle)
        x = big / 2 + math.sin(radians) * big * 0.37 - cell / 2
        y = big / 2 - math.cos(radians) * big * 0.37 - cell / 2
        mask.paste(255, (int(x), int(y)), tile)


LOOKS: Final = 12
"""How many portraits differ; even ones are women's."""

_SKIN: Final = ((246, 217, 192), (240, 205, 176), (232, 194, 160))
_CLOTHES: Final = ((74, 96, 140), (60, 72, 88), (120, 72, 84), (70, 116, 110))
_HAIR: Final = ((30, 28, 30), (48, 38, 34))


@cache
def portrait(look: int, width: int) -> Image.Image:
    """Return a drawn bust before a white wall, four units high for three of width."""
    return _bust(look).resize((width, width * 4 // 3), Image.Resampling.BILINEAR)


@cache
def _bust(look: int) -> Image.Image:
    big = 780
    image = Image.new("RGB", (big, big * 4 // 3), (250, 251, 253))
    draw = ImageDraw.Draw(image)
    unit = big / 100
    skin, hair = _SKIN[look % 3], _HAIR[look // 2 % 2]

    def shape(kind: str, box: tuple[float, float, float, float], colour: Colour) -> None:
        scaled = [value * unit for value in box]
        if kind == "round":
            draw.rounded_rectangle(scaled, radius=9 * unit, fill=colour)
        else:
            draw.ellipse(scaled, fill=colour)

    is_woman = look % 2 == 0
    if is_woman:
        shape("round", (25, 30, 75, 92), hair)
    shape("ellipse", (6, 90, 94, 190), _CLOTHES[look % 4])
    shape("round", (41, 72, 59, 104), _shaded(skin))
    draw.polygon([(x * unit, y * unit) for x, y in ((38, 95), (50, 114), (62, 95))], fill=PAPER)
    shape("ellipse", (27, 24, 73, 38 + 46), hair)
    shape("ellipse", (30, 34, 70, 86), skin)
    draw.pieslice([v * unit for v in (28, 24, 72, 62)], 180, 360 if is_woman else 350, fill=hair)
    for x in (40, 60):
        shape("ellipse", (x - 2, 56.6, x + 2, 60.6), (46, 38, 36))
        draw.arc([v * unit for v in (x - 5, 51, x + 5, 58)], 200, 340, fill=hair, width=int(unit))
    draw.arc(
        [v * unit for v in (44, 66, 56, 76)], 30, 150, fill=(176, 96, 88), width=int(unit * 1.2)
    )
    return image


def _shaded(colour: Colour) -> Colour:
    red, green, blue = (int(part * 0.93) for part in colour)
    return red, green, blue


def gradient(size: tuple[int, int], start: Colour, end: Colour) -> Image.Image:
    """Return paper whose colour goes from one side to the other."""
    ramp = Image.linear_gradient("L").rotate(90).resize(size)
    return Image.composite(Image.new("RGB", size, start), Image.new("RGB", size, end), ramp)


def waves(image: Image.Image, colour: Colour, *, gap: int = 26) -> None:
    """Draw the fine wavy lines of security paper."""
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for row, top in enumerate(range(-gap, height + gap, gap)):
        points = [
            (x, top + 12 * math.sin(x / 58 + row * 0.8) + 6 * math.sin(x / 23 - row))
            for x in range(0, width + 8, 8)
        ]
        draw.line(points, fill=colour, width=1)


def frame(image: Image.Image, colour: Colour, *, margin: int = 18) -> None:
    """Draw the double border of a certificate."""
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for inset, thickness in ((margin, 7), (margin + 13, 2)):
        draw.rectangle(
            (inset, inset, width - inset, height - inset), outline=colour, width=thickness
        )
