"""The entries of an advice about pilots: each with what it means for the contracts, and whether there are enough."""

from typing import Literal

from ..consequences.pilots import EndsBefore, NoPilot, TermEffect
from ..knowledge.options import Both
from ..rulebase.model import Needs
from .entries import Part


class OnTermEntry(Part):
    """What a pilot means for the term of one segment or part."""

    segment: str
    pattern: str | None
    effect: TermEffect


class OnClauseEntry(Part):
    """A clause that a pilot calls for: where the advice has it, and where it still lacks."""

    option: str
    taken: tuple[str, ...]
    missing: tuple[str, ...]


class EffectOnContract(Part):
    """What a pilot means for the contracts where it runs."""

    term: tuple[OnTermEntry, ...]
    clauses: tuple[OnClauseEntry, ...]


class ObstacleEntry(Part):
    """Why a segment or part has no pilot with another funding than effort."""

    segment: str
    why: NoPilot
    variant: str | None
    rules: tuple[str, ...]


class GrowthEntry(Part):
    """A region that grows by pilots needs at least one with another funding than effort."""

    least: int
    """pilots with another funding that are wanted at least"""
    least_stated: bool
    """false: the region names no number, and one is the least that growth by pilots can do with"""
    pilots: tuple[str, ...]
    """ids of the pilots with another funding that the region can carry"""
    enough: bool
    obstacles: tuple[ObstacleEntry, ...]
    """when there are not enough: why not, for each place without one"""


class PilotEntry(Part):
    """A pilot of the region: it may span segments, parts or a target group."""

    id: str
    variant: str
    title: Both
    scope: tuple[str, ...]
    """ids of segments, or ``segment/part``"""
    cohort: Both
    question: Both
    measure: Both | None
    baseline: Both
    requires: tuple[Both, ...]
    touches: Literal["funding", "lots"]
    needs: Needs
    """what it takes to let the outcome into the purchase"""
    needs_because: Both | None
    """the reason of a rule, when one says so; otherwise it follows from what the pilot touches"""
    partners_by: str | None
    ends: str | None
    decision_by: str | None
    ends_before: str | None
    """the day of the decision that it feeds; it has to end before"""
    ends_before_why: EndsBefore
    feeds: Literal["this_round", "next_decision", "unknown"]
    carried: bool
    """false: beyond the number of pilots that the region can carry"""
    effect_on_contract: EffectOnContract
    rules: tuple[str, ...]
    passages: tuple[str, ...]
    outcome_passages: tuple[str, ...]
