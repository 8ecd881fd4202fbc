"""What a fired rule says, as short statements that a case can expect.

A statement names the effect and never the rule, so that splitting or renaming a rule changes no case; only a
consequence is told by the rule that carries its text. Options stand one by one: a family is all options under it.

    sets signal.small = true
    excludes form.open_house            excludes a with b            excludes form.open_house, by law
    met|unmet|unknown funding.output: product-list
    for|against form.tender: steering   … , strong|weak   … , severe   … , as fact|wish|given|experience|goal
    for|against form.tender: steering, for the wish control_entry   … , from RIV-6.1-10
    clash a with b
    term at most 48                     term at least 24, with motivation
    risk some.rule.id                   and the other kinds of consequence in the same way
"""

from collections.abc import Iterator, Mapping, Set
from itertools import product

from ..knowledge.options import Options
from ..rulebase import Rulebase
from ..rulebase.conditions import Constant
from ..rulebase.model import Advise, Argue, Bound, Classify, Cohere, Exclude, Require, Rule
from ..rulebase.plan import Role

Roles = Set[Role]
ABOUT_OPTIONS = frozenset({"excludes", "met", "unmet", "unknown", "for", "against", "clash"})


def said(rule: Rule, roles: Roles, options: Options, months: Mapping[str, int | None]) -> Iterator[str]:
    """The statements of a rule of which the clauses in ``roles`` fired; ``months`` resolves ``param:`` of a bound."""
    if "fires" not in roles:
        return
    match rule:
        case Classify():
            pass  # of a field counts what it is once it is closed, whoever set it
        case Exclude(with_option=None):
            for code in options.expand(rule.option):
                yield from (f"excludes {code}", f"excludes {code}, by {rule.ground}")
        case Exclude():
            for one, other in _pairs(rule.option, rule.with_option or "", options):
                yield from (f"excludes {one} with {other}", f"excludes {one} with {other}, by {rule.ground}")
        case Require():
            state = "unmet" if "unmet" in roles else "met" if "met" in roles else "unknown"
            yield from (f"{state} {code}: {rule.precondition}" for code in options.expand(rule.option))
        case Argue():
            for code in options.expand(rule.option):
                yield from (f"{rule.direction} {code}: {rule.claim}{mark}" for mark in _marks(rule))
        case Cohere():
            yield from (f"clash {one} with {other}" for one, other in _pairs(rule.option, rule.with_option, options))
        case Bound():
            for word, text in (("most", rule.most_months), ("least", rule.least_months)):
                if text is not None:
                    number = months[text.removeprefix("param:")] if text.startswith("param:") else int(text)
                    yield f"term at {word} {number}{', with motivation' if rule.motivate else ''}"
        case Advise():
            yield f"{rule.what} {rule.id}"


def is_set(field: str, value: Constant) -> str:
    """That a classified field has a value."""
    return f"sets {field} = {str(value).lower() if isinstance(value, bool) else value}"


def _marks(rule: Argue) -> Iterator[str]:
    yield ""
    if rule.strength != "normal":
        yield f", {rule.strength}"
    if rule.severe:
        yield ", severe"
    yield f", as {rule.step}"
    if rule.scaled_by is not None:
        yield f", for the wish {rule.scaled_by}"
    if rule.origin != "own":
        yield f", from {rule.origin}"


def _pairs(one: str, other: str, options: Options) -> Iterator[tuple[str, str]]:
    for pair in product(options.expand(one), options.expand(other)):
        first, second = sorted(pair)
        yield first, second


def possible(base: Rulebase) -> frozenset[str]:
    """Every statement that some rule of the base can make on some day."""
    options = base.library.options
    every: set[str] = set()
    days = sorted({day for entry in base.library.parameters.values() for day in entry.values})
    for rule in base.rules.values():
        if isinstance(rule, Classify):
            every |= {is_set(field, value) for field, value in rule.sets.items()}
        roles: tuple[Roles, ...] = ({"fires"},)
        if isinstance(rule, Require):
            roles = ({"fires"}, {"fires", "met"}, {"fires", "unmet"})
        dated = days if isinstance(rule, Bound) else days[:1]
        for day in dated:
            months = {name: entry.at(day) for name, entry in base.library.parameters.items()}
            every |= {one for held in roles for one in said(rule, held, options, months)}
    return frozenset(every)


def expanded(statement: str, options: Options) -> tuple[str, ...]:
    """A statement with each family of options replaced by the options under it, and pairs in a fixed order."""
    verb, *rest = statement.split(" ")
    if verb not in ABOUT_OPTIONS or not rest:
        return (statement,)
    codes = options.expand(rest[0].rstrip(":,")) or (rest[0],)
    if len(rest) < 3 or rest[1] != "with":
        end = " ".join([rest[0][len(rest[0].rstrip(":,")) :], *rest[1:]])
        return tuple(f"{verb} {code}{end}" for code in codes)
    end = " ".join([rest[2][len(rest[2].rstrip(",")) :], *rest[3:]])
    others = options.expand(rest[2].rstrip(",")) or (rest[2],)
    pairs = (sorted(pair) for pair in product(codes, others))
    return tuple(f"{verb} {one} with {other}{end}" for one, other in pairs)
