"""From goal to instrument to indicator, as it stands in the advice."""

from typing import Literal

from ..knowledge.goals import Frequency, GoalKind, Unit
from ..knowledge.options import Both
from .entries import Part


class SdgEntry(Part):
    """A goal of the United Nations. Number and target are of their list; that the goal belongs to it is ours."""

    goal: int
    target: str
    title: Both
    asked_by: tuple[str, ...]
    """passages that ask for the link"""
    link: Literal["own"] = "own"


class SaidByEntry(Part):
    """Where the goal was stated: by the region, or for one segment."""

    segment: str | None
    basis: str
    source: str | None
    lines: str | None


class ServedEntry(Part):
    """A choice, or without an option something to do, in one segment or part, with the rules that link it."""

    segment: str
    instrument: str | None
    option: str | None
    rules: tuple[str, ...]


class IndicatorEntry(Part):
    id: str
    counted: Both
    unit: Unit
    source: Both
    frequency: Frequency
    owner: str
    """a role; ``region.owners`` says who that is"""
    own: bool
    """no source says what to count"""
    passages: tuple[str, ...]
    segments: tuple[str, ...]
    """where it is counted; none: over the region"""


class GoalEntry(Part):
    """A stated goal with what serves it. Nothing in ``served_by``: no choice serves it."""

    id: str
    kind: GoalKind
    name: Both
    part_of: tuple[str, ...]
    """of an effect: the principles that it is part of"""
    sdg: SdgEntry | None
    said_by: tuple[SaidByEntry, ...]
    served_by: tuple[ServedEntry, ...]
    against: tuple[ServedEntry, ...]
    """choices that an argument says work against the goal"""
    indicators: tuple[IndicatorEntry, ...]
    passages: tuple[str, ...]


class ChoiceWithoutGoal(Part):
    """A choice that no argument links to a stated goal: it rests on facts, on law or on a decision."""

    option: str
    segments: tuple[str, ...]


class GoalQuestion(Part):
    """A question about goals that nobody answered; without segments it is about the region."""

    field: str
    segments: tuple[str, ...]
