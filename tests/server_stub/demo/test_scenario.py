"""The demo's materials as a whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter

from desktop.contract.sync import MaterialRow
from desktop.domain.businesses import PROBATION_FORM, IdType, PictureKind
from desktop.domain.practice_period import Period
from desktop.domain.prechecks import BatchRules, Dossier, HintCode, check_dossier
from desktop.domain.review import (
    PaymentStatus,
    ReviewLevel,
    ReviewStatus,
    SubmissionStatus,
    TimelineKind,
)
from server_stub.demo.chance import chance
from server_stub.demo.scenario import STORY_THIS_YEAR, Scenario, Told
from server_stub.services.materials import chain_for, content_hash, serialise
from tests.server_stub.demo.conftest import COUNT, NOW, tell

if TYPE_CHECKING:
    from tests.server_stub.demo.conftest import Demo

KEYS = [field.key for field in PROBATION_FORM]


@pytest.fixture
def story(demo: Demo) -> list[Told]:
    """This year's materials of the hospital."""
    hospital = demo.world.tree.hospital.id
    year = demo.world.batches[-1].year
    return [
        one
        for one in demo.told
        if one.workplace.organization_id == hospital and one.dossier.year == year
    ]


def test_every_row_keeps_the_contract(demo: Demo) -> None:
    row = TypeAdapter(MaterialRow)
    for one in demo.told:
        row.validate_json(serialise(one.dossier))


def test_there_are_as_many_as_asked_for_over_three_years(demo: Demo) -> None:
    assert len(demo.told) == COUNT
    assert [one.dossier.id for one in demo.told] == list(range(1, COUNT + 1))
    years = Counter(one.dossier.year for one in demo.told)
    assert sorted(years) == [2024, 2025, 2026]
    assert years[2026] > COUNT / 2


def test_the_hospital_has_work_of_every_kind(story: list[Told]) -> None:
    assert STORY_THIS_YEAR <= len(story) < STORY_THIS_YEAR + 10
    own = Counter(one.dossier.statuses[ReviewLevel.UNIT] for one in story)
    assert own[ReviewStatus.PENDING] > len(story) / 3
    assert set(own) == set(ReviewStatus) - {ReviewStatus.NOT_REACHED}
    county = Counter(one.dossier.statuses[ReviewLevel.COUNTY] for one in story)
    assert county[ReviewStatus.PENDING] > 10, "the county officer has work too"


def test_all_that_can_be_filtered_by_occurs(demo: Demo) -> None:
    told = [one.dossier for one in demo.told]
    assert {one.submission for one in told} == set(SubmissionStatus)
    assert {one.payment for one in told} == set(PaymentStatus)
    assert {one.id_type for one in told} == set(IdType)
    assert len({(one.level, one.category) for one in told}) > 8
    kinds = {entry[1] for one in told for entry in one.timeline}
    assert kinds == set(TimelineKind) - {TimelineKind.ALSO_REVIEWED, TimelineKind.OPINION_ADOPTED}


def test_chains_follow_from_the_tree(demo: Demo) -> None:
    kinds = {one.id: one.kind for one in demo.world.tree.organizations}
    lengths = set()
    for told in demo.told:
        derived = chain_for(told.workplace.path, kinds)
        places = [(step.level, step.organization_id) for step in derived]
        if told.dossier.chain:
            assert [(s.level, s.organization_id) for s in told.dossier.chain] == places
        lengths.add(len(places))
    assert lengths >= {2, 3, 4}, "units of the province, of cities, of counties"


def test_times_rise_and_nothing_happens_in_the_future(demo: Demo) -> None:
    for told in demo.told:
        moments = [entry[0] for entry in told.dossier.timeline]
        assert all(one < other for one, other in pairwise(moments))
        assert moments[-1] == told.dossier.updated_at < NOW


def test_the_review_record_names_the_people_of_the_demo(story: list[Told], demo: Demo) -> None:
    manager = demo.world.cast.managers()[demo.world.tree.hospital.id].name
    decided = [e for one in story for e in one.dossier.timeline if e[2] is ReviewLevel.UNIT.value]
    by_hospital = [entry for entry in decided if entry[3] == demo.world.tree.hospital.name]
    assert {entry[4] for entry in by_hospital} == {manager}


def test_verdicts_that_must_say_why_do_and_an_approval_of_a_unit_has_its_period(demo: Demo) -> None:
    for told in demo.told:
        for entry in told.dossier.timeline:
            verdict, remark, start = entry[5], entry[6], entry[7]
            if verdict in {"returned", "refused"}:
                assert remark
            assert (start is not None) == (verdict == "approved" and entry[2] == "unit")


