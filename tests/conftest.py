"""Run the command line in this process, for the tests of every room."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main
from stuurwijzer.engine.command.extras import need_pdf
from stuurwijzer.engine.command.faults import WrongInputError

Run = Callable[..., Result]


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
