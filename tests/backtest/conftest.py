"""Regions, rules and cases made up for these tests: small enough to work out by hand."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.backtest import CaseSet, load_cases
from stuurwijzer.engine.backtest.outputs import OUTPUTS
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase

REGION = """\
format: 1
id: proefregio
name: Proefregio
as_of: 2021-07-01
source: achterhoek-2021
segments:
  - {id: klein, name: Klein, law: wmo2015, use: {small: true}}
  - id: groot
    name: Groot
    law: wmo2015
    board: {uniform_funding: {value: true, basis: stated, lines: 459-464, restates_decision: true}}
  - {id: ook-groot, name: Ook groot, law: wmo2015, use: {small: false}}
"""
RULES = """\
topic: Two rules from two documents
rules:
- id: funding.effort.small
  kind: argue
  option: funding.effort
  direction: for
  claim: small-use
  origin: ACN-3.2-05
  step: fact
  evidence: analysis
  when: ["use.small == true"]
  because: {nl: Klein gebruik., en: Small use.}
  passages: [ACN-3.2-05]
  checked: 2026-11-22
- id: funding.task.lumpsum.uniform
  kind: argue
  option: funding.task.lumpsum
  direction: for
  claim: uniform
  origin: ACN-3.2-07
  step: given
  evidence: choice
  when: ["board.uniform_funding == true"]
  because: {nl: Eén bekostiging., en: One funding.}
  passages: [ACN-3.2-07, RIV-5.5-02]
  checked: 2026-11-22
- id: funding.output.not-small
  kind: argue
  option: funding.output
  direction: for
  claim: room
  origin: RIV-5.5-02
  step: fact
  evidence: analysis
  when: ["use.small == false"]
  because: {nl: Ruimte., en: Room.}
  passages: [RIV-5.5-02]
  checked: 2026-11-22
"""
HEAD = """\
region: proefregio
place: Proefland
as_of: 2021-07-01
source: achterhoek-2021
own_documents: [achterhoek-2021]
cases:
"""
SILENT = {output.name: "null" for output in OUTPUTS}
FUNDING = '{{value: {value}, basis: stated, lines: "{lines}", passages: [{passage}]}}'


def expected(**given: str) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in (SILENT | given).items()) + "}"


def case(name: str, segment: str, more: str = "", **given: str) -> str:
    """One decision in the notation of a case file."""
    return f"  - {{id: {name}, segments: [{segment}], status: adopted, {more}expected: {expected(**given)}}}\n"


SMALL = case("A-KLEIN", "klein", funding=FUNDING.format(value="effort", lines="432-435", passage="ACN-3.2-05"))
LARGE = case("B-GROOT", "groot", funding=FUNDING.format(value="task.lumpsum", lines="430-432", passage="ACN-3.2-04"))
ALSO = case("C-OOK", "ook-groot", funding=FUNDING.format(value="effort", lines="448", passage="ACN-3.2-06"))
CASES = HEAD + SMALL + LARGE + ALSO

Knowledge = Callable[..., Path]


@pytest.fixture(scope="session")
def package_base() -> Rulebase:
    return load_rulebase()


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    """A folder of knowledge: what the package knows, with regions and cases of its own."""
    real = Path(str(files("stuurwijzer") / "knowledge"))

    def make(cases: str = CASES, region: str = REGION) -> Path:
        folder = tmp_path / "knowledge"
        folder.mkdir(exist_ok=True)
        for entry in real.iterdir():
            if entry.name not in ("regions", "cases") and not (folder / entry.name).exists():
                (folder / entry.name).symlink_to(entry)
        for room, name, text in (("regions", "proefregio", region), ("cases", "proefregio", cases)):
            (folder / room).mkdir(exist_ok=True)
            (folder / room / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def base(tmp_path: Path) -> Rulebase:
    """The three rules above and nothing else."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    return load_rulebase(rules=folder)


@pytest.fixture
def sets(base: Rulebase, knowledge: Knowledge) -> tuple[CaseSet, ...]:
    return load_cases(base, knowledge())
