"""The choice for one instrument, step by step."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from ..rulebase.model import Argue
from .claims import Claim, Claims, own, standings

DecidedAt = Literal[
    "only_one",
    "precondition",
    "given",
    "fact",
    "experience",
    "wish",
    "reading",
    "open",
    "silent",
    "none_left",
    "override",
]
"""``override``: a person set it; ``none_left``: every option is excluded or not ready; ``silent``: no source argues
anything; ``open``: arguments left more than one option"""


@dataclass(frozen=True)
class Removal:
    """An option that fell away: at which step, by which rules, and before which options it had to give way."""

    option: str
    step: Literal[
        "excluded", "precondition", "severe", "clash", "not_judged", "given", "fact", "experience", "wish", "reading"
    ]
    rules: tuple[str, ...]
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What one instrument's choice needs: candidates, who is out already, arguments and the wishes in ranked order."""

    instrument: str
    candidates: Sequence[str]
    removed: tuple[Removal, ...]
    arguments: Mapping[str, Sequence[Argue]]
    wishes: Sequence[tuple[str, ...]]
    """ranked wishes, most important first; wishes of one rank together"""
    made: Claims
    unjudged: frozenset[str]
    """options that no source judges as such: they need an argument of their own to be in the comparison"""
    readings_may_point: bool
    """true where an own reading may give a value, marked as such; never for funding and form"""


@dataclass(frozen=True)
class InstrumentDecision:
    """What was decided for one instrument with one choice, or for a set of measures.

    ``chosen`` is None when more than one option is left (``ties``) or no source says anything. ``taken`` lists the
    measures of a set. ``on_reading`` holds options that rest on an own reading only. ``instead_of`` is what the advice
    would have chosen after the same earlier choices, where a person set another; who fell and why is as it was there.
    """

    instrument: str
    chosen: str | None
    taken: tuple[str, ...]
    on_reading: frozenset[str]
    decided_at: DecidedAt
    ties: tuple[str, ...]
    removed: tuple[Removal, ...]
    question: Question = field(repr=False, compare=False)
    instead_of: "InstrumentDecision | None" = None

    @cached_property
    def claims(self) -> dict[str, tuple[Claim, ...]]:
        """What is argued for and against every option, those that fell included."""
        held = self.question
        codes = sorted({*held.candidates, *(removal.option for removal in self.removed)})
        return {code: held.made.of(held.arguments.get(code, ())) for code in codes}

    @cached_property
    def runner_up(self) -> str | None:
        """The option that held out longest, when it is one option; beside an override that of the advice itself."""
        if self.instead_of is not None:
            others = (self.instead_of.chosen, self.instead_of.runner_up)
            return next((code for code in others if code not in (None, self.chosen)), None)
        return _runner_up(self.removed, self.question)


def decide(question: Question) -> InstrumentDecision:
    """Go through the steps until one option is left or the steps are over."""
    claims = {code: question.made.of(question.arguments.get(code, ())) for code in question.candidates}
    left, removed, decided_at = list(question.candidates), list(question.removed), "only_one"
    if len(left) == 1 and removed:
        decided_at = "precondition" if any(r.step == "precondition" for r in removed) else "only_one"
    for sift in (_severe, _unjudged):
        left, fallen = sift(left, claims, question)
        removed += fallen
    on_reading = False
    for step, held in _steps(question):
        if len(left) <= 1:
            break
        readings = step == "reading"
        left, fallen = _weigh(left, held, question.made, step, readings)
        removed += fallen
        if fallen and len(left) == 1:
            decided_at, on_reading = step, readings
    if not left:
        decided_at = "none_left"
    elif len(left) != 1:
        argued = [code for code in left if any(c.direction == "for" for c in claims[code])]
        decided_at = "open" if argued else "silent"
    chosen = left[0] if len(left) == 1 else None
    return InstrumentDecision(
        question.instrument,
        chosen,
        (chosen,) if chosen else (),
        frozenset(left) if on_reading else frozenset(),
        decided_at,  # type: ignore[arg-type]  # the steps are literals of DecidedAt
        tuple(left) if decided_at == "open" else (),
        tuple(removed),
        question,
    )


def overridden(own: InstrumentDecision, option: str) -> InstrumentDecision:
    """The decision with the option that a person set."""
    return replace(
        own,
        chosen=option,
        taken=(option,),
        on_reading=frozenset(),
        decided_at="override",
        ties=(),
        instead_of=own,
    )


