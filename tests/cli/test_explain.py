"""``explain``: what it says is what the advice holds, for every option of a segment.

The advice itself is computed beside it; rules may change without a change here.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import Advice
from stuurwijzer.engine.advice.model import BodyAdvice
from stuurwijzer.engine.command import explaining
from stuurwijzer.engine.command.advising import advise_case
from stuurwijzer.engine.command.explaining import explain_option, explain_segment
from stuurwijzer.engine.command.faults import WrongInputError
from stuurwijzer.engine.command.opening import Case, find_option, locate, open_case
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rulebase.check import options_of

from ..conftest import Run

REGION, SEGMENT = "rivierenland-2021", "wmo-begeleiding"


@cache
def case() -> Case:
    return open_case(REGION, None)


def case_file() -> Path:
    return locate(REGION)[0]


@cache
def advice() -> Advice:
    return advise_case(case(), SEGMENT, "reference", "nl")


def body() -> BodyAdvice:
    return advice().segments[0]


def options() -> list[str]:
    return list(case().plan.library.options.by_code)


@pytest.fixture(autouse=True)
def computed_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Explaining many options of one segment asks for one advice only."""
    if "run" not in request.fixturenames:
        monkeypatch.setattr(explaining, "open_case", lambda *_: case())
        monkeypatch.setattr(explaining, "advise_case", lambda *_: advice())


def explained(option: str, language: Language = "nl") -> str:
    """The explanation of an option, with its lines joined."""
    return " ".join(explain_option(REGION, SEGMENT, option, None, "reference", language).split())


def plain(text: str) -> str:
    return " ".join(text.split())


