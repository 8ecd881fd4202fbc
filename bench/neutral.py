"""The rules of a plan in a form that belongs to no engine: what every comparator is made from.

Nothing here imports the product, so that it serves in the environment of the peers too. ``exporting.py`` writes it.

A stage is a list of strata. A rule of a stratum reads only what the profile says and what lower strata set, so that an
engine may run them one after the other, by priority, or in the order of its own that follows from what reads what.
Where a yes and a no together are a yes, that is written out as rules: it needs nothing from an engine but "not known".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

Constant = int | str | bool
Facts = Mapping[str, Constant]
Answer = tuple[list[int], dict[str, Constant]]
"""the numbers of the rules that fired, sorted, and the fields that they set"""
SAID_YES, SAID_NO = "yes:", "no:"
"""before the name of a field: some rule said so; the field itself is set when all have spoken"""


@dataclass(frozen=True)
class Condition:
    """One condition. ``constants``: one, several for ``in``, none for ``is_known`` and ``is_unknown``. Except with
    ``is_unknown``, a field that is not known fulfils nothing."""

    field: str
    operator: str
    constants: tuple[Constant, ...]


@dataclass(frozen=True)
class Rule:
    """A conjunction of tests; without any it always fires. ``number`` is unique in its stage."""

    number: int
    name: str
    tests: tuple[Condition, ...]
    sets: tuple[str, Constant] | None


@dataclass(frozen=True)
class Stage:
    """Rules that are run together. Numbers from ``clauses`` on are rules that only close a field."""

    clauses: int
    strata: tuple[tuple[Rule, ...], ...]

    @property
    def rules(self) -> list[Rule]:
        return [rule for stratum in self.strata for rule in stratum]

    @property
    def set_here(self) -> list[str]:
        """The fields that rules of the stage set, sorted."""
        return sorted({rule.sets[0] for rule in self.rules if rule.sets})

    @property
    def inputs(self) -> list[str]:
        """The fields that rules read and no rule of the stage sets, sorted."""
        return sorted({test.field for rule in self.rules for test in rule.tests} - set(self.set_here))

    @property
    def names(self) -> dict[str, str]:
        """A name for every field that any language takes: a letter and a number."""
        return {f: f"f{n}" for n, f in enumerate([*self.inputs, *self.set_here])}

    def given(self, facts: Facts) -> dict[str, Constant]:
        """The facts that the stage reads."""
        return {field: facts[field] for field in self.inputs if field in facts}

    def answer(self, fired: Iterable[int], sets: Facts) -> Answer:
        """What an engine found, without what only the form needed."""
        shown = {f: v for f, v in sorted(sets.items()) if not f.startswith((SAID_YES, SAID_NO))}
        return sorted(n for n in fired if n < self.clauses), shown


class Engine(Protocol):
    """A comparator, made from the stages. Only ``run`` is timed: from facts in the engine's own form to what it found.
    Putting them into that form before, and reading the answer after, costs nobody anything."""

    def __init__(self, stages: Sequence[Stage]) -> None: ...

    def prepare(self, stage: int, facts: Facts) -> Any:
        """The facts of one profile as the engine takes them."""

    def run(self, stage: int, prepared: Any) -> Any:
        """Evaluate one stage, counted from 0."""

    def read(self, stage: int, found: Any) -> Answer:
        """What ``run`` gave, to be compared."""


def read_stages(path: Path) -> tuple[Stage, ...]:
    return _stages(path, lambda field, constant: constant)


def read_stages_in_numbers(path: Path) -> tuple[Stage, ...]:
    """For comparators over columns: a word is its place among the words of its field, yes is 1 and no is 0."""
    words = json.loads(path.read_text(encoding="utf-8"))["words"]
    return _stages(path, lambda field, held: words[field].index(held) if isinstance(held, str) else int(held))


def _stages(path: Path, value: Callable[[str, Constant], Constant]) -> tuple[Stage, ...]:
    def rule(held: Any) -> Rule:
        tests = [Condition(f, operator, tuple(value(f, c) for c in given)) for f, operator, *given in held["when"]]
        sets = (held["sets"][0], value(*held["sets"])) if held["sets"] else None
        return Rule(held["number"], held["name"], tuple(tests), sets)

    stages = json.loads(path.read_text(encoding="utf-8"))["stages"]
    return tuple(
        Stage(held["clauses"], tuple(tuple(rule(r) for r in stratum) for stratum in held["strata"])) for held in stages
    )
