"""What changed beside the rules: derived fields, parameters, options, tests of claims, sources with their passages."""

from collections.abc import Callable, Iterator, Mapping

from pydantic import BaseModel

from ..facts import Field
from ..knowledge.library import Library
from ..knowledge.options import InstrumentText, OptionText
from ..knowledge.parameters import ParameterEntry
from ..rulebase import Rulebase
from .facets import Facet, Weigh, Weight, differing, facets_of, heaviest
from .rule_changes import Change, Sort

FIELD_FACETS = ("kind", "members", "true_wins")


def knowledge_changes(old: Rulebase, new: Rulebase) -> list[Change]:
    """Every entry beside the rules that differs, in a fixed order."""
    one, other = old.library, new.library
    return [
        *_fields(old, new),
        *_entries(
            "parameter", _alike(one, other), other.parameters, _weigh({"passages": "sources", "state": "sources"})
        ),
        *_entries("instrument", _instruments(one), _instruments(other), _weigh(_OPTIONS), frozenset({"options"})),
        *_entries("option", _options(one), _options(other), _weigh(_OPTIONS)),
        *_entries("claim", old.claims, new.claims, _weigh({"note": "wording"})),
        *_entries("source", one.sources, other.sources, _weigh(_SOURCES), frozenset({"passages"}), "sources"),
        *_entries("passage", _passages(one), _passages(other), _weigh(_PASSAGES, "sources"), added="sources"),
        *_entries("record", one.evidence.records, other.evidence.records, _weigh(_RECORDS), added="sources"),
        *_whole("planning", one.planning, other.planning),
        *_whole("change_cost", one.change_cost, other.change_cost),
        *_whole("goals", one.goals, other.goals),
        *_entries("errata", one.errata, other.errata, _weigh({}, "sources"), added="sources"),
    ]


_OPTIONS: Mapping[str, Weight] = {"synonyms": "wording", "plain": "wording", "name": "wording", "passages": "sources"}
_SOURCES: Mapping[str, Weight] = {
    "date": "meaning",
    "title": "sources",
    "organisation": "sources",
    "address": "sources",
    "extraction": "sources",
    "kind": "sources",
    "prefix": "sources",
}
_PASSAGES: Mapping[str, Weight] = {"valid_from": "meaning", "valid_until": "meaning"}
_RECORDS: Mapping[str, Weight] = {
    "title": "sources",
    "organisation": "sources",
    "address": "sources",
    "seen": "sources",
}


def _weigh(known: Mapping[str, Weight], otherwise: Weight = "meaning") -> Weigh:
    return lambda key: known.get(key.partition(".")[0], otherwise)


def _entries(
    sort: Sort,
    old: Mapping[str, BaseModel],
    new: Mapping[str, BaseModel],
    weigh: Weigh,
    leave_out: frozenset[str] = frozenset(),
    added: Weight = "meaning",
) -> Iterator[Change]:
    for name in sorted({*old, *new}):
        if name not in new or name not in old:
            yield Change(sort, name, "removed" if name in old else "added", added)
        elif old[name] != new[name] and (facets := facets_of(old[name], new[name], weigh, leave_out)):
            yield Change(sort, name, "changed", heaviest(facets), tuple(facets))


def _whole(sort: Sort, old: BaseModel, new: BaseModel) -> Iterator[Change]:
    """A file that is one entry: each of its keys, two deep, as an entry of its own."""
    facets = facets_of(old, new, _weigh({"checked": "checked"}))
    groups: dict[str, list[Facet]] = {}
    for facet in facets:
        groups.setdefault(".".join(facet.key.split(".")[:2]), []).append(facet)
    for name, held in groups.items():
        yield Change(sort, name, "changed", heaviest(held), tuple(held))


def _alike(old: Library, new: Library) -> dict[str, ParameterEntry]:
    """The old parameters; a value that is only written otherwise (``60%``, ``60,0 %``) as the new one has it."""
    held = dict(old.parameters)
    for name in held.keys() & new.parameters.keys():
        one, other = held[name], new.parameters[name]
        if one.quantity == other.quantity:
            values = {
                day: other.values[day] if day in other.values and one.at(day) == other.at(day) else text
                for day, text in one.values.items()
            }
            held[name] = one.model_copy(update={"values": values})
    return held


def _fields(old: Rulebase, new: Rulebase) -> Iterator[Change]:
    """Fields that rules set. Those of the profile are the program's and no part of an edition."""
    one, other = (
        {name: field for name, field in base.vocabulary.items() if field.owner == "classified"} for base in (old, new)
    )
    for name in sorted({*one, *other}):
        if name not in one or name not in other:
            yield Change("field", name, "removed" if name in one else "added", "meaning")
        elif facets := list(_of_field(one[name], other[name])):
            yield Change("field", name, "changed", heaviest(facets), tuple(facets))


def _of_field(one: Field, other: Field) -> Iterator[Facet]:
    for key, weight in (*((key, "meaning") for key in FIELD_FACETS), ("dutch", "wording"), ("meaning", "wording")):
        before, after = (_listed(getattr(held, key)) for held in (one, other))
        yield from differing(key, before, after, _always(weight))  # type: ignore[arg-type]  # the weights above


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _always(weight: Weight) -> Callable[[str], Weight]:
    return lambda _: weight


def _instruments(library: Library) -> dict[str, InstrumentText]:
    return library.options.instruments


def _options(library: Library) -> dict[str, OptionText]:
    return {code: option.text for code, option in library.options.by_code.items()}


def _passages(library: Library) -> dict[str, BaseModel]:
    """The passages of documents and law; a record of effects is an entry of its own."""
    return {name: p for source in library.sources.values() for name, p in source.passages.items()}
