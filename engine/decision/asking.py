"""Which unknown answers still matter for a segment.

An answer *matters* when some completion of the other unknowns exists in which two answers to it give different
choices, or make the chosen funding conditional or not. It *cannot matter any more* when every rule that reads it
already fails on something known, or nothing reads it. The first is shown by a completion that was found, the second is
proved from the rules; what is neither, among the completions that were tried, is *not found*. Completions are drawn
from a digest of their number and the field, so they are the same on every machine and do not depend on an order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from ..facts import Facts, Field, SegmentFacts
from ..rulebase.conditions import Constant
from ..rulebase.plan import Clause
from .decider import Circumstances, Decider, SegmentDecision
from .flips import NOT_VARIED, Limits
from .nearest import SHOWN

Verdict = Literal["matters", "cannot", "not_found"]
SEED = "stuurwijzer"


@dataclass(frozen=True)
class Asked:
    """One unknown answer. ``decides``: in how many completions it changes a choice; ``witness``: one of these."""

    field: str
    verdict: Verdict
    decides: int
    instruments: tuple[str, ...]
    witness: Mapping[str, Constant]


def asked_of(
    decider: Decider, limits: Limits, facts: SegmentFacts, circumstances: Circumstances, completions: int
) -> tuple[Asked, ...]:
    """Every unknown answer, those that decide most often first. Completion 0 leaves the other unknowns unknown."""
    unknown = list(_unknown(facts, limits))
    alive = _can_still_fire(limits, facts.values)
    open_ = [field for field in unknown if field.name in alive]
    found: dict[str, tuple[int, set[str], Mapping[str, Constant]]] = {f.name: (0, set(), {}) for f in open_}
    for number in range(completions):
        completion = {} if number == 0 else {f.name: _drawn(f, limits, number) for f in open_}
        for field in open_:
            others = {name: value for name, value in completion.items() if name != field.name}
            touched = _touched(decider, circumstances, {**facts.values, **others}, field, limits)
            if touched:
                times, instruments, witness = found[field.name]
                found[field.name] = (times + 1, instruments | touched, witness or others)
    held = [_asked(field.name, found.get(field.name)) for field in unknown]
    return tuple(sorted(held, key=lambda a: (-a.decides, a.verdict, -len(a.instruments), a.field)))


def _asked(name: str, found: tuple[int, set[str], Mapping[str, Constant]] | None) -> Asked:
    if found is None:
        return Asked(name, "cannot", 0, (), {})
    times, instruments, witness = found
    order = tuple(i for i in SHOWN if i in instruments)
    return Asked(name, "matters" if times else "not_found", times, order, witness)


def _unknown(facts: SegmentFacts, limits: Limits) -> Iterator[Field]:
    """Questions that rules read and nobody answered; a figure that is known answers the word for it as well."""
    for name in limits.read:
        field = limits.plan.vocabulary[name]
        if field.owner not in ("segment", "shared") or name.split(".")[0] in NOT_VARIED or name in facts.values:
            continue
        if name in facts.not_applicable or field.set_field in facts.not_applicable or field.needless(facts.values):
            continue
        if limits.values(field):  # a figure without a limit is only asked whether it is known
            yield field


def _can_still_fire(limits: Limits, known: Facts) -> frozenset[str]:
    """Fields of every rule that may still fire: none of its conditions on known answers fails."""
    fields: set[str] = set()
    for stage in limits.plan.stages:
        for clause in stage.clauses:
            if not _fails(clause, limits, known):
                fields.update(condition.field for condition in clause.conditions)
    return frozenset(fields)


def _fails(clause: Clause, limits: Limits, known: Facts) -> bool:
    """Only an answer of the profile settles it: what rules set or choices decide may still turn out otherwise."""
    settled = ("segment", "shared", "region", "derived")
    return any(
        condition.field in known
        and limits.plan.vocabulary[condition.field].owner in settled
        and not condition.holds(known)
        for condition in clause.conditions
    )


def _drawn(field: Field, limits: Limits, number: int) -> Constant:
    values = limits.values(field)
    drawn = int.from_bytes(sha256(f"{SEED}/{number}/{field.name}".encode()).digest()[:8], "big")
    return values[drawn % len(values)]


def _touched(decider: Decider, circumstances: Circumstances, facts: Facts, field: Field, limits: Limits) -> set[str]:
    """The instruments whose choice, or whether it can be had now, differs between two answers."""
    base: SegmentDecision | None = None
    outcomes: dict[str, set[tuple[str | None, str | None]]] = {name: set() for name in SHOWN}
    for value in limits.values(field):
        if base is None:
            base = decision = decider.decide({**facts, field.name: value}, circumstances)
        else:
            decision = decider.what_if(base, circumstances, field.name, value)
        for name, held in outcomes.items():
            if name in decision.instruments:
                chosen = decision.chosen(name)
                held.add((chosen, decision.statuses.get(chosen or "")))
    return {name for name, held in outcomes.items() if len(held) > 1}
