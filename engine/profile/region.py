"""The profile of a region: what holds for all segments, and its segments with their parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .answers import DATE, Answer, Id, Members, Strict, Text, about
from .house_terms import HouseTerms
from .money_rooms import BusinessCase, StartBudget
from .overrides import Override, Overrides, code_of
from .planning_steps import STEP_OF_DATE, Change, PlannedStep, StepId
from .quantities import Count, Share
from .segment_rooms import Care, Law, Level, Lot, Market, Outcomes, Pilots, Scope, Use
from .shared_rooms import Access, Board, Evaluation, Note, Present, SupplierManagement, Wishes
from .transition_rooms import Governance, OldLot, Transition

Principle = Literal[
    "self_reliance",
    "own_access",
    "normalise",
    "prevention",
    "cost_control",
    "result_quality",
    "partnership",
    "data_driven",
    "integration",
    "local_ties",
    "innovation",
    "admin_reduction",
    "uniform_funding",
]
PurchaseGoal = Literal["quality_results", "financial_sustainability"]
OwnerRole = Literal["board", "access", "data", "contract_team", "programme", "counsel", "procurement"]


class Place(Strict):
    """Where the region lies and what drives its use of care."""

    municipalities: Answer[tuple[Text, ...]] | None = about("deelnemende gemeenten", "participating municipalities")
    population: Answer[Count] | None = about("inwoners", "residents of the participating municipalities", "residents")
    population_trend: Answer[Share] | None = about(
        "bevolkingsontwikkeling", "expected growth over the stated period", "%"
    )
    urbanity: Answer[Literal["rural", "mixed", "urban"]] | None = about("landelijk of stedelijk", "urbanity")


class Goals(Strict):
    """What the region wants to reach with its purchase."""

    principles: Answer[Members[Principle]] | None = about("uitgangspunten", "principles of the region")
    purchase_goals: Answer[tuple[PurchaseGoal, ...]] | None = about(
        "inkoopdoelen", "goals of the purchase; the first weighs most when ranked"
    )
    ranked: Answer[bool] | None = about("inkoopdoelen gerangschikt", "the order of the goals is a ranking")


class Finance(Strict):
    """Money of the region that the segments do not show."""

    budget_pressure: Answer[Level] | None = about("druk op gemeentefinanciën", "pressure on municipal finance")
    open_end_tolerance: Answer[Level] | None = about("open einde", "tolerance for an open-ended budget")
    expected_saving: Answer[Share] | None = about("verwachte besparing", "saving that the region expects", "% a year")


class Parameters(Strict):
    """What nobody had found when the knowledge base was made, and the region has found since.

    Each question fills the parameter of the same name under ``law.``; it has to say where the value stands.
    """

    jw_2_19_entry_date: Answer[Annotated[date, DATE]] | None = about(
        "ingangsdatum artikel 2.19 Jeugdwet",
        "day on which article 2.19 of the Youth Act (regional purchase) entered into force",
    )

    @model_validator(mode="after")
    def _says_where(self) -> "Parameters":
        for name, answer in self:
            if answer is not None and answer.value is not None and not answer.source:
                values = {"code": "parameter_without_source", "values": {"found": name}, "at": (name,)}
                raise PydanticCustomError("readable", "refused", values)
        return self


class Planning(Strict):
    """Dates and capacity against which deadlines are held."""

    start: Annotated[date, DATE] | None = about("ingangsdatum contracten", "date on which the new contracts start")
    publication: Annotated[date, DATE] | None = about(
        "publicatie aanbesteding", "date on which the purchase is published"
    )
    decisions_before: Annotated[date, DATE] | None = about(
        "besluiten vóór", "last date for decisions that the publication needs"
    )
    award: Annotated[date, DATE] | None = about("gunning", "date of the award")
    pilot_partners: Annotated[date, DATE] | None = about(
        "proefpartners gekozen", "date on which pilot partners are chosen"
    )
    pilot_end: Annotated[date, DATE] | None = about(
        "einde proeven", "last date on which a pilot may still run to feed the next decision"
    )
    pilot_decision: Annotated[date, DATE] | None = about(
        "besluit over proeven", "date of the decision that pilots feed"
    )
    pilots_carried: Answer[Count] | None = about(
        "draagbaar aantal proeven", "number of pilots that the region can carry", "pilots"
    )
    pilots_least: Answer[Count] | None = about(
        "minste aantal proeven", "least number of pilots with other funding that the board wants", "pilots"
    )
    staffing: Answer[Level] | None = about("personele inzet", "whether staff for the change is enough")
    data_scope: Answer[Text] | None = about(
        "reikwijdte van de cijfers", "what the figures cover and what they leave out"
    )
    steps: dict[StepId, PlannedStep] | None = about(
        "stappen van de planning", "other steps of the planning: when each is finished, or how long it takes"
    )

    @model_validator(mode="after")
    def _one_date(self) -> "Planning":
        for step, field in STEP_OF_DATE.items():
            held = (self.steps or {}).get(step)
            named = held.ends.value if held and held.ends else None
            if named and getattr(self, field) and named != getattr(self, field):
                values = {"code": "date_twice", "values": {"key": field}, "at": ("steps", step, "ends")}
                raise PydanticCustomError("readable", "refused", values)
        return self

    @property
    def deadline(self) -> date | None:
        """The day before which what an advice asks for has to be settled."""
        return self.decisions_before or self.publication


class Body(Strict):
    """Rooms that the region, a segment and a part have in common; the nearest answer holds."""

    @model_validator(mode="before")
    @classmethod
    def _empty_rooms(cls, data: Any) -> Any:
        """A room of which every line is still a comment is an empty room."""
        if not isinstance(data, dict):
            return data
        optional = {name for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: value for key, value in data.items() if value is not None or key not in optional}

    # Empty rooms need no validation, for which each would be built by itself, before what holds it is.
    access: Access = Access.model_construct()
    supplier_management: SupplierManagement = SupplierManagement.model_construct()
    present: Present = Present.model_construct()
    evaluation: Evaluation = Evaluation.model_construct()
    board: Board = Board.model_construct()
    wishes: Wishes = Wishes.model_construct()


class CareBody(Body):
    """Rooms that a segment and a part have in common."""

    scope: Scope = Scope.model_construct()
    care: Care = Care.model_construct()
    use: Use = Use.model_construct()
    market: Market = Market.model_construct()
    outcomes: Outcomes = Outcomes.model_construct()
    pilots: Pilots = Pilots.model_construct()


class Part(CareBody):
    """A product group, target group or setting inside a segment that is decided apart. It inherits all but figures."""

    id: Id = Field(description="stable id inside the segment")
    name: Text = Field(description="name for readers")
    figures: Literal["own", "none"] = Field("none", description="whether the part has figures of its own")
    overrides: Overrides = Field(default_factory=dict, description="choices set for the part, by instrument")


@dataclass(frozen=True)
class SetChoice:
    """A choice that a person set, as it holds for one segment or part. ``path`` is where it stands in the file."""

    path: str
    instrument: str
    option: str
    override: Override


class SegmentProfile(CareBody):
    """One segment that the region buys."""

    id: Id = Field(description="stable id; remarks, overrides and sign-offs hang on it")
    name: Text = Field(description="name for readers")
    law: Law = Field(description="act under which the care is bought")
    from_lots: tuple[Lot, ...] = Field((), description="old lots that the segment comes from")
    transition: Transition = Transition.model_construct()
    goals_in_words: tuple[Text, ...] = Field((), description="goals of the segment in the region's words")
    notes: tuple[Note, ...] = Field((), description="what is wrong with the figures or has to be known")
    parts: tuple[Part, ...] = Field((), description="parts that are decided apart")
    start_budget: StartBudget | None = Field(None, description="what the start budget of a lump sum is computed from")
    overrides: Overrides = Field(
        default_factory=dict, description="choices set for the segment against the advice, by instrument"
    )

    @model_validator(mode="after")
    def _part_ids(self) -> "SegmentProfile":
        _unique([part.id for part in self.parts], "parts")
        return self


class RegionProfile(Body):
    """A region and its segments; the file that an advisor writes."""

    format: Literal[1] = Field(description="version of this file format")
    id: Id = Field(description="stable id of the region and the round")
    name: Text = Field(description="name of the region")
    as_of: Annotated[date, DATE] = Field(description="the advice is given as of this date; law and sources follow it")
    source: Text | None = Field(None, description="document from which the answers come when an answer names none")
    addressee: Text | None = Field(None, description="the body for which the advice is written")
    house_terms: HouseTerms = Field(
        default_factory=dict, description="words of the region's own for options, by the code of the option"
    )
    owners: dict[OwnerRole, Text] = Field(default_factory=dict, description="who answers which kind of question")
    place: Place = Place.model_construct()
    goals: Goals = Goals.model_construct()
    finance: Finance = Finance.model_construct()
    planning: Planning = Planning.model_construct()
    change: Change = Change.model_construct()
    governance: Governance = Governance.model_construct()
    lots: tuple[OldLot, ...] = Field(
        (), max_length=200, description="lots as they are bought now, and what becomes of them"
    )
    parameters: Parameters = Parameters.model_construct()
    notes: tuple[Note, ...] = Field((), description="what is wrong with the figures or has to be known")
    business_case: BusinessCase | None = Field(None, description="what a changed purchase is expected to save")
    overrides: Overrides = Field(
        default_factory=dict, description="choices set for every segment against the advice, by instrument"
    )
    segments: tuple[SegmentProfile, ...] = Field(min_length=1, max_length=60, description="segments that are bought")

    @model_validator(mode="after")
    def _segment_ids(self) -> "RegionProfile":
        _unique([segment.id for segment in self.segments], "segments")
        _unique([lot.id for lot in self.lots], "lots")
        return self

    def segment(self, segment_id: str) -> SegmentProfile | None:
        return next((s for s in self.segments if s.id == segment_id), None)

    def bodies(self) -> Iterator[tuple[SegmentProfile, Part | None]]:
        """Every segment, and after it each of its parts."""
        for segment in self.segments:
            yield segment, None
            for part in segment.parts:
                yield segment, part

    def set_choices(self, segment: SegmentProfile, part: Part | None) -> tuple[SetChoice, ...]:
        """The overrides that hold for a segment or part, by instrument: the nearest one."""
        own = f"segments/{segment.id}"
        nearer: list[tuple[str, Overrides]] = [("", self.overrides), (f"{own}/", segment.overrides)]
        if part is not None:
            nearer.append((f"{own}/parts/{part.id}/", part.overrides))
        held = {
            name: SetChoice(f"{path}overrides/{name}", name, code_of(name, override.option), override)
            for path, overrides in nearer
            for name, override in overrides.items()
        }
        return tuple(held[name] for name in sorted(held))


def _unique(ids: list[str], key: str) -> None:
    """``at`` is the place of the first id that stood there before, seen from the model."""
    again = [number for number, name in enumerate(ids) if name in ids[:number]]
    if again:
        found = ", ".join(dict.fromkeys(ids[number] for number in again))
        values = {"code": "id_twice", "values": {"found": found}, "at": (key, again[0], "id")}
        raise PydanticCustomError("readable", "refused", values)
