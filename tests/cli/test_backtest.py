"""``backtest``: regions by name, conditions, forms and languages."""

import json

import pytest

from stuurwijzer.engine.command.shell import LANGUAGES, Language

from ..conftest import Run

TITLES = {
    "nl": ("Zonder antwoorden die een besluit herhalen", "Met antwoorden die een besluit herhalen", "alleen op eigen"),
    "en": ("Without answers that repeat a decision", "With answers that repeat a decision", "own documents only"),
}
PROVES_NOTHING = {"nl": "Met drie regio's bewijst geen percentage", "en": "With three regions no percentage"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_without_leaks_stand_before_those_with_them(language: Language, run: Run) -> None:
    result = run("backtest", "--leave-source-out", "--lang", language)
    assert result.exit_code == 0, result.output
    assert PROVES_NOTHING[language] in result.stdout
    places = [result.stdout.index(title) for title in TITLES[language]]
    assert places == sorted(places)
    assert max(len(line) for line in result.stdout.splitlines()) <= 100


def test_one_region_without_leaks(run: Run) -> None:
    result = run("backtest", "achterhoek-2021", "--no-leak", "--lang", "en")
    assert TITLES["en"][1] not in result.stdout
    assert "RIV21" not in result.stdout
    assert "With one region no percentage" in result.stdout


def test_the_json_holds_every_condition_and_the_contrasts(run: Run) -> None:
    held = json.loads(run("backtest", "achterhoek-2021", "--leave-source-out", "--format", "json").stdout)
    assert [view["name"] for view in held["views"]] == ["no_leak", "all_answers", "no_leak_without_own_sources"]
    assert {"numerator", "denominator"} == set(held["views"][0]["scores"][0]["balanced"])
    assert (held["places"], len(held["contrasts"])) == (1, 12)


def test_a_region_without_decisions_on_record_is_told_with_what_there_is(run: Run) -> None:
    result = run("backtest", "rivirenland-2021", "--lang", "en")
    assert result.exit_code == 2
    assert "rivirenland-2021" in result.stderr
    assert "Did you mean rivierenland-2021?" in result.stderr
