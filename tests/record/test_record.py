"""A record holds everything that its advice was made from, and the advice comes out of it again."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from stuurwijzer.engine.advice.canonical import canonical, digest
from stuurwijzer.engine.command import recording
from stuurwijzer.engine.command.advising import advise_by
from stuurwijzer.engine.command.opening import open_case
from stuurwijzer.engine.command.recording import Recorded
from stuurwijzer.engine.inference import evaluator_for
from stuurwijzer.engine.record import opened, sealed
from stuurwijzer.engine.record.making import kept_files, record_of
from stuurwijzer.engine.record.running import RunAgain, run_again
from stuurwijzer.engine.record.stamp import ON_THE_WAY, engine_stamp
from stuurwijzer.engine.rendering import Form, load_catalogue, render

from ..conftest import Run
from .conftest import REGION, data_of, kept, sealed_anew

PAPERS: tuple[Form, ...] = ("text", "md", "html")


@pytest.fixture
def write(tmp_path: Path) -> Path:
    return tmp_path / "dossier.json"


def test_it_is_written_verified_and_shown(first: Recorded, write: Path, run: Run) -> None:
    before = write.with_name("eerste.json")
    before.write_bytes(first.content)
    asked = ("--segment", "begeleiding", "--after", before)
    assert run("record", "write", REGION, "-o", write, *asked).exit_code == 0
    held = opened(write.read_bytes())
    assert (held.body.segment, held.body.number, held.body.before) == ("begeleiding", 2, first.head)
    assert [segment["id"] for segment in held.body.advice["segments"]] == ["begeleiding"]
    verified = run("record", "verify", write)
    said = " ".join(verified.stdout.split())
    assert (verified.exit_code, "intact, en het advies komt er opnieuw uit" in said) == (0, True)
    shown = " ".join(run("record", "show", write).stdout.split())
    assert held.digest in shown
    assert "wethouder zorg, 2026-11-01. Reden: Eén bedrag per aanbieder geeft rust." in shown


def test_a_file_that_is_there_is_never_replaced(write: Path, run: Run) -> None:
    write.write_text("van iemand anders", encoding="utf-8")
    assert run("record", "write", REGION, "-o", write).exit_code == 2
    assert write.read_text(encoding="utf-8") == "van iemand anders"


def test_it_holds_the_region_file_the_rules_and_the_advice_themselves(first: Recorded) -> None:
    body = opened(first.content).body
    assert body.region.text == REGION.read_text(encoding="utf-8")
    assert {name: held.text for name, held in body.files.items()} == kept_files()
    assert canonical(body.advice) == canonical(first.advice)
    assert body.advice_sha256 == digest(first.advice)
    assert {"rules/law.yaml", "knowledge/parameters.yaml", "knowledge/law/jeugdwet.yaml"} <= set(body.files)
    assert not {name for name in body.files if name.startswith(("knowledge/regions/", "knowledge/cases/"))}


def test_every_file_in_it_has_its_own_digest(first: Recorded) -> None:
    body = data_of(first)
    for held in (body["region"], *body["files"].values()):
        assert held["sha256"] == sha256(held["text"].encode()).hexdigest()


def test_it_names_who_set_what_and_why(first: Recorded) -> None:
    held = {(o.segment, o.instrument): o for o in opened(first.content).body.overrides}
    funding = held["begeleiding", "funding"]
    assert (funding.by, funding.on, funding.option) == ("wethouder zorg", "2026-11-01", "funding.task.lumpsum")
    assert funding.reason == "Eén bedrag per aanbieder geeft rust."
    assert ("wonen/klein", "form") in held


def test_the_digest_does_not_depend_on_evaluator_or_machine(first: Recorded) -> None:
    case = open_case(str(REGION), None)
    body = opened(first.content).body
    advice = advise_by(case, None, evaluator_for(case.plan))
    other = sealed(record_of(advice, body.region, kept_files()), None)
    assert opened(other).digest == first.head
    assert b'"written_with":null' in other


def test_one_that_would_not_come_out_again_is_not_written(
    write: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = {name: text for name, text in kept_files().items() if name != "rules/risks.yaml"}
    monkeypatch.setattr(recording, "kept_files", lambda: less)
    result = run("record", "write", REGION, "-o", write)
    assert (result.exit_code, write.exists()) == (1, False)
    assert "komt" in result.stderr or "geeft niet opnieuw" in result.stderr


def test_an_advice_that_does_not_follow_is_named_with_the_first_difference(
    first: Recorded, write: Path, run: Run
) -> None:
    body = data_of(first)
    body["advice"]["segments"][0]["funding"]["now"] = "funding.effort"
    body["advice_sha256"] = digest(body["advice"])
    write.write_bytes(sealed_anew(body))
    result = run("record", "verify", write, "--format", "json")
    (held,) = json.loads(result.stdout)["records"]
    assert (result.exit_code, held["verdict"]) == (4, "not_reproduced")
    assert held["difference"] == {
        "path": "segments/begeleiding/funding/now",
        "recorded": "funding.effort",
        "now": "funding.task.lumpsum",
    }


def test_only_its_own_files_are_used_to_run_it_again(first: Recorded) -> None:
    body = data_of(first)
    text = body["files"]["rules/attention.yaml"]["text"]
    other = text.replace("Rust toegang en professionals toe", "Rust hen toe")
    assert other != text
    body["files"]["rules/attention.yaml"] = kept(other)
    again = run_again(opened(sealed_anew(body)).body)
    assert again.word == "not_reproduced"
    assert again.difference is not None
    assert again.difference.path == "rulebase/digest"  # of the rules in force, as they were read from the record


def test_another_engine_is_told_with_what_differs_and_whether_the_advice_does(
    first: Recorded, write: Path, run: Run
) -> None:
    body = data_of(first)
    body["engine"]["modules"]["decision/instrument.py"] = "0" * 64
    body["engine"] |= {"sha256": digest(body["engine"]["modules"]), "version": "0.0.9"}
    write.write_bytes(sealed_anew(body))
    result = run("record", "verify", write, "--lang", "en")
    assert result.exit_code == 3
    said = " ".join(result.stdout.split())
    assert "Made by version 0.0.9" in said
    assert "Other: decision/instrument.py." in said
    assert "gives the same advice" in said


def test_the_stamp_of_the_engine_covers_every_room_that_an_advice_comes_by() -> None:
    code = "import sys, stuurwijzer.engine.advice, stuurwijzer.engine.profile.load; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    rooms = {name.split(".")[2] for name in loaded if name.startswith("stuurwijzer.engine.")}
    assert rooms <= set(ON_THE_WAY)
    assert "inference/durable.py" in engine_stamp().modules


@pytest.mark.parametrize("form", PAPERS)
def test_every_paper_prints_the_digest_or_says_that_there_is_no_record(form: Form, first: Recorded) -> None:
    assert first.head in render(first.advice, form, "nl", head=first.head)
    none = load_catalogue("nl").say("record.none")
    assert " ".join(none.split()) in " ".join(render(first.advice, form, "nl").split())


def test_the_running_foot_has_the_beginning_of_the_digest(first: Recorded) -> None:
    page = render(first.advice, "html", "nl", head=first.head)
    assert page.count(f"dossier {first.head[:16]}") == page.count("@bottom-left")


def test_the_advice_as_data_does_not_depend_on_the_record(first: Recorded) -> None:
    assert render(first.advice, "json", "nl", head=first.head) == render(first.advice, "json", "nl")


def test_advise_writes_papers_and_record_together(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "run_again", lambda body: RunAgain(None, None))  # held by the first test
    result = run("advise", REGION, "--record", tmp_path / "d.json", "--out-dir", tmp_path / "uit")
    assert result.exit_code == 0
    head = opened((tmp_path / "d.json").read_bytes()).digest
    assert all(head in (tmp_path / "uit" / f"advice.{form}").read_text(encoding="utf-8") for form in ("html", "md"))
    assert head in " ".join(result.stdout.split())
    assert run("advise", REGION, "--after", tmp_path / "d.json").exit_code == 2
