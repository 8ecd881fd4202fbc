"""Goals of a region: what they are called, what is part of them, how each is measured, and where the UN list has them.

The closed lists of goals are those of the profile; here each has its text, so that none goes without.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from ..profile.answers import Strict, Text
from ..profile.region import OwnerRole, Principle, PurchaseGoal
from ..profile.segment_rooms import Outcome
from ..profile.shared_rooms import Wish
from ..reading import Document, Problem
from ..reading.validation import nearest
from .options import Both

GoalKind = Literal["purchase_goal", "principle", "effect"]
Unit = Literal["share", "rate", "count", "days", "euro", "score"]
Frequency = Literal["quarter", "half_year", "year"]


class Indicator(Strict):
    """What is counted, where the figures come from, how often, and who sees to it. Without passages it is ours."""

    counted: Both
    unit: Unit
    source: Both
    frequency: Frequency
    owner: OwnerRole
    passages: tuple[Text, ...] = ()


class SdgTarget(Strict):
    """A target of the list of the United Nations. That a goal of a region belongs to it is always ours."""

    goal: int = Field(ge=1, le=17)
    target: Annotated[str, Field(pattern=r"^\d{1,2}\.[0-9a-d]{1,2}$")]


class GoalText(Strict):
    """A goal as readers know it. An argument that serves one of ``effects`` or ``wishes`` serves the goal."""

    name: Both
    effects: tuple[Outcome, ...] = ()
    wishes: tuple[Wish, ...] = ()
    sdg: SdgTarget | None = None
    indicators: tuple[Text, ...] = ()
    passages: tuple[Text, ...] = ()


class GoalsFile(Strict):
    """``knowledge/goals.yaml``."""

    sdg_asked_by: tuple[Text, ...]
    sdgs: dict[int, Both]
    indicators: dict[Text, Indicator]
    purchase_goals: dict[PurchaseGoal, GoalText]
    principles: dict[Principle, GoalText]
    effects: dict[Outcome, GoalText]

    def of(self, kind: GoalKind) -> Mapping[str, GoalText]:
        held: dict[GoalKind, Mapping[str, GoalText]] = {
            "purchase_goal": {str(k): v for k, v in self.purchase_goals.items()},
            "principle": {str(k): v for k, v in self.principles.items()},
            "effect": {str(k): v for k, v in self.effects.items()},
        }
        return held[kind]


def detect_goal_faults(document: Document, held: GoalsFile, passages: Iterable[str]) -> Iterator[Problem]:
    """A goal of the profile without text, and a goal that names an indicator, number or passage that is not there."""
    known = set(passages)
    for key, closed in (
        ("purchase_goals", get_args(PurchaseGoal)),
        ("principles", get_args(Principle)),
        ("effects", get_args(Outcome)),
    ):
        texts: Mapping[str, GoalText] = getattr(held, key)
        for name in closed:
            if name not in texts:
                yield document.problem((key,), "goal_without_text", found=name)
        for name, text in texts.items():
            for indicator in text.indicators:
                if indicator not in held.indicators:
                    near = nearest(indicator, list(held.indicators))
                    yield document.problem((key, name, "indicators"), "unknown_indicator", found=indicator, near=near)
            if text.sdg and (text.sdg.goal not in held.sdgs or not text.sdg.target.startswith(f"{text.sdg.goal}.")):
                yield document.problem((key, name, "sdg"), "unknown_sdg", found=text.sdg.target)
            yield from _unknown(document, (key, name, "passages"), text.passages, known)
    for name, entry in held.indicators.items():
        yield from _unknown(document, ("indicators", name, "passages"), entry.passages, known)


def _unknown(document: Document, at: tuple[str, ...], named: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for passage in named:
        if passage not in known:
            yield document.problem(at, "goal_passage", found=passage, near=nearest(passage, list(known)))
