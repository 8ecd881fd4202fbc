"""``sources``: the documents and their passages, what rests on them, and that none is dropped in silence."""

import json
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.command import accounting, source_coverage, source_pages
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.knowledge import load_library
from stuurwijzer.engine.knowledge.accounts import Accounts, open_accounts
from stuurwijzer.engine.reading import Problem, ProblemsFoundError

from .conftest import Run


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

    monkeypatch.setattr(accounting, "open_accounts", fail)
    for command in (["list"], ["show", "X-1"], ["coverage"]):
        result = run("sources", *command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "knowledge/sources/x.yaml:7" in result.stderr
        assert "Uw bestanden zijn niet de oorzaak" in result.stderr


def test_the_group_shows_its_help(run: Run, tmp_path: Path) -> None:
    assert run("sources").stdout == run("sources", "--help").stdout
