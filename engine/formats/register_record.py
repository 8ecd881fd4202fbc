"""A record of the Dutch algorithm register by its publication standard, version 1.0.

Fields, their order, lengths, obligation and closed lists are those of the register's own software, which is open
(MinBZK/Algoritmeregister, backend/app/schemas/config/v1_0.json, as it was at commit 559218f5): the only text of the
standard for machines that was found. It is no JSON Schema; ``record_schema`` makes one from these models. Seen
there and left out: ``lars``, a number that the register gives out itself.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from ..profile.answers import Strict

Theme = Literal[
    "Organisatie en bedrijfsvoering",
    "Cultuur en recreatie",
    "Economie",
    "Overheidsfinanciën",
    "Wonen",
    "Internationaal",
    "Migratie en integratie",
    "Natuur en milieu",
    "Onderwijs en wetenschap",
    "Openbare orde en veiligheid",
    "Recht",
    "Ruimte en infrastructuur",
    "Sociale zekerheid",
    "Verkeer",
    "Werk",
    "Zorg en gezondheid",
]
Stage = Literal["In ontwikkeling", "In gebruik", "Buiten gebruik"]
Category = Literal["Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"]


def _one(code: str, pattern: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError("readable", "refused", {"code": code, "values": {}})
        return value

    return AfterValidator(check)


URL = r"https?://[^\s/]+\.[^\s/]+(/\S*)?"
MAIL = r"[^\s@]+@[^\s@]+\.[^\s@]+"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[Line, Field(max_length=100)]
Story = Annotated[Line, Field(max_length=2500)]
Link = Annotated[Line, Field(max_length=500), _one("not_an_address", URL)]
Contact = Annotated[Line, Field(max_length=500), _one("not_a_contact", rf"{URL}|{MAIL}")]
Month = Annotated[Line, _one("not_a_month", r"[0-9]{4}-(0[1-9]|1[0-2])")]


class LawLink(Strict):
    title: Name
    link: Link


class DataLink(Strict):
    title: Annotated[Line, Field(max_length=500)]
    link: Link


class Assessment(Strict):
    title: Line
    link: Link | None = None


class OrganisationPart(Strict):
    """What only the organisation that uses the program knows. Never filled in for it."""

    organization: Name
    status: Stage
    begin_date: Month | None = None
    end_date: Month | None = None
    contact_email: Contact
    website: Link | None = None
    publication_category: Category
    url: Link | None = None
    proportionality: Story | None = None
    process_index_url: Link | None = None
    impacttoetsen_grouping: tuple[Assessment, ...] | None = None
    impacttoetsen: Story | None = None
    provider: Annotated[Line, Field(max_length=200)] | None = None
    publiccode: Link | None = None
    source_id: Name | None = None


class ProgramPart(Strict):
    """What the rules and the program know of themselves."""

    name: Name
    description_short: Annotated[Line, Field(max_length=350)]
    category: Annotated[tuple[Theme, ...], Field(max_length=3)]
    goal: Story
    human_intervention: Story
    risks: Story
    lawful_basis: Story
    lawful_basis_grouping: tuple[LawLink, ...]
    source_data: Story
    source_data_grouping: tuple[DataLink, ...]
    methods_and_models: Annotated[Line, Field(max_length=5000)]
    lang: Literal["nld", "eng"] = Field(description="the register takes nld; eng is a copy to read along")
    standard_version: Literal["1.0"] = "1.0"
    tags: Story


class Record(OrganisationPart, ProgramPart):
    """A whole record."""


ORDER = (
    "name",
    "description_short",
    "organization",
    "category",
    "status",
    "begin_date",
    "end_date",
    "contact_email",
    "website",
    "publication_category",
    "url",
    "goal",
    "proportionality",
    "human_intervention",
    "risks",
    "lawful_basis",
    "lawful_basis_grouping",
    "process_index_url",
    "impacttoetsen_grouping",
    "impacttoetsen",
    "source_data",
    "source_data_grouping",
    "methods_and_models",
    "provider",
    "publiccode",
    "lang",
    "standard_version",
    "source_id",
    "tags",
)
"""all fields, in the order of the standard"""


def record_schema() -> dict[str, Any]:
    """A JSON Schema of a whole record: ours, since the standard has none."""
    held = Record.model_json_schema()
    held["title"] = "Algorithm register, publication standard 1.0"
    held["properties"] = {name: held["properties"][name] for name in ORDER}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **held}


def record_data(program: ProgramPart, organisation: OrganisationPart | None) -> dict[str, Any]:
    """A record as data, every field of the standard in its order; null is open."""
    known = program.model_dump(mode="json") | (organisation.model_dump(mode="json") if organisation else {})
    return {name: known.get(name) for name in ORDER}


def open_fields(organisation: OrganisationPart | None) -> tuple[tuple[str, bool], ...]:
    """The fields that nobody has filled in, each with whether the standard demands it."""
    return tuple(
        (name, field.is_required())
        for name, field in OrganisationPart.model_fields.items()
        if organisation is None or getattr(organisation, name) is None
    )
