"""The steps of a purchase with their lengths, as they stand in ``knowledge/planning.yaml``."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..profile.answers import DATE, Strict, Text
from ..profile.planning_steps import StepId
from ..profile.region import OwnerRole
from ..profile.segment_rooms import Law
from .options import Both

Route = Literal["sas", "regular_tender", "open_house", "subsidy", "direct", "extension", "unknown", "any"]
"""``unknown``: bought in a way that nobody knows yet; ``any``: the step belongs to the region, whichever way it buys"""
PURCHASE: tuple[Route, ...] = ("sas", "regular_tender", "open_house", "subsidy", "direct", "unknown")
Track = Literal["board", "preparation", "procedure", "transition", "pilots", "present"]
Need = Literal["pilots", "regional_supplier_management", "task_funding", "bridge"]
"""what must hold of the region for a step; ``bridge``: the present contracts end before the new ones start"""
Judgement = Literal["law", "source", "own"]
DAYS_IN_WEEK = 7


class Length(Strict):
    """How long a step takes, in calendar days or in weeks."""

    days: int | None = Field(None, ge=1, le=3660)
    weeks: int | None = Field(None, ge=1, le=520)
    judgement: Judgement
    passages: tuple[Text, ...] = ()
    reason: Both
    routes: tuple[Route, ...] = Field((), description="only where a segment goes this way; empty: always")
    law: Law | None = Field(None, description="only where a segment of this act goes this way")

    @model_validator(mode="after")
    def _one_unit(self) -> "Length":
        if (self.days is None) == (self.weeks is None):
            raise PydanticCustomError("readable", "refused", {"code": "days_or_weeks", "values": {}})
        return self

    @property
    def total(self) -> int:
        """The length in days."""
        return self.days if self.days is not None else DAYS_IN_WEEK * (self.weeks or 0)


class StepEntry(Strict):
    """One step. Without ``lengths`` and no ``moment``: nobody knows how long it takes."""

    name: Both
    track: Track
    owner: OwnerRole
    each_municipality: bool = Field(False, description="every municipality has to do it for itself")
    routes: tuple[Route, ...] = PURCHASE
    needs: tuple[Need, ...] = ()
    after: tuple[StepId, ...] = Field((), description="steps that have to be finished first")
    moment: bool = False
    passages: tuple[Text, ...] = ()
    lengths: tuple[Length, ...] = ()


class SlipEntry(Strict):
    """A delay of the start that the plan is tried with."""

    months: int = Field(ge=1, le=60)
    passages: tuple[Text, ...]
    reason: Both


class PlanningFile(Strict):
    """``knowledge/planning.yaml``: every step stands behind those that it waits for."""

    checked: Annotated[date, DATE]
    slip: SlipEntry
    steps: dict[StepId, StepEntry]

    @model_validator(mode="after")
    def _in_order(self) -> "PlanningFile":
        seen: set[str] = set()
        for name, step in self.steps.items():
            late = [other for other in step.after if other not in seen]
            if late:
                values = {"code": "step_before", "values": {"found": ", ".join(late)}, "at": ("steps", name, "after")}
                raise PydanticCustomError("readable", "refused", values)
            seen.add(name)
        return self

    def passages(self) -> Iterable[tuple[StepId, tuple[str, ...]]]:
        """Every step with the passages of its name and lengths."""
        for name, step in self.steps.items():
            yield name, tuple(dict.fromkeys((*step.passages, *(p for held in step.lengths for p in held.passages))))
