"""durable_rules as the forward-chaining engine, through its C functions and with a driver of our own.

One small fact per field, integers and plain text only, one long-lived ruleset per stage, a fixed state that is deleted
after every evaluation. What the engine cannot carry is checked when a plan is compiled, since several of its limits
end in a loop or a wrong answer instead of an error.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

import durable_rules_engine as engine

from ..rulebase.conditions import UNKNOWN_PREFIX, Condition, Constant
from ..rulebase.plan import Clause, ConflictingValuesError, Plan, Stage
from .evaluator import Outcome

MOST_FIELDS = 480
"""512 names at one level give error 303, 513 never return; some room is kept"""
MOST_CONDITIONS_PER_FIELD = 64
"""one fact that fulfils more gives error 303; equal conditions are one, but each list of values counts by itself"""
MOST_PATTERNS = 16
MOST_RULES = 4_096
MOST_RULES_ON_ONE_CONDITION = 256
LARGEST_INTEGER = 2**53
ACCEPTED = (0, 1, 2)
"""return codes: 0 taken up, 1 matched nothing, 2 known already"""
STATE = "1"
ALWAYS = "always"
SINK = "sink"
"""a rule that always fires and is not recorded: deleting a state in which no action ever started frees memory that was
never set and ends the process, so that a stage in which nothing fires must have one"""

_ruleset_numbers = count(1)


class CannotCarryError(Exception):
    """The plan has something that this engine cannot carry; the text names it."""


class Durable:
    """Evaluates a plan with durable_rules. Not for use from several threads at once."""

    name = "durable_rules"

    def __init__(self, plan: Plan) -> None:
        self._stages = [_Ruleset(stage) for stage in plan.stages]

    def stage(self, number: int, facts: Mapping[str, Constant]) -> Outcome:
        return self._stages[number - 1].evaluate(facts)


class _Ruleset:
    def __init__(self, stage: Stage) -> None:
        check_limits(stage)
        self._stage = stage
        self._asserted = frozenset(stage.reads)
        rules = {f"c{clause.index}": _rule(clause) for clause in stage.clauses}
        if rules:
            rules[SINK] = {"all": [{"m": {"$and": [{"f": ALWAYS}, {"v": 1}]}}], "pri": 0}
        name = f"stuurwijzer{next(_ruleset_numbers)}"  # the C library keeps rulesets by name for the whole process
        self._handle = engine.create_ruleset(name, json.dumps(rules)) if rules else None

    def evaluate(self, facts: Mapping[str, Constant]) -> Outcome:
        if self._handle is None:
            return Outcome((), {})
        held = [(name, value) for name, value in facts.items() if name in self._asserted]
        held += [(f"{UNKNOWN_PREFIX}{name}", True) for name in self._stage.asks_unknown if name not in facts]
        fired: list[int] = []
        sets: dict[str, Constant] = {}
        waiting: dict[str, bool] = {}
        state = None
        for name, value in (*sorted(held), (ALWAYS, True)):
            state = _assert(self._handle, name, value)
        try:
            message = self._next(state)
            while message:
                name = next(iter(json.loads(message)))
                if name != SINK:
                    self._fire(self._stage.clauses[int(name[1:])], fired, sets, waiting)
                message = engine.complete_and_start_action(self._handle, state)
                while message is None and waiting:
                    self._close(waiting)
                    message = self._next(state)
        finally:
            engine.delete_state(self._handle, STATE)
        return Outcome(tuple(sorted(fired)), sets)

    def _fire(self, clause: Clause, fired: list[int], sets: dict[str, Constant], waiting: dict[str, bool]) -> None:
        fired.append(clause.index)
        if len(fired) > len(self._stage.clauses):
            raise CannotCarryError("more firings than clauses")
        if clause.sets and clause.sets[0] in self._stage.merged:
            field, value = clause.sets
            waiting[field] = sets[field] = waiting.get(field, False) or bool(value)
        elif clause.sets:
            self._set(clause.sets, sets)

    def _next(self, state: Any) -> str | None:
        found = engine.start_action_for_state(self._handle, state)  # None when nothing is left to fire
        return found[1] if found else None

    def _close(self, waiting: dict[str, bool]) -> None:
        """Nothing fires any more: the merged fields of the lowest stratum have their value and are asserted."""
        lowest = min(self._stage.merged[field] for field in waiting)
        for field in sorted(f for f in waiting if self._stage.merged[f] == lowest):
            _assert(self._handle, field, waiting.pop(field))

    def _set(self, pair: tuple[str, Constant], sets: dict[str, Constant]) -> None:
        field, value = pair
        if field in sets:
            if sets[field] != value:
                setters = (c.rule.id for c in self._stage.clauses if c.sets and c.sets[0] == field)
                raise ConflictingValuesError(field, tuple(setters))
            return
        sets[field] = value
        _assert(self._handle, field, value)


def _assert(handle: Any, name: str, value: Constant) -> Any:
    """Assert one fact; gives the engine's reference to the state."""
    code, state = engine.assert_fact(handle, json.dumps({"f": name, "v": _plain(value), "sid": STATE}))
    if code not in ACCEPTED:
        raise CannotCarryError(f"assert_fact of {name} gave {code}")
    return state


