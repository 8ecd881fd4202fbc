"""People and money that one region planned for the change, as they stand in ``knowledge/change-cost.yaml``."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..profile.answers import DATE, Strict, Text
from ..profile.planning_steps import Fte, Role
from ..profile.quantities import Count, Money, Share
from .options import Both

Driver = Literal["segments", "municipalities", "registrations"]
WHOLE = 10_000
"""basis points"""


class ReferenceEntry(Strict):
    """How large the region of the source is in one respect."""

    value: Count
    passages: tuple[Text, ...]


class ScaleEntry(Strict):
    """A share of the staff that grows with one thing, or with nothing."""

    by: Driver | Literal["fixed"]
    share: Share


class YearEntry(Strict):
    """Staff in one year, from and to, in hundredths: as the source has it, and in fte-years."""

    fte: Fte
    fte_years: Fte


class RoleEntry(Strict):
    name: Both
    temporary: bool = Field(description="true: its cost is in the amount of the source")
    passages: tuple[Text, ...]
    years: dict[Annotated[int, Field(ge=-5, le=5)], YearEntry] = Field(description="by year from the start")
    scales: tuple[ScaleEntry, ...]
    reason: Both = Field(description="why it grows so; own judgement")

    @model_validator(mode="after")
    def _whole(self) -> "RoleEntry":
        if sum(part.share for part in self.scales) != WHOLE:
            raise PydanticCustomError("readable", "refused", {"code": "shares_not_whole", "values": {}})
        return self


class AmountEntry(Strict):
    amount: Money
    passages: tuple[Text, ...]


class RemarkEntry(Strict):
    """Something in the source's own table that does not add up or is missing."""

    text: Both
    passages: tuple[Text, ...]


class ChangeCostFile(Strict):
    checked: Annotated[date, DATE]
    reference: dict[Driver, ReferenceEntry]
    temporary_cost: AmountEntry
    roles: dict[Role, RoleEntry]
    remarks: tuple[RemarkEntry, ...]
    not_included: tuple[Both, ...]
