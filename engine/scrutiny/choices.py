"""The choice of each instrument as formulas: the steps of ``decision.instrument`` and the time that is left.

Exact: claims with their origins and tests, severe risks, options that no source judges, clashes, what dominates what in
each step, every ranking of wishes, and how many months there are to build something. One thing is not worked out: that
an option is barred because nothing lawful follows from it. Where it is proved that this never happens, which is so for
the rule base as it is shipped, a "never" of this module is a proof; where it is not, such a "never" is left undecided.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ..decision.claims import LEVELS, STRONGEST, own
from ..decision.within_stage import READINGS_NEVER_DECIDE, Circumstances
from ..rulebase.model import Argue, Cohere
from ..rulebase.plan import Clause
from .encoding import Encoding
from .solver import Answer, Formula, Solver

WEIGHTS = range(1, STRONGEST + 1)
STEPS = ("given", "fact", "experience")


@dataclass(frozen=True)
class Weights:
    """For one option in one step: that the strongest claim on a side has at least a level, by level.

    ``plain`` leaves out what only an analogy contradicts, ``contested`` counts it: what decides has to hold both ways.
    """

    plain: Mapping[str, tuple[Formula, ...]]
    contested: Mapping[str, tuple[Formula, ...]]


class Choices:
    """Adds the choices to an encoding. They bind only where ``ask`` of this class is used."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding, self.solver = encoding, encoding.solver
        self._exactly = self.solver.literal("decided exactly")
        self._arguing: dict[str, list[Clause]] = {}
        for clause in encoding.clauses(Argue):
            assert isinstance(clause.rule, Argue)
            for code in encoding.options.expand(clause.rule.option):
                self._arguing.setdefault(code, []).append(clause)
        for literal in encoding.barrable():
            self._when_exact(self.solver.no(literal))
        self.wishes = _wishes_in(encoding)
        self._ranks = [
            {wish: self.solver.literal(f"{wish} ranks {rank}") for wish in self.wishes}
            for rank in range(1, len(self.wishes) + 1)
        ]
        for wish in self.wishes:
            self.solver.at_most_one([rank[wish] for rank in self._ranks])
        self._plain = self.solver.literal("no wish and no haste")
        for literal in (*(r for rank in self._ranks for r in rank.values()), *encoding.hastes()):
            self.solver.add(self.solver.implies(self._plain, self.solver.no(literal)))
        self._taken: dict[str, Formula] = {}
        for name, held in encoding.options.instruments.items():
            if held.multi:
                self._taken |= {code: self._take(code, name) for code in encoding.options.of(name)}
            else:
                self._decide(name)

    def ask(self, wanted: Iterable[Formula]) -> Answer:
        """Whether there is a profile without a dead end: one without wishes and haste when there is such a one."""
        held = list(wanted)
        plain = self.encoding.ask([*held, self._exactly, self._plain])
        return plain if plain.verdict != "impossible" else self.encoding.ask([*held, self._exactly])

    def circumstances_in(self, answer: Answer) -> Circumstances:
        """The ranked wishes and the months left of a profile in an answer."""
        ranks = (tuple(w for w in self.wishes if answer.holds(rank[w])) for rank in self._ranks)
        return Circumstances(tuple(rank for rank in ranks if rank), self.encoding.months_in(answer))

    def ranking(self, ranks: Sequence[tuple[str, ...]]) -> list[Formula]:
        """That wishes are ranked just so, the most important first."""
        places = zip_longest(self._ranks, ranks, fillvalue=())
        return [
            literal if wish in held else self.solver.no(literal)
            for rank, held in places
            if isinstance(rank, dict)
            for wish, literal in rank.items()
        ]

    def recommended(self, code: str) -> Formula:
        """The option is chosen, or is a measure that is taken."""
        return self._taken[code] if code in self._taken else self.encoding.chosen(code)

    def arguing(self, instrument: str) -> list[Clause]:
        """The arguments about any option of an instrument, each once."""
        codes = self.encoding.options.of(instrument)
        return list({c.rule.id: c for code in codes for c in self._arguing.get(code, ())}.values())

    def _when_exact(self, formula: Formula) -> None:
        self.solver.add(self.solver.implies(self._exactly, formula))

    # One choice of several options

    def _decide(self, instrument: str) -> None:
        solver, codes = self.solver, self.encoding.options.of(instrument)
        excluded = [self.encoding.excluded(code) for code in codes]
        self._when_exact(solver.no(solver.all(excluded)))
        left = self._candidates(instrument, codes)
        left = self._sifted(left, {code: self._severe(code) for code in codes}, spare_last=False)
        left = self._sifted(left, {code: self._unjudged(code) for code in codes}, spare_last=True)
        for step in STEPS:
            left = self._weighed(left, {code: self._weights(code, (step,), False) for code in codes}, step)
        for at, rank in enumerate(self._ranks if self._wishes_about(codes) else (), 1):
            left = self._weighed(
                left, {code: self._weights(code, ("wish",), False, rank) for code in codes}, f"wish {at}"
            )
        if instrument not in READINGS_NEVER_DECIDE:
            left = self._weighed(left, {code: self._weights(code, STEPS, True) for code in codes}, "reading")
        for code in codes:
            alone = solver.all([left[code], *(solver.no(left[other]) for other in codes if other != code)])
            self._when_exact(self.encoding.chosen(code) == alone)

    def _candidates(self, instrument: str, codes: Sequence[str]) -> dict[str, Formula]:
        """Neither excluded nor unready; and without a clash, unless all of them clash."""
        solver, encoding = self.solver, self.encoding
        ready = {c: solver.no(solver.any([encoding.excluded(c), encoding.unready(c)])) for c in codes}
        clashing = {code: self._clashing(code) for code in codes}
        return self._sifted(ready, clashing, spare_last=True)

    def _clashing(self, code: str) -> Formula:
        encoding, found = self.encoding, []
        for clause in encoding.clauses(Cohere):
            rule = clause.rule
            assert isinstance(rule, Cohere)
            for partner in encoding.partners(code, rule.option, rule.with_option):
                found.append(self.solver.all([encoding.fires(clause), encoding.chosen(partner)]))
        return self.solver.any(found)

    def _sifted(
        self, left: Mapping[str, Formula], falls: Mapping[str, Formula], spare_last: bool
    ) -> dict[str, Formula]:
        """``spare_last``: nothing falls when all that is left would."""
        solver = self.solver
        spared: Formula = solver.never
        if spare_last:
            spared = solver.all([solver.implies(left[code], falls[code]) for code in left])
        return {c: solver.all([left[c], solver.any([solver.no(falls[c]), spared])]) for c in left}

    def _severe(self, code: str) -> Formula:
        plan = self.encoding.plan
        rules = [(c, c.rule) for c in self._arguing.get(code, ()) if isinstance(c.rule, Argue)]
        bare = [c for c, r in rules if r.severe and r.measure is None and not own(r)]
        counts = [c for c in bare if isinstance(c.rule, Argue) and plan.bearing(c.rule.claim) != "silent"]
        return self.solver.any([self.encoding.fires(c) for c in counts])

    def _unjudged(self, code: str) -> Formula:
        if self.encoding.options.by_code[code].text.judged:
            return self.solver.never
        steps = frozenset({"given", "fact", "experience", "wish", "goal"})
        held = [c for c in self._claims(code, steps) if c.direction == "for"]
        return self.solver.no(self.solver.any([c.held[0] for c in held]))

    def _weighed(self, left: Mapping[str, Formula], weights: Mapping[str, Weights], step: str) -> dict[str, Formula]:
        solver, codes = self.solver, list(left)
        kept = {}
        for code in codes:
            better = [
                solver.all([left[other], *(_dominates(solver, a, b) for a, b in _both(weights[other], weights[code]))])
                for other in codes
                if other != code
            ]
            formula = solver.all([left[code], solver.no(solver.any(better))])
            kept[code] = solver.define(f"{code} left after {step}", formula)
        return kept

    # A measure of a set

    def _take(self, code: str, instrument: str) -> Formula:
        steps = frozenset({"given", "fact", "experience", "wish", "goal"})
        solver, encoding = self.solver, self.encoding
        candidate = self._candidates(instrument, encoding.options.of(instrument))[code]
        sure, read = (self._weights(code, tuple(steps), readings) for readings in (False, True))
        wins = [solver.all([_outweighs(solver, s) for s in (w.plain, w.contested)]) for w in (sure, read)]
        return solver.define(f"{code} taken", solver.all([candidate, solver.any(wins)]))

    # Claims

    def _wishes_about(self, codes: Sequence[str]) -> bool:
        held = (c.rule for code in codes for c in self._arguing.get(code, ()))
        return any(isinstance(rule, Argue) and rule.step == "wish" for rule in held)

    def _weights(
        self, code: str, steps: Sequence[str], readings: bool, rank: Mapping[str, Formula] | None = None
    ) -> Weights:
        """``rank``: whether a wish stands in the rank that is asked about."""
        claims = self._claims(code, frozenset(steps), rank)

        def strongest(side: str, of: "Callable[[_Claim], tuple[Formula, ...]]") -> tuple[Formula, ...]:
            held = [of(claim) for claim in claims if claim.direction == side]
            return tuple(self.solver.any([levels[at - 1] for levels in held]) for at in WEIGHTS)

        def plain(claim: "_Claim") -> tuple[Formula, ...]:
            return claim.read if readings else claim.level

        def contested(claim: "_Claim") -> tuple[Formula, ...]:
            return tuple(self.solver.any(pair) for pair in zip(plain(claim), claim.held, strict=True))

        sides = ("for", "against")
        return Weights(
            {side: strongest(side, plain) for side in sides}, {side: strongest(side, contested) for side in sides}
        )

    def _claims(self, code: str, steps: frozenset[str], rank: Mapping[str, Formula] | None = None) -> "list[_Claim]":
        grouped: dict[tuple[str, str], list[Clause]] = {}
        for clause in self._arguing.get(code, ()):
            rule = clause.rule
            assert isinstance(rule, Argue)
            if rule.step in steps:
                grouped.setdefault((rule.claim, rule.direction), []).append(clause)

        def counts(clause: Clause) -> Formula:
            fires = self.encoding.fires(clause)
            if rank is None:
                return fires
            assert isinstance(clause.rule, Argue) and clause.rule.scaled_by is not None
            return self.solver.all([fires, rank[clause.rule.scaled_by]])

        return [self._claim(name, side, held, counts) for (name, side), held in sorted(grouped.items())]

    def _claim(self, name: str, direction: str, held: list[Clause], fires: Callable[[Clause], Formula]) -> "_Claim":
        """See ``decision.claims``: own readings do not decide, a second document raises by one, a test may silence."""
        solver = self.solver
        nothing = (solver.never,) * STRONGEST
        bearing = self.encoding.plan.bearing(name)
        if bearing == "silent":
            return _Claim(direction, nothing, nothing, nothing)
        rules = [(clause, clause.rule) for clause in held if isinstance(clause.rule, Argue)]
        sources = self.encoding.plan.library.source_of
        documents: dict[str, list[Formula]] = {}
        for clause, rule in rules:
            source = sources[rule.origin].id if rule.origin in sources else rule.origin
            documents.setdefault(source, []).append(fires(clause))
        present = [solver.any(formulas) for formulas in documents.values()]
        second = solver.any([solver.all([a, b]) for i, a in enumerate(present) for b in present[i + 1 :]])

        def at_least(level: int, deciding: bool) -> Formula:
            return solver.any(
                [fires(c) for c, rule in rules if LEVELS[rule.strength] >= level and not (deciding and own(rule))]
            )

        levels = tuple(
            solver.any([at_least(n, True), *([solver.all([at_least(n - 1, True), second])] if n > 1 else [])])
            for n in WEIGHTS
        )
        if bearing == "contested":
            return _Claim(direction, nothing, nothing, levels)
        return _Claim(direction, levels, tuple(at_least(n, False) for n in WEIGHTS), levels)


