"""Documents made by two processes are those that one makes, and what goes wrong in one of them is heard."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from stuurwijzer.engine.command.at_once import Wanted, documents, processes_for
from stuurwijzer.engine.command.faults import WrongInputError
from stuurwijzer.engine.papers.paper import PaperName

WANTED: Wanted = {"a.docx": ("docx", "council"), "b.pdf": ("pdf", "council"), "c.xlsx": ("xlsx", None)}
PDFS: Wanted = {f"{number}.pdf": ("pdf", "council") for number in range(4)}


@pytest.fixture(autouse=True)
def _other_processes_find_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).resolve().parents[2])


@dataclass(frozen=True)
class Telling:
    """Says what it was asked and by which process, stops at the form ``fault`` and ends its process at ``dead``."""

    parent: int
    fault: str = ""
    dead: str = ""

    def content(self, form: str, paper: PaperName | None) -> bytes:
        if form == self.fault:
            raise WrongInputError("paper_of_region", found=form)
        if form == self.dead and os.getpid() != self.parent:
            os._exit(9)
        return f"{form} {paper} {os.getpid() == self.parent}".encode()


def test_two_processes_make_what_one_makes_in_the_order_that_was_asked() -> None:
    heard: list[tuple[int, str]] = []
    two = documents(Telling(os.getpid()), WANTED, 2, lambda done, following="": heard.append((done, following)))
    assert list(two.items()) == [
        ("a.docx", b"docx council False"),
        ("b.pdf", b"pdf council False"),
        ("c.xlsx", b"xlsx None False"),
    ]
    assert [done for done, _ in heard] == [0, 1, 2, 3]
    assert (heard[0][1], heard[-1][1]) == ("a.docx", "")
    one = documents(Telling(os.getpid()), WANTED, 1, lambda *_: None)
    assert list(one.values()) == [content.replace(b"False", b"True") for content in two.values()]


def test_an_error_in_another_process_reaches_the_reader_whole() -> None:
    with pytest.raises(WrongInputError) as found:
        documents(Telling(os.getpid(), fault="pdf"), WANTED, 2, lambda *_: None)
    assert (found.value.code, found.value.values) == ("paper_of_region", {"found": "pdf"})


def test_a_process_that_is_ended_from_outside_leaves_its_work_to_this_one() -> None:
    made = documents(Telling(os.getpid(), dead="pdf"), WANTED, 2, lambda *_: None)
    assert list(made) == list(WANTED)
    assert made["b.pdf"] == b"pdf council True"


@pytest.mark.parametrize(
    ("wanted", "segments", "processors", "processes"),
    [
        pytest.param(PDFS, 8, 2, 2, id="four papers of a region"),
        pytest.param(PDFS, 8, 16, 2, id="more processors than work"),
        pytest.param(PDFS, 8, 1, 1, id="one processor"),
        pytest.param(PDFS, 1, 2, 1, id="a region of one segment"),
        pytest.param(WANTED, 8, 2, 1, id="one PDF"),
    ],
)
def test_processes_are_started_where_that_is_faster(
    wanted: Wanted, segments: int, processors: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)
    assert processes_for(wanted, segments) == processes
