"""What a person reads when something does not go: the reason, and the next step.

Every code of `ProblemCode`, `OutcomeCode`, the domain's rules and the client's own errors has its
sentences in `problem_tables`. Together they name the item, the reason and what to do next.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.screens.problem_tables import CLIENT, NEXT_AGAIN, OUTCOMES, REQUESTS, RULES, Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.errors import ExpectedError


class ProblemWords(NamedTuple):
    """A problem in words.

    Attributes:
        item: What it concerns, as the error named it; may be empty.
        reason: Why it does not go, a whole sentence.
        next_step: What helps, a whole sentence; may be empty.
    """

    item: str
    reason: str
    next_step: str

    def __str__(self) -> str:
        """Return one line for a banner or below a field."""
        translate = QCoreApplication.translate
        line = self.reason
        if self.next_step:
            pattern = translate("problems", "{reason}{next_step}")
            line = pattern.format(reason=self.reason, next_step=self.next_step)
        if self.item:
            line = translate("problems", "{item}：{text}").format(item=self.item, text=line)
        return line


def problem_words(error: ExpectedError) -> ProblemWords:
    """Return item, reason and next step of an expected error."""
    for table in (CLIENT, REQUESTS, RULES, OUTCOMES):
        if error.code in table:
            reason, next_step = table[error.code]
            break
    else:
        return ProblemWords(error.item, *_unknown(error.code))
    words = ProblemWords(error.item, _translated(reason), _translated(next_step))
    if error.retry_after and next_step is NEXT_AGAIN:
        return words._replace(next_step=_wait(error.retry_after))
    return words


def problem_text(error: ExpectedError) -> str:
    """Return an expected error as one line: item, reason, next step."""
    return str(problem_words(error))


def outcome_words(code: str) -> ProblemWords:
    """Return reason and next step of an outcome of the outbox (`OutcomeCode`)."""
    return _words_in((OUTCOMES, RULES), code)


def rule_words(code: str) -> ProblemWords:
    """Return reason and next step of a rule that forbids something, by its code."""
    if code == "not_permitted":  # as an outcome it means that the opinion went to a superior
        return _words_in((REQUESTS,), code)
    return _words_in((RULES, OUTCOMES, REQUESTS), code)


def outcome_text(code: str) -> str:
    """Return an outcome of the outbox as one line."""
    return str(outcome_words(code))


def _words_in(tables: Sequence[dict[str, Pair]], code: str) -> ProblemWords:
    for table in tables:
        if code in table:
            reason, next_step = table[code]
            return ProblemWords("", _translated(reason), _translated(next_step))
    return ProblemWords("", *_unknown(code))


def is_known(code: str) -> bool:
    """Tell whether the code has words of its own."""
    return any(code in table for table in (CLIENT, REQUESTS, RULES, OUTCOMES))


def _translated(text: object) -> str:
    return QCoreApplication.translate("problems", str(text)) if text else ""


def _unknown(code: str) -> tuple[str, str]:
    reason = QCoreApplication.translate("problems", "出现了没有预料到的情况（{code}）。")
    next_step = QCoreApplication.translate("problems", "请稍后再试；若仍如此，请把代码告诉管理员。")
    return reason.format(code=code), next_step


def _wait(seconds: float) -> str:
    text = QCoreApplication.translate("problems", "请在 {n} 秒后再试。")
    return text.format(n=math.ceil(seconds))
