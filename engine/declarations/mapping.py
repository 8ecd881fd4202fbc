"""The mapping: what the columns of an export mean, how amounts and periods stand in it, where each product belongs."""

from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from ..reading import read_document, validate

NOT_FOUND = "?"
"""what a proposed mapping has where nothing was recognised; somebody has to fill it in"""


def _filled_in(name: str) -> str:
    if name == NOT_FOUND:
        raise _refuse("still_to_fill_in")
    return name


Name = Annotated[str, Field(min_length=1, max_length=120)]
InFile = Annotated[Name, AfterValidator(_filled_in)]
"""what something is called in the file"""
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Pattern = Annotated[str, Field(min_length=1, max_length=60)]
Law = Literal["wmo2015", "jeugdwet", "participatiewet"]
Encoding = Literal["utf-8", "latin-1", "windows-1252"]
PeriodNotation = Literal["yyyy-mm", "yyyymm", "mm-yyyy", "yyyy-mm-dd", "dd-mm-yyyy", "yyyymmdd", "yyyy"]
Counted = Literal["spend", "clients", "providers", "client_share", "cost_share"]
NO_SEGMENT = ""
"""where a product goes for which no line of the table holds"""


class Strict(BaseModel):
    """What the file may hold and no more."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Columns(Strict):
    """The name of the column that holds each thing; left out is not there."""

    period: InFile
    law: InFile | None = None
    municipality: InFile | None = None
    category: InFile | None = None
    product: InFile | None = None
    provider: InFile
    provider_name: InFile | None = None
    client: InFile | None = None
    amount: InFile
    units: InFile | None = None

    @model_validator(mode="after")
    def _each_once(self) -> "Columns":
        named = self.named()
        twice = sorted({name for name in named.values() if list(named.values()).count(name) > 1})
        if twice:
            raise _refuse("column_twice", found=", ".join(twice))
        if self.category is None and self.product is None:
            raise _refuse("no_product_column")
        return self

    def named(self) -> dict[str, str]:
        """What each named column holds, in the order of the model."""
        return {field: name for field, name in self if name is not None}


class Notation(Strict):
    """How the file writes. Numbers and dates that are typed (Parquet, Excel) need none of it."""

    delimiter: Literal[";", ",", "|", "tab"] = ";"
    encoding: Encoding = "utf-8"
    period: PeriodNotation = "yyyy-mm"
    decimal: Literal[",", "."] = ","
    thousands: Literal["none", ".", ",", " ", "'"] = "none"
    amounts_in: Literal["euro", "cents"] = "euro"

    @model_validator(mode="after")
    def _signs_differ(self) -> "Notation":
        if self.decimal == self.thousands:
            raise _refuse("decimal_is_thousands", found=self.decimal)
        return self

    @property
    def separator(self) -> str:
        return "\t" if self.delimiter == "tab" else self.delimiter

    @property
    def cents_each(self) -> int:
        """Cents in one of what amounts are in."""
        return 100 if self.amounts_in == "euro" else 1


class RegionNamed(Strict):
    """The region to which the declarations belong."""

    id: Id
    name: Name


class SegmentNamed(Strict):
    """A segment as the region file has it."""

    name: Name
    law: Law
    kind: Name | None = None


class ProductLine(Strict):
    """Products that belong to a segment: ``*`` and ``?`` in category and product stand for any text and any sign."""

    law: Law | None = None
    category: Pattern | None = None
    product: Pattern | None = None
    segment: Id

    @model_validator(mode="after")
    def _says_which(self) -> "ProductLine":
        if self.category is None and self.product is None:
            raise _refuse("product_line_without_product")
        return self

    def holds(self, category: str, product: str) -> bool:
        return _alike(category, self.category) and _alike(product, self.product)


class Stated(Strict):
    """A figure that a document prints for the same declarations, to be held against them.

    ``spend`` is whole euro, shares are basis points; without ``segment`` the figure is of the whole act.
    """

    year: Annotated[StrictInt, Field(ge=1990, le=2100)]
    law: Law
    what: Counted
    value: Annotated[StrictInt, Field(ge=0, le=10**12)]
    segment: Id | None = None
    source: Name | None = None


class Mapping(Strict):
    """Everything that is needed to read the export of one back office."""

    format: Literal[1]
    region: RegionNamed
    source: Name
    columns: Columns
    notation: Notation = Notation()
    sheet: Name | None = None
    laws: dict[InFile, Law] = Field(default_factory=dict)
    segments: dict[Id, SegmentNamed] = Field(min_length=1, max_length=60)
    products: tuple[ProductLine, ...] = Field((), max_length=5_000)
    suppress_under: Annotated[StrictInt, Field(ge=1, le=1_000)] = 10
    stated: tuple[Stated, ...] = Field((), max_length=500)

    @model_validator(mode="after")
    def _fits(self) -> "Mapping":
        for number, line in enumerate(self.products):
            self._known(line.segment, line.law, ("products", number, "segment"))
        for number, stated in enumerate(self.stated):
            if stated.segment is not None:
                self._known(stated.segment, stated.law, ("stated", number, "segment"))
        if self.columns.law is not None and not self.laws:
            raise _refuse("laws_missing", at=("columns", "law"))
        return self

    def _known(self, segment: str, law: str | None, at: tuple[str | int, ...]) -> None:
        held = self.segments.get(segment)
        if held is None:
            raise _refuse("segment_not_listed", at=at, expected=", ".join(self.segments), key=segment)
        if law is not None and law != held.law:
            raise _refuse("segment_of_other_law", at=at, key=segment, expected=held.law)

    @cached_property
    def law_words(self) -> dict[str, str]:
        """How the file writes an act, in small letters, with the act that is meant; the code itself always serves."""
        own = {law: law for law in ("wmo2015", "jeugdwet", "participatiewet")}
        return own | {word.strip().lower(): law for word, law in self.laws.items()}

    def segment_of(self, law: str, category: str, product: str) -> str:
        """The segment of the first line that holds; NO_SEGMENT when none does. ``law`` is empty when no column says it.

        A line holds only for the act of its segment.
        """
        for line in self.products:
            if law in ("", self.segments[line.segment].law) and line.holds(category, product):
                return line.segment
        return NO_SEGMENT


def read_mapping(path: Path, name: str | None = None) -> Mapping:
    """Read and validate a mapping. Raises ProblemsFoundError with everything that is wrong with it."""
    return validate(Mapping, read_document(path, name))


def _alike(found: str, pattern: str | None) -> bool:
    return pattern is None or fnmatchcase(found.lower(), pattern.lower().replace("[", "[[]"))


def _refuse(code: str, at: tuple[str | int, ...] = (), **values: str) -> PydanticCustomError:
    # The message is never shown: the catalogue of reader's text has a sentence for the code.
    return PydanticCustomError("readable", "refused", {"code": code, "values": values, "at": at})