def _plain(value: Constant) -> int | str:
    return int(value) if isinstance(value, bool) else value


def _rule(clause: Clause) -> dict[str, Any]:
    patterns = [_pattern(field, conditions) for field, conditions in _by_field(clause).items()]
    patterns = patterns or [{"$and": [{"f": ALWAYS}, {"v": 1}]}]
    named = [{"m": patterns[0]}] if len(patterns) == 1 else [{f"c{i}": p} for i, p in enumerate(patterns)]
    return {"all": named, "pri": clause.stratum}


def _by_field(clause: Clause) -> dict[str, list[Condition]]:
    """Conditions on one field become one pattern, since a pattern matches one fact."""
    grouped: dict[str, list[Condition]] = {}
    for condition in clause.conditions:
        name = f"{UNKNOWN_PREFIX}{condition.field}" if condition.operator == "is_unknown" else condition.field
        grouped.setdefault(name, []).append(condition)
    return grouped


def _pattern(field: str, conditions: Iterable[Condition]) -> dict[str, Any]:
    tests: list[dict[str, Any]] = [{"f": field}]
    for condition in conditions:
        constant: Any = condition.constant
        match condition.operator:
            case "is_known" | "is_unknown":
                continue
            case "==":
                tests.append({"v": _plain(constant)})
            case "in":
                alternatives = [{"v": _plain(c)} for c in constant]
                tests.append(alternatives[0] if len(alternatives) == 1 else {"$or": alternatives})
            case operator:
                tests.append({_OPERATORS[operator]: {"v": _plain(constant)}})
    return {"$and": tests} if len(tests) > 1 else tests[0]


_OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "!=": "$neq"}


def check_limits(stage: Stage) -> None:
    """Raise CannotCarryError when the stage is beyond what the engine carries."""
    names = {ALWAYS, *stage.reads, *(f"{UNKNOWN_PREFIX}{field}" for field in stage.asks_unknown)}
    if len(names) > MOST_FIELDS:
        raise CannotCarryError(f"{len(names)} fields in one stage; {MOST_FIELDS} at most")
    if len(stage.clauses) > MOST_RULES:
        raise CannotCarryError(f"{len(stage.clauses)} clauses in one stage; {MOST_RULES} at most")
    hashes: dict[int, str] = {}
    for name in sorted(names):
        other = hashes.setdefault(fnv(name), name)
        if other != name:
            raise CannotCarryError(f"{name} and {other} have the same identity for the engine")
    patterns: dict[str, set[str]] = {}
    uses: dict[str, int] = {}
    for clause in stage.clauses:
        grouped = _by_field(clause)
        if len(grouped) > MOST_PATTERNS:
            raise CannotCarryError(f"{clause.name} reads {len(grouped)} fields; {MOST_PATTERNS} at most")
        for field, conditions in grouped.items():
            for condition in conditions:
                constants = condition.constant if isinstance(condition.constant, tuple) else (condition.constant,)
                if any(isinstance(c, int) and abs(c) > LARGEST_INTEGER for c in constants):
                    raise CannotCarryError(f"{clause.name} has a number beyond {LARGEST_INTEGER}")
            text = json.dumps(_pattern(field, conditions), sort_keys=True)
            apart = any(isinstance(c.constant, tuple) and len(c.constant) > 1 for c in conditions)
            patterns.setdefault(field, set()).add(f"{clause.index} {text}" if apart else text)
            uses[text] = uses.get(text, 0) + 1
    for field, distinct in patterns.items():
        if len(distinct) > MOST_CONDITIONS_PER_FIELD:
            raise CannotCarryError(
                f"{field} has {len(distinct)} distinct conditions; {MOST_CONDITIONS_PER_FIELD} at most"
            )
    for text, number in uses.items():
        if number > MOST_RULES_ON_ONE_CONDITION:
            raise CannotCarryError(f"{number} rules on the condition {text}; {MOST_RULES_ON_ONE_CONDITION} at most")


def fnv(text: str) -> int:
    """The 32-bit FNV-1a hash by which the engine tells names apart."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value
