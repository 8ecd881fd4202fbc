"""A segment or part with everything that was found out about it, before it is written down as advice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..consequences.calendar import whole_months
from ..decision.decider import Circumstances, Decider, SegmentDecision
from ..decision.flips import Flip, Limits, flips_of
from ..decision.form_first import FormFirst, form_first
from ..facts import BOARD, SegmentFacts, flatten
from ..inference import Evaluator, reference_evaluator
from ..profile.region import Part, RegionProfile, SegmentProfile, SetChoice
from ..rulebase.plan import Plan


@dataclass(frozen=True)
class Reasoned:
    """One segment or part: facts, decision, the decision without what the board has given, and what would flip it.

    ``advised`` is the decision without the choices that a person set, ``sure`` what would flip the advice: for an
    instrument that was set, of the advice without what was set. Without overrides they are the decision and its flips.
    """

    segment: SegmentProfile
    part: Part | None
    facts: SegmentFacts
    circumstances: Circumstances
    decision: SegmentDecision
    advised: SegmentDecision
    without_given: SegmentDecision
    flips: tuple[Flip, ...]
    sure: tuple[Flip, ...]
    form_first: tuple[FormFirst, ...]
    by_hand: tuple[SetChoice, ...]
    whole: "Reasoned | None" = None
    """for a part: the segment that it belongs to"""

    def chosen(self, instrument: str) -> str | None:
        """The choice; a part inherits what it does not decide itself."""
        own = self.decision.chosen(instrument)
        return self.whole.chosen(instrument) if own is None and self.whole is not None else own

    def taken(self, instrument: str) -> tuple[str, ...]:
        """The measures of a set; a part inherits them when it has none of its own."""
        own = self.decision.instruments[instrument].taken
        return self.whole.taken(instrument) if not own and self.whole is not None else own

    def inherits(self, instrument: str) -> bool:
        held = self.decision.instruments[instrument]
        return self.whole is not None and not held.taken and bool(self.whole.decision.instruments[instrument].taken)

    @property
    def path(self) -> str:
        return f"{self.segment.id}/{self.part.id}" if self.part else self.segment.id

    @property
    def body(self) -> SegmentProfile | Part:
        return self.part or self.segment


def reason(region: RegionProfile, plan: Plan, evaluator: Evaluator, only: str | None = None) -> Iterator[Reasoned]:
    """Reason about every segment and part, in the order of the file.

    The decision itself is explained by ``evaluator``; the many what-ifs run on the reference evaluator, which gives the
    same answer and needs no engine.
    """
    explained = Decider(plan, evaluator)
    trying = Decider(plan, reference_evaluator(plan))
    limits = Limits(plan)
    whole: Reasoned | None = None
    for segment, part in region.bodies():
        if only is not None and segment.id != only:
            continue
        facts = flatten(region, segment, part)
        circumstances = circumstances_of(region, facts)
        by_hand = region.set_choices(segment, part)
        decision = explained.decide(facts.values, circumstances)
        left_open = trying.decide(facts.without(BOARD), replace(circumstances, ignore_given=True))
        flips = flips_of(trying, facts, circumstances, decision, limits)
        wished = form_first(trying, decision, circumstances)
        advised, sure = without_overrides(trying, facts, circumstances, decision, flips, limits)
        held = Reasoned(segment, part, facts, circumstances, decision, advised, left_open, flips, sure, wished, by_hand)
        whole = held if part is None else whole
        yield held if part is None else replace(held, whole=whole)


def without_overrides(
    decider: Decider,
    facts: SegmentFacts,
    circumstances: Circumstances,
    decision: SegmentDecision,
    flips: tuple[Flip, ...],
    limits: Limits,
) -> tuple[SegmentDecision, tuple[Flip, ...]]:
    """The decision without the choices that a person set, and what would flip the advice: see ``Reasoned``."""
    if not circumstances.set_by_hand:
        return decision, flips
    free = replace(circumstances, set_by_hand=())
    advised = decider.decide(facts.values, free)
    names = {instrument for instrument, _ in circumstances.set_by_hand}
    own = flips_of(decider, facts, free, advised, limits)
    return advised, (*(f for f in flips if f.instrument not in names), *(f for f in own if f.instrument in names))


def circumstances_of(region: RegionProfile, facts: SegmentFacts) -> Circumstances:
    """What the decision on a segment takes from outside its facts. Raises KeyError for a segment that is not there."""
    segment = region.segment(facts.segment)
    if segment is None:
        raise KeyError(facts.segment)
    part = next((p for p in segment.parts if p.id == facts.part), None)
    by_hand = tuple((held.instrument, held.option) for held in region.set_choices(segment, part))
    return Circumstances(facts.wishes, months_left(region), set_by_hand=by_hand)


def months_left(region: RegionProfile) -> int | None:
    """Whole months from the as-of date to the publication, against which lead times are held; None without a date."""
    deadline = region.planning.deadline
    return None if deadline is None else whole_months(region.as_of, deadline)
