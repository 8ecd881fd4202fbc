"""The plane of two answers: every place is the advice with those two, and its pictures say the same."""

import json
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main
from stuurwijzer.engine.command.advising import open_case
from stuurwijzer.engine.command.flipping import opened
from stuurwijzer.engine.decision.decider import Decider
from stuurwijzer.engine.facts import flatten
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile.changing import with_answer

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
