"""Single changes of a rule: each is a fault that somebody could make, and that some case should notice.

Left out on purpose: ``<`` for ``<=`` (the same as a threshold moved by one unit), strength and wording (no source gives
them a meaning that a case could hold), and what only moves a rule to another file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from ..facts import Field
from ..knowledge.library import Library
from ..rulebase import Rulebase
from ..rulebase.conditions import ORDERED, Condition
from ..rulebase.model import Argue, Classify, Exclude, Require, Rule
from ..rulebase.plan import Role

Change = Literal[
    "removed",
    "condition_dropped",
    "comparison_turned",
    "threshold_lower",
    "threshold_higher",
    "other_value",
    "direction_turned",
    "other_option",
    "other_result",
    "met_for_unmet",
]
CHANGES: tuple[Change, ...] = get_args(Change)
TURNED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==", "is_known": "is_unknown"}
TURNED |= {"is_unknown": "is_known"}
Groups = Mapping[Role, tuple[Condition, ...]]


@dataclass(frozen=True)
class Mutant:
    """One changed rule. ``rule`` is None when it is gone; ``detail`` is what was changed, for a list of survivors."""

    of: str
    change: Change
    detail: str
    rule: Rule | None
    groups: Groups


def mutants_of(rule: Rule, base: Rulebase, groups: Groups) -> Iterator[Mutant]:
    """Every single change of a rule; ``groups``: its conditions on the day, by role."""
    yield Mutant(rule.id, "removed", "", None, {})
    fields = base.vocabulary
    seen: set[tuple[object, ...]] = set()
    for role, conditions in groups.items():
        for place, condition in enumerate(conditions):
            # The conditions of ``when`` stand in every group of a require rule and are changed in all at once.
            shared = role != "fires" and condition in groups["fires"]
            if shared:
                continue
            for change, detail, instead in _changed(condition, fields[condition.field]):
                held = {
                    other: _replaced(group, condition, instead) if role in (other, "fires") else group
                    for other, group in groups.items()
                }
                key = (change, role, place, detail)
                if key not in seen:
                    seen.add(key)
                    yield Mutant(rule.id, change, detail, rule, held)
    yield from _other_effects(rule, base.library, fields, groups)


def _replaced(group: tuple[Condition, ...], condition: Condition, instead: Condition | None) -> tuple[Condition, ...]:
    return tuple(c if c != condition else instead for c in group if c != condition or instead is not None)  # type: ignore[misc]  # None only where it is filtered out


def _changed(condition: Condition, field: Field) -> Iterator[tuple[Change, str, Condition | None]]:
    yield "condition_dropped", condition.text, None
    if condition.operator in TURNED:
        yield "comparison_turned", condition.text, _with(condition, operator=TURNED[condition.operator])
    value = condition.constant
    if field.kind in ORDERED and isinstance(value, int):
        yield "threshold_lower", condition.text, _with(condition, constant=value - 1)
        yield "threshold_higher", condition.text, _with(condition, constant=value + 1)
    elif field.kind == "enum" and isinstance(value, str) and condition.operator == "==":
        yield "other_value", condition.text, _with(condition, constant=_next(value, field.members))
    elif isinstance(value, tuple):
        for member in value:
            left = tuple(one for one in value if one != member)
            yield "other_value", f"{condition.text} without {member}", _with(condition, constant=left)


def _with(condition: Condition, **changed: object) -> Condition:
    held = {"operator": condition.operator, "constant": condition.constant} | changed
    return Condition(condition.field, held["operator"], held["constant"], None, condition.text)  # type: ignore[arg-type]  # the two keys above


def _next(value: str, members: tuple[str, ...]) -> str:
    return members[(members.index(value) + 1) % len(members)]


def _other_effects(rule: Rule, library: Library, fields: Mapping[str, Field], groups: Groups) -> Iterator[Mutant]:
    def made(change: Change, detail: str, **update: object) -> Mutant:
        return Mutant(rule.id, change, detail, rule.model_copy(update=update), groups)

    if isinstance(rule, Argue):
        turned = "against" if rule.direction == "for" else "for"
        yield made("direction_turned", turned, direction=turned)
    if isinstance(rule, Argue | Exclude | Require):
        other = _sibling(rule.option, library)
        if other is not None:
            yield made("other_option", other, option=other)
    if isinstance(rule, Classify):
        ((name, value),) = rule.sets.items()
        result = (not value) if isinstance(value, bool) else _next(str(value), fields[name].members)
        yield made("other_result", str(result).lower(), sets={name: result})
    if isinstance(rule, Require) and "unmet" in groups:
        swapped: Groups = {"fires": groups["fires"], "met": groups["unmet"], "unmet": groups["met"]}
        yield Mutant(rule.id, "met_for_unmet", "", rule, swapped)


def _sibling(code: str, library: Library) -> str | None:
    """Another option of the same instrument that the rule is not about; None for the whole instrument."""
    instrument = code.partition(".")[0]
    mine = library.options.expand(code)
    others = [one for one in library.options.of(instrument) if one not in mine]
    return others[0] if others else None
