"""Dated parameters: a value holds from its date until the next one. Own judgement is marked and gives its reason."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ..profile.answers import DATE, Strict, Text
from ..profile.quantities import basis_points, cents, count
from .options import Both

Quantity = Literal["share", "money", "count", "ratio"]
Day = Annotated[date, DATE]


class ParameterEntry(Strict):
    """One parameter as it stands in ``knowledge/parameters.yaml``."""

    quantity: Quantity
    meaning: Both
    unit: Text | None = None
    judgement: Literal["own", "source", "law"] = Field(
        description="own: no source gives it; the reason says why this value"
    )
    reason: Both
    passages: tuple[Text, ...] = ()
    values: dict[Day, Annotated[str, BeforeValidator(str)] | None] = Field(
        description="value from each date; null: not known"
    )

    def at(self, day: date) -> int | None:
        """The value in force; None when none is, or when it is not known."""
        past = [since for since in self.values if since <= day]
        text = self.values[max(past)] if past else None
        return None if text is None else amount(self.quantity, text)


class ParametersFile(Strict):
    parameters: dict[str, ParameterEntry]


def amount(quantity: Quantity, text: str) -> int:
    """A parameter or constant as facts hold it: basis points, cents, whole numbers, hundredths for a ratio."""
    if quantity == "share":
        return basis_points(text)
    if quantity == "money":
        return cents(text)
    if quantity == "count":
        return count(text)
    whole, _, part = text.replace(",", ".").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0")[:2] or "0")
