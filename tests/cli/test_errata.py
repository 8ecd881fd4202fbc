"""``sources errata``: all of them, or those of one source, in both languages and as JSON."""

import json

import pytest

from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.knowledge.library import Library, load_library

from ..conftest import Run


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_erratum_is_shown_in_full(language: Language, run: Run, library: Library) -> None:
    shown = plain(run("sources", "errata", "--lang", language).stdout)
    for erratum in library.errata.values():
        for text in (erratum.title, erratum.says, erratum.right, erratum.unknown, erratum.handled):
            assert text is None or plain(text[language]) in shown
    assert shown.endswith(f"Errata: {len(library.errata)}")


def test_those_of_one_source_concern_its_passages(run: Run, library: Library) -> None:
    held = json.loads(run("sources", "errata", "achterhoek-2020", "--format", "json").stdout)
    expected = [n for n, e in library.errata.items() if any(p.startswith("ACB-") for p in e.passages)]
    assert [entry["id"] for entry in held] == expected
    assert {"says", "right", "unknown", "handled", "passages", "shown_by", "kind"} <= held[0].keys()


def test_an_unknown_source_is_answered_with_the_nearest(run: Run) -> None:
    result = run("sources", "errata", "achterhoek-202")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Bedoelt u achterhoek-202" in result.stderr