def about(option: str) -> Iterator[str]:
    """The rules in force that speak of an option."""
    for rule in case().plan.rules:
        if any(option in case().plan.library.options.expand(code) for code in options_of(rule)):
            yield rule.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_segment_is_explained_instrument_by_instrument(language: Language) -> None:
    text = plain(explain_segment(REGION, SEGMENT, None, "reference", language))
    library = case().plan.library
    for name, decision in body().decisions.items():
        assert library.options.instruments[name].name[language].lower() in text.lower()
        for code in (decision.chosen, *decision.taken, *decision.ties):
            assert code is None or library.options.by_code[code].text.name[language] in text
        if not library.options.instruments[name].multi:
            fell = [entry.option for entry in decision.ranking if entry.outcome == "fell"]
            assert all(f"- {library.options.by_code[code].text.name[language]}: " in text for code in fell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_can_be_explained(language: Language) -> None:
    for code in options():
        assert f"· {code} " in explained(code, language)


def test_the_rules_that_settled_an_option_come_with_reason_passages_and_facts() -> None:
    rules = {rule.id: rule for rule in case().plan.rules}
    seen = 0
    for decision in body().decisions.values():
        for entry in decision.ranking:
            text = explained(entry.option) if entry.rules else ""
            for rule in (rules[name] for name in entry.rules):
                seen += 1
                assert f"Regel {rule.id}: {rule.because.nl}" in text
                for name in case().plan.passages_of(rule):
                    passage, source = case().plan.library.passages[name], case().plan.library.source_of[name]
                    lines = f"r{passage.lines[0]}" if passage.lines else ""
                    assert f"[{name}, {lines}" in text or not lines
                    assert plain(passage.summary.nl) in text
                    assert f"{source.id}: {plain(source.title)}" in text
    assert seen > 10, "nothing fell: this test would pass on nothing"


def test_what_a_rule_read_leads_to_the_rule_that_set_it_or_to_the_answer_in_the_file() -> None:
    """From rule to answer, with its basis and the line where it stands; by way of the rules in between."""
    file = case_file().read_text(encoding="utf-8").splitlines()
    setters = {c.sets[0]: c.rule.id for stage in case().plan.stages for c in stage.clauses if c.sets is not None}
    fired = {entry.rule: entry for entry in body().trace if entry.fired}
    answered = 0
    for decision in body().decisions.values():
        for entry in (e for e in decision.ranking if e.rules):
            text = explained(entry.option)
            for rule in (name for name in entry.rules if name in fired):
                assert f"{case().plan.located[rule].place}. " in text
                for field, _ in fired[rule].facts:
                    if field in setters:
                        shown = [
                            c.rule.id for s in case().plan.stages for c in s.clauses if c.sets and c.sets[0] == field
                        ]
                        assert any(f"Regel {name}: " in text for name in shown if name in fired)
    for line, path in set(
        re.findall(r"rivierenland-2021\.yaml:(\d+) ([a-z0-9_/-]+)", explained("funding.task.lumpsum"))
    ):
        answered += 1
        assert re.search(rf"\b{path.rpartition('/')[2]}:", file[int(line) - 1]), (line, path)
    assert answered > 3, "no answer was led to its line"


def test_an_answer_is_named_with_its_basis_its_source_and_its_line(run: Run, tmp_path: Path) -> None:
    """The seventh line of a file that can be read here."""
    path = tmp_path / "klein.yaml"
    path.write_text(
        "format: 1\nid: klein\nname: Klein\nas_of: 2021-07-01\nboard:\n  uniform_funding: false\n"
        "  open_house: {value: no, basis: stated, source: besluit, lines: 12-14}\n"
        "segments:\n  - {id: s, name: S, law: wmo2015}\n",
        encoding="utf-8",
    )
    result = run("explain", path, "s", "open house", "--evaluator", "reference")
    assert result.exit_code == 0, result.stderr
    said = plain(result.stdout)
    assert f"(voorwaarde board.open_house == no; vermeld; besluit 12-14; {path}:7 board/open_house)" in said
    assert "Zij zou niet uitgesloten zijn als geen van deze opging: form.board.no-open-house." in said
    assert f"stuurwijzer flips {path} s" in said


def test_what_was_chosen_says_where_each_other_option_fell_and_by_which_rules() -> None:
    library, catalogue = case().plan.library, load_catalogue("nl")
    seen = 0
    for decision in (d for d in body().decisions.values() if d.chosen):
        text = explained(decision.chosen or "")
        for entry in (e for e in decision.ranking if e.outcome == "fell"):
            seen += 1
            assert f"- {library.options.by_code[entry.option].text.name.nl}: " in text
            assert not entry.rules or f"Door {catalogue.listed(entry.rules)}." in text
    assert seen > 5, "nothing was chosen before another: this test would pass on nothing"


def test_an_option_that_fell_says_at_which_step_and_before_which_options() -> None:
    library, catalogue = case().plan.library, load_catalogue("nl")
    for decision in body().decisions.values():
        for entry in (e for e in decision.ranking if e.outcome == "fell" and e.step != "precondition"):
            text = explained(entry.option)
            assert f"Afgevallen. {catalogue.say(f'command.fell.{entry.step}', status='')}" in text
            if entry.before and entry.before != (decision.chosen,):
                names = catalogue.listed([library.options.by_code[code].text.name.nl for code in entry.before])
                assert f"Beter staat: {names}." in text


def test_every_precondition_stands_there_with_its_state() -> None:
    catalogue = load_catalogue("nl")
    assert body().preconditions
    for held in body().preconditions:
        text = explained(held.option)
        assert f"- {held.label.nl}: {catalogue.say(f'command.state.{held.state}')} (" in text
        assert (plain(held.question.nl) in text) or held.state == "met"


def test_every_argument_stands_on_its_side() -> None:
    assert body().arguments
    for held in body().arguments:
        text = explained(held.option)
        start, end = text.index("Argumenten vóór"), text.index("Argumenten tegen")
        side = text[start:end] if held.direction == "for" else text[end:]
        assert f"argument ({held.claim})" in side
        assert f"Regel {held.rule}" in side


def test_rules_that_did_not_hold_are_named_with_the_first_failing_condition_and_what_was_found() -> None:
    silent = {entry.rule: entry for entry in body().trace if entry.role == "fires" and not entry.fired}
    seen = 0
    for code in options():
        text = explained(code)
        listed = text[text.index("Regels over deze optie die niet opgingen") :]
        for rule in about(code):
            assert (f"- {rule}: " in listed) == (rule in silent)
            if rule in silent:
                seen += 1
                assert f"Voorwaarde: {silent[rule].failed}" in listed
                assert "Gevonden: onbekend." in listed or silent[rule].found is not None
    assert seen > 10, "every rule held: this test would pass on nothing"


def test_rules_that_are_not_in_force_are_named_with_the_reason() -> None:
    text = {code: explained(code) for code in options()}
    for entry in case().plan.left_out:
        for code in (c for named in options_of(entry.rule) for c in case().plan.library.options.expand(named)):
            assert entry.rule.id in text[code]


# Names of options


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("PxQ", "funding.effort"),
        ("p × q", ""),
        ("  Lumpsum ", "funding.task.lumpsum"),
        ("task.lumpsum", "funding.task.lumpsum"),
        ("population", "funding.task.population"),
        ("funding.effort", "funding.effort"),
        ("INSPANNINGSGERICHT", "funding.effort"),
        ("effort-based", "funding.effort"),
        ("4+2+2", "term.4+2+2"),
    ],
)
def test_an_option_is_found_by_any_of_its_names(word: str, code: str) -> None:
    if code:
        assert find_option(case().plan, word) == code
    else:
        with pytest.raises(WrongInputError, match="unknown_option"):
            find_option(case().plan, word)


