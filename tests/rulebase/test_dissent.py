"""Rules that stem from the two sides of a contradiction name each other; every fault has a sound twin."""

from pathlib import Path

import pytest

from stuurwijzer.engine.reading import ProblemsFoundError
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase
from stuurwijzer.engine.rulebase.dissent import dissent

HEAD = """topic: test
fields:
  signal.tested: {type: bool, dutch: getest, meaning: tested}
rules:
"""
TAIL = "because: {nl: Daarom., en: Because.}, checked: 2026-11-22"

# ACB-15 and RIV-A4-16 are recorded as a contradiction (competition lowered, competition wanted); RIV-6.1-03 and
# RIV-A4-01 as well; ACB-04 and RIV-6.1-21 as a tension; ACB-02 and RIV-A3-29 as a different choice.
ONE, OTHER = "ACB-15", "RIV-A4-16"


def rule(name: str, body: str, passages: str, rest: str = "") -> str:
    return f"- {{id: {name}, {TAIL}, {body}, passages: [{passages}]{f', {rest}' if rest else ''}}}\n"


def argue(option: str, direction: str, origin: str) -> str:
    return (
        f"kind: argue, option: {option}, direction: {direction}, claim: c, origin: {origin}, "
        "step: experience, evidence: analysis"
    )


def pair(one: str, other: str, here: str = ONE, there: str = OTHER, names: tuple[str, str] = ("", "")) -> str:
    return rule("t.a", one, here, names[0]) + rule("t.b", other, there, names[1])


FOR_TENDER, AGAINST_TENDER = argue("form.tender", "for", ONE), argue("form.tender", "against", OTHER)
NAMED = ("dissents_from: [t.b]", "dissents_from: [t.a]")
EXPLAINED = ("no_dissent: {t.b: {nl: Een ander punt., en: Another point.}}", "")

SOUND = {
    "both name each other": pair(FOR_TENDER, AGAINST_TENDER, names=NAMED),
    "one of them says why not": pair(FOR_TENDER, AGAINST_TENDER, names=EXPLAINED),
    "both argue for the same option": pair(FOR_TENDER, argue("form.tender", "for", OTHER)),
    "both argue against, each another option": pair(
        argue("form.tender", "against", ONE), argue("form.open_house", "against", OTHER)
    ),
    "options of a set go together": pair(
        argue("clause.review", "for", ONE).replace("clause.review", "clause.funding_change"),
        argue("clause.finish_decisions", "for", OTHER),
    ),
    "options of two instruments": pair(argue("form.tender", "for", ONE), argue("term.4", "for", OTHER)),
    "one rule cites both sides": pair(FOR_TENDER, AGAINST_TENDER, f"{ONE}, {OTHER}", OTHER),
    "a consequence takes no side": pair(FOR_TENDER, "kind: advise, what: risk, text: {nl: R, en: R}"),
    "a tension does not oblige": pair(
        argue("form.tender", "for", "ACB-04"), argue("form.tender", "against", "RIV-6.1-21"), "ACB-04", "RIV-6.1-21"
    ),
    "a different choice does not oblige": pair(
        argue("form.tender", "for", "ACB-02"), argue("form.tender", "against", "RIV-A3-29"), "ACB-02", "RIV-A3-29"
    ),
    "a tension may be named": pair(
        argue("form.tender", "for", "ACB-04"),
        argue("form.tender", "against", "RIV-6.1-21"),
        "ACB-04",
        "RIV-6.1-21",
        NAMED,
    ),
    "the same value of a field": pair(
        "kind: classify, sets: {signal.tested: true}", "kind: classify, sets: {signal.tested: true}"
    ),
}
CLASHING = {
    "for and against one option": (FOR_TENDER, AGAINST_TENDER),
    "for an option and against its family": (
        argue("funding.task.lumpsum", "for", ONE),
        argue("funding.task", "against", OTHER),
    ),
    "for an option that the other excludes": (FOR_TENDER, "kind: exclude, option: form.tender, ground: logic"),
    "for an option that the other sets a precondition": (
        FOR_TENDER,
        "kind: require, option: form.tender, precondition: p, class: given, label: {nl: P, en: P}, "
        'question: {nl: P, en: P}, met: ["use.small == true"]',
    ),
    "for an option of a pair that the other counts as a clash": (
        FOR_TENDER,
        "kind: cohere, option: form.tender, with_option: funding.effort, claim: c",
    ),
    "for two options of which one is chosen": (FOR_TENDER, argue("form.open_house", "for", OTHER)),
    "two values of one field": (
        "kind: classify, sets: {signal.tested: true}",
        "kind: classify, sets: {signal.tested: false}",
    ),
}
FAULTS = {
    "dissent_one_sided": pair(FOR_TENDER, AGAINST_TENDER, names=(NAMED[0], "")),
    "dissent_without_ground": pair(FOR_TENDER, AGAINST_TENDER, there="RIV-5.3-11", names=NAMED).replace(
        f"origin: {OTHER}", "origin: RIV-5.3-11"
    ),
    "no_dissent_needless": pair(FOR_TENDER, argue("form.tender", "for", OTHER), names=EXPLAINED),
    "unknown_rule": pair(FOR_TENDER, AGAINST_TENDER, names=("dissents_from: [t.a]", "")),
}


def codes(folder: Path, rules: str) -> list[tuple[str, int]]:
    (folder / "t.yaml").write_text(HEAD + rules, encoding="utf-8")
    try:
        load_rulebase(rules=folder)
    except ProblemsFoundError as error:
        return [(problem.code, problem.line - len(HEAD.splitlines())) for problem in error.problems]
    return []


@pytest.mark.parametrize("name", SOUND)
def test_these_rules_need_say_no_more(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, SOUND[name]) == []


@pytest.mark.parametrize("name", CLASHING)
def test_rules_of_both_sides_that_clash_name_each_other(name: str, tmp_path: Path) -> None:
    one, other = CLASHING[name]
    assert codes(tmp_path, pair(one, other)) == [("dissent_not_named", 1), ("dissent_not_named", 2)]
    assert codes(tmp_path, pair(one, other, names=NAMED)) == []
    assert codes(tmp_path, pair(other, one, OTHER, ONE)) == [("dissent_not_named", 1), ("dissent_not_named", 2)]


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_in_naming_is_reported(code: str, tmp_path: Path) -> None:
    assert code in [found for found, _ in codes(tmp_path, FAULTS[code])]


@pytest.fixture(scope="module")
def base() -> Rulebase:
    return load_rulebase()


def test_in_the_rule_base_dissent_is_mutual_and_complete(base: Rulebase) -> None:
    """Held against every pair of rules, which loading does by way of the conflicts only."""
    rules = list(base.rules.values())
    missing = [
        (one.id, other.id)
        for i, one in enumerate(rules)
        for other in rules[i + 1 :]
        if one.passages
        and other.passages
        and dissent(one, other, base.library)
        and not (other.id in one.dissents_from and one.id in other.dissents_from)
        and not (other.id in one.no_dissent or one.id in other.no_dissent)
    ]
    assert missing == []
