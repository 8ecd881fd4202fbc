"""The decision of each instrument of a stage, from the clauses that fired and what was chosen before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..rulebase.check import options_of
from ..rulebase.model import Bound, Cohere, Exclude, Rule
from ..rulebase.plan import Clause, Plan, Stage
from .claims import Claims
from .contract import beyond, hard
from .instrument import InstrumentDecision, Question, Removal, decide, decide_set, overridden
from .readiness import Precondition, Status, preconditions_of, status_of
from .yielded import Yielded, sort_out

READINGS_NEVER_DECIDE = frozenset({"funding", "form", "scope", "extend"})
"""what a board stakes: for these an own reading supports and never decides alone"""
WITH_STATUS = "funding"
BOUNDED = "term"
Wishes = tuple[tuple[str, ...], ...]
Fallen = Callable[[str, Mapping[str, str]], Mapping[str, tuple[str, ...]]]
"""options of an instrument that fall after some choices although no fired rule excludes them, with the rules behind"""


@dataclass(frozen=True)
class Circumstances:
    """What a decision takes from outside the facts. ``ignore_given`` asks what would hold if the board left it open.

    ``set_by_hand`` are choices that a person set against the advice: instrument and option. They hold even where the
    option is excluded; what they collide with is for the advice to show.
    """

    wishes: Wishes = ()
    months_left: int | None = None
    ignore_given: bool = False
    set_by_hand: tuple[tuple[str, str], ...] = ()

    def set_for(self, instrument: str) -> str | None:
        return next((option for name, option in self.set_by_hand if name == instrument), None)


@dataclass(frozen=True)
class Decided:
    """One instrument: the decision, the preconditions of its options, and what these leave open."""

    decision: InstrumentDecision
    preconditions: Mapping[str, tuple[Precondition, ...]]
    statuses: Mapping[str, Status]
    dead_end: bool
    """every option is excluded, and nobody set one by hand"""


@dataclass(frozen=True)
class _Ready:
    """The preconditions of an instrument's options and what they leave open, before anything is excluded."""

    preconditions: Mapping[str, tuple[Precondition, ...]]
    statuses: Mapping[str, Status]


class WithinStage:
    """Decides the instruments of one stage.

    What is decided follows from the clauses that concern the instrument, what was chosen before and the circumstances;
    so it is kept, since the many what-ifs of an advice change few of these.
    """

    def __init__(self, plan: Plan, stage: Stage) -> None:
        self._plan = plan
        self._options = plan.library.options
        self._stage = stage
        self.names = [name for name, held in self._options.instruments.items() if held.stage == stage.number]
        self._codes = {name: self._options.of(name) for name in self.names}
        self._concerning = {name: self._clauses_about(name) for name in self.names}
        """clauses by index, of the rules that speak of an instrument"""
        self._partners = {name: self._instruments_paired_with(name) for name in self.names}
        """instruments whose choice a rule pairs with one of this instrument"""
        self._parameters = {name: plan.parameter(name) for name in plan.library.parameters}
        self._claims = Claims(self._document_of, plan.bearing)
        self._kept: dict[object, Decided] = {}

    def decide(
        self, fired: Sequence[int], chosen: Mapping[str, str], circumstances: Circumstances, fallen: Fallen
    ) -> dict[str, Decided]:
        """Every instrument of the stage; ``chosen`` are the options chosen in earlier stages, by instrument."""
        before, holding = dict(chosen), frozenset(fired)
        found: dict[str, Decided] = {}
        for name in self.names:
            about = holding & self._concerning[name]
            partners = frozenset(code for other, code in before.items() if other in self._partners[name])
            barred = fallen(name, before)
            key = (name, about, partners, circumstances, tuple(barred.items()))
            if key not in self._kept:
                clauses = [self._stage.clauses[i] for i in sorted(about)]
                self._kept[key] = self._decide(name, clauses, partners, circumstances, barred)
            found[name] = self._kept[key]
            choice = found[name].decision.chosen
            if choice is not None:
                before[name] = choice
        return found

    def _ready(self, name: str, yielded: Yielded, circumstances: Circumstances) -> _Ready:
        held = {code: self._preconditions(code, yielded, circumstances) for code in self._codes[name]}
        return _Ready(held, {code: status_of(p, circumstances.months_left) for code, p in held.items()})

    def _clauses_about(self, name: str) -> frozenset[int]:
        return frozenset(clause.index for clause in self._stage.clauses if name in _instruments(clause.rule))

    def _instruments_paired_with(self, name: str) -> frozenset[str]:
        pairs = (self._stage.clauses[i].rule for i in self._concerning[name] if _paired(self._stage.clauses[i].rule))
        return frozenset(other for rule in pairs for other in _instruments(rule))

    def _decide(
        self,
        name: str,
        clauses: Sequence[Clause],
        before: frozenset[str],
        circumstances: Circumstances,
        barred: Mapping[str, tuple[str, ...]],
    ) -> Decided:
        codes = self._codes[name]
        yielded = sort_out(clauses, self._options)
        ready = self._ready(name, yielded, circumstances)
        if circumstances.ignore_given:
            yielded.excluded = _without_board(yielded)
        removed = _excluded(codes, yielded, before, barred)
        if name == BOUNDED:
            removed += self._beyond_bounds(codes, removed, yielded)
        dead_end = len(removed) == len(codes)
        statuses: dict[str, Status] = {}
        removed += _not_ready(codes, removed, ready, statuses)
        out = {r.option for r in removed}
        question = Question(
            name,
            [code for code in codes if code not in out],
            tuple(removed),
            yielded.arguments,
            circumstances.wishes,
            self._claims,
            frozenset(code for code in codes if not self._options.by_code[code].text.judged),
            name not in READINGS_NEVER_DECIDE,
        )
        question = _without_clashes(question, yielded, before)
        if self._options.instruments[name].multi:
            return Decided(decide_set(question), ready.preconditions, {}, False)
        decision = decide(question)
        by_hand = circumstances.set_for(name)
        if by_hand is not None:
            decision, dead_end = overridden(decision, by_hand), False
        return Decided(decision, ready.preconditions, statuses if name == WITH_STATUS else {}, dead_end)

    def _preconditions(self, code: str, yielded: Yielded, circumstances: Circumstances) -> tuple[Precondition, ...]:
        held = preconditions_of(code, yielded.applying.get(code, ()), yielded.met, yielded.unmet, self._parameters)
        if circumstances.ignore_given:
            return tuple(replace(p, state="met") if p.class_ == "given" else p for p in held)
        return held

    def _beyond_bounds(self, codes: Sequence[str], excluded: Sequence[Removal], yielded: Yielded) -> list[Removal]:
        """Term patterns that law or logic does not allow; a bound that asks for a motivation takes nothing out."""
        out = {r.option for r in excluded}
        passed = {
            code: tuple(b.id for b in hard(yielded.bounds) if beyond(code, b, self._parameters)) for code in codes
        }
        return [Removal(code, "excluded", rules) for code, rules in passed.items() if rules and code not in out]

    def _document_of(self, origin: str) -> str:
        source = self._plan.library.source_of.get(origin)
        return source.id if source else origin