def test_every_name_of_every_option_leads_to_it_or_names_it_among_the_candidates() -> None:
    for code, option in case().plan.library.options.by_code.items():
        for word in (code, option.name, option.text.name.nl, option.text.name.en, *option.text.synonyms):
            try:
                assert find_option(case().plan, word) == code
            except WrongInputError as error:
                assert error.code == "ambiguous_option"  # noqa: PT017  # the other way out is the assertion above
                known = error.values["known"]
                assert isinstance(known, tuple)
                assert code in known


@pytest.mark.parametrize(
    ("word", "fact", "remedy"),
    [
        ("funding.task", "kan meer dan één optie zijn: funding.task.lumpsum en funding.task.population.", ""),
        ("lumpsom", "Er is geen optie lumpsom.", "Bedoelt u lumpsum (funding.task.lumpsum)?"),
        ("zzzz", "Er is geen optie zzzz.", "explain zonder optie noemt ze."),
    ],
)
def test_a_name_that_does_not_lead_to_one_option_is_answered_with_candidates(
    word: str, fact: str, remedy: str, run: Run
) -> None:
    result = run("explain", REGION, SEGMENT, word)
    assert (result.exit_code, result.stdout) == (2, "")
    assert fact in result.stderr
    assert result.stderr.rstrip().endswith(remedy)


# Segments and parts


@pytest.mark.parametrize(
    ("segment", "fact"),
    [
        ("begelieding", "Er zijn: begeleiding en logeren. Bedoelt u begeleiding?"),
        ("logeren/licht", "Het segment logeren heeft geen onderdelen."),
        ("begeleiding/lihct", "Er zijn: licht. Bedoelt u licht?"),
    ],
)
def test_an_unknown_segment_or_part_is_answered_with_what_there_is(
    segment: str, fact: str, run: Run, small: object
) -> None:
    result = run("explain", str(small), segment)
    assert (result.exit_code, result.stdout) == (2, "")
    assert fact in result.stderr


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("segment", ["begeleiding", "begeleiding/licht", "logeren"])
def test_a_segment_and_a_part_can_be_explained(segment: str, language: Language, run: Run, small: object) -> None:
    for option in ((), ("PxQ",)):
        result = run("explain", str(small), segment, *option, "--lang", language)
        assert result.exit_code == 0, result.stderr
        assert f"({segment})" in result.stdout


def test_an_earlier_day_has_fewer_rules(run: Run) -> None:
    result = run("explain", REGION, SEGMENT, "PxQ", "--as-of", "2020-06-30", "--evaluator", "reference")
    assert "naar de stand van 30 juni 2020" in plain(result.stdout)
    assert "de bron is van na de peildatum" in plain(result.stdout)
