"""``plan``: the planning in every form, what it says first, and what it does when there is nothing to draw."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from stuurwijzer.engine.rendering import load_catalogue

from ..conftest import Run
from .conftest import SMALL

FORMS = ("text", "md", "html", "json", "svg")
SVG = "{http://www.w3.org/2000/svg}"
REGION = "rivierenland-2021"
STARTS = {"p.svg": "<svg", "p.html": "<!DOCTYPE", "p.json": "{", "p.md": "# ", "p.txt": "Planning"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_form_is_the_same_twice(run: Run, form: str, language: str) -> None:
    asked = ("plan", REGION, "--format", form, "--lang", language, "--evaluator", "reference")
    first, second = run(*asked), run(*asked)
    assert first.exit_code == 0, first.stderr
    assert first.stdout == second.stdout


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_what_cannot_go_together_stands_before_the_steps(run: Run, form: str) -> None:
    text = " ".join(run("plan", REGION, "--format", form, "--evaluator", "reference").stdout.split())
    catalogue = load_catalogue("nl")
    conflicts, steps = (text.index(catalogue.say(f"plan.block.{name}")) for name in ("conflicts", "picture"))
    assert conflicts < text.index("153 dagen na de publicatie") < steps


def test_json_holds_the_planning_of_the_advice(run: Run) -> None:
    alone = json.loads(run("plan", REGION, "--format", "json", "--evaluator", "reference").stdout)
    whole = json.loads(run("advise", REGION, "--format", "json", "--evaluator", "reference").stdout)
    assert alone == {name: whole[name] for name in ("planning", "change_cost")}
    assert {"steps", "slack", "conflicts", "rests_on"} <= alone["planning"].keys()
    assert {"roles", "total", "per_year", "rests_on", "not_included"} <= alone["change_cost"].keys()


def test_the_picture_has_a_bar_for_every_dated_step_in_order_of_time(run: Run) -> None:
    drawn = run("plan", REGION, "--format", "svg", "--evaluator", "reference").stdout
    planning = json.loads(run("plan", REGION, "--format", "json", "--evaluator", "reference").stdout)["planning"]
    dated = [s for s in planning["steps"] if s["begin"] and s["end"]]
    picture = ElementTree.fromstring(drawn)
    assert picture.find(f"{SVG}title") is not None
    assert picture.find(f"{SVG}desc") is not None
    assert "script" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
    names = [e.text for e in picture.findall(f"{SVG}text") if e.get("x") == "0"]
    assert names == [s["name"]["nl"][:1].upper() + s["name"]["nl"][1:] for s in dated]
    lasting = [s for s in dated if not s["moment"]]
    bars = [e for e in picture.findall(f"{SVG}rect") if e.get("height") == "120"][: len(lasting)]
    begins = sorted(zip((s["begin"] for s in lasting), (float(str(b.get("x"))) for b in bars), strict=True))
    assert [x for _, x in begins] == sorted(x for _, x in begins)


def test_the_bars_of_the_terminal_are_as_many_as_those_of_the_picture(run: Run) -> None:
    text = run("plan", REGION, "--evaluator", "reference").stdout
    drawn = run("plan", REGION, "--format", "svg", "--evaluator", "reference").stdout
    bars = [line for line in text.splitlines() if re.search(r"[█▓░▒◆]$", line)]
    assert len(bars) == len(re.findall(r'<text x="0"', drawn))
    assert max(len(line) for line in text.splitlines()) <= 100


def test_the_form_follows_the_name_of_the_file(run: Run, tmp_path: Path) -> None:
    for name, start in STARTS.items():
        result = run("plan", REGION, "-o", tmp_path / name, "--evaluator", "reference")
        assert result.exit_code == 0, result.stderr
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_without_a_start_lengths_are_shown_and_no_dates(run: Run, small: Path) -> None:
    result = run("plan", small, "--evaluator", "reference")
    assert result.exit_code == 0, result.stderr
    assert "Wanneer gaan de nieuwe contracten in?" in result.stdout
    assert "start − drie" in result.stdout
    assert not re.search(r"\d-\d{1,2}-20\d\d", result.stdout)


def test_an_unknown_step_is_answered_with_the_steps_that_there_are(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "regio.yaml"
    path.write_text(SMALL + "planning: {steps: {assesment: {days: 10}}}\n", encoding="utf-8")
    result = run("plan", path)
    assert result.exit_code == 2
    assert "assesment" in result.stderr
    assert "assessment" in result.stderr


def test_two_days_for_one_step_are_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "regio.yaml"
    dates = "publication: 2028-05-01, steps: {publication: {ends: 2028-05-02}}"
    path.write_text(SMALL + f"planning: {{{dates}}}\n", encoding="utf-8")
    result = run("plan", path)
    assert result.exit_code == 2
    assert "publication" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_region_file_is_not_written_over(run: Run, small: Path) -> None:
    before = small.read_bytes()
    assert run("plan", small, "-o", small).exit_code == 2
    assert small.read_bytes() == before


def test_an_advice_in_the_terminal_says_how_the_planning_stands(run: Run) -> None:
    text = " ".join(run("advise", REGION, "--evaluator", "reference").stdout.split())
    assert "De nieuwe contracten starten op 1 januari 2023. Er is acht dagen speling." in text
    one = run("advise", REGION, "--segment", "jeugd-logeren", "--evaluator", "reference").stdout
    assert "speling" not in one
