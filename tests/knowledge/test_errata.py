"""Errata of the sources: each complete, on passages that exist, and none left out that is recorded as a slip."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.knowledge.library import Library, load_library
from stuurwijzer.engine.reading import ProblemsFoundError

KNOWLEDGE = Path(str(files("stuurwijzer") / "knowledge"))


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


# Where the documents err, as found by reading and by recomputing them: the passage, and what the erratum must name.
FOUND = {
    "the threshold for the SAS procedure in glossary and annex 5 (LAW-L1, LAW-L2)": ("RIV-A1-04", "750,000"),
    "410 youth providers where the lots add up to 409 (16+140+115+36+28+34+3+34+3)": ("RIV-3.3-03", "409"),
    "8,428 youth clients where the lots add up to 8,409": ("RIV-3.3-03", "8,409"),
    "youth spending that covers six of nine lots": ("RIV-3.3-04", "41,961,981"),
    "client percentages on two bases": ("RIV-A3-31", "7,133"),
    "a typing error in an amount": ("RIV-A3-23", "7,049,016"),
    "a market share that table 1 does not give": ("RIV-3.3-19", "55%"),
    "the summary of savings against the sheet": ("ACB-18", "338,000"),
    "the rounded total of 2022, 331,233 + 810,416": ("ACB-29", "1,141,649"),
    "the start date of the elaboration": ("ACN-0-03", "1 January 2022"),
    "the start of the contracts in measure 4b": ("RIV-6.2-09", "1 January 2023"),
    "figure 8, which is a picture": ("RIV-5.3-21", "2018"),
    "figure 9, which is a picture": ("RIV-5.6-11", "per segment"),
    "the overview of the memo, which is not in the text": ("ACM-24", "overview"),
    "a bill that is called law": ("RIV-A5-06", "bill"),
    "case law that is called an act": ("ACM-21", "case law"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_wrong_has_an_erratum(name: str, library: Library) -> None:
    passage, named = FOUND[name]
    told = [
        " ".join(text.en for text in (e.says, e.right, e.unknown, e.handled) if text)
        for e in library.errata.values()
        if passage in e.passages
    ]
    assert any(named in text for text in told), told


def test_what_is_missing_is_not_filled_in(library: Library) -> None:
    missing = [erratum for erratum in library.errata.values() if erratum.kind == "missing"]
    assert missing
    assert [erratum.title.en for erratum in missing if erratum.right is not None] == []


def test_what_is_right_is_not_shown_by_the_passage_that_errs(library: Library) -> None:
    assert [name for name, e in library.errata.items() if {*e.passages} & {*e.shown_by}] == []


FAULTS: dict[str, tuple[str, str]] = {
    "erratum_passage": ("passages: [RIV-3.3-04]", "passages: [RIV-3.3-99]"),
    "erratum_half_said": ("    unknown:\n", "    right: {nl: Juist., en: Right.}\n    unknown:\n"),
    "erratum_matters": ("    matters_for: [funding]\n", ""),
    "erratum_instrument": ("matters_for: [funding]", "matters_for: [fundng]"),
    "slip_without_erratum": ("passages: [ACN-0-01, ACN-0-03]", "passages: [ACN-0-03]"),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_faulty_erratum_is_reported(code: str, tmp_path: Path) -> None:
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    path = tmp_path / "knowledge" / "errata.yaml"
    text = path.read_text(encoding="utf-8")
    sound, faulty = FAULTS[code]
    assert sound in text
    path.write_text(text.replace(sound, faulty, 1), encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as caught:
        load_library(tmp_path / "knowledge")
    assert [(p.file, p.code) for p in caught.value.problems] == [("knowledge/errata.yaml", code)]
    assert all(p.line for p in caught.value.problems)
