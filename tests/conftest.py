"""For the tests of every room: the command line in this process, and the advice on regions of the product."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main
from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.command.extras import need_pdf
from stuurwijzer.engine.command.faults import WrongInputError
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase

Run = Callable[..., Result]


@cache
def rule_base() -> Rulebase:
    return load_rulebase()


@cache
def advice_on(region: str) -> Advice:
    """The advice on a region that comes with the product."""
    path = Path(str(files("stuurwijzer") / "knowledge" / "regions" / f"{region}.yaml"))
    return advise(load_region(path), rule_base())


@pytest.fixture
def run() -> Run:
    """Run a command; a traceback never reaches a user, whatever happens."""

    def ask(*args: str | Path, **environment: str) -> Result:
        result = CliRunner(env=environment).invoke(main, [str(argument) for argument in args])
        assert "Traceback" not in result.output or environment
        return result

    return ask


@pytest.fixture(scope="session")
def pdf_here() -> None:
    """For tests that make a PDF: without the libraries of the system there is none."""
    try:
        need_pdf()
    except WrongInputError as error:
        pytest.skip(f"PDF cannot be made on this machine ({error.code}): it needs Pango and HarfBuzz of the system")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test says beside passing, with ``record_property("said", ...)``: it comes through from every process."""
    passed = terminalreporter.stats.get("passed", ())
    for line in sorted({str(value) for report in passed for name, value in report.user_properties if name == "said"}):
        terminalreporter.write_line(line)
