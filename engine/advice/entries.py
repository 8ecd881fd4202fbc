"""The entries of an advice: what it says of one instrument, argument, precondition, figure or rule."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..knowledge.errata import Kind as ErratumKind
from ..knowledge.options import Both
from ..knowledge.sources import ConflictType, State

Word = Literal["clear", "leaning", "open"]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


SaidValue = str | int | tuple[str, ...]


class Said(Part):
    """A sentence of the product: a key of the catalogue and its values."""

    code: str
    values: Mapping[str, SaidValue] = {}


class FindingEntry(Part):
    path: str
    segment: str | None
    said: Said


class ArgumentEntry(Part):
    """One argument as it counts in this advice."""

    option: str
    direction: Literal["for", "against"]
    claim: str
    origin: str
    step: str
    goal: str | None
    strength: str
    level: int
    """of the claim: 0 when it rests on own readings or was contradicted, and decides nothing"""
    evidence: str
    verdict: str
    """what was measured of the claim: supported, contradicted, mixed or untested"""
    bearing: Literal["argues", "contested", "silent"]
    """contested: only an analogy contradicts it, so it decides nothing; silent: contradicted where it is about"""
    tests: tuple[str, ...]
    """the records that bear on the claim"""
    own_reading: bool
    severe: bool
    measure: Both | None
    rule: str
    passages: tuple[str, ...]
    law: State | None
    """how sure the least sure of the legal facts that it rests on is; None: it rests on none"""
    text: Both


class ExcludedEntry(Part):
    """An option that law, case law, logic or a decision of the board takes out."""

    option: str
    with_option: str | None
    rule: str
    ground: str
    passages: tuple[str, ...]
    law: State | None
    text: Both


class PreconditionEntry(Part):
    option: str
    id: str
    class_: str
    state: Literal["met", "unmet", "unknown"]
    label: Both
    question: Both
    owner: str
    rules: tuple[str, ...]
    passages: tuple[str, ...]
    law: State | None
    shared: bool
    """true: it holds alike for all segments and is said once, for the region"""


class RankingEntry(Part):
    """Where an option stands: chosen, level with others, or fallen at a step, by which rules, before which options.

    Where a person set another option, ``advised`` is what would have been chosen after the same earlier choices; the
    one that was set is ``chosen``, with the step at which it would have fallen.
    """

    option: str
    status: str | None
    outcome: Literal["chosen", "advised", "tied", "fell", "not_judged"]
    step: str | None
    rules: tuple[str, ...]
    before: tuple[str, ...]


class DecisionEntry(Part):
    """How the choice for one instrument came about."""

    instrument: str
    chosen: str | None
    taken: tuple[str, ...]
    inherited: bool
    """for a part: it decides nothing itself here and follows its segment"""
    decided_at: str
    own_reading: tuple[str, ...]
    ties: tuple[str, ...]
    runner_up: str | None
    ranking: tuple[RankingEntry, ...]


class FundingAdvice(Part):
    now: str | None
    condition: tuple[str, ...]
    """ids of preconditions of ``now`` that are not known to be met"""
    pilot: tuple[str, ...]
    """ids of the region's pilots that this segment takes part in"""
    later: tuple[str, ...]
    budget_control: str | None
    budget_holder: str | None
    ranking: tuple[RankingEntry, ...]


class AccessAdvice(Part):
    organisation: str | None
    given: bool
    decision_form: str | None
    measures: tuple[str, ...]


class SupplierAdvice(Part):
    intensity: str | None
    organisation: str | None
    measures: tuple[str, ...]
    workload: Said


class FormFirstEntry(Part):
    """Had the form been decided first, these wishes would have given ``form``, and with it this other funding."""

    form: str
    funding: str
    wishes: tuple[str, ...]


class FormAdvice(Part):
    chosen: str | None
    procedure: str | None
    structure: str | None
    ranking: tuple[RankingEntry, ...]
    wished_first: tuple[FormFirstEntry, ...]


class Strand(Part):
    name: Said
    years: int | None


class ContractAdvice(Part):
    pattern: str | None
    initial_years: int | None
    extensions: tuple[int, ...]
    max_years: int | None
    strands: tuple[Strand, ...]
    clauses: tuple[str, ...]
    bounds: tuple[Said, ...]


class RangeEntry(Part):
    """A range of providers, with the parameter that set each end and what another value would make of it."""

    low: int
    high: int
    set_by: tuple[Said, ...]


class MoveEntry(Part):
    """If only the largest ``contracts`` remain: at least this share stays, at most so many clients and cents move."""

    contracts: int
    share_kept: int
    measured: bool
    clients_move: int | None
    spend_moves: int | None
    clients_per_contract: int | None


