"""Dated parameters: a value holds from its date until the next one. Own judgement is marked and gives its reason."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ..profile.answers import DATE, Basis, Strict, Text
from ..profile.quantities import basis_points, cents, count, day_number
from .options import Both
from .sources import State

Quantity = Literal["share", "money", "count", "ratio", "date"]
Judgement = Literal["own", "source", "law", "sector"]
Day = Annotated[date, DATE]


class Entered(Strict):
    """Who says the value of a parameter that nobody had found: the region that entered it."""

    basis: Basis
    source: Text
    lines: Text | None = None


class ParameterEntry(Strict):
    """One parameter as it stands in ``knowledge/parameters.yaml``."""

    quantity: Quantity
    meaning: Both
    unit: Text | None = None
    judgement: Judgement = Field(
        description="own: no source gives it; the reason says why this value; sector: a standard that is no law"
    )
    state: State | None = Field(None, description="of a figure of law or of a standard: how sure it is")
    reason: Both
    passages: tuple[Text, ...] = ()
    values: dict[Day, Annotated[str, BeforeValidator(str)] | None] = Field(
        description="value from each date; null: not known"
    )
    entered: Entered | None = Field(None, description="set when a region enters a value; never in the file")

    @model_validator(mode="after")
    def _says_how_sure(self) -> "ParameterEntry":
        """A figure of law carries its state; a limit of our own or of a source has none."""
        if (self.state is not None) != (self.judgement in ("law", "sector") and not self.empty):
            raise PydanticCustomError("readable", "refused", {"code": "parameter_state", "values": {}})
        return self

    @property
    def empty(self) -> bool:
        """Whether nobody found a value for any day: a region may then enter it."""
        return all(value is None for value in self.values.values())

    def at(self, day: date) -> int | None:
        """The value in force; None when none is, or when it is not known."""
        past = [since for since in self.values if since <= day]
        text = self.values[max(past)] if past else None
        return None if text is None else amount(self.quantity, text)

    def entered_as(self, value: date, by: Entered) -> "ParameterEntry":
        """The parameter with the day that a region entered; it holds on every day of advice."""
        return self.model_copy(update={"values": {date.min: value.isoformat()}, "entered": by})


class ParametersFile(Strict):
    parameters: dict[str, ParameterEntry]


def amount(quantity: Quantity, text: str) -> int:
    """A parameter or constant as facts hold it.

    Basis points, cents, whole numbers, hundredths for a ratio, and a day as a number such as 20261001.
    """
    if quantity == "share":
        return basis_points(text)
    if quantity == "money":
        return cents(text)
    if quantity == "count":
        return count(text)
    if quantity == "date":
        return day_number(date.fromisoformat(text))
    whole, _, part = text.replace(",", ".").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0")[:2] or "0")
