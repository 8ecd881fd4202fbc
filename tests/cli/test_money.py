"""``savings`` and ``budget``: the calculation alone, in each form, and what to add when a file has none."""

import json
from pathlib import Path

import pytest
import yaml

from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering import load_catalogue

from ..conftest import Run
from .conftest import SMALL

THREE = Path(__file__).parents[1] / "consequences" / "drie-gemeenten.yaml"
CLAIMS = ("bespaart u", "levert een besparing", "zal besparen", "will save", "saves you")


def test_the_business_case_is_printed_with_its_assumption(run: Run) -> None:
    result = run("savings", "achterhoek-2020")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Als de aannames uitkomen, is het samen € 3.599.426 in 2020 tot en met 2024." in result.stdout
    assert "Het percentage is een aanname en geen gemeten effect." in result.stdout


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_form_claims_that_a_saving_will_come(run: Run, language: str) -> None:
    text = run("savings", "achterhoek-2020", "--lang", language, "--format", "md").stdout
    assert not [claim for claim in CLAIMS if claim in text]


def test_the_json_is_the_room_of_the_advice(run: Run) -> None:
    advice = json.loads(run("advise", "achterhoek-2020", "--format", "json").stdout)
    assert json.loads(run("savings", "achterhoek-2020", "--format", "json").stdout) == advice["savings"]
    whole = json.loads(run("advise", THREE, "--format", "json").stdout)
    assert json.loads(run("budget", THREE, "--format", "json").stdout) == {
        "begeleiding": whole["segments"][0]["budget"]
    }


def test_the_start_budget_is_printed_for_all_segments_or_for_one(run: Run) -> None:
    every, one = run("budget", THREE), run("budget", THREE, "begeleiding")
    assert every.exit_code == 0, every.stderr
    assert every.stdout == one.stdout
    assert "Het startbudget voor 2022 komt uit op € 2.105.693." in every.stdout


def test_what_is_missing_is_asked_at_the_step_where_it_stops(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "regio.yaml"
    path.write_text(THREE.read_text(encoding="utf-8").replace("      index: ", "      #index: "), encoding="utf-8")
    text = run("budget", path).stdout
    assert "Het startbudget voor 2022 is niet te berekenen. Het stopt bij stap 7a (indexering)." in text
    assert "? 7a (indexering): Hoeveel stijgen de prijzen tot het jaar van het budget?" in text
    assert "1.953.333" in text  # the step before it


@pytest.mark.parametrize("form", ["html", "md", "text"])
def test_it_is_written_to_a_file_as_its_name_ends(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"geld.{'txt' if form == 'text' else form}"
    result = run("savings", "achterhoek-2020", "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    text = path.read_text(encoding="utf-8")
    assert text.startswith({"html": "<!DOCTYPE html>", "md": "# ", "text": "Businesscase"}[form])
    assert "ACB-23" in text
    assert ("Bronnen" in text) == (form != "text")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("command", "room"), [("savings", "business_case"), ("budget", "start_budget")])
def test_a_file_without_the_room_gets_an_example(run: Run, small: Path, command: str, room: str, language: str) -> None:
    result = run(command, small, "--lang", language)
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(small) in result.stderr
    assert f"{room}:" in result.stderr


def test_a_segment_without_a_budget_is_told_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "regio.yaml"
    text = THREE.read_text(encoding="utf-8") + "  - {id: logeren, name: Logeren, law: jeugdwet}\n"
    path.write_text(text, encoding="utf-8")
    assert run("budget", path, "logeren").stderr.startswith("Fout: Het segment logeren heeft geen startbudget.")
    assert "Bedoelt u begeleiding?" in run("budget", path, "begelieding").stderr
    assert run("budget", path).exit_code == 0


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("room", ["business_case", "start_budget"])
def test_the_example_can_be_put_in_a_file_and_computed(run: Run, tmp_path: Path, room: str, language: str) -> None:
    """The business case by hand: (4,000,000 - 1,500,000) at 2.5% and 5%. The budget: 10,000 a client for 100, up 3%."""
    example = load_catalogue("nl" if language == "nl" else "en").texts[f"money.example.{room}"]
    text = SMALL.rstrip() + "\n" + example if room == "start_budget" else SMALL + example
    path = tmp_path / "regio.yaml"
    path.write_text(text, encoding="utf-8")
    load_region(path)
    assert isinstance(yaml.safe_load(text), dict)
    if room == "business_case":
        held = json.loads(run("savings", path, "--format", "json").stdout)
        assert (held["total"], held["net"], held["missing"]) == (187_500_00, 67_500_00, [])
        assert (held["break_even"]["code"], held["break_even"]["year"]) == ("reached", "2027")
    else:
        held = json.loads(run("budget", path, "--format", "json").stdout)["logeren"]
        assert (held["total"], held["gaps"]) == (1_030_000_00, [])
