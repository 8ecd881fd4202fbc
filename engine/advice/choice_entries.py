"""The entries of an advice about its choices: what for each instrument, how, how surely, what a person set instead."""

from typing import Literal

from ..knowledge.options import Both
from ..knowledge.sources import State
from .entries import Part, Said

Word = Literal["clear", "leaning", "open"]


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


class WithoutGiven(Part):
    """What would be chosen if the board left open what it has given."""

    instrument: str
    with_given: str | None
    without: str | None
    without_status: str | None
    given_by: tuple[str, ...]
    """rules of the given preconditions and exclusions that then fall away"""


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
