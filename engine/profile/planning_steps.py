"""What a region says of the steps of its planning, and of people and money for the change."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from .answers import DATE, Answer, Strict, about
from .quantities import Count, Money

StepId = Literal[
    "programme_plan",
    "supplier_organisation",
    "council_frames",
    "sketches",
    "advisory_councils",
    "market_consultation",
    "strategy",
    "starting_budget",
    "subsidy_rule",
    "documents",
    "pilot_plans",
    "publication_decision",
    "publication",
    "questions",
    "bids",
    "assessment",
    "award_decision",
    "standstill",
    "award",
    "award_notice",
    "admission",
    "admission_decision",
    "subsidy_applications",
    "subsidy_decision",
    "direct_award",
    "transition",
    "start",
    "pilot_partners",
    "pilot_run",
    "pilot_evaluation",
    "pilot_decision",
    "extension",
    "extension_effect",
    "present_end",
]
"""the steps of ``knowledge/planning.yaml``"""

STEP_OF_DATE: dict[StepId, str] = {
    "start": "start",
    "publication": "publication",
    "publication_decision": "decisions_before",
    "award": "award",
    "pilot_partners": "pilot_partners",
    "pilot_run": "pilot_end",
    "pilot_decision": "pilot_decision",
}
"""steps that have a question of their own in the room ``planning``"""


class PlannedStep(Strict):
    """A step of the planning as the region has it; ``n.v.t.`` as its end: the step is not taken here."""

    ends: Answer[Annotated[date, DATE]] | None = about("klaar op", "day on which the step is finished")
    days: Answer[Count] | None = about("duur in dagen", "calendar days that the step takes", "days")


def hundredths(value: Any) -> tuple[int, int]:
    """Fte as hundredths, from and to: ``2,5`` is (250, 250) and ``1-2`` is (100, 200)."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    match = _FTE.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("readable", "refused", {"code": "not_fte", "values": {"expected": "2,5"}})
    low = _one(match["low"])
    high = _one(match["high"]) if match["high"] else low
    if high < low:
        raise PydanticCustomError("readable", "refused", {"code": "fte_turned", "values": {}})
    return low, high


_NUMBER = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?"
_FTE = re.compile(rf"(?P<low>{_NUMBER})(?:\s*[-–]\s*(?P<high>{_NUMBER}))?\s*(?:fte)?\Z")


def _one(text: str) -> int:
    whole, _, part = text.replace(",", ".").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or "0")


Fte = Annotated[
    tuple[int, int],
    BeforeValidator(hundredths, json_schema_input_type=int | str),
    Field(json_schema_extra={"quantity": "fte", "pattern": rf"^\s*{_NUMBER}(\s*[-–]\s*{_NUMBER})?\s*(fte)?\s*$"}),
]
Year = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Role = Literal["regular", "purchase", "programme"]


class Change(Strict):
    """People and money for the change itself, as the region has planned them. What is stated replaces the estimate."""

    regular: Answer[dict[Year, Fte]] | None = about(
        "vaste inzet", "regular staff for the implementation, by calendar year", "fte-years"
    )
    purchase: Answer[dict[Year, Fte]] | None = about(
        "tijdelijke inzet inkoop", "temporary staff for the purchase, by calendar year", "fte-years"
    )
    programme: Answer[dict[Year, Fte]] | None = about(
        "tijdelijke inzet programma en proeven",
        "temporary staff for programme and pilots, by calendar year",
        "fte-years",
    )
    temporary_cost: Answer[Money] | None = about(
        "kosten tijdelijke inzet", "cost of all temporary staff over the whole period", "euro"
    )
