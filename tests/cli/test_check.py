"""``rules check``: exit codes, both forms, a rule base of one's own, and what it says when the solver is not there."""

import json
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from stuurwijzer.engine.command import rule_check
from stuurwijzer.engine.knowledge.options import Both
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.scrutiny import CODES, Diagnostic, Place
from stuurwijzer.engine.scrutiny.explained import Explanation
from stuurwijzer.engine.scrutiny.scrutinise import Scrutiny, scrutinise
from stuurwijzer.engine.scrutiny.witness import Profile

from ..conftest import Run

DAY = date(2026, 11, 22)
HOLE = Diagnostic(
    "band_hole",
    "signal.band by use.clients at 150",
    (Place("rules/t.yaml", 7, "t.one"), Place("rules/t.yaml", 8, "t.two")),
    {"field": "signal.band", "number": "use.clients", "value": "150", "one": "t.one", "other": "t.two"},
    "proved",
    Profile({"use.clients": 150}),
)
NEVER = Diagnostic("rule_never_fires", "t.one", (Place("rules/t.yaml", 7, "t.one"),), {"rule": "t.one"}, "proved")
WHY = Explanation(code="band_hole", subjects=(HOLE.subject,), reason=Both(nl="Met opzet.", en="On purpose."), date=DAY)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with rules of its own and the knowledge as it is shipped."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "knowledge").symlink_to(Path(str(files("stuurwijzer"))) / "knowledge")
    return tmp_path


def finding(monkeypatch: pytest.MonkeyPatch, *found: Diagnostic, explained: bool = False) -> None:
    reasons = {(HOLE.code, HOLE.subject): WHY} if explained else {}
    held = Scrutiny(DAY, (2, 3), found, reasons, (), 12)
    monkeypatch.setattr(rule_check, "scrutinise_folder", lambda *_: held)


@pytest.mark.parametrize(
    ("found", "explained", "options", "code"),
    [
        ((), False, (), 0),
        ((NEVER,), False, (), 1),
        ((HOLE,), False, (), 0),
        ((HOLE,), False, ("--fail-on", "warning"), 1),
        ((HOLE,), True, ("--fail-on", "warning"), 0),
        ((HOLE, NEVER), True, ("--fail-on", "warning"), 1),
    ],
    ids=[
        "nothing found",
        "an error",
        "a warning is no error",
        "a warning that nobody explained",
        "a warning that is explained",
        "an explained warning excuses no error",
    ],
)
def test_the_exit_code_follows_what_is_open(
    run: Run,
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    found: tuple[Diagnostic, ...],
    explained: bool,
    options: tuple[str, ...],
    code: int,
) -> None:
    finding(monkeypatch, *found, explained=explained)
    assert run("rules", "check", own, *options).exit_code == code


