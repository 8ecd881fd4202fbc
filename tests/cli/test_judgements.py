"""Every number of ours stands in one list, with its date and its reason."""

import json

from ..conftest import Run


def test_the_list_holds_limits_times_lengths_and_shares(run: Run) -> None:
    result = run("rules", "judgements", "--format", "json")
    assert result.exit_code == 0
    held = {entry["id"]: entry for entry in json.loads(result.stdout)}
    assert held["providers.smallest_workable"]["value"] == "10 clients"
    assert held["lead.results_definable"]["value"] == "12 months"
    assert held["uncertainty.judged"]["value"] == "25% / 20%"
    places = {"parameters.yaml", "planning.yaml", "change-cost.yaml", "uncertainty.yaml"}
    assert {entry["place"] for entry in held.values()} == places
    assert all(entry["reason"]["nl"] and entry["reason"]["en"] and entry["since"] for entry in held.values())


def test_what_a_source_or_the_law_gives_is_not_in_the_list(run: Run) -> None:
    ids = {entry["id"] for entry in json.loads(run("rules", "judgements", "--format", "json").stdout)}
    assert not ids & {"market.top3_usual_low", "law.eu_threshold_social"}


def test_the_text_gives_value_date_and_place_in_both_languages(run: Run) -> None:
    assert "10 clients, sinds 2015-01-01; staat in knowledge/parameters.yaml." in run("rules", "judgements").stdout
    english = run("--lang", "en", "rules", "judgements").stdout
    assert "10 clients, since 2015-01-01; stands in knowledge/parameters.yaml." in english
