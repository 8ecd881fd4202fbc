"""Run the command line in this process, and small regions to run it on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main

Run = Callable[..., Result]
SMALL = """\
format: 1
id: klein
name: Kleine regio
as_of: 2021-07-01
segments:
  - id: begeleiding
    name: Begeleiding
    law: wmo2015
    use: {clients: 800, spend: "€ 4.000.000"}
    parts:
      - {id: licht, name: Lichte begeleiding}
  - id: logeren
    name: Logeren
    law: jeugdwet
"""


@pytest.fixture
def run() -> Run:
    """Run a command; a traceback never reaches a user, whatever happens."""

    def ask(*args: str | Path, **environment: str) -> Result:
        result = CliRunner(env=environment).invoke(main, [str(argument) for argument in args])
        assert "Traceback" not in result.output or environment
        return result

    return ask


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A region with two segments and a part, in a file of its own."""
    path = tmp_path / "klein.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path
