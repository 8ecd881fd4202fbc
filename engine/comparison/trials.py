"""Decide a segment or part again, as quickly as can be, and read what follows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

from ..advice.choice_entries import ProvidersAdvice
from ..advice.confidence import confidence_of
from ..advice.entries import ExcludedEntry, PreconditionEntry
from ..advice.grounds import excluded_of, preconditions_of
from ..advice.instruments import providers_entry
from ..advice.pilots import pilot_possible
from ..advice.reasoned import Reasoned, circumstances_of, without_overrides
from ..decision.decider import CHOOSING_STAGES, Circumstances, Decider, SegmentDecision
from ..decision.flips import Flip, Limits, flips_of
from ..facts import SegmentFacts, flatten
from ..inference import Evaluator, reference_evaluator
from ..profile.region import Part, RegionProfile, SegmentProfile, SetChoice
from ..rulebase.conditions import ConditionError
from ..rulebase.model import Argue
from ..rulebase.plan import ConflictingValuesError, Plan
from ..rulebase.strata import CycleError
from .causes import MOST_FOR_PAIRS, Cause, cause_of
from .readings import SURE, Argued, Choice, Differs, Reading, Seen, confidence, said

T = TypeVar("T")
Signature = tuple[object, ...]
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
    """One plan, and what it makes of situations. ``of_whole`` decides the segment of a part, by default this trial."""

    def __init__(self, plan: Plan, evaluator: Evaluator | None = None, of_whole: "Trial | None" = None) -> None:
        self.plan = plan
        self._of_whole = of_whole or self
        self._evaluator = evaluator

    @cached_property
    def _decider(self) -> Decider:
        return Decider(self.plan, self._evaluator or reference_evaluator(self.plan))

    @cached_property
    def says(self) -> Signature:
        """All of the plan that a reading depends on: plans with the same read the same everywhere.

        Rules are told apart as objects: a mixture takes a rule from one edition or the other and makes none.
        """
        return self._signature(len(self.plan.stages))

    @cached_property
    def chooses(self) -> Signature:
        """As ``says``, of the stages in which something is chosen; what would change a choice depends on no other."""
        return self._signature(CHOOSING_STAGES)

    def _signature(self, stages: int) -> Signature:
        plan, library = self.plan, self.plan.library
        clauses = (clause for stage in plan.stages[:stages] for clause in stage.clauses)
        argued = [rule for rule in plan.rules if isinstance(rule, Argue)]
        return (
            tuple((id(c.rule), c.role, *(condition.constant for condition in c.conditions)) for c in clauses),
            tuple((name, plan.bearing(name)) for name in sorted({rule.claim for rule in argued})),
            tuple((o, library.source_of[o].id) for o in sorted({r.origin for r in argued}) if o in library.source_of),
            tuple(sorted((name, plan.parameter(name)) for name in library.parameters)),
            tuple((name, held.stage, held.multi) for name, held in library.options.instruments.items()),
            tuple((code, option.text.judged) for code, option in library.options.by_code.items()),
            tuple(sorted(name for name, field in plan.vocabulary.items() if field.true_wins)),
        )

    @cached_property
    def _limits(self) -> Limits:
        return Limits(self.plan)

    def reasoned(self, held: Situation) -> Reasoned:
        """The decision, with nothing of what would change it."""
        decision = self._decider.decide(held.facts.values, held.circumstances)
        whole = self._of_whole.reasoned(held.whole) if held.whole else None
        return _reasoned(held, decision, decision, (), whole)

    def seen(self, held: Situation) -> Seen:
        """What the decision says, to be read; without how sure it is."""
        return _Decided(self.reasoned(held), self.plan)

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


def standing(made: Callable[[], T]) -> T | None:
    """What is made, or None where a mixture of rules cannot stand."""
    try:
        return made()
    except CANNOT_STAND:
        return None


@dataclass(frozen=True)
class _Decided:
    """A decision as it is read. Each part is worked out where it is asked for."""

    held: Reasoned
    plan: Plan

    @property
    def decisions(self) -> Mapping[str, Choice]:
        return self.held.decision.instruments

    @property
    def above(self) -> Mapping[str, Choice] | None:
        return self.held.whole.decision.instruments if self.held.whole else None

    @property
    def statuses(self) -> Mapping[str, str]:
        return self.held.decision.statuses

    @property
    def preconditions(self) -> Iterable[PreconditionEntry]:
        return preconditions_of(self.held, self.plan, frozenset())

    @property
    def excluded(self) -> Iterable[ExcludedEntry]:
        return excluded_of(self.held, self.plan)

    @property
    def arguments(self) -> Iterable[Argued]:
        for instrument in self.held.decision.instruments.values():
            for code, claims in instrument.claims.items():
                for claim in claims:
                    for argument in claim.arguments:
                        yield Argued(code, claim.direction, claim.name, argument.step, claim.level, claim.bearing)

    @property
    def providers(self) -> ProvidersAdvice:
        return providers_entry(self.held, self.plan)

    @property
    def pilots(self) -> Iterable[str]:
        rules = ((rule, rule.pilot) for rule in self.held.decision.advice)
        return (pilot.variant for rule, pilot in rules if pilot and pilot_possible(self.held, rule, self.plan))

    @property
    def consequences(self) -> Iterable[tuple[str, str]]:
        return ((rule.id, rule.what) for rule in self.held.decision.advice)


class Tried:
    """Decisions under sets of changes, each worked out once and only where it is asked for.

    ``of`` gives the trial that belongs to a set of changes, with the situation, and which of the changes are in that;
    or None where the set cannot stand.
    """

    def __init__(self, of: Callable[[frozenset[str]], tuple[Trial, Situation, frozenset[str]] | None]) -> None:
        self._of = of
        self._seen: dict[object, Seen] = {}
        self._read: dict[object, Reading | None] = {}

    def cause_of(self, differs: Differs, changes: Sequence[str], most_for_pairs: int = MOST_FOR_PAIRS) -> Cause:
        """The smallest sets of changes that make a difference; of what every what-if is needed for, one such set."""
        most_alone = MOST_FOR_PAIRS if differs.key[0] in SURE else None
        return cause_of(changes, partial(self._gives, differs), most_for_pairs, most_alone)

    def _gives(self, differs: Differs, taken: frozenset[str]) -> bool:
        """Whether these changes alone make of it what it is after all of them."""
        found = self._of(taken)
        if found is None:
            return False
        trial, situation, answers = found
        sure = differs.key[0] in SURE
        kind = "sure" if sure else differs.key[0]
        key = (trial.chooses if sure else trial.says, answers, kind)
        if key not in self._read:
            self._read[key] = standing(lambda: trial.sure(situation) if sure else self._said(kind, found))
        reading = self._read[key]
        return reading is not None and reading.get(differs.key) == differs.after

    def _said(self, kind: str, found: tuple[Trial, Situation, frozenset[str]]) -> Reading:
        trial, situation, answers = found
        key = (trial.says, answers)
        if key not in self._seen:
            self._seen[key] = trial.seen(situation)
        return said(kind, self._seen[key])
