"""The decision of the instruments of a stage in the circuit: the steps of ``decision.within_stage`` and
``decision.instrument``, without the reasons. Tests hold the two equal, profile by profile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from ..decision.contract import beyond
from ..decision.instrument import DecidedAt
from ..decision.readiness import Status
from ..decision.within_stage import BOUNDED, READINGS_NEVER_DECIDE, WITH_STATUS
from ..decision.yielded import sort_out
from ..profile.shared_rooms import Wish
from ..rulebase.model import Require, Rule
from ..rulebase.plan import Plan, Stage
from .ahead import Options
from .circuit import FALSE, Circuit, Node
from .readiness import Stated, statuses_of
from .surroundings import ByHand, Features, IgnoringGiven, TooLong, Wished
from .weighing import Argued, Weighing

BOARD = "board"
NOWHERE: Mapping[str, Node] = {}
BLOCKING: tuple[Status, ...] = ("not", "later", "pilot")


@dataclass(frozen=True)
class Settled:
    """What is decided for one instrument, by option or by what else it says: where each of it holds.

    As in ``InstrumentDecision`` and ``Decided``. ``taken``: the option chosen, or the measures taken of a set.
    """

    taken: Options
    on_reading: Options
    ties: Options
    decided_at: Mapping[DecidedAt, Node]
    statuses: Mapping[str, Mapping[Status, Node]]
    dead_end: Node


@dataclass(frozen=True)
class _Left:
    """The options that are still in, and what is known by then of the step that decided."""

    options: Mapping[str, Node]
    decided_at: Mapping[DecidedAt, Node]


class BulkWithin:
    """The instruments of one stage, from the clauses that fire in it (``clauses``, by index)."""

    def __init__(self, circuit: Circuit, plan: Plan, stage: Stage, clauses: Sequence[Node], features: Features) -> None:
        self._circuit, self._plan, self._features = circuit, plan, features
        self._options = plan.library.options
        self._where = {(c.rule.id, c.role): node for c, node in zip(stage.clauses, clauses, strict=True)}
        self._yielded = sort_out(stage.clauses, self._options)
        self._parameters = {name: plan.parameter(name) for name in plan.library.parameters}
        self._ignoring = circuit.input(IgnoringGiven()) if features.ignoring_given else FALSE
        self._weighing = Weighing(circuit, self._document_of, plan.bearing)

    def settle(self, name: str, before: Mapping[str, Options], barred: Options) -> Settled:
        """One instrument, after what was chosen ``before``; ``barred``: where options fall by looking ahead."""
        c, codes = self._circuit, self._options.of(name)
        out = {code: self._excluded(name, code, before, barred) for code in codes}
        ready = {code: self._ready(code) for code in codes}
        blocked = {code: c.any(ready[code][status] for status in BLOCKING) for code in codes}
        ready_now = {code: c.but_not(c.not_(out[code]), blocked[code]) for code in codes}
        candidates = self._without_clashes(ready_now, before)
        argued = {code: [(a, self._fires(a)) for a in self._yielded.arguments.get(code, ())] for code in codes}
        if self._options.instruments[name].multi:
            return self._set(candidates, argued)
        by_precondition = c.any(c.and_(c.not_(out[code]), blocked[code]) for code in codes)
        settled = self._one(name, candidates, argued, by_precondition)
        statuses = {code: self._unless_out(out[code], ready[code]) for code in codes} if name == WITH_STATUS else {}
        return self._by_hand(name, settled, statuses, c.all(out.values()))

    # Who is in

    def _excluded(self, name: str, code: str, before: Mapping[str, Options], barred: Options) -> Node:
        c = self._circuit
        found = [barred.get(code, FALSE)]
        for rule in self._yielded.excluded.get(code, ()):
            board = self._ignoring if rule.ground == BOARD else FALSE
            found.append(c.but_not(self._fires(rule), board))
        found += self._paired(code, before, self._yielded.excluded_pairs)
        if name == BOUNDED:
            passed = (b for b in self._yielded.bounds if not b.motivate and beyond(code, b, self._parameters))
            found += map(self._fires, passed)
        return c.any(found)

    def _paired(
        self, code: str, before: Mapping[str, Options], pairs: Mapping[frozenset[str], Sequence[Rule]]
    ) -> Iterator[Node]:
        """Where rules pair an option with one that was chosen before."""
        for pair, rules in pairs.items():
            if code in pair:
                for other in pair - {code}:
                    chosen = before.get(other.partition(".")[0], NOWHERE).get(other, FALSE)
                    yield self._circuit.and_(chosen, self._circuit.any(map(self._fires, rules)))

    def _ready(self, code: str) -> dict[Status, Node]:
        return statuses_of(
            self._circuit, [self._stated(r) for r in self._yielded.applying.get(code, ())], self._ignoring
        )

    def _stated(self, rule: Require) -> Stated:
        lead = self._parameters.get((rule.lead or "").removeprefix("param:")) or 0
        met, unmet = (self._where.get((rule.id, role), FALSE) for role in ("met", "unmet"))
        too_long = self._circuit.input(TooLong(lead)) if self._features.months_left else FALSE
        return Stated(rule, self._fires(rule), met, unmet, too_long)

    def _unless_out(self, out: Node, ready: Mapping[Status, Node]) -> dict[Status, Node]:
        held = {status: self._circuit.but_not(where, out) for status, where in ready.items()}
        return held | {"not": self._circuit.or_(held["not"], out)}

    def _without_clashes(self, candidates: Options, before: Mapping[str, Options]) -> Options:
        """Without options that clash with an earlier choice, unless that would take out all."""
        c = self._circuit
        clashing = {code: c.any(self._paired(code, before, self._yielded.clashes)) for code in candidates}
        kept = {code: c.but_not(where, clashing[code]) for code, where in candidates.items()}
        some = c.any(kept.values())
        return {code: c.or_(kept[code], c.but_not(where, some)) for code, where in candidates.items()}

    # What is chosen

    def _one(self, name: str, candidates: Options, argued: Mapping[str, Argued], by_precondition: Node) -> Settled:
        c = self._circuit
        alone = self._exactly_one(candidates.values())
        left = self._compared(self._without_severe(candidates, argued), argued)
        decided: dict[DecidedAt, Node] = dict.fromkeys(get_args(DecidedAt), FALSE)
        for step, counting, readings in self._steps(name, argued):
            one_before = self._exactly_one(left.values())
            standings = {code: self._weighing.standings(counting[code], readings) for code in left}
            left = self._weighing.left_after(left, standings)
            now = c.but_not(self._exactly_one(left.values()), one_before)
            decided[step] = c.or_(decided[step], now)
        some, several = c.count(left.values())
        one = c.but_not(some, several)
        spoken_for = c.any(
            c.and_(where, c.any(node for a, node in argued[code] if a.direction == "for"))
            for code, where in left.items()
        )
        weighed = c.any(decided.values())
        decided["none_left"] = c.not_(some)
        decided["open"] = c.and_(several, spoken_for)
        decided["silent"] = c.but_not(several, spoken_for)
        decided["precondition"] = c.all((one, c.not_(weighed), alone, by_precondition))
        decided["only_one"] = c.all((one, c.not_(weighed), c.not_(decided["precondition"])))
        taken = {code: c.and_(where, one) for code, where in left.items()}
        on_reading = {code: c.and_(where, decided["reading"]) for code, where in taken.items()}
        ties = {code: c.and_(where, decided["open"]) for code, where in left.items()}
        return Settled(taken, on_reading, ties, decided, {}, FALSE)

    def _exactly_one(self, nodes: Iterable[Node]) -> Node:
        one, two = self._circuit.count(nodes)
        return self._circuit.but_not(one, two)

    def _without_severe(self, candidates: Options, argued: Mapping[str, Argued]) -> Options:
        """Without options with a severe risk that no measure answers."""
        c = self._circuit
        return {
            code: c.but_not(where, c.any(node for a, node in argued[code] if self._weighing.unanswered(a)))
            for code, where in candidates.items()
        }

    def _compared(self, left: Options, argued: Mapping[str, Argued]) -> Options:
        """Without options that no source judges as such and for which nothing argues, unless these are all."""
        c = self._circuit
        kept = {
            code: where
            if self._options.by_code[code].text.judged
            else c.and_(where, self._weighing.held([(a, n) for a, n in argued[code] if a.direction == "for"]))
            for code, where in left.items()
        }
        some = c.any(kept.values())
        return {code: c.or_(kept[code], c.but_not(where, some)) for code, where in left.items()}

    def _steps(self, name: str, argued: Mapping[str, Argued]) -> Iterator[tuple[DecidedAt, Mapping[str, Argued], bool]]:
        """Each step with the arguments that count in it, and whether readings of ours do."""
        c = self._circuit
        plain: tuple[DecidedAt, ...] = ("given", "fact", "experience")
        for step in plain:
            yield step, {code: [(a, n) for a, n in held if a.step == step] for code, held in argued.items()}, False
        for rank in range(self._features.ranks):
            wished = {w: c.input(Wished(rank, w)) for w in get_args(Wish)}
            yield (
                "wish",
                {
                    code: [(a, c.and_(n, wished[a.scaled_by])) for a, n in held if a.step == "wish" and a.scaled_by]
                    for code, held in argued.items()
                },
                False,
            )
        if name not in READINGS_NEVER_DECIDE:
            counting = {
                code: [(a, n) for a, n in held if a.step not in ("wish", "goal")] for code, held in argued.items()
            }
            yield "reading", counting, True

    def _set(self, candidates: Options, argued: Mapping[str, Argued]) -> Settled:
        """Each measure of a set for itself: where more argues for it than against."""
        c, taken, on_reading = self._circuit, {}, {}
        for code, where in candidates.items():
            sure, read = (self._weighing.for_outweighs(argued[code], readings) for readings in (False, True))
            taken[code] = c.and_(where, c.or_(sure, read))
            on_reading[code] = c.all((where, read, c.not_(sure)))
        some = c.any(taken.values())
        return Settled(taken, on_reading, {}, {"fact": some, "silent": c.not_(some)}, {}, FALSE)

    def _by_hand(
        self, name: str, settled: Settled, statuses: Mapping[str, Mapping[Status, Node]], dead_end: Node
    ) -> Settled:
        """With the option that a person set, where one did."""
        c = self._circuit
        if name not in self._features.by_hand:
            return Settled(settled.taken, settled.on_reading, settled.ties, settled.decided_at, statuses, dead_end)
        by_hand = {code: c.input(ByHand(name, code)) for code in settled.taken}
        here = c.any(by_hand.values())

        def elsewhere(held: Options) -> Options:
            return {code: c.but_not(where, here) for code, where in held.items()}

        taken = {code: c.or_(where, by_hand[code]) for code, where in elsewhere(settled.taken).items()}
        decided = {step: c.but_not(where, here) for step, where in settled.decided_at.items()}
        return Settled(
            taken,
            elsewhere(settled.on_reading),
            elsewhere(settled.ties),
            decided | {"override": here},
            statuses,
            c.but_not(dead_end, here),
        )

    def _fires(self, rule: Rule) -> Node:
        return self._where[rule.id, "fires"]

    def _document_of(self, origin: str) -> str:
        source = self._plan.library.source_of.get(origin)
        return source.id if source else origin
