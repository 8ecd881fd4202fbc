"""What an advice says of one segment or part, as keys with values: two readings are compared, never two advices.

Texts are no part of a reading, and neither is the order of anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..advice import Advice
from ..advice.entries import (
    ArgumentEntry,
    ConfidenceAdvice,
    DecisionEntry,
    ExcludedEntry,
    PreconditionEntry,
    ProvidersAdvice,
    RangeEntry,
)

Key = tuple[str, ...]
"""what is said, and about which instrument, option or rule: ``("choice", "funding")``"""
Says = tuple[str, ...]
Reading = Mapping[Key, Says]
KINDS = (
    "choice",
    "measure",
    "status",
    "condition",
    "pilot",
    "providers",
    "excluded",
    "precondition",
    "confidence",
    "rests_on",
    "consequence",
    "decided_at",
    "argument",
)
"""the weightiest first; ``choice`` holds the term as well"""
OUTSIDE = frozenset({"pilot", "outcome", "counsel"})
"""consequences that belong to the region"""
CONFIDENCE = ("funding", "access", "supplier_management", "form", "contract", "providers")


@dataclass(frozen=True)
class Differs:
    """One thing that two readings say otherwise of a segment or part; None: it is not there."""

    path: str
    key: Key
    before: Says | None
    after: Says | None


class Body(Protocol):
    """What a reading is taken from: an advice on a segment or part, or as much of one as was worked out."""

    @property
    def decisions(self) -> Mapping[str, DecisionEntry]: ...
    @property
    def preconditions(self) -> Iterable[PreconditionEntry]: ...
    @property
    def excluded(self) -> Iterable[ExcludedEntry]: ...
    @property
    def arguments(self) -> Iterable[ArgumentEntry]: ...
    @property
    def providers(self) -> ProvidersAdvice: ...


def readings_of(advice: Advice) -> dict[str, Reading]:
    """The reading of each segment, and of each part as ``segment/part``."""
    found: dict[str, Reading] = {}
    for segment in advice.segments:
        bodies = [(segment.id, segment, None), *((f"{segment.id}/{p.id}", p, segment) for p in segment.parts)]
        for path, body, whole in bodies:
            pilots = [p.variant for p in advice.pilots if path in p.scope]
            consequences = [(c.rule, c.what) for c in body.consequences]
            found[path] = {
                **decided(body, whole.decisions if whole else None, pilots, consequences),
                **confidence(body.confidence),
            }
    return found


def decided(
    body: Body,
    whole: Mapping[str, DecisionEntry] | None,
    pilots: Iterable[str],
    consequences: Iterable[tuple[str, str]],
) -> dict[Key, Says]:
    """What follows from the decision itself. ``whole`` are the decisions of the segment of a part, which it inherits;
    ``consequences`` are rules with what they add."""
    held: dict[Key, Says] = {}
    for name, decision in body.decisions.items():
        above = whole[name] if whole and decision.chosen is None and not decision.taken else decision
        held |= _choice(name, above if above.chosen or above.taken else decision)
    held |= {("status", e.option): (e.status,) for e in body.decisions["funding"].ranking if e.status}
    chosen = held.get(("choice", "funding"))
    for p in body.preconditions:
        held[("precondition", p.option, p.id)] = (p.state, p.class_)
        if chosen == (p.option,) and p.state != "met":
            held[("condition", p.id)] = (p.state,)
    held |= {("excluded", e.option, e.with_option or ""): (e.ground,) for e in body.excluded}
    held |= {("pilot", variant): ("proposed",) for variant in pilots}
    held |= _providers(body.providers)
    held |= {("consequence", rule): (what,) for rule, what in consequences if what not in OUTSIDE}
    for a in body.arguments:
        held[("argument", a.option, a.direction, a.claim, a.step)] = (str(a.level), a.bearing)
    return held


def confidence(held: ConfidenceAdvice) -> dict[Key, Says]:
    """How sure each choice is, and on which answers it rests."""
    found: dict[Key, Says] = {}
    for name in CONFIDENCE:
        of = getattr(held, name)
        found[("confidence", name)] = (of.word,)
        if of.rests_on:
            found[("rests_on", name)] = tuple(sorted({r.field for r in of.rests_on}))
    return found


def differences(path: str, before: Reading, after: Reading, renamed: Mapping[str, str]) -> list[Differs]:
    """What two readings say otherwise, the weightiest first. ``renamed``: the new ids of rules that have another."""
    one = {_now(key, renamed): says for key, says in before.items()}
    changed = [key for key in {*one, *after} if one.get(key) != after.get(key)]
    return [
        Differs(path, key, one.get(key), after.get(key))
        for key in sorted(changed, key=lambda k: (KINDS.index(k[0]), k))
    ]


def _now(key: Key, renamed: Mapping[str, str]) -> Key:
    return ("consequence", renamed.get(key[1], key[1])) if key[0] == "consequence" else key


def _choice(name: str, held: DecisionEntry) -> dict[Key, Says]:
    """What was chosen, or what is level; nothing where nothing is. A set has its measures one by one."""
    said: dict[Key, Says] = {("decided_at", name): (held.decided_at,)}
    if held.chosen is None:
        said |= {("measure", code): ("taken",) for code in held.taken}
    if held.chosen or held.ties:
        said[("choice", name)] = (held.chosen,) if held.chosen else tuple(sorted(held.ties))
    return said


def _providers(held: ProvidersAdvice) -> dict[Key, Says]:
    ranges: tuple[tuple[str, RangeEntry | None], ...] = (("contracts", held.contracts), ("delivering", held.delivering))
    return {("providers", name): (str(of.low), str(of.high)) for name, of in ranges if of is not None}
