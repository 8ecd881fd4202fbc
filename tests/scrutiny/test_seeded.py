"""Faults put into the rule base as it is shipped: each is found among seven hundred sound rules, with both its places.

A file of faulty rules is laid beside the shipped files, and in one shipped rule a comparison is swapped.
"""

import re
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.scrutiny import Diagnostic
from stuurwijzer.engine.scrutiny.domains import ALWAYS_KNOWN
from stuurwijzer.engine.scrutiny.material import Material
from stuurwijzer.engine.scrutiny.scrutinise import PROVED, READ, Session

from .witnesses import SMALLEST, decider_of, shows

pytest.importorskip("z3", reason="the solver is not installed: pip install 'stuurwijzer[check]'")

SHORT = {
    "$argue": "kind: argue, option: intensity.regular, claim: seeded, step: experience, evidence: analysis, origin:",
    "$require": "kind: require, option: intensity.strategic, precondition: p, label: {nl: P, en: P}, "
    "question: {nl: P, en: P}, $tail [RIV-5.3-11]",
    "$tail": "because: {nl: D., en: B.}, checked: 2026-11-22, passages:",
}
SEEDED = Path(__file__).with_name("seeded.yaml").read_text(encoding="utf-8")
MARK = re.compile(r"# ([a-z_]+) \| (.+?)(?= #|$)")
LEFT_OUT = {"source_unused", "argument_twice", "pair_never_reached", "decision_unargued", "option_never_recommended"}
"""codes whose checks look at the sources or at every pair of options, and have fixtures of their own"""
BELOW = '"market.top3_share {} param:market.top3_usual_low"]'


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, dict[tuple[str, str], Diagnostic]]:
    folder = tmp_path_factory.mktemp("rules")
    root = Path(str(files("stuurwijzer")))
    for path in sorted((root / "rules").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if path.name == "market-signals.yaml":
            assert text.count(BELOW.format("<")) == 1
            text = text.replace(BELOW.format("<"), BELOW.format("<="))
        (folder / path.name).write_text(text, encoding="utf-8")
    (folder / "zz-seeded.yaml").write_text(_written(SEEDED), encoding="utf-8")
    session = Session(Material(load_rulebase(rules=folder), date(2026, 11, 22), {}), root, stale=365)
    checks = [check for check, codes in (*READ, *PROVED) if not LEFT_OUT & set(codes)]
    return session, {(d.code, d.subject): d for check in checks for d in check(session)}


def _written(rules: str) -> str:
    for short, long in SHORT.items():
        rules = rules.replace(short, long)
    return rules


def marks() -> list[tuple[str, str, int]]:
    """Code and subject of each fault, with a line of the seeded file that it has to name."""
    lines = enumerate(SEEDED.splitlines(), 1)
    return [(code, subject, at) for at, line in lines for code, subject in MARK.findall(line)]


@pytest.mark.parametrize(("code", "subject", "line"), marks(), ids=str)
def test_a_seeded_fault_is_found_at_its_place(
    found: tuple[Session, dict[tuple[str, str], Diagnostic]], code: str, subject: str, line: int
) -> None:
    session, held = found
    diagnostic = held[code, subject]
    assert ("rules/zz-seeded.yaml", line) in {(place.file, place.line) for place in diagnostic.places}
    if diagnostic.witness is not None:
        decider = decider_of(session.material.plan)
        assert shows(diagnostic, decider)
        spare = diagnostic.witness.facts.keys() - ALWAYS_KNOWN if code in SMALLEST else ()
        smaller = [replace(diagnostic, witness=diagnostic.witness.without([name])) for name in spare]
        assert not any(shows(tried, decider) for tried in smaller), "a fact can be left out of the witness"


def test_a_swapped_comparison_in_a_shipped_band_is_found_in_both_rules(
    found: tuple[Session, dict[tuple[str, str], Diagnostic]],
) -> None:
    diagnostic = found[1]["band_overlap", "signal.concentration by market.top3_share at 3000"]
    assert {place.what.partition(":")[0] for place in diagnostic.places} == {
        "market.concentration.usual",
        "market.concentration.below-usual",
    }


def test_more_than_twenty_kinds_of_fault_were_seeded() -> None:
    assert len({code for code, *_ in marks()} | {"band_overlap"}) > 20
