"""The plan of the demo's materials: how many, in which units and years, with which plots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from desktop.domain.businesses import Sex
from desktop.domain.organizations import ancestor_ids, is_administrative
from server_stub.demo.batches import DAY
from server_stub.demo.forms import FormMaker
from server_stub.demo.materials import MaterialMaker, Place, Span, Workplace
from server_stub.demo.names import Named, NumberMint, name_pool
from server_stub.demo.plots import BY_NAME, possible
from server_stub.demo.reprints import Reprints
from server_stub.services.pinyin import person_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from server_stub.demo.batches import BatchSeed
    from server_stub.demo.forms import Form
    from server_stub.demo.organizations import OrganizationSeed, Tree
    from server_stub.demo.people import Cast
    from server_stub.demo.plots import Plot
    from server_stub.services.materials import Dossier

_HOUR: Final = 3600

STORY_THIS_YEAR: Final = 240
"""Materials of the story's hospital in the current year, in a demo of the usual size."""

_STORY_SHARE: Final = 0.2
_STORY_PAST_SHARE: Final = 0.04
_COUNTY_SHARE: Final = 0.1
_CITY_SHARE: Final = 0.12
_PROVINCE_SHARE: Final = 0.02
_YEAR_SHARES: Final = (0.12, 0.18)
"""Shares of the first two years; the rest belongs to the current one."""

_NAMES: Final = 20_000
_TOLD: Final = 8_000
"""More materials than twice this share stories (`reprints`)."""
_BUCKETS: Final = 20
_SHORTEST: Final = 2
"""Steps of the chain of a unit that belongs to the province."""
_NEIGHBOURS: Final = 8
_AGE_OF_THE_YOUNGEST: Final = 22


@dataclass(frozen=True, slots=True)
class World:
    """Where and when the materials play, and who reviews there; `now` in epoch seconds."""

    tree: Tree
    cast: Cast
    batches: tuple[BatchSeed, ...]
    now: int


class Told(NamedTuple):
    """A material with what pictures of it need."""

    dossier: Dossier
    form: Form
    workplace: Workplace
    is_lead: bool


class _Lead(NamedTuple):
    """One of the materials on top of the hospital's list, which the story opens."""

    name: str
    sex: Sex
    plot: str


_LEADS: Final = (
    _Lead("陈思远", Sex.MALE, "waiting"),
    _Lead("阿卜杜热西提·麦麦提明", Sex.MALE, "waiting"),
    _Lead("赵雨婷", Sex.FEMALE, "deferred"),
    _Lead("单雨桐", Sex.FEMALE, "waiting"),
    _Lead("王𠮷祥", Sex.MALE, "waiting"),
    _Lead("向秋月", Sex.FEMALE, "joined"),
    _Lead("周子涵", Sex.FEMALE, "waiting"),
    _Lead("刘志鹏", Sex.MALE, "returned_from_above"),
    _Lead("李欣怡", Sex.FEMALE, "waiting"),
    _Lead("王晓岚", Sex.FEMALE, "waiting_again"),
)
"""The last one is the newest and stands on top."""


