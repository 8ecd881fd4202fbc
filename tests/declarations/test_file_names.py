"""What ``market`` writes never lies over what it reads, and every name says what the file becomes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from .conftest import HEADER, mapping_at

Run = Callable[..., Result]

CASES: dict[str, tuple[dict[str, str], str]] = {
    "the advice over the declarations": ({"-o": "r.yaml", "--advice": "d.csv"}, "is het bestand dat gelezen wordt"),
    "the advice over the mapping": ({"-o": "r.yaml", "--advice": "mapping.yaml"}, "is het bestand dat gelezen wordt"),
    "the region over the mapping": ({"-o": "mapping.yaml"}, "is het bestand dat gelezen wordt"),
    "the advice over the region": ({"-o": "r.yaml", "--advice": "r.yaml"}, "meer dan eens genoemd"),
    "the refused rows over the advice": (
        {"-o": "r.yaml", "--advice": "a.html", "--refused": "a.html"},
        "meer dan eens",
    ),
    "a region file named as a workbook": ({"-o": "r.xlsx"}, "eindigt op .yaml"),
    "a region file named as a page": ({"-o": "r.html"}, "eindigt op .yaml"),
    "an advice named as a PDF": ({"-o": "r.yaml", "--advice": "a.pdf"}, "stuurwijzer papers"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_before_anything_is_written(case: str, run: Run, tmp_path: Path) -> None:
    options, said = CASES[case]
    (tmp_path / "d.csv").write_text(f"{HEADER}\n2024-01;JW;A;J45;J45A;P1;Een;c1;1,00;1\n", encoding="utf-8")
    mapping = mapping_at(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    named = [word for name, value in options.items() for word in (name, str(tmp_path / value))]
    result = run("market", tmp_path / "d.csv", "--mapping", mapping, *named)
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
