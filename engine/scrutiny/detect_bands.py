"""Bands: rules that sort one number into the values of one field. Together they cover it, and none twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from ..rulebase.conditions import ORDERED, Condition, Constant
from ..rulebase.plan import Clause, Plan
from .detect_conditions import contradiction
from .diagnostic import Diagnostic, Place
from .domains import domain_of
from .material import Material
from .witness import Profile


@dataclass(frozen=True)
class Band:
    """One rule of a band: the value that it sets, and its conditions on the number."""

    clause: Clause
    value: Constant
    conditions: tuple[Condition, ...]


def detect_band_faults(material: Material) -> Iterator[Diagnostic]:
    """A number that no band takes, between two that do, and one that two bands sort differently.

    Bands are rules that set one field to different values, look at one number, and share all their other conditions.
    A swapped comparison shows itself as one or the other.
    """
    for (name, number, _), bands in _grouped(material.plan).items():
        if len({band.value for band in bands}) < 2:
            continue
        held = [c for band in bands for c in band.conditions]
        domain = domain_of(material.plan.vocabulary[number], held)
        covered = [set.intersection(*(set(domain.where(c)) for c in band.conditions)) for band in bands]
        taken = [value for value in domain.values if any(value in values for values in covered)]
        for value in domain.values:
            if taken and _between(taken[0], value, taken[-1]) and value not in taken:
                below, above = _neighbours(value, domain.values, covered, bands)
                yield _fault("band_hole", material, number, value, (below, above))
        for one, other in combinations(range(len(bands)), 2):
            both = [value for value in domain.values if value in covered[one] & covered[other]]
            merged = material.plan.vocabulary[name].true_wins
            if both and bands[one].value != bands[other].value and not merged:
                yield _fault("band_overlap", material, number, both[0], (bands[one], bands[other]))


def _between(low: Constant, value: Constant, high: Constant) -> bool:
    return isinstance(low, int) and isinstance(value, int) and isinstance(high, int) and low < value < high


def _grouped(plan: Plan) -> dict[tuple[str, str, frozenset[str]], list[Band]]:
    groups: dict[tuple[str, str, frozenset[str]], list[Band]] = {}
    for clause in (c for stage in plan.stages for c in stage.clauses):
        if clause.sets is None or contradiction(plan, clause.conditions):
            continue
        name, value = clause.sets
        for number in dict.fromkeys(c.field for c in clause.conditions if plan.vocabulary[c.field].kind in ORDERED):
            mine = tuple(c for c in clause.conditions if c.field == number and c.operator not in ("is_unknown",))
            rest = frozenset(c.text for c in clause.conditions if c.field != number)
            if mine:
                groups.setdefault((name, number, rest), []).append(Band(clause, value, mine))
    return groups


def _neighbours(
    value: Constant, values: tuple[Constant, ...], covered: list[set[Constant]], bands: list[Band]
) -> tuple[Band, Band]:
    """The band that ends below a hole and the one that begins above it."""
    at = values.index(value)
    below = next(v for v in reversed(values[:at]) if any(v in held for held in covered))
    above = next(v for v in values[at + 1 :] if any(v in held for held in covered))
    first, second = (next(b for b, held in zip(bands, covered, strict=True) if v in held) for v in (below, above))
    return first, second


def _fault(code: str, material: Material, number: str, value: Constant, bands: tuple[Band, Band]) -> Diagnostic:
    places: tuple[Place, ...] = tuple(material.condition(b.clause.rule, b.conditions[0]) for b in bands)
    assert bands[0].clause.sets
    name = bands[0].clause.sets[0]
    values = {
        "field": name,
        "number": number,
        "value": str(value),
        "one": bands[0].clause.rule.id,
        "other": bands[1].clause.rule.id,
    }
    witness = _witness(material.plan, bands[0], number, value)
    return Diagnostic(code, f"{name} by {number} at {value}", places, values, "proved", witness)


def _witness(plan: Plan, band: Band, number: str, value: Constant) -> Profile | None:
    """The number, and what the conditions that the bands share ask; None where these read what rules set."""
    facts = {number: value}
    for name in dict.fromkeys(c.field for c in band.clause.conditions if c.field != number):
        if plan.vocabulary[name].owner in ("classified", "chosen"):
            return None
        held = [c for c in band.clause.conditions if c.field == name]
        if all(c.operator != "is_unknown" for c in held):
            domain = domain_of(plan.vocabulary[name], held)
            facts[name] = next(v for v in domain.values if all(v in domain.where(c) for c in held))
    return Profile(facts)
