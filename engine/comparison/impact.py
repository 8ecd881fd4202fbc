"""What the changes between two editions of the rule base make of the advice on regions, and which change makes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..advice import advise
from ..inference import reference_evaluator
from ..market.lots import with_carried
from ..profile.region import RegionProfile
from ..rulebase import Rulebase
from ..rulebase.entered import with_entered
from ..rulebase.plan import Plan, plan_for
from .causes import Cause, cause_of
from .editions_differ import EditionDifference
from .mixing import mixed
from .readings import Differs, Reading, differences, readings_of
from .trials import Situation, Trial, situations_of, standing

SURE = frozenset({"confidence", "rests_on"})
"""kinds that need every what-if of a decision"""


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
        tried = _Tried(self, region)
        for differs in found:
            yield Affected(differs, cause_of(self._changes, lambda taken, d=differs: tried.gives(d, taken)))  # type: ignore[misc]

    def plan(self, taken: frozenset[str], region: RegionProfile) -> Plan:
        """The rules in force on the region's day when these changes are made and no others."""
        if taken not in self._mixtures:
            self._mixtures[taken] = mixed(self._old, self._new, self._between, taken)
        return plan_for(with_entered(self._mixtures[taken], region), region.as_of)


class _Tried:
    """One region under mixtures of two editions, each worked out once and only where it is asked for."""

    def __init__(self, impact: Impact, region: RegionProfile) -> None:
        self._impact, self._region = impact, region
        self._situations = situations_of(region)
        self._trials: dict[frozenset[str], Trial | None] = {}
        self._read: dict[tuple[frozenset[str], str, bool], Reading | None] = {}

    def gives(self, differs: Differs, taken: frozenset[str]) -> bool:
        """Whether these changes alone give what the new edition says."""
        sure = differs.key[0] in SURE
        key = (taken, differs.path, sure)
        if key not in self._read:
            self._read[key] = self._reading(taken, self._situations[differs.path], sure)
        reading = self._read[key]
        return reading is not None and reading.get(differs.key) == differs.after

    def _reading(self, taken: frozenset[str], situation: Situation, sure: bool) -> Reading | None:
        if taken not in self._trials:
            self._trials[taken] = None
            standing(lambda: self._make(taken))
        trial = self._trials[taken]
        if trial is None:
            return None
        return standing(lambda: trial.sure(situation) if sure else trial.decided(situation))

    def _make(self, taken: frozenset[str]) -> Reading:
        self._trials[taken] = Trial(self._impact.plan(taken, self._region))
        return {}
