"""Our evaluator over columns beside NumPy written by hand for the same rules and the same choice.

    make bench PARTS=numpy_by_hand

``ByHand`` decides with plain arrays, one byte or one small number a profile, 65,536 profiles at a time, as somebody
would write it who knows these rules and NumPy and does not know our evaluator. It shares with the product the rules as
data (conditions, strengths, origins, options, parameters) and nothing of how they are evaluated; only which options
leave nothing lawful it asks of the product once for every set of exclusions in play and keeps, as a table would.

**What it decides:** all rules in force on the day of the benches (every clause of all four stages), and the choice of
every instrument and measure after them, in fixed circumstances: three ranked wishes and eight months left. It gives the
options, and not why.

**What was done to make it fast:** every distinct condition once; yes and no as bytes, strengths as small numbers, which
NumPy compares many at a time; nothing is computed for an option without arguments in a step; looking ahead is a table,
without sorting; chunks of 65,536 (of 16,384 it takes twice as long, of 131,072 and 262,144 as long). What it does not
do is packing 64 profiles into a word: that is what our evaluator is.

It stays as it is: a change here is a change of the measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stuurwijzer.engine.bulk.columns import Column, number_of
from stuurwijzer.engine.bulk.columns import Table as Chunk
from stuurwijzer.engine.bulk.decider import ROWS, BulkDecider
from stuurwijzer.engine.bulk.surroundings import Surroundings
from stuurwijzer.engine.decision.contract import beyond
from stuurwijzer.engine.decision.decider import Circumstances
from stuurwijzer.engine.decision.look_ahead import LookAhead
from stuurwijzer.engine.rulebase.conditions import Condition
from stuurwijzer.engine.rulebase.model import Argue, Bound, Cohere, Exclude, Require, Rule
from stuurwijzer.engine.rulebase.plan import Plan, Stage

from .measuring import Table, alternated, cpu_of
from .profiles import Generator, shipped

PROFILES = 1_000_000
CHUNK = 65_536
CIRCUMSTANCES = Circumstances(wishes=(("innovation",), ("cost_control",), ("free_choice",)), months_left=8)
STRENGTH = {"weak": 1, "normal": 2, "strong": 3}
NEVER_ON_READINGS = ("funding", "form", "scope", "extend")
Flags = NDArray[np.bool_]
Small = NDArray[np.int8]
Columns = Mapping[str, Column]


class ByHand:
    """Rules and choice with plain arrays."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.options = plan, plan.library.options
        self.parameters = {name: plan.parameter(name) for name in plan.library.parameters}
        self.ahead = LookAhead(plan)
        self.tabulated: dict[tuple[str, bytes, bytes], list[bool]] = {}
        self.rules: dict[int, dict[str, list[Rule]]] = {stage.number: {} for stage in plan.stages}
        """by stage and option those that speak of it"""
        for stage in plan.stages:
            for rule in (c.rule for c in stage.clauses if c.role == "fires"):
                for code in self._options_of(rule):
                    self.rules[stage.number].setdefault(code, []).append(rule)

    def _options_of(self, rule: Rule) -> set[str]:
        if isinstance(rule, Bound):
            return set(self.options.of("term"))
        named = [getattr(rule, key, None) for key in ("option", "with_option")]
        return {code for family in named if family for code in self.options.expand(family)}

    def decide(self, columns: Columns, rows: int) -> dict[str, Small | list[Flags]]:
        """By instrument the place of the option chosen, -1 where none is; of a set where each measure is taken."""
        chunk = _Chunk(self, columns, rows)
        for stage in self.plan.stages:
            chunk.decide(stage)
        return chunk.found


