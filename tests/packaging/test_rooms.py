"""The rooms of the engine know only what stands before them, and decisions are found by their number."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "engine"
DECISIONS = ROOT / "docs" / "decisions"
# From first to last; rooms on one line do not know each other.
FLOORS = (
    ("office", "pictures"),
    ("reading",),
    ("declarations",),
    ("profile",),
    ("market", "knowledge"),
    ("facts",),
    ("rulebase", "demo_data"),
    ("inference",),
    ("decision",),
    ("consequences", "bulk", "scrutiny"),
    ("advice",),
    ("robustness", "rendering", "record", "backtest", "comparison", "coverage"),
    ("papers", "pdf", "formats", "bundle"),
    ("word", "workbook", "slides"),
    ("command",),
    ("command.front",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room_of(parts: tuple[str, ...]) -> str:
    inner = ".".join(parts[:2])
    return inner if inner in FLOOR else parts[0]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """The rooms that a module of the engine imports from, each with its line."""
    place = path.relative_to(ENGINE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and 0 < node.level <= len(place) + 1:
            above = place[: len(place) + 1 - node.level]
            named = (*above, *(node.module or "").split(".")) if node.module else above
            for target in [named] if named else [(alias.name,) for alias in node.names]:
                yield node.lineno, room_of(target)


def test_every_room_has_its_place() -> None:
    there = {".".join(p.parent.relative_to(ENGINE).parts) for p in ENGINE.rglob("__init__.py")} - {""}
    assert there == set(FLOOR)


@pytest.mark.parametrize("room", sorted(FLOOR))
def test_a_room_knows_only_what_stands_before_it(room: str) -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{line} knows {known}"
        for path in sorted((ENGINE / room.replace(".", "/")).glob("*.py"))
        for line, known in imports(path)
        if known != room and FLOOR[known] >= FLOOR[room]
    ]
    assert not faults


def test_a_decision_has_a_number_of_its_own_and_says_it() -> None:
    pages = sorted(DECISIONS.glob("[0-9]*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    for page in pages:
        assert page.read_text(encoding="utf-8").startswith(f"# {int(page.name[:4])} · "), page.name


def test_a_link_of_a_page_leads_to_a_file_that_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")]
    for page in pages:
        for name in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / name).exists(), f"{page.relative_to(ROOT)} leads to {name}"


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_a_decision_is_called_by_its_own_number(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for said, number in re.findall(r"\[decision (\d+)\]\(docs/decisions/(\d{4})-", text):
        assert int(said) == int(number)
