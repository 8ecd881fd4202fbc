"""``advise`` for one document: which form comes of what is asked, what stays, and what is said where there is none."""

import json
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from stuurwijzer.engine.command.extras import NEEDS
from stuurwijzer.engine.command.front.common import DOCUMENT_FORMS
from stuurwijzer.engine.command.progress import progress

from ..conftest import Run

BY_REFERENCE = ("--evaluator", "reference")


def test_the_command_line_offers_the_documents_that_can_be_made() -> None:
    assert tuple(NEEDS) == DOCUMENT_FORMS


@pytest.mark.usefixtures("pdf_here")
def test_the_end_of_the_name_gives_the_form_and_the_archive_holds_what_json_prints(
    run: Run, small: Path, tmp_path: Path
) -> None:
    path = tmp_path / "advies.pdf"
    result = run("advise", small, "--document", "council", "--archive", "-o", path, *BY_REFERENCE)
    assert result.exit_code == 0, result.stderr
    printed = run("advise", small, "--format", "json", *BY_REFERENCE).stdout.encode()
    assert json.loads(printed)["region"]["id"] == "klein"
    assert PdfReader(path).attachments == {"advice.json": [printed]}


@pytest.mark.usefixtures("pdf_here")
def test_one_paper_comes_in_each_form_with_the_same_words(run: Run, small: Path, tmp_path: Path) -> None:
    texts = {}
    for form in ("docx", "pdf", "html", "md"):
        path = tmp_path / f"memo.{form}"
        result = run("advise", small, "--document", "council", "-o", path, *BY_REFERENCE)
        assert result.exit_code == 0, result.stderr
        content = path.read_bytes()
        if form == "docx":
            texts[form] = "\n".join(p.text for p in docx.Document(BytesIO(content)).paragraphs)
        elif form == "pdf":
            texts[form] = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        else:
            texts[form] = content.decode()
    for form, text in texts.items():
        assert "Memo aan de raad: inkoop van zorg, Kleine regio" in text, form
    assert not any("Regioblad" in text for text in texts.values()), "the paper, and not the whole advice"


def test_behind_the_segment_sheets_reasons_stand_on_two_sides(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bladen.md"
    run("advise", "rivierenland-2021", "--document", "segments", "-o", path, *BY_REFERENCE)
    _, _, behind = path.read_text(encoding="utf-8").partition("# Vóór en tegen, stap voor stap (bekostiging)")
    annex, _, _ = behind.partition("# Bronnen")
    assert annex.count("| Stap | Vóór | Tegen |") == 8, "a table for each segment"
    assert "Uren registreren hoeft niet meer." in annex


@pytest.mark.usefixtures("pdf_here")
@pytest.mark.parametrize("name", ["advies.docx", "advies.pdf", "advies.xlsx"])
def test_a_document_that_is_there_stays_until_force(name: str, run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"eigen werk")
    asked = ["advise", small, "-o", path, *BY_REFERENCE]
    asked += ["--document", "council"] if path.suffix != ".xlsx" else []
    refused = run(*asked)
    assert (refused.exit_code, path.read_bytes()) == (2, b"eigen werk")
    assert "--force" in refused.stderr
    assert run(*asked, "--force").exit_code == 0
    assert path.read_bytes()[:2] in (b"PK", b"%P")


@pytest.mark.parametrize("name", ["advies.html", "advies.md", "advies.json", "advies.txt"])
def test_a_page_is_made_anew_each_time(name: str, run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"vorige keer")
    assert run("advise", small, "-o", path, *BY_REFERENCE).exit_code == 0
    assert path.read_bytes() != b"vorige keer"


def test_a_paper_of_one_segment_is_its_sheet(run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "blad.docx"
    asked = ("advise", small, "--segment", "logeren", "-o", path, *BY_REFERENCE)
    assert run(*asked, "--document", "segments").exit_code == 0
    refused = run(*asked, "--document", "strategy", "--force")
    assert refused.exit_code == 2
    assert "--segment" in refused.stderr


MISTAKES = {
    "Word of the whole advice": (["-o", "a.docx"], "--document"),
    "a paper as JSON": (["--document", "college", "-o", "a.json"], "docx, pdf, html"),
    "a paper in the terminal": (["--document", "college"], "docx, pdf, html"),
    "a paper as workbook": (["--document", "college", "-o", "a.xlsx"], "docx, pdf, html"),
    "PDF in the terminal": (["--format", "pdf"], "-o"),
    "a template for PDF": (["--document", "college", "-o", "a.pdf", "--template", "b.docx"], ".docx is voor Word"),
    "an archive of HTML": (["--archive", "-o", "a.html"], "--format pdf"),
    "a document in a folder of pages": (["--document", "college", "--out-dir", "a"], "--document"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_does_not_go_together_is_told_in_one_line(
    name: str, run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    args, remedy = MISTAKES[name]
    result = run("advise", small, *args)
    assert result.exit_code == 2
    assert remedy in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["klein.yaml"]


def test_the_region_file_and_the_template_are_never_replaced(run: Run, small: Path, tmp_path: Path) -> None:
    before = small.read_bytes()
    asked = ("advise", small, "--document", "council", "--format", "docx", "--force")
    assert run(*asked, "-o", small).exit_code == 2
    template = tmp_path / "sjabloon.docx"
    assert run("template", "write", "-o", template).exit_code == 0
    kept = template.read_bytes()
    assert run(*asked, "-o", template, "--template", template).exit_code == 2
    assert (small.read_bytes(), template.read_bytes()) == (before, kept)
    assert run(*asked, "-o", tmp_path / "memo.docx", "--template", template, *BY_REFERENCE).exit_code == 0


@pytest.mark.parametrize(
    ("fault", "remedy"), [(None, "stuurwijzer[pdf]"), (OSError("cannot load library"), "apt-get install")]
)
def test_without_the_extra_or_its_libraries_one_line_says_how_to_get_them(
    fault: OSError | None, remedy: str, run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault is None:
        monkeypatch.setitem(sys.modules, "weasyprint", None)
    else:

        def failing(module: str) -> None:
            print("WeasyPrint could not import some external libraries.")
            raise fault

        monkeypatch.setattr("stuurwijzer.engine.command.extras.import_module", failing)
    result = run("advise", small, "-o", tmp_path / "a.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert remedy in result.stderr
    assert not (tmp_path / "a.pdf").exists()


def test_progress_shows_on_a_terminal_and_nothing_in_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def work() -> str:
        with progress(2) as reached:
            reached(0, "strategy.nl.pdf")
            reached(2)
        return capsys.readouterr().err

    assert work() == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "strategy.nl.pdf" in work()