class _Chunk:
    def __init__(self, hand: ByHand, columns: Columns, rows: int) -> None:
        self.hand, self.plan, self.rows = hand, hand.plan, rows
        self.columns = dict(columns)
        self.held: dict[str, Flags] = {}
        self.none, self.all = np.zeros(rows, np.bool_), np.ones(rows, np.bool_)
        self.chosen: dict[str, Small] = {}
        self.found: dict[str, Small | list[Flags]] = {}

    # Rules

    def holds(self, condition: Condition) -> Flags:
        if condition.text not in self.held:
            self.held[condition.text] = self._holds(condition)
        return self.held[condition.text]

    def _holds(self, condition: Condition) -> Flags:
        column = self.columns.get(condition.field)
        unknown = condition.operator == "is_unknown"
        if column is None:
            return self.all if unknown else self.none
        if unknown or condition.operator == "is_known":
            return ~column.known if unknown else column.known
        field, constant = self.plan.vocabulary[condition.field], condition.constant
        constants = constant if isinstance(constant, tuple) else (constant,)
        numbers = [number_of(field, c) for c in constants if c is not None]
        values, one = column.values, numbers[0]
        found: Any
        match condition.operator:
            case "<":
                found = values < one
            case "<=":
                found = values <= one
            case ">":
                found = values > one
            case ">=":
                found = values >= one
            case "!=":
                found = values != one
            case _:
                found = values == one
                for number in numbers[1:]:
                    found |= values == number
        found &= column.known
        return np.asarray(found, np.bool_)

    def fire(self, stage: Stage) -> dict[tuple[str, str], Flags]:
        fired: dict[tuple[str, str], Flags] = {}
        for clause in stage.clauses:
            base = fired.get((clause.rule.id, "fires"))
            rest = clause.conditions[len(clause.rule.when) if base is not None else 0 :]
            if base is not None and clause.rule.when == ("always",):
                rest = clause.conditions
            flags = self._joined([self.holds(c) for c in rest], base)
            fired[clause.rule.id, clause.role] = flags
            if clause.sets is not None:
                self._set(*clause.sets, flags, clause.sets[0] in stage.merged)
        return fired

    def _joined(self, held: list[Flags], base: Flags | None) -> Flags:
        parts = held if base is None else [base, *held]
        if not parts:
            return self.all
        flags = parts[0]
        for other in parts[1:]:
            flags = flags & other
        return flags

    def _set(self, name: str, value: Any, flags: Flags, yes_wins: bool) -> None:
        number = number_of(self.plan.vocabulary[name], value)
        if name not in self.columns:
            self.columns[name] = Column(np.zeros(self.rows, np.int8), np.zeros(self.rows, np.bool_))
        column = self.columns[name]
        if yes_wins:
            np.maximum(column.values, flags.view(np.int8) * np.int8(number), out=column.values)
        else:
            column.values[flags] = number
        np.logical_or(column.known, flags, out=column.known)

    # Choice

    def decide(self, stage: Stage) -> None:
        fired, rules = self.fire(stage), self.hand.rules[stage.number]
        names = [name for name, held in self.hand.options.instruments.items() if held.stage == stage.number]
        statuses: dict[str, dict[str, Flags]] = {}
        for name in names:
            self._instrument(name, fired, rules, statuses)
        for name in names:
            if name in self.chosen:
                field = self.plan.vocabulary.get(f"chosen.{name}")
                if field is not None:
                    codes = self.hand.options.of(name)
                    numbers = np.array([number_of(field, c.partition(".")[2]) for c in codes], np.int8)
                    self.columns[field.name] = Column(numbers[self.chosen[name]], self.chosen[name] >= 0)
        for code, held in statuses.items():
            field = self.plan.vocabulary[f"status.{code}"]
            values = np.zeros(self.rows, np.int8)
            for status, flags in held.items():
                values += flags.view(np.int8) * np.int8(number_of(field, status))
            self.columns[field.name] = Column(values, self.all)

    def _instrument(
        self,
        name: str,
        fired: Mapping[tuple[str, str], Flags],
        rules: Mapping[str, Sequence[Rule]],
        statuses: dict[str, dict[str, Flags]],
    ) -> None:
        codes, multi = self.hand.options.of(name), self.hand.options.instruments[name].multi
        hopeless = self._hopeless(name)
        left: list[Flags] = []
        kept: list[Flags] = []
        for place, code in enumerate(codes):
            out = hopeless[place].copy()
            clash = self.none
            for rule in rules.get(code, ()):
                flags = fired[rule.id, "fires"]
                if isinstance(rule, Exclude) and rule.with_option is None:
                    out |= flags
                elif isinstance(rule, Bound):
                    if not rule.motivate and beyond(code, rule, self.hand.parameters):
                        out |= flags
                elif isinstance(rule, Exclude):
                    out |= flags & self._partner(code, rule)
                elif isinstance(rule, Cohere):
                    clash = clash | (flags & self._partner(code, rule))
            ready = self._ready([r for r in rules.get(code, ()) if isinstance(r, Require)], fired)
            if name == "funding":
                statuses[code] = {status: flags & ~out for status, flags in ready.items()}
                statuses[code]["not"] = statuses[code]["not"] | out
            candidate = ~(out | ready["not"] | ready["later"] | ready["pilot"])
            left.append(candidate)
            kept.append(candidate & ~clash)
        if any(a is not b for a, b in zip(left, kept, strict=True)):
            some = _any(kept)
            left = [np.where(some, b, a) for a, b in zip(left, kept, strict=True)]
        argued = [[(r, fired[r.id, "fires"]) for r in rules.get(c, ()) if isinstance(r, Argue)] for c in codes]
        if multi:
            self.found[name] = [self._taken(flags, held) for flags, held in zip(left, argued, strict=True)]
            return
        left = self._judged(codes, self._severe(left, argued), argued)
        for arguments, readings in self._steps(name, argued):
            left = self._weighed(left, arguments, readings)
        number = np.zeros(self.rows, np.int8)
        which = np.zeros(self.rows, np.int8)
        for place, flags in enumerate(left):
            held = flags.view(np.int8)
            number += held
            which += held * np.int8(place)
        self.chosen[name] = np.where(number == 1, which, np.int8(-1))
        self.found[name] = self.chosen[name]

    def _partner(self, code: str, rule: Exclude | Cohere) -> Flags:
        """Where the other option of a pair was chosen before."""
        found = self.none
        one, other = (set(self.hand.options.expand(o)) for o in (rule.option, rule.with_option or ""))
        for partner in other if code in one else one:
            name = partner.partition(".")[0]
            if name in self.chosen:
                found = found | (self.chosen[name] == self.hand.options.of(name).index(partner))
        return found

    def _ready(self, stating: list[Require], fired: Mapping[tuple[str, str], Flags]) -> dict[str, Flags]:
        by_id: dict[str, list[Require]] = {}
        for rule in stating:
            by_id.setdefault(rule.precondition, []).append(rule)
        broken = dict.fromkeys(("structural", "given", "buildable", "learnable"), self.none)
        missing = dict(broken)
        too_long = self.none
        for rules in by_id.values():
            unmet = _any([fired.get((r.id, "unmet"), self.none) for r in rules])
            met = _any([fired[r.id, "met"] for r in rules])
            states = _any([fired[r.id, "fires"] for r in rules])
            not_met = states & (unmet | ~met)
            name = rules[0].class_
            assert all(r.class_ == name for r in rules)
            broken[name] = broken[name] | unmet
            missing[name] = missing[name] | not_met
            if name == "buildable":
                for rule in rules:
                    lead = self.hand.parameters.get((rule.lead or "").removeprefix("param:")) or 0
                    if CIRCUMSTANCES.months_left is not None and lead > CIRCUMSTANCES.months_left:
                        own = fired.get((rule.id, "unmet"), self.none) | ~unmet
                        too_long = too_long | (not_met & fired[rule.id, "fires"] & own)
        later = broken["given"] | (broken["buildable"] & too_long)
        never = broken["structural"]
        pilot = missing["learnable"] & ~later & ~never
        later = later & ~never
        any_missing = _any(list(missing.values()))
        rest = ~(never | later | pilot)
        return {"not": never, "later": later, "pilot": pilot, "now": rest & ~any_missing, "now_if": rest & any_missing}

    def _hopeless(self, name: str) -> list[Flags]:
        """Options that leave nothing lawful: looked up for every set of exclusions in play and every earlier choice."""
        ahead, codes = self.hand.ahead, self.hand.options.of(name)
        if name not in ahead.order:
            return [self.none] * len(codes)
        active = np.array([self._joined([self.holds(c) for c in e.on], None) for e in ahead.exclusions])
        before = [n for n in ahead.order if n in self.chosen]
        key, size = np.zeros(self.rows, np.int32), 1
        for flags in active:
            if flags.any() and not flags.all():
                key, size = key * 2 + flags, size * 2
        for other in before:
            number = len(self.hand.options.of(other)) + 1
            key, size = key * number + (self.chosen[other] + 1), size * number
        row_of = np.full(size, -1, np.int32)
        row_of[key] = np.arange(self.rows, dtype=np.int32)
        table = np.zeros((len(codes), size), np.bool_)
        for at in np.flatnonzero(row_of >= 0).tolist():
            row = int(row_of[at])
            choices = {o: int(self.chosen[o][row]) for o in before}
            known = (name, active[:, row].tobytes(), bytes(c + 1 for c in choices.values()))
            if known not in self.hand.tabulated:
                named = {o: self.hand.options.of(o)[c] for o, c in choices.items() if c >= 0}
                playing = tuple(np.flatnonzero(active[:, row]).tolist())
                fallen = ahead.hopeless(name, named, playing)
                self.hand.tabulated[known] = [code in fallen for code in codes]
            table[:, at] = self.hand.tabulated[known]
        return [flags[key] if flags.any() else self.none for flags in table]

    # Arguments

    def _severe(self, left: list[Flags], argued: Sequence[Sequence[tuple[Argue, Flags]]]) -> list[Flags]:
        found = []
        for flags, held in zip(left, argued, strict=True):
            severe = (r.severe and r.measure is None and not _own(r) and self._bearing(r) != "silent" for r, _ in held)
            risks = [where for (_, where), counts in zip(held, severe, strict=True) if counts]
            found.append(flags & ~_any(risks) if risks else flags)
        return found

    def _judged(
        self, codes: Sequence[str], left: list[Flags], argued: Sequence[Sequence[tuple[Argue, Flags]]]
    ) -> list[Flags]:
        kept = []
        for code, flags, held in zip(codes, left, argued, strict=True):
            counts = (r.direction == "for" and not _own(r) and self._bearing(r) != "silent" for r, _ in held)
            spoken = [self.none, *(where for (_, where), c in zip(held, counts, strict=True) if c)]
            kept.append(flags if self.hand.options.by_code[code].text.judged else flags & _any(spoken))
        if all(a is b for a, b in zip(left, kept, strict=True)):
            return left
        some = _any(kept)
        return [np.where(some, b, a) for a, b in zip(left, kept, strict=True)]

    def _steps(
        self, name: str, argued: Sequence[Sequence[tuple[Argue, Flags]]]
    ) -> Iterable[tuple[list[list[tuple[Argue, Flags]]], bool]]:
        for step in ("given", "fact", "experience"):
            yield [[(r, w) for r, w in held if r.step == step] for held in argued], False
        for rank in CIRCUMSTANCES.wishes:
            yield [[(r, w) for r, w in held if r.step == "wish" and r.scaled_by in rank] for held in argued], False
        if name not in NEVER_ON_READINGS:
            yield [[(r, w) for r, w in held if r.step not in ("wish", "goal")] for held in argued], True

    def _weighed(
        self, left: list[Flags], arguments: Sequence[Sequence[tuple[Argue, Flags]]], readings: bool
    ) -> list[Flags]:
        if not any(arguments):
            return left
        stand = [self._standings(held, readings) for held in arguments]
        kept = []
        for at, flags in enumerate(left):
            others = [o for o in range(len(left)) if o != at and stand[o] is not stand[at]]
            better = [(left[o], self._better(stand[o], stand[at])) for o in others]
            giving_way = [there & where for there, where in better if where is not None]
            kept.append(flags & ~_any(giving_way) if giving_way else flags)
        return kept

    def _better(self, one: list[list[Small | None]], other: list[list[Small | None]]) -> Flags | None:
        """Where one dominates the other both ways; None stands for no strength anywhere."""
        found: Flags | None = None
        for (for_one, against_one), (for_other, against_other) in zip(one, other, strict=True):
            no_worse = [_at_least(for_one, for_other), _at_least(against_other, against_one)]
            more = [_more(for_one, for_other), _more(against_other, against_one)]
            some = [m for m in more if m is not None]
            if not some:
                return None
            here = some[0] if len(some) == 1 else some[0] | some[1]
            for flags in no_worse:
                if flags is not None:
                    here = here & flags
            found = here if found is None else found & here
        return found

    def _standings(self, held: Sequence[tuple[Argue, Flags]], readings: bool) -> list[list[Small | None]]:
        """The strongest for and against, without and with what only an analogy contradicts."""
        if not held:
            return NOTHING
        claims: dict[tuple[str, str], list[tuple[Argue, Flags]]] = {}
        for rule, where in held:
            claims.setdefault((rule.claim, rule.direction), []).append((rule, where))
        found: list[list[Small | None]] = [[None, None], [None, None]]
        for (_, direction), own in claims.items():
            bearing, side = self._bearing(own[0][0]), 0 if direction == "for" else 1
            if bearing == "silent":
                continue
            level = self._level(own)
            counted = _strongest([(r, w) for r, w in own]) if readings else level
            if bearing == "argues":
                found[0][side] = _highest(found[0][side], counted)
                found[1][side] = _highest(found[1][side], counted)
            if bearing == "contested" or counted is not level:
                found[1][side] = _highest(found[1][side], level)
        if not any(v is not None for pair in found for v in pair):
            return NOTHING
        if found[0][0] is found[1][0] and found[0][1] is found[1][1]:
            return found[:1] * 2
        return found

    def _level(self, held: Sequence[tuple[Argue, Flags]]) -> Small | None:
        level = _strongest([(r, w) for r, w in held if not _own(r)])
        documents: dict[str, Flags] = {}
        for rule, where in held:
            source = self.plan.library.source_of.get(rule.origin)
            name = source.id if source else rule.origin
            documents[name] = where if name not in documents else documents[name] | where
        if level is None or len(documents) < 2:
            return level
        number = np.zeros(self.rows, np.int8)
        for where in documents.values():
            number += where.view(np.int8)
        raised = level + ((level > 0) & (number > 1)).view(np.int8)
        return np.minimum(raised, np.int8(3))

    def _taken(self, flags: Flags, held: Sequence[tuple[Argue, Flags]]) -> Flags:
        found = self.none
        for readings in (False, True):
            ways = [_more(*pair) for pair in self._standings(held, readings)]
            if all(way is not None for way in ways):
                found = found | (ways[0] & ways[1])  # type: ignore[operator]  # neither is None
        return flags & found

    def _bearing(self, rule: Argue) -> str:
        return self.plan.bearing(rule.claim)


