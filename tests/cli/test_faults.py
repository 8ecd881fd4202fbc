"""What is not the user's fault: exit code 1, whose fault it is, and a traceback only for who asks for one."""

from pathlib import Path
from typing import Any

import pytest

from stuurwijzer import __version__
from stuurwijzer.engine.command import advising, opening
from stuurwijzer.engine.reading import Problem, ProblemsFoundError
from stuurwijzer.engine.rendering import catalogue
from stuurwijzer.engine.rulebase.plan import ConflictingValuesError

from ..conftest import Run


def raising(error: BaseException) -> Any:
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    return fail


FAULT = Problem.at("rules/x.yaml", 7, ("rules", 0, "when"), "list_expected", found="a", rule="x.y")
BROKEN = ProblemsFoundError([FAULT])
REFERENCE = ("--evaluator", "reference")  # nothing is said on stderr about an engine that is not there
UNFORESEEN = [KeyError("x"), RecursionError(), MemoryError(), AssertionError("a\nb\x1b[31m")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_fault_in_our_rules_is_said_to_be_ours(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(opening, "load_rulebase", raising(BROKEN))
    for command in (["advise", small], ["explain", small, "logeren"], ["rules", "list"], ["rules", "show", "x.y"]):
        result = run(*command, "--lang", language)
        assert (result.exit_code, result.stdout) == (1, "")
        place, verdict = result.stderr.splitlines()
        assert place.startswith("rules/x.yaml:7 rules/0/when: ")
        assert ("Uw bestand is niet de oorzaak" if language == "nl" else "Your file is not the cause") in verdict


def test_a_fault_in_the_region_goes_before_a_fault_in_the_rules(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "load_rulebase", raising(BROKEN))
    small.write_text("format: 2\n", encoding="utf-8")
    assert run("advise", small).exit_code == 2


def test_two_rules_that_contradict_each_other_are_both_named(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advising, "advise", raising(ConflictingValuesError("signal.small", ("a.one", "a.two"))))
    result = run("advise", small)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "signal.small" in result.stderr
    assert "a.one en a.two" in result.stderr


def test_rules_that_durable_rules_cannot_carry_are_answered_with_a_way_out(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    durable = pytest.importorskip("stuurwijzer.engine.inference.durable", exc_type=ImportError)
    monkeypatch.setattr(durable, "Durable", raising(durable.CannotCarryError("481 fields in one stage; 480 at most")))
    result = run("advise", small)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "481 fields" in result.stderr
    assert "--evaluator reference" in result.stderr
    assert run("advise", small, *REFERENCE).exit_code == 0


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("error", UNFORESEEN, ids=lambda error: type(error).__name__)
def test_what_nobody_foresaw_is_told_shortly_and_how_to_report_it(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, language: str
) -> None:
    monkeypatch.setattr(advising, "advise", raising(error))
    result = run("advise", small, "--lang", language, *REFERENCE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert type(error).__name__ in result.stderr
    assert __version__ in result.stderr
    assert "STUURWIJZER_DEBUG=1" in result.stderr
    assert len(result.stderr.splitlines()) == 4
    assert "\x1b" not in result.stderr


def test_the_traceback_is_there_for_who_asks(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advising, "advise", raising(KeyError("nergens")))
    result = run("advise", small, STUURWIJZER_DEBUG="1")
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert "nergens" in result.stderr


def test_also_when_the_texts_themselves_are_at_fault(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue.load_catalogue.cache_clear()
    monkeypatch.setattr(catalogue, "read_document", raising(ProblemsFoundError([])))
    result = run("advise", small / "nergens")
    catalogue.load_catalogue.cache_clear()
    assert (result.exit_code, result.stdout) == (1, "")
    assert "ProblemsFoundError" in result.stderr


def test_an_interruption_is_no_fault(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advising, "advise", raising(KeyboardInterrupt()))
    result = run("advise", small, *REFERENCE)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.strip() == "Afgebroken."
