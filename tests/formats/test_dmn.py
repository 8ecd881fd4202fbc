"""The file of decision tables: its form, its provenance, what it leaves out, and its hit policies."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.advice.assemble import stamp_of
from stuurwijzer.engine.formats.dmn import NAMESPACE, dmn_text
from stuurwijzer.engine.formats.left_out import left_out_report
from stuurwijzer.engine.formats.names import Names, identifier
from stuurwijzer.engine.formats.rows import exclude_each_other
from stuurwijzer.engine.formats.tables import Table, Tables, tables_of
from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import plan_for

DAY = date(2026, 11, 22)
LITERAL = r'(?:"[^",]*"|true|false|-?[0-9]+)'
ENTRY = re.compile(rf"-|(?:{LITERAL}|[<>]=? [0-9]+|\[[0-9]+\.\.[0-9]+\))(?:,(?:{LITERAL}|[<>]=? [0-9]+))*")
"""what is written in a cell: nothing else is in the part of FEEL that engines read alike"""


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tables_of(plan_for(load_rulebase(), DAY))


@pytest.fixture(scope="module")
def xml(tables: Tables) -> str:
    return dmn_text(tables, stamp_of(tables.plan), load_catalogue("nl"))


@pytest.fixture(scope="module")
def root(xml: str) -> Any:
    etree = pytest.importorskip("lxml.etree")
    return etree.fromstring(xml.encode())


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


# Form


@pytest.mark.parametrize(("language", "day"), [("nl", DAY), ("en", DAY), ("nl", date(2021, 7, 1))])
def test_the_file_is_valid_by_the_schema_of_dmn_1_3(language: str, day: date) -> None:
    etree = pytest.importorskip("lxml.etree")
    parser = pytest.importorskip("SpiffWorkflow.dmn.parser")
    schema = etree.XMLSchema(etree.parse(str(Path(parser.__file__).parent / "schema" / "DMN13.xsd")))
    held = tables_of(plan_for(load_rulebase(), day))
    text = dmn_text(held, stamp_of(held.plan), load_catalogue("nl" if language == "nl" else "en"))
    assert schema.validate(etree.fromstring(text.encode())), schema.error_log
    broken = text.replace("<outputEntry>", "<outcome>").replace("</outputEntry>", "</outcome>")
    assert not schema.validate(etree.fromstring(broken.encode()))


def test_only_what_engines_read_alike_is_written(root: Any) -> None:
    assert {table.get("hitPolicy") for table in root.iter(tag("decisionTable"))} == {"UNIQUE", "FIRST"}
    cells = {cell.findtext(tag("text")) for cell in root.iter(tag("inputEntry"))}
    assert {text for text in cells if not ENTRY.fullmatch(text)} == set()
    values = {cell.findtext(tag("text")) for cell in root.iter(tag("inputValues"), tag("outputValues"))}
    assert {text for text in values if not re.fullmatch(rf"{LITERAL}(,{LITERAL})*", text)} == set()
    names = {element.get("name") for element in root.iter(tag("inputData"), tag("decision"))}
    assert {name for name in names if not re.fullmatch(r"[A-Za-z_]+", name)} == set()
    assert len(names) == len(list(root.iter(tag("inputData"), tag("decision"))))


def test_every_reference_leads_to_something_in_the_file(root: Any) -> None:
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    asked = {element.get("href") for element in root.iter() if element.get("href")}
    assert {reference for reference in asked if reference[1:] not in ids} == set()


def test_a_column_is_an_input_of_the_file_or_a_decision_and_is_declared_as_needed(root: Any) -> None:
    named = {e.get("id"): e.get("name") for e in root.iter(tag("inputData"), tag("decision"))}
    for decision in root.iter(tag("decision")):
        needed = [e.get("href")[1:] for e in decision.iter(tag("requiredInput"), tag("requiredDecision"))]
        columns = [e.findtext(tag("text")) for e in decision.iter(tag("inputExpression"))]
        assert sorted(named[one] for one in needed) == sorted(columns), decision.get("name")


def test_the_same_rules_give_the_same_bytes_and_no_answer_of_a_region_is_in_it(tables: Tables, xml: str) -> None:
    assert dmn_text(tables_of(plan_for(load_rulebase(), DAY)), stamp_of(tables.plan), load_catalogue("nl")) == xml
    names = Names(tables)
    for field in tables.inputs:  # an input is declared, and nothing gives it a value
        assert f'<inputData id="input_{names.of(field.name)}"' in xml
    assert "literalExpression" not in xml


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("market.top3_share", "market_top_three_share"),
        ("market.top10_share", "market_top_ten_share"),
        ("term.4+2+2", "term_four_two_two"),
        ("care.designated_forms.crisis_24h", "care_designated_forms_crisis_two_four_h"),
    ],
)
def test_names_have_no_digits(name: str, expected: str) -> None:
    assert identifier(name) == expected


# Provenance


def test_every_table_says_its_field_and_what_it_rests_on(tables: Tables, root: Any) -> None:
    decisions = list(root.iter(tag("decision")))
    for table, decision in zip(tables.tables, decisions, strict=True):
        assert decision.findtext(tag("description")).startswith(" + ".join(table.about))
        rests_on = [e.get("href")[1:] for e in decision.iter(tag("requiredAuthority"))]
        assert rests_on, table.about
    sources = {e.get("id"): e for e in root.iter(tag("knowledgeSource"))}
    digests = {p.digest for p in tables.plan.library.passages.values() if p.digest}
    shown = {d for e in sources.values() for d in re.findall(r"sha256 ([0-9a-f]{64})", e.findtext(tag("description")))}
    assert shown
    assert shown <= digests


def test_a_limit_that_is_ours_says_so(root: Any) -> None:
    limit = next(e for e in root.iter(tag("knowledgeSource")) if e.get("name") == "param:volume.small_clients")
    assert "Waarde: 150 (eigen oordeel)." in limit.findtext(tag("description"))


# What is left out


def test_every_rule_in_force_stands_in_a_table_or_in_the_list_of_what_is_left_out(tables: Tables) -> None:
    in_tables = {rule.id for table in tables.tables for rule in table.rules}
    whole = {held.rule.id for held in tables.left_out if held.role == "fires"}
    rules = {rule.id for rule in tables.plan.rules}
    assert in_tables | whole >= rules
    assert not in_tables & whole
    assert {rule.kind for table in tables.tables for rule in table.rules} == {"classify", "exclude", "require", "bound"}


def test_the_report_names_each_rule_with_its_reason_and_what_is_never_exported(tables: Tables) -> None:
    report = left_out_report(tables, load_catalogue("en"))
    json.dumps(report)
    by_rule = {entry["rule"]: entry for entry in report["left_out"]}
    assert by_rule["funding.output.production-incentive.found"]["why"] == "argues"
    assert len(report["not_exported"]) == 2
    assert all(entry["words"] for entry in report["left_out"])


# Hit policies


def policies(tables: Tables) -> dict[tuple[str, ...], str]:
    return {table.about: table.hit_policy for table in tables.tables}


def test_unique_stands_only_where_every_two_rows_exclude_each_other(tables: Tables) -> None:
    held = policies(tables)
    assert held["signal.concentration",] == "UNIQUE"  # bands of one share
    assert held["legal.value",] == "UNIQUE"  # below, from the threshold, and not known
    assert held["signal.capacity_short",] == "FIRST"  # three signs of one thing, which may come together
    for table in tables.tables:
        pairs = [(a, b) for at, a in enumerate(table.rows) for b in table.rows[:at]]
        assert (table.hit_policy == "UNIQUE") == all(exclude_each_other(a, b) for a, b in pairs)


def test_the_first_row_that_may_hold_decides_as_the_rules_do(tables: Tables) -> None:
    """A yes goes before a no, and "not met" before "met" before "unknown"."""
    orders = {"classification": (True, False), "precondition": ("unmet", "met", "unknown")}
    for table in tables.tables:
        if table.hit_policy == "FIRST":
            outputs = [row.output for row in table.rows]
            order = orders.get(table.kind, (True,))
            assert outputs == sorted(outputs, key=order.index), table.about


# Rules that cannot be written, each beside one that can

FIELDS = """topic: test
fields:
  signal.a: {type: enum, values: [low, high], dutch: a, meaning: a}
  signal.b: {type: bool, merge: true_wins, dutch: b, meaning: b}
