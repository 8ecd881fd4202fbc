"""``export``: files for other programs, whole or not at all."""

import json
import sys
from pathlib import Path

import pytest

from .conftest import Run


def test_tables_are_written_with_what_they_leave_out_beside_them(run: Run, tmp_path: Path) -> None:
    rules, left = tmp_path / "rules.dmn", tmp_path / "left.json"
    result = run("export", "dmn", "--as-of", "2026-01-01", "-o", rules, "--left-out", left, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert rules.read_text(encoding="utf-8").startswith("<?xml version='1.0' encoding='UTF-8'?>\n<definitions ")
    assert json.loads(left.read_text(encoding="utf-8"))["as_of"] == "2026-01-01"
    assert str(rules) in result.stderr
    printed = run("export", "dmn", "--as-of", "2026-01-01", "--lang", "en")
    assert printed.stdout == rules.read_text(encoding="utf-8")


def test_tables_ask_for_a_day_since_there_is_no_today(run: Run) -> None:
    result = run("export", "dmn", "--lang", "en")
    assert result.exit_code == 2
    assert "--as-of" in result.stderr


def test_two_files_of_one_name_are_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x"
    result = run("export", "dmn", "--as-of", "2026-01-01", "-o", path, "--left-out", path, "--lang", "en")
    assert result.exit_code == 2
    assert "is named twice" in result.stderr
    assert not path.exists()


def test_provenance_is_written_as_the_name_of_the_file_ends(run: Run, small: Path, tmp_path: Path) -> None:
    for name, start in (("x.json", "{"), ("x.provn", "document\n")):
        result = run("export", "prov", small, "--segment", "logeren", "-o", tmp_path / name)
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_without_the_library_one_line_says_how_to_get_it(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [name for name in sys.modules if name.startswith("stuurwijzer.engine.formats.prov")]:
        monkeypatch.delitem(sys.modules, module)
    for module in ("prov", "prov.model"):
        monkeypatch.setitem(sys.modules, module, None)
    result = run("export", "prov", small, "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "pip install 'stuurwijzer[prov]'" in result.stderr
