"""``advise``: which region, which segment, which day, and where the advice goes."""

import json
import os
import stat
import subprocess
import sys
import threading
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.command import advising
from stuurwijzer.engine.rendering import render

from ..conftest import Run
from .conftest import SMALL

REGIONS = Path(str(files("stuurwijzer") / "knowledge" / "regions"))
FORMS = ("text", "md", "html", "json")
ESCAPE = "\x1b"


def advice_of(text: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(text)
    return held


# Which region, which segment, which day


def test_a_region_is_a_file_or_the_name_of_a_reference_region(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.yaml"
    copy.write_bytes((REGIONS / "achterhoek-2021.yaml").read_bytes())
    by_name = run("advise", "achterhoek-2021", "--format", "json")
    assert by_name.exit_code == 0, by_name.stderr
    assert by_name.stdout == run("advise", copy, "--format", "json").stdout


def test_a_file_goes_before_a_reference_region_of_that_name_and_a_folder_does_not(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "achterhoek-2021"
    (tmp_path / name).mkdir()
    assert advice_of(run("advise", name, "--format", "json").stdout)["region"]["id"] == name
    (tmp_path / name).rmdir()
    (tmp_path / name).write_text(SMALL, encoding="utf-8")
    assert advice_of(run("advise", name, "--format", "json").stdout)["region"]["id"] == "klein"


def test_an_unknown_region_is_answered_with_the_nearest_name(run: Run) -> None:
    result = run("advise", "rivirenland-2021")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Fout: Er is geen bestand en geen voorbeeldregio met de naam rivirenland-2021.")
    assert result.stderr.rstrip().endswith("Bedoelt u rivierenland-2021?")


def test_a_fault_in_a_file_is_told_in_the_name_it_was_given_by(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("regio.yaml").write_text(SMALL.replace("law: jeugdwet", "law: jw"), encoding="utf-8")
    assert run("advise", "regio.yaml").stderr.startswith("regio.yaml:14 segments/1/law: ")


def test_one_segment_is_advised_on_as_it_is_in_the_whole(run: Run, small: Path) -> None:
    whole = advice_of(run("advise", small, "--format", "json").stdout)
    one = advice_of(run("advise", small, "--segment", "logeren", "--format", "json").stdout)
    assert [s["id"] for s in whole["segments"]] == ["begeleiding", "logeren"]
    assert [s["id"] for s in one["segments"]] == ["logeren"]
    assert one["segments"][0]["decisions"] == whole["segments"][1]["decisions"]


def test_an_unknown_segment_is_answered_with_what_there_is(run: Run, small: Path) -> None:
    result = run("advise", small, "--segment", "begelieding")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Fout: De regio heeft geen segment begelieding. Er zijn: begeleiding en logeren. Bedoelt u begeleiding?\n"
    )


def test_the_as_of_date_goes_before_that_of_the_file(run: Run, small: Path) -> None:
    then, now = (
        advice_of(run("advise", small, "--format", "json", *extra).stdout) for extra in ((), ("--as-of", "2025-03-01"))
    )
    assert (then["as_of"], now["as_of"]) == ("2021-07-01", "2025-03-01")
    sources = [{source["date"] for source in advice["sources"]} for advice in (then, now)]
    assert all(day <= "2021-07" for day in sources[0])
    assert sources[0] < sources[1]


@pytest.mark.parametrize("day", ["0001-01-01", "1900-02-28", "9999-12-31"])
def test_any_day_gives_an_answer(run: Run, small: Path, day: str) -> None:
    assert run("advise", small, "--as-of", day).exit_code == 0


# Which evaluator


def test_both_evaluators_give_the_same_bytes(run: Run) -> None:
    pytest.importorskip("durable_rules_engine")
    texts = {
        run("advise", "achterhoek-2021", "--format", "json", "--evaluator", evaluator).stdout
        for evaluator in ("durable", "reference")
    }
    assert len(texts) == 1


def test_without_durable_rules_it_is_said_once_and_the_advice_is_the_same(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run("advise", small, "--format", "json", "--evaluator", "reference")
    assert asked.stderr == ""
    monkeypatch.setitem(sys.modules, "stuurwijzer.engine.inference.durable", None)
    result = run("advise", small, "--format", "json")
    assert (result.exit_code, result.stdout) == (0, asked.stdout)
    assert result.stderr.count("durable_rules") == 1
    assert len(result.stderr.splitlines()) == 1


# Where it goes


def test_without_more_the_table_is_printed(run: Run, small: Path) -> None:
    printed = run("advise", small)
    assert printed.exit_code == 0
    assert printed.stdout == run("advise", small, "--format", "text").stdout
    assert "Kleine regio" in printed.stdout
    assert printed.stdout.endswith("\n")


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.md", "md"), ("a.HTML", "html"), ("a.json", "json"), ("a.txt", "text"), ("a", "text")],
)
def test_the_form_follows_the_name_of_the_file(run: Run, small: Path, tmp_path: Path, name: str, form: str) -> None:
    result = run("advise", small, "-o", tmp_path / name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert str(tmp_path / name) in result.stderr
    assert (tmp_path / name).read_text(encoding="utf-8") == run("advise", small, "--format", form).stdout


def test_a_form_that_is_asked_for_goes_before_the_name(run: Run, small: Path, tmp_path: Path) -> None:
    run("advise", small, "-o", tmp_path / "a.md", "--format", "json")
    assert advice_of((tmp_path / "a.md").read_text(encoding="utf-8"))["region"]["id"] == "klein"


def test_a_dash_is_the_screen(run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("advise", small, "-o", "-").stdout == run("advise", small).stdout
    assert not Path("-").exists()


def test_a_folder_gets_three_files_and_the_table_is_printed(run: Run, small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nieuw" / "map"
    result = run("advise", small, "--out-dir", folder)
    assert result.exit_code == 0
    assert result.stdout == run("advise", small).stdout
    assert {path.name for path in folder.iterdir()} == {"advice.html", "advice.md", "advice.json"}
    for form in ("html", "md", "json"):
        held = (folder / f"advice.{form}").read_text(encoding="utf-8")
        assert held == run("advise", small, "--format", form).stdout


@pytest.mark.parametrize(
    ("option", "target", "fact"),
    [
        ("-o", ".", "is een map. Noem een bestand"),
        ("-o", "nergens/advies.md", "is niet te schrijven (No such file or directory)"),
        ("-o", "klein.yaml", "is het bestand dat gelezen wordt"),
        ("-o", "klein.yaml/advies.md", "is niet te schrijven (Not a directory)"),
        ("--out-dir", "klein.yaml", "is een bestand en geen map"),
        ("--out-dir", "klein.yaml/map", "is niet te schrijven (Not a directory)"),
    ],
)
def test_where_nothing_can_be_written_nothing_changes(
    run: Run, small: Path, option: str, target: str, fact: str
) -> None:
    result = run("advise", small, option, small.parent / target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert fact in result.stderr
    assert [path.name for path in small.parent.iterdir()] == ["klein.yaml"]
    assert small.read_text(encoding="utf-8") == SMALL


def test_the_region_file_is_kept_also_under_another_name(run: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(small)
    assert run("advise", small, "-o", tmp_path / "link.yaml").exit_code == 2
    assert small.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("destination", [("-o", "advice.json"), ("--out-dir", ".")])
def test_what_is_there_stays_when_the_new_one_cannot_be_finished(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, destination: tuple[str, str]
) -> None:
    """The disk is full at the last write: no file is new, none is half, none is left over."""
    folder = tmp_path / "uit"
    folder.mkdir()
    for name in ("advice.html", "advice.md", "advice.json"):
        (folder / name).write_text("oud", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    option, name = destination
    result = run("advise", small, option, folder / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No space left on device" in result.stderr
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        "advice.html": "oud",
        "advice.md": "oud",
        "advice.json": "oud",
    }


def test_a_rendering_that_fails_writes_nothing(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def only_html(advice: Any, form: Any, *rest: Any) -> str:
        if form == "json":
            raise LookupError("nl: a code")
        return render(advice, form, *rest)

    monkeypatch.setattr(advising, "render", only_html)
    result = run("advise", small, "--out-dir", tmp_path / "uit")
    assert (result.exit_code, result.stdout) == (1, "")
    assert not (tmp_path / "uit").exists()


def test_rights_and_links_of_an_older_file_are_kept(run: Run, small: Path, tmp_path: Path) -> None:
    held = tmp_path / "gedeeld.md"
    held.write_text("oud", encoding="utf-8")
    held.chmod(0o640)
    (tmp_path / "link.md").symlink_to(held)
    assert run("advise", small, "-o", tmp_path / "link.md").exit_code == 0
    assert (tmp_path / "link.md").is_symlink()
    assert held.read_text(encoding="utf-8") != "oud"
    assert stat.S_IMODE(held.stat().st_mode) == 0o640


def test_a_new_file_has_the_rights_that_new_files_have(run: Run, small: Path, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        run("advise", small, "-o", tmp_path / "a.md")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640


def test_a_pipe_is_written_to_and_not_replaced(run: Run, small: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert run("advise", small, "-o", pipe).exit_code == 0
    reader.join(timeout=10)
    assert read == [run("advise", small).stdout]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


# What stands in it


@pytest.mark.parametrize("form", FORMS)
def test_no_form_has_colour_codes_in_a_pipe(run: Run, small: Path, form: str) -> None:
    assert ESCAPE not in run("advise", small, "--format", form).output
    assert ESCAPE not in run("advise", small, "--format", form, NO_COLOR="1").output


@pytest.mark.parametrize("form", FORMS)
def test_template_syntax_in_a_name_comes_out_as_text(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "regio.yaml"
    name = "{{ 7*7 }} {% if 1 %}x"
    path.write_text(SMALL.replace("name: Begeleiding", f'name: "{name}"'), encoding="utf-8")
    result = run("advise", path, "--format", form)
    assert result.exit_code == 0, result.stderr
    assert "{{ 7*7 }}" in " ".join(result.stdout.replace("\\", "").split())
    assert "{% if 1 %}" in " ".join(result.stdout.replace("\\", "").split())


def test_markup_in_a_name_is_no_markup_on_the_page(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "regio.yaml"
    path.write_text(SMALL.replace("name: Begeleiding", 'name: "<script>alert(1)</script>"'), encoding="utf-8")
    page = run("advise", path, "--format", "html").stdout
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_broken_pipe_is_no_error_of_the_program(small: Path) -> None:
    """As in ``stuurwijzer advise … | head -1``."""
    command = f"{sys.executable} -m stuurwijzer.cli advise {small} --format json --evaluator reference | head -c 10"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (len(result.stdout), result.stderr) == (10, "")


def test_a_terminal_without_our_signs_still_gets_the_advice(small: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "stuurwijzer.cli", "advise", str(small)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert result.returncode == 0, result.stderr.decode()
    assert "Kleine regio" in result.stdout.decode()


def test_the_date_of_today_plays_no_part(run: Run, small: Path) -> None:
    assert date.today().isoformat() not in run("advise", small, "--format", "json").stdout
