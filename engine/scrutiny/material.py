"""What is looked at: the rules in force on a day, those of other days, and where everything stands in its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from ..knowledge.parameters import Entered
from ..profile.quantities import day_of
from ..reading import Document
from ..reading.problems import Path
from ..rulebase import Rulebase
from ..rulebase.conditions import Condition
from ..rulebase.located import Located
from ..rulebase.model import Rule, conditions_of
from ..rulebase.plan import Clause, Plan, plan_for
from ..rulebase.sureness import parameters_of
from .diagnostic import Place

A_YEAR = timedelta(days=365)
ASSUMED = Entered(basis="assumed", source="rules check")
"""a day that law leaves to a decree, entered so that the rules that wait for it can be looked at"""


@dataclass(frozen=True)
class Material:
    """A rule base on a day. ``documents`` are the files of the knowledge folder, by their name in it."""

    base: Rulebase
    as_of: date
    documents: Mapping[str, Document]

    @cached_property
    def plan(self) -> Plan:
        return plan_for(self.base, self.as_of)

    @cached_property
    def located(self) -> Mapping[str, Located]:
        return {held.rule.id: held for held in self.base.located}

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """That of the day, and the first of each other day on which a rule is in force that none before has."""
        plans, seen = [self.plan], {rule.id for rule in self.plan.rules}
        for rule in (held.rule for held in self.base.located):
            if rule.id not in seen:
                plan = self._first_with(rule)
                if plan is not None:
                    plans.append(plan)
                    seen |= {r.id for r in plan.rules}
        return tuple(plans)

    @cached_property
    def clauses(self) -> tuple[tuple[Plan, Clause], ...]:
        """Every clause of every rule that is ever in force, once, with the plan in which it was met."""
        found: dict[str, tuple[Plan, Clause]] = {}
        for plan in self.plans:
            for clause in (c for stage in plan.stages for c in stage.clauses):
                found.setdefault(clause.name, (plan, clause))
        return tuple(found.values())

    @cached_property
    def rules_ever(self) -> frozenset[str]:
        return frozenset(clause.rule.id for _, clause in self.clauses)

    def _first_with(self, rule: Rule) -> Plan | None:
        for base in self._bases(rule):
            for day in self.days(rule):
                plan = plan_for(base, day)
                if any(held.id == rule.id for held in plan.rules):
                    return plan
        return None

    def _bases(self, rule: Rule) -> Iterator[Rulebase]:
        """The rule base as it is, and with the day entered for which a rule waits: past, and still to come."""
        yield self.base
        hinge = rule.hinges_on
        library = self.base.library
        if hinge is not None and library.parameters[hinge.parameter].empty:
            for day in (self.as_of, self.as_of + A_YEAR):
                entered = library.parameters[hinge.parameter].entered_as(day, ASSUMED)
                parameters = library.parameters | {hinge.parameter: entered}
                yield replace(self.base, library=replace(library, parameters=parameters))

    def days(self, rule: Rule) -> list[date]:
        """Every day on which the standing of the rule may change, and the day that is asked about."""
        library = self.base.library
        days = {self.as_of, *(day for day in (rule.valid_from, rule.valid_until) if day)}
        for name in rule.passages:
            passage = library.passages[name]
            since = passage.valid_from or library.source_of[name].date
            days |= {_padded(since), *([date.fromisoformat(passage.valid_until)] if passage.valid_until else [])}
        for name in parameters_of(rule) | ({rule.hinges_on.parameter} if rule.hinges_on else set()):
            parameter = library.parameters[name]
            days |= set(parameter.values)
            if parameter.quantity == "date":
                known = [value for since in parameter.values if (value := parameter.at(since)) is not None]
                days |= {day_of(value) + step for value in known for step in (timedelta(0), timedelta(days=-1))}
        return sorted(days)

    # Places

    def rule(self, name: str, key: str = "", at: int | None = None) -> Place:
        """The place of a rule, or of one of its keys, or of one condition under it."""
        held = self.located[name]
        path: Path = ("rules", held.position, *([key] if key else []), *([] if at is None else [at]))
        return Place(held.document.file, held.document.line(path), name)

    def condition(self, rule: Rule, condition: Condition) -> Place:
        """The place of a condition of a rule."""
        counted: dict[str, int] = {}
        for key, text in conditions_of(rule):
            at = counted.setdefault(key, 0)
            counted[key] += 1
            if text == condition.text:
                place = self.rule(rule.id, key, at)
                return replace(place, what=f"{rule.id}: {text}")
        return self.rule(rule.id)

    def passage(self, name: str) -> Place:
        return self._known(name, ("passages", name))

    def parameter(self, name: str) -> Place:
        return self._known(name, ("parameters", name))

    def option(self, code: str) -> Place:
        instrument, _, name = code.partition(".")
        return self._known(code, ("instruments", instrument, *(["options", name] if name else [])))

    def source(self, name: str) -> Place:
        held = next((d for d in self.documents.values() if isinstance(d.data, dict) and d.data.get("id") == name), None)
        return Place(held.file, held.line(("id",)), name) if held else Place("knowledge", 0, name)

    def field(self, name: str) -> Place:
        """Where a field that rules set is declared."""
        path = ("fields", name)
        held = next((h.document for h in self.base.located if path in h.document.lines), None)
        return Place(held.file, held.line(path), name) if held else Place("rules", 0, name)

    def _known(self, what: str, path: Path) -> Place:
        held = next((d for d in self.documents.values() if path in d.lines), None)
        return Place(held.file, held.line(path), what) if held else Place("knowledge", 0, what)


def _padded(day: str) -> date:
    """The first day of a year or month that is given alone."""
    return date.fromisoformat((day + "-01-01")[:10])
