"""``export``: files for other programs, whole or not at all."""

import json
from pathlib import Path

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
