"""Each fault is found with its code and its places, and its twin without the fault is left alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.scrutiny import CODES, Diagnostic
from stuurwijzer.engine.scrutiny.domains import ALWAYS_KNOWN
from stuurwijzer.engine.scrutiny.material import Material
from stuurwijzer.engine.scrutiny.scrutinise import PROVED, READ, Session

from .witnesses import SMALLEST, decider_of, shows

TODAY = date(2026, 11, 22)
HEAD = """topic: test
fields:
  signal.tested: {type: bool, dutch: getest, meaning: tested}
  signal.band: {type: enum, values: [low, middle, high], dutch: band, meaning: band}
  signal.merged: {type: bool, merge: true_wins, dutch: samen, meaning: merged}
rules:
"""
ARGUE = (
    "kind: argue, option: funding.effort, direction: {side}, claim: c, origin: {origin}, step: experience, "
    "evidence: analysis"
)
REQUIRE = (
    "option: funding.output, precondition: p, class: {kind}, label: {{nl: P, en: P}}, question: {{nl: P, en: P}}, "
    "passages: [RIV-5.3-11], $tail"
)
SHORT = {
    "$require": REQUIRE.format(kind="buildable"),
    "$structural": REQUIRE.format(kind="structural"),
    "$advise": "kind: advise, text: {nl: Let op., en: Mind.}, passages: [RIV-5.3-11], $tail",
    "$argue": ARGUE.format(side="for", origin="RIV-5.3-11"),
    "$against": ARGUE.format(side="against", origin="RIV-5.3-11"),
    "$elsewhere": ARGUE.format(side="for", origin="ACN-3-17"),
    "$block": "because: {nl: Daarom., en: Because.}\n  passages: [RIV-5.3-11]\n  checked: 2026-11-22",
    "$tail": "because: {nl: Daarom., en: Because.}, checked: 2026-11-22",
}


@dataclass(frozen=True)
class Twin:
    code: str
    says: str
    subject: str
    bad: str
    good: str


def _twins() -> list[Twin]:
    path = Path(__file__).with_name("twins.yaml")
    held: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Twin(**entry) for entry in held]


TWINS = _twins()
NEEDS_SOLVER = {code for _, codes in PROVED for code in codes}


def looked_at(folder: Path, rules: str, code: str) -> tuple[Session, list[Diagnostic]]:
    """What the check of this code finds in a rule base of these rules, beside the knowledge as it is shipped."""
    for short, long in SHORT.items():
        rules = rules.replace(short, long)
    (folder / "t.yaml").write_text(HEAD + rules, encoding="utf-8")
    session = Session(Material(load_rulebase(rules=folder), TODAY, {}), Path(str(files("stuurwijzer"))), stale=364)
    checks = [check for check, codes in (*READ, *PROVED) if code in codes]
    return session, [found for check in checks for found in check(session) if found.code == code]


def marked(rules: str) -> dict[int, int]:
    """The lines that the marks stand on, by the number of the mark."""
    text = HEAD + rules
    found = [(int(n), at) for at, line in enumerate(text.splitlines(), 1) for n in re.findall(r"# (\d)\b", line)]
    return dict(sorted(found))


def named(twin: Twin) -> str:
    return f"{twin.code}: {twin.says}"


@pytest.mark.parametrize("twin", TWINS, ids=named)
def test_the_fault_is_found_with_its_code_and_its_places(twin: Twin, tmp_path: Path) -> None:
    if twin.code in NEEDS_SOLVER:
        pytest.importorskip("z3", reason="the solver is not installed: pip install 'stuurwijzer[check]'")
    session, found = looked_at(tmp_path, twin.bad, twin.code)
    held = [d for d in found if d.subject == twin.subject]
    assert held, [(d.code, d.subject) for d in found]
    for number, line in marked(twin.bad).items():
        place = held[0].places[number - 1]
        assert (place.file, place.line) == ("rules/t.yaml", line)
    if held[0].witness is not None:
        decider = decider_of(session.material.plan)
        assert shows(held[0], decider)
        spare = held[0].witness.facts.keys() - ALWAYS_KNOWN if held[0].code in SMALLEST else ()
        smaller = [replace(held[0], witness=held[0].witness.without([name])) for name in spare]
        assert not any(shows(tried, decider) for tried in smaller), "a fact can be left out of the witness"


@pytest.mark.parametrize("twin", TWINS, ids=named)
def test_its_twin_without_the_fault_is_left_alone(twin: Twin, tmp_path: Path) -> None:
    if twin.code in NEEDS_SOLVER:
        pytest.importorskip("z3", reason="the solver is not installed: pip install 'stuurwijzer[check]'")
    _, found = looked_at(tmp_path, twin.good, twin.code)
    assert [d.subject for d in found if d.subject == twin.subject] == []


ELSEWHERE: Mapping[str, str] = {
    "passage_unaccounted": "test_sources.py",
    "source_unused": "test_sources.py",
    "digest_malformed": "test_sources.py",
    "digest_differs": "test_sources.py",
    "explanation_needless": "test_explained.py",
    "undecided": "test_proofs.py",
}


def test_every_code_has_twins() -> None:
    assert {twin.code for twin in TWINS} | ELSEWHERE.keys() == CODES.keys()


def test_every_code_has_a_check_that_gives_it() -> None:
    given = {code for _, codes in (*READ, *PROVED) for code in codes}
    assert given | {"explanation_needless"} == CODES.keys()
