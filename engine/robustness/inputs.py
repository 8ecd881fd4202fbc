"""What varies in the draws for a segment: answers by their basis, unknown answers, limits of ours, times, wishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Literal

from ..bulk.columns import number_of
from ..bulk.figures import CLIENTS, COUNTED, SPEND
from ..decision.flips import NOT_VARIED, Limits
from ..decision.nearest import FIXED
from ..decision.provider_range import DEFAULTS, READ
from ..facts import Field, SegmentFacts
from ..knowledge.uncertainty import ALL, UncertaintyFile
from ..profile.answers import Basis
from ..rulebase.plan import Plan
from .draws import Bands, Near, Range, Words

Kind = Literal["answer", "unknown", "parameter", "lead_times", "wishes"]
LEAD_TIMES, WISHES = "lead_times", "wishes"
MOST_RANKS = 5
"""ranks of wishes that are shuffled, the first ones: five give 120 orders"""


@dataclass(frozen=True)
class Input:
    """One thing that varies. ``name``: a field, the id of a parameter, or one of ours; ``basis`` of an answer."""

    name: str
    kind: Kind
    basis: Basis | None
    range: Range


def inputs_of(
    facts: SegmentFacts, months_left: int | None, limits: Limits, widths: UncertaintyFile
) -> tuple[Input, ...]:
    """Everything that varies for a segment or part, in a fixed order."""
    found = [*_answers(facts, limits, widths), *_parameters(limits.plan, widths)]
    if months_left is not None:
        times = widths.lead_times.times
        found.append(Input(LEAD_TIMES, "lead_times", None, Bands(tuple((time, time) for time in times))))
    orders = len(orders_of(facts.wishes))
    if orders > 1:
        kept = Words(tuple(range(orders)), 0, widths.wishes.shuffled)
        found.append(Input(WISHES, "wishes", None, kept))
    return tuple(found)


def orders_of(wishes: tuple[tuple[str, ...], ...]) -> list[tuple[tuple[str, ...], ...]]:
    """Every order of the ranks; the first is that of the region."""
    return [(*order, *wishes[MOST_RANKS:]) for order in permutations(wishes[:MOST_RANKS])]


def _answers(facts: SegmentFacts, limits: Limits, widths: UncertaintyFile) -> Iterator[Input]:
    read = sorted({*limits.read, *_figures_read(limits.plan)})
    for field in (limits.plan.vocabulary[name] for name in read):
        if field.owner not in ("segment", "shared") or field.name.split(".")[0] in NOT_VARIED or field.name in FIXED:
            continue
        if field.name in facts.not_applicable or field.set_field in facts.not_applicable:
            continue
        value = facts.values.get(field.name)
        if value is None:
            if not _answered_by_figure(field, facts, limits):
                yield from _unknown(field, limits)
            continue
        width = widths.answers[facts.origins[field.name].basis]
        number = number_of(field, value)
        basis = facts.origins[field.name].basis
        if field.kind in ("bool", "enum"):
            yield Input(field.name, "answer", basis, _words(field, number, width.other))
        elif field.kind != "date" and (near := _near(field.kind, number, width.figure)).low < near.high:
            yield Input(field.name, "answer", basis, near)


def _figures_read(plan: Plan) -> frozenset[str]:
    """Figures that no rule reads itself, and from which others or the range of providers are computed."""
    return frozenset({SPEND, CLIENTS, *COUNTED, *READ} & plan.vocabulary.keys())


def _answered_by_figure(field: Field, facts: SegmentFacts, limits: Limits) -> bool:
    """Whether a figure that is known, or that is drawn, answers the word for it as well."""
    figure = limits.plan.vocabulary.get(field.unless_known)
    return figure is not None and (figure.name in facts.values or any(_unknown(figure, limits)))


def _near(quantity: str, value: int, width: int) -> Near:
    """So much below to so much above; a share to the whole at most."""
    low, high = value - value * width // ALL, value + value * width // ALL
    return Near(low, min(high, max(value, ALL)) if quantity == "share" else high)


def _words(field: Field, kept: int, other: int) -> Range:
    return Words(tuple(range(len(field.members) if field.kind == "enum" else 2)), kept, other)


def _unknown(field: Field, limits: Limits) -> Iterator[Input]:
    """Any word; of a figure any side of every limit that rules hold it against. Without one it stays unknown: nothing
    but its being known would count. A day stays unknown as well."""
    if field.kind in ("bool", "enum"):
        values = tuple(range(len(field.members) if field.kind == "enum" else 2))
        yield Input(field.name, "unknown", None, Bands(tuple((value, value) for value in values)))
    elif field.kind != "date":
        cuts = [int(b) for a, b in pairwise(limits.values(field)) if int(b) == int(a) + 1]
        if cuts:
            top = ALL if field.kind == "share" and cuts[-1] < ALL else 2 * cuts[-1]
            edges = [0, *(cut for cut in cuts if cut > 0), top + 1]
            yield Input(field.name, "unknown", None, Bands(tuple((a, b - 1) for a, b in pairwise(edges))))


def _parameters(plan: Plan, widths: UncertaintyFile) -> Iterator[Input]:
    """Limits of own judgement that a rule in force or the range of providers reads."""
    read = {c.parameter for s in plan.stages for clause in s.clauses for c in clause.conditions if c.parameter}
    for name in sorted(read | set(DEFAULTS.values())):
        value = plan.parameter(name)
        of = plan.library.parameters[name]
        if of.judgement == "own" and value and (near := _near(of.quantity, value, widths.parameters.width)).low < value:
            yield Input(name, "parameter", None, near)


__all__ = ["LEAD_TIMES", "WISHES", "Input", "inputs_of", "orders_of"]
