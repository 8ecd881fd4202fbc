"""Faults of the sources: digests that cannot be right, passages and sources without use; and the twins."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.knowledge.accounts import Accounts
from stuurwijzer.engine.knowledge.sources import Passage
from stuurwijzer.engine.knowledge.uses import Use
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.scrutiny import Diagnostic
from stuurwijzer.engine.scrutiny.detect_sources import (
    detect_differing_digests,
    detect_malformed_digests,
    detect_unused_sources,
)
from stuurwijzer.engine.scrutiny.material import Material
from stuurwijzer.engine.scrutiny.scrutinise import knowledge_documents

TODAY = date(2026, 11, 22)
SOURCE, ONE, OTHER = "rivierenland-2021", "RIV-5.3-22", "RIV-5.3-11"


@pytest.fixture(scope="module")
def sound() -> Material:
    return Material(load_rulebase(), TODAY, knowledge_documents(Path(str(files("stuurwijzer")))))


def with_passages(sound: Material, **changed: Passage) -> Material:
    library = sound.base.library
    source = library.sources[SOURCE]
    passages = source.passages | {name.replace("_", "-").replace("p", "."): p for name, p in changed.items()}
    sources = library.sources | {SOURCE: source.model_copy(update={"passages": passages})}
    return replace(sound, base=replace(sound.base, library=replace(library, sources=sources)))


def passage(sound: Material, name: str, **values: object) -> Passage:
    return sound.base.library.sources[SOURCE].passages[name].model_copy(update=values)


def line_of(sound: Material, name: str) -> int:
    """Where the passage stands, by reading the file anew."""
    text = (Path(str(files("stuurwijzer"))) / f"knowledge/sources/{SOURCE}.yaml").read_text(encoding="utf-8")
    return next(at for at, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"{name}:"))


def the_one(found: list[Diagnostic], code: str) -> Diagnostic:
    assert [d.code for d in found] == [code]
    return found[0]


@pytest.mark.parametrize("digest", ["abc", "G" * 64, "A" * 64])
def test_a_digest_of_the_wrong_form_is_found_at_its_passage(sound: Material, digest: str) -> None:
    broken = with_passages(sound, RIV_5p3_22=passage(sound, ONE, digest=digest))
    held = the_one(list(detect_malformed_digests(broken)), "digest_malformed")
    assert (held.subject, held.places[0].line) == (ONE, line_of(sound, ONE))


def test_a_digest_without_the_number_of_its_words_is_found(sound: Material) -> None:
    broken = with_passages(sound, RIV_5p3_22=passage(sound, ONE, words=None))
    assert the_one(list(detect_malformed_digests(broken)), "digest_malformed").subject == ONE


def test_the_same_words_with_two_digests_are_found_at_both_passages(sound: Material) -> None:
    first = passage(sound, ONE)
    twisted = passage(sound, OTHER, lines=first.lines, words=first.words)
    held = the_one(list(detect_differing_digests(with_passages(sound, RIV_5p3_11=twisted))), "digest_differs")
    assert {p.line for p in held.places} == {line_of(sound, ONE), line_of(sound, OTHER)}


def test_one_digest_over_two_numbers_of_words_is_found(sound: Material) -> None:
    copied = passage(sound, OTHER, digest=passage(sound, ONE).digest)
    held = the_one(list(detect_differing_digests(with_passages(sound, RIV_5p3_11=copied))), "digest_differs")
    assert {p.what for p in held.places} == {ONE, OTHER}


def test_the_shipped_digests_are_well_formed_and_agree(sound: Material) -> None:
    assert [*detect_malformed_digests(sound), *detect_differing_digests(sound)] == []


def test_a_passage_and_a_source_without_use_are_found_and_the_used_ones_are_not(sound: Material) -> None:
    source = sound.base.library.sources[SOURCE]
    two = source.model_copy(update={"passages": {name: source.passages[name] for name in (ONE, OTHER)}})
    by = (Use("rule", "t.one", "rules/t.yaml"),)
    found = list(detect_unused_sources(sound, Accounts({SOURCE: two}, {ONE: by, OTHER: ()})))
    held = the_one(found, "passage_unaccounted")
    assert (held.subject, held.places[0].line) == (OTHER, line_of(sound, OTHER))
    nothing = list(detect_unused_sources(sound, Accounts({SOURCE: two}, {ONE: (), OTHER: ()})))
    assert [d.subject for d in nothing if d.code == "source_unused"] == [SOURCE]
    assert list(detect_unused_sources(sound, Accounts({SOURCE: two}, {ONE: by, OTHER: by}))) == []
