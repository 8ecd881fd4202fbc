"""Slides on the command line: one file, in a template too, and one line where the library is absent."""

import sys
from pathlib import Path

import pytest
from pptx import Presentation

from ..conftest import Run


def test_slides_are_written_by_form_or_by_the_name_of_the_file(run: Run, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "avond.pptx"
    assert run("advise", small, "-o", path).exit_code == 0
    assert Presentation(str(path)).slides[0].shapes.title.text == "Inkoop van zorg, Kleine regio"
    held = path.read_bytes()
    result = run("advise", small, "--format", "slides", "-o", path)
    assert (result.exit_code, path.read_bytes()) == (2, held), "somebody may have worked on it"
    assert "--force" in result.output


def test_a_template_of_ones_own_is_written_checked_and_used(run: Run, small: Path, tmp_path: Path) -> None:
    template, path = tmp_path / "eigen.pptx", tmp_path / "avond.pptx"
    assert run("template", "write", "-o", template).exit_code == 0
    assert run("template", "check", template).exit_code == 0
    done = run("advise", small, "--segment", "begeleiding", "--template", template, "-o", path, "--lang", "en")
    assert done.exit_code == 0
    titles = [slide.shapes.title.text for slide in Presentation(str(path)).slides]
    assert "Wmo Begeleiding" in titles


def test_an_unfit_template_is_told_with_the_program_that_made_it(run: Run, small: Path, tmp_path: Path) -> None:
    template, path = tmp_path / "eigen.pptx", tmp_path / "avond.pptx"
    template.write_bytes(b"geen archief")
    result = run("template", "check", template)
    assert result.exit_code == 1
    assert "PowerPoint" in result.output
    assert ".pptx" in result.output
    assert run("advise", small, "--template", template, "-o", path).exit_code == 2
    assert not path.exists()


def test_a_template_for_another_form_is_not_passed_over(run: Run, small: Path, tmp_path: Path) -> None:
    result = run("advise", small, "--template", tmp_path / "huisstijl.docx", "-o", tmp_path / "avond.pptx")
    assert result.exit_code == 2
    assert ".docx is voor Word" in result.output


def test_without_the_library_one_line_says_how_to_get_it(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    result = run("advise", small, "--format", "slides", "-o", tmp_path / "avond.pptx")
    assert result.exit_code == 2
    assert "stuurwijzer[slides]" in result.output
    assert len(result.output.strip().splitlines()) == 1
