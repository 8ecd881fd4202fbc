"""The passages of the sources, held against each other and, where they are at hand, against the documents."""

from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from stuurwijzer.engine.knowledge.fingerprint import digest, find_all, placed_words

SOURCES = {
    "achterhoek-2020": 30,
    "achterhoek-2021": 125,
    "achterhoek-2024": 30,
    "hart-van-brabant-2021": 108,
    "rivierenland-2021": 435,
}

# The documents are not in the repository; in development they stand beside it.
DOCUMENTS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def text_of(source_id: str) -> str:
    return (files("stuurwijzer") / "knowledge" / "sources" / f"{source_id}.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sources() -> dict[str, dict[str, Any]]:
    return {source_id: yaml.load(text_of(source_id), Loader=Loader) for source_id in SOURCES}


@pytest.fixture(scope="module")
def passages(sources: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {key: passage for source in sources.values() for key, passage in source["passages"].items()}


def test_every_source_has_the_number_of_passages_that_was_read_in_it(sources: dict[str, dict[str, Any]]) -> None:
    assert {source_id: len(source["passages"]) for source_id, source in sources.items()} == SOURCES
    assert sum(SOURCES.values()) == 728


def test_a_passage_id_occurs_once_and_begins_with_the_prefix_of_its_source(sources: dict[str, dict[str, Any]]) -> None:
    seen: Counter[str] = Counter()
    for source_id, source in sources.items():
        assert source["id"] == source_id
        # From the nodes and not from the loaded mapping, in which the later of two equal keys replaces the first.
        root = yaml.compose(text_of(source_id), Loader=Loader)
        assert isinstance(root, yaml.MappingNode)
        nodes = {key.value: value for key, value in root.value}
        ids = [key.value for key, _ in nodes["passages"].value]
        assert [key for key in ids if not key.startswith(source["prefix"] + "-")] == []
        seen.update(ids)
    assert [key for key, times in seen.items() if times > 1] == []


def test_passages_stand_in_the_order_of_the_document_and_inside_it(sources: dict[str, dict[str, Any]]) -> None:
    for source in sources.values():
        lines = [tuple(passage["lines"]) for passage in source["passages"].values()]
        assert lines == sorted(lines)
        assert all(1 <= first <= last <= source["extraction"]["lines"] for first, last in lines)


def test_every_passage_has_a_summary_in_both_languages(passages: dict[str, dict[str, Any]]) -> None:
    incomplete = [
        key
        for key, passage in passages.items()
        if set(passage["summary"]) != {"en", "nl"} or not all(text.strip() for text in passage["summary"].values())
    ]
    assert incomplete == []


def test_a_condition_says_whether_the_source_states_it(passages: dict[str, dict[str, Any]]) -> None:
    bases = Counter(passage["condition"]["basis"] for passage in passages.values() if "condition" in passage)
    assert bases == {"stated": 338, "inferred": 60}


@pytest.mark.parametrize("source_id", SOURCES)
def test_every_passage_is_found_at_its_lines(source_id: str, sources: dict[str, dict[str, Any]]) -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("the source documents are not part of the repository and do not stand in ../shared/seeds beside it")
    source = sources[source_id]
    extraction = source["extraction"]
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    documents = {digest([placed.word for placed in words]): words for words in map(placed_words, texts)}
    assert extraction["digest"] in documents, f"no document in ../shared/seeds has the digest of {source_id}"

    placed = documents[extraction["digest"]]
    assert len(placed) == extraction["words"]
    runs = {key: (passage["words"], passage["digest"]) for key, passage in source["passages"].items()}
    found = find_all([word.word for word in placed], runs.values())
    misplaced = [
        key
        for key, (count, sought) in runs.items()
        if not any(
            source["passages"][key]["lines"][0] <= placed[at].line
            and placed[at + count - 1].line <= source["passages"][key]["lines"][1]
            for at in found[count, sought]
        )
    ]
    assert misplaced == []
