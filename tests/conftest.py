"""Run the command line in this process, for the tests of every room."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a command; a traceback never reaches a user, whatever happens."""

    def ask(*args: str | Path, **environment: str) -> Result:
        result = CliRunner(env=environment).invoke(main, [str(argument) for argument in args])
        assert "Traceback" not in result.output or environment
        return result

    return ask