class Scenario:
    """Tells the materials in the order in which they came in.

    Args:
        random: Source of everything.
        world: Where, who and when.
        count: How many materials.
        seq_before: Sequence number before that of the first one.
    """

    def __init__(
        self,
        random: Random,
        world: World,
        *,
        count: int,
        seq_before: int = 0,
    ) -> None:
        tree = world.tree
        self._random = random
        self._batches = world.batches
        self._now = world.now
        self._count = count
        self._seq_before = seq_before
        self._story = tree.hospital.id
        self._workplaces = workplaces(tree, world.cast)
        self._ids = tuple(self._workplaces)
        in_county = [w.organization_id for w in self._below(tree.county.path)]
        in_city = [w.organization_id for w in self._below(tree.city.path)]
        self._county_ids = tuple(n for n in in_county if n != self._story)
        self._city_ids = tuple(n for n in in_city if n not in set(in_county))
        self._province_ids = tuple(
            w.organization_id for w in self._workplaces.values() if len(w.steps) == _SHORTEST
        )
        newest = date(world.batches[-1].year - _AGE_OF_THE_YOUNGEST, 3, 1)
        mint = NumberMint(random, newest)
        self._forms = FormMaker(random, mint)
        self._maker = MaterialMaker(random)
        self._names = name_pool(random, min(count, _NAMES))
        self._reprints = Reprints(random, mint, self._names)
        self._stride = max(1, count // _TOLD)
        self._weights = {
            steps: [_weights(possible(steps), n / (_BUCKETS - 1)) for n in range(_BUCKETS)]
            for steps in {len(w.steps) for w in self._workplaces.values()}
        }

    def materials(self) -> Iterator[Told | dict[str, Any]]:
        """Tell every material, or print it as a row; ids count from 1."""
        first, second = (round(self._count * share) for share in _YEAR_SHARES)
        counts = (first, second, self._count - first - second)
        number = 0
        for batch, count in zip(self._batches, counts, strict=True):
            units = self._units(count, current=batch.current)
            leads = min(len(_LEADS), count) if batch.current else 0
            for n, unit in enumerate(units):
                number += 1
                lead = _LEADS[n - count] if n >= count - leads else None
                yield self._next(number, self._workplaces[unit], batch, n / count, lead)

    def _next(
        self, number: int, workplace: Workplace, batch: BatchSeed, at: float, lead: _Lead | None
    ) -> Told | dict[str, Any]:
        is_story = workplace.organization_id == self._story
        if number % self._stride and not is_story:
            row = self._reprints.another(number, self._seq_before + number, batch.year)
            if row is not None:
                return row
        told = self._tell(number, workplace, batch, at, lead if is_story else None)
        if self._stride > 1 and not is_story:
            self._reprints.remember(told.dossier)
        return told

    def _units(self, count: int, *, current: bool) -> list[int]:
        """Return where the people of a year applied, in the order of their coming."""
        random = self._random
        quotas = (
            (_STORY_SHARE if current else _STORY_PAST_SHARE, (self._story,), STORY_THIS_YEAR),
            (_COUNTY_SHARE, self._county_ids, 2_000),
            (_CITY_SHARE, self._city_ids, 4_000),
            (_PROVINCE_SHARE, self._province_ids, 4_000),
        )
        units: list[int] = []
        for share, ids, most in quotas:
            units += random.choices(ids, k=min(round(self._count * share), most, count))
        del units[count:]
        units += random.choices(self._ids, k=count - len(units))
        random.shuffle(units)
        if current:  # The newest ones belong to the story.
            leads = min(len(_LEADS), units.count(self._story))
            for _ in range(leads):
                units.remove(self._story)
            units += [self._story] * leads
        return units

    def _tell(
        self, number: int, workplace: Workplace, batch: BatchSeed, at: float, lead: _Lead | None
    ) -> Told:
        if lead is not None:
            named = Named(lead.name, person_keys(lead.name), lead.sex)
            plot = BY_NAME[lead.plot]
        else:
            named = self._names[number * 7919 % len(self._names)]
            plot = self._plot(len(workplace.steps), batch, at)
        form = self._forms.fill(number, named, batch.year, workplace.address)
        span = self._span(batch, at, len(plot.beats))
        dossier = self._maker.make(number, workplace, batch.year, form, plot, span)
        dossier.seq = self._seq_before + number
        return Told(dossier, form, workplace, is_lead=lead is not None)

    def _plot(self, steps: int, batch: BatchSeed, at: float) -> Plot:
        plots = possible(steps)
        if not batch.current:
            return self._random.choices(plots, [plot.past for plot in plots])[0]
        weights = self._weights[steps][int(at * _BUCKETS)]
        return self._random.choices(plots, cum_weights=weights)[0]

    def _span(self, batch: BatchSeed, at: float, beats: int) -> Span:
        opens_at = batch.window_opens_at - 5 * DAY
        if batch.current:
            start = opens_at + int((self._now - 2 * _HOUR - opens_at) * at)
            if beats > 1:
                start = max(opens_at, start - beats * DAY)
            return Span(start, self._now - 60)
        start = opens_at + int(17 * DAY * at)
        return Span(start, batch.window_closes_at + 20 * DAY)

    def _below(self, path: str) -> list[Workplace]:
        return [w for w in self._workplaces.values() if w.path.startswith(path)]


def _weights(plots: tuple[Plot, ...], at: float) -> list[float]:
    return list(accumulate(plot.settled * (1 - at) + plot.fresh * at for plot in plots))


def workplaces(tree: Tree, cast: Cast) -> dict[int, Workplace]:
    """Return every medical unit as a place where people apply, by id."""
    by_id = tree.by_id()
    reviewers = {unit: people[0].name for unit, people in cast.reviewers().items()}
    siblings: dict[int | None, list[OrganizationSeed]] = {}
    for organization in tree.organizations:
        if not is_administrative(organization.kind):
            siblings.setdefault(organization.parent_id, []).append(organization)
    found = {}
    for units in siblings.values():
        for n, unit in enumerate(units):
            others = (units[n + 1 :] + units[:n])[:_NEIGHBOURS]
            found[unit.id] = _workplace(unit, others, by_id, reviewers)
    return found


def _workplace(
    unit: OrganizationSeed,
    others: list[OrganizationSeed],
    by_id: dict[int, OrganizationSeed],
    reviewers: dict[int, str],
) -> Workplace:
    line = [by_id[n] for n in reversed(ancestor_ids(unit.path))]
    places = [one.name.partition("卫生健康")[0] for one in reversed(line[1:-1])]
    return Workplace(
        organization_id=unit.id,
        path=unit.path,
        name=unit.name,
        steps=tuple(
            Place(one.level, one.id, one.name, reviewers.get(one.id, "示例审核员")) for one in line
        ),
        address="".join(places),
        neighbours=tuple((one.id, one.name) for one in others),
    )