@dataclass(frozen=True)
class _Claim:
    """One claim on one option: at least each level, by what decides, with own readings, and without analogies."""

    direction: str
    level: tuple[Formula, ...]
    read: tuple[Formula, ...]
    held: tuple[Formula, ...]


def _wishes_in(encoding: Encoding) -> tuple[str, ...]:
    """The wishes that some argument is scaled by; no other wish separates anything."""
    rules = (clause.rule for clause in encoding.clauses(Argue))
    return tuple(sorted({r.scaled_by for r in rules if isinstance(r, Argue) and r.step == "wish" and r.scaled_by}))


Sides = Mapping[str, tuple[Formula, ...]]


def _both(one: Weights, other: Weights) -> list[tuple[Sides, Sides]]:
    return [(one.plain, other.plain), (one.contested, other.contested)]


def _dominates(solver: Solver, one: Sides, other: Sides) -> Formula:
    """See ``decision.claims.Standing.dominates``."""

    pairs = [*zip(other["for"], one["for"], strict=True), *zip(one["against"], other["against"], strict=True)]
    no_worse = solver.all([solver.implies(less, more) for less, more in pairs])
    better = solver.any([solver.all([more, solver.no(less)]) for less, more in pairs])
    return solver.all([no_worse, better])


def _outweighs(solver: Solver, sides: Sides) -> Formula:

    pairs = zip(sides["for"], sides["against"], strict=True)
    return solver.any([solver.all([more, solver.no(less)]) for more, less in pairs])
