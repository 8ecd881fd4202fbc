"""Strata: a rule reads only fields that lower strata have closed."""

from collections.abc import Mapping, Sequence

from .conditions import Condition
from .model import Classify, Rule


class CycleError(Exception):
    """A derived field depends on itself: ``rule`` reads ``field``, which is set no earlier."""

    def __init__(self, rule: str, field: str) -> None:
        super().__init__(f"{rule} reads {field}")
        self.rule, self.field = rule, field


def strata_of(rules: Sequence[Rule], conditions: Mapping[str, tuple[Condition, ...]]) -> dict[str, int]:
    """The stratum of each rule: 0 when it reads the profile only, else one more than the fields it reads.

    Rules that set nothing come after all classification. Raises CycleError.
    """
    setters: dict[str, list[Classify]] = {}
    for rule in rules:
        if isinstance(rule, Classify):
            setters.setdefault(next(iter(rule.sets)), []).append(rule)
    closed: dict[str, int] = {}
    strata: dict[str, int] = {}

    def close(field: str, reader: str, open_fields: tuple[str, ...]) -> int:
        if field in open_fields:
            raise CycleError(reader, field)
        if field not in closed:
            closed[field] = 1 + max(stratum(setter, (*open_fields, field)) for setter in setters[field])
        return closed[field]

    def stratum(rule: Rule, open_fields: tuple[str, ...]) -> int:
        if rule.id not in strata:
            read = [c.field for c in conditions[rule.id] if c.field in setters]
            strata[rule.id] = max((close(field, rule.id, open_fields) for field in read), default=0)
        return strata[rule.id]

    for rule in rules:
        if isinstance(rule, Classify):
            stratum(rule, (next(iter(rule.sets)),))
            close(next(iter(rule.sets)), rule.id, ())
    top = max(closed.values(), default=0)
    return {rule.id: stratum(rule, ()) if isinstance(rule, Classify) else top for rule in rules}
