"""Editions of a rule base by their names, what differs beside the rules, and the two commands on a git repository."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from stuurwijzer.engine.command.editions import open_edition
from stuurwijzer.engine.comparison.editions_differ import difference
from stuurwijzer.engine.comparison.mixing import mixed
from stuurwijzer.engine.rulebase import load_rulebase

from ..conftest import Run
from .small_edition import KNOWLEDGE, REGION, changed, removed, write_rules

DIGEST = "5d80205dcffc166767302ee5da98c4ec19d7bda40a33c83796bb96e5bd755e9b"
"""of RIV-5.3-22"""
SMALL, TASK = "signal.small.few-clients", "funding.task.large"


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, with nothing of the machine's own settings."""
    names = {f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    away = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **names, **away}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions in two commits, ``first`` and ``second``; the second has a link among its rules as well."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed: editions by revision were not tried")
    top = tmp_path_factory.mktemp("repository")
    git(top, "init", "-q")
    shutil.copytree(KNOWLEDGE, top / "knowledge")
    write_rules(top)
    (top / ".gitattributes").write_text("rules export-ignore\n", encoding="utf-8")
    git(top, "add", ".")
    git(top, "commit", "-qm", "one")
    git(top, "tag", "first")
    write_rules(top, changed(SMALL, when=["use.clients < 50"]), changed(TASK, when=["use.clients >= 60"]))
    (top / "rules" / "linked.yaml").symlink_to(os.devnull)
    git(top, "add", ".")
    git(top, "commit", "-qm", "two")
    git(top, "tag", "second")
    write_rules(top, removed(TASK))  # not committed
    git(top, "checkout", "-qb", "bare")
    git(top, "rm", "-qrf", "--cached", "rules", "knowledge")
    git(top, "commit", "-qm", "three")
    return top


