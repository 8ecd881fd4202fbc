"""``papers`` and ``template write``: which files come, what stays, and what is said where Word cannot be written."""

import sys
from pathlib import Path

import docx
import pytest

from ..conftest import Run


@pytest.mark.usefixtures("pdf_here")
def test_all_papers_of_a_region_come_into_one_folder(run: Run, small: Path, tmp_path: Path) -> None:
    result = run("papers", small, "--out-dir", tmp_path / "a" / "b", "--evaluator", "reference", "--lang", "en")
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in (tmp_path / "a" / "b").iterdir()}
    papers = ("college", "council", "segments", "strategy")
    assert names == {f"{paper}.en.{form}" for paper in papers for form in ("docx", "pdf")} | {
        "advice.en.xlsx",
        "advice.en.pptx",
    }
    assert docx.Document(str(tmp_path / "a" / "b" / "strategy.en.docx")).paragraphs[0].text.startswith("Procurement")


def test_a_paper_that_is_there_stays_until_force(run: Run, small: Path, tmp_path: Path) -> None:
    asked = ("papers", small, "--out-dir", tmp_path, "--document", "segments", "--evaluator", "reference")
    path = tmp_path / "segments.nl.docx"
    path.write_text("eigen werk", encoding="utf-8")
    refused = run(*asked)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert path.read_text(encoding="utf-8") == "eigen werk"
    assert run(*asked, "--force").exit_code == 0
    assert path.read_bytes().startswith(b"PK")


def test_one_segment_has_a_sheet_and_no_strategy(run: Run, small: Path, tmp_path: Path) -> None:
    asked = ("papers", small, "--out-dir", tmp_path, "--segment", "logeren", "--evaluator", "reference")
    assert run(*asked).exit_code == 0
    assert [path.name for path in tmp_path.glob("*.docx")] == ["segments.nl.docx"]
    refused = run(*asked, "--document", "strategy", "--force")
    assert refused.exit_code == 2
    assert "--segment" in refused.stderr


def test_papers_carry_the_digest_of_their_record(run: Run, small: Path, tmp_path: Path) -> None:
    record = tmp_path / "dossier.json"
    asked = ("papers", small, "--out-dir", tmp_path, "--document", "segments", "--record", record)
    result = run(*asked, "--evaluator", "reference")
    assert result.exit_code == 0, result.stderr
    head = next(word for word in result.stderr.split() if len(word) == 64)
    paper = docx.Document(str(tmp_path / "segments.nl.docx"))
    assert any(head in p.text for p in paper.paragraphs)
    assert head[:16] in paper.sections[0].footer.paragraphs[0].text


def test_without_the_extra_one_line_says_how_to_get_it(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    result = run("papers", small, "--out-dir", tmp_path / "a")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "stuurwijzer[word]" in result.stderr
    assert not (tmp_path / "a").exists()


def test_the_neutral_template_is_written_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sjabloon.docx"
    assert run("template", "write", "-o", path).exit_code == 0
    before = path.read_bytes()
    assert "{{ title }}" in docx.Document(str(path)).paragraphs[0].text
    assert run("template", "write", "-o", path).exit_code == 2
    assert path.read_bytes() == before


def test_a_template_of_ones_own_is_checked_with_every_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "eigen.docx"
    run("template", "write", "-o", path)
    fine = run("template", "check", path)
    assert fine.exit_code == 0
    assert "college" in fine.stdout
    document = docx.Document(str(path))
    document.add_table(1, 2).cell(0, 1).text = "{{ regio }}"
    document.save(str(path))
    found = run("template", "check", path)
    assert found.exit_code == 1
    assert "tekst, tabel 1, rij 1, cel 2, alinea 1: Het veld regio is niet bekend. Bedoelt u region?" in found.stdout
    assert "text, table 1, row 1, cell 2, paragraph 1" in run("template", "check", path, "--lang", "en").stdout


def test_an_unfit_template_stops_before_anything_is_written(run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "eigen.docx"
    path.write_bytes(b"geen archief")
    result = run("papers", small, "--out-dir", tmp_path / "a", "--template", path, "--record", tmp_path / "r.json")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 2
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "r.json").exists()
    assert run("template", "check", tmp_path / "weg.docx").exit_code == 2


def test_the_neutral_template_given_back_changes_nothing(run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "eigen.docx"
    run("template", "write", "-o", path)
    asked = ("papers", small, "--document", "council", "--evaluator", "reference")
    assert run(*asked, "--out-dir", tmp_path / "a").exit_code == 0
    assert run(*asked, "--out-dir", tmp_path / "b", "--template", path).exit_code == 0
    name = "council.nl.docx"
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_paper_is_never_written_over_its_template(run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "council.nl.docx"
    run("template", "write", "-o", path)
    before = path.read_bytes()
    asked = ("papers", small, "--document", "council", "--out-dir", tmp_path, "--template", path, "--force")
    assert run(*asked).exit_code == 2
    assert path.read_bytes() == before
