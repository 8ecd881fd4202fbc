"""``scan --demo``: as many generated profiles as there are municipalities and segments, marked wherever they appear."""

import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from stuurwijzer.cli import main

from ..conftest import Run
from ..rendering.page import Element, page, words_of

DAY = "2026-11-22"
MUNICIPALITIES, SEGMENTS = 342, 8


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    result = CliRunner().invoke(main, ["scan", "--demo", "-o", str(folder), "--as-of", DAY, "--lang", "nl"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def shown(written: Path) -> Element:
    return page((written / "synthetic-advice.html").read_text(encoding="utf-8"))


def rows(path: Path, columns: str) -> list[tuple[str, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM read_parquet(?)", [str(path)]).fetchall()


def test_there_is_a_profile_and_an_advice_for_every_municipality_and_segment(written: Path) -> None:
    profiles = [str(id) for (id,) in rows(written / "synthetic-profiles.parquet", "id")]
    advised = [str(id) for (id,) in rows(written / "synthetic-advice.parquet", "id")]
    assert len(set(profiles)) == MUNICIPALITIES * SEGMENTS
    assert sorted(advised) == sorted(profiles)


def test_everything_that_is_written_says_that_it_is_generated(written: Path, shown: Element) -> None:
    assert {path.name.partition("-")[0] for path in written.iterdir()} == {"synthetic"}
    for name in ("synthetic-profiles.parquet", "synthetic-advice.parquet"):
        assert all(re.fullmatch(r"synthetic-\d{3}/[a-z-]+", str(id)) for (id,) in rows(written / name, "id"))
    assert "geen van deze 342 gemeenten bestaat, en hun aantal is onze eigen aanname (◇)" in words_of(shown.text)
    for picture in shown.all("svg"):
        assert "gegenereerde gemeenten" in words_of(picture.all("title")[0].text)
        assert "geen van deze gemeenten bestaat" in words_of(picture.all("desc")[0].text)
        assert any("geen van deze gemeenten bestaat" in words_of(e.text) for e in picture.all("text"))
    for table in shown.all("table"):
        assert "geen van deze gemeenten bestaat" in words_of(table.all("caption")[0].text)


def test_pictures_and_tables_hold_what_the_advice_holds(written: Path, shown: Element) -> None:
    """Counted again from the file, of funding and of form."""
    sections = {e.attributes["id"]: e for e in shown.walk() if e.attributes.get("id", "").startswith("keuze-")}
    for instrument in ("funding", "form"):
        columns = f"regexp_extract(id, '/(.*)$', 1), coalesce(\"{instrument}\", '')"
        counted = Counter(rows(written / "synthetic-advice.parquet", columns))
        section = sections[f"keuze-{instrument}"]
        cells = [words_of(td.text) for td in section.all("tbody")[0].all("td")]
        assert sorted(int(cell) for cell in cells if cell != "0") == sorted(counted.values())
        drawn = [words_of(e.text) for e in section.all("svg")[0].all("text")]
        assert sorted(int(text) for text in drawn if text.isdigit()) == sorted(counted.values())
        told = words_of(section.all("desc")[0].text)
        assert all(str(number) in told for number in counted.values())


def test_the_same_seed_gives_the_same_files_and_another_seed_others(run: Run, written: Path, tmp_path: Path) -> None:
    ask = ("scan", "--demo", "--as-of", DAY, "--lang", "nl")
    assert run(*ask, "-o", tmp_path / "again").exit_code == 0
    assert run(*ask, "--seed", "2", "-o", tmp_path / "other").exit_code == 0
    for path in written.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
        assert (tmp_path / "other" / path.name).read_bytes() != path.read_bytes()


@pytest.mark.parametrize(
    "given", [("--demo",), ("--demo", "-o", "x"), ("p.parquet", "-o", "x", "--as-of", DAY, "--seed", "1")]
)
def test_options_that_do_not_go_together_are_one_clear_line(run: Run, given: tuple[str, ...]) -> None:
    result = run("scan", *given)
    assert result.exit_code == 2
    assert "--demo" in result.stderr


def test_what_is_there_already_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "synthetic-advice.html").write_text("van iemand", encoding="utf-8")
    result = run("scan", "--demo", "-o", tmp_path, "--as-of", DAY)
    assert result.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["synthetic-advice.html"]
    assert (tmp_path / "synthetic-advice.html").read_text(encoding="utf-8") == "van iemand"
