"""Which rules fire in real regions, and which of them decide something there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..advice.reasoned import circumstances_of
from ..decision import SegmentDecision
from ..decision.decider import Circumstances, Decider
from ..facts import Facts, flatten
from ..inference import Evaluator, Outcome, reference_evaluator
from ..profile import RegionProfile
from ..rulebase import Rulebase
from ..rulebase.entered import with_entered
from ..rulebase.model import Advise, Classify
from ..rulebase.plan import Plan, plan_for


@dataclass(frozen=True)
class InRegions:
    """Places such as ``rivierenland/jeugd-logeren`` in which each rule fired, and in which the advice hangs on it."""

    fired: Mapping[str, tuple[str, ...]]
    decided: Mapping[str, tuple[str, ...]]
    """without the rule a choice, a status or a measure there would be another; a consequence that is shown counts"""


def in_regions(base: Rulebase, regions: Sequence[RegionProfile], only: frozenset[str] | None = None) -> InRegions:
    """Decide every segment and part, and again without each rule that fired, or each of ``only``."""
    fired: dict[str, list[str]] = {}
    decided: dict[str, list[str]] = {}
    for region in regions:
        held = with_entered(base, region)
        deciding = _Deciding(held, plan_for(held, region.as_of))
        for segment, part in region.bodies():
            facts = flatten(region, segment, part)
            place = "/".join((region.id, segment.id, *((part.id,) if part else ())))
            for rule, decides in deciding.rules(facts.values, circumstances_of(region, facts), only):
                fired.setdefault(rule, []).append(place)
                if decides:
                    decided.setdefault(rule, []).append(place)
    return InRegions(
        {rule: tuple(places) for rule, places in fired.items()},
        {rule: tuple(places) for rule, places in decided.items()},
    )


class _Without:
    """An evaluator that keeps silent about one rule, which sets no field."""

    def __init__(self, evaluator: Evaluator, plan: Plan, rule: str) -> None:
        self.name = evaluator.name
        self._evaluator = evaluator
        self._silent = [{c.index for c in stage.clauses if c.rule.id == rule} for stage in plan.stages]

    def stage(self, number: int, facts: Facts) -> Outcome:
        outcome = self._evaluator.stage(number, facts)
        silent = self._silent[number - 1]
        return replace(outcome, fired=tuple(i for i in outcome.fired if i not in silent)) if silent else outcome


class _Deciding:
    """The deciders of one region: with every rule, and without one, each made once."""

    def __init__(self, base: Rulebase, plan: Plan) -> None:
        self._base, self._plan = base, plan
        self._evaluator = reference_evaluator(plan)
        self._whole = Decider(plan, self._evaluator)
        self._less: dict[str, Decider] = {}

    def rules(
        self, facts: Facts, circumstances: Circumstances, only: frozenset[str] | None
    ) -> Iterator[tuple[str, bool]]:
        """The rules that fire, each with whether anything hangs on it."""
        decision = self._whole.decide(facts, circumstances)
        found = _choices(decision)
        firing = dict.fromkeys(clause.rule.id for stage in decision.stages for clause in stage.fired)
        for rule in (rule for rule in firing if only is None or rule in only):
            if isinstance(self._plan.located[rule].rule, Advise):
                yield rule, True
            else:
                yield rule, _choices(self._without(rule).decide(facts, circumstances)) != found

    def _without(self, rule: str) -> Decider:
        if rule not in self._less:
            if isinstance(self._plan.located[rule].rule, Classify):
                kept = tuple(held for held in self._base.located if held.rule.id != rule)
                plan = plan_for(replace(self._base, located=kept), self._plan.as_of)
                self._less[rule] = Decider(plan, reference_evaluator(plan))
            else:
                self._less[rule] = Decider(self._plan, _Without(self._evaluator, self._plan, rule))
        return self._less[rule]


def _choices(decision: SegmentDecision) -> tuple[object, ...]:
    return tuple(
        (name, held.decision.chosen, held.decision.taken, held.decision.ties, tuple(held.statuses.items()))
        for stage in decision.stages
        for name, held in stage.decided.items()
    )
