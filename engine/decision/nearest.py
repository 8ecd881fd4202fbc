"""The nearest other answers that change a choice: of one fact, and where no single one does, of two.

Only facts that are known and that can turn out otherwise are tried; decisions, goals and wishes are the region's own.
Rules hold a figure against limits and nothing else, so between two limits a choice stays as it is: the value at a limit
is the exact place where it changes. Pairs are tried where one rule reads both facts or both change what fires.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..facts import Facts, Field, SegmentFacts
from ..rulebase.conditions import Constant
from .decider import CHOOSING_STAGES, Circumstances, Decider, SegmentDecision
from .flips import NOT_VARIED, Limits

FIXED = frozenset({"care.kind"})
"""what a segment is; another kind of care is another segment"""
SHOWN = ("funding", "form", "structure", "direction", "term", "intensity", "decision_form")
FIGURES = frozenset({"use.clients", "use.spend", "use.client_share", "use.cost_share", "market.providers"})
"""figures from which others are computed: for these the place where a computed figure passes its limit is searched"""
FARTHEST = 20
"""own judgement: a figure is not searched beyond so many times what it is"""
Refacts = Callable[[Mapping[str, Constant]], Facts]
"""the facts with other answers to some questions"""


@dataclass(frozen=True, order=True)
class Change:
    field: str
    now: Constant
    then: Constant

    @property
    def distance(self) -> int:
        """In the field's own unit; zero for what has no distance."""
        measured = isinstance(self.now, int) and isinstance(self.then, int) and not isinstance(self.now, bool)
        return abs(int(self.then) - int(self.now)) if measured else 0


@dataclass(frozen=True)
class NearestFlip:
    """With these changes the choice for an instrument becomes another, or open (``becomes`` empty)."""

    instrument: str
    changes: tuple[Change, ...]
    becomes: str


@dataclass(frozen=True)
class Nearest:
    """Flips by one change and by two; ``pairs_tried`` says among how many the latter were searched."""

    one: tuple[NearestFlip, ...]
    two: tuple[NearestFlip, ...]
    pairs_tried: int


def nearest_flips(
    decider: Decider,
    limits: Limits,
    facts: SegmentFacts,
    refacts: Refacts,
    circumstances: Circumstances,
    base: SegmentDecision,
) -> Nearest:
    """The nearest changes for the instruments of a segment or part."""
    return _Search(decider, limits, facts, refacts, circumstances, base).run()


class _Search:
    def __init__(
        self,
        decider: Decider,
        limits: Limits,
        facts: SegmentFacts,
        refacts: Refacts,
        circumstances: Circumstances,
        base: SegmentDecision,
    ) -> None:
        self.decider, self.limits, self.facts, self.refacts = decider, limits, facts, refacts
        self.circumstances, self.base = circumstances, base
        self.chosen = {name: base.chosen(name) for name in SHOWN}
        self.fired = _fired(base)

    def run(self) -> Nearest:
        changes = list(self._changes())
        held = {change: self._decide((change,)) for change in changes}
        one = tuple(self._nearest(held))
        settled = {flip.instrument for flip in one}
        left = [name for name in SHOWN if name not in settled and self.base.instruments[name].instead_of is None]
        pairs = list(self._pairs(changes, held)) if left else []
        two = tuple(self._of_pairs(pairs, left))
        return Nearest(one, two, len(pairs))

    # What can be changed

    def _changes(self) -> Iterator[Change]:
        vocabulary = self.limits.plan.vocabulary
        for name in sorted({*self.limits.read, *FIGURES}):
            field = vocabulary.get(name)
            if field is None or name not in self.facts.values or field.owner not in ("segment", "shared"):
                continue
            if name in FIXED or name.split(".")[0] in NOT_VARIED or field.needless(self.facts.values):
                continue
            now = self.facts.values[name]
            for then in self._values(field, now):
                if then != now:
                    yield Change(name, now, then)

    def _values(self, field: Field, now: Constant) -> Sequence[Constant]:
        if field.name not in FIGURES or not isinstance(now, int):
            return self.limits.values(field)
        crossings = (self._crossing(field.name, now, end) for end in (0, now * FARTHEST))
        return sorted({*map(int, self.limits.values(field)), *(c for c in crossings if c is not None)})

    def _crossing(self, name: str, now: int, end: int) -> int | None:
        """The value nearest to now, towards ``end``, at which a computed figure passes a limit."""
        here = self._passed(name, now)
        if self._passed(name, end) == here:
            return None
        near, far = now, end
        while abs(far - near) > 1:
            middle = (near + far) // 2
            near, far = (middle, far) if self._passed(name, middle) == here else (near, middle)
        return far

    def _passed(self, name: str, value: int) -> tuple[bool, ...]:
        return self.limits.passed(self.refacts({name: value}))

    # Deciding

    def _decide(self, changes: tuple[Change, ...]) -> SegmentDecision:
        other = {change.field: change.then for change in changes}
        values = {**self.facts.values, **other} if FIGURES.isdisjoint(other) else self.refacts(other)
        return self.decider.decide(values, self.circumstances, stages=CHOOSING_STAGES)

    def _differences(self, decision: SegmentDecision) -> dict[str, str]:
        return {
            name: decision.chosen(name) or ""
            for name, chosen in self.chosen.items()
            if name in decision.instruments and decision.chosen(name) != chosen
        }

    def _nearest(self, held: Mapping[Change, SegmentDecision]) -> Iterator[NearestFlip]:
        """Per instrument and fact the nearest change upwards, the nearest downwards, and every other word."""
        seen: set[tuple[str, str, str]] = set()
        for change in sorted(held, key=lambda c: (c.field, c.distance, str(c.then))):
            way = ("up" if int(change.then) > int(change.now) else "down") if change.distance else str(change.then)
            for instrument, becomes in self._differences(held[change]).items():
                if (instrument, change.field, way) not in seen:
                    seen.add((instrument, change.field, way))
                    yield NearestFlip(instrument, (change,), becomes)

    def _pairs(self, changes: list[Change], held: Mapping[Change, SegmentDecision]) -> Iterator[tuple[Change, Change]]:
        together = self.limits.read_together
        stirring = {change for change in changes if _fired(held[change]) != self.fired}
        for one, other in combinations(changes, 2):
            if one.field == other.field:
                continue
            if (one in stirring and other in stirring) or frozenset((one.field, other.field)) in together:
                yield one, other

    def _of_pairs(self, pairs: list[tuple[Change, Change]], left: list[str]) -> Iterator[NearestFlip]:
        seen: set[tuple[str, str, str]] = set()
        for pair in pairs:
            found = self._differences(self._decide(pair))
            for instrument in left:
                key = (instrument, pair[0].field, pair[1].field)
                if instrument in found and key not in seen:
                    seen.add(key)
                    yield NearestFlip(instrument, pair, found[instrument])


def _fired(decision: SegmentDecision) -> tuple[tuple[int, ...], ...]:
    return tuple(stage.indexes for stage in decision.stages[:CHOOSING_STAGES])
