"""English stands beside every Chinese text of the client."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from desktop.contract.operations import OperationKind, OutcomeCode, RevealedField
from desktop.contract.problems import ProblemCode
from desktop.contract.session import IdentityState
from desktop.domain.authorization import AuthorizationState, RevocationPurpose
from desktop.domain.businesses import (
    FORMS,
    PROBATION_BUSINESS,
    ApplicationCategory,
    ApplicationLevel,
    FormSection,
    IdType,
    PictureGroup,
    PictureKind,
)
from desktop.domain.organizations import OrganizationKind
from desktop.domain.prechecks import HintCode
from desktop.domain.review import (
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    Role,
    SubmissionStatus,
    TimelineKind,
    Verdict,
)
from desktop.screens import texts, times
from desktop.screens.problem_texts import outcome_words
from desktop.screens.review import hints
from desktop.store.records import OutboxState
from tests.architecture.sources import ROOT, Source, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import Enum

    from PySide6.QtWidgets import QApplication

CATALOGUE = ROOT / "resources/i18n/en.ts"
IDEOGRAPH = re.compile("[㐀-鿿]")
FULL_WIDTH = re.compile("[　-〿＀-￯]")
PLACEHOLDER = re.compile(r"%\d|\{\w+\}")
OTHER_LANGUAGE = ("SignInView", "English")
"""The one button that names the other language in that language."""
SHOWCASE = "desktop/screens/widgets/gallery"

SPEAKERS: tuple[tuple[Callable[..., str], type[Enum]], ...] = (
    (texts.authorization_text, AuthorizationState),
    (texts.category_text, ApplicationCategory),
    (texts.id_type_text, IdType),
    (texts.identity_text, IdentityState),
    (texts.kind_text, OrganizationKind),
    (texts.account_kind_text, OrganizationKind),
    (texts.level_text, ApplicationLevel),
    (texts.short_level_text, ApplicationLevel),
    (texts.operation_text, OperationKind),
    (texts.outbox_state_text, OutboxState),
    (texts.payment_text, PaymentStatus),
    (texts.picture_text, PictureKind),
    (texts.picture_group_text, PictureGroup),
    (texts.purpose_text, RevocationPurpose),
    (texts.revealed_text, RevealedField),
    (texts.review_level_text, ReviewLevel),
    (texts.role_text, Role),
    (texts.section_text, FormSection),
    (texts.status_text, ReviewStatus),
    (texts.submission_text, SubmissionStatus),
    (texts.timeline_text, TimelineKind),
    (texts.verdict_text, Verdict),
)


class Entry(NamedTuple):
    """One text of the catalogue."""

    context: str
    source: str
    english: str
    done: bool


def _entries() -> list[Entry]:
    found = []
    for context in ET.parse(CATALOGUE).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found.append(
                Entry(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    translation.text or "",
                    "type" not in translation.attrib,
                )
            )
    return found


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _marked(source: Source) -> Iterator[tuple[str, str, str]]:
    """Where, in which context and what a file wants translated."""
    owners = {
        inner: owner.name for owner in source.nodes(ast.ClassDef) for inner in ast.walk(owner)
    }
    for call, name in source.calls():
        match name, call.args:
            case "tr", [ast.Constant(value=str(text)), *_]:
                yield source.at(call), owners.get(call, ""), text
            case (
                "translate" | "QT_TRANSLATE_NOOP",
                [ast.Constant(value=str(context)), ast.Constant(value=str(text))],
            ):
                yield source.at(call), context, text


@pytest.fixture
def english(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Compile the catalogue and speak English for one story."""
    compiler = next(Path(sys.executable).parent.glob("pyside6-lrelease*"))
    compiled = tmp_path / "en.qm"
    command = [str(compiler), str(CATALOGUE), "-qm", str(compiled)]
    subprocess.run(command, check=True, capture_output=True)
    translator = QTranslator()
    assert translator.load(str(compiled))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_every_text_has_its_english() -> None:
    assert [entry for entry in _entries() if not entry.done or not entry.english.strip()] == []


def test_what_the_sources_mark_stands_in_the_catalogue() -> None:
    known = {(entry.context, entry.source) for entry in _entries()}
    assert not [
        (at, context, text)
        for source in sources("desktop/app", "desktop/screens")
        if not source.path.startswith(SHOWCASE)
        for at, context, text in _marked(source)
        if (context, text) not in known
    ]


def test_english_keeps_the_placeholders() -> None:
    assert not [
        entry for entry in _entries() if _placeholders(entry.source) != _placeholders(entry.english)
    ]


def test_english_has_no_chinese_character() -> None:
    assert not [
        entry
        for entry in _entries()
        if (entry.context, entry.source) != OTHER_LANGUAGE
        and (IDEOGRAPH.search(entry.english) or FULL_WIDTH.search(entry.english))
    ]


def test_no_space_is_lost_or_gained_at_the_ends() -> None:
    assert not [
        entry
        for entry in _entries()
        if entry.english != entry.english.strip() and not entry.source.endswith(("、", "；"))
    ]


@pytest.mark.usefixtures("english")
def test_every_code_speaks_english() -> None:
    spoken = {f"{kind.__name__}.{m.name}": say(m) for say, kind in SPEAKERS for m in kind}
    spoken |= {code: texts.outcome_text(code) for code in OutcomeCode}
    spoken |= {code: str(outcome_words(code)) for code in ProblemCode}
    spoken |= {field.key: texts.field_text(field.key) for field in FORMS[PROBATION_BUSINESS]}
    spoken["business"] = texts.business_text(PROBATION_BUSINESS, "医师资格考试")
    assert not {key: text for key, text in spoken.items() if IDEOGRAPH.search(text)}


@pytest.mark.usefixtures("english")
def test_every_hint_speaks_english() -> None:
    words = {
        code: QCoreApplication.translate("hints", str(hints._WORDS[code])) for code in HintCode
    }
    assert not {code: text for code, text in words.items() if IDEOGRAPH.search(text)}


@pytest.mark.usefixtures("english")
def test_days_and_months_have_english_names() -> None:
    day = 86_400
    spoken = [times.day_text(at * day) for at in range(1, 366)]
    assert all(re.fullmatch(r"[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+", text) for text in spoken)
    assert len({text.split()[0] for text in spoken}) == 7
    assert len({text.split()[2] for text in spoken}) == 12


@pytest.mark.usefixtures("english")
def test_lists_are_parted_by_commas() -> None:
    assert texts.roles_text([Role.HR, Role.MANAGER]) == "HR, Business manager"
