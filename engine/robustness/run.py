"""The draws for a segment or part: decided in chunks, counted, and thrown away."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..bulk.choices import NONE
from ..bulk.circuit import number_of
from ..bulk.columns import Column, Numbers, Table, known_column, same_for_all
from ..bulk.decider import ROWS, BulkDecider, Decisions
from ..bulk.figures import refigured
from ..bulk.ranges import Ranges, ranges_of
from ..bulk.surroundings import Surroundings
from ..decision.decider import CHOOSING_STAGES
from ..decision.flips import Limits
from ..decision.within_stage import Circumstances
from ..facts import SegmentFacts
from ..knowledge.uncertainty import ALL, UncertaintyFile
from ..rulebase.plan import Plan
from .counting import Counted, Mover
from .draws import Drawn, RawStream
from .inputs import LEAD_TIMES, WISHES, Input, inputs_of, orders_of


@dataclass(frozen=True)
class Output:
    """One instrument: what is advised, in how many of the draws that stands, and what is advised in the others.

    None stands for no choice: open, silent or nothing left. ``alone``: basis points of the variation that inputs
    account for one by one; the rest is what they do together.
    """

    instrument: str
    chosen: str | None
    stands: int
    rivals: tuple[tuple[str | None, int], ...]
    movers: tuple[Mover, ...]
    alone: int


@dataclass(frozen=True)
class Spread:
    """A range of providers: that of the advice, in how many draws there is one, and how far its ends lie in these."""

    name: str
    advised: tuple[int, int] | None
    computed: int
    same: int
    low: tuple[int, int] | None
    high: tuple[int, int] | None


@dataclass(frozen=True)
class Robustness:
    """What the draws for one segment or part gave."""

    path: str
    draws: int
    inputs: tuple[Input, ...]
    orders: tuple[tuple[tuple[str, ...], ...], ...]
    """orders of the wishes, as the input for them numbers them"""
    outputs: tuple[Output, ...]
    spreads: tuple[Spread, ...]


class Draws:
    """Draws for the segments of a region, by one plan."""

    def __init__(self, plan: Plan, widths: UncertaintyFile, draws: int, seed: int) -> None:
        self.plan, self._widths, self._number, self._seed = plan, widths, draws, seed
        self._limits, self._decider = Limits(plan), BulkDecider(plan)
        options = plan.library.options
        self._names = [name for name, i in options.instruments.items() if not i.multi and i.stage <= CHOOSING_STAGES]
        self._codes = {name: options.of(name) for name in self._names}

    def of(self, path: str, facts: SegmentFacts, circumstances: Circumstances) -> Robustness:
        """Decide the draws for one segment or part. Raises ConflictingValuesError on a fault of the rules."""
        inputs = inputs_of(facts, circumstances.months_left, self._limits, self._widths)
        streams = {i.name: RawStream(self._seed, path, i.name) for i in inputs}
        base, base_ranges = self._decided(facts, circumstances, {}, 1)
        advised = {name: int(base.instruments[name].codes[0]) for name in self._names}
        counted = [Counted(i, len(self._names)) for i in inputs]
        chosen: dict[str, Counter[int]] = {name: Counter() for name in self._names}
        ends: dict[str, list[NDArray[np.int64]]] = {"contracts": [], "delivering": []}
        for first in range(0, self._number, ROWS):
            rows = min(ROWS, self._number - first)
            drawn = {i.name: i.range.draw(streams[i.name].next(rows)) for i in inputs}
            decided, ranges = self._decided(facts, circumstances, drawn, rows)
            where = {name: decided.instruments[name].by_code for name in self._names}
            stands = np.array([where[name][advised[name]] for name in self._names])
            for held in counted:
                held.add(drawn[held.input.name], stands)
            for name in self._names:
                chosen[name].update({code: number_of(words) for code, words in where[name].items()})
            ends["contracts"].append(ranges.contracts)
            ends["delivering"].append(ranges.delivering)
        outputs = tuple(self._output(n, at, advised[n], chosen[n], counted) for at, n in enumerate(self._names))
        spreads = tuple(
            _spread(name, getattr(base_ranges, name)[:, 0], np.concatenate(held, axis=1)) for name, held in ends.items()
        )
        return Robustness(path, self._number, inputs, tuple(orders_of(facts.wishes)), outputs, spreads)

    def _output(self, name: str, at: int, advised: int, chosen: Counter[int], counted: list[Counted]) -> Output:
        movers = [m for held in counted if (m := held.mover(at)) is not None]
        ordered = tuple(sorted(movers, key=lambda m: (-m.share, m.input.name)))
        rivals = sorted((-n, code) for code, n in chosen.items() if n and code != advised)
        told = tuple((self._option(name, code), -n) for n, code in rivals)
        alone = min(ALL, sum(m.share for m in ordered))
        return Output(name, self._option(name, advised), chosen[advised], told, ordered, alone)

    def _option(self, name: str, code: int) -> str | None:
        return None if code == NONE else self._codes[name][code]

    def _decided(
        self, facts: SegmentFacts, circumstances: Circumstances, drawn: Mapping[str, Drawn], rows: int
    ) -> tuple[Decisions, Ranges]:
        """So many draws decided; without anything drawn the advice itself."""
        vocabulary = self.plan.vocabulary
        columns: dict[str, Column] = {}
        for name, value in facts.values.items():
            field = vocabulary[name]
            columns[name] = same_for_all(field, value, rows)
        parameters: dict[str, Numbers] = {}
        for name, of in drawn.items():
            if name in vocabulary:
                columns[name] = known_column(vocabulary[name], of.values)
            elif name in self.plan.library.parameters:
                parameters[name] = of.values
        if drawn:
            columns |= computed_anew(facts, columns, rows)
        table = Table(rows, vocabulary, columns, parameters)
        decided = self._decider.decide(
            table, _surroundings(facts, circumstances, drawn, rows), CHOOSING_STAGES, "choices"
        )
        return decided, ranges_of(self.plan, table, decided.instruments, parameters)


def computed_anew(facts: SegmentFacts, columns: Mapping[str, Column], rows: int) -> dict[str, Column]:
    """Computed figures of the drawn ones. A ratio of shares that are of different totals, or that was computed over the
    region, stays as it is."""
    found = refigured(columns, rows)
    if facts.figures.cost_to_client_ratio is None:
        del found["derived.cost_to_client_ratio"]
    return found


def _surroundings(
    facts: SegmentFacts, circumstances: Circumstances, drawn: Mapping[str, Drawn], rows: int
) -> Surroundings:
    """All times to build being so many times as long is the same as the months that are left being divided by that: a
    time is too long when it is more than the whole months that are left."""
    orders = orders_of(circumstances.wishes) if WISHES in drawn else [circumstances.wishes]
    order = drawn[WISHES].values if WISHES in drawn else np.zeros(rows, np.int64)
    around = tuple(replace(circumstances, wishes=ranked) for ranked in orders)
    months: Column | None = None
    if LEAD_TIMES in drawn and circumstances.months_left is not None:
        left = circumstances.months_left * ALL // drawn[LEAD_TIMES].values
        months = Column(left, np.ones(rows, np.bool_))
    return Surroundings(around, order.astype(np.int32), months)


def _spread(name: str, advised: NDArray[np.int64], drawn: NDArray[np.int64]) -> Spread:
    there = drawn[:, drawn[0] != NONE]
    low, high = there
    own = None if advised[0] == NONE else (int(advised[0]), int(advised[1]))
    same = int((drawn == advised[:, None]).all(axis=0).sum()) if own else 0
    ends = [(int(e.min()), int(e.max())) if e.size else None for e in (low, high)]
    return Spread(name, own, int(there.shape[1]), same, ends[0], ends[1])