def test_the_text_gives_both_places_the_fact_the_remedy_and_the_witness(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding(monkeypatch, HOLE)
    text = " ".join(run("--lang", "en", "rules", "check", own).stdout.split())
    assert "band_hole · signal.band by use.clients at 150 (proved)" in text
    assert "rules/t.yaml:7 t.one" in text
    assert "rules/t.yaml:8 t.two" in text
    assert "At use.clients = 150 signal.band gets no value, between t.one and t.two. Let the limits meet." in text
    assert "Witness: use.clients = 150." in text


def test_an_explained_warning_stands_with_its_reason_and_its_date(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding(monkeypatch, HOLE, explained=True)
    text = run("rules", "check", own).stdout
    assert "Waarschuwingen: 1, waarvan 1 verklaard." in text
    assert "Met opzet. (2026-11-22)" in text


def test_as_data_it_holds_code_severity_places_witness_and_explanation(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding(monkeypatch, HOLE, NEVER, explained=True)
    held = json.loads(run("rules", "check", own, "--format", "json").stdout)
    hole, never = held["diagnostics"]
    assert (held["as_of"], held["solver"]) == ("2026-11-22", {"questions": 12})
    assert (hole["code"], hole["severity"], never["severity"]) == ("band_hole", "warning", "error")
    assert [(p["file"], p["line"]) for p in hole["places"]] == [("rules/t.yaml", 7), ("rules/t.yaml", 8)]
    assert hole["witness"]["facts"] == {"use.clients": 150}
    assert hole["explained"] == {"reason": {"nl": "Met opzet.", "en": "On purpose."}, "date": "2026-11-22"}
    assert never["explained"] is None


RULE = "- {{id: {id}, because: {{nl: D., en: B.}}, checked: 2026-11-22, passages: [RIV-5.3-11], {rest}}}\n"
HEAD = """topic: t
fields:
  signal.a: {type: bool, dutch: a, meaning: a}
  signal.b: {type: bool, dutch: b, meaning: b}
rules:
"""


def rules(own: Path, *bodies: tuple[str, str]) -> None:
    text = HEAD + "".join(RULE.format(id=name, rest=rest) for name, rest in bodies)
    (own / "rules" / "t.yaml").write_text(text, encoding="utf-8")


def found_in(run: Run, own: Path) -> set[tuple[str, tuple[int, ...]]]:
    """Each code with the lines of its places, all in the one file of rules."""
    result = run("rules", "check", own, "--format", "json")
    assert result.exit_code == 1
    held = json.loads(result.stdout)["diagnostics"]
    assert {place["file"] for d in held for place in d["places"]} == {"rules/t.yaml"}
    return {(d["code"], tuple(place["line"] for place in d["places"])) for d in held}


def test_a_field_that_depends_on_itself_is_found_with_both_rules(run: Run, own: Path) -> None:
    rules(
        own,
        ("t.a", 'kind: classify, sets: {signal.a: true}, when: ["signal.b == true"]'),
        ("t.b", 'kind: classify, sets: {signal.b: true}, when: ["signal.a == true"]'),
    )
    ((code, lines),) = found_in(run, own)
    assert (code, sorted(lines)) == ("strata_cycle", [6, 7])


def test_what_does_not_load_is_reported_in_the_same_form_with_every_place(run: Run, own: Path) -> None:
    rules(
        own,
        ("t.one", 'kind: classify, sets: {signal.a: true}, when: ["use.client < 10"]'),
        ("t.two", 'kind: classify, sets: {signal.a: true}, when: ["use.clients =< 10"]'),
        ("t.two", 'kind: classify, sets: {signal.a: true}, when: ["use.clients < param:none.such"]'),
        ("t.three", "kind: exclude, option: form.opn_house, ground: logic"),
        ("t.four", "kind: classify, sets: {signal.c: true}"),
        ("t.five", "kind: classify, sets: {signal.a: true}, valid_from: 2024-01-01, valid_until: 2023-01-01"),
    )
    assert found_in(run, own) == {
        ("unknown_field", (6,)),
        ("unknown_operator", (7,)),
        ("rule_twice", (8, 7)),
        ("unknown_parameter", (8,)),
        ("unknown_option", (9,)),
        ("unknown_field", (10,)),
        ("validity_turned", (11,)),
    }


def test_a_folder_without_a_rule_base_is_a_mistake_of_who_asks(run: Run, tmp_path: Path) -> None:
    result = run("--lang", "en", "rules", "check", tmp_path)
    assert result.exit_code == 2
    assert "It takes the folders rules and knowledge." in result.stderr


def test_without_the_solver_the_rest_is_checked_and_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, run: Run, own: Path
) -> None:
    rules(own, ("t.one", "kind: classify, sets: {signal.a: true}"))
    base = load_rulebase(rules=own / "rules")
    monkeypatch.setitem(sys.modules, "z3", None)
    held = scrutinise(base, own, None, None)
    assert held.questions is None
    assert {"field_never_read", "field_never_set"} <= {d.code for d in held.diagnostics}
    monkeypatch.setattr(rule_check, "scrutinise_folder", lambda *_: held)
    assert "stuurwijzer[check]" in run("rules", "check", own).stdout


def test_every_code_has_its_words_in_both_languages() -> None:
    from stuurwijzer.engine.rendering import load_catalogue

    for language in ("nl", "en"):
        catalogue = load_catalogue("nl" if language == "nl" else "en")
        missing = [c for c in CODES for part in ("name", "fact", "remedy") if not catalogue.has(f"scrutiny.{c}.{part}")]
        assert missing == []
