"""Every fault of a rule file is reported with its place; the good twin loads."""

from pathlib import Path

import pytest

from stuurwijzer.engine.reading import ProblemsFoundError
from stuurwijzer.engine.rulebase import load_rulebase

HEAD = """topic: test
fields:
  signal.tested: {type: bool, dutch: getest, meaning: tested}
  signal.banded: {type: enum, values: [low, high], dutch: band, meaning: banded}
rules:
"""
TAIL = "because: {nl: Daarom., en: Because.}, checked: 2026-11-22"
ARGUE = (
    "kind: argue, option: funding.effort, direction: for, claim: c, origin: RIV-5.3-11, "
    "step: experience, evidence: analysis"
)


def rule(body: str, name: str = "t.one") -> str:
    return f"- {{id: {name}, {TAIL}, {body}}}\n"


GOOD = {
    "an argument": rule(f"{ARGUE}, passages: [RIV-5.3-11]"),
    "own judgement without a passage": rule(f"{ARGUE}, own_judgement: {{nl: Wij vinden dit., en: We think so.}}"),
    "a band": rule(
        'kind: classify, sets: {signal.banded: high}, when: ["market.top3_share >= 65%"], passages: [RIV-3.3-09]'
    ),
    "a yes or no": rule("kind: classify, sets: {signal.tested: true}, passages: [RIV-3.3-09]"),
    "an exclusion by the board that reads a decision": rule(
        "kind: exclude, option: form.open_house, ground: board, "
        'when: ["board.open_house == no"], passages: [RIV-6.1-25]'
    ),
    "a parameter as constant": rule(
        f'{ARGUE}, when: ["use.clients < param:volume.small_clients"], passages: [RIV-5.3-11]'
    ),
    "a choice of an earlier stage": rule(
        "kind: exclude, option: structure.few_contracts, ground: logic, "
        'when: ["chosen.form == open_house"], passages: [RIV-6.1-25]'
    ),
    "a list": rule(f'{ARGUE}, when: ["care.complexity in [high, very_high]"], passages: [RIV-5.3-11]'),
    "what is not known": rule(
        'kind: classify, sets: {signal.tested: true}, when: ["use.clients is_unknown"], passages: [RIV-3.3-09]'
    ),
}
OUTCOME = "kind: advise, what: outcome, text: {nl: Nieuw contract., en: New contract.}, passages: [LAW-N8]"
GOOD |= {
    "law that takes out on what is confirmed": rule(
        "kind: exclude, option: decision_form.result_only, ground: case_law, passages: [LAW-L21]"
    ),
    "a bound on an unsure fact that leaves room for a motivation": rule(
        'kind: bound, most_months: "48", motivate: true, passages: [LAW-L7B]'
    ),
    "an argument on an unsure figure that names what it rests on": rule(
        f'{ARGUE}, when: ["use.contract_value < param:law.eu_threshold_social"], passages: [RIV-5.3-11, LAW-L1B]'
    ),
    "a rule that hinges on a day": rule(
        f"{ARGUE}, passages: [RIV-5.3-11], hinges_on: {{parameter: law.jw_2_19_entry_date, phase: in_force}}"
    ),
    "a day held against a parameter": rule(
        "kind: classify, sets: {signal.tested: true}, passages: [LAW-L27, LAW-L27G], "
        'when: ["present.extension_agreed_on < param:law.jw_2_19_entry_date"]'
    ),
    "the outcome of a pilot": rule(f"{OUTCOME}, outcome: {{variant: funding.task, needs: new_contract}}"),
}
BAD = {
    "hard_on_unsure": rule("kind: exclude, option: decision_form.result_only, ground: case_law, passages: [LAW-L21B]"),
    "unsure_figure_not_named": rule(
        f'{ARGUE}, when: ["use.contract_value < param:law.eu_threshold_social"], passages: [RIV-5.3-11]'
    ),
    "hinge_is_no_date": rule(
        f"{ARGUE}, passages: [RIV-5.3-11], hinges_on: {{parameter: law.framework_months, phase: in_force}}"
    ),
    "outcome_half_said": rule(OUTCOME),
    "unknown_field": rule(f'{ARGUE}, when: ["market.top3_shares >= 65%"], passages: [RIV-5.3-11]'),
    "unknown_operator": rule(f'{ARGUE}, when: ["market.top3_share => 65%"], passages: [RIV-5.3-11]'),
    "operator_not_for_kind": rule(f'{ARGUE}, when: ["care.complexity >= high"], passages: [RIV-5.3-11]'),
    "constant_not_fitting": rule(f'{ARGUE}, when: ["care.complexity == hihg"], passages: [RIV-5.3-11]'),
    "condition_not_read": rule(f'{ARGUE}, when: ["market.top3_share >="], passages: [RIV-5.3-11]'),
    "list_expected": rule(f'{ARGUE}, when: ["care.complexity in high"], passages: [RIV-5.3-11]'),
    "unknown_parameter": rule(f'{ARGUE}, when: ["use.clients < param:volume.smal_clients"], passages: [RIV-5.3-11]'),
    "parameter_of_other_kind": rule(
        f'{ARGUE}, when: ["market.top3_share < param:volume.small_clients"], passages: [RIV-5.3-11]'
    ),
    "unknown_passage": rule(f"{ARGUE}, passages: [RIV-9.9-99]"),
    "rule_without_source": rule(ARGUE),
    "unknown_rule": rule(f"{ARGUE}, passages: [RIV-5.3-11], dissents_from: [t.other]"),
    "rule_twice": rule(f"{ARGUE}, passages: [RIV-5.3-11]") + rule(f"{ARGUE}, passages: [RIV-5.3-11]"),
    "unknown_option": rule(ARGUE.replace("funding.effort", "funding.efort") + ", passages: [RIV-5.3-11]"),
    "wish_without_wish": rule(f"{ARGUE.replace('step: experience', 'step: wish')}, passages: [RIV-5.3-11]"),
    "own_argument_half_said": rule(f"{ARGUE.replace('evidence: analysis', 'evidence: own')}, passages: [RIV-5.3-11]"),
    "fact_step_without_fact": rule(
        f"{ARGUE.replace('step: experience', 'step: fact')}, passages: [RIV-5.3-11], "
        'when: ["outcomes.desired.prevention == true"]'
    ),
    "given_step_without_decision": rule(
        f'{ARGUE.replace("step: experience", "step: given")}, passages: [RIV-5.3-11], when: ["use.clients is_known"]'
    ),
    "severe_for": rule(f"{ARGUE}, severe: true, passages: [RIV-5.3-11]"),
    "board_ground_without_decision": rule(
        "kind: exclude, option: form.open_house, ground: board, passages: [RIV-6.1-25]"
    ),
    "reads_choice_too_early": rule(
        'kind: exclude, option: funding.output, ground: logic, when: ["chosen.form == tender"], passages: [RIV-6.1-25]'
    ),
    "unknown_only_in_classify": rule(f'{ARGUE}, when: ["use.clients is_unknown"], passages: [RIV-5.3-11]'),
    "validity_turned": rule(f"{ARGUE}, passages: [RIV-5.3-11], valid_from: 2022-01-01, valid_until: 2021-01-01"),
    "pilot_half_said": rule("kind: advise, what: pilot, text: {nl: P, en: P}, passages: [RIV-5.3-11]"),
    "met_and_unmet_alike": rule(
        "kind: require, option: funding.output, precondition: p, class: given, "
        "label: {nl: P, en: P}, question: {nl: P, en: P}, "
        'met: ["use.small == true"], unmet: ["use.small == true"], passages: [RIV-5.3-11]'
    ),
    "strata_cycle": rule(
        'kind: classify, sets: {signal.tested: true}, when: ["signal.banded == high"], passages: [RIV-3.3-09]', "t.a"
    )
    + rule(
        'kind: classify, sets: {signal.banded: high}, when: ["signal.tested == true"], passages: [RIV-3.3-09]', "t.b"
    ),
    "not_one_of": rule("kind: guess, passages: [RIV-5.3-11]"),
    "unknown_key": rule(f"{ARGUE}, passages: [RIV-5.3-11], weight: 3"),
    "missing": f"- {{id: t.one, checked: 2026-11-22, {ARGUE}, passages: [RIV-5.3-11]}}\n",
}