def _instruments(rule: Rule) -> frozenset[str]:
    if isinstance(rule, Bound):
        return frozenset({BOUNDED})
    return frozenset(code.partition(".")[0] for code in options_of(rule))


def _paired(rule: Rule) -> bool:
    return isinstance(rule, Cohere) or (isinstance(rule, Exclude) and rule.with_option is not None)


def _excluded(
    codes: Sequence[str], yielded: Yielded, before: frozenset[str], barred: Mapping[str, tuple[str, ...]]
) -> list[Removal]:
    removed = []
    for code in codes:
        rules = [rule.id for rule in yielded.excluded.get(code, ())]
        partners = [other for other in sorted(before) if frozenset((code, other)) in yielded.excluded_pairs]
        rules += [r.id for other in partners for r in yielded.excluded_pairs[frozenset((code, other))]]
        if not rules:
            rules += barred.get(code, ())
        if rules or code in barred:
            removed.append(Removal(code, "excluded", tuple(dict.fromkeys(rules)), tuple(partners)))
    return removed


def _not_ready(
    codes: Sequence[str],
    excluded: Sequence[Removal],
    ready: _Ready,
    statuses: dict[str, Status],
) -> list[Removal]:
    """Options whose preconditions keep them from being chosen now."""
    removed = []
    out = {r.option for r in excluded}
    for code in codes:
        statuses[code] = "not" if code in out else ready.statuses[code]
        if code not in out and statuses[code] in ("not", "later", "pilot"):
            broken = [r.id for p in ready.preconditions[code] if p.state != "met" for r in p.rules]
            removed.append(Removal(code, "precondition", tuple(broken)))
    return removed


def _without_clashes(question: Question, yielded: Yielded, before: frozenset[str]) -> Question:
    """Take out options that clash with an earlier choice, unless that would take out all."""
    clashing: dict[str, tuple[str, ...]] = {}
    for code in question.candidates:
        rules = tuple(r.id for other in sorted(before) for r in yielded.clashes.get(frozenset((code, other)), ()))
        if rules:
            clashing[code] = rules
    if not clashing or len(clashing) == len(question.candidates):
        return question
    fallen = tuple(Removal(code, "clash", rules) for code, rules in clashing.items())
    left = [code for code in question.candidates if code not in clashing]
    return replace(question, candidates=left, removed=question.removed + fallen)


def _without_board(yielded: Yielded) -> dict[str, list[Exclude]]:
    kept = {code: [r for r in rules if r.ground != "board"] for code, rules in yielded.excluded.items()}
    return {code: rules for code, rules in kept.items() if rules}
