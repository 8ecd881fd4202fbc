"""Which cases a single change of a rule would break.

Only expectations matter, so a change is tried on the cases that expect something that the rule, or a rule that reads a
field it sets, can say; on the others it can at most set two values for one field.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cached_property

from ..inference import Reference
from ..rulebase.conditions import Constant
from ..rulebase.model import Classify, Require, Rule
from ..rulebase.plan import Clause, ConflictingValuesError, Role, stage_with
from .cases import Facts
from .mutants import Mutant
from .running import Day, Run, roles_of
from .statements import is_set

EVERY_ROLE: tuple[frozenset[Role], ...] = (
    frozenset({"fires"}),
    frozenset({"fires", "met"}),
    frozenset({"fires", "unmet"}),
)
Said = frozenset[str]


class Expecting:
    """One run with what matters of it: the statements that it expects, and how many rules make each."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.wanted = run.variant.present | run.variant.absent
        self.said = {rule: held for rule, said in run.said.items() if (held := said & self.wanted)}
        self._count = dict.fromkeys(self.wanted, 0)
        for held in (*self.said.values(), self.set_by(run.closed)):
            for one in held:
                self._count[one] += 1

    def set_by(self, closed: Facts) -> Said:
        return frozenset(one for field, value in closed.items() if (one := is_set(field, value)) in self.wanted)

    def breaks(self, gone: Iterable[Said], new: Iterable[Said]) -> bool:
        """Whether an expectation fails when these statements are no longer made and those are."""
        change: dict[str, int] = {}
        for held, step in ((gone, -1), (new, 1)):
            for said in held:
                for one in said & self.wanted:
                    change[one] = change.get(one, 0) + step
        return any(bool(self._count[one] + n) != (one in self.run.variant.present) for one, n in change.items() if n)


class Noticing:
    """The cases of one day, ready to be held against changes."""

    def __init__(self, day: Day, runs: Sequence[Run]) -> None:
        self._day = day
        self._runs = [Expecting(run) for run in runs]
        self._by_statement: dict[str, list[int]] = {}
        for number, held in enumerate(self._runs):
            for one in held.wanted:
                self._by_statement.setdefault(one, []).append(number)

    def cases(self, mutant: Mutant) -> Iterator[str]:
        """The cases that a changed rule breaks, by name."""
        rule = self._day.plan.located[mutant.of].rule
        broken = self._closing(mutant) if isinstance(rule, Classify) else self._saying(mutant, rule)
        seen: set[str] = set()
        for held in broken:
            if held.run.variant.case not in seen:
                seen.add(held.run.variant.case)
                yield held.run.variant.case

    def _saying(self, mutant: Mutant, rule: Rule) -> Iterator[Expecting]:
        """For a rule that sets no field: it is asked once the fields are closed, and nothing else changes."""
        for held in self._expecting(self._can_say(rule) | (self._can_say(mutant.rule) if mutant.rule else frozenset())):
            roles = roles_of(mutant.groups, held.run.facts) if mutant.rule else frozenset[Role]()
            says = self._day.said_of(mutant.rule, roles) if mutant.rule else frozenset[str]()
            if held.breaks((held.said.get(rule.id, frozenset()),), (says,)):
                yield held

    def _closing(self, mutant: Mutant) -> Iterator[Expecting]:
        closing = _Closing(self._day, mutant)
        readers = {name: self._day.plan.located[name].rule for name in closing.readers}
        can_say = {name: self._can_say(rule) for name, rule in readers.items()}
        touched = frozenset(one for held in can_say.values() for one in held)
        touched |= frozenset(one for one in self._by_statement if one.split(" ")[1] in closing.fields)
        likely = list(self._expecting(touched))
        for held in likely:
            try:
                closed = closing.closed(held.run)
            except ConflictingValuesError:
                yield held
                continue
            if closed == {name: value for name, value in held.run.closed.items() if name in closing.fields}:
                continue
            facts = {name: value for name, value in held.run.facts.items() if name not in closing.fields} | closed
            asked = [name for name, says in can_say.items() if says & held.wanted]
            says = [self._day.said_of(readers[name], roles_of(self._day.groups[name], facts)) for name in asked]
            before = {n: v for n, v in held.run.closed.items() if n in closing.fields}
            gone = [held.set_by(before), *(held.said.get(name, frozenset()) for name in asked)]
            if held.breaks(gone, [held.set_by(closed), *says]):
                yield held
        for held in (one for one in self._runs if one not in likely):
            try:
                closing.closed(held.run)
            except ConflictingValuesError:
                yield held

    def _expecting(self, statements: Said) -> Iterator[Expecting]:
        numbers = {number for one in statements for number in self._by_statement.get(one, ())}
        yield from (self._runs[number] for number in sorted(numbers))

    def _can_say(self, rule: Rule) -> Said:
        roles = EVERY_ROLE if isinstance(rule, Require) else EVERY_ROLE[:1]
        return frozenset(one for held in roles for one in self._day.said_of(rule, held))


class _Closing:
    """Closes fields again after a change of a rule that sets one, as far as that can reach."""

    def __init__(self, day: Day, mutant: Mutant) -> None:
        first = day.plan.stages[0]
        (origin,) = (clause for clause in first.clauses if clause.rule.id == mutant.of)
        self.fields = {_field(origin)}
        setting = [clause for clause in first.clauses if clause.sets]
        while grown := {_field(c) for c in setting if _reads(c, self.fields)} - self.fields:
            self.fields |= grown
        setters = [_instead(c, mutant) if c is origin else c for c in setting if _field(c) in self.fields]
        kept = [replace(c, index=i) for i, c in enumerate(c for c in setters if c is not None)]
        self._evaluator = Reference(replace(day.plan, stages=(stage_with(1, kept, day.plan.vocabulary),)))
        self._plan = day.plan

    @cached_property
    def readers(self) -> tuple[str, ...]:
        """Rules that set nothing and read one of the fields."""
        clauses = (c for stage in self._plan.stages for c in stage.clauses if not c.sets and _reads(c, self.fields))
        return tuple(dict.fromkeys(clause.rule.id for clause in clauses))

    def closed(self, run: Run) -> dict[str, Constant]:
        """The fields on the facts of a run. Raises ConflictingValuesError: a fault that stops the advice."""
        kept = {name: value for name, value in run.facts.items() if name not in self.fields}
        return dict(self._evaluator.stage(1, kept).sets)


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
