"""``advise`` as Excel: one file, which stays when it is there, and one line where Excel cannot be written."""

import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ..conftest import Run


def test_a_workbook_is_written_and_stays_until_force(run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "advies.xlsx"
    asked = ("advise", small, "-o", path, "--evaluator", "reference", "--lang", "en")
    result = run(*asked)
    assert result.exit_code == 0, result.stderr
    assert CalamineWorkbook.from_path(path).sheet_names[:3] == ["Read first", "Mix", "Choices"]
    path.write_bytes(b"eigen werk")
    refused = run(*asked)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert path.read_bytes() == b"eigen werk"
    assert run(*asked, "--force").exit_code == 0
    assert path.read_bytes().startswith(b"PK")


def test_the_region_file_is_never_replaced(run: Run, small: Path) -> None:
    before = small.read_bytes()
    assert run("advise", small, "-o", small, "--force").exit_code == 2
    assert small.read_bytes() == before


def test_one_segment_has_its_own_workbook(run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "logeren.xlsx"
    asked = ("advise", small, "-o", path, "--segment", "logeren", "--evaluator", "reference")
    assert run(*asked).exit_code == 0
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Mix").to_python()
    assert [row[0] for row in rows[5:]] == ["Jeugd Logeren"]


def test_without_the_extra_one_line_says_how_to_get_it(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run("advise", small, "-o", tmp_path / "a.xlsx")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "stuurwijzer[excel]" in result.stderr
    assert not (tmp_path / "a.xlsx").exists()
