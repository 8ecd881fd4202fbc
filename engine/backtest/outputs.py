"""What of an advice is held against what a region chose, and how it is read from the advice."""

from dataclasses import dataclass
from typing import Literal

from ..advice import Advice
from ..advice.choice_entries import DecisionEntry
from ..advice.model import BodyAdvice, SegmentAdvice

OutputKind = Literal["one", "set", "yes_no"]
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Output:
    """One thing that a region decides.

    ``one``: a choice out of the options of an instrument. ``set``: measures, of which a region names some and never
    says which others it does without. ``yes_no``: whether there is a pilot.
    """

    name: str
    kind: OutputKind
    instrument: str
    compared: bool = True
    """false: the advice repeats what the region answered, so comparing says nothing"""


OUTPUTS = (
    Output("funding", "one", "funding"),
    Output("form", "one", "form"),
    Output("structure", "one", "structure"),
    Output("term", "one", "term"),
    Output("direction", "one", "direction"),
    Output("decision_form", "one", "decision_form"),
    Output("intensity", "one", "intensity"),
    Output("supplier_organisation", "one", "supplier_organisation"),
    Output("budget_control", "one", "budget_control"),
    Output("budget_holder", "one", "budget_holder"),
    Output("scope", "one", "scope"),
    Output("extend", "one", "extend"),
    Output("pilot", "yes_no", "funding"),
    Output("pilot_variant", "set", "funding"),
    Output("access_measure", "set", "access_measure"),
    Output("supplier_measure", "set", "supplier_measure"),
    Output("clause", "set", "clause"),
    Output("access_organisation", "one", "access_organisation", compared=False),
)
BY_NAME = {output.name: output for output in OUTPUTS}
FUNDING_KIND = "funding_kind"
"""``funding`` without the variant of task funding: derived from it, and what the two-rule baseline speaks of"""
ACCESS_ORGANISATIONS = ("local", "harmonised_local", "regional", "with_providers")
"""no instrument of the rule base: nearly always given by the board"""


@dataclass(frozen=True)
class Advised:
    """What the advice leaves standing for one output: one option, several that are level, or nothing.

    ``against`` are measures of a set that the advice takes out.
    """

    options: frozenset[str]
    against: frozenset[str] = frozenset()


def family(code: str) -> str:
    """The kind of a variant: ``task`` for ``task.lumpsum``."""
    return code.partition(".")[0]


def bodies_of(advice: Advice) -> dict[str, BodyAdvice]:
    """Segments by id, parts by ``segment/part``."""
    held: dict[str, BodyAdvice] = {}
    for segment in advice.segments:
        held[segment.id] = segment
        held |= {f"{segment.id}/{part.id}": part for part in segment.parts}
    return held


def advised(output: Output, advice: Advice, body: BodyAdvice) -> Advised:
    """What an advice says for one output at one place."""
    if output.kind == "yes_no":
        return Advised(frozenset({YES if body.funding.pilot else NO}))
    if output.name == "pilot_variant":
        return Advised(frozenset(_bare(p.variant) for p in advice.pilots if p.id in body.funding.pilot))
    held = _decision(output.instrument, advice, body)
    if output.kind == "set":
        fell = frozenset(_bare(entry.option) for entry in held.ranking if entry.outcome == "fell")
        return Advised(frozenset(_bare(code) for code in held.taken), fell)
    return Advised(frozenset(_bare(code) for code in ((held.chosen,) if held.chosen else held.ties)))


def advised_in_region(output: Output, advice: Advice) -> Advised:
    """The same for a decision about the region as a whole: what is advised anywhere in it."""
    if output.kind == "yes_no":
        return Advised(frozenset({YES if advice.pilots else NO}))
    everywhere = [advised(output, advice, segment) for segment in advice.segments]
    return Advised(frozenset().union(*(held.options for held in everywhere)))


def _decision(instrument: str, advice: Advice, body: BodyAdvice) -> DecisionEntry:
    """A part follows its segment where it decides nothing itself."""
    held = body.decisions[instrument]
    if not held.inherited or isinstance(body, SegmentAdvice):
        return held
    whole = next(segment for segment in advice.segments if body in segment.parts)
    return whole.decisions[instrument]


def _bare(code: str) -> str:
    return code.partition(".")[2]
