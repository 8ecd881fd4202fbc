"""``demo-data``: the same bytes for the same seed, exactly as many rows as asked, and answers that the file bears out.

The tallies here are made from the written file with plain sets and sums, not with what the generator counted.
"""

import csv
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from stuurwijzer.cli import main

ROWS = 6_000
SHA256 = "46d72d6283e7c48b7fbb68b525d6f235ab83e2bed41bcee6e9298f69ae347f3a"
"""of the CSV of 6,000 rows from seed 1, made on CPython 3.11; every other Python has to give the same"""


def made(folder: Path, *options: str) -> Path:
    result = CliRunner().invoke(main, ["demo-data", str(folder), "--rows", str(ROWS), *options])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("demo") / "new")


@pytest.fixture(scope="module")
def rows(demo: Path) -> list[dict[str, str]]:
    with (demo / "declarations.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


@pytest.fixture(scope="module")
def answers(demo: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((demo / "answers.json").read_text(encoding="utf-8"))
    return held


def cents(amount: str) -> int:
    return int(amount.replace(",", ""))  # always two decimals


def test_the_same_seed_gives_the_same_bytes_on_every_python(demo: Path) -> None:
    assert hashlib.sha256((demo / "declarations.csv").read_bytes()).hexdigest() == SHA256


def test_another_seed_gives_other_rows(demo: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "other", "--seed", "2")
    assert (other / "declarations.csv").read_bytes() != (demo / "declarations.csv").read_bytes()


def test_there_are_as_many_rows_as_asked(rows: list[dict[str, str]], answers: dict[str, Any]) -> None:
    assert len(rows) == answers["rows"] == ROWS


def test_spend_clients_and_providers_are_as_the_answers_say(
    rows: list[dict[str, str]], answers: dict[str, Any]
) -> None:
    segment_of = {"W02": "wmo-begeleiding", "J45": "jeugd-begeleiding", "J54": "jeugd-behandeling"}
    spend: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    clients: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in rows:
        if row["productcategorie"] in segment_of:
            key = int(row["periode"][:4]), segment_of[row["productcategorie"]]
            spend[key][row["aanbieder"]] += cents(row["bedrag"])
            clients[key].add(row["client"])
    told = {(s["year"], s["segment"]): s for s in answers["segments"]}
    assert len(spend) == 9
    for key, by_provider in spend.items():
        sizes = sorted((v for v in by_provider.values() if v > 0), reverse=True)
        assert told[key]["spend_cents"] == sum(by_provider.values())
        assert told[key]["clients"] == len(clients[key])
        assert told[key]["providers"] == len(sizes)
        assert abs(told[key]["top3_share"] * sum(sizes) - sum(sizes[:3]) * 10_000) * 2 <= sum(sizes)


def test_the_market_is_uneven_and_providers_come_and_go(rows: list[dict[str, str]], answers: dict[str, Any]) -> None:
    by_year: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_year[row["periode"][:4]].add(row["aanbieder"])
    assert by_year["2023"] - by_year["2022"]
    assert by_year["2022"] - by_year["2024"]
    dwelling = next(s for s in answers["segments"] if s["segment"] == "jeugd-behandeling" and s["year"] == 2024)
    assert dwelling["top3_share"] > 2 * 300 * 10_000 // (100 * dwelling["providers"])  # over twice an even market's


def test_what_was_planted_stands_where_the_answers_say(rows: list[dict[str, str]], answers: dict[str, Any]) -> None:
    for number in answers["rows_twice"]:
        assert rows[number - 1] == rows[number - 2]
    for number in answers["rows_in_another_unit"]:
        assert cents(rows[number - 1]["bedrag"]) == 100 * cents(rows[number - 2]["bedrag"])
    assert len(answers["rows_twice"]) == len(answers["rows_in_another_unit"]) == 2
    negative = [row for row in rows if cents(row["bedrag"]) < 0]
    assert len(negative) == answers["negative_rows"] > 0
    assert not [row for row in rows if row["gemeente"] == "Gemeente F" and row["periode"] == "2023-11"]
    assert {row["productcode"] for row in rows if row["productcategorie"] == "X99"} == set(answers["unknown_products"])


def test_parquet_holds_the_same_rows_and_the_same_bytes_twice(rows: list[dict[str, str]], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    one, two = (made(tmp_path / name, "--format", "parquet") / "declarations.parquet" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    held = duckdb.sql(f"SELECT aanbieder, bedrag FROM read_parquet('{one}')").fetchall()
    assert [(name, int(amount * 100)) for name, amount in held] == [(r["aanbieder"], cents(r["bedrag"])) for r in rows]


def test_a_file_that_is_there_stays_as_it_is(demo: Path) -> None:
    before = (demo / "mapping.yaml").read_bytes()
    result = CliRunner().invoke(main, ["demo-data", str(demo), "--rows", "10"])
    assert result.exit_code == 2
    assert "declarations.csv" in result.output
    assert (demo / "mapping.yaml").read_bytes() == before


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = CliRunner().invoke(main, ["demo-data", str(tmp_path / "file")])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
