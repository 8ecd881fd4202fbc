"""``rules``: every rule can be shown, in both languages, and listed by instrument."""

import pytest

from stuurwijzer.engine.command import rule_pages
from stuurwijzer.engine.command.rule_pages import instruments_of, rule_list, rule_page
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.check import stage_of
from stuurwijzer.engine.rulebase.model import conditions_of

from ..conftest import Run

PER_PAGE = 7
"""every so many rules one is shown in full; of each kind the first one as well"""


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


@pytest.fixture
def loaded(base: Rulebase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_pages, "rulebase", lambda: base)


def sample(base: Rulebase) -> set[str]:
    ids = list(base.rules)
    first_of_kind = {rule.kind: rule.id for rule in reversed(list(base.rules.values()))}
    contradicted = [other for rule in base.rules.values() for other in rule.dissents_from][:3]
    return {*ids[::PER_PAGE], *first_of_kind.values(), *contradicted}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_everything_about_a_rule(base: Rulebase, language: Language) -> None:
    for held in base.located:
        rule = held.rule
        if rule.id not in sample(base):
            continue
        page = " ".join(rule_page(rule.id, language).split())
        expected = [rule.id, rule.because[language], rule.checked.isoformat(), held.document.file]
        expected += [text for _, text in conditions_of(rule) if text != "always"]
        for name in rule.passages:
            passage = base.library.passages[name]
            expected += [f"[{name}", " ".join(passage.summary[language].split()), base.library.source_of[name].id]
            expected += [str(passage.lines[0])] if passage.lines else []
        expected += [day.isoformat() for day in (rule.valid_from, rule.valid_until) if day]
        expected += [*rule.dissents_from, *(r.id for r in base.rules.values() if rule.id in r.dissents_from)]
        expected += [f"{'Ronde' if language == 'nl' else 'Stage'} {stage_of(rule, base.library)}"]
        assert [text for text in expected if " ".join(text.split()) not in page] == [], rule.id


@pytest.mark.usefixtures("loaded")
def test_the_list_names_every_rule_once(base: Rulebase) -> None:
    *lines, counted = rule_list(None, "nl").splitlines()
    assert [line.split()[0] for line in lines] == list(base.rules)
    assert counted == f"Regels: {len(base.rules)}"


@pytest.mark.usefixtures("loaded")
def test_an_instrument_is_known_by_code_and_by_name(base: Rulebase) -> None:
    for code, instrument in base.library.options.instruments.items():
        lists = {rule_list(name, "nl") for name in (code, instrument.name.nl, instrument.name.en.upper())}
        assert len(lists) == 1
        *lines, _ = lists.pop().splitlines()
        assert {line.split()[0] for line in lines} == {r.id for r in base.rules.values() if code in instruments_of(r)}


def test_an_unknown_rule_is_answered_with_the_nearest(run: Run, base: Rulebase) -> None:
    known = next(iter(base.rules))
    result = run("rules", "show", known[:-1])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Fout: Er is geen regel {known[:-1]}. stuurwijzer rules list noemt ze alle. Bedoelt u {known}?\n"
    )
    assert "Did you mean" not in run("rules", "show", "zzz", "--lang", "en").stderr


def test_an_unknown_instrument_is_answered_with_what_there_is(run: Run) -> None:
    result = run("rules", "list", "--instrument", "bekostigng")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.rstrip().endswith("Bedoelt u bekostiging?")


@pytest.mark.usefixtures("loaded")
def test_a_rule_on_an_unsure_figure_shows_the_figure_with_the_word() -> None:
    page = " ".join(rule_page("procedure.direct.not-from-threshold", "nl").split())
    assert "law.eu_threshold_social: € 750.000 sinds 2016-07-01 (indirect gezien)" in page.replace("\u00a0", " ")
    sure = " ".join(rule_page("term.tender.four-years-for-frameworks", "nl").split())
    assert "law.framework_months: 48 sinds 2016-07-01" in sure
    assert "indirect gezien" not in sure


@pytest.mark.usefixtures("loaded")
def test_a_rule_that_waits_for_a_day_says_so() -> None:
    page = rule_page("law.youth.extension-caught", "nl")
    assert "Geldt vanaf de dag van law.jw_2_19_entry_date." in page
    assert "jw_2_19_entry_date" not in rule_page("law.youth.cooperation-until-2026", "nl")
