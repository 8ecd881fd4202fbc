"""``sources``: the documents and their passages, what rests on them, and that none is dropped in silence."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stuurwijzer.engine.command import source_coverage, source_pages, source_verification
from stuurwijzer.engine.command.folder_of_documents import MOST_FILES
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.knowledge import accounts, load_library
from stuurwijzer.engine.knowledge.accounts import Accounts, open_accounts
from stuurwijzer.engine.knowledge.fingerprint import digest, placed_words
from stuurwijzer.engine.knowledge.runs import runs_of
from stuurwijzer.engine.knowledge.sources import Source
from stuurwijzer.engine.reading import Problem, ProblemsFoundError

from ..conftest import Run


@pytest.fixture(scope="module")
def held() -> Accounts:
    return open_accounts(load_library())


@pytest.fixture
def loaded(held: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_pages, "accounts", lambda: held)
    monkeypatch.setattr(source_coverage, "accounts", lambda: held)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.usefixtures("loaded")
def test_the_list_names_every_source_once(run: Run, held: Accounts) -> None:
    *lines, _ = run("sources", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(held.sources)
    for line, source in zip(lines, held.sources.values(), strict=True):
        assert line.endswith(source.title)
        assert f"{held.coverage(source.id).used} van {len(source.passages)} gebruikt" in line


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_everything_about_a_passage(held: Accounts, language: Language) -> None:
    # Every twentieth passage, and the first of each reason, kind and state.
    firsts = {(p.unused and p.unused.reason, p.kind, p.state): name for name, p in reversed(held.passages.items())}
    for name in {*list(held.passages)[::20], *firsts.values()}:
        passage = held.passages[name]
        page = plain(source_pages.source_page(name, language))
        expected = [name, passage.summary[language], passage.section or "", passage.digest or ""]
        expected += [
            f"{passage.lines[0]}" if passage.lines else "",
            passage.valid_from or "",
            passage.valid_until or "",
        ]
        expected += [passage.condition.text if passage.condition else ""]
        expected += [f"{c.with_} (" for c in passage.conflicts]
        expected += [f"{use.by} ({use.file})" for use in held.uses[name]]
        expected += [passage.unused.of or "" if passage.unused else ""]
        assert [text for text in expected if plain(text) not in page] == [], name


@pytest.mark.usefixtures("loaded")
def test_a_page_of_a_source_names_its_passages_and_whether_we_hold_its_text(run: Run, held: Accounts) -> None:
    for source in held.sources.values():
        page = run("sources", "show", source.id.upper(), "--lang", "en").stdout
        assert [name for name in source.passages if f"- {name} ·" not in page] == []
        assert ("We do not hold the text" in page) == (source.extraction is None)


@pytest.mark.usefixtures("loaded")
def test_a_passage_that_nothing_uses_says_why(run: Run) -> None:
    page = plain(run("sources", "show", "RIV-6.1-06", "--lang", "en").stdout)
    assert "Not used - repetition: another passage says it as well, and that one is cited. - Repeats RIV-A4-01:" in page
    assert "Repeated by - RIV-6.1-06:" in plain(run("sources", "show", "riv-a4-01", "--lang", "en").stdout)


def test_an_unknown_name_is_answered_with_the_nearest(run: Run) -> None:
    result = run("sources", "show", "RIV-5.3-222")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Fout: Er is geen bron of vindplaats RIV-5.3-222. stuurwijzer sources list noemt de bronnen. "
        "Bedoelt u RIV-5.3-22?\n"
    )


@pytest.mark.usefixtures("loaded")
def test_the_coverage_counts_every_passage_once_in_both_forms(run: Run, held: Accounts) -> None:
    told: dict[str, Any] = json.loads(run("sources", "coverage", "--format", "json").stdout)
    assert told["total"] == told["used"] + sum(told["unused"].values()) + told["unaccounted"] == len(held.passages)
    for key in ("total", "used", "unaccounted"):
        assert sum(source[key] for source in told["sources"].values()) == told[key]
    text = run("sources", "coverage", "--lang", "en").stdout.splitlines()
    counted = {" ".join(words[:-1]): words[-1] for words in map(str.split, text) if words}
    assert counted["total"] == str(told["total"])
    assert counted["background"] == str(told["unused"]["context"])
    assert counted["rule"] == str(told["used_by"]["rule"])


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_passage_that_is_not_accounted_for_is_named_with_exit_code_1(
    run: Run, held: Accounts, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    uses = {name: () if name == "RIV-5.3-22" else uses for name, uses in held.uses.items()}
    monkeypatch.setattr(source_coverage, "accounts", lambda: Accounts(held.sources, uses))
    result = run("sources", "coverage", "--format", form)
    assert result.exit_code == 1
    assert "RIV-5.3-22" in result.stdout


def test_a_fault_in_our_knowledge_is_said_to_be_ours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Problem.at("knowledge/sources/x.yaml", 7, (), "used_and_unused", found="X-1", by="r", where="rules/x.yaml")

    def fail(*args: object) -> None:
        raise ProblemsFoundError([fault])

    monkeypatch.setattr(accounts, "open_accounts", fail)
    for command in (["list"], ["show", "X-1"], ["coverage"]):
        result = run("sources", *command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "knowledge/sources/x.yaml:7" in result.stderr
        assert "Uw bestanden zijn niet de oorzaak" in result.stderr


def test_the_group_shows_its_help(run: Run, tmp_path: Path) -> None:
    assert run("sources").stdout == run("sources", "--help").stdout


# verify


DOCUMENTS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
PIECE = "woord " * 40  # a text that is none of the documents
MADE_UP = "\n".join(f"Op regel {n} staat zin nummer {n * n} van deze notitie en verder niets" for n in range(1, 31))


@pytest.fixture
def one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sources are one document of thirty lines, each third of which is a passage, and one that we do not hold."""
    placed = placed_words(MADE_UP)
    held = [p.word for p in placed]
    passages = {
        f"N-{n}": {
            "lines": [n, n],
            "words": 13,
            "digest": digest([p.word for p in placed if p.line == n]),
            "kind": "evidence",
            "summary": {"nl": f"Zin {n}.", "en": f"Sentence {n}."},
        }
        for n in range(3, 31, 3)
    }
    entry = {"prefix": "N", "title": "Notitie", "organisation": "Niemand", "date": "2021", "kind": "note"}
    extraction = {"lines": 30, "words": len(held), "digest": digest(held)}
    notitie = Source.model_validate(entry | {"id": "notitie", "extraction": extraction, "passages": passages})
    wet = Source.model_validate(entry | {"id": "wet", "prefix": "W", "kind": "law", "passages": {}})
    library = SimpleNamespace(sources={"notitie": notitie, "wet": wet})
    monkeypatch.setattr(source_verification, "library", lambda: library)
    monkeypatch.setattr(source_verification, "load_runs", lambda: {"notitie": runs_of("notitie", held)})


