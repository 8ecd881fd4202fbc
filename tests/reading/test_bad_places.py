"""What a small file in the repository cannot carry: no file at all, a folder, and files made to exhaust the reader."""

import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from stuurwijzer.cli import main
from stuurwijzer.engine.profile.region import RegionProfile
from stuurwijzer.engine.reading import Problem, ProblemsFoundError, validate
from stuurwijzer.engine.reading.document import DEEPEST, LARGEST_FILE, parse_document

from .conftest import Complaint, Refused

GOOD = Path(__file__).parent / "good" / "numbers-as-people-write-them.yaml"
LONGEST = 5.0
"""seconds; each of these took minutes, or the whole process, with a reader that composes the file first"""


def only(complaints: list[Complaint], code: str) -> Complaint:
    (complaint,) = complaints
    assert complaint.says(code), complaint.text
    return complaint


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, refused: Refused) -> None:
    only(refused(tmp_path / "nergens.yaml"), "file_missing")


def test_a_link_to_nothing_is_a_missing_file(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nergens.yaml")
    only(refused(tmp_path / "link.yaml"), "file_missing")


def test_a_folder_is_no_file(tmp_path: Path, refused: Refused) -> None:
    only(refused(tmp_path), "file_is_folder")


def test_a_file_below_a_file_cannot_be_opened(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "region").write_text("format: 1\n", encoding="utf-8")
    only(refused(tmp_path / "region" / "x.yaml"), "file_unreadable")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, so nothing is refused")
def test_a_file_without_rights_cannot_be_opened(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "region.yaml"
    path.write_bytes(GOOD.read_bytes())
    path.chmod(0)
    only(refused(path), "file_unreadable")


def test_a_device_without_end_is_too_large(refused: Refused) -> None:
    only(refused(Path("/dev/zero")), "file_too_large")


@pytest.mark.parametrize("size", [LARGEST_FILE + 1, 5_000_000])
def test_a_file_beyond_the_limit_is_not_read(size: int, tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "region.yaml"
    path.write_bytes(b"#" * size)
    only(refused(path), "file_too_large")


def test_a_file_up_to_the_limit_is_read(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "region.yaml"
    path.write_bytes(b"#" * LARGEST_FILE)
    only(refused(path), "file_empty")


@pytest.mark.parametrize(
    "text",
    [
        "- " * 10_000 + "x",
        "[" * 10_000 + "]" * 10_000,
        "{a: " * 10_000 + "}" * 10_000,
        "- " * 1_900_000 + "x",  # two million levels overflowed the C stack of a composing reader
        "[" * 1_900_000,
        "? " * 1_900_000 + "x",
        "a: !x " + "[" * 900_000,
        "a: &x " + "[" * 900_000,
        "a: 1\na: " + "[" * 900_000,
        "a: {? " + "[\n" * 90_000,
    ],
    ids=lambda text: f"{text[:6]}…{len(text)}".replace("\n", " "),
)
def test_deep_nesting_is_refused_at_once(text: str, tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "region.yaml"
    path.write_text(text, encoding="utf-8")
    start = time.monotonic()
    complaints = refused(path)
    assert time.monotonic() - start < LONGEST
    assert any(complaint.says("too_deep") for complaint in complaints)


def test_as_many_levels_as_allowed_are_read() -> None:
    held = parse_document("[" * DEEPEST + "]" * DEEPEST, "f").data
    for _ in range(DEEPEST - 1):
        (held,) = held
    assert held == []


def test_too_many_values_end_the_reading_with_one_complaint(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "region.yaml"
    path.write_text("- x\n" * 300_000, encoding="utf-8")
    start = time.monotonic()
    assert only(refused(path), "too_many_values").line == 200_000
    assert time.monotonic() - start < LONGEST


def test_a_thousand_faults_are_counted_and_not_all_shown(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "region.yaml"
    path.write_text(GOOD.read_text(encoding="utf-8") + "".join(f"    onbekend{i}: 1\n" for i in range(1000)))
    result = CliRunner().invoke(main, ["advise", str(path)])
    assert result.exit_code == 2
    *shown, rest, counted = result.stderr.splitlines()
    assert (len(shown), rest, counted) == (200, "… en nog 800.", "1000 problemen gevonden.")


def problems_of(text: str) -> tuple[Problem, ...] | None:
    """What is wrong with a text as a region file; None when nothing is."""
    try:
        validate(RegionProfile, parse_document(text, "f"))
    except ProblemsFoundError as error:
        return error.problems
    return None


@given(st.text(alphabet=st.sampled_from("ab1:-?[]{}&*!|>'\"%@`,# \n\t\\~<"), max_size=60))
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_there_is_a_problem_and_no_crash(text: str) -> None:
    assert problems_of(text)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused_with_a_line_of_that_file(data: st.DataObject) -> None:
    """Take out, double or overwrite a piece of a good file: there is no third way."""
    text = GOOD.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    piece = data.draw(st.sampled_from(["", text[start:end] * 2, "\t", "{", "0", "é", "\u202e"]))
    damaged = text[:start] + piece + text[end:]
    problems = problems_of(damaged)
    assert problems is None or problems
    assert all(0 <= problem.line <= damaged.count("\n") + 1 for problem in problems or ())