class ProvidersAdvice(Part):
    direction: str | None
    contracts: RangeEntry | None
    delivering: RangeEntry | None
    moves: tuple[MoveEntry, ...]
    reasoning: Said


class RestsOn(Part):
    """An answer or limit that a choice rests on, with what another value would make of it."""

    field: str
    why: Literal["unknown", "judged", "near_limit"]
    value: str
    becomes: str | None
    limit: str | None


class Confidence(Part):
    word: Word
    own_reading: bool
    rests_on: tuple[RestsOn, ...]


class ConfidenceAdvice(Part):
    funding: Confidence
    access: Confidence
    supplier_management: Confidence
    form: Confidence
    contract: Confidence
    providers: Confidence


class TieEntry(Part):
    instrument: str
    options: tuple[str, ...]
    question: str | None
    """the field that would separate them, when one does"""


class DissentEntry(Part):
    """Two rules from sources that say otherwise; both are in the rule base and both are shown."""

    rule: str
    text: Both
    passages: tuple[str, ...]
    """those of the rule that are at odds with ``against_passages``"""
    against: str
    against_text: Both
    against_passages: tuple[str, ...]
    type: ConflictType
    weighed: Literal["both", "first", "second"]
    """which of the two weighs in this advice"""
    law: Literal["first", "second"] | None
    """the side that is confirmed law, when the other is not: it goes first"""


class ErratumEntry(Part):
    """Where a source errs, differs with itself or lacks a part: what it says, what is right, what we do about it."""

    id: str
    kind: ErratumKind
    source: str
    """the document of its first passage"""
    passages: tuple[str, ...]
    title: Both
    says: Both
    right: Both | None
    unknown: Both | None
    """why it cannot be known; set when ``right`` is not"""
    handled: Both
    shown_by: tuple[str, ...]
    matters_for: tuple[str, ...]
    """of what is missing: the instruments that it would inform"""


class UnknownEntry(Part):
    """An answer that nobody gave, and what it would change."""

    field: str
    path: str
    changes: tuple[str, ...]
    """instruments whose choice it can change"""
    owner: str | None


class FigureEntry(Part):
    """One figure of the segment: ``value`` is a whole number in the unit of the field, or text; None is unknown."""

    field: str
    value: int | str | None
    applies: bool
    basis: str | None
    of: str | None
    source: str | None
    lines: str | None


class GroupEntry(Part):
    name: str
    providers: int
    share: int
    spend: int | None
    spend_per_provider: int | None
    clients_per_provider: int | None


class MarketEntry(Part):
    groups: tuple[GroupEntry, ...]
    hhi: tuple[int, int] | None
    curve_error_at_top3: int | None
    carried: tuple[tuple[int, int], ...]
    """number of largest providers, and the basis points of the spending that they carry at least, as counted"""
    registrations: bool


class ConsequenceEntry(Part):
    """A consequence: a risk with its measure, an indicator, a planning step, an attention point, a question."""

    what: str
    rule: str
    text: Both
    measure: Both | None
    own_measure: bool
    """the source names the risk; the measure is ours"""
    severe: bool
    goal: str | None
    instrument: str | None
    own_judgement: bool
    passages: tuple[str, ...]
    law: State | None


class WithoutGiven(Part):
    """What would be chosen if the board left open what it has given."""

    instrument: str
    with_given: str | None
    without: str | None
    without_status: str | None
    given_by: tuple[str, ...]
    """rules of the given preconditions and exclusions that then fall away"""


class TraceEntry(Part):
    """One rule: fired with which facts, or the first condition that failed, with what was found there."""

    rule: str
    role: str
    stage: int
    fired: bool
    facts: tuple[tuple[str, str], ...]
    failed: str | None
    found: str | None


class ConflictEntry(Part):
    """What a choice that a person set collides with. It stays visible, and takes nothing away from the choice."""

    kind: Literal["excluded", "precondition", "severe", "clash", "nothing_left"]
    """``nothing_left``: of ``instrument`` no option is left with it"""
    ground: str | None
    """of an exclusion: law, case_law, logic or board"""
    instrument: str | None
    with_option: str | None
    """of a pair that does not go together: the other one"""
    precondition: str | None
    state: Literal["unmet", "unknown"] | None
    rules: tuple[str, ...]
    passages: tuple[str, ...]
    law: State | None
    text: Both | None


class OverrideEntry(Part):
    """A choice that a person set for a segment or part, beside what the advice would have chosen without any."""

    path: str
    """where it stands in the region file: ``segments/jeugd-logeren/overrides/funding``"""
    segment: str
    """id of the segment, or ``segment/part``"""
    instrument: str
    option: str
    advised: str | None
    """None: the advice left it open"""
    reason: str
    by: str
    on: str
    conflicts: tuple[ConflictEntry, ...]
