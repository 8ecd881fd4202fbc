"""What changed in the rules between two editions, by rule id and in the rule's own terms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from ..facts import Vocabulary
from ..rulebase import Rulebase
from ..rulebase.conditions import Condition, parse_condition
from ..rulebase.located import Located
from ..rulebase.model import Rule, conditions_of
from .facets import Facet, Weight, facets_of, heaviest

Sort = Literal[
    "rule",
    "field",
    "parameter",
    "instrument",
    "option",
    "claim",
    "source",
    "passage",
    "record",
    "planning",
    "change_cost",
    "goals",
    "errata",
]
What = Literal["added", "removed", "changed", "renamed"]
WORDING = frozenset({"because", "label", "question", "text"})
SOURCES = frozenset({"passages", "dissents_from", "no_dissent"})
CONDITIONS = frozenset({"when", "met", "unmet"})


@dataclass(frozen=True)
class Change:
    """One entry that differs. ``was`` is the id that a renamed entry had; ``place`` of a rule is ``file:line`` in the
    new edition, or in the old one for what is gone."""

    sort: Sort
    id: str
    what: What
    weight: Weight
    facets: tuple[Facet, ...] = ()
    was: str | None = None
    place: str | None = None

    @property
    def name(self) -> str:
        """A name that no other change of the same two editions has."""
        return self.id if self.sort == "rule" else f"{self.sort}:{self.id}"

    @property
    def decides(self) -> bool:
        """Whether it may change a decision; a new name alone, a wording and a day of checking cannot."""
        return self.weight in ("meaning", "sources") and self.what != "renamed"


@dataclass(frozen=True)
class Moved:
    """A rule that stands in another file and says the same."""

    id: str
    before: str
    after: str


def rule_changes(old: Rulebase, new: Rulebase, renamed: Mapping[str, str]) -> list[Change]:
    """Every rule that was added, removed, changed or given another id, in the order of the ids.

    ``renamed``: the former id of each rule that has another.
    """
    before, after = _by_id(old), _by_id(new)
    gone, come = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    names = {one: other for other, one in renamed.items()}
    changes = [
        Change("rule", name, "removed", "meaning", place=before[name].place) for name in gone if name not in names
    ]
    changes += [
        Change("rule", name, "added", "meaning", place=after[name].place) for name in come if name not in renamed
    ]
    for name in sorted(after.keys() - {c.id for c in changes}):
        was = renamed.get(name, name)
        facets = _facets(before[was].rule, after[name].rule, old, new, names)
        if was != name:
            weight = heaviest(facets) if facets else "wording"
            changes.append(Change("rule", name, "renamed", weight, tuple(facets), was, after[name].place))
        elif facets:
            changes.append(Change("rule", name, "changed", heaviest(facets), tuple(facets), place=after[name].place))
    return sorted(changes, key=lambda change: change.id)


def moved_rules(old: Rulebase, new: Rulebase) -> list[Moved]:
    """Rules that stand in another file than they did."""
    before = _by_id(old)
    return [
        Moved(held.rule.id, before[held.rule.id].document.file, held.document.file)
        for held in sorted(new.located, key=lambda held: held.rule.id)
        if held.rule.id in before and before[held.rule.id].document.file != held.document.file
    ]


def _by_id(base: Rulebase) -> dict[str, Located]:
    return {held.rule.id: held for held in base.located}


def weigh(key: str) -> Weight:
    name = key.partition(".")[0]
    if name == "checked":
        return "checked"
    return "wording" if name in WORDING else "sources" if name in SOURCES else "meaning"


def _facets(before: Rule, after: Rule, old: Rulebase, new: Rulebase, names: Mapping[str, str]) -> list[Facet]:
    """What differs between two versions of a rule; other rules that it names go by their new id."""
    dissents = tuple(names.get(name, name) for name in before.dissents_from)
    no_dissent = {names.get(name, name): reason for name, reason in before.no_dissent.items()}
    before = before.model_copy(update={"dissents_from": dissents, "no_dissent": no_dissent})
    if before.kind != after.kind:
        return [Facet("kind", "meaning", before.kind, after.kind), *_of_conditions(before, after, old, new)]
    return [
        *_of_conditions(before, after, old, new),
        *facets_of(before, after, weigh, CONDITIONS | {"id"}),
    ]


# Conditions


def _of_conditions(before: Rule, after: Rule, old: Rulebase, new: Rulebase) -> Iterator[Facet]:
    for key in sorted(CONDITIONS):
        one, other = _read(before, key, old), _read(after, key, new)
        yield from _paired(
            key,
            [held for meaning, held in one.items() if meaning not in other],
            [held for meaning, held in other.items() if meaning not in one],
            new.vocabulary,
        )


def _read(rule: Rule, key: str, base: Rulebase) -> dict[object, Condition]:
    """The conditions under a key, by what they mean: ``always`` says nothing, and a list has no order."""
    found: dict[object, Condition] = {}
    for under, text in conditions_of(rule):
        held = parse_condition(text, base.vocabulary, base.library.parameters) if under == key else None
        if held is not None:
            constant = frozenset(held.constant) if isinstance(held.constant, tuple) else held.constant
            found[(held.field, held.operator, str(type(constant)), constant, held.parameter)] = held
    return found


def _paired(key: str, gone: list[Condition], come: list[Condition], vocabulary: Vocabulary) -> Iterator[Facet]:
    """One condition on a field that took the place of another is a change of it."""
    fields = sorted({held.field for held in (*gone, *come)})
    for field in fields:
        one, other = [c for c in gone if c.field == field], [c for c in come if c.field == field]
        if len(one) == len(other) == 1:
            yield Facet(key, "meaning", one[0].text, other[0].text, field, _limits(one[0], other[0]))
        else:
            yield from (Facet(key, "meaning", held.text, None, field) for held in one)
            yield from (Facet(key, "meaning", None, held.text, field) for held in other)


def _limits(one: Condition, other: Condition) -> tuple[int, int] | None:
    """Both limits when a threshold moved."""
    a, b = one.constant, other.constant
    measured = isinstance(a, int) and isinstance(b, int) and not isinstance(a, bool) and not isinstance(b, bool)
    return (int(a), int(b)) if measured and one.operator == other.operator else None  # type: ignore[arg-type]


# Other ids


def renamed_rules(old: Rulebase, new: Rulebase) -> dict[str, str]:
    """The former id of each new rule that means the same as one that is gone; the likest ids go together."""
    before, after = _by_id(old), _by_id(new)
    gone = [before[name] for name in sorted(before.keys() - after.keys())]
    come = [after[name] for name in sorted(after.keys() - before.keys())]
    meant: dict[object, list[str]] = {}
    for held in gone:
        meant.setdefault(_meaning(held.rule, old), []).append(held.rule.id)
    pairs = [
        (-_alike(held.rule, was, old), was, held.rule.id)
        for held in come
        for was in meant.get(_meaning(held.rule, new), ())
    ]
    found: dict[str, str] = {}
    for _, was, name in sorted(pairs):
        if name not in found and was not in found.values():
            found[name] = was
    return found


def _alike(rule: Rule, was: str, old: Rulebase) -> float:
    """How alike two rules of one meaning are otherwise: the same passages first, then the likeness of the ids."""
    same = set(rule.passages) == set(old.rules[was].passages)
    return same + SequenceMatcher(None, was, rule.id).ratio()


def _meaning(rule: Rule, base: Rulebase) -> object:
    """All that weighs as meaning; two rules with the same say the same."""
    held = rule.model_dump(mode="json", by_alias=True)
    kept = {k: v for k, v in held.items() if weigh(k) == "meaning" and k not in CONDITIONS | {"id"}}
    conditions = {key: frozenset(_read(rule, key, base)) for key in CONDITIONS}
    return frozenset([*_hashable(_without_texts(kept)), *conditions.items()])


def _without_texts(value: Any) -> Any:
    """The same with no more of a text than that there is one."""
    if isinstance(value, dict):
        return True if set(value) == {"nl", "en"} else {k: _without_texts(v) for k, v in value.items()}
    return [_without_texts(item) for item in value] if isinstance(value, list) else value


def _hashable(held: Mapping[str, Any], path: str = "") -> Iterable[tuple[str, str]]:
    for key, value in held.items():
        if isinstance(value, Mapping):
            yield from _hashable(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", repr(value)
