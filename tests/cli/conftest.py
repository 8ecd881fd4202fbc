"""Small regions to run the command line on."""

from pathlib import Path

import pytest

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
def small(tmp_path: Path) -> Path:
    """A region with two segments and a part, in a file of its own."""
    path = tmp_path / "klein.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path
