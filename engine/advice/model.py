"""The advice: one immutable object, and the only thing that renderings read.

Its keys are an interface that others script against. It holds whole numbers and text, never a float: shares are basis
points, money is cents. Text that the product itself says is a code with values (``Said``), put into words by the
catalogue of reader's text; reasons of rules are in both languages.
"""

from typing import Literal

from ..knowledge.options import Both
from ..knowledge.parameters import Entered
from ..knowledge.sources import State
from ..profile.house_terms import HouseTerm
from ..profile.region import OwnerRole
from .change_entries import ChangeOver
from .choice_entries import (
    AccessAdvice,
    ConfidenceAdvice,
    ContractAdvice,
    DecisionEntry,
    FormAdvice,
    FundingAdvice,
    OverrideEntry,
    ProvidersAdvice,
    SupplierAdvice,
    TieEntry,
    WithoutGiven,
)
from .entries import (
    ArgumentEntry,
    ConsequenceEntry,
    DissentEntry,
    ErratumEntry,
    ExcludedEntry,
    FigureEntry,
    FindingEntry,
    MarketEntry,
    Part,
    PreconditionEntry,
    Said,
    TraceEntry,
    UnknownEntry,
)
from .evidence_entries import OptionEvidence, RecordEntry
from .goal_entries import ChoiceWithoutGoal, GoalEntry, GoalQuestion
from .money import BudgetAdvice, SavingsAdvice
from .pilot_entries import GrowthEntry, PilotEntry
from .planning_entries import ChangeCostAdvice, PlanningAdvice
from .robustness_entries import RobustnessAdvice

SCHEMA_VERSION = 1


class RulebaseStamp(Part):
    version: str
    digest: str
    rules: int
    left_out: dict[str, int]
    """rules not in force, by reason"""


class BodyAdvice(Part):
    """What a segment and a part have in common."""

    id: str
    name: str
    law: str
    sentence: Said
    fallback: Said
    scope: DecisionEntry
    zero_option: DecisionEntry
    funding: FundingAdvice
    access: AccessAdvice
    supplier_management: SupplierAdvice
    form: FormAdvice
    contract: ContractAdvice
    providers: ProvidersAdvice
    confidence: ConfidenceAdvice
    runner_up: dict[str, str | None]
    ties: tuple[TieEntry, ...]
    decisions: dict[str, DecisionEntry]
    arguments: tuple[ArgumentEntry, ...]
    dissent: tuple[DissentEntry, ...]
    excluded: tuple[ExcludedEntry, ...]
    preconditions: tuple[PreconditionEntry, ...]
    without_given: tuple[WithoutGiven, ...]
    unknowns: tuple[UnknownEntry, ...]
    figures: tuple[FigureEntry, ...]
    market: MarketEntry
    consequences: tuple[ConsequenceEntry, ...]
    evidence: tuple[OptionEvidence, ...]
    """of what is recommended and its runner-up: what is known of the effects"""
    overrides: tuple[OverrideEntry, ...]
    trace: tuple[TraceEntry, ...]


class SegmentAdvice(BodyAdvice):
    goals_in_words: tuple[str, ...]
    findings: tuple[FindingEntry, ...]
    parts: tuple[BodyAdvice, ...]
    budget: BudgetAdvice | None
    """the start budget, when the file says what it is computed from"""


class PostureEntry(Part):
    """A posture of the whole region, and what each segment would give up by conforming."""

    id: str
    said: Said
    recommended: bool
    price: tuple[Said, ...]
    possible: bool


class GivenEntry(Part):
    """Something that the board has decided or that only the board can change."""

    rule: str
    text: Both
    passages: tuple[str, ...]
    segments: tuple[str, ...]


class FirstQuestion(Part):
    """A question that has to be answered first, with whom and before when."""

    field: str | None
    precondition: str | None
    question: Both | None
    owner: str | None
    before: str | None
    segments: tuple[str, ...]
    changes: tuple[str, ...]


class CounselEntry(Part):
    """A question that nobody has checked: it is asked, with an owner, and never answered here."""

    id: str
    question: Both
    because: Both
    role: OwnerRole
    owner: str | None
    """name or office as the region gives it; None: not known"""
    segments: tuple[str, ...]
    """where this advice raises it; empty: nowhere now"""
    passages: tuple[str, ...]
    state: Literal["not_checked"]
    law: State | None
    """how sure the least sure of the legal facts behind the question is"""


class CitedSource(Part):
    id: str
    title: str
    organisation: str
    date: str
    passages: dict[str, "CitedPassage"]


class CitedPassage(Part):
    lines: tuple[int, int] | None
    section: str | None
    digest: str | None
    state: State | None
    start: Literal["secondary"] | None
    """of a legal fact that is surer than its first day"""
    strength: str
    summary: Both
    used_by: tuple[str, ...]


class RegionStamp(Part):
    id: str
    name: str
    addressee: str | None
    start: str | None
    decisions_before: str | None
    publication: str | None
    owners: dict[str, str]
    house_terms: dict[str, HouseTerm]
    """the region's own words for options and families, by code"""


class ParameterUsed(Part):
    id: str
    value: int | None
    quantity: str
    judgement: str
    unit: str | None
    state: State | None
    """of a figure of law or of a standard"""
    entered: Entered | None
    """by the region, for one that nobody had found"""
    passages: tuple[str, ...]
    meaning: Both
    reason: Both


class Advice(Part):
    """The whole advice for a region as of a date."""

    schema_version: int
    region: RegionStamp
    as_of: str
    rulebase: RulebaseStamp
    sentence: Said
    findings: tuple[FindingEntry, ...]
    given: tuple[GivenEntry, ...]
    pilots: tuple[PilotEntry, ...]
    growth: GrowthEntry | None
    """None: the change strategy is not growth by pilots, or the advice is about one segment"""
    postures: tuple[PostureEntry, ...]
    first_questions: tuple[FirstQuestion, ...]
    counsel: tuple[CounselEntry, ...]
    savings: SavingsAdvice | None
    """the business case, when the file has one"""
    segments: tuple[SegmentAdvice, ...]
    goals: tuple[GoalEntry, ...]
    """from goal to instrument to indicator"""
    choices_without_goal: tuple[ChoiceWithoutGoal, ...]
    goal_questions: tuple[GoalQuestion, ...]
    change_over: ChangeOver
    planning: PlanningAdvice | None
    """None when the advice is about one segment: a planning is of the whole region"""
    change_cost: ChangeCostAdvice | None
    robustness: RobustnessAdvice | None
    """None: no draws were asked for"""
    parameters: tuple[ParameterUsed, ...]
    evidence: tuple[RecordEntry, ...]
    """the records that the evidence of the segments rests on"""
    sources: tuple[CitedSource, ...]
    errata: tuple[ErratumEntry, ...]
