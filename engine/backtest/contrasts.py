"""Contrasts within one document: two segments for which a region chose differently, and the facts that part them.

Within one document the writer, the year and the wishes are the same, so a contrast says more than a figure over
regions. A fact parts the two when giving one segment the other's answer to it, and nothing else, ends the difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ..advice.reasoned import circumstances_of
from ..decision.decider import Circumstances, Decider, SegmentDecision
from ..facts import Facts, SegmentFacts, flatten
from ..inference import reference_evaluator
from ..profile.region import RegionProfile
from ..rulebase.plan import Plan
from .cases import CaseEntry
from .load import CaseSet
from .model import ContrastEntry, SeparatingFact, Whose
from .outputs import BY_NAME, FUNDING_KIND, family

CONTRASTED = ("funding", "form", "term", "direction", "intensity", "decision_form")
STATED_BY_SOURCE = ("measured", "stated")
CHOSEN, LEVEL, FALLEN = 2, 1, 0


@dataclass(frozen=True)
class _Side:
    """One segment of a contrast, as the advice sees it."""

    case: CaseEntry
    chosen: frozenset[str]
    facts: SegmentFacts
    circumstances: Circumstances


def contrasts_of(held: CaseSet, blind: RegionProfile, plan: Plan) -> Iterator[ContrastEntry]:
    """Every pair of a region's own choices that exclude each other, in the order of their ids.

    Lines for all segments make no contrast, nor do decisions about several segments at once or beside the round.
    """
    decider = Decider(plan, reference_evaluator(plan))
    for name in CONTRASTED:
        cases = sorted(held.file.cases, key=lambda case: case.id)
        sides = [side for case in cases if (side := _side(case, name, blind, plan)) is not None]
        for first, second in combinations(sides, 2):
            if not first.chosen & second.chosen:
                yield _Contrast(name, held, first, second, decider).entry()


def _side(case: CaseEntry, name: str, blind: RegionProfile, plan: Plan) -> _Side | None:
    expected = case.expected[name]
    if expected is None or len(case.segments) != 1 or "/" in case.segments[0]:
        return None
    segment = blind.segment(case.segments[0])
    if segment is None:
        return None
    codes = {family(code) if name == "funding" else code for code in expected.value}
    facts = flatten(blind, segment)
    return _Side(case, frozenset(codes), facts, circumstances_of(blind, facts))


@dataclass(frozen=True)
class _Contrast:
    name: str
    held: CaseSet
    first: _Side
    second: _Side
    decider: Decider

    def entry(self) -> ContrastEntry:
        one, other = (self._decide(side, side.facts.values) for side in (self.first, self.second))
        lean = self._lean(one, other)
        return ContrastEntry(
            output=FUNDING_KIND if self.name == "funding" else self.name,
            region=self.held.name,
            first=self.first.case.id,
            second=self.second.case.id,
            first_chosen=tuple(sorted(self.first.chosen)),
            second_chosen=tuple(sorted(self.second.chosen)),
            course="same_way" if lean > 0 else "other_way" if lean < 0 else "alike",
            facts=tuple(self._separating(one, other, lean)) if lean else (),
            source_says_why=any(self.name in side.case.rationale for side in (self.first, self.second)),
        )

    def _decide(self, side: _Side, facts: Facts) -> Mapping[str, int]:
        """How high each option stands in the advice on these facts."""
        return _standings(self.decider.decide(facts, side.circumstances), BY_NAME[self.name].instrument)

    def _lean(self, one: Mapping[str, int], other: Mapping[str, int]) -> int:
        """Above zero: what the region chose for a segment stands higher there than in the other one."""
        mine, theirs = self.first.chosen, self.second.chosen
        return _best(one, mine) - _best(other, mine) + _best(other, theirs) - _best(one, theirs)

    def _separating(self, one: Mapping[str, int], other: Mapping[str, int], lean: int) -> Iterator[SeparatingFact]:
        mine, theirs = self.first.facts.values, self.second.facts.values
        for field in sorted({*mine, *theirs}):
            if mine.get(field) == theirs.get(field):
                continue
            moved = self._decide(self.first, _with(mine, field, theirs))
            taken = self._decide(self.second, _with(theirs, field, mine))
            if any(_ended(lean, self._lean(*pair)) for pair in ((moved, other), (one, taken))):
                yield SeparatingFact(
                    field=field, first=_shown(mine, field), second=_shown(theirs, field), whose=self._whose(field)
                )

    def _whose(self, field: str) -> Whose:
        sides = (self.first, self.second)
        if any(field in reason.facts for side in sides if (reason := side.case.rationale.get(self.name))):
            return "source_reason"
        origins = [side.facts.origins[field] for side in sides if field in side.facts.origins]
        return "source" if all(origin.basis in STATED_BY_SOURCE for origin in origins) else "ours"


def _ended(before: int, after: int) -> bool:
    return after <= 0 if before > 0 else after >= 0


def _standings(decision: SegmentDecision, instrument: str) -> dict[str, int]:
    held = decision.instruments[instrument]
    standing = dict.fromkeys(held.ties, LEVEL) | ({held.chosen: CHOSEN} if held.chosen else {})
    return {code.partition(".")[2]: height for code, height in standing.items()}


def _best(standings: Mapping[str, int], options: frozenset[str]) -> int:
    """The height of the highest of some options, which may be kinds of funding."""
    held = [height for code, height in standings.items() if code in options or family(code) in options]
    return max(held, default=FALLEN)


def _with(facts: Facts, field: str, other: Facts) -> Facts:
    """The facts with one field as another segment has it: its value, or unknown."""
    rest = {name: value for name, value in facts.items() if name != field}
    return rest | {field: other[field]} if field in other else rest


def _shown(facts: Facts, field: str) -> str | None:
    value = facts.get(field)
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