rules:
"""
BODY = "because: {nl: Daarom., en: Because.}, checked: 2026-11-22, passages: [RIV-3.3-09]"


def small(tmp_path: Path, *rules: str) -> Tables:
    lines = [f"- {{id: t.r{n}, kind: classify, {BODY}, {rule}}}" for n, rule in enumerate(rules)]
    (tmp_path / "t.yaml").write_text(FIELDS + "\n".join(lines) + "\n", encoding="utf-8")
    return tables_of(plan_for(load_rulebase(rules=tmp_path), DAY))


def only(tables: Tables) -> Table:
    (table,) = tables.tables
    return table


def test_bands_that_overlap_are_left_out_and_bands_that_do_not_are_written(tmp_path: Path) -> None:
    apart = ('when: ["use.clients < 10"], sets: {signal.a: low}', 'when: ["use.clients >= 10"], sets: {signal.a: high}')
    table = only(small(tmp_path, *apart))
    assert table.hit_policy == "UNIQUE"
    overlapping = small(tmp_path, apart[0].replace("< 10", "<= 10"), apart[1])
    assert overlapping.tables == ()
    assert [(held.rule.id, held.why) for held in overlapping.left_out] == [
        ("t.r0", "values_overlap"),
        ("t.r1", "values_overlap"),
    ]


def test_what_reads_a_table_that_is_left_out_asks_for_its_value(tmp_path: Path) -> None:
    tables = small(
        tmp_path,
        'when: ["use.clients <= 10"], sets: {signal.a: low}',
        'when: ["use.clients >= 10"], sets: {signal.a: high}',
        'when: ["signal.a == low"], sets: {signal.b: true}',
    )
    assert only(tables).about == ("signal.b",)
    assert [field.name for field in tables.inputs] == ["signal.a"]


def test_a_rule_that_asks_for_a_day_is_left_out(tmp_path: Path) -> None:
    tables = small(tmp_path, 'when: ["present.contract_end > 2027-01-01"], sets: {signal.b: true}')
    assert [(held.rule.id, held.why) for held in tables.left_out] == [("t.r0", "reads_date")]


def test_a_rule_whose_conditions_contradict_is_left_out(tmp_path: Path) -> None:
    tables = small(tmp_path, 'when: ["use.clients < 10", "use.clients > 20"], sets: {signal.b: true}')
    assert [(held.rule.id, held.why) for held in tables.left_out] == [("t.r0", "never_holds")]


@pytest.mark.parametrize(
    ("condition", "cell"),
    [
        ("use.clients < 10", "< 10"),
        ("use.clients <= 10", "< 11"),
        ("use.clients > 10", ">= 11"),
        ("use.clients == 10", "10"),
        ("use.clients != 10", "< 10,>= 11"),
        ("use.clients in [3, 5]", "3,5"),
        ("use.clients is_known", "-"),
        ("segment.law != wmo2015", '"jeugdwet","participatiewet"'),
        ("use.small != true", "false"),
        ("use.small is_known", "-"),
    ],
)
def test_a_condition_in_feel(tmp_path: Path, condition: str, cell: str) -> None:
    (row,) = only(small(tmp_path, f'when: ["{condition}"], sets: {{signal.b: true}}')).rows
    (asked,) = row.cells.values()
    assert asked.values is not None
    assert ("-" if asked.values.full else asked.values.feel()) == cell


def test_two_conditions_on_one_field_are_one_range(tmp_path: Path) -> None:
    (row,) = only(small(tmp_path, 'when: ["use.clients >= 10", "use.clients < 20"], sets: {signal.b: true}')).rows
    (asked,) = row.cells.values()
    assert asked.values is not None
    assert asked.values.feel() == "[10..20)"