def _steps(question: Question) -> Iterable[tuple[str, Mapping[str, list[Argue]]]]:
    """Each step with the arguments that count in it."""

    def of(test: Callable[[Argue], bool]) -> dict[str, list[Argue]]:
        return {code: [a for a in held if test(a)] for code, held in question.arguments.items()}

    yield "given", of(lambda a: a.step == "given")
    yield "fact", of(lambda a: a.step == "fact")
    yield "experience", of(lambda a: a.step == "experience")
    for rank in question.wishes:
        yield "wish", of(lambda a, rank=rank: a.step == "wish" and a.scaled_by in rank)  # type: ignore[misc]
    if question.readings_may_point:
        yield "reading", of(lambda a: a.step not in ("wish", "goal"))


def _weigh(
    left: list[str], arguments: Mapping[str, list[Argue]], made: Claims, step: str, readings: bool
) -> tuple[list[str], list[Removal]]:
    """Keep the options that no other option dominates in this step, with and without what an analogy contradicts."""
    held = {code: made.of(arguments.get(code, ())) for code in left}
    stand = {code: standings(claims, readings) for code, claims in held.items()}
    kept, fallen = [], []
    for code in left:
        better = tuple(o for o in left if all(a.dominates(b) for a, b in zip(stand[o], stand[code], strict=True)))
        if better:
            fallen.append(Removal(code, step, _deciding(code, better, held, readings), better))  # type: ignore[arg-type]
        else:
            kept.append(code)
    return kept, fallen


def _deciding(
    code: str, better: tuple[str, ...], held: Mapping[str, tuple[Claim, ...]], readings: bool
) -> tuple[str, ...]:
    """The strongest arguments against the option, and for those it gave way to."""
    rules: list[str] = []
    for option, direction in ((code, "against"), *((o, "for") for o in better)):
        claims = [c for c in held[option] if c.direction == direction and (c.read_level if readings else c.level)]
        top = max((c.read_level if readings else c.level for c in claims), default=0)
        rules += [c.arguments[0].id for c in claims if (c.read_level if readings else c.level) == top]
    return tuple(dict.fromkeys(rules))


def _severe(
    left: list[str], claims: Mapping[str, tuple[Claim, ...]], question: Question
) -> tuple[list[str], list[Removal]]:
    """A severe risk without a measure takes an option out; one with a measure makes the measure part of the choice."""
    kept, fallen = [], []
    for code in left:
        unanswered = tuple(
            a.id
            for claim in claims[code]
            if claim.bearing != "silent"
            for a in claim.arguments
            if a.severe and a.measure is None and not own(a)
        )
        if unanswered:
            fallen.append(Removal(code, "severe", unanswered))
        else:
            kept.append(code)
    return kept, fallen


def _unjudged(
    left: list[str], claims: Mapping[str, tuple[Claim, ...]], question: Question
) -> tuple[list[str], list[Removal]]:
    """An option that no source judges as such and for which nothing argues here is no match for one that is judged."""
    out = {
        code
        for code in left
        if code in question.unjudged and not any(c.direction == "for" and c.held_level for c in claims[code])
    }
    if len(out) == len(left):
        return left, []
    return [c for c in left if c not in out], [Removal(c, "not_judged", ()) for c in left if c in out]


ORDER = ("excluded", "not_judged", "precondition", "severe", "clash", "given", "fact", "experience", "wish", "reading")


def _runner_up(removed: Sequence[Removal], question: Question) -> str | None:
    """The option that held out longest, when it is one option."""
    arguing = [r for r in removed if r.step not in ("excluded", "severe", "not_judged")]
    if not arguing:
        return None
    last = max(ORDER.index(r.step) for r in arguing)
    candidates = [r.option for r in arguing if ORDER.index(r.step) == last]
    for _, held in _steps(question):
        if len(candidates) > 1:
            candidates, _ = _weigh(candidates, held, question.made, "fact", False)
    return candidates[0] if len(candidates) == 1 else None


def decide_set(question: Question) -> InstrumentDecision:
    """Judge each measure of a set for itself: taken when something argues for it and nothing stronger against it."""
    taken, on_reading = [], set()
    for code in question.candidates:
        held = question.made.of(question.arguments.get(code, ()))
        sure, read = standings(held), standings(held, with_readings=True)
        if all(s.strongest_for > s.strongest_against for s in sure):
            taken.append(code)
        elif all(s.strongest_for > s.strongest_against for s in read):
            taken.append(code)
            on_reading.add(code)
    return InstrumentDecision(
        question.instrument,
        None,
        tuple(taken),
        frozenset(on_reading),
        "fact" if taken else "silent",
        (),
        question.removed,
        question,
    )
