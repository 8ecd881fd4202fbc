"""The entries of an advice that its choices rest on: arguments, preconditions, figures, sources at odds, rules."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..knowledge.errata import Kind as ErratumKind
from ..knowledge.options import Both
from ..knowledge.sources import ConflictType, State


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


class TraceEntry(Part):
    """One rule: fired with which facts, or the first condition that failed, with what was found there."""

    rule: str
    role: str
    stage: int
    fired: bool
    facts: tuple[tuple[str, str], ...]
    failed: str | None
    found: str | None