@pytest.mark.usefixtures("one_document")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unchanged_document_is_found_whatever_it_is_called(run: Run, tmp_path: Path, language: str) -> None:
    (tmp_path / "Kopie (2)").write_text(MADE_UP.upper(), encoding="utf-8")
    (tmp_path / "brief.txt").write_text(PIECE, encoding="utf-8")
    (tmp_path / ".verborgen").write_text(MADE_UP.replace("niets", "iets"), encoding="utf-8")
    result = run("sources", "verify", tmp_path, "--lang", language)
    assert result.exit_code == 0
    assert "Kopie (2)" in result.stdout
    assert "brief.txt" in result.stdout
    assert "wet" in result.stdout
    assert ".verborgen" not in result.stdout


@pytest.mark.usefixtures("one_document")
def test_a_changed_word_is_told_with_exit_code_1(run: Run, tmp_path: Path) -> None:
    inside = MADE_UP.replace("regel 12 ", "regel 13 ")
    beside = MADE_UP.replace("regel 20 ", "regel 21 ")
    (tmp_path / "binnen.txt").write_text(inside, encoding="utf-8")
    (tmp_path / "tussen.txt").write_text(beside, encoding="utf-8")
    text = run("sources", "verify", tmp_path)
    assert text.exit_code == 1
    assert "N-12 (r12 in onze tekst) staat er niet meer zo; kijk rond r12 van het bestand." in text.stdout
    assert "die geen vindplaats dekt: rond r" in text.stdout
    told = json.loads(run("sources", "verify", tmp_path, "--format", "json").stdout)
    first, second = told["documents"]
    assert (told["unchanged"], first["file"], second["file"]) == (False, "binnen.txt", "tussen.txt")
    assert (first["changed"], first["uncovered"]) == ([{"passage": "N-12", "lines": [12, 12], "near": [12, 12]}], [])
    (place,) = second["uncovered"]
    # By hand: a line has 13 words, so line 20 begins with word 247, and the word that changed is number 249. Its run is
    # words 224 to 255, on lines 18 to 20, of which 18 is a passage.
    assert (second["changed"], place) == ([], {"near": [19, 20], "after": "N-18", "before": "N-21"})
    assert (told["missing"], told["not_held"]) == ([], ["wet"])


@pytest.mark.usefixtures("one_document")
def test_what_cannot_be_read_is_named_with_the_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "goed.txt").write_text(MADE_UP, encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and more")
    (tmp_path / "b.txt").write_bytes(b"met een\0nul")
    (tmp_path / "c.txt").write_bytes("coördinatie".encode("latin-1"))
    (tmp_path / "d.txt").write_bytes(b"groot " * 400_000)
    (tmp_path / "leeg.txt").write_bytes(b"")
    (tmp_path / "map").mkdir()
    result = run("sources", "verify", tmp_path, "--format", "json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["unread"] == {"a.pdf": "not_text", "b.txt": "not_text", "c.txt": "not_utf8", "d.txt": "too_large"}
    assert told["unrecognised"] == ["leeg.txt"]
    text = plain(run("sources", "verify", tmp_path).stdout)
    assert "Niet gelezen: d.txt (groter dan 2 MB)." in text


def test_a_folder_that_cannot_be_used_is_answered_with_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(PIECE, encoding="utf-8")
    for folder, answer in (
        (tmp_path / "nergens", "is er niet. Kijk de naam na."),
        (tmp_path / "brief.txt", "is een bestand en geen map."),
        (tmp_path, "is geen van de documenten herkend aan zijn inhoud."),
    ):
        result = run("sources", "verify", folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert answer in result.stderr


def test_a_folder_with_very_many_files_is_refused_before_they_are_read(run: Run, tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.txt").touch()
    result = run("sources", "verify", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"meer dan {MOST_FILES} bestanden" in result.stderr


def test_the_documents_that_we_read_are_unchanged(run: Run) -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("the source documents are not part of the repository and do not stand in ../shared/seeds beside it")
    result = run("sources", "verify", DOCUMENTS, "--format", "json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert sum(document["found"] for document in told["documents"]) == 728
    assert (told["missing"], told["unread"], told["unrecognised"]) == ([], {}, [])