NOTHING: list[list[Small | None]] = [[None, None], [None, None]]


def _own(rule: Argue) -> bool:
    return rule.own_reading or rule.evidence == "own"


def _any(flags: Sequence[Flags]) -> Flags:
    found = flags[0]
    for other in flags[1:]:
        found = found | other
    return found


def _strongest(held: Sequence[tuple[Argue, Flags]]) -> Small | None:
    found: Small | None = None
    for rule, where in held:
        found = _highest(found, where.view(np.int8) * np.int8(STRENGTH[rule.strength]))
    return found


def _highest(one: Small | None, other: Small | None) -> Small | None:
    if one is None or other is None:
        return other if one is None else one
    return np.maximum(one, other)


def _at_least(one: Small | None, other: Small | None) -> Flags | None:
    """Where one is at least as strong; None: everywhere."""
    if other is None or one is other:
        return None
    return other == 0 if one is None else one >= other


def _more(one: Small | None, other: Small | None) -> Flags | None:
    """Where one is stronger; None: nowhere."""
    if one is None or one is other:
        return None
    return one > 0 if other is None else one > other


# The benchmark


def measured(rounds: int) -> list[Table]:
    plan = shipped()
    rows = []
    for kind, what in (("near", "real ones, about eight answers drawn anew"), ("random", "every answer drawn")):
        chunks = list(Generator(plan, kind, 1).chunks(PROFILES))
        agree(plan, chunks)
        ours, hand = BulkDecider(plan), ByHand(plan)
        ratio = alternated(
            lambda ours=ours, chunks=chunks: cpu_of(lambda: [over_columns(ours, c) for c in chunks]),  # type: ignore[misc]
            lambda hand=hand, chunks=chunks: cpu_of(lambda: [by_hand(hand, c) for c in chunks]),  # type: ignore[misc]
            rounds,
        )
        rows.append((what, f"{PROFILES:,}", str(ratio)))
    title = f"{PROFILES:,} profiles, rules and choice, one thread"
    return [Table(title, ("profiles", "agree on", "ours / NumPy by hand"), tuple(rows))]


