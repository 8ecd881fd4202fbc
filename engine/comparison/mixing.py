"""A rule base between two editions: the old one with some of the changes, to see what each change does."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from ..facts import Field
from ..knowledge.evidence import Evidence
from ..knowledge.library import Library
from ..knowledge.options import InstrumentText, Options, OptionText
from ..knowledge.sources import Passage, Source
from ..rulebase import Rulebase
from ..rulebase.claim_tests import UNTESTED
from ..rulebase.load import choice_fields
from ..rulebase.located import Located
from .editions_differ import EditionDifference

T = TypeVar("T")
Taken = Callable[[str, str], bool]
"""whether the new version of an entry is taken, by sort and id"""


def mixed(old: Rulebase, new: Rulebase, between: EditionDifference, changes: frozenset[str]) -> Rulebase:
    """The old edition with the changes of these names (``Change.name``), and with every new wording and new id.

    What rules refer to (parameters, passages, derived fields) is there from both editions: what nothing refers to does
    nothing. Texts that no decision reads are those of the new edition.
    """
    held_back = {(c.sort, c.id) for c in between.deciding if c.name not in changes}

    def taken(sort: str, name: str) -> bool:
        return (sort, name) not in held_back

    library = _library(old.library, new.library, between, taken)
    vocabulary = {**old.vocabulary, **new.vocabulary, **choice_fields(library)}
    for name, field in new.vocabulary.items():
        if field.owner == "classified" and name in old.vocabulary:
            vocabulary[name] = _field(old.vocabulary[name], field, taken("field", name))
    claims = {
        name: _of(name, old.claims, new.claims, taken("claim", name)) or UNTESTED
        for name in {**old.claims, **new.claims}
    }
    return Rulebase(tuple(_rules(old, new, between, taken)), library, vocabulary, claims)


def _rules(old: Rulebase, new: Rulebase, between: EditionDifference, taken: Taken) -> list[Located]:
    before = {held.rule.id: held for held in old.located}
    ids = {held.rule.id for held in new.located}
    found: list[Located] = []
    for held in new.located:
        name = held.rule.id
        if taken("rule", name):
            found.append(held)
        elif name in before:
            found.append(before[name])
    gone = [h for h in old.located if h.rule.id not in ids and h.rule.id not in between.renamed]
    return [*found, *(held for held in gone if not taken("rule", held.rule.id))]


def _of(name: str, old: Mapping[str, T], new: Mapping[str, T], taken: bool) -> T | None:
    """The version of an entry: the one that is wanted, None when it is absent there."""
    return (new if taken else old).get(name)


def _either(name: str, old: Mapping[str, T], new: Mapping[str, T], taken: bool) -> T:
    """As ``_of``, and the other version where it is absent."""
    return (new.get(name) or old[name]) if taken else (old.get(name) or new[name])


def _library(old: Library, new: Library, between: EditionDifference, taken: Taken) -> Library:
    parameters = {
        name: _either(name, old.parameters, new.parameters, taken("parameter", name))
        for name in {**new.parameters, **old.parameters}
    }
    return replace(
        new,
        options=Options(_instruments(old, new, taken)),
        parameters=parameters,
        sources=_sources(old.sources, new.sources, between, taken),
        evidence=_evidence(old.evidence, new.evidence, taken),
    )


def _instruments(old: Library, new: Library, taken: Taken) -> dict[str, InstrumentText]:
    one, other = old.options.instruments, new.options.instruments
    found: dict[str, InstrumentText] = {}
    for name in {**other, **one}:
        held = _of(name, one, other, taken("instrument", name))
        if held is None:
            continue
        before = one[name].options if name in one else {}
        after = other[name].options if name in other else {}
        options: dict[str, OptionText] = {}
        for code in {**after, **before}:
            option = _of(code, before, after, taken("option", f"{name}.{code}"))
            if option is not None:
                options[code] = option
        found[name] = held.model_copy(update={"options": options})
    return found


def _sources(
    old: Mapping[str, Source], new: Mapping[str, Source], between: EditionDifference, taken: Taken
) -> dict[str, Source]:
    """Each source with its passages; a passage that moved to another source follows its new version."""
    found: dict[str, Source] = {}
    for name in {**new, **old}:
        before = old[name].passages if name in old else {}
        after = new[name].passages if name in new else {}
        if name in new and between.sources.isdisjoint({name, *before, *after}):
            found[name] = new[name]
            continue
        held = _either(name, old, new, taken("source", name))
        passages: dict[str, Passage] = {p: _either(p, before, after, taken("passage", p)) for p in {**after, **before}}
        found[name] = held.model_copy(update={"passages": passages})
    return found


def _evidence(old: Evidence, new: Evidence, taken: Taken) -> Evidence:
    records = {n: _either(n, old.records, new.records, taken("record", n)) for n in {**new.records, **old.records}}
    return Evidence(records, new.leads, {**old.searched, **new.searched})


def _field(old: Field, new: Field, taken: bool) -> Field:
    """A derived field that takes the values of both editions; what is a change is how values merge."""
    held = new if taken else old
    return replace(held, members=tuple(dict.fromkeys((*new.members, *old.members))))
