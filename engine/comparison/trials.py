"""Decide a segment or part again, as quickly as can be, and read what follows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..advice.body import decision_entry
from ..advice.confidence import confidence_of
from ..advice.entries import ArgumentEntry, DecisionEntry, ExcludedEntry, PreconditionEntry, ProvidersAdvice
from ..advice.grounds import arguments_of, excluded_of, preconditions_of
from ..advice.instruments import providers_entry
from ..advice.pilots import pilot_possible
from ..advice.reasoned import Reasoned, circumstances_of, without_overrides
from ..decision.decider import Circumstances, Decider, SegmentDecision
from ..decision.flips import Flip, Limits, flips_of
from ..facts import SegmentFacts, flatten
from ..inference import Evaluator, reference_evaluator
from ..profile.region import Part, RegionProfile, SegmentProfile, SetChoice
from ..rulebase.conditions import ConditionError
from ..rulebase.plan import ConflictingValuesError, Plan
from ..rulebase.strata import CycleError
from .readings import Reading, confidence, decided

CANNOT_STAND = (ConditionError, ConflictingValuesError, CycleError, KeyError)
"""what a mixture of two rule bases may run into: half of a change that only works whole"""


@dataclass(frozen=True)
class Situation:
    """A segment or part with all that its decision takes from outside the rules."""

    segment: SegmentProfile
    part: Part | None
    facts: SegmentFacts
    circumstances: Circumstances
    by_hand: tuple[SetChoice, ...] = ()
    whole: "Situation | None" = None
    """for a part: its segment"""


def situations_of(region: RegionProfile) -> dict[str, Situation]:
    """Every segment and part by its path. The region is as of its own date, with what old lots carry."""
    found: dict[str, Situation] = {}
    for segment, part in region.bodies():
        facts = flatten(region, segment, part)
        path = f"{segment.id}/{part.id}" if part else segment.id
        whole = found[segment.id] if part else None
        found[path] = Situation(
            segment, part, facts, circumstances_of(region, facts), region.set_choices(segment, part), whole
        )
    return found


class Trial:
    """One plan, and what it makes of situations."""

    def __init__(self, plan: Plan, evaluator: Evaluator | None = None) -> None:
        self.plan = plan
        self._decider = Decider(plan, evaluator or reference_evaluator(plan))

    @cached_property
    def _limits(self) -> Limits:
        return Limits(self.plan)

    def reasoned(self, held: Situation) -> Reasoned:
        """The decision, with nothing of what would change it."""
        decision = self._decider.decide(held.facts.values, held.circumstances)
        whole = self.reasoned(held.whole) if held.whole else None
        return _reasoned(held, decision, decision, (), whole)

    def decided(self, held: Situation) -> Reading:
        """What the decision says, without how sure it is."""
        reasoned = self.reasoned(held)
        rules = reasoned.decision.advice
        pilots = [r.pilot.variant for r in rules if r.pilot and pilot_possible(reasoned, r, self.plan)]
        return decided(
            _body(reasoned, self.plan),
            _decisions(reasoned.whole) if reasoned.whole else None,
            pilots,
            [(rule.id, rule.what) for rule in rules],
        )

    def sure(self, held: Situation) -> Reading:
        """How sure the advice is."""
        base = self._decider.decide(held.facts.values, held.circumstances)
        flips = flips_of(self._decider, held.facts, held.circumstances, base, self._limits)
        advised, sure = without_overrides(self._decider, held.facts, held.circumstances, base, flips, self._limits)
        return confidence(confidence_of(_reasoned(held, base, advised, sure, None)))


def _reasoned(
    held: Situation,
    decision: SegmentDecision,
    advised: SegmentDecision,
    sure: tuple[Flip, ...],
    whole: Reasoned | None,
) -> Reasoned:
    """As much as a reading needs."""
    return Reasoned(
        segment=held.segment,
        part=held.part,
        facts=held.facts,
        circumstances=held.circumstances,
        decision=decision,
        advised=advised,
        without_given=advised,
        flips=sure,
        sure=sure,
        form_first=(),
        by_hand=held.by_hand,
        whole=whole,
    )


def standing(read: Callable[[], Reading]) -> Reading | None:
    """A reading, or None where a mixture of rules cannot stand."""
    try:
        return read()
    except CANNOT_STAND:
        return None


@dataclass(frozen=True)
class _Decided:
    decisions: Mapping[str, DecisionEntry]
    preconditions: Iterable[PreconditionEntry]
    excluded: Iterable[ExcludedEntry]
    arguments: Iterable[ArgumentEntry]
    providers: ProvidersAdvice


def _body(held: Reasoned, plan: Plan) -> _Decided:
    return _Decided(
        _decisions(held),
        preconditions_of(held, plan, frozenset()),
        excluded_of(held, plan),
        arguments_of(held, plan),
        providers_entry(held, plan),
    )


def _decisions(held: Reasoned) -> dict[str, DecisionEntry]:
    decision = held.decision
    return {
        name: decision_entry(of, decision.statuses, held.inherits(name)) for name, of in decision.instruments.items()
    }
