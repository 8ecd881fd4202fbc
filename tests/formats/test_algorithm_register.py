"""The record of the algorithm register: the fields of the standard, what the rules fill in, and what stays open."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from stuurwijzer.engine.advice.assemble import stamp_of
from stuurwijzer.engine.formats.algorithm_register import file_to_fill_in, program_part
from stuurwijzer.engine.formats.register_record import (
    ORDER,
    OrganisationPart,
    ProgramPart,
    Record,
    open_fields,
    record_data,
    record_schema,
)
from stuurwijzer.engine.reading import read_document, validate
from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.plan import Plan, plan_for

DAY = date(2026, 11, 22)

# As the register's own software has them: name, longest text, whether it is demanded. Read there by hand.
STANDARD: dict[str, tuple[int | None, bool]] = {
    "name": (100, True),
    "description_short": (350, True),
    "organization": (100, True),
    "category": (None, False),
    "status": (None, True),
    "begin_date": (None, False),
    "end_date": (None, False),
    "contact_email": (500, True),
    "website": (500, False),
    "publication_category": (None, True),
    "url": (500, False),
    "goal": (2500, False),
    "proportionality": (2500, False),
    "human_intervention": (2500, False),
    "risks": (2500, False),
    "lawful_basis": (2500, False),
    "lawful_basis_grouping": (None, False),
    "process_index_url": (500, False),
    "impacttoetsen_grouping": (None, False),
    "impacttoetsen": (2500, False),
    "source_data": (2500, False),
    "source_data_grouping": (None, False),
    "methods_and_models": (5000, False),
    "provider": (200, False),
    "publiccode": (500, False),
    "lang": (None, True),
    "standard_version": (None, False),
    "source_id": (100, False),
    "tags": (2500, False),
}
OURS = """\
organization: Gemeente Voorbeeld
status: In gebruik
begin_date: 2027-01
contact_email: https://voorbeeld.nl/contact
publication_category: Overige algoritmes
proportionality: Regels zijn na te gaan.
impacttoetsen_grouping:
  - {title: Data Protection Impact Assessment (DPIA), link: "https://voorbeeld.nl/dpia"}
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_for(load_rulebase(), DAY)


def ours(plan: Plan, language: Language = "nl") -> ProgramPart:
    return program_part(plan, stamp_of(plan), "1.2.3", load_catalogue(language))


def theirs(tmp_path: Path, text: str = OURS) -> OrganisationPart:
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    return validate(OrganisationPart, read_document(path))


def longest(schema: dict[str, Any]) -> int | None:
    return next((held["maxLength"] for held in schema.get("anyOf", [schema]) if "maxLength" in held), None)


def test_the_fields_are_those_of_the_standard_in_its_order() -> None:
    assert tuple(STANDARD) == ORDER
    properties = record_schema()["properties"]
    assert tuple(properties) == ORDER
    assert {name: longest(properties[name]) for name in ORDER} == {name: most for name, (most, _) in STANDARD.items()}
    demanded = {name for name, (_, needed) in STANDARD.items() if needed}
    assert demanded <= set(record_schema()["required"])
    assert {name for name, needed in open_fields(None) if needed} == demanded & OrganisationPart.model_fields.keys()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("day", [DAY, date(2021, 7, 1)], ids=str)
def test_what_the_rules_fill_in_with_what_the_organisation_fills_in_is_a_whole_record(
    day: date, language: Language, tmp_path: Path
) -> None:
    program = ours(plan_for(load_rulebase(), day), language)
    data = record_data(program, theirs(tmp_path))
    assert tuple(data) == ORDER
    Record.model_validate(json.loads(json.dumps({name: value for name, value in data.items() if value is not None})))
    assert data["lang"] == {"nl": "nld", "en": "eng"}[language]


def test_what_only_the_organisation_knows_stays_open_and_is_never_made_up(plan: Plan) -> None:
    data = record_data(ours(plan), None)
    assert {name for name, value in data.items() if value is None} == OrganisationPart.model_fields.keys()
    with pytest.raises(ValidationError):
        Record.model_validate({name: value for name, value in data.items() if value is not None})


def test_the_numbers_are_those_of_the_rules_in_force(plan: Plan) -> None:
    program = ours(plan)
    assert f"gelden {len(list(plan.rules))} regels" in program.methods_and_models
    assert stamp_of(plan).digest in program.methods_and_models
    earlier = ours(plan_for(load_rulebase(), date(2021, 7, 1)))
    assert earlier.methods_and_models != program.methods_and_models
    laws = {link.title: link.link for link in program.lawful_basis_grouping}
    assert laws["Jeugdwet"] == "https://wetten.overheid.nl/BWBR0034925"  # the number in knowledge/law/jeugdwet.yaml
    assert "Wet verbetering beschikbaarheid jeugdzorg" not in {link.title for link in earlier.lawful_basis_grouping}


def test_each_text_stands_in_both_languages_and_says_that_it_advises(plan: Plan) -> None:
    dutch, english = ours(plan), ours(plan, "en")
    for name in ("name", "goal", "human_intervention", "risks", "source_data", "methods_and_models"):
        assert getattr(dutch, name) != getattr(english, name)
    assert "het programma adviseert" in dutch.human_intervention
    assert "the program advises" in english.human_intervention


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_file_to_fill_in_names_every_open_field_and_can_be_read_when_filled_in(
    language: Language, tmp_path: Path
) -> None:
    text = file_to_fill_in(load_catalogue(language))
    named = re.findall(r"^# ([a-z_]+):$", text, re.MULTILINE)
    assert set(named) == OrganisationPart.model_fields.keys()
    filled = text
    for name, value in (
        ("organization", "Gemeente Voorbeeld"),
        ("status", "In gebruik"),
        ("contact_email", "a@voorbeeld.nl"),
        ("publication_category", "Impactvolle algoritmes"),
    ):
        filled = filled.replace(f"\n# {name}:", f"\n{name}: {value}")
    assert theirs(tmp_path, filled).status == "In gebruik"
