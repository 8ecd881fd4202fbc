"""What the cases hold of each rule, and which single changes of a rule none of them would notice."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from ..inference import Reference
from ..rulebase import Rulebase
from ..rulebase.model import Classify, Rule
from ..rulebase.plan import Clause, ConflictingValuesError, stage_with
from .cases import Variant
from .mutants import Mutant, mutants_of
from .running import Day, Run, days_of, roles_of, run_all


@dataclass(frozen=True)
class RuleCoverage:
    """One rule. ``fired``: cases in which it fired; ``decided``: cases that break when it is gone; both by name."""

    rule: str
    considered: bool
    """in force on the day of some case"""
    fired: tuple[str, ...]
    decided: tuple[str, ...]
    survivors: tuple[Mutant, ...]
    mutants: int


@dataclass(frozen=True)
class Coverage:
    """All rules in the order of the rule base, and the expectations that do not hold as the rules are."""

    rules: tuple[RuleCoverage, ...]
    broken: tuple[tuple[Variant, tuple[str, ...]], ...]

    @property
    def mutants(self) -> int:
        return sum(held.mutants for held in self.rules)

    @property
    def survivors(self) -> int:
        return sum(len(held.survivors) for held in self.rules)


def coverage_of(base: Rulebase, variants: Sequence[Variant], only: frozenset[str] | None = None) -> Coverage:
    """Run the cases, then every single change of every rule (or of ``only``) against them."""
    days = days_of(base, variants)
    runs = tuple(run_all(days, variants))
    changes = [_Changes(base, held, [run for run in runs if run.variant.moment == day]) for day, held in days.items()]
    rules = tuple(
        _covered(rule, base, changes, runs) for name, rule in base.rules.items() if only is None or name in only
    )
    broken = tuple((run.variant, broken) for run in runs if (broken := run.broken()))
    return Coverage(rules, broken)


def _covered(rule: Rule, base: Rulebase, days: Iterable["_Changes"], runs: Iterable[Run]) -> RuleCoverage:
    in_force = [held for held in days if rule.id in held.day.plan.located]
    noticed: dict[tuple[str, str], bool] = {}
    mutants: dict[tuple[str, str], Mutant] = {}
    decided: dict[str, None] = {}
    for held in in_force:
        for mutant in mutants_of(rule, base, held.day.groups[rule.id]):
            key = (mutant.change, mutant.detail)
            mutants.setdefault(key, mutant)
            if mutant.change == "removed":
                decided |= dict.fromkeys(held.noticing(mutant))
                noticed[key] = bool(decided)
            elif not noticed.get(key):
                noticed[key] = next(held.noticing(mutant), None) is not None
    fired = dict.fromkeys(run.variant.case for run in runs if rule.id in run.said)
    survivors = tuple(mutant for key, mutant in mutants.items() if not noticed[key])
    return RuleCoverage(rule.id, bool(in_force), tuple(fired), tuple(decided), survivors, len(mutants))


@dataclass(frozen=True)
class _Changes:
    """The cases of one day, and what a changed rule would make of them."""

    base: Rulebase
    day: Day
    runs: Sequence[Run]

    def noticing(self, mutant: Mutant) -> Iterator[str]:
        """The cases that a changed rule breaks, by name."""
        classifies = isinstance(self.base.rules[mutant.of], Classify)
        broken = _Closing(self.day, mutant).broken if classifies else self._broken_by(mutant)
        seen: set[str] = set()
        for run in self.runs:
            if run.variant.case not in seen and broken(run):
                seen.add(run.variant.case)
                yield run.variant.case

    def _broken_by(self, mutant: Mutant) -> Callable[[Run], bool]:
        """For a rule that sets no field: it is asked once the fields are closed, and nothing else changes."""

        def broken(run: Run) -> bool:
            says: frozenset[str] = frozenset()
            if mutant.rule is not None:
                says = self.day.said_of(mutant.rule, roles_of(mutant.groups, run.facts))
            return bool(run.broken(mutant.of, says))

        return broken


class _Closing:
    """Closes the fields again after a change of a rule that sets one, as far as that can reach."""

    def __init__(self, day: Day, mutant: Mutant) -> None:
        first = day.plan.stages[0]
        (origin,) = (clause for clause in first.clauses if clause.rule.id == mutant.of)
        fields = {_field(origin)}
        setting = [clause for clause in first.clauses if clause.sets]
        while grown := {_field(c) for c in setting if _reads(c, fields)} - fields:
            fields |= grown
        setters = [_instead(c, mutant) if c is origin else c for c in setting if _field(c) in fields]
        kept = [replace(c, index=i) for i, c in enumerate(c for c in setters if c is not None)]
        stage = stage_with(1, kept, day.plan.vocabulary)
        readers = {c.rule.id for s in day.plan.stages for c in s.clauses if not c.sets and _reads(c, fields)}
        self._day, self._fields = day, fields
        self._closes = Reference(replace(day.plan, stages=(stage,)))
        self._readers = {rule: day.groups[rule] for rule in sorted(readers)}

    def broken(self, run: Run) -> bool:
        """Whether a case breaks. Two values for one field are a fault that stops the advice: that is seen too."""
        kept = {name: value for name, value in run.facts.items() if name not in self._fields}
        try:
            outcome = self._closes.stage(1, kept)
        except ConflictingValuesError:
            return True
        facts = kept | dict(outcome.sets)
        closed = {name: value for name, value in run.closed.items() if name in kept} | dict(outcome.sets)
        rules = self._day.plan.located
        again = {
            name: self._day.said_of(rules[name].rule, roles_of(groups, facts)) for name, groups in self._readers.items()
        }
        return bool(Run(run.variant, facts, closed, {**run.said, **again}).broken())


def _field(clause: Clause) -> str:
    assert clause.sets is not None
    return clause.sets[0]


def _reads(clause: Clause, fields: Set[str]) -> bool:
    return any(condition.field in fields for condition in clause.conditions)


def _instead(clause: Clause, mutant: Mutant) -> Clause | None:
    if not isinstance(mutant.rule, Classify):
        return None
    return replace(
        clause, rule=mutant.rule, conditions=mutant.groups["fires"], sets=next(iter(mutant.rule.sets.items()))
    )
