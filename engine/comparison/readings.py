"""What an advice says of one segment or part, as keys with values: two readings are compared, never two advices.

Texts are no part of a reading, and neither is the order of anything.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..advice import Advice
from ..advice.choice_entries import ConfidenceAdvice, ProvidersAdvice
from ..advice.entries import ExcludedEntry, PreconditionEntry
from ..advice.model import BodyAdvice

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
SURE = frozenset({"confidence", "rests_on"})
"""kinds that need every what-if of a decision"""
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

    @property
    def weightless(self) -> bool:
        """An argument that came or went and decides nothing."""
        return self.key[0] == "argument" and all(says is None or says[0] == "0" for says in (self.before, self.after))


class Choice(Protocol):
    """What was decided for one instrument."""

    @property
    def chosen(self) -> str | None: ...
    @property
    def taken(self) -> tuple[str, ...]: ...
    @property
    def ties(self) -> tuple[str, ...]: ...
    @property
    def decided_at(self) -> str: ...


@dataclass(frozen=True)
class Argued:
    """An argument as it counts: one mechanism for or against an option, in one step."""

    option: str
    direction: str
    claim: str
    step: str
    level: int
    bearing: str


class Seen(Protocol):
    """What a reading is taken from: an advice on a segment or part, or a decision that was made anew.

    ``above``: for a part the decisions of its segment, which it inherits where it decides nothing itself.
    """

    @property
    def decisions(self) -> Mapping[str, Choice]: ...
    @property
    def above(self) -> Mapping[str, Choice] | None: ...
    @property
    def statuses(self) -> Mapping[str, str]: ...
    @property
    def preconditions(self) -> Iterable[PreconditionEntry]: ...
    @property
    def excluded(self) -> Iterable[ExcludedEntry]: ...
    @property
    def arguments(self) -> Iterable[Argued]: ...
    @property
    def providers(self) -> ProvidersAdvice: ...
    @property
    def pilots(self) -> Iterable[str]: ...
    @property
    def consequences(self) -> Iterable[tuple[str, str]]: ...


def readings_of(advice: Advice) -> dict[str, Reading]:
    """The reading of each segment, and of each part as ``segment/part``."""
    found: dict[str, Reading] = {}
    for segment in advice.segments:
        bodies = [(segment.id, segment, None), *((f"{segment.id}/{p.id}", p, segment) for p in segment.parts)]
        for path, body, whole in bodies:
            found[path] = {**decided(_Advised(advice, path, body, whole)), **confidence(body.confidence)}
    return found


@dataclass(frozen=True)
class _Advised:
    advice: Advice
    path: str
    body: BodyAdvice
    whole: BodyAdvice | None

    @property
    def decisions(self) -> Mapping[str, Choice]:
        return self.body.decisions

    @property
    def above(self) -> Mapping[str, Choice] | None:
        return self.whole.decisions if self.whole else None

    @property
    def statuses(self) -> Mapping[str, str]:
        return {e.option: e.status for e in self.body.decisions["funding"].ranking if e.status}

    @property
    def preconditions(self) -> Iterable[PreconditionEntry]:
        return self.body.preconditions

    @property
    def excluded(self) -> Iterable[ExcludedEntry]:
        return self.body.excluded

    @property
    def arguments(self) -> Iterable[Argued]:
        held = self.body.arguments
        return (Argued(a.option, a.direction, a.claim, a.step, a.level, a.bearing) for a in held)

    @property
    def providers(self) -> ProvidersAdvice:
        return self.body.providers

    @property
    def pilots(self) -> Iterable[str]:
        return (pilot.variant for pilot in self.advice.pilots if self.path in pilot.scope)

    @property
    def consequences(self) -> Iterable[tuple[str, str]]:
        return ((held.rule, held.what) for held in self.body.consequences)


# What each kind says


def decided(held: Seen) -> dict[Key, Says]:
    """What follows from the decision itself."""
    found: dict[Key, Says] = {}
    for read in dict.fromkeys(OF_KIND.values()):
        found |= read(held)
    return found


def said(kind: str, held: Seen) -> dict[Key, Says]:
    """As much of what follows from the decision as holds all of one kind."""
    return OF_KIND[kind](held)


def _choices(held: Seen) -> dict[Key, Says]:
    """What was chosen, or what is level; nothing where nothing is. A set has its measures one by one."""
    found: dict[Key, Says] = {}
    for name, own in held.decisions.items():
        above = held.above[name] if held.above and own.chosen is None and not own.taken else own
        of = above if above.chosen or above.taken else own
        found[("decided_at", name)] = (of.decided_at,)
        if of.chosen is None:
            found |= {("measure", code): ("taken",) for code in of.taken}
        if of.chosen or of.ties:
            found[("choice", name)] = (of.chosen,) if of.chosen else tuple(sorted(of.ties))
    return found


def _statuses(held: Seen) -> dict[Key, Says]:
    return {("status", option): (status,) for option, status in held.statuses.items()}


def _preconditions(held: Seen) -> dict[Key, Says]:
    found: dict[Key, Says] = {}
    chosen = _choices(held).get(("choice", "funding"))
    for p in held.preconditions:
        found[("precondition", p.option, p.id)] = (p.state, p.class_)
        if chosen == (p.option,) and p.state != "met":
            found[("condition", p.id)] = (p.state,)
    return found


def _excluded(held: Seen) -> dict[Key, Says]:
    return {("excluded", e.option, e.with_option or ""): (e.ground,) for e in held.excluded}


def _pilots(held: Seen) -> dict[Key, Says]:
    return {("pilot", variant): ("proposed",) for variant in held.pilots}


def _providers(held: Seen) -> dict[Key, Says]:
    ranges = (("contracts", held.providers.contracts), ("delivering", held.providers.delivering))
    return {("providers", name): (str(of.low), str(of.high)) for name, of in ranges if of is not None}


def _consequences(held: Seen) -> dict[Key, Says]:
    return {("consequence", rule): (what,) for rule, what in held.consequences if what not in OUTSIDE}


def _arguments(held: Seen) -> dict[Key, Says]:
    return {("argument", a.option, a.direction, a.claim, a.step): (str(a.level), a.bearing) for a in held.arguments}


OF_KIND: Mapping[str, Callable[[Seen], dict[Key, Says]]] = {
    "choice": _choices,
    "measure": _choices,
    "decided_at": _choices,
    "status": _statuses,
    "condition": _preconditions,
    "precondition": _preconditions,
    "excluded": _excluded,
    "pilot": _pilots,
    "providers": _providers,
    "consequence": _consequences,
    "argument": _arguments,
}
"""how to read each kind, those of ``SURE`` aside"""


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
