"""``compare``: two regions, two scenarios, two days or two segments, difference by difference with what makes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..advice.trace import shown
from ..comparison.causes import Cause
from ..comparison.pairs import Comparison, PairDifference
from ..comparison.readings import KINDS, Key, Says
from ..comparison.rule_changes import Change
from ..comparison.sides import AnswerDiffers, Given, Outside, Side, side
from ..profile import load_region
from ..reading.validation import nearest
from ..rendering import load_catalogue
from ..rulebase.model import Rule
from .accounting import as_json
from .difference_words import Alike, caused, put_difference, put_weightless
from .faults import WrongInputError
from .opening import locate, rulebase
from .rule_diff import change_data, facet_lines
from .rule_impact import cause_data, differs_data
from .shell import Language
from .terms import Sheet, Terms


@dataclass(frozen=True)
class Asked:
    """What is to be compared, as typed. ``segments``: ``a=b``, or ``a`` for a segment of that name on both sides."""

    one: str
    other: str
    as_of: date | None
    with_as_of: date | None
    segments: tuple[str, ...]


def compare(asked: Asked, form: str, language: Language) -> str:
    """The comparison as text or JSON. Raises ProblemsFoundError, WrongInputError and OurFaultError."""
    base = rulebase()
    options = base.library.options
    one = side(asked.one, load_region(*locate(asked.one), options.choices, options.names), base, asked.as_of)
    other = side(
        asked.other,
        load_region(*locate(asked.other), options.choices, options.names),
        base,
        asked.with_as_of or asked.as_of,
    )
    comparison = Comparison(one, other)
    found = [comparison.pair(*pair) for pair in _pairs(asked.segments, one, other)]
    if form == "json":
        return as_json(_data(comparison, found))
    terms = Terms(load_catalogue(language), one.plan.vocabulary, one.plan.library)
    return _Page(comparison, found, terms).text()


def _pairs(wanted: Sequence[str], one: Side, other: Side) -> list[tuple[str, str]]:
    """The segments and parts to compare. Raises WrongInputError."""
    if not wanted:
        both = [(path, path) for path in one.situations if path in other.situations]
        if not both:
            raise WrongInputError("no_segment_in_both", one=tuple(one.situations), other=tuple(other.situations))
        return both
    pairs = []
    for word in wanted:
        first, _, second = word.partition("=")
        for path, held in ((first, one), (second or first, other)):
            if path not in held.situations:
                known_paths = tuple(held.situations)
                near = nearest(path, list(known_paths))
                raise WrongInputError("no_such_place", near, found=path, region=held.name, known=known_paths)
        pairs.append((first, second or first))
    return list(dict.fromkeys(pairs))


# As data


def _data(comparison: Comparison, found: Sequence[PairDifference]) -> dict[str, Any]:
    one, other = comparison.one, comparison.other
    return {
        "one": _side_data(one, [pair.one for pair in found]),
        "other": _side_data(other, [pair.other for pair in found]),
        "rules": [change_data(change) for change in comparison.rules.deciding],
        "pairs": [
            {
                "one": pair.one,
                "other": pair.other,
                "answers": [_answer_data(answer) for answer in pair.between.answers],
                "outside": pair.between.outside,
                "advice": [
                    differs_data(held.differs)
                    | {"cause": cause_data(held.cause)}
                    | {"by_rules": cause_data(held.by_rules) if held.by_rules else None}
                    for held in pair.explained
                ],
            }
            for pair in found
        ],
    }


def _side_data(held: Side, compared: Sequence[str]) -> dict[str, Any]:
    left = [path for path in held.situations if path not in compared]
    return {"region": held.name, "as_of": held.plan.as_of.isoformat(), "not_compared": left}


def _answer_data(held: AnswerDiffers) -> dict[str, Any]:
    return {"field": held.field, "read": held.read, "one": _given_data(held.one), "other": _given_data(held.other)}


def _given_data(held: Given) -> dict[str, Any]:
    origin = {} if held.origin is None else {k: v for k, v in vars(held.origin).items() if v not in ("", False)}
    return {"value": held.value} | origin | ({} if held.applies else {"applies": False})


# In words


@dataclass
class _Page:
    comparison: Comparison
    found: Sequence[PairDifference]
    terms: Terms

    def __post_init__(self) -> None:
        self.sheet = Sheet()
        every = [frozenset(pair.between.answers) for pair in self.found]
        self.shared = frozenset.intersection(*every) if len(every) > 1 else frozenset()
        lines = [frozenset(self._outside(pair, name) for name in pair.between.outside) for pair in self.found]
        self.shared_lines = frozenset.intersection(*lines) if len(lines) > 1 else frozenset()

    def text(self) -> str:
        one, other = self.comparison.one, self.comparison.other
        days = {"one_day": one.plan.as_of.isoformat(), "other_day": other.plan.as_of.isoformat()}
        self.sheet.put(self.terms.say("compare.heading", one=one.name, other=other.name, **days))
        self._left_over()
        if self.shared or self.shared_lines:
            self.sheet.head(self.terms.say("compare.answers_everywhere"))
            self._answers(sorted(self.shared, key=lambda answer: answer.field))
            for line in sorted(self.shared_lines):
                self.sheet.put(line, 1, "- ")
        for pair in self.found:
            self._pair(pair)
        self._rules()
        self.sheet.head(
            self.terms.say("compare.advice" if any(p.explained for p in self.found) else "compare.same_advice")
        )
        for alike in self._alike():
            put_difference(alike, len(self.found), self.terms, self.sheet)
        put_weightless(
            sum(held.differs.weightless for p in self.found for held in p.explained), self.terms, self.sheet, 1
        )
        return self.sheet.text()

    def _left_over(self) -> None:
        sides = (
            (self.comparison.one, [p.one for p in self.found]),
            (self.comparison.other, [p.other for p in self.found]),
        )
        for held, compared in sides:
            left = tuple(path for path in held.situations if path not in compared)
            if left:
                self.sheet.put(self.terms.say("compare.not_compared", region=held.name, segments=left))

    # Rules and law of the days

    def _rules(self) -> None:
        """Rules in force on one of the two days only, by why they are not on the other; then what else differs."""
        changes = self.comparison.rules.deciding
        if changes:
            self.sheet.head(self.terms.say("compare.rules", n=str(len(changes))))
        groups: dict[str, list[str]] = {}
        for change in changes:
            if change.what != "changed":
                head, name = self._only(change)
                groups.setdefault(head, []).append(name)
        for head, names in sorted(groups.items()):
            self.sheet.put(f"{head}: {', '.join(names)}.", 1, "- ")
        for change in (c for c in changes if c.what == "changed"):
            self.sheet.put(f"{self._called_change(change)}: {self.terms.say('compare.otherwise')}", 1, "- ")
            for facet in change.facets:
                named = replace(facet, key="value") if facet.key.startswith("values.") else facet
                for line in facet_lines(named, self.terms):
                    self.sheet.put(line, 2)

    def _only(self, change: Change) -> tuple[str, str]:
        """What is there on one day only, with why; and its name with what the reason rests on."""
        one, other = self.comparison.one, self.comparison.other
        there, not_there = (other, one) if change.what == "added" else (one, other)
        only = self.terms.say("compare.only", day=there.plan.as_of.isoformat())
        sort = self.terms.say(f"diff.sorts_{change.sort}" if change.sort in ("rule", "record") else "diff.sorts_other")
        left = next((held for held in not_there.plan.left_out if held.rule.id == change.id), None)
        if change.sort != "rule" or left is None:
            return f"{sort}, {only}", change.id
        why = self.terms.say(f"not_in_force.{left.reason}")
        return (
            f"{sort}, {only} ({not_there.plan.as_of.isoformat()}: {why})",
            f"{change.id} ({self._because(left.rule)})",
        )

    def _because(self, rule: Rule) -> str:
        """The days of a rule and its places in sources, which are the law or document that it rests on."""
        days = [f"{day.isoformat() if day else ''}" for day in (rule.valid_from, rule.valid_until)]
        held = [" – ".join(days)] if any(days) else []
        held += [rule.hinges_on.parameter] if rule.hinges_on else []
        return ", ".join((*held, *rule.passages))

    def _called_change(self, change: Change) -> str:
        return f"{self.terms.say(f'diff.sort_{change.sort}')} {change.id}"

    # One pair

    def _pair(self, pair: PairDifference) -> None:
        own = [answer for answer in pair.between.answers if answer not in self.shared]
        lines = [self._outside(pair, name) for name in pair.between.outside]
        lines = [line for line in lines if line not in self.shared_lines]
        if own or lines:
            self.sheet.head(self.terms.say("compare.answers", names=_names(pair)))
        self._answers(own)
        for line in lines:
            self.sheet.put(line, 1, "- ")

    def _alike(self) -> list[Alike]:
        """The differences, those that several pairs have with one cause together, the weightiest first."""
        groups: dict[tuple[Key, Says | None, Says | None, str], list[str]] = {}
        changes = {c.name: self._called_change(c) for c in self.comparison.rules.deciding}
        for pair in self.found:
            called = changes | {a.name: self._called(a) for a in pair.between.answers}
            called |= {name: self.terms.say(f"compare.outside_{name}") for name in pair.between.outside}
            for held in (e for e in pair.explained if not e.differs.weightless):
                why = caused(held.cause, self.terms, called)
                if held.by_rules is not None:
                    why = f"{why} {self._by_rules(held.by_rules)}"
                key = (held.differs.key, held.differs.before, held.differs.after, why)
                groups.setdefault(key, []).append(_names(pair))
        ordered = sorted(groups.items(), key=lambda entry: KINDS.index(entry[0][0][0]))
        return [Alike(*key, tuple(names)) for key, names in ordered]

    def _by_rules(self, held: Cause) -> str:
        if not held.sets:
            return self.terms.say("compare.by_no_rule")
        sets = [self.terms.catalogue.listed(list(group)) for group in held.sets]
        return self.terms.say("compare.by_rules", rules=self.terms.catalogue.listed(sets, "or"))

    # Answers

    def _answers(self, held: Sequence[AnswerDiffers], level: int = 1) -> None:
        for answer in (a for a in held if a.read):
            one, other = (self._given(answer.field, g) for g in (answer.one, answer.other))
            self.sheet.put(f"{self.terms.label(answer.field)} ({answer.field}): {one} → {other}", level, "- ")
        unread = tuple(self.terms.label(a.field) for a in held if not a.read)
        if unread:
            self.sheet.put(self.terms.say("compare.not_read", n=str(len(unread)), labels=unread), level, "- ")

    def _given(self, field: str, held: Given) -> str:
        """The value with its basis and its place."""
        if held.value is None:
            return self.terms.say("explain.unknown" if held.applies else "compare.does_not_apply")
        value = self.terms.value(field, shown(held.value))
        if held.origin is None:
            return value
        basis = self.terms.catalogue.say(f"basis.{held.origin.basis}")
        place = " ".join(word for word in (held.origin.source, held.origin.lines) if word)
        return f"{value} [{', '.join(word for word in (basis, place) if word)}]"

    def _called(self, held: AnswerDiffers) -> str:
        one, other = (
            self.terms.value(held.field, shown(g.value)) if g.value is not None else self.terms.say("explain.unknown")
            for g in (held.one, held.other)
        )
        return f"{self.terms.label(held.field)} ({one} → {other})"

    def _outside(self, pair: PairDifference, name: Outside) -> str:
        return f"{self.terms.say(f'compare.outside_{name}')}: {' → '.join(self._outside_values(pair, name))}"

    def _outside_values(self, pair: PairDifference, name: Outside) -> Iterator[str]:
        sides = (self.comparison.one.situations[pair.one], self.comparison.other.situations[pair.other])
        for held in sides:
            of = held.circumstances
            if name == "wishes":
                ranked = [self.terms.value("wishes.held." + wish, wish) for rank in of.wishes for wish in rank]
                yield ", ".join(ranked) or self.terms.say("differs.absent")
            elif name == "time":
                yield self.terms.say("explain.unknown") if of.months_left is None else str(of.months_left)
            elif name == "overrides":
                yield ", ".join(self.terms.option(o) for _, o in of.set_by_hand) or self.terms.say("differs.absent")
            else:
                yield held.whole.segment.id if held.whole else self.terms.say("differs.absent")


def _names(pair: PairDifference) -> str:
    return pair.one if pair.one == pair.other else f"{pair.one} = {pair.other}"
