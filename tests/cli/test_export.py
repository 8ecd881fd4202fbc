"""``export``: files for other programs, whole or not at all."""

import json
import re
import sys
from pathlib import Path

import pytest

from stuurwijzer.engine.formats.register_record import record_schema

from ..conftest import Run


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


OURS = """\
organization: Gemeente Voorbeeld
status: In gebruik
begin_date: 2027-01
contact_email: https://voorbeeld.nl/contact
publication_category: Overige algoritmes
"""


def test_a_record_is_written_and_what_is_open_is_named(run: Run, tmp_path: Path) -> None:
    path, record = tmp_path / "ours.yaml", tmp_path / "record.json"
    path.write_text(OURS, encoding="utf-8")
    asked = ("export", "algorithm-register", "--as-of", "2026-11-22", "--lang", "en", "-o", record)
    without = run(*asked)
    assert without.exit_code == 1
    assert "organization, status, contact_email and publication_category" in without.stderr
    with_ours = run(*asked, "--organisation", path)
    assert with_ours.exit_code == 0, with_ours.output
    assert json.loads(record.read_text(encoding="utf-8"))["organization"] == "Gemeente Voorbeeld"
    assert "The register takes Dutch only" in with_ours.stderr


def test_everything_wrong_with_the_file_is_said_at_once_with_its_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    wrong = (
        OURS.replace("In gebruik", "In use")
        .replace("2027-01", "januari")
        .replace("https://voorbeeld.nl/contact", "bel")
    )
    path.write_text(wrong + "departement: x\n", encoding="utf-8")
    result = run("export", "algorithm-register", "--as-of", "2026-11-22", "--organisation", path, "--lang", "en")
    assert result.exit_code == 2
    for line, code in (
        (2, "In ontwikkeling"),
        (3, "a year and a month"),
        (4, "a mail address"),
        (6, "not known in this"),
    ):
        assert re.search(rf"ours\.yaml:{line} .*{code}", result.stderr), (line, result.stderr)


@pytest.mark.parametrize(
    "args", [(), ("--blank", "--as-of", "2026-01-01"), ("--blank", "--schema"), ("--blank", "--organisation", "x")]
)
def test_one_thing_is_asked_at_a_time(args: tuple[str, ...], run: Run) -> None:
    result = run("export", "algorithm-register", *args, "--lang", "en")
    assert result.exit_code == 2
    assert "Give one of three" in result.stderr


def test_the_schema_and_the_file_to_fill_in_are_printed(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("export", "algorithm-register", "--schema").stdout) == json.loads(json.dumps(record_schema()))
    path = tmp_path / "ours.yaml"
    assert run("export", "algorithm-register", "--blank", "-o", path).exit_code == 0
    assert run("export", "algorithm-register", "--blank", "-o", path).exit_code == 2  # it may have been filled in
