"""Spark and DuckDB run the same text over the same rows and give the same whole numbers."""

import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from stuurwijzer.engine.declarations.mapping import read_mapping
from stuurwijzer.engine.declarations.reading import check_counted, read_exports
from stuurwijzer.engine.declarations.store import Scaled, Store

from ..conftest import Run
from .conftest import HEADER, mapping_at

needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="needs PySpark and Java 17: make spark, or pip install 'stuurwijzer[spark]'",
)


def rows_to_count(run: Run, folder: Path) -> Path:
    """Generated rows, and some that are awkward: no client, no units, a quote in a name, a row to refuse."""
    assert run("demo-data", folder, "--rows", "3000").exit_code == 0
    path = folder / "declarations.csv"
    with path.open("a", encoding="utf-8") as stream:
        stream.write("2024-01;JW;Gemeente É;J45;J45A1;P1;Een 'n;;12,34;\n2024-13;JW;A;J45;J45A1;P1;Een;c;1,00;1\n")
        stream.write("2024-12;WMO;;W02;;P1;;c;-0,01;-0,5\n" * 2)
    return path


def heavy(path: Path, mapping: Path, folder: Path, scaled: Scaled | None) -> dict[str, list[tuple[object, ...]]]:
    folder.mkdir()
    store = Store(folder, 500, scaled)
    store.salt = "of both"
    store.set({"salt": store.salt})
    try:
        check = read_exports([(path, path.name)], read_mapping(mapping), store, False)
        for name in ("cell", "used"):
            store.run_heavy(name)
        check_counted(store, check)
        return {name: store.say(f"SELECT * FROM {name} ORDER BY ALL") for name in ("cell", "used")}
    finally:
        store.close()


@needs_spark
@pytest.mark.filterwarnings("ignore")  # what PySpark warns of is not ours
def test_both_engines_give_the_same_whole_numbers(run: Run, tmp_path: Path) -> None:
    from stuurwijzer.engine.declarations.spark import open_spark

    path = rows_to_count(run, tmp_path / "demo")
    mapping = tmp_path / "demo" / "mapping.yaml"
    with open_spark("local[2]", 700) as spark:
        told = heavy(path, mapping, tmp_path / "spark", spark)
        expected = heavy(path, mapping, tmp_path / "duckdb", None)
        assert told["cell"] == expected["cell"]
        assert told["used"] == expected["used"]
        assert len(told["cell"]) > 1_000
        args = ("market", path, "--mapping", mapping, "--format", "json")
        by_spark = run(*args, "--engine", "spark", "--master", "local[2]")
        assert by_spark.exit_code == 0, by_spark.output
        assert json.loads(by_spark.stdout) == json.loads(run(*args).stdout)


def test_without_pyspark_one_line_says_how_to_get_it(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    (tmp_path / "d.csv").write_text(f"{HEADER}\n2024-01;JW;A;J45;J45A;P1;Een;c1;1,00;1\n", encoding="utf-8")
    result = run("market", tmp_path / "d.csv", "--mapping", mapping_at(tmp_path), "--engine", "spark")
    assert (result.exit_code, "pip install 'stuurwijzer[spark]'" in result.output) == (2, True)


def test_a_master_is_of_spark(run: Run, tmp_path: Path) -> None:
    result = run("market", "d.csv", "--mapping", "m.yaml", "--master", "local[2]")
    assert (result.exit_code, "--engine spark" in result.output) == (2, True)
