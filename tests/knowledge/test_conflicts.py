"""What sources say against each other: on both sides, with one kind, and complete against what was read."""

import shutil
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from stuurwijzer.engine.knowledge.conflicts import Odds, at_odds
from stuurwijzer.engine.knowledge.library import Library, load_library
from stuurwijzer.engine.reading import ProblemsFoundError

KNOWLEDGE = Path(str(files("stuurwijzer") / "knowledge"))
# The list of what was read in the documents is not in the repository; in development it stands beside it.
READ = Path(__file__).resolve().parents[2].parent / "shared" / "inventory" / "statements.yaml"

# Counted in that list.
AS_READ = {"contradiction": 51, "tension": 38, "different_choice": 30, "slip": 11, "wording": 10}
# Found since, passage beside passage: what the rules set against each other, and where a document and the law differ.
BETWEEN_DOCUMENTS = {"contradiction": 2, "tension": 11, "different_choice": 8}
WITH_LAW = {
    frozenset({"RIV-A1-04", "LAW-L1"}): "contradiction",
    frozenset({"RIV-A1-04", "LAW-L2"}): "contradiction",
    frozenset({"RIV-A5-10", "LAW-L1"}): "contradiction",
    frozenset({"RIV-A5-10", "LAW-L2"}): "contradiction",
    frozenset({"RIV-A5-10", "LAW-L3"}): "contradiction",
    frozenset({"RIV-A5-06", "LAW-L15"}): "contradiction",
    frozenset({"RIV-A5-06", "LAW-L15B"}): "contradiction",
    frozenset({"RIV-A5-06", "LAW-L16"}): "contradiction",
    frozenset({"RIV-A5-06", "LAW-L16B"}): "contradiction",
    frozenset({"RIV-5.3-15", "LAW-L21"}): "contradiction",
    frozenset({"RIV-5.3-15", "LAW-L21B"}): "contradiction",
    frozenset({"RIV-5.3-15", "LAW-L24"}): "tension",
    frozenset({"RIV-6.1-03", "LAW-L29"}): "contradiction",
    frozenset({"RIV-A5-19", "LAW-L14"}): "tension",
    frozenset({"RIV-A5-20", "LAW-N8"}): "contradiction",
    frozenset({"RIV-A5-22", "LAW-N8"}): "contradiction",
    frozenset({"ACM-09", "LAW-L21"}): "wording",
    frozenset({"ACM-21", "LAW-L21"}): "wording",
    frozenset({"ACM-09", "LAW-L24"}): "contradiction",
    frozenset({"ACM-21", "LAW-L24"}): "contradiction",
    frozenset({"HVB-BW-09", "LAW-L20"}): "wording",
    frozenset({"LAW-L14", "LAW-N8"}): "tension",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def pairs(library: Library) -> dict[frozenset[str], str]:
    return {
        frozenset({name, conflict.with_}): conflict.type
        for name, passage in library.passages.items()
        for conflict in passage.conflicts
    }


def test_every_conflict_that_was_read_is_recorded_with_its_type(pairs: dict[frozenset[str], str]) -> None:
    if not READ.is_file():
        pytest.skip("the list of what was read is not part of the repository and does not stand in ../shared beside it")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load(READ.read_text(encoding="utf-8"), Loader=loader)
    listed = {frozenset({held["a"], held["b"]}): held["type"] for held in read["conflicts"]}
    named = {frozenset({s["id"], other}) for s in read["statements"] for other in s["conflict_with"]}
    assert len(listed) == 140
    assert named == listed.keys()
    assert {tuple(sorted(pair)): kind for pair, kind in listed.items() if pairs.get(pair) != kind} == {}
    assert Counter(listed.values()) == AS_READ


def test_conflicts_between_documents_are_those_that_were_read_and_those_found_since(
    pairs: dict[frozenset[str], str],
) -> None:
    between = Counter(kind for pair, kind in pairs.items() if not any(name.startswith("LAW-") for name in pair))
    assert between == Counter(AS_READ) + Counter(BETWEEN_DOCUMENTS)


def test_where_a_document_and_the_law_differ_is_recorded(pairs: dict[frozenset[str], str]) -> None:
    assert {pair: kind for pair, kind in pairs.items() if any(n.startswith("LAW-") for n in pair)} == WITH_LAW


def test_the_heaviest_conflict_of_two_rules_comes_first(library: Library) -> None:
    # the glossary contradicts annex 5 (as read); the start date in measure 4b is a slip
    held = at_odds(("RIV-6.2-09", "RIV-A1-04"), ("RIV-1.1-04", "RIV-A5-10"), library.passages)
    assert held == (
        Odds("RIV-A1-04", "RIV-A5-10", "contradiction"),
        Odds("RIV-6.2-09", "RIV-1.1-04", "slip"),
    )


# Faults in the files: each has a sound twin, the knowledge as it is

A_TO_B = "conflicts: [{with: RIV-A3-29, type: different_choice}]"
FAULTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "conflict_unknown": ("achterhoek-2020", lambda text: text.replace("with: RIV-A3-29", "with: RIV-A3-92", 1)),
    "conflict_one_sided": (
        "achterhoek-2020",
        lambda text: text.replace(A_TO_B, A_TO_B.replace("different_choice", "slip")),
    ),
    "conflict_twice": ("achterhoek-2020", lambda text: text.replace(A_TO_B, f"{A_TO_B[:-1]}, {A_TO_B[12:]}")),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_faulty_conflict_is_reported_with_its_place(code: str, tmp_path: Path) -> None:
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    source, spoil = FAULTS[code]
    path = tmp_path / "knowledge" / "sources" / f"{source}.yaml"
    text = path.read_text(encoding="utf-8")
    assert spoil(text) != text
    load_library(tmp_path / "knowledge")
    path.write_text(spoil(text), encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as caught:
        load_library(tmp_path / "knowledge")
    found = [p for p in caught.value.problems if p.code == code]
    assert found, [p.code for p in caught.value.problems]
    line = 1 + next(n for n, one in enumerate(path.read_text(encoding="utf-8").splitlines()) if "conflicts:" in one)
    assert (found[0].file, found[0].line) == (f"knowledge/sources/{source}.yaml", line)
