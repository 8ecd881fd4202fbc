"""What the changes between two editions of the rule base make of the advice on regions, and which change makes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from ..advice import advise
from ..inference import reference_evaluator
from ..market.lots import with_carried
from ..profile.region import RegionProfile
from ..rulebase import Rulebase
from ..rulebase.entered import with_entered
from ..rulebase.plan import Plan, plan_for
from .causes import Cause
from .editions_differ import EditionDifference
from .mixing import mixed
from .readings import Differs, Reading, differences, readings_of
from .trials import Situation, Trial, Tried, situations_of, standing


@dataclass(frozen=True)
class Asked:
    """A region on a day. ``stored`` is what an advice on it said before, by segment or part; None: work it out."""

    name: str
    region: RegionProfile
    as_of: date
    stored: Mapping[str, Reading] | None = None


@dataclass(frozen=True)
class Affected:
    """One difference in an advice with what causes it."""

    differs: Differs
    cause: Cause


@dataclass(frozen=True)
class RegionImpact:
    """What changes in the advice on one region. ``paths``: how many segments and parts there are; ``not_of_old``:
    where a stored advice is not what the old edition says today."""

    name: str
    as_of: date
    paths: tuple[str, ...]
    affected: tuple[Affected, ...]
    not_of_old: tuple[Differs, ...] = ()


class Impact:
    """Two editions and what lies between them."""

    def __init__(self, old: Rulebase, new: Rulebase, between: EditionDifference) -> None:
        self._old, self._new, self._between = old, new, between
        self._changes = tuple(change.name for change in between.deciding)
        self._mixtures: dict[frozenset[str], Rulebase] = {}

    def on(self, asked: Asked) -> RegionImpact:
        """The differences in every segment and part, each with its cause."""
        region = asked.region.model_copy(update={"as_of": asked.as_of})
        today = self._advised(region, self._old)
        before = asked.stored if asked.stored is not None else today
        after = self._advised(region, self._new)
        paths = tuple(path for path in after if path in before)
        drifted = [d for path in paths for d in differences(path, before[path], today[path], {})]
        found = [d for path in paths for d in differences(path, before[path], after[path], self._between.renamed)]
        return RegionImpact(
            asked.name, asked.as_of, paths, tuple(self._affected(with_carried(region), found)), tuple(drifted)
        )

    def _advised(self, region: RegionProfile, base: Rulebase) -> dict[str, Reading]:
        plan = plan_for(with_entered(base, region), region.as_of)
        return readings_of(advise(region, base, plan=plan, evaluator=reference_evaluator(plan)))

    def _affected(self, region: RegionProfile, found: Iterable[Differs]) -> Iterator[Affected]:
        situations = situations_of(region)
        tried: dict[str, Tried] = {}
        trials: dict[frozenset[str], Trial | None] = {}

        def of(taken: frozenset[str], path: str) -> tuple[Trial, Situation, frozenset[str]] | None:
            if taken not in trials:
                trials[taken] = standing(lambda: Trial(self._plan(taken, region)))
            trial = trials[taken]
            return None if trial is None else (trial, situations[path], frozenset())

        for differs in found:
            if differs.path not in tried:
                tried[differs.path] = Tried(partial(of, path=differs.path))
            yield Affected(differs, tried[differs.path].cause_of(differs, self._changes))

    def _plan(self, taken: frozenset[str], region: RegionProfile) -> Plan:
        """The rules in force on the region's day when these changes are made and no others."""
        if taken not in self._mixtures:
            self._mixtures[taken] = mixed(self._old, self._new, self._between, taken)
        return plan_for(with_entered(self._mixtures[taken], region), region.as_of)