@pytest.fixture
def inside(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(repository / "knowledge")
    return repository


def test_two_revisions_are_compared(inside: Path, run: Run) -> None:
    result = run("rules", "diff", "first", "second", "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["old"] == {"name": "first", "commit": git(inside, "rev-parse", "first")}
    assert found["counts"] == {"meaning": 2, "sources": 0, "wording": 0, "checked": 0}
    assert [(c["id"], [f["limits"] for f in c["facets"]]) for c in found["changes"]] == [
        (TASK, [[30, 60]]),
        (SMALL, [[30, 50]]),
    ]
    assert result.stdout == run("rules", "diff", "first", "second", "--format", "json").stdout


def test_a_revision_is_compared_with_the_folder_as_it_is(inside: Path, run: Run) -> None:
    (inside / "rules" / "linked.yaml").unlink(missing_ok=True)
    result = run("rules", "diff", "first", inside, "--lang", "en", "--exit-code")
    assert result.exit_code == 1
    assert f"- rule {TASK}: removed (rules/small.yaml:" in result.stdout
    assert "Can change a decision (2)" in result.stdout  # the rule, and the test of its claim


def test_the_impact_is_told_with_the_changes_that_make_it(inside: Path, tmp_path: Path, run: Run) -> None:
    """By hand: with both new limits veertig has effort, and neither limit alone gives that."""
    klein = tmp_path / "klein.yaml"
    klein.write_text(REGION, encoding="utf-8")
    result = run("rules", "impact", "first", "second", klein, "--lang", "en", "--exit-code")
    assert result.exit_code == 1, result.stderr
    said = " ".join(result.stdout.split())
    assert "The advice becomes another in 1." in said
    assert "effort-based [veertig] Only together: rule funding.task.large (changed) and rule signal.small" in said
    same = run("rules", "impact", "first", "first", klein, "--exit-code")
    assert (same.exit_code, "Het advies blijft hetzelfde." in same.stdout) == (0, True)


def test_an_advice_that_was_kept_stands_for_its_region(inside: Path, tmp_path: Path, run: Run) -> None:
    klein, advice = tmp_path / "klein.yaml", tmp_path / "advies.json"
    klein.write_text(REGION, encoding="utf-8")
    assert run("advise", klein, "-o", advice, "--evaluator", "reference").exit_code == 0
    result = run("rules", "impact", "first", "second", klein, advice, "--format", "json")
    assert result.exit_code == 0, result.stderr
    (region,) = json.loads(result.stdout)["regions"]
    assert region["region"] == str(advice)
    assert region["stored_differs_from_old"], "the whole rule base says more than three rules"
    alone = run("rules", "impact", "first", "second", advice)
    assert (alone.exit_code, "gaat over de regio klein" in alone.stderr) == (2, True)
    other_day = run("rules", "impact", "first", "second", klein, advice, "--as-of", "2022-01-01")
    assert (other_day.exit_code, "2021-07-01" in other_day.stderr) == (2, True)


def test_a_record_brings_its_region_file_along_and_is_refused_when_it_was_changed(
    inside: Path, tmp_path: Path, run: Run
) -> None:
    klein, record = tmp_path / "klein.yaml", tmp_path / "dossier.json"
    klein.write_text(REGION, encoding="utf-8")
    written = run("record", "write", klein, "-o", record)
    assert written.exit_code == 0, written.stderr
    klein.unlink()
    result = run("rules", "impact", "first", "second", record, "--format", "json")
    assert result.exit_code == 0, result.stderr
    (region,) = json.loads(result.stdout)["regions"]
    assert (region["as_of"], region["segments"]) == ("2021-07-01", ["twintig", "veertig", "honderd"])
    record.write_bytes(record.read_bytes().replace(b"veertig", b"vijftig", 1))
    changed = run("rules", "impact", "first", "second", record)
    assert (changed.exit_code, "na het schrijven is veranderd" in changed.stderr) == (2, True)


def test_what_is_no_advice_is_told_with_the_place(inside: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "iets.json"
    for content in (b"", b"[]", b"{}", b'{"schema_version": "' + b"x" * 50, b"\xff\xfe", b"[" * 100_000):
        path.write_bytes(content)
        result = run("rules", "impact", "first", "second", path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is geen advies of dossier van deze versie" in result.stderr
    assert run("rules", "impact", "first", "second", tmp_path / "weg.json").exit_code == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nergens", "geen revisie van dit git-archief"),
        ("-x", "kan geen revisie van git zijn"),
        ("--output=evil", "kan geen revisie van git zijn"),
        ("first..second", "kan geen revisie van git zijn"),
        ("first:rules", "kan geen revisie van git zijn"),
        ("first second", "kan geen revisie van git zijn"),
        ("first\nsecond", "kan geen revisie van git zijn"),
        ("$(touch evil)", "kan geen revisie van git zijn"),
        ("x" * 300, "kan geen revisie van git zijn"),
        ("bare", "staat geen rules en knowledge"),
        ("regions", "staat geen rules en knowledge"),
        ("parameters.yaml", "is een bestand"),
    ],
)
def test_a_name_that_is_no_edition_is_refused_with_what_to_do(name: str, said: str, inside: Path, run: Run) -> None:
    for words in (("--", name, "first"), ("--", "first", name)):
        result = run("rules", "diff", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
    assert not list(inside.rglob("evil"))


def test_outside_a_repository_a_revision_cannot_be_looked_up(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = run("rules", "diff", "HEAD", "shipped")
    assert result.exit_code == 2
    assert "geen git" in result.stderr
    monkeypatch.setenv("PATH", "")
    assert "git is niet geïnstalleerd" in run("rules", "diff", "HEAD", "shipped").stderr


def test_an_edition_that_cannot_be_read_tells_its_problems_first(tmp_path: Path, run: Run) -> None:
    write_rules(tmp_path, changed(SMALL, when=["use.client < 30"]))
    (tmp_path / "knowledge").symlink_to(KNOWLEDGE)
    result = run("rules", "impact", "shipped", tmp_path, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    first, *_, last = result.stderr.rstrip().splitlines()
    assert first.startswith("rules/small.yaml:")
    assert "Did you mean use.clients?" in first
    assert f"The rule base of {tmp_path} cannot be read by this version" in last


def test_what_is_shipped_is_an_edition() -> None:
    assert open_edition("shipped").base is load_rulebase()


# Beside the rules


def test_parameters_options_and_passages_differ_in_their_own_terms(tmp_path: Path) -> None:
    """One edit of each; what is only written otherwise is no difference."""
    room = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, room)
    _edit(room / "parameters.yaml", 'values: {2015-01-01: "85%"}', 'values: {2015-01-01: "85%", 2022-01-01: "80%"}')
    _edit(room / "parameters.yaml", 'values: {2015-01-01: "70%"}', 'values: {2015-01-01: "70,0 %"}')
    _edit(room / "options.yaml", "judged: false", "judged: true")
    _edit(
        room / "sources" / "rivierenland-2021.yaml",
        DIGEST,
        "f" * 64,
    )
    new = load_rulebase(None, room)
    found = difference(load_rulebase(), new)
    told = [(c.sort, c.what, c.weight, [(f.key, f.before, f.after) for f in c.facets]) for c in found.changes]
    assert (
        "passage",
        "changed",
        "sources",
        [("digest", DIGEST, "f" * 64)],
    ) in told
    assert ("parameter", "changed", "meaning", [("values.2022-01-01", None, "80%")]) in told
    assert ("option", "changed", "meaning", [("judged", False, True)]) in told
    assert len(told) == 3
    for change in found.deciding:
        one = mixed(load_rulebase(), new, found, frozenset({change.name}))
        assert [c.name for c in difference(load_rulebase(), one).deciding] == [change.name]


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
