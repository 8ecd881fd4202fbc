"""Decide a segment: stage by stage, the later instruments after the earlier ones, with a look ahead for dead ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..inference import Evaluator
from ..rulebase.conditions import Constant
from ..rulebase.model import Advise, Bound
from ..rulebase.plan import Clause, Plan, Stage
from .instrument import InstrumentDecision
from .readiness import Precondition, Status
from .within_stage import Circumstances, Decided, WithinStage

CHOOSING_STAGES = 3
"""stages whose choices another choice may depend on"""


@dataclass(frozen=True)
class StageDecision:
    """One stage: the clauses that fired and what was decided from them."""

    stage: Stage
    indexes: tuple[int, ...]
    decided: Mapping[str, Decided]

    @cached_property
    def fired(self) -> tuple[Clause, ...]:
        return tuple(self.stage.clauses[i] for i in self.indexes)

    @property
    def dead_end(self) -> str | None:
        """An instrument of which every option is excluded, given the choices before."""
        return next((name for name, held in self.decided.items() if held.dead_end), None)


@dataclass(frozen=True)
class SegmentDecision:
    """Everything decided for one segment or part, with the facts it was decided on."""

    profile: Mapping[str, Constant]
    """the facts that came from the profile"""
    facts: Mapping[str, Constant]
    """these, the fields that rules set, and the choices"""
    stages: tuple[StageDecision, ...]
    barred: frozenset[str] = frozenset()
    """choices that fell because nothing lawful followed from them"""

    @cached_property
    def instruments(self) -> dict[str, InstrumentDecision]:
        return {name: held.decision for stage in self.stages for name, held in stage.decided.items()}

    @cached_property
    def statuses(self) -> dict[str, Status]:
        return {c: s for stage in self.stages for held in stage.decided.values() for c, s in held.statuses.items()}

    @cached_property
    def preconditions(self) -> dict[str, tuple[Precondition, ...]]:
        return {c: p for stage in self.stages for held in stage.decided.values() for c, p in held.preconditions.items()}

    @cached_property
    def advice(self) -> tuple[Advise, ...]:
        return tuple(c.rule for stage in self.stages for c in stage.fired if isinstance(c.rule, Advise))

    @cached_property
    def bounds(self) -> tuple[Bound, ...]:
        return tuple(c.rule for stage in self.stages for c in stage.fired if isinstance(c.rule, Bound))

    def chosen(self, instrument: str) -> str | None:
        return self.instruments[instrument].chosen


class Decider:
    """Decides segments by one plan."""

    def __init__(self, plan: Plan, evaluator: Evaluator) -> None:
        self.plan = plan
        self._evaluator = evaluator
        self._within = [WithinStage(plan, stage) for stage in plan.stages]

    def decide(
        self, facts: Mapping[str, Constant], circumstances: Circumstances, stages: int | None = None
    ) -> SegmentDecision:
        """Decide every instrument, or those of the first ``stages``.

        A choice after which nothing lawful is left falls, and it is decided again.
        """
        return self._decide(facts, circumstances, stages or len(self._within))

    def _decide(self, facts: Mapping[str, Constant], circumstances: Circumstances, stages: int) -> SegmentDecision:
        barred: frozenset[str] = frozenset()
        while True:
            decision = self._run(facts, circumstances, barred, stages, stop_at_dead_end=True)
            if decision.stages[-1].dead_end is None:
                return decision
            culprit = _latest_choice(decision)
            if culprit is None:
                return self._run(facts, circumstances, barred, stages, stop_at_dead_end=False)
            barred |= {culprit}

    def what_if(
        self, base: SegmentDecision, circumstances: Circumstances, field: str, value: Constant
    ) -> SegmentDecision:
        """The choices with one fact other than in ``base``; stages that this cannot reach are taken over as they are.

        The last stage is left out: it takes measures and consequences, on which no choice depends.
        """
        facts = {**base.facts, field: value}
        if base.barred:
            return self._decide({**base.profile, field: value}, circumstances, CHOOSING_STAGES)
        same: list[StageDecision] = []
        for number, held in enumerate(base.stages[:CHOOSING_STAGES], 1):
            if field in held.stage.reads or field in held.stage.asks_unknown:
                outcome = self._evaluator.stage(number, facts)
                if outcome.fired != held.indexes:
                    break
            same.append(held)
        if len(same) == CHOOSING_STAGES:
            return SegmentDecision(base.profile, facts, tuple(same))
        return self._decide({**base.profile, field: value}, circumstances, CHOOSING_STAGES)

    def with_choice(self, base: SegmentDecision, circumstances: Circumstances, option: str) -> SegmentDecision:
        """The choices if ``option`` was chosen for its instrument; the last stage is left out."""
        others = frozenset(self.plan.library.options.of(option.partition(".")[0])) - {option}
        return self._run(base.profile, circumstances, base.barred | others, CHOOSING_STAGES, stop_at_dead_end=True)

    def _run(
        self,
        facts: Mapping[str, Constant],
        circumstances: Circumstances,
        barred: frozenset[str],
        stages: int,
        stop_at_dead_end: bool,
    ) -> SegmentDecision:
        known: dict[str, Constant] = dict(facts)
        chosen: list[str] = []
        done: list[StageDecision] = []
        for number, within in enumerate(self._within[:stages], 1):
            outcome = self._evaluator.stage(number, known)
            known |= outcome.sets
            decided = within.decide(outcome.fired, chosen, circumstances, barred)
            done.append(StageDecision(self.plan.stages[number - 1], outcome.fired, decided))
            for name, held in decided.items():
                known |= {f"status.{code}": status for code, status in held.statuses.items()}
                if held.decision.chosen is not None:
                    chosen.append(held.decision.chosen)
                    known[f"chosen.{name}"] = held.decision.chosen.partition(".")[2]
            if stop_at_dead_end and done[-1].dead_end:
                break
        return SegmentDecision(facts, known, tuple(done), barred)


def _latest_choice(decision: SegmentDecision) -> str | None:
    """The latest choice that had alternatives, not of the stage that ended dead.

    None when a person set it: nothing earlier is revised to make room for that, the advice shows where it leads.
    """
    if _shut_by_hand(decision.stages[-1]):
        return None
    for stage in reversed(decision.stages[:-1]):
        for held in reversed(tuple(stage.decided.values())):
            if held.decision.instead_of is not None:
                return None
            if held.decision.chosen is not None and any(r.step != "excluded" for r in held.decision.removed):
                return held.decision.chosen
    return None


def _shut_by_hand(stage: StageDecision) -> bool:
    """Whether what a person set within the stage is what leaves an instrument of it without an option."""
    by_hand = {held.decision.chosen for held in stage.decided.values() if held.decision.instead_of is not None}
    dead = stage.decided[stage.dead_end].decision.removed if stage.dead_end else ()
    return any(option in by_hand for removal in dead for option in removal.before)


__all__ = ["Circumstances", "Decider", "SegmentDecision", "StageDecision"]
