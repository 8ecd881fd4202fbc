"""The exported decision tables, run by two independent engines, decide as the reference evaluator does."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.advice.assemble import stamp_of
from stuurwijzer.engine.formats.dmn import dmn_text
from stuurwijzer.engine.formats.names import Names
from stuurwijzer.engine.formats.tables import Tables, tables_of
from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

from .conftest import PROGRAMS, SOURCES, Engines
from .profiles import Facts, Reference, as_inputs, boundary_facts, random_facts

RANDOM = 300
SEED = 20261122
DAYS = (date(2026, 11, 22), date(2021, 7, 1))


def exported(day: date) -> tuple[Tables, Names, str]:
    tables = tables_of(plan_for(load_rulebase(), day))
    return tables, Names(tables), dmn_text(tables, stamp_of(tables.plan), load_catalogue("nl"))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_two_engines_decide_as_the_reference_at_every_limit_and_where_nothing_is_known(
    day: date, engines: Engines, record_property: Callable[[str, object], None]
) -> None:
    tables, names, xml = exported(day)
    boundary = {tuple(sorted(facts.items())): facts for facts in boundary_facts(tables)}
    chance = list(random_facts(tables, RANDOM, SEED))
    held: list[Facts] = [*boundary.values(), *chance]
    reference = Reference(tables)
    expected = [reference.decide(facts) for facts in held]
    inputs = [as_inputs(facts, tables, names, filled=at % 2 == 1) for at, facts in enumerate(held)]
    for engine in PROGRAMS:
        found = engines.evaluate(engine, xml, inputs)
        differs = []
        agreed = 0
        for facts, ours, theirs in zip(held, expected, found, strict=True):
            for table in tables.tables:
                here, there = ours[table.kind, *table.about], theirs[names.of_table(table)]
                if here == there and type(here) is type(there):
                    agreed += 1
                else:
                    differs.append((table.kind, table.about, facts, here, there))
        assert differs[:5] == []
        assert agreed == len(held) * len(tables.tables)
        record_property(
            "said",
            f"decision tables as of {day}: {engine} agrees with the reference on {agreed:,} of {agreed:,} decisions "
            f"({len(boundary):,} profiles at limits, {len(chance)} random, {len(tables.tables)} tables)",
        )
    never = [
        (table.kind, table.about, row.output)
        for table in tables.tables
        for row in table.rows
        if not any(given[table.kind, *table.about] == row.output for given in expected)
    ]
    # The comparison means little if some table never gives one of its values. Some preconditions are never unknown:
    # they apply only once the field that settles them is known.
    assert {entry for entry in never if entry[2] != "unknown"} == set()


@pytest.mark.parametrize("engine", PROGRAMS)
def test_a_limit_that_lies_one_off_is_noticed(engine: str, engines: Engines) -> None:
    tables, names, xml = exported(DAYS[0])
    limit = "<text>&lt; 150</text>"
    assert xml.count(limit) == 1
    wrong = xml.replace(limit, "<text>&lt; 151</text>")
    inputs = [as_inputs({"use.clients": clients}, tables, names) for clients in (149, 150, 151)]
    right, moved = engines.evaluate(engine, xml, inputs), engines.evaluate(engine, wrong, inputs)
    assert [a == b for a, b in zip(right, moved, strict=True)] == [True, False, True]


CASES: dict[str, tuple[Facts, str, Any]] = {
    # parameter volume.small_clients: 150, and the rules signal.small.*
    "149 clients is little use": ({"use.clients": 149}, "signal_small", True),
    "150 clients is not little use": ({"use.clients": 150}, "signal_small", False),
    "without a number nothing is said of little use": ({}, "signal_small", None),
    # the European threshold for social services is EUR 750,000 (LAW-L1), and from it the value counts
    "a contract of a cent under 750,000 euro is below the threshold": (
        {"use.contract_value": 74_999_999},
        "legal_value",
        "below",
    ),
    "a contract of 750,000 euro is not below the threshold": (
        {"use.contract_value": 75_000_000},
        "legal_value",
        "from_threshold",
    ),
    "a contract of unknown value is said to be so": ({}, "legal_value", "unknown"),
    # Directive 2014/24 art. 33: a framework of more than four years asks for a motivation
    "a tender with 4+2+2 years asks for a motivation": (
        {"chosen.form": "tender"},
        "motivate_term_four_two_two",
        True,
    ),
    "a subsidy with 4+2+2 years asks for none": ({"chosen.form": "subsidy"}, "motivate_term_four_two_two", None),
    "an unknown form asks for none": ({}, "motivate_term_four_two_two", None),
}


def test_cases_worked_out_by_hand(engines: Engines) -> None:
    tables, names, xml = exported(DAYS[0])
    inputs = [as_inputs(facts, tables, names) for facts, _, _ in CASES.values()]
    for engine in PROGRAMS:
        found = engines.evaluate(engine, xml, inputs)
        shown = {case: given[name] for (case, (_, name, _)), given in zip(CASES.items(), found, strict=True)}
        assert shown == {case: value for case, (_, _, value) in CASES.items()}, engine


TWO_RULES = """topic: test
rules:
- id: t.small
  kind: require
  option: funding.effort
  precondition: enough
  class: buildable
  met: ["use.small == false"]
  label: {nl: genoeg, en: enough}
  question: {nl: Is het genoeg?, en: Is it enough?}
  because: {nl: Daarom., en: Because.}
  passages: [RIV-3.3-09]
  checked: 2026-11-22
- id: t.few
  kind: require
  option: funding.effort
  precondition: enough
  class: buildable
  met: ["use.clients >= 10"]
  unmet: ["use.clients < 10"]
  label: {nl: genoeg, en: enough}
  question: {nl: Is het genoeg?, en: Is it enough?}
  because: {nl: Daarom., en: Because.}
  passages: [RIV-3.3-09]
  checked: 2026-11-22
"""


def test_of_two_rules_on_one_precondition_not_met_outweighs(engines: Engines, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(TWO_RULES, encoding="utf-8")
    tables = tables_of(plan_for(load_rulebase(rules=tmp_path), DAYS[0]))
    names, reference = Names(tables), Reference(tables)
    xml = dmn_text(tables, stamp_of(tables.plan), load_catalogue("en"))
    held: dict[str, Facts] = {
        "unmet": {"use.small": False, "use.clients": 9},
        "met": {"use.small": False},
        "unknown": {},
    }
    key = ("precondition", "funding.effort", "enough")
    assert {state: reference.decide(facts)[key] for state, facts in held.items()} == {s: s for s in held}
    for engine in PROGRAMS:
        found = engines.evaluate(engine, xml, [as_inputs(facts, tables, names) for facts in held.values()])
        assert [given["precondition_funding_effort_enough"] for given in found] == list(held), engine


def test_the_lock_of_the_engines_holds_hashes_and_no_addresses() -> None:
    text = (SOURCES / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in held and "resolved" not in held for name, held in packages.items() if name)
