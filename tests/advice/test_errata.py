"""Errata in the advice: on what it cites, as far as it could be said on the day, told once in the source list."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering import load_catalogue, render
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

REGION = Path(str(files("stuurwijzer") / "knowledge" / "regions" / "rivierenland-2021.yaml"))


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


def advice_as_of(base: Rulebase, day: date) -> Advice:
    plan = plan_for(base, day)
    return advise(load_region(REGION), base, as_of=day, plan=plan, evaluator=reference_evaluator(plan))


@pytest.fixture(scope="module")
def then(base: Rulebase) -> Advice:
    return advice_as_of(base, date(2021, 7, 1))


@pytest.fixture(scope="module")
def now(base: Rulebase) -> Advice:
    return advice_as_of(base, date(2026, 11, 1))


def test_every_erratum_on_a_cited_passage_is_in_the_advice(base: Rulebase, now: Advice) -> None:
    cited = {name for source in now.sources for name in source.passages}
    expected = {
        name
        for name, erratum in base.library.errata.items()
        if cited & {*erratum.passages} and all(base.library.available(p, date(2026, 11, 1)) for p in erratum.passages)
    }
    held = {entry.id for entry in now.errata}
    assert expected <= held
    assert {entry.kind for entry in now.errata if entry.id not in expected} <= {"missing"}


def test_an_erratum_that_needs_a_later_source_is_not_told_before_it(then: Advice, now: Advice) -> None:
    told_then, told_now = ({entry.id for entry in advice.errata} for advice in (then, now))
    # the memo of August 2024; the rules on subsidised providers of July 2024
    assert {"result-decision-ground", "memo-table", "subsidy-impossible"} <= told_now - told_then
    assert {"provider-count", "result-decision-allowed"} <= told_then


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_erratum_is_told_in_full_once_in_the_source_list(then: Advice, language: Language) -> None:
    text = " ".join(render(then, "md", language).split())
    for entry in then.errata:
        handled = f"{load_catalogue(language).say('erratum.handled')} {entry.handled[language]}"
        assert text.count(handled) == 1, entry.id


def test_a_missing_figure_is_named_at_the_choice_that_it_would_inform(then: Advice) -> None:
    text = render(then, "md", "nl")
    named = [line for line in text.splitlines() if "figuur 8, voor- en nadelen" in line and "ontbreekt en hier" in line]
    assert len(named) == 1  # with the arguments about funding, and with no other choice
    assert "Wij vullen het niet in." in named[0]
