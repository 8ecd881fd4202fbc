"""What the command line says of a file that cannot be read, taken apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner

from stuurwijzer.cli import main
from stuurwijzer.engine.rendering import load_catalogue

Language = Literal["nl", "en"]
PLACE = re.compile(r"\{[a-z_0-9]+\}")


@dataclass(frozen=True)
class Complaint:
    """One line of the answer: where, and in which words."""

    line: int
    path: str
    text: str
    language: Language

    def says(self, code: str) -> bool:
        """Whether the words are the sentence of a code, with whatever values."""
        sentence = load_catalogue(self.language).texts[f"problems.{code}"]
        known = ".*".join(re.escape(part) for part in PLACE.split(sentence))
        return re.match(known, self.text) is not None

    @property
    def suggestion(self) -> str:
        found = re.search(r"(?:Bedoelt u|Did you mean) (.*)\?$", self.text)
        return found[1] if found else ""


Refused = Callable[..., list[Complaint]]


@pytest.fixture
def refused() -> Refused:
    """Ask for advice on a file that must be refused: the complaints, in their order."""

    def ask(path: Path, language: Language = "nl") -> list[Complaint]:
        result = CliRunner().invoke(main, ["advise", str(path), "--lang", language])
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        *lines, counted = result.stderr.splitlines()
        one, more = ("probleem", "problemen") if language == "nl" else ("problem", "problems")
        assert counted.startswith(f"{len(lines)} {one if len(lines) == 1 else more} ")
        return [_complaint(line, str(path), language) for line in lines]

    return ask


def _complaint(line: str, file: str, language: Language) -> Complaint:
    found = re.fullmatch(rf"{re.escape(file)}(?::(\d+))?(?: (\S.*?))?: (.*)", line)
    assert found, line
    return Complaint(int(found[1] or 0), found[2] or "", found[3], language)
