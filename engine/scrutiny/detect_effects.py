"""Effects that come to nothing, and effects that hang on the order in which rules are read. Read off the files."""

from collections.abc import Iterator
from itertools import combinations

from ..knowledge.library import Library
from ..rulebase.check import stage_of
from ..rulebase.model import Advise, Classify, Cohere, Exclude, PilotTerms, Require, Rule
from .diagnostic import Diagnostic, Values
from .material import Material

FIRST_SAYS = ("class_", "label", "question", "owner")
"""what the first of several rules says of a precondition that they all state"""


def detect_never_in_force(material: Material) -> Iterator[Diagnostic]:
    """A rule that is in force on no day at all: its period, its sources and its parameters never meet."""
    for held in material.base.located:
        if held.rule.id not in material.rules_ever:
            places = (material.rule(held.rule.id), *(material.passage(name) for name in held.rule.passages))
            yield Diagnostic("rule_never_in_force", held.rule.id, places, {"rule": held.rule.id}, "proved")


def detect_pairs_never_applied(material: Material) -> Iterator[Diagnostic]:
    """A pair of options of which neither is known when the other is decided."""
    for held in material.base.located:
        rule = held.rule
        if isinstance(rule, Exclude | Cohere) and never_applied(rule, material.base.library):
            places = (material.rule(rule.id, "option"), material.rule(rule.id, "with_option"))
            values = {"rule": rule.id, "one": rule.option, "other": rule.with_option or ""}
            yield Diagnostic("pair_never_applied", rule.id, places, values, "proved")


def never_applied(rule: Rule, library: Library) -> bool:
    """Whether a rule about a pair works in a stage in which that pair cannot be known to be chosen."""
    if not isinstance(rule, Exclude | Cohere) or rule.with_option is None:
        return False
    instruments = library.options.instruments
    order = list(instruments)
    names = [code.partition(".")[0] for code in (rule.option, rule.with_option)]
    first, second = sorted(names, key=lambda name: (instruments[name].stage, order.index(name)))
    known = first != second and not instruments[first].multi
    return not known or instruments[second].stage != stage_of(rule, library)


def detect_idle_fields(material: Material) -> Iterator[Diagnostic]:
    """A field that rules read and none sets, and one that rules set and none reads."""
    setting: dict[str, str] = {}
    reading: dict[str, str] = {}
    for _, clause in material.clauses:
        if isinstance(clause.rule, Classify):
            setting.setdefault(next(iter(clause.rule.sets)), clause.rule.id)
        for condition in clause.conditions:
            reading.setdefault(condition.field, clause.rule.id)
    for name, field in material.base.vocabulary.items():
        if field.owner != "classified":
            continue
        place = material.field(name)
        if name not in setting:
            by = (material.rule(reading[name]),) if name in reading else ()
            yield Diagnostic("field_never_set", name, (place, *by), {"field": name})
        elif name not in reading:
            yield Diagnostic("field_never_read", name, (place, material.rule(setting[name])), {"field": name})


def detect_order(material: Material) -> Iterator[Diagnostic]:
    """Rules of which the first one read decides: two that state one precondition, or one shared pilot, differently."""
    options = material.base.library.options
    stated: dict[tuple[str, str], list[Require]] = {}
    shared: dict[str, list[tuple[str, PilotTerms]]] = {}
    for rule in (held.rule for held in material.base.located):
        if isinstance(rule, Require):
            for code in options.expand(rule.option):
                stated.setdefault((code, rule.precondition), []).append(rule)
        elif isinstance(rule, Advise) and rule.pilot is not None:
            shared.setdefault(rule.pilot.shared, []).append((rule.id, rule.pilot))
    pairs: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
    for (_, name), rules in stated.items():
        for one, other in combinations(rules, 2):
            differ = tuple(key for key in FIRST_SAYS if getattr(one, key) != getattr(other, key))
            if differ:
                pairs[one.id, other.id] = name, tuple(key.rstrip("_") for key in differ)
    for name, held in shared.items():
        for (one_id, terms), (other_id, others) in combinations(held, 2):
            differ = tuple(key for key in PilotTerms.model_fields if getattr(terms, key) != getattr(others, key))
            if differ:
                pairs[one_id, other_id] = name, differ
    for (first, second), (name, differ) in pairs.items():
        values: Values = {"one": first, "other": second, "name": name, "differ": differ}
        yield Diagnostic("order_matters", f"{first} + {second}", (material.rule(first), material.rule(second)), values)
