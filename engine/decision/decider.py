"""Decide a segment: stage by stage, the later instruments after the earlier ones, with a look ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..inference import Evaluator
from ..rulebase.conditions import Constant
from ..rulebase.model import Advise, Bound
from ..rulebase.plan import Clause, Plan, Stage
from .instrument import InstrumentDecision
from .look_ahead import LookAhead
from .readiness import Precondition, Status
from .within_stage import Circumstances, Decided, Fallen, WithinStage

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


@dataclass(frozen=True)
class SegmentDecision:
    """Everything decided for one segment or part, with the facts it was decided on."""

    profile: Mapping[str, Constant]
    """the facts that came from the profile"""
    facts: Mapping[str, Constant]
    """these, the fields that rules set, and the choices"""
    stages: tuple[StageDecision, ...]

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
        self._look_ahead = LookAhead(plan)
        self._reading = [_by_field(stage) for stage in plan.stages[:CHOOSING_STAGES]]

    def decide(
        self, facts: Mapping[str, Constant], circumstances: Circumstances, stages: int | None = None
    ) -> SegmentDecision:
        """Decide every instrument, or those of the first ``stages``."""
        return self._run(facts, circumstances, stages or len(self._within))

    def what_if(
        self, base: SegmentDecision, circumstances: Circumstances, field: str, value: Constant
    ) -> SegmentDecision:
        """The choices with one fact other than in ``base``; stages that this cannot reach are taken over as they are.

        The last stage is left out: it takes measures and consequences, on which no choice depends.
        """
        facts = {**base.facts, field: value}
        same: list[StageDecision] = []
        for held, reading in zip(base.stages, self._reading, strict=False):
            if field in self._look_ahead.reads or any(_moved(c, facts, held.indexes) for c in reading.get(field, ())):
                break
            same.append(held)
        if len(same) == CHOOSING_STAGES:
            return SegmentDecision(base.profile, facts, tuple(same))
        return self._run({**base.profile, field: value}, circumstances, CHOOSING_STAGES)

    def with_choice(self, base: SegmentDecision, circumstances: Circumstances, option: str) -> SegmentDecision:
        """The choices if ``option`` was chosen for its instrument; the last stage is left out."""
        return self._run(base.profile, circumstances, CHOOSING_STAGES, option)

    def _run(
        self, facts: Mapping[str, Constant], circumstances: Circumstances, stages: int, forced: str | None = None
    ) -> SegmentDecision:
        known: dict[str, Constant] = dict(facts)
        chosen: dict[str, str] = {}
        done: list[StageDecision] = []
        for number, within in enumerate(self._within[:stages], 1):
            outcome = self._evaluator.stage(number, known)
            known |= outcome.sets
            active = self._look_ahead.active(known, circumstances.ignore_given)
            decided = within.decide(outcome.fired, chosen, circumstances, self._fallen(active, forced))
            done.append(StageDecision(self.plan.stages[number - 1], outcome.fired, decided))
            for name, held in decided.items():
                known |= {f"status.{code}": status for code, status in held.statuses.items()}
                if held.decision.chosen is not None:
                    chosen[name] = held.decision.chosen
                    known[f"chosen.{name}"] = held.decision.chosen.partition(".")[2]
        return SegmentDecision(facts, known, tuple(done))

    def _fallen(self, active: tuple[int, ...], forced: str | None) -> Fallen:
        """What falls beside what the fired rules exclude: what leaves nothing lawful, or all but a forced choice."""

        def fallen(instrument: str, before: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
            if forced is not None and forced.partition(".")[0] == instrument:
                return {code: () for code in self.plan.library.options.of(instrument) if code != forced}
            return self._look_ahead.hopeless(instrument, before, active)

        return fallen


def _by_field(stage: Stage) -> dict[str, list[Clause]]:
    """The clauses of a stage by the fields that they read."""
    found: dict[str, list[Clause]] = {}
    for clause in stage.clauses:
        for field in {c.field for c in clause.conditions}:
            found.setdefault(field, []).append(clause)
    return found


def _moved(clause: Clause, facts: Mapping[str, Constant], fired: tuple[int, ...]) -> bool:
    """Whether a clause fires where it did not, or no longer fires. Where none that reads a changed fact does, no field
    that rules set is another, and so no other clause fires or stops either."""
    return all(c.holds(facts) for c in clause.conditions) != (clause.index in fired)


__all__ = ["Circumstances", "Decider", "SegmentDecision", "StageDecision"]
