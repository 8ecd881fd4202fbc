"""``evidence``: the map and the records behind an option, in both languages and as JSON."""

import json

import pytest

from stuurwijzer.engine.command import evidence_pages
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.knowledge import Library, load_library
from stuurwijzer.engine.rendering import load_catalogue

from ..conftest import Run


@pytest.fixture(scope="module")
def held() -> Library:
    return load_library()


@pytest.fixture(autouse=True)
def loaded(held: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_pages, "library", lambda: held)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_names_every_option_that_a_record_names(run: Run, held: Library, language: Language) -> None:
    page = run("evidence", "--lang", language).stdout
    for code in {code for record in held.evidence.records.values() for code in record.about}:
        assert f"({code})" in page
    for lead in held.evidence.leads:
        assert plain(lead.why[language]) in plain(page)


def test_a_line_of_the_map_counts_by_weight_and_says_what_is_not_known(run: Run) -> None:
    page = plain(run("evidence", "--lang", "en").stdout)
    assert (
        "ceiling per provider (budget_control.ceiling) Known: use 1M 1W; quality 1S; waiting time 2W "
        "Not known: cost, administrative load, innovation and continuity"
    ) in page


def test_domestic_leaves_out_opinion_health_care_and_abroad_and_keeps_the_empty_rows(run: Run) -> None:
    page = plain(run("evidence", "--domestic", "--lang", "en").stdout)
    assert "ceiling per provider (budget_control.ceiling) Known: use 1W Not known" in page
    assert "contract term (term) Known: nothing" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_option_shows_its_records_with_place_level_and_limits(run: Run, held: Library, language: Language) -> None:
    page = plain(run("evidence", "lumpsum", "--lang", language).stdout)
    catalogue = load_catalogue(language)
    behind = {n: r for n, r in held.evidence.records.items() if "funding.task" in r.about}
    assert behind
    for name, record in behind.items():
        expected = [
            name,
            record.statement[language],
            record.condition[language],
            record.limits[language],
            catalogue.say(f"effects.place.{record.place}"),
            catalogue.say(f"effects.level.{record.level}"),
            catalogue.say(f"effects.quality.{record.quality}"),
            record.address,
        ]
        assert [text for text in expected if plain(text) not in page] == []
    assert "EV-09 " not in page, "about the form, not about the funding"


@pytest.mark.parametrize(
    ("word", "record"),
    [
        ("funding.task", "EV-58"),
        ("funding", "EV-54"),
        ("p*q", "EV-54"),
        ("looptijd", "EV-81"),
        ("term", "EV-81"),
        ("access.organisation", "EV-07"),
        ("hoofdaannemer", "EV-18"),
        ("form.tender", "EV-01"),
    ],
)
def test_an_option_may_be_named_in_many_ways(run: Run, word: str, record: str) -> None:
    assert f"{record} · " in run("evidence", word).stdout


def test_json_has_the_same_numbers(run: Run) -> None:
    data = json.loads(run("evidence", "--format", "json").stdout)
    assert data["records"] == 90
    assert data["options"]["budget_control.ceiling"]["known"]["waiting"] == {"strong": 0, "moderate": 0, "weak": 2}
    assert data["options"]["budget_control.ceiling"]["unknown"] == ["cost", "admin_burden", "innovation", "continuity"]
    assert len(data["leads"]) == 9
    one = json.loads(run("evidence", "budget_control.ceiling", "--format", "json").stdout)
    assert list(one["records"]) == ["EV-04", "EV-47", "EV-51", "EV-52", "EV-53"]
    assert one["records"]["EV-47"]["place"] == "health_care"


def test_an_unknown_option_says_what_may_have_been_meant(run: Run) -> None:
    result = run("evidence", "funding.taks", "--lang", "en")
    assert result.exit_code == 2
    assert "funding.task" in result.stderr
