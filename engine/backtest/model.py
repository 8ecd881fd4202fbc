"""The outcome of a comparison: one immutable object of whole numbers and text. Its keys are an interface."""

from fractions import Fraction
from typing import Literal

from ..advice.entries import Part
from ..knowledge.options import Both
from .cases import Course
from .measure import Verdict

SCHEMA_VERSION = 1
ViewName = Literal["no_leak", "all_answers", "no_leak_without_own_sources"]
"""no_leak: without answers that repeat a decision; all_answers: with them; the last also without every rule that rests
only on documents of the region under test"""


Whose = Literal["source_reason", "source", "ours"]
"""of a separating fact: the source gives it as its reason; the source states it, not as a reason; it is our reading or
derived by us"""


class Ratio(Part):
    numerator: int
    denominator: int

    @staticmethod
    def of(value: Fraction) -> "Ratio":
        return Ratio(numerator=value.numerator, denominator=value.denominator)


class BaselineEntry(Part):
    """What knowing less gives: ``answer`` is always given, or names the rule."""

    answer: str
    agree: int
    balanced: Ratio


class ScoreEntry(Part):
    """One output, in one region or (``region`` None) in all of them."""

    output: str
    region: str | None
    cases: int
    agree: int
    open: int
    differ: int
    inferred: int
    """choices that are our reading of the document"""
    by_default: int
    """choices that the region made for all segments at once"""
    balanced: Ratio
    most_common: BaselineEntry
    region_name: int | None
    """knowing the region and nothing else; only over all regions"""
    two_rules: BaselineEntry | None
    """only for the kind of funding"""


class SetScoreEntry(Part):
    """Measures that regions name: how many of them are advised, beside how many are advised of all that could be."""

    output: str
    region: str | None
    cases: int
    named: int
    agree: int
    open: int
    differ: int
    advised: int
    possible: int


class RuleEntry(Part):
    """A rule that decided against what the region chose, with the claim that it carries and where that stems from."""

    rule: str
    claim: str | None
    direction: str | None
    option: str | None
    origin: str | None
    own_reading: bool


class GroundEntry(Part):
    """Where the region's choice fell in the advice, by which rules, before which options."""

    segment: str | None
    option: str
    step: str | None
    before: tuple[str, ...]
    rules: tuple[RuleEntry, ...]


class LaterEntry(Part):
    course: Course
    says: Both | None
    passages: tuple[str, ...]


class OutcomeEntry(Part):
    """One choice of a region beside the advice."""

    case: str
    region: str
    segments: tuple[str, ...]
    output: str
    chosen: tuple[str, ...]
    basis: Literal["stated", "inferred"]
    by_default: bool
    lines: str
    passages: tuple[str, ...]
    advised: tuple[str, ...]
    """what the advice leaves: one option, several that are level, or none; of several segments all together"""
    advised_at: tuple[tuple[str, ...], ...]
    """the same for each segment, or once for the region"""
    verdict: Verdict
    grounds: tuple[GroundEntry, ...]
    """of a difference: what decided"""
    later: LaterEntry


class ViewEntry(Part):
    """The comparison under one condition."""

    name: ViewName
    scores: tuple[ScoreEntry, ...]
    sets: tuple[SetScoreEntry, ...]
    outcomes: tuple[OutcomeEntry, ...]


class CourseEntry(Part):
    """Choices of which the later course was different or negative, apart from the rest; without leaks."""

    output: str
    apart: bool
    """true: later changed or found wanting; false: kept or unknown"""
    cases: int
    agree: int
    open: int
    differ: int


class SeparatingFact(Part):
    """One fact without which the advice no longer tells the two segments apart."""

    field: str
    first: str | None
    second: str | None
    whose: Whose


class ContrastEntry(Part):
    """Two segments of one document for which the region chose differently, in the order of their ids."""

    output: str
    region: str
    first: str
    second: str
    first_chosen: tuple[str, ...]
    second_chosen: tuple[str, ...]
    course: Literal["same_way", "alike", "other_way"]
    """whether the advice leans the way of the region from the first to the second"""
    facts: tuple[SeparatingFact, ...]
    """each alone makes the difference; empty where only several together do, or nothing does"""
    source_says_why: bool
    """the document gives a reason for at least one of the two choices"""


class AcceptanceEntry(Part):
    """A difference without a leak, and whether somebody has explained it."""

    case: str
    output: str
    chosen: tuple[str, ...]
    advised: tuple[str, ...]
    state: Literal["accepted", "unexplained", "changed", "gone"]
    """changed: the explanation is of another advice; gone: there is an explanation and no difference"""
    reason: Both | None
    on: str | None


class RegionEntry(Part):
    id: str
    place: str
    as_of: str
    document: str
    cases: int


class Backtest(Part):
    """Advice and choices side by side."""

    schema_version: int
    rulebase: str
    """digest of the rules in force on the date of the first region"""
    regions: tuple[RegionEntry, ...]
    places: int
    """regions that are independent of each other: the effective number of observations"""
    views: tuple[ViewEntry, ...]
    courses: tuple[CourseEntry, ...]
    contrasts: tuple[ContrastEntry, ...]
    acceptance: tuple[AcceptanceEntry, ...]
