"""Faults within one rule: conditions that cannot hold together, and conditions that add nothing."""

from collections.abc import Iterator, Sequence

from ..rulebase.conditions import Condition
from ..rulebase.plan import Clause, Plan
from .diagnostic import Diagnostic, Values
from .domains import Domain, domain_of
from .material import Material

NEVER = {"fires": "conditions_contradict", "met": "precondition_never_met", "unmet": "precondition_never_unmet"}


def detect_contradictions(material: Material) -> Iterator[Diagnostic]:
    """Two conditions of one rule on one field that no value satisfies both."""
    for plan, clause in material.clauses:
        pair = contradiction(plan, clause.conditions)
        if pair is None or (clause.role != "fires" and _own_contradiction(plan, clause, material)):
            continue
        places = tuple(material.condition(clause.rule, condition) for condition in pair)
        values = {"rule": clause.rule.id, "one": pair[0].text, "other": pair[1].text}
        yield Diagnostic(NEVER[clause.role], clause.rule.id, places, values, "proved")


def contradiction(plan: Plan, conditions: Sequence[Condition]) -> tuple[Condition, Condition] | None:
    """Two conditions that rule each other out, or the last of more that do so together; None when all can hold."""
    for name in dict.fromkeys(c.field for c in conditions):
        held = [c for c in conditions if c.field == name]
        domain = domain_of(plan.vocabulary[name], held)
        for at, one in enumerate(held):
            for other in held[at:]:
                if _impossible(domain, (one, other)):
                    return one, other
        if _impossible(domain, held):
            return held[0], held[-1]
    return None


def _own_contradiction(plan: Plan, clause: Clause, material: Material) -> bool:
    """Whether the rule never applies at all: its met and unmet say nothing more then."""
    other = next(c for p, c in material.clauses if c.rule.id == clause.rule.id and c.role == "fires")
    return contradiction(plan, other.conditions) is not None


def _impossible(domain: Domain, conditions: Sequence[Condition]) -> bool:
    unknown = [c.operator == "is_unknown" for c in conditions]
    if all(unknown):
        return not domain.may_be_unknown
    return any(unknown) or not set.intersection(*(set(domain.where(c)) for c in conditions))


def detect_needless_conditions(material: Material) -> Iterator[Diagnostic]:
    """A condition that the other conditions of the rule on that field imply, or that holds of everything."""
    for plan, clause in material.clauses:
        if clause.role != "fires" or contradiction(plan, clause.conditions):
            continue
        for condition in clause.conditions:
            others = [c for c in clause.conditions if c.field == condition.field and c is not condition]
            domain = domain_of(plan.vocabulary[condition.field], [condition, *others])
            by = _implied_by(domain, condition, others)
            if by is not None:
                places = tuple(material.condition(clause.rule, c) for c in (condition, *by))
                values: Values = {"rule": clause.rule.id, "condition": condition.text, "by": tuple(c.text for c in by)}
                yield Diagnostic("condition_needless", f"{clause.rule.id}: {condition.text}", places, values, "proved")


def _implied_by(domain: Domain, condition: Condition, others: Sequence[Condition]) -> tuple[Condition, ...] | None:
    """The conditions that imply this one; none of them where every segment satisfies it; None where nothing does."""
    if condition.operator == "is_unknown":
        return None
    holds = set(domain.where(condition))
    if not domain.may_be_unknown and holds == set(domain.values):
        return ()
    for other in others:
        allowed = set(domain.where(other))
        # of two that say the same, the second is needless
        if other.operator != "is_unknown" and allowed <= holds and (allowed < holds or other.text <= condition.text):
            return (other,)
    return None
