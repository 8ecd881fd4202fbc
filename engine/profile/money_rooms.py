"""Rooms with amounts per year: the business case of a region, and the start budget of a segment.

They hold what a calculation needs and nothing that it gives: savings and budgets are computed from them. A year that is
missing, and a list that is not there, are unknown; an empty list says that there is none.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .answers import UNKNOWN, Answer, Strict, Text, about
from .quantities import Count, Money, Share
from .segment_rooms import Law

ALL = 10_000
MOST_YEARS, MOST_ACTS, MOST_LINES, MOST_MUNICIPALITIES = 30, 10, 60, 400


def _refuse(code: str, **values: str) -> PydanticCustomError:
    # The message is never shown: the catalogue of reader's text has a sentence for the code.
    return PydanticCustomError("readable", "refused", {"code": code, "values": values})


def _year(value: Any) -> Any:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not re.fullmatch(r"(19|20)[0-9]{2}", text):
        raise _refuse("not_a_year", expected="2021")
    return text


def _unknown(value: Any) -> Any:
    """A year of which nobody knows the amount."""
    return None if value is None or (isinstance(value, str) and value.strip().lower() in UNKNOWN) else value


def _at_most_all(value: int) -> int:
    if value > ALL:
        raise _refuse("over_hundred_percent")
    return value


YEAR = r"^(19|20)[0-9]{2}$"
# A year is written as a number, and is text where it is the key of an amount.
Year = Annotated[str, Field(pattern=YEAR), BeforeValidator(_year, json_schema_input_type=int | str)]
Percentage = Annotated[Share, AfterValidator(_at_most_all)]
_OR_UNKNOWN = BeforeValidator(_unknown, json_schema_input_type=int | str | None)
_BY_YEAR = Field(json_schema_extra={"propertyNames": {"pattern": YEAR}})
AmountByYear = Annotated[dict[Year, Annotated[Money | None, _OR_UNKNOWN]], _BY_YEAR]
CountByYear = Annotated[dict[Year, Annotated[Count | None, _OR_UNKNOWN]], _BY_YEAR]
PercentageByYear = Annotated[dict[Year, Annotated[Percentage | None, _OR_UNKNOWN]], _BY_YEAR]


class Deduction(Strict):
    """Something that is taken off the base before the saving is computed."""

    name: Text = Field(description="what it is")
    amounts: Answer[AmountByYear] | None = about("bedrag per jaar", "amount that comes off", "euro a year")


class ActCase(Strict):
    """The calculation for one act."""

    act: Law = Field(description="act under which the care is bought")
    base: Answer[AmountByYear] | None = about(
        "zorgkosten per jaar", "expected cost of the care before any measure", "euro a year"
    )
    realised: Answer[AmountByYear] | None = about(
        "gerealiseerde kosten", "cost realised in the years before, to hold the base against", "euro a year"
    )
    out_of_scope: Annotated[tuple[Deduction, ...], Field(max_length=MOST_LINES)] | None = Field(
        None, description="cost that the purchase does not touch; [] when there is none"
    )
    other_measures: Annotated[tuple[Deduction, ...], Field(max_length=MOST_LINES)] | None = Field(
        None, description="savings of other measures on the same cost; [] when there are none"
    )
    percentages: Answer[PercentageByYear] | None = about(
        "aangenomen besparing", "saving that is assumed on what remains", "% a year"
    )

    def by_year(self) -> Iterable[tuple[tuple[str | int, ...], Answer[Any] | None]]:
        """Every answer that the years of the case hold for, with its place."""
        yield ("base",), self.base
        yield ("percentages",), self.percentages
        for room in ("out_of_scope", "other_measures"):
            for number, held in enumerate(getattr(self, room) or ()):
                yield (room, number, "amounts"), held.amounts


class StatedRow(Strict):
    """An outcome that a document prints, to hold the calculation against. A saving is a positive amount."""

    figure: Literal["in_scope", "saving", "net"] = Field(description="what the row gives")
    act: Law | None = Field(None, description="the act, or none for all acts together")
    amounts: Answer[AmountByYear] | None = about("bedrag per jaar", "amount that is printed", "euro a year")


class StatedTable(Strict):
    """A table of outcomes in a document."""

    name: Text = Field(description="how the reader finds the table")
    passage: Text | None = Field(None, description="passage of the knowledge base that holds the table")
    rounded_to: Literal[1, 100, 1000] = Field(1, description="unit in which the table is printed, in euro")
    rows: Annotated[tuple[StatedRow, ...], Field(max_length=MOST_LINES)] = Field(description="rows of the table")


class BusinessCase(Strict):
    """What a changed purchase is expected to save: base, what comes off it, and an assumed percentage, per act."""

    years: Annotated[tuple[Year, ...], Field(min_length=1, max_length=MOST_YEARS)] = Field(
        description="years that are calculated"
    )
    acts: Annotated[tuple[ActCase, ...], Field(min_length=1, max_length=MOST_ACTS)] = Field(
        description="the calculation per act"
    )
    change_cost: Answer[AmountByYear] | None = about(
        "kosten van de verandering", "cost of the change itself", "euro a year"
    )
    stated: Annotated[tuple[StatedTable, ...], Field(max_length=MOST_LINES)] = Field(
        (), description="outcomes that a document prints, to hold the calculation against"
    )

    @model_validator(mode="after")
    def _once(self) -> "BusinessCase":
        _once_each(self.years, "year_twice", lambda n: ("years", n))
        _once_each([case.act for case in self.acts], "act_twice", lambda n: ("acts", n, "act"))
        return self

    @model_validator(mode="after")
    def _years_of_the_case(self) -> "BusinessCase":
        """An amount of another year would be left out unseen."""
        for number, case in enumerate(self.acts):
            for path, answer in case.by_year():
                _inside(self.years, answer, ("acts", number, *path))
        _inside(self.years, self.change_cost, ("change_cost",))
        for number, table in enumerate(self.stated):
            for row, held in enumerate(table.rows):
                _inside(self.years, held.amounts, ("stated", number, "rows", row, "amounts"))
        return self


class Correction(Strict):
    """A correction of what was spent, such as a late invoice or an expense that will not come back."""

    name: Text = Field(description="what it is")
    effect: Literal["add", "subtract"] = Field(description="whether the amount is added to what was spent")
    amount: Answer[Money] | None = about("bedrag", "amount of the correction", "euro")


class Development(Strict):
    """Something that changes how many clients there will be, such as policy of the region or the municipality."""

    name: Text = Field(description="what it is")
    effect: Literal["more", "fewer"] = Field(description="more clients or fewer")
    clients: Answer[Count] | None = about("cliënten", "clients that it adds or takes away", "persons")


class MunicipalUse(Strict):
    """What one municipality used of the segment, and what it expects."""

    name: Text = Field(description="the municipality")
    realised_spend: Answer[AmountByYear] | None = about(
        "gerealiseerde uitgaven", "spending on all providers", "euro a year"
    )
    realised_clients: Answer[CountByYear] | None = about(
        "gerealiseerde cliënten", "clients behind that spending", "persons"
    )
    corrections: Annotated[tuple[Correction, ...], Field(max_length=MOST_LINES)] = Field(
        (), description="corrections of the spending of the last year"
    )
    expected_clients: Answer[Count] | None = about(
        "verwachte cliënten", "clients in the year of the budget, before developments", "persons"
    )
    developments: Annotated[tuple[Development, ...], Field(max_length=MOST_LINES)] | None = Field(
        None, description="what changes the number of clients; [] when nothing does"
    )


class Settlement(Strict):
    """How a surplus and a shortage are shared. Inside the band each keeps its own."""

    name: Text = Field(description="how the rule is called")
    band: Percentage = Field(0, description="part of the budget in which nothing is settled")
    surplus_back: Percentage = Field(description="share of the surplus beyond the band that goes back")
    shortage_paid: Percentage = Field(description="share of the shortage beyond the band that is paid after all")


class StartBudget(Strict):
    """What the start budget of a lump sum is computed from."""

    year: Year = Field(description="year of the budget")
    figures_of_segment: Answer[bool] | None = about(
        "cijfers zijn van dit segment", "the realised figures are of the segment as it is now described"
    )
    municipalities: Annotated[tuple[MunicipalUse, ...], Field(min_length=1, max_length=MOST_MUNICIPALITIES)] = Field(
        description="use per municipality"
    )
    index: Answer[Percentage] | None = about(
        "indexering", "rise of prices from the last realised year to the year of the budget", "%"
    )
    efficiency: Answer[Percentage] | None = about(
        "efficiëntie", "part of the budget that efficiency of providers is expected to free; 0% when none", "%"
    )
    chain_care: Answer[Percentage] | None = about(
        "ketenzorg", "part of the budget that agreements on chain care are expected to free; 0% when none", "%"
    )
    benchmark: Answer[Money] | None = about(
        "vergelijking", "budget per client of municipalities with the same method", "euro"
    )
    settlement: Annotated[tuple[Settlement, ...], Field(max_length=MOST_LINES)] = Field(
        (), description="rules for surplus and shortage that the region considers"
    )

    @model_validator(mode="after")
    def _municipalities_once(self) -> "StartBudget":
        names = [held.name for held in self.municipalities]
        _once_each(names, "municipality_twice", lambda n: ("municipalities", n, "name"))
        return self


def _once_each(names: Iterable[str], code: str, place: Callable[[int], tuple[str | int, ...]]) -> None:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            values = {"code": code, "values": {"found": name}, "at": place(number)}
            raise PydanticCustomError("readable", "refused", values)
        seen.add(name)


def _inside(years: tuple[str, ...], answer: Answer[Any] | None, at: tuple[str | int, ...]) -> None:
    held: Mapping[str, int | None] = (answer.value if answer else None) or {}
    outside = next((year for year in held if year not in years), None)
    if outside is not None:
        values = {"code": "year_outside", "values": {"year": outside}, "at": (*at, outside)}
        raise PydanticCustomError("readable", "refused", values)
