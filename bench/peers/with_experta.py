"""experta: one fact holds the profile, each field that rules set is a fact of its own, strata are saliences.

That an answer is not known is said in the fact: with NOT on a field of the profile a rule kept firing that should not
have, now and then and with some hash seeds only.
"""

from __future__ import annotations

import collections
import collections.abc
from collections.abc import Callable, Sequence
from typing import Any

vars(collections)["Mapping"] = collections.abc.Mapping  # what frozendict 1.2, which it pins, needs since Python 3.10

import experta  # noqa: E402

from ..neutral import Answer, Condition, Constant, Facts, Rule, Stage  # noqa: E402

PACKAGE = "experta"
UNKNOWN = "unknown_"


class Profile(experta.Fact):  # type: ignore[misc]  # without types
    pass


class Derived(experta.Fact):  # type: ignore[misc]  # as above
    pass


class Peer:
    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        self._engines = [_engine(stage) for stage in stages]

    def prepare(self, stage: int, facts: Facts) -> Profile:
        held, names = self._stages[stage], self._stages[stage].names
        asked = {t.field for r in held.rules for t in r.tests if t.operator == "is_unknown"} - set(held.set_here)
        unknown = {UNKNOWN + names[field]: True for field in sorted(asked - set(facts))}
        return Profile(**{names[n]: v for n, v in held.given(facts).items()}, **unknown)

    def run(self, stage: int, prepared: Profile) -> Any:
        engine = self._engines[stage]
        engine.fired, engine.sets = [], {}
        engine.reset()
        engine.declare(prepared)
        engine.run()
        return engine.fired, engine.sets

    def read(self, stage: int, found: Any) -> Answer:
        return self._stages[stage].answer(*found)


def _engine(stage: Stage) -> Any:
    rules = {
        f"r{rule.number}": experta.Rule(*_patterns(rule, stage), salience=-number)(_action(rule, stage.names))
        for number, stratum in enumerate(stage.strata)
        for rule in stratum
    }
    return type("Rules", (experta.KnowledgeEngine,), rules)()


def _action(rule: Rule, names: dict[str, str]) -> Callable[[Any], None]:
    def action(self: Any) -> None:
        self.fired.append(rule.number)
        if rule.sets and rule.sets[0] not in self.sets:
            field, value = rule.sets
            self.sets[field] = value
            self.declare(Derived(**{names[field]: value}))

    return action


def _patterns(rule: Rule, stage: Stage) -> list[Any]:
    set_here, names = set(stage.set_here), stage.names
    by_field: dict[str, list[Condition]] = {}
    unknown, not_set = {}, []
    for test in rule.tests:
        if test.operator != "is_unknown":
            by_field.setdefault(test.field, []).append(test)
        elif test.field in set_here:
            not_set.append(experta.NOT(Derived(**{names[test.field]: experta.W()})))
        else:
            unknown[UNKNOWN + names[test.field]] = True
    given = {names[f]: experta.P(_holds(tests)) for f, tests in by_field.items() if f not in set_here}
    derived = [Derived(**{names[f]: experta.P(_holds(tests))}) for f, tests in by_field.items() if f in set_here]
    profile = {**given, **unknown}
    return [*([Profile(**profile)] if profile else []), *derived, *not_set]


def _holds(tests: Sequence[Condition]) -> Callable[[Constant], bool]:
    return lambda value: all(_compare(test, value) for test in tests)


def _compare(test: Condition, value: Any) -> bool:
    match test.operator:
        case "is_known":
            return True
        case "in":
            return value in test.constants
        case "==":
            return bool(value == test.constants[0])
        case "!=":
            return bool(value != test.constants[0])
        case "<":
            return bool(value < test.constants[0])
        case "<=":
            return bool(value <= test.constants[0])
        case ">":
            return bool(value > test.constants[0])
        case _:
            return bool(value >= test.constants[0])
