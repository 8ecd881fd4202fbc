"""What is advised over the plane of two answers: each other answer as it is, the two at every place of a grid."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..bulk.choices import NONE
from ..bulk.columns import Column, Table, known_column, number_of, same_for_all
from ..bulk.decider import BulkDecider
from ..bulk.surroundings import Surroundings
from ..decision.decider import CHOOSING_STAGES
from ..decision.flips import Limits
from ..decision.within_stage import Circumstances
from ..facts import Field, SegmentFacts
from ..knowledge.uncertainty import ALL
from .run import computed_anew

STEPS = 40
"""steps of a figure from zero to its end"""


@dataclass(frozen=True)
class Axis:
    """One answer along a side of the plane. ``now``: the place nearest to what was answered; None when unknown."""

    field: Field
    numbers: tuple[int, ...]
    now: int | None


@dataclass(frozen=True)
class Plane:
    """``options`` by row of ``y`` and column of ``x``; None where nothing is chosen."""

    instrument: str
    x: Axis
    y: Axis
    options: tuple[tuple[str | None, ...], ...]


def axis_of(field: Field, facts: SegmentFacts, limits: Limits) -> Axis | None:
    """The places of an answer: each word, or a figure from zero to twice the highest limit that rules hold it against
    or twice what it is, whichever is more (a share to 100%). None for a day, and for a figure without either."""
    value = facts.values.get(field.name)
    held = None if value is None else number_of(field, value)
    if field.kind in ("bool", "enum"):
        return Axis(field, tuple(range(len(field.members) if field.kind == "enum" else 2)), held)
    cuts = [int(b) for a, b in pairwise(limits.values(field)) if field.kind != "date" and int(b) == int(a) + 1]
    top = ALL if field.kind == "share" else 2 * max([*cuts, held or 0], default=0)
    if not top or field.kind == "date":
        return None
    numbers = tuple(sorted({top * step // STEPS for step in range(STEPS + 1)}))
    now = None if held is None else min(range(len(numbers)), key=lambda n: abs(numbers[n] - held))
    return Axis(field, numbers, now)


def plane_of(
    limits: Limits, facts: SegmentFacts, circumstances: Circumstances, x: Axis, y: Axis, instrument: str
) -> Plane:
    """Decide every place of the grid. Raises ConflictingValuesError on a fault of the rules."""
    plan, rows = limits.plan, len(x.numbers) * len(y.numbers)
    across = np.tile(np.array(x.numbers, np.int64), len(y.numbers))
    upwards = np.repeat(np.array(y.numbers, np.int64), len(x.numbers))
    columns: dict[str, Column] = {}
    for name, value in facts.values.items():
        columns[name] = same_for_all(plan.vocabulary[name], value, rows)
    columns |= {x.field.name: known_column(x.field, across), y.field.name: known_column(y.field, upwards)}
    columns |= computed_anew(facts, columns, rows)
    table = Table(rows, plan.vocabulary, columns)
    around = Surroundings((circumstances,), np.zeros(rows, np.int32))
    decided = BulkDecider(plan).decide(table, around, CHOOSING_STAGES, "choices").instruments[instrument]
    codes, held = plan.library.options.of(instrument), decided.codes.reshape(len(y.numbers), len(x.numbers))
    options = tuple(tuple(None if code == NONE else codes[code] for code in row) for row in held.tolist())
    return Plane(instrument, x, y, options)
