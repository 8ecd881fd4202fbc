"""``new``: a file that asks every question and can be read as it is."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel

from stuurwijzer.engine.profile import RegionProfile, SegmentProfile, load_region
from stuurwijzer.engine.profile.answers import Strict
from stuurwijzer.engine.profile.region import Body
from stuurwijzer.engine.profile.starting_file import starting_file
from stuurwijzer.engine.rendering import load_catalogue

from ..conftest import Run

LANGUAGES: tuple[Literal["nl", "en"], ...] = ("nl", "en")
QUESTION = re.compile(r"^( *(?:- )?)#(?! )", re.MULTILINE)


def rooms(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Strict):
            yield name, field.annotation


@pytest.fixture(params=LANGUAGES)
def text(request: pytest.FixtureRequest) -> str:
    return starting_file("mijn-regio", date(2027, 1, 31), load_catalogue(request.param))


def read(text: str, folder: Path) -> RegionProfile:
    path = folder / "regio.yaml"
    path.write_text(text, encoding="utf-8")
    return load_region(path)


def test_it_can_be_read_as_it_is_and_says_nothing(text: str, tmp_path: Path) -> None:
    region = read(text, tmp_path)
    assert (region.id, region.as_of) == ("mijn-regio", date(2027, 1, 31))
    assert [segment.law for segment in region.segments] == ["wmo2015", "jeugdwet"]
    empty = RegionProfile.model_validate(
        region.model_dump(include={"format", "id", "name", "as_of"})
        | {"segments": [s.model_dump(include={"id", "name", "law"}) for s in region.segments]}
    )
    assert region == empty


def test_it_can_be_read_with_every_question_taken_up(text: str, tmp_path: Path) -> None:
    region = read(QUESTION.sub(r"\1", text), tmp_path)
    assert region.planning.start == date(2027, 1, 1)
    assert region.place.population is not None
    assert region.place.population.value is None
    assert [len(held) for held in (region.notes, region.segments[0].parts, region.segments[0].from_lots)] == [1, 1, 1]


def test_every_question_of_the_models_stands_there_once(text: str) -> None:
    asked = re.findall(r"^ +#([a-z_0-9]+):", text, re.MULTILINE)
    expected = [name for _, room in rooms(RegionProfile) for name in room.model_fields]
    own_rooms = [room for room_name, room in rooms(SegmentProfile) if room_name not in Body.model_fields]
    expected += [name for room in own_rooms for name in room.model_fields]
    roles = re.findall(r"^  #([a-z_]+): ", text[text.index("\nowners:") : text.index("\nplace:")], re.MULTILINE)
    assert sorted(asked) == sorted([*expected, *roles])
    assert len(expected) > 110


def test_every_question_is_preceded_by_its_meaning(text: str) -> None:
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if re.match(r" +#[a-z_0-9]+: (onbekend|unknown)$", line):
            assert re.match(r" +# ", lines[number - 1])


def test_units_and_possible_answers_stand_there() -> None:
    dutch = starting_file("mijn-regio", date(2027, 1, 31), load_catalogue("nl"))
    for piece in (
        "# Cliënten: heel getal (personen).",
        "# Uitgaven: bedrag (euro per jaar).",
        "# Ontwikkeling van het volume: kies uit falling (dalend), stable (stabiel), rising (stijgend).",
        "# Wachtlijsten: true of false.",
        "# Aandeel cliënten: percentage.",
        "# Ingangsdatum contracten: dag.",
    ):
        assert piece in dutch


def test_lines_are_no_wider_than_a_screen(text: str) -> None:
    assert max(len(line) for line in text.splitlines()) <= 120


# The command


def test_without_more_it_is_printed_with_today_as_its_day(run: Run) -> None:
    result = run("new", "mijn-regio")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"as_of: {date.today().isoformat()}" in result.stdout


def test_it_is_written_to_a_new_file_and_the_next_step_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "regio.yaml"
    result = run("new", "mijn-regio", "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"stuurwijzer advise {path}" in result.stderr
    assert run("advise", path, "--segment", "wmo-begeleiding").exit_code == 0


@pytest.mark.parametrize("what", ["file", "folder", "link"])
def test_nothing_that_is_there_is_written_over(run: Run, tmp_path: Path, what: str) -> None:
    path = tmp_path / "regio.yaml"
    if what == "file":
        path.write_text("ingevuld: ja\n", encoding="utf-8")
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nergens")
    result = run("new", "mijn-regio", "-o", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(path) in result.stderr
    assert what != "file" or path.read_text(encoding="utf-8") == "ingevuld: ja\n"
    assert [p.name for p in tmp_path.iterdir()] == ["regio.yaml"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Mijn Regio", "mijn-regio"),
        ("Regio Súd-West_2027", "regio-sud-west-2027"),
        ("../../etc", "etc"),
        ("a" * 61, "a" * 60),
        ("-", ""),
    ],
)
def test_what_is_no_id_is_answered_with_the_nearest_one(run: Run, given: str, meant: str) -> None:
    result = run("new", "--", given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.rstrip().endswith(f"Bedoelt u {meant}?" if meant else "60 tekens.")
