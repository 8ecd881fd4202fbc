"""Facts at the limits of decision tables, and what the reference evaluator decides on them."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from stuurwijzer.engine.decision.contract import beyond, hard, months_of
from stuurwijzer.engine.decision.readiness import preconditions_of
from stuurwijzer.engine.decision.yielded import Yielded, sort_out
from stuurwijzer.engine.facts import Field
from stuurwijzer.engine.formats.names import KNOWN, Names
from stuurwijzer.engine.formats.rows import Row
from stuurwijzer.engine.formats.tables import Table, Tables
from stuurwijzer.engine.formats.value_sets import Members, Values
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.rulebase.conditions import Constant

Facts = dict[str, Constant]
FILLER = {"bool": True, "enum": "anything", "count": 0, "money": 0, "share": 0, "ratio": 0}


# What our own evaluator decides


class Reference:
    """The decisions of a plan by the generated Python evaluator and the functions that the advice itself uses."""

    def __init__(self, tables: Tables) -> None:
        self._plan, self._tables = tables.plan, tables
        self._evaluator = reference_evaluator(tables.plan)
        self._parameters = {name: self._plan.parameter(name) for name in self._plan.library.parameters}

    def decide(self, facts: Mapping[str, Constant]) -> dict[tuple[str, ...], Constant | None]:
        """For each table, by kind and what it is about, what it should give; None is nothing."""
        known = dict(facts)
        fired = []
        for number, stage in enumerate(self._plan.stages, 1):
            outcome = self._evaluator.stage(number, known)
            known |= outcome.sets
            fired += [stage.clauses[i] for i in outcome.fired]
        yielded = sort_out(fired, self._plan.library.options)
        return {(t.kind, *t.about): self._given(t, known, yielded) for t in self._tables.tables}

    def _given(self, table: Table, known: Mapping[str, Constant], yielded: Yielded) -> Constant | None:
        first = table.about[0]
        if table.kind == "classification":
            return known.get(first)
        if table.kind == "precondition":
            held = preconditions_of(
                first, yielded.applying.get(first, ()), yielded.met, yielded.unmet, self._parameters
            )
            return next((p.state for p in held if p.id == table.about[1]), None)
        if table.kind == "bound":
            rule = next((rule for rule in yielded.bounds if rule.id == first), None)
            side = rule and (rule.most_months if table.about[1] == "most" else rule.least_months)
            return months_of(side, self._parameters) if side else None
        if table.kind == "excluded_pair":
            both = all(known.get(f"chosen.{code.split('.')[0]}") == code.partition(".")[2] for code in table.about)
            return True if both and frozenset(table.about) in yielded.excluded_pairs else None
        if table.kind == "exclusion":
            bounds = hard(yielded.bounds) if first.startswith("term.") else []
            out = first in yielded.excluded or any(beyond(first, bound, self._parameters) for bound in bounds)
            return True if out else None
        soft = (bound for bound in yielded.bounds if bound.motivate)
        return True if any(beyond(first, bound, self._parameters) for bound in soft) else None


# Facts


def boundary_facts(tables: Tables) -> Iterator[Facts]:
    """For each row of each table: facts that fulfil it, and these with each fact at each of its limits, and absent.

    A limit ``t`` gives ``t - 1``, ``t`` and ``t + 1``; a closed field all its values.
    """
    around = values_around(tables)
    for table in tables.tables:
        for row in table.rows:
            for fulfilled in fulfilling(row, tables, {}):
                yield fulfilled
                for name in fulfilled:
                    yield {other: value for other, value in fulfilled.items() if other != name}
                    for value in around[name]:
                        yield {**fulfilled, name: value}


def random_facts(tables: Tables, number: int, seed: int) -> Iterator[Facts]:
    """Facts at or around limits, of which now few and now many are known."""
    source, around = random.Random(seed), values_around(tables)
    for _ in range(number):
        share = source.random()
        yield {name: source.choice(values) for name, values in around.items() if source.random() < share}


def values_around(tables: Tables) -> dict[str, list[Constant]]:
    """Each input with its values: all of a closed field, else each limit with its neighbours."""
    found: dict[str, list[Constant]] = {}
    for field in tables.inputs:
        cells = [row.cells[field.name] for t in tables.tables for row in t.rows if field.name in row.cells]
        found[field.name] = _around(field, [cell.values for cell in cells if cell.values is not None])
    return found


def _around(field: Field, asked: list[Values]) -> list[Constant]:
    if field.kind == "bool":
        return [True, False]
    if field.kind == "enum":
        return list(field.members)
    limits = {n for values in asked if not isinstance(values, Members) for span in values.spans for n in span}
    return sorted({n + step for n in limits if n is not None for step in (-1, 0, 1)}) or [1]


def fulfilling(row: Row, tables: Tables, given: Facts) -> Iterator[Facts]:
    """Facts under which a row holds, one for each way in which the classified fields that it reads can come about."""
    facts, classified = dict(given), []
    for name, cell in row.cells.items():
        if name in tables.set_here:
            classified.append(name)
        elif cell.values is None:
            if name in facts:
                return
        else:
            known = facts.get(name)
            facts[name] = _some(cell.values) if known is None else known
    ways = [facts]
    for name in classified:
        values = row.cells[name].values
        assert isinstance(values, Members)
        setting = [r for r in tables.set_here[name].rows if r.output in values.values]
        ways = [more for way in ways for r in setting for more in fulfilling(r, tables, way)][:6]
    yield from ways


def _some(values: Values) -> Constant:
    if isinstance(values, Members):
        return values.values[0]
    low, end = values.spans[0]
    return low if low is not None else end - 1 if end is not None else 1


# As the engines take them


def as_inputs(facts: Mapping[str, Constant], tables: Tables, names: Names, filled: bool = False) -> dict[str, Any]:
    """The inputs of the exported file: each value, and whether it is known.

    ``filled``: what is not known gets some value all the same, which then must not count.
    """
    given: dict[str, Any] = {}
    for field in tables.inputs:
        name = names.of(field.name)
        given[f"{name}{KNOWN}"] = field.name in facts
        given[name] = facts.get(field.name, FILLER[field.kind] if filled else None)
    return given