def load(folder: Path, rules: str) -> None:
    (folder / "t.yaml").write_text(HEAD + rules, encoding="utf-8")
    load_rulebase(rules=folder)


@pytest.mark.parametrize("name", GOOD)
def test_a_sound_rule_loads(tmp_path: Path, name: str) -> None:
    load(tmp_path, GOOD[name])


@pytest.mark.parametrize("code", BAD)
def test_a_fault_is_reported_with_its_code_file_and_line(tmp_path: Path, code: str) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        load(tmp_path, BAD[code])
    problems = [p for p in caught.value.problems if p.code == code]
    assert problems, [p.code for p in caught.value.problems]
    assert problems[0].file == "rules/t.yaml"
    assert problems[0].line > len(HEAD.splitlines())


def test_all_faults_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + BAD["unknown_field"] + rule(ARGUE, "t.two"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        "topic: other\nrules:\n" + BAD["unknown_passage"].replace("t.one", "t.three"), "utf-8"
    )
    with pytest.raises(ProblemsFoundError) as caught:
        load_rulebase(rules=tmp_path)
    assert {(p.file, p.code) for p in caught.value.problems} == {
        ("rules/a.yaml", "unknown_field"),
        ("rules/a.yaml", "rule_without_source"),
        ("rules/b.yaml", "unknown_passage"),
    }
