"""The way of a dossier through the levels: marks on a line, words, people, remarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.screens.widgets.base import Painted
from desktop.screens.widgets.ink import Ink
from desktop.screens.widgets.text_wrap import wrap
from desktop.screens.widgets.theme import Theme

_TEXT_X: Final = 26
_AXIS: Final = 10
_REMARK_INSET: Final = 6


class StepState(StrEnum):
    """Where a step stands in time."""

    DONE = "done"
    NOW = "now"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step: who (title), what (word, with the state's key for its colour), meta, remark."""

    state: StepState
    title: str
    word: str = ""
    status: str = ""
    meta: str = ""
    remark: str = ""


class Timeline(Painted):
    """Steps from the first to the last; done solid, future dotted, the current one bold."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Empty until `set_steps`."""
        super().__init__(theme, parent)
        self._steps: tuple[TimelineStep, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_steps(self, steps: Sequence[TimelineStep]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        spoken = (f"{step.title} {step.word} {step.meta}".strip() for step in steps)
        self.setAccessibleName(self.tr("；").join(spoken))
        self.restyle()

    def hasHeightForWidth(self) -> bool:
        """Remarks wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Sum of the steps."""
        return sum(self._height(step, width) for step in self._steps)

    def sizeHint(self) -> QSize:
        """The side column of the detail."""
        width = max(self.width(), self.theme.px(180))
        return QSize(self.theme.px(180), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the column may get."""
        return QSize(self.theme.px(120), self.heightForWidth(max(self.width(), self.theme.px(120))))

    def draw(self, ink: Ink) -> None:
        """Draw step by step."""
        y = 0.0
        for at, step in enumerate(self._steps):
            height = self._height(step, self.width())
            after = self._steps[at + 1] if at + 1 < len(self._steps) else None
            if after is not None:
                dotted = after.state is StepState.FUTURE
                middle = self._head() / 2
                start, end = QPointF(_AXIS, y + middle + 9), QPointF(_AXIS, y + height + middle - 9)
                ink.stroke(start, end, "border_strong", 1.5, dotted=dotted)
            self._draw_mark(ink, step, y + self._head() / 2)
            self._draw_words(ink, step, y)
            y += height

    def _head(self) -> int:
        return self.theme.line("body") + 2

    def _remark_lines(self, step: TimelineStep, width: int) -> list[str]:
        room = width - _TEXT_X - 2 * _REMARK_INSET
        return wrap(step.remark, self.theme.font("caption"), room) if step.remark else []

    def _height(self, step: TimelineStep, width: int) -> int:
        theme = self.theme
        height = self._head() + 6
        if step.meta:
            height += theme.line("caption") - 2
        if lines := self._remark_lines(step, width):
            height += theme.line("caption") * len(lines) + 10
        return height

    def _draw_mark(self, ink: Ink, step: TimelineStep, centre: float) -> None:
        point = QPointF(_AXIS, centre)
        match step.state:
            case StepState.FUTURE:
                ink.disc(point, 5, fill="surface", line="control_line")
            case StepState.NOW:
                ink.disc(point, 6.5, fill="surface", line="accent")
                ink.disc(point, 3, fill="accent")
            case StepState.DONE:
                submitted = step.status in {"submitted", "resubmitted", ""}
                look = self.theme.status(step.status)
                name = "arrow_circle_up" if submitted else look.icon
                colour = "neutral_fg" if submitted else f"{look.family}_fg"
                side = self.theme.size("icon")
                ink.icon(_AXIS - side / 2, centre - side / 2, name, side, colour, filled=True)

    def _draw_words(self, ink: Ink, step: TimelineStep, y: float) -> None:
        theme, room = self.theme, self.width() - _TEXT_X
        future, weight = step.state is StepState.FUTURE, 600 if step.state is StepState.NOW else 0
        head = QRectF(_TEXT_X, y, room, self._head())
        ink.text(head, step.title, colour="text_3" if future else "text", weight=weight)
        after = theme.advance(step.title, weight=weight) + 6
        family = theme.status(step.status).family
        tone = "text_3" if future else f"{family}_fg"
        ink.text(head.adjusted(after, 0, 0, 0), step.word, colour=tone)
        below = QRectF(_TEXT_X, head.bottom() - 2, room, theme.line("caption"))
        ink.text(below, step.meta, "caption")
        lines = self._remark_lines(step, self.width())
        if lines:
            line = theme.line("caption")
            top = below.bottom() + 2 if step.meta else head.bottom() + 2
            box = QRectF(_TEXT_X, top, room, line * len(lines) + 4)
            ink.box(box, fill="surface_sunken", radius=theme.radius("xs"))
            for number, text in enumerate(lines):
                at = QRectF(box.x() + _REMARK_INSET, box.y() + 2 + number * line, room, line)
                ink.text(at, text, "caption", colour="text_2")
