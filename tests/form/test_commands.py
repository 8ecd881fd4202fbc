"""The workbook on the command line: made, filled in, taken by the commands, and turned into YAML and back."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from stuurwijzer.engine.profile import load_region

from ..conftest import Run
from .conftest import REGION, Percent, segment, written


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "klein.xlsx"
    path.write_bytes(segment(("use/clients", 34, {"Basis": "measured (gemeten)", "Bron": "telling"})))
    return path


def test_a_new_workbook_can_be_read_as_it_is(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "mijn-regio.xlsx"
    result = run("new", "mijn-regio", "--xlsx", "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    profile = load_region(path)
    assert (profile.id, [segment.law for segment in profile.segments]) == ("mijn-regio", ["wmo2015", "jeugdwet"])
    assert run("new", "mijn-regio", "--xlsx", "-o", path).exit_code == 2, "what is there stays"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("new", "mijn-regio", "--xlsx"), "Noem het met -o, bijvoorbeeld -o mijn-regio.xlsx."),
        (("new", "mijn-regio", "--xlsx", "-o", "-"), "Noem het met -o"),
        (("new", "mijn-regio", "--xlsx", "-o", "regio.yaml"), "die op .xlsx eindigt"),
        (("new", "../../x", "--xlsx", "-o", "regio.xlsx"), "../../x"),
        (("convert", "rivierenland-2021", "-o", "regio.docx"), "dat op .yaml of .xlsx eindigt"),
    ],
)
def test_a_workbook_needs_a_file_with_its_kind_of_name(
    args: tuple[str, ...], said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_there_and_back_on_the_command_line(tmp_path: Path, run: Run) -> None:
    book, text = tmp_path / "r.xlsx", tmp_path / "r.yaml"
    assert run("convert", "achterhoek-2024", "-o", book).exit_code == 0
    assert run("convert", book, "-o", text).exit_code == 0
    assert load_region(text) == load_region(book)
    assert run("convert", book).stdout == text.read_text(encoding="utf-8")


def test_what_is_there_is_replaced_only_when_asked_and_never_by_itself(tmp_path: Path, run: Run) -> None:
    book = tmp_path / "r.xlsx"
    book.write_bytes(b"van iemand anders")
    refused = run("convert", "achterhoek-2024", "-o", book)
    assert (refused.exit_code, book.read_bytes()) == (2, b"van iemand anders")
    assert run("convert", "achterhoek-2024", "-o", book, "--force").exit_code == 0
    kept = book.read_bytes()
    assert run("convert", book, "-o", book, "--force").exit_code == 2
    assert book.read_bytes() == kept


def test_a_mistake_has_its_sheet_and_cell_and_the_word_that_may_have_been_meant(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(segment(("use/trend", "stijgend"), ("market/top3_share", 0.3246)))
    result = run("advise", path)
    assert (result.exit_code, result.stdout) == (2, "")
    first, second, count = result.stderr.splitlines()
    assert first.startswith(f"{path}:Segment begeleiding!B5 segments/0/use/trend: ")
    assert first.endswith("Bedoelt u rising?")
    assert second.startswith(f"{path}:Segment begeleiding!B6 segments/0/market/top3_share: ")
    assert "32,46%" in second
    assert count == "2 problemen gevonden."


def test_an_override_is_held_against_the_options_there_are(tmp_path: Path, run: Run) -> None:
    rows = (("overrides/1/name", "funding"), ("overrides/1/option", "funding.effrt"), ("overrides/1/reason", "rust"))
    path = tmp_path / "r.xlsx"
    path.write_bytes(segment(*rows, ("overrides/1/by", "college"), ("overrides/1/date", "2026-11-01")))
    result = run("advise", path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}:Segment begeleiding!B6 segments/0/overrides/funding/option: ")
    assert "Bedoelt u effort?" in result.stderr


def test_the_mistakes_of_a_workbook_are_those_of_the_same_region_file(tmp_path: Path, run: Run) -> None:
    """The same words, only the place differs."""
    wrong: dict[str, dict[str, Any]] = {
        "use": {"trend": "risin", "clients": -5, "client": 3},
        "market": {"top3_share": "0,5"},
        "scop": {},
    }
    data = {
        "format": 1,
        "id": "klein",
        "name": "Klein",
        "as_of": "2026-01-01",
        "segments": [{"id": "a", "law": "wmo", **wrong}],
    }
    (tmp_path / "r.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    rows = [(f"{room}/{name}", value) for room in ("use", "market") for name, value in wrong[room].items()]
    sheets = {"Regio": REGION, "Segment a": (("id", "a"), ("name", None), ("law", "wmo"), *rows, ("scop/x", 1))}
    (tmp_path / "r.xlsx").write_bytes(written(sheets))

    def said(name: str) -> list[str]:
        lines = run("advise", tmp_path / name).stderr.splitlines()[:-1]
        return sorted(line.partition(" segments/")[2] for line in lines)

    in_yaml, in_workbook = said("r.yaml"), said("r.xlsx")
    assert len(in_yaml) == 7
    assert in_workbook == in_yaml


def test_explain_leads_to_the_cell_of_an_answer(tmp_path: Path, run: Run) -> None:
    book = tmp_path / "r.xlsx"
    assert run("convert", "rivierenland-2021", "-o", book).exit_code == 0
    result = run("explain", book, "jeugd-logeren", "task.lumpsum", "--evaluator", "reference")
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert f"{book}:Segment jeugd-logeren!B" in said
    assert "segments/jeugd-logeren/" in said


def test_a_record_of_a_workbook_holds_it_as_a_region_file_and_can_be_verified(
    filled: Path, run: Run, tmp_path: Path
) -> None:
    record = tmp_path / "dossier.json"
    assert run("record", "write", filled, "-o", record, "--evaluator", "reference").exit_code == 0
    verified = run("record", "verify", record)
    assert verified.exit_code == 0
    assert "klein.xlsx.yaml" in run("record", "show", record).stdout
    assert "id: klein" in record.read_text(encoding="utf-8")


def test_figures_are_not_put_into_a_workbook(filled: Path, run: Run, tmp_path: Path) -> None:
    before = filled.read_bytes()
    (tmp_path / "m.yaml").write_text("columns: {}\n", encoding="utf-8")
    result = run("market", tmp_path / "d.csv", "--mapping", tmp_path / "m.yaml", "-o", filled)
    assert result.exit_code == 2
    assert "stuurwijzer convert" in result.stderr
    assert filled.read_bytes() == before


def test_a_workbook_that_is_not_there_is_told_by_its_name(run: Run, tmp_path: Path) -> None:
    result = run("advise", tmp_path / "weg.xlsx")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{tmp_path / 'weg.xlsx'}: Dit bestand is er niet.")


def test_the_commands_that_take_a_region_file_take_the_workbook(filled: Path, run: Run) -> None:
    asked = (
        ("flips", filled),
        ("compare", filled, filled),
        ("plan", filled),
        ("ask", filled, "begeleiding"),
    )
    for args in asked:
        assert run(*args).exit_code == 0, args
    assert run("savings", filled).exit_code == 2, "there is no business case"


def test_percentages_and_days_that_a_person_typed_are_what_the_region_file_would_say(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(segment(("market/top3_share", Percent(0.3246)), ("use/spend", 1234567.5)))
    said = yaml.safe_load(run("convert", path).stdout)
    assert said["as_of"] == "2026-01-01"
    assert said["segments"][0]["market"] == {"top3_share": "32,46%"}
    assert said["segments"][0]["use"] == {"spend": "1234567,5"}


@pytest.mark.parametrize(("module", "args"), [("python_calamine", ("advise",)), ("xlsxwriter", ("convert",))])
def test_without_a_library_one_line_says_how_to_get_it(
    module: str, args: tuple[str, ...], filled: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    asked = (*args, filled) if module == "python_calamine" else (*args, "achterhoek-2024", "-o", tmp_path / "r.xlsx")
    result = run(*asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pip install 'stuurwijzer[excel]'" in result.stderr
    assert not (tmp_path / "r.xlsx").exists()


def test_a_run_on_yaml_loads_nothing_that_reads_a_workbook() -> None:
    code = "import sys; from stuurwijzer.engine.command import advising; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = result.stdout.split()
    assert "stuurwijzer.engine.profile.load" in loaded
    assert not {"stuurwijzer.engine.reading.workbook", "stuurwijzer.engine.profile.shapes", "python_calamine"} & {
        *loaded
    }
