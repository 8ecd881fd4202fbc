"""durable_rules by its public interface: a host, one fact a field in one batch, a rule that takes what is left over.

Two things it has no form for are done around it: "not known" is a fact of its own, and a field that is closed gets its
value from an action.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from durable.engine import Host, MessageNotHandledException

from ..neutral import Answer, Condition, Constant, Facts, Rule, Stage

PACKAGE = "durable_rules"
ALWAYS, UNKNOWN = "always", "unknown:"
OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "!=": "$neq"}


class Peer:
    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        self.fired: list[int] = []
        self.sets: dict[str, Constant] = {}
        self._host = Host()
        for number, stage in enumerate(stages):
            self._host.set_rulesets({f"stage{number}": self._rules(stage)})

    def prepare(self, stage: int, facts: Facts) -> list[dict[str, Any]]:
        held = self._stages[stage]
        asked = {t.field for r in held.rules for t in r.tests if t.operator == "is_unknown"} - set(held.set_here)
        given = {**held.given(facts), **{UNKNOWN + f: True for f in sorted(asked - set(facts))}, ALWAYS: True}
        return [{"f": name, "v": _plain(value), "sid": "1"} for name, value in given.items()]

    def run(self, stage: int, prepared: list[dict[str, Any]]) -> Any:
        self.fired, self.sets = [], {}
        name = f"stage{stage}"
        state = self._host.assert_facts(name, [dict(fact) for fact in prepared])
        self._host.delete_state(name, "1")
        if state is not None and state.get("exception"):
            raise RuntimeError(state["exception"])
        return self.fired, self.sets

    def read(self, stage: int, found: Any) -> Answer:
        return self._stages[stage].answer(*found)

    def _rules(self, stage: Stage) -> dict[str, Any]:
        rules: dict[str, Any] = {"sink": {"all": [{"m": {"$ex": {"f": 1}}}], "pri": len(stage.strata), "run": _nothing}}
        for number, stratum in enumerate(stage.strata):
            for rule in stratum:
                closing = rule.number >= stage.clauses
                patterns = [[{"f": ALWAYS}]] if closing else _patterns(rule)
                tests = [{"$and": p} if len(p) > 1 else p[0] for p in patterns]
                named = [{"m": tests[0]}] if len(tests) == 1 else [{f"c{n}": p} for n, p in enumerate(tests)]
                run = self._closing(rule) if closing else self._action(rule)
                rules[f"r{rule.number}"] = {"all": named, "pri": number, "run": run}
        return rules

    def _action(self, rule: Rule) -> Callable[[Any], None]:
        def action(c: Any) -> None:
            self.fired.append(rule.number)
            if rule.sets:
                self._set(c, *rule.sets)

        return action

    def _closing(self, rule: Rule) -> Callable[[Any], None]:
        def action(c: Any) -> None:
            known = [(t.field in self.sets) != (t.operator == "is_unknown") for t in rule.tests]
            if all(known) and rule.sets:
                self._set(c, *rule.sets)

        return action

    def _set(self, c: Any, field: str, value: Constant) -> None:
        if field in self.sets:
            return
        self.sets[field] = value
        with suppress(MessageNotHandledException):  # where no rule reads it
            c.assert_fact({"f": field, "v": _plain(value)})


def _nothing(c: Any) -> None:
    pass


def _patterns(rule: Rule) -> list[list[Any]]:
    found: dict[str, list[Any]] = {}
    for test in rule.tests:
        name = UNKNOWN + test.field if test.operator == "is_unknown" else test.field
        found.setdefault(name, [{"f": name}]).extend(_limit(test))
    return list(found.values()) or [[{"f": ALWAYS}]]


def _limit(test: Condition) -> list[Any]:
    values = [_plain(c) for c in test.constants]
    if not values:
        return []
    if test.operator in ("==", "in"):
        return [{"v": values[0]}] if len(values) == 1 else [{"$or": [{"v": v} for v in values]}]
    return [{OPERATORS[test.operator]: {"v": values[0]}}]


def _plain(value: Constant) -> int | str:
    return int(value) if isinstance(value, bool) else value
