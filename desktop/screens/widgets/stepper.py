"""Steps of a flow: done ticked green, the current one filled blue, later ones outlined."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import CENTRE, Ink
from desktop.screens.widgets.theme import Theme

_WORD_GAP: Final = 10
_LINE_GAP: Final = 16
_LEAST_LINE: Final = 24


class Stepper(Painted):
    """A row of numbered steps. Nothing to click: going back is the page's business."""

    def __init__(self, theme: Theme, steps: Sequence[str], parent: QWidget | None = None) -> None:
        """Begin at the first step."""
        super().__init__(theme, parent)
        self._steps = tuple(steps)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def set_current(self, at: int) -> None:
        """Go to step `at`, counted from 0; past the last step all are done."""
        self._current = at
        word = self._steps[min(at, len(self._steps) - 1)]
        self.setAccessibleName(f"{min(at + 1, len(self._steps))} / {len(self._steps)} {word}")
        self.update()

    def sizeHint(self) -> QSize:
        """Steps with short lines between."""
        words = sum(self._width(step) for step in self._steps)
        lines = (len(self._steps) - 1) * (2 * _LINE_GAP + _LEAST_LINE)
        return QSize(words + lines, self.theme.px(36))

    def draw(self, ink: Ink) -> None:
        """Draw step by step."""
        widths = [self._width(step) for step in self._steps]
        spare = self.width() - sum(widths)
        gap = spare / max(len(self._steps) - 1, 1)
        x = 0.0
        for at, (step, width) in enumerate(zip(self._steps, widths, strict=True)):
            self._draw_step(ink, at, step, x)
            if at + 1 < len(self._steps):
                y = self.height() / 2
                colour = "chart_passed" if at < self._current else "border_strong"
                start, end = x + width + _LINE_GAP, x + width + gap - _LINE_GAP
                ink.stroke(QPointF(start, y), QPointF(end, y), colour)
            x += width + gap

    def _width(self, step: str) -> int:
        dot = self.theme.size("stepper_dot")
        return dot + _WORD_GAP + self.theme.advance(step, "section", weight=600)

    def _draw_step(self, ink: Ink, at: int, step: str, x: float) -> None:
        side, middle = self.theme.size("stepper_dot"), self.height() / 2
        dot = QRectF(x, middle - side / 2, side, side)
        number = str(at + 1)
        if at < self._current:
            ink.box(dot, fill="passed_bg", line="passed_line", radius=side / 2)
            icon = self.theme.size("icon")
            centre = dot.center()
            ink.icon(centre.x() - icon / 2, centre.y() - icon / 2, "checkmark", icon, "passed_fg")
        elif at == self._current:
            ink.box(dot, fill="accent", radius=side / 2)
            ink.text(dot, number, weight=600, colour="text_on_accent", align=CENTRE)
        else:
            ink.box(dot, fill="surface", line="border_strong", radius=side / 2)
            ink.text(dot, number, colour="text_3", align=CENTRE)
        words = QRectF(dot.right() + _WORD_GAP, 0, self._width(step), self.height())
        colour = "text" if at <= self._current else "text_3"
        weight = 600 if at == self._current else 400
        ink.text(words, step, "section", colour=colour, weight=weight)


class LiveSteps(Painted):
    """Small steps on one line, for what happens on the phone (等待扫码 → 已扫码 → 登录成功)."""

    def __init__(self, theme: Theme, steps: Sequence[str], parent: QWidget | None = None) -> None:
        """Begin at the first step."""
        super().__init__(theme, parent)
        self._steps = tuple(steps)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_current(self, at: int) -> None:
        """Go to step `at`; past the last step all are done."""
        self._current = at
        self.setAccessibleName(self._steps[min(at, len(self._steps) - 1)])
        self.update()

    def sizeHint(self) -> QSize:
        """Marks, words and short lines."""
        words = sum(self._width(step) for step in self._steps)
        return QSize(words + (len(self._steps) - 1) * 42, self.theme.line("body") + 4)

    def draw(self, ink: Ink) -> None:
        """Draw step by step."""
        x, middle = 0.0, self.height() / 2
        for at, step in enumerate(self._steps):
            point = QPointF(x + 8, middle)
            if at < self._current:
                ink.icon(x, middle - 8, "checkmark_circle", 16, "passed_fg", filled=True)
            elif at == self._current:
                ink.disc(point, 7, fill="surface", line="accent")
                ink.disc(point, 3, fill="accent")
            else:
                ink.disc(point, 7, fill="surface", line="control_line")
            on = at == self._current
            words = QRectF(x + 20, 0, self._width(step), self.height())
            colour = "accent_text" if on else "text" if at < self._current else "text_2"
            ink.text(words, step, "caption", colour=colour, weight=600 if on else 0)
            x += self._width(step)
            if at + 1 < len(self._steps):
                line = QPointF(x + 8, middle), QPointF(x + 34, middle)
                ink.stroke(*line, "border_strong")
            x += 42

    def _width(self, step: str) -> int:
        return 20 + self.theme.advance(step, "caption", weight=600)
