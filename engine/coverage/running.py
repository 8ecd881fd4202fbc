"""Run the cases: what the rules in force say on the facts of each, and which expectations that breaks."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from ..inference import reference_evaluator
from ..knowledge.parameters import Entered
from ..rulebase import Rulebase
from ..rulebase.conditions import Constant
from ..rulebase.entered import with_days
from ..rulebase.model import Rule
from ..rulebase.plan import Plan, Role, conditions_on, plan_for
from .cases import Facts, Moment, Variant
from .mutants import Groups
from .statements import is_set, said

Said = Mapping[str, frozenset[str]]
"""the statements of each rule that fired, by rule id"""


@dataclass(frozen=True)
class Run:
    """A variant with what was said on it. ``facts`` hold the ``closed`` fields, which rules set, as well."""

    variant: Variant
    facts: Facts
    closed: Facts
    said: Said

    def broken(self) -> tuple[str, ...]:
        """Expectations that do not hold, in order."""
        every = {one for held in self.said.values() for one in held}
        every |= {is_set(field, value) for field, value in self.closed.items()}
        missing = [f"missing: {one}" for one in sorted(self.variant.present - every)]
        return (*missing, *(f"not expected: {one}" for one in sorted(self.variant.absent & every)))


@dataclass(frozen=True)
class Day:
    """The rules in force on a day. ``groups``: their conditions by role; ``months``: the parameters of a bound."""

    plan: Plan
    groups: Mapping[str, Groups]
    months: Mapping[str, int | None]

    def said_of(self, rule: Rule, roles: Set[Role]) -> frozenset[str]:
        """What a rule says of which the clauses in ``roles`` fired."""
        return frozenset(said(rule, roles, self.plan.library.options, self.months))


def roles_of(groups: Groups, facts: Facts) -> frozenset[Role]:
    """The clauses of a rule that fire on facts of which every field is closed."""
    return frozenset(role for role, group in groups.items() if all(c.holds(facts) for c in group))


def days_of(base: Rulebase, variants: Iterable[Variant]) -> dict[Moment, Day]:
    """The rules in force at each moment that some case names."""
    return {moment: _day(base, moment) for moment in sorted({v.moment for v in variants})}


def _day(base: Rulebase, moment: Moment) -> Day:
    by = Entered(basis="assumed", source="a case of rules")
    held = with_days(base, ((name, day, by) for name, day in moment.entered))
    plan = plan_for(held, moment.as_of)
    groups = {rule.id: conditions_on(rule, held, plan.as_of) for rule in plan.rules}
    return Day(plan, groups, {name: plan.parameter(name) for name in plan.library.parameters})


def run_all(days: Mapping[Moment, Day], variants: Iterable[Variant]) -> Iterator[Run]:
    """Every variant run on the rules of its day."""
    evaluators = {moment: reference_evaluator(held.plan) for moment, held in days.items()}
    for variant in variants:
        held = days[variant.moment]
        known, closed = dict(variant.facts), dict[str, Constant]()
        roles: dict[str, set[Role]] = {}
        for number, stage in enumerate(held.plan.stages, 1):
            outcome = evaluators[variant.moment].stage(number, known)
            known |= outcome.sets
            closed |= outcome.sets
            for index in outcome.fired:
                roles.setdefault(stage.clauses[index].rule.id, set()).add(stage.clauses[index].role)
        rules = held.plan.located
        said_by = {name: held.said_of(rules[name].rule, fired) for name, fired in roles.items()}
        yield Run(variant, known, closed, said_by)
