"""The command line of the tests of the commands, and small editions to run it on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a command; a traceback never reaches a user, whatever happens."""

    def ask(*args: str | Path) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in args])
        assert "Traceback" not in result.output
        return result

    return ask
