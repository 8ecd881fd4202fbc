"""Decide a segment: stage by stage, the later instruments after the earlier ones, with a look ahead for dead ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..inference import Evaluator
from ..rulebase.conditions import Constant
from ..rulebase.model import Advise, Bound, Exclude
from ..rulebase.plan import Clause, Plan
from .contract import beyond, hard
from .instrument import InstrumentDecision, Question, Removal, decide, decide_set
from .readiness import Precondition, Status, preconditions_of, status_of
from .yielded import Yielded, sort_out

READINGS_NEVER_DECIDE = frozenset({"funding", "form", "scope", "extend"})
"""what a board stakes: for these an own reading supports and never decides alone"""
Wishes = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Circumstances:
    """What a decision takes from outside the facts. ``ignore_given`` asks what would hold if the board left it open."""

    wishes: Wishes = ()
    months_left: int | None = None
    ignore_given: bool = False


@dataclass(frozen=True)
class StageDecision:
    """One stage: the clauses that fired and what was decided from them."""

    fired: tuple[Clause, ...]
    instruments: Mapping[str, InstrumentDecision]
    preconditions: Mapping[str, tuple[Precondition, ...]]
    statuses: Mapping[str, Status]
    advice: tuple[Advise, ...]
    bounds: tuple[Bound, ...]
    dead_end: str | None
    """an instrument of which every option is excluded, given the choices before"""


@dataclass(frozen=True)
class SegmentDecision:
    """Everything decided for one segment or part, with the facts it was decided on."""

    facts: Mapping[str, Constant]
    """the facts of the profile, the fields that rules set, and the choices"""
    stages: tuple[StageDecision, ...]

    @property
    def instruments(self) -> dict[str, InstrumentDecision]:
        return {name: held for stage in self.stages for name, held in stage.instruments.items()}

    @property
    def statuses(self) -> dict[str, Status]:
        return {code: status for stage in self.stages for code, status in stage.statuses.items()}

    @property
    def preconditions(self) -> dict[str, tuple[Precondition, ...]]:
        return {code: held for stage in self.stages for code, held in stage.preconditions.items()}

    @property
    def advice(self) -> tuple[Advise, ...]:
        return tuple(rule for stage in self.stages for rule in stage.advice)

    @property
    def bounds(self) -> tuple[Bound, ...]:
        return tuple(rule for stage in self.stages for rule in stage.bounds)

    def chosen(self, instrument: str) -> str | None:
        return self.instruments[instrument].chosen


class Decider:
    """Decides segments by one plan. A stage's decision follows from what fired and was chosen before, so it is kept."""

    def __init__(self, plan: Plan, evaluator: Evaluator) -> None:
        self.plan = plan
        self._evaluator = evaluator
        self._options = plan.library.options
        self._kept: dict[object, StageDecision] = {}
        self._by_stage = [
            [name for name, held in self._options.instruments.items() if held.stage == stage.number]
            for stage in plan.stages
        ]

    def decide(self, facts: Mapping[str, Constant], circumstances: Circumstances) -> SegmentDecision:
        """Decide every instrument. A choice after which nothing lawful is left falls, and it is decided again."""
        barred: frozenset[str] = frozenset()
        while True:
            decision = self._run(facts, circumstances, barred)
            last = decision.stages[-1]
            if last.dead_end is None:
                return decision
            culprit = self._latest_choice(decision)
            if culprit is None:
                return self._run(facts, circumstances, barred, to_the_end=True)
            barred |= {culprit}

    def _run(
        self,
        facts: Mapping[str, Constant],
        circumstances: Circumstances,
        barred: frozenset[str],
        to_the_end: bool = False,
    ) -> SegmentDecision:
        known: dict[str, Constant] = dict(facts)
        stages: list[StageDecision] = []
        for number, stage in enumerate(self.plan.stages, 1):
            outcome = self._evaluator.stage(number, known)
            known |= outcome.sets
            chosen = tuple(sorted((k, v) for k, v in known.items() if k.startswith("chosen.")))
            key = (number, outcome.fired, chosen, circumstances, barred)
            held = self._kept.get(key)
            if held is None:
                fired = tuple(stage.clauses[i] for i in outcome.fired)
                held = self._kept[key] = self._decide_stage(number, fired, dict(chosen), circumstances, barred)
            stages.append(held)
            known |= self._choice_facts(held)
            if held.dead_end and not to_the_end:
                break
        return SegmentDecision(known, tuple(stages))

    def _latest_choice(self, decision: SegmentDecision) -> str | None:
        """The latest choice that had alternatives, not of the stage that ended dead."""
        for stage in reversed(decision.stages[:-1]):
            for held in stage.instruments.values():
                if held.chosen is not None and any(r.step not in ("excluded",) for r in held.removed):
                    return held.chosen
        return None

    def _choice_facts(self, stage: StageDecision) -> dict[str, Constant]:
        facts: dict[str, Constant] = {
            f"chosen.{name}": held.chosen.partition(".")[2] for name, held in stage.instruments.items() if held.chosen
        }
        return facts | {f"status.{code}": status for code, status in stage.statuses.items()}

    def _decide_stage(
        self,
        number: int,
        fired: tuple[Clause, ...],
        chosen: Mapping[str, Constant],
        circumstances: Circumstances,
        barred: frozenset[str],
    ) -> StageDecision:
        yielded = sort_out(fired, self._options)
        if circumstances.ignore_given:
            yielded.excluded = _without_board(yielded)
        before = {f"{k.removeprefix('chosen.')}.{v}" for k, v in chosen.items()}
        instruments: dict[str, InstrumentDecision] = {}
        preconditions: dict[str, tuple[Precondition, ...]] = {}
        statuses: dict[str, Status] = {}
        dead_end = None
        for name in self._by_stage[number - 1]:
            codes = self._options.of(name)
            for code in codes:
                held = preconditions_of(code, yielded.applying.get(code, ()), yielded.met, yielded.unmet)
                if circumstances.ignore_given:
                    held = tuple(replace(p, state="met") if p.class_ == "given" else p for p in held)
                preconditions[code] = held
            excluded = self._excluded(codes, yielded, before, barred)
            if name == "term":
                excluded += self._beyond_bounds(codes, excluded, yielded)
            removed = excluded + self._not_ready(
                codes, excluded, preconditions, circumstances, statuses, name == "funding"
            )
            out = {r.option for r in removed}
            question = Question(
                name,
                [code for code in codes if code not in out],
                tuple(removed),
                yielded.arguments,
                circumstances.wishes,
                self._document_of,
                name not in READINGS_NEVER_DECIDE,
            )
            multi = self._options.instruments[name].multi
            decision = decide_set(question) if multi else decide(self._without_clashes(question, yielded, before))
            instruments[name] = decision
            if not multi and len(excluded) == len(codes):
                dead_end = name
            if decision.chosen:
                before.add(decision.chosen)
        return StageDecision(
            fired, instruments, preconditions, statuses, tuple(yielded.advice), tuple(yielded.bounds), dead_end
        )

    def _excluded(
        self, codes: Sequence[str], yielded: Yielded, before: set[str], barred: frozenset[str]
    ) -> list[Removal]:
        removed = []
        for code in codes:
            rules = [rule.id for rule in yielded.excluded.get(code, ())]
            partners = [o for o in sorted(before) for r in yielded.excluded_pairs.get(frozenset((code, o)), ())]
            rules += [r.id for o in partners for r in yielded.excluded_pairs[frozenset((code, o))]]
            if rules or code in barred:
                removed.append(Removal(code, "excluded", tuple(dict.fromkeys(rules)), tuple(dict.fromkeys(partners))))
        return removed

    def _beyond_bounds(self, codes: Sequence[str], excluded: Sequence[Removal], yielded: Yielded) -> list[Removal]:
        """Term patterns that law or logic does not allow; a bound that asks for a motivation takes nothing out."""
        out = {r.option for r in excluded}
        parameters = {name: self.plan.parameter(name) for name in self.plan.library.parameters}
        passed = {code: tuple(b.id for b in hard(yielded.bounds) if beyond(code, b, parameters)) for code in codes}
        return [Removal(code, "excluded", rules) for code, rules in passed.items() if rules and code not in out]

    def _not_ready(
        self,
        codes: Sequence[str],
        excluded: Sequence[Removal],
        preconditions: Mapping[str, tuple[Precondition, ...]],
        circumstances: Circumstances,
        statuses: dict[str, Status],
        with_status: bool,
    ) -> list[Removal]:
        """Options whose preconditions keep them from being chosen now."""
        removed = []
        out = {r.option for r in excluded}
        for code in codes:
            status = "not" if code in out else status_of(preconditions[code], circumstances.months_left)
            if with_status:
                statuses[code] = status
            if code not in out and status in ("not", "later", "pilot"):
                broken = [r.id for p in preconditions[code] if p.state != "met" for r in p.rules]
                removed.append(Removal(code, "precondition", tuple(broken)))
        return removed

    def _without_clashes(self, question: Question, yielded: Yielded, before: set[str]) -> Question:
        """Take out options that clash with an earlier choice, unless that would take out all."""
        clashing: dict[str, list[str]] = {}
        for code in question.candidates:
            rules = [r.id for o in sorted(before) for r in yielded.clashes.get(frozenset((code, o)), ())]
            if rules:
                clashing[code] = rules
        if not clashing or len(clashing) == len(question.candidates):
            return question
        fallen = tuple(Removal(code, "clash", tuple(rules)) for code, rules in clashing.items())
        left = [code for code in question.candidates if code not in clashing]
        return replace(question, candidates=left, removed=question.removed + fallen)

    def _document_of(self, origin: str) -> str:
        source = self.plan.library.source_of.get(origin)
        return source.id if source else origin


def _without_board(yielded: Yielded) -> dict[str, list[Exclude]]:
    kept = {code: [r for r in rules if r.ground != "board"] for code, rules in yielded.excluded.items()}
    return {code: rules for code, rules in kept.items() if rules}
