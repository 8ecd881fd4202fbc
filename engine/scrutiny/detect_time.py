"""Faults of time: periods that leave a day uncovered or cover one twice, law that has ended, and old checks."""

from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from ..rulebase.check import options_of
from ..rulebase.model import Advise, Argue, Classify, Require, Rule
from ..rulebase.sureness import parameters_of
from .diagnostic import Diagnostic, Values
from .material import Material

DAY = timedelta(days=1)


def detect_period_faults(material: Material) -> Iterator[Diagnostic]:
    """Two versions of one rule with days between them on which neither holds, or days on which both do.

    Versions of one rule speak of the same thing under the same conditions, and the earlier one ends.
    """
    versions: dict[Hashable, list[Rule]] = {}
    for held in material.base.located:
        if held.rule.valid_from or held.rule.valid_until:
            versions.setdefault(_about(held.rule), []).append(held.rule)
    for rules in versions.values():
        ordered = sorted(rules, key=lambda rule: (rule.valid_from or date.min, rule.valid_until or date.max))
        for one, other in pairwise(ordered):
            end, start = one.valid_until, other.valid_from
            if end is None or start is None or one.hinges_on != other.hinges_on:
                continue
            code = "validity_gap" if start > end + DAY else "validity_overlap" if start <= end else ""
            if code:
                places = (material.rule(one.id, "valid_until"), material.rule(other.id, "valid_from"))
                values = {"one": one.id, "other": other.id, "end": end.isoformat(), "start": start.isoformat()}
                yield Diagnostic(code, f"{one.id} + {other.id}", places, values)


def _about(rule: Rule) -> Hashable:
    match rule:
        case Classify():
            what: Hashable = next(iter(rule.sets))
        case Advise():
            what = rule.what, rule.instrument
        case Argue():
            what = rule.claim, rule.direction
        case Require():
            what = rule.precondition
        case _:
            what = ()
    return rule.kind, what, options_of(rule), frozenset(rule.when)


def detect_parameter_gaps(material: Material) -> Iterator[Diagnostic]:
    """A parameter that loses its value for a while, and a rule that begins before its parameter has one."""
    parameters = material.base.library.parameters
    for name, parameter in parameters.items():
        days = sorted(parameter.values)
        known = [day for day in days if parameter.values[day] is not None]
        for day in (d for d in days if known and d > known[0] and parameter.values[d] is None):
            yield Diagnostic("parameter_gap", f"{name} from {day}", (material.parameter(name),), _gap(name, day))
    for held in material.base.located:
        start = held.rule.valid_from
        for name in sorted(parameters_of(held.rule)):
            known = [day for day, value in parameters[name].values.items() if value is not None]
            if start is not None and known and start < min(known):
                places = (material.rule(held.rule.id, "valid_from"), material.parameter(name))
                yield Diagnostic("parameter_gap", f"{held.rule.id}: {name}", places, _gap(name, start))


def _gap(name: str, day: date) -> Values:
    return {"parameter": name, "day": day.isoformat()}


def detect_stale(material: Material, days: int) -> Iterator[Diagnostic]:
    """A rule in force that was held against its source longer ago than this, on the day that is asked about."""
    for rule in material.plan.rules:
        age = (material.as_of - rule.checked).days
        if age > days:
            values = {"rule": rule.id, "checked": rule.checked.isoformat(), "age": str(age)}
            yield Diagnostic("rule_stale", rule.id, (material.rule(rule.id, "checked"),), values)


def detect_expired_law(material: Material) -> Iterator[Diagnostic]:
    """A rule in force that cites law which has ended. The rule is at fault where it cites no other law."""
    library, day = material.base.library, material.as_of.isoformat()
    for rule in material.plan.rules:
        law = [p for p in rule.passages if p not in library.evidence.records and library.passages[p].state is not None]
        ends = {name: library.passages[name].valid_until for name in law}
        ended = {name: end for name, end in ends.items() if end is not None and end < day}
        code = "law_expired" if len(ended) == len(law) else "law_partly_expired"
        for name, end in ended.items():
            places = (material.rule(rule.id, "passages"), material.passage(name))
            yield Diagnostic(code, f"{rule.id}: {name}", places, {"rule": rule.id, "passage": name, "end": end})
