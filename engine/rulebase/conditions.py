"""Conditions: ``field operator constant``. No arithmetic, no comparison of fields, no free "or"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from ..facts import Field, Kind, Vocabulary
from ..knowledge.parameters import amount
from ..reading.validation import nearest

Constant = int | str | bool
ORDERED: frozenset[Kind] = frozenset({"count", "money", "share", "ratio", "date"})
ANY: frozenset[Kind] = ORDERED | {"bool", "enum"}


@dataclass(frozen=True)
class Operator:
    """``holds`` is asked only when the field is known: every operator on an absent field is false."""

    name: str
    kinds: frozenset[Kind]
    constants: int
    """how many constants it takes; -1: a list"""
    holds: Callable[[Any, Any], bool]


OPERATORS: Mapping[str, Operator] = {
    o.name: o
    for o in (
        Operator("<", ORDERED, 1, lambda v, c: v < c),
        Operator("<=", ORDERED, 1, lambda v, c: v <= c),
        Operator(">", ORDERED, 1, lambda v, c: v > c),
        Operator(">=", ORDERED, 1, lambda v, c: v >= c),
        Operator("==", ANY, 1, lambda v, c: v == c),
        Operator("!=", ANY, 1, lambda v, c: v != c),
        Operator("in", frozenset({"enum", "count"}), -1, lambda v, c: v in c),
        Operator("is_known", ANY, 0, lambda v, c: True),
        Operator("is_unknown", ANY, 0, lambda v, c: False),
    )
}
UNKNOWN_PREFIX = "unknown:"
"""a positive fact that says that a field of the profile is not known"""


@dataclass(frozen=True)
class Condition:
    """One condition. ``constant``: a value, a tuple for ``in``, None without one; ``parameter``: its id, unresolved."""

    field: str
    operator: str
    constant: Constant | tuple[Constant, ...] | None
    parameter: str | None
    text: str

    def holds(self, facts: Mapping[str, Constant]) -> bool:
        value = facts.get(self.field)
        if self.operator == "is_unknown":
            return value is None
        return value is not None and OPERATORS[self.operator].holds(value, self.constant)


class ConditionError(Exception):
    """A condition that cannot be read: a code of the catalogue, with its values."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def parse_condition(text: str, vocabulary: Vocabulary, parameters: Mapping[str, Any]) -> Condition | None:
    """Read one condition; None for ``always``. Raises ConditionError."""
    words = text.split(None, 2)
    if words == ["always"]:
        return None
    if len(words) < 2:
        raise ConditionError("condition_not_read", found=text)
    name, operator_name = words[0], words[1]
    field = vocabulary.get(name)
    if field is None:
        raise ConditionError("unknown_field", found=name, near=nearest(name, list(vocabulary)))
    operator = OPERATORS.get(operator_name)
    if operator is None:
        raise ConditionError("unknown_operator", found=operator_name, expected=" ".join(OPERATORS))
    if field.kind not in operator.kinds:
        raise ConditionError("operator_not_for_kind", found=operator_name, kind=field.kind, field=name)
    rest = words[2] if len(words) == 3 else ""
    if bool(rest) == (operator.constants == 0):
        raise ConditionError("condition_not_read", found=text)
    if operator.constants == 0:
        return Condition(name, operator_name, None, None, text)
    if rest.startswith("param:"):
        return _with_parameter(field, operator, rest.removeprefix("param:"), parameters, text)
    if operator.constants == 1:
        return Condition(name, operator_name, constant_of(field, rest), None, text)
    if not (rest.startswith("[") and rest.endswith("]")):
        raise ConditionError("list_expected", found=rest)
    members = tuple(constant_of(field, part.strip()) for part in rest[1:-1].split(","))
    return Condition(name, operator_name, members, None, text)


def _with_parameter(field: Field, operator: Operator, name: str, parameters: Mapping[str, Any], text: str) -> Condition:
    if name not in parameters:
        raise ConditionError("unknown_parameter", found=name, near=nearest(name, list(parameters)))
    if parameters[name].quantity != field.kind or operator.constants != 1:
        raise ConditionError("parameter_of_other_kind", found=name, kind=field.kind)
    return Condition(field.name, operator.name, None, name, text)


def constant_of(field: Field, text: str) -> Constant:
    """A constant as the field's kind is held: cents, basis points, a day as a number. Raises ConditionError."""
    if field.kind == "bool":
        if text not in ("true", "false"):
            raise ConditionError("constant_not_fitting", found=text, expected="true, false", near="")
        return text == "true"
    if field.kind == "enum":
        if text not in field.members:
            expected = ", ".join(field.members)
            raise ConditionError(
                "constant_not_fitting", found=text, expected=expected, near=nearest(text, list(field.members))
            )
        return text
    try:
        return amount(field.kind, text)
    except (PydanticCustomError, ValueError):
        raise ConditionError("constant_not_fitting", found=text, expected=field.kind, near="") from None