def test_resubmissions_changed_something(demo: Demo) -> None:
    for told in demo.told:
        changed = told.dossier.changed_fields
        assert bool(changed) == any(entry[1] == "resubmitted" for entry in told.dossier.timeline)
        for key, former in changed:
            assert former != told.dossier.details[KEYS.index(key)]


def test_internship_records_span_several_units_with_gaps_and_overlaps(demo: Demo) -> None:
    counts: Counter[int] = Counter()
    distances = set()
    for told in demo.told:
        periods = [(entry[2], entry[3]) for entry in told.dossier.practice]
        counts[len(periods)] += 1
        for (_, end), (start, _) in pairwise(periods):
            distances.add((start > end, start[:7] > end[:7]))
    assert set(counts) == {0, 1, 2, 3}
    assert len(distances) > 1


def test_prechecks_find_something_in_few_dossiers_only(demo: Demo) -> None:
    found: Counter[HintCode] = Counter()
    rules = BatchRules(cut_off=demo.world.batches[-1].cut_off)
    today = datetime.fromtimestamp(NOW, UTC).date()
    current = [one for one in demo.told if one.dossier.year == 2026]
    for told in current:
        dossier = told.dossier
        others = tuple(
            Period(
                told.form.practice.start.fromisoformat(entry[2]),
                told.form.practice.end.fromisoformat(entry[3]),
            )
            for entry in dossier.practice
            if entry[0] != dossier.organization_id
        )
        hints = check_dossier(
            Dossier(
                id_type=told.form.id_type,
                id_number=dossier.id_number,
                level=told.form.application.level,
                form=dict(zip(KEYS, dossier.details, strict=True)),
                other_periods=others,
                pictures=frozenset(PictureKind),
            ),
            rules,
            today,
        )
        found.update({hint.code for hint in hints})
    assert found[HintCode.ID_NUMBER_WRONG] == found[HintCode.SEX_DIFFERS] == 0
    for mistake in (
        HintCode.BIRTH_DATE_DIFFERS,
        HintCode.EDUCATION_TOO_LOW,
        HintCode.PRACTICE_SHORT,
    ):
        assert 0 < found[mistake] < len(current) / 4, mistake
    assert found[HintCode.PRACTICE_COMPLETE] > len(current) / 2


def test_the_leads_stand_on_top_of_the_hospitals_list(demo: Demo) -> None:
    leads = [one for one in demo.told if one.is_lead]
    assert leads == list(demo.told[-len(leads) :])
    top = leads[-1].dossier
    assert top.name == "王晓岚"
    assert top.submission == SubmissionStatus.RESUBMITTED
    assert any("·" in one.dossier.name for one in leads)


def test_the_same_seed_tells_the_same(demo: Demo) -> None:
    again = [serialise(one.dossier) for one in tell(demo.world, 1)]
    assert again == [serialise(one.dossier) for one in demo.told]


def test_a_handful_of_materials_is_a_demo_too(demo: Demo) -> None:
    assert len(tell(demo.world, 1, count=3)) == 3


def test_a_large_demo_reprints_stories_with_people_of_their_own(demo: Demo) -> None:
    scenario = Scenario(chance(2), demo.world, count=17_000, seq_before=500)
    row = TypeAdapter(MaterialRow)
    numbers, rows = set(), 0
    for n, one in enumerate(scenario.materials(), 1):
        document = serialise(one.dossier) if isinstance(one, Told) else one["document"]
        if isinstance(one, Told) or n % 10 == 0:
            material = row.validate_json(document)
            numbers.add(material[8])
            assert material[:2] == (n, 500 + n)
            rows += 1
        if not isinstance(one, Told):
            assert b"{" not in document, "no mark is left open"
    assert len(numbers) == rows


def test_a_reprints_hash_is_that_of_its_content(demo: Demo) -> None:
    scenario = Scenario(chance(2), demo.world, count=17_000)
    row = next(one for one in scenario.materials() if not isinstance(one, Told))
    material = TypeAdapter(MaterialRow).validate_json(row["document"])
    template = replace(demo.told[0].dossier, name=material[5], details=material[19], pictures=[])
    template.year = material[4]
    template.id_type, template.id_number = material[7], material[8]
    template.level, template.category = material[10], material[11]
    assert row["content_hash"] == material[16] == content_hash(template)