def over_columns(decider: BulkDecider, columns: Columns) -> list[dict[str, Any]]:
    """The choices by our evaluator, as packed flags, a chunk after the other."""
    found = []
    for held, rows in _parts(columns, ROWS):
        around = Surroundings((CIRCUMSTANCES,), np.zeros(rows, np.int32))
        decided = decider.decide(Chunk(rows, decider.plan.vocabulary, held), around, asked="choices")
        found.append({name: _choice(decider.plan, name, choices) for name, choices in decided.instruments.items()})
    return found


def _choice(plan: Plan, name: str, choices: Any) -> Any:
    return choices.taken if plan.library.options.instruments[name].multi else choices.codes


def by_hand(hand: ByHand, columns: Columns) -> list[dict[str, Any]]:
    """The choices by hand."""
    return [hand.decide(held, rows) for held, rows in _parts(columns, CHUNK)]


def _parts(columns: Columns, number: int) -> Iterable[tuple[Columns, int]]:
    rows = len(next(iter(columns.values())).values)
    for first in range(0, rows, number):
        last = min(first + number, rows)
        yield {n: Column(c.values[first:last], c.known[first:last]) for n, c in columns.items()}, last - first


def agree(plan: Plan, chunks: Sequence[Columns]) -> None:
    """Raises AssertionError where the two decide otherwise."""
    ours, hand = BulkDecider(plan), ByHand(plan)
    for columns in chunks:
        one, other = over_columns(ours, columns), by_hand(hand, columns)
        for name, held in plan.library.options.instruments.items():
            expected = np.concatenate([part[name] for part in one])
            if held.multi:
                found = np.concatenate([sum(f.astype(np.int32) << n for n, f in enumerate(p[name])) for p in other])
            else:
                found = np.concatenate([part[name] for part in other])
            assert (expected == found).all(), f"{name}: {int((expected != found).sum())} differ"
