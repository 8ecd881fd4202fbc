"""The plane of two answers: every place is the advice with those two, and its pictures say the same."""

import json
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main
from stuurwijzer.engine.command.map_picture import plane_picture
from stuurwijzer.engine.command.opening import open_case, opened
from stuurwijzer.engine.decision.decider import Decider
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.pictures import Trace
from stuurwijzer.engine.profile.changing import with_answer
from stuurwijzer.engine.robustness.plane import Axis, Plane

REGION, SEGMENT = "rivierenland-2021", "jeugd-logeren"
SIDES = ("--x", "clients", "--y", "market.capacity", "--instrument", "direction")


def ask(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["map", REGION, *arguments])
    assert "Traceback" not in result.output
    return result


def test_places_are_decided_as_an_advice_with_these_answers_is() -> None:
    case = open_case(REGION, None)
    held = json.loads(ask(SEGMENT, *SIDES, "--format", "json").stdout)
    members = case.plan.vocabulary["market.capacity"].members
    assert len(held["options"]) == len(members)
    segment = case.region.segment(SEGMENT)
    assert segment is not None
    one, decider = opened(case, segment, None), Decider(case.plan, reference_evaluator(case.plan))
    for column in (0, 7, 20, 40):
        for row, word in enumerate(members):
            region = with_answer(one.region, SEGMENT, None, "use.clients", held["x"]["values"][column])
            region = with_answer(region, SEGMENT, None, "market.capacity", word)
            other = region.segment(SEGMENT)
            assert other is not None
            decision = decider.decide(flatten(region, other).values, one.circumstances)
            assert held["options"][row][column] == decision.chosen("direction")


def test_a_choice_turns_at_the_limit_of_its_rule() -> None:
    """Our limit between small and not small is 150 clients; at this segment nothing but that limit is passed."""
    held = json.loads(
        ask(SEGMENT, "--x", "clients", "--y", "top3_share", "--instrument", "decision_form", "--format", "json").stdout
    )
    for row in held["options"]:
        turns = [b for a, b in pairwise(range(len(row))) if row[a] != row[b]]
        assert [held["x"]["values"][at - 1] < 150 <= held["x"]["values"][at] for at in turns] == [True]


def test_the_text_has_a_letter_for_every_place_and_says_which_option_it_is() -> None:
    lines = ask(SEGMENT, *SIDES, "--lang", "en").stdout.splitlines()
    assert sum(len(line) > 41 and set(line[-41:]) <= set("ABCDEFGH·") for line in lines) == 3
    assert any(line.startswith("A  ") for line in lines)


def test_the_picture_is_whole_and_names_its_options_for_who_cannot_see_it(tmp_path: Path) -> None:
    result = ask(SEGMENT, *SIDES, "-o", str(tmp_path / "map.svg"))
    assert result.exit_code == 0, result.output
    root = ElementTree.fromstring((tmp_path / "map.svg").read_text(encoding="utf-8"))
    names = {element.tag.rpartition("}")[2] for element in root}
    assert {"title", "desc", "rect", "text"} <= names
    described = next(element.text or "" for element in root if element.tag.endswith("desc"))
    assert "A  " in described
    drawn = [element.text or "" for element in root if element.tag.endswith("text")]
    assert {text for text in drawn if len(text) == 1 and text.isupper()} == set(re.findall(r"\b([A-H])  ", described))
    plane = next(element for element in root if element.tag.endswith("rect") and element.get("stroke"))
    assert plane.get("width") == plane.get("height")


def test_a_line_stands_just_where_one_option_ends_and_another_begins(tmp_path: Path) -> None:
    """By hand: two options over three words and three numbers; the second from the second number of the upper word."""
    vocabulary = open_case(REGION, None).plan.vocabulary
    numbers = Axis(vocabulary["use.clients"], (0, 10, 20), None)
    words = Axis(vocabulary["market.capacity"], (0, 1, 2), None)
    options = (("a", "a", "a"), ("a", "a", "a"), ("a", "b", "b"))
    plane = Plane("funding", numbers, words, options)
    sides = ("clients", ["0", "10", "20"]), ("capacity", ["short", "adequate", "ample"])
    drawn = plane_picture(plane, {"a": "A", "b": "B"}, *sides, "title", ("A  a", "B  b"))
    lines = [shape.points for shape in drawn.shapes if isinstance(shape, Trace)]
    left, top, side = 1_500, 1_050, 4_400
    third = [left + n * side // 3 for n in range(4)]
    upper = top + side // 3
    assert sorted(lines) == sorted([((third[1], top), (third[1], upper)), ((third[1], upper), (third[3], upper))])


WORDED = [
    "effort-based",
    "output-based",
    "task-based per provider",
    "task-based per population",
    "availability funding",
]


@pytest.mark.parametrize("form", ["svg", "text"])
@pytest.mark.parametrize("sides", [("clients", "present.funding"), ("present.funding", "clients")])
def test_a_side_of_words_names_each_of_them(sides: tuple[str, str], form: str, tmp_path: Path) -> None:
    """Present funding is one of five; between the first and the last nobody can guess what a place is."""
    path = tmp_path / "map"
    asked = ask(SEGMENT, "--x", sides[0], "--y", sides[1], "-o", str(path), "--format", form, "--lang", "en")
    assert asked.exit_code == 0
    drawn = path.read_text(encoding="utf-8")
    if form == "svg":
        labels = [e.text or "" for e in ElementTree.fromstring(drawn) if e.tag.endswith("text")]
        assert "A" in labels  # the field of one place among five is wide enough for its letter
        drawn = " ".join(labels)
    assert [word for word in WORDED if word not in drawn] == []


def test_the_data_say_words_as_a_region_file_does() -> None:
    held = json.loads(ask(SEGMENT, *SIDES, "--format", "json").stdout)
    assert held["y"]["values"] == ["short", "adequate", "ample"]


def test_a_title_begins_with_a_capital(tmp_path: Path) -> None:
    assert ask(SEGMENT, *SIDES, "--lang", "en").stdout.startswith("Number of providers for ")


def test_a_map_is_not_written_over_the_region_that_it_is_of(tmp_path: Path) -> None:
    region = tmp_path / "r.yaml"
    region.write_text("format: 1\nid: r\nname: R\nas_of: 2026-11-22\nsegments:\n  - {id: s, name: S, law: jeugdwet}\n")
    before = region.read_text(encoding="utf-8")
    asked = ["map", str(region), "s", *SIDES, "-o", str(region), "--format", "text"]
    assert CliRunner().invoke(main, asked).exit_code == 2
    assert region.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("ending", ["pdf", "png", "html"])
def test_a_picture_in_a_form_that_is_not_made_is_refused(ending: str, tmp_path: Path) -> None:
    result = ask(SEGMENT, *SIDES, "-o", str(tmp_path / f"map.{ending}"))
    assert result.exit_code == 2
    assert ".svg" in result.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere", *SIDES),
        (SEGMENT, "--x", "clients", "--y", "clients"),
        (SEGMENT, "--x", "client", "--y", "top3_share"),
        (SEGMENT, "--x", "chosen.funding", "--y", "top3_share"),
        (SEGMENT, "--x", "present.contract_end", "--y", "top3_share"),
        (SEGMENT, "--x", "clients", "--y", "top3_share", "--instrument", "clause"),
        (SEGMENT, "--x", "clients"),
    ],
)
def test_what_cannot_be_mapped_is_refused(arguments: tuple[str, ...]) -> None:
    result = ask(*arguments)
    assert result.exit_code == 2
    assert result.output.strip()
