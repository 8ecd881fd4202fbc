"""The rules in force on a day as decision tables: one for each field, option, pair, precondition and bound.

A table gives one value or nothing. Its hit policy is right by construction: UNIQUE where every two rows are proved to
exclude each other; FIRST where rows may overlap and the order of the rows is the meaning (a yes before a no, "not met"
before "met" before "unknown") or they all give the same. A table of which neither can be said is left out whole, with
its rules; what it would have set is then an input.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Literal, get_args

from ..decision.contract import PATTERNS, beyond, months_of
from ..facts import Field
from ..rulebase.conditions import Condition, Constant
from ..rulebase.model import Bound, Exclude, Require, Rule
from ..rulebase.plan import Clause, NotInForceReason, Plan, Role
from .rows import Row, cells_of, exclude_each_other

Kind = Literal["classification", "exclusion", "excluded_pair", "precondition", "bound", "motivation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Why = Literal["argues", "clashes", "advises", "reads_date", "never_holds", "values_overlap", "of_a_set", "not_in_force"]
WHYS: tuple[Why, ...] = get_args(Why)
OTHER_KINDS: Mapping[str, Why] = {"argue": "argues", "cohere": "clashes", "advise": "advises"}
STATES = ("unmet", "met", "unknown")
"""in the order in which the first that holds decides"""


@dataclass(frozen=True)
class Table:
    """One decision. ``about``: the field, the option or options, the option and its precondition, or the rule."""

    kind: Kind
    about: tuple[str, ...]
    rows: tuple[Row, ...]
    gives: tuple[Constant, ...]
    """every value that it can give, apart from none"""

    @cached_property
    def hit_policy(self) -> Literal["UNIQUE", "FIRST"]:
        unique = all(exclude_each_other(a, b) for a, b in combinations(self.rows, 2))
        return "UNIQUE" if unique else "FIRST"

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple({row.rule.id: row.rule for row in self.rows}.values())

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for row in self.rows for name in row.cells))


@dataclass(frozen=True)
class LeftOut:
    """A rule, or one clause of it, that no table holds. ``reason``: of a rule not in force, why it is not."""

    rule: Rule
    why: Why
    role: Role = "fires"
    reason: NotInForceReason | None = None


@dataclass(frozen=True)
class Tables:
    """All tables of a plan, each after those whose result it reads, and what no table holds."""

    plan: Plan
    tables: tuple[Table, ...]
    left_out: tuple[LeftOut, ...]

    @cached_property
    def set_here(self) -> Mapping[str, Table]:
        """The classified fields, by name."""
        return {table.about[0]: table for table in self.tables if table.kind == "classification"}

    @cached_property
    def inputs(self) -> tuple[Field, ...]:
        """The fields that somebody has to fill in: all that a table reads and none sets, by name."""
        names = {name for table in self.tables for name in table.reads} - self.set_here.keys()
        return tuple(self.plan.vocabulary[name] for name in sorted(names))


def tables_of(plan: Plan) -> Tables:
    """The tables of the rules in force. Deterministic: the order of the plan and of the options."""
    tables: list[Table] = []
    left_out: list[LeftOut] = []
    for table, missing in _drafts(plan):
        left_out += missing
        if not table.rows:
            continue
        why = _cannot_be_written(table, plan)
        if why is None:
            tables.append(table)
        else:
            left_out += [LeftOut(rule, why) for rule in table.rules]
    left_out += [LeftOut(rule, OTHER_KINDS[rule.kind]) for rule in plan.rules if rule.kind in OTHER_KINDS]
    left_out += [LeftOut(entry.rule, "not_in_force", reason=entry.reason) for entry in plan.left_out]
    unique = {(held.rule.id, held.why, held.role): held for held in left_out}  # a rule may stand in several tables
    return Tables(plan, tuple(tables), tuple(unique.values()))


def _cannot_be_written(table: Table, plan: Plan) -> Why | None:
    if any(plan.vocabulary[name].kind == "date" for name in table.reads):
        return "reads_date"
    if table.kind == "classification" and not plan.vocabulary[table.about[0]].true_wins:
        for one, other in combinations(table.rows, 2):
            if one.output != other.output and not exclude_each_other(one, other):
                return "values_overlap"
    return None


Draft = tuple[Table, list[LeftOut]]


def _drafts(plan: Plan) -> Iterator[Draft]:
    clauses = [clause for stage in plan.stages for clause in stage.clauses]
    yield from _classifications(clauses, plan)
    yield from _exclusions(clauses, plan)
    yield from _excluded_pairs(clauses, plan)
    yield from _preconditions(clauses, plan)
    yield from _bounds(clauses, plan)


def _draft(
    kind: Kind,
    about: tuple[str, ...],
    held: Iterable[tuple[Clause, Constant]],
    plan: Plan,
    order: Sequence[Constant] = (),
) -> Draft:
    """A table of clauses with what each gives; ``order``: the values in the order in which the first decides."""
    rows: list[Row] = []
    missing: list[LeftOut] = []
    for clause, output in held:
        cells = cells_of(clause.conditions, plan.vocabulary)
        if cells is None:
            missing.append(LeftOut(clause.rule, "never_holds", clause.role))
        else:
            rows.append(Row(clause.rule, clause.role, cells, output))
    if order:
        rows.sort(key=lambda row: order.index(row.output))
    gives = tuple(dict.fromkeys(order or (row.output for row in rows)))
    return Table(kind, about, tuple(rows), gives), missing


def _classifications(clauses: Sequence[Clause], plan: Plan) -> Iterator[Draft]:
    by_field: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.sets:
            by_field.setdefault(clause.sets[0], []).append(clause)
    # A field is closed when the last rule that sets it has been heard; who reads it comes later.
    for name in sorted(by_field, key=lambda f: max(clause.stratum for clause in by_field[f])):
        field = plan.vocabulary[name]
        values: tuple[Constant, ...] = (True, False) if field.kind == "bool" else field.members
        yield _draft("classification", (name,), ((c, c.sets[1]) for c in by_field[name] if c.sets), plan, values)


def _exclusions(clauses: Sequence[Clause], plan: Plan) -> Iterator[Draft]:
    """Options that a rule takes out, and terms that a hard bound does not allow."""
    parameters = {name: plan.parameter(name) for name in plan.library.parameters}
    for code in plan.library.options.by_code:
        held = [c for c in clauses if isinstance(c.rule, Exclude) and _takes_out(c.rule, code, plan)]
        passed = [c for c in clauses if _passes(code, c.rule, parameters)]
        hard = [c for c in passed if isinstance(c.rule, Bound) and not c.rule.motivate]
        soft = [c for c in passed if isinstance(c.rule, Bound) and c.rule.motivate]
        yield _draft("exclusion", (code,), ((c, True) for c in (*held, *hard)), plan)
        yield _draft("motivation", (code,), ((c, True) for c in soft), plan)


def _takes_out(rule: Exclude, code: str, plan: Plan) -> bool:
    return rule.with_option is None and code in plan.library.options.expand(rule.option)


def _passes(code: str, rule: Rule, parameters: Mapping[str, int | None]) -> bool:
    return isinstance(rule, Bound) and code in PATTERNS and beyond(code, rule, parameters)


def _excluded_pairs(clauses: Sequence[Clause], plan: Plan) -> Iterator[Draft]:
    """Two options that cannot go together: the table asks whether both were chosen."""
    options = plan.library.options
    pairs: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        rule = clause.rule
        if isinstance(rule, Exclude) and rule.with_option is not None:
            for one in options.expand(rule.option):
                for other in options.expand(rule.with_option):
                    first, second = sorted((one, other))
                    pairs.setdefault((first, second), []).append(clause)
    for pair, held in pairs.items():
        chosen = tuple(_is_chosen(code) for code in pair)
        if all(condition.field in plan.vocabulary for condition in chosen):
            both = [replace(clause, conditions=(*chosen, *clause.conditions)) for clause in held]
            yield _draft("excluded_pair", pair, ((clause, True) for clause in both), plan)
        else:
            yield Table("excluded_pair", pair, (), ()), [LeftOut(clause.rule, "of_a_set") for clause in held]


def _is_chosen(code: str) -> Condition:
    """That an option is the choice for its instrument; an instrument that takes a set has no such field."""
    instrument, _, value = code.partition(".")
    return Condition(f"chosen.{instrument}", "==", value, None, f"chosen.{instrument} == {value}")


def _preconditions(clauses: Sequence[Clause], plan: Plan) -> Iterator[Draft]:
    """Several rules may state one precondition; one "not met" outweighs, since all must hold."""
    stated: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        if isinstance(clause.rule, Require):
            for code in plan.library.options.expand(clause.rule.option):
                stated.setdefault((code, clause.rule.precondition), []).append(clause)
    for about, held in stated.items():
        states = ((clause, "unknown" if clause.role == "fires" else clause.role) for clause in held)
        yield _draft("precondition", about, states, plan, STATES)


def _bounds(clauses: Sequence[Clause], plan: Plan) -> Iterator[Draft]:
    parameters = {name: plan.parameter(name) for name in plan.library.parameters}
    for clause in clauses:
        rule = clause.rule
        if isinstance(rule, Bound):
            for side, text in (("most", rule.most_months), ("least", rule.least_months)):
                months = months_of(text, parameters)
                if months is not None:
                    yield _draft("bound", (rule.id, side), ((clause, months),), plan)


__all__ = ["KINDS", "STATES", "WHYS", "Kind", "LeftOut", "Table", "Tables", "Why", "tables_of"]
