"""What was measured, or only argued, about the effects of options: records, and documents that still have to be read.

A record is a source of its own. It says what somebody found, from how far away (``place``), how it was seen (``level``)
and how much it weighs (``quality``, our judgement). Until somebody has read the original it is ``secondary``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from ..profile.answers import DATE, Strict, Text
from .options import Both
from .sources import Passage, Source, State


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(/\S*)?", value):
        raise PydanticCustomError("readable", "refused", {"code": "not_an_address", "values": {}})
    return value


Address = Annotated[str, AfterValidator(_address)]
RecordId = Annotated[str, Field(pattern=r"^EV-[0-9]{2,3}$")]
Kind = Literal["research", "evaluation", "monitor", "guidance", "advice_body", "opinion"]
Level = Literal["primary", "abstract", "secondary", "headings"]
"""primary: the organisation's own text; secondary: a report by another; headings: title page and contents only"""
Place = Literal["social_domain", "health_care", "abroad"]
"""Dutch social domain, Dutch health care, abroad"""
Direction = Literal["improves", "worsens", "no_effect", "mixed", "depends"]
Quality = Literal["strong", "moderate", "weak"]
Outcome = Literal[
    "cost",
    "volume",
    "quality",
    "waiting",
    "admin_burden",
    "innovation",
    "continuity",
    "providers",
    "legal",
    "other",
]
PLACES: tuple[Place, ...] = get_args(Place)
QUALITIES: tuple[Quality, ...] = get_args(Quality)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
EFFECTS: tuple[Outcome, ...] = OUTCOMES[:7]
"""what a board asks of an option; the number of providers, the law and the rest are no effect on residents or cost"""
MEASURING: frozenset[Kind] = frozenset({"research", "evaluation", "monitor"})
BESIDE_OPTIONS = ("access.organisation",)
"""what records speak of that is given to a purchase and no option of it"""


class Record(Strict):
    """One finding about the effect of one or more options on one outcome, in our own words."""

    title: Text
    organisation: Text
    year: int | None = Field(description="null: not seen; the record then counts from the year of the search")
    address: Address
    kind: Kind
    seen: Literal["excerpt", "whole"]
    level: Level
    place: Place
    state: State
    about: dict[Text, Direction | None] = Field(
        min_length=1, description="options, families or instruments, with the direction as far as it is read for them"
    )
    outcome: Outcome
    quality: Quality
    conclusive: bool = Field(True, description="false: says only that an effect cannot be shown")
    statement: Both
    condition: Both
    limits: Both

    @property
    def measured(self) -> bool:
        """Whether something was measured, and not only argued."""
        return self.kind in MEASURING

    @property
    def analogy(self) -> bool:
        """From outside the Dutch social domain: it may raise a question, a risk or a measure and never decides."""
        return self.place != "social_domain"


class RecordFile(Strict):
    """The records of one group or organisation."""

    group: Both
    searched: Annotated[date, DATE] = Field(description="the day on which they were looked for")
    records: dict[RecordId, Record]


class Lead(Strict):
    """A document that may measure what no record measures, and that nobody has read."""

    title: Text
    organisation: Text | None
    year: int | None
    address: Address | None
    why: Both


class LeadFile(Strict):
    leads: tuple[Lead, ...]


@dataclass(frozen=True)
class Evidence:
    """All records by id, in the order of their numbers, with the year from which each was known."""

    records: Mapping[str, Record] = field(default_factory=dict)
    leads: tuple[Lead, ...] = ()
    searched: Mapping[str, date] = field(default_factory=dict)

    def known_on(self, record: str, day: date) -> bool:
        """Whether a record had been published on a day: a year counts from its first day, an unknown one from the
        year of the search."""
        return (self.records[record].year or self.searched[record].year) <= day.year

    def on(self, day: date) -> "Evidence":
        """The evidence as it was known on a day."""
        return self.only(name for name in self.records if self.known_on(name, day))

    def only(self, records: Iterable[str]) -> "Evidence":
        """The same, with no other records than these."""
        kept = frozenset(records)
        return Evidence({n: r for n, r in self.records.items() if n in kept}, self.leads, self.searched)

    def about(self, codes: Iterable[str]) -> dict[str, Record]:
        """The records that name one of these codes."""
        wanted = frozenset(codes)
        return {name: record for name, record in self.records.items() if not wanted.isdisjoint(record.about)}

    @cached_property
    def named(self) -> frozenset[str]:
        """The options, families and instruments that some record names."""
        return frozenset(code for record in self.records.values() for code in record.about)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Each record as a source with one passage, so that a rule can cite it like any other place."""
        return dict(self._sources())

    def _sources(self) -> Iterator[tuple[str, Source]]:
        for name, record in self.records.items():
            passage = Passage(kind=record.kind, state=record.state, summary=record.statement)
            yield (
                name,
                Source(
                    id=name.lower(),
                    prefix=name,
                    title=record.title,
                    organisation=record.organisation,
                    date=str(record.year) if record.year else "?",
                    kind="research" if record.measured else "guidance",
                    address=record.address,
                    passages={name: passage},
                ),
            )


def codes_for(option: str) -> tuple[str, ...]:
    """The codes under which records speak of an option: itself, its families and its instrument."""
    parts = option.split(".")
    return tuple(".".join(parts[:length]) for length in range(len(parts), 0, -1))


def counted(records: Iterable[Record]) -> dict[Outcome, dict[Quality, int]]:
    """How many records of each quality there are per outcome, in the fixed order of both."""
    held = list(records)
    cells = {o: {q: sum(r.outcome == o and r.quality == q for r in held) for q in QUALITIES} for o in OUTCOMES}
    return {outcome: counts for outcome, counts in cells.items() if any(counts.values())}
