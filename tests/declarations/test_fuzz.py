"""Broken exports and mappings, from one seed: no error that nobody foresaw, and rows that always add up.

Rows present are counted here from the text alone: what stands between ends of lines after the first line, unless empty.
"""

import random
from pathlib import Path

from click.testing import CliRunner

from stuurwijzer.cli import main
from stuurwijzer.engine.declarations.mapping import Mapping, read_mapping
from stuurwijzer.engine.declarations.reading import FileRead, Refused, read_exports, refused_rows
from stuurwijzer.engine.declarations.store import Store
from stuurwijzer.engine.reading import ProblemsFoundError

from .conftest import HEADER, MAPPING, mapping_at
from .workbooks import Cell, workbook

EXPORTS, PACKED, MAPPINGS = 30, 20, 250
GOOD = [f"2024-{m:02d};JW;A;J45;J45A;P{m % 3};Een;c{m};{m},50;1" for m in range(1, 13)]
BITS = (
    *(
        ";",
        '"',
        '""',
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\x00",
        "\x01",
        "\ufeff",
        "é",
        "€",
        "😀",
        "'",
        "\\",
        "%",
        "{",
        "--",
    ),
    *("-", "1e9", "NaN", "9" * 30, "2024-13", "null", "NULL", " ", "0", ",", ".", "=cmd()", "a" * 5_000),
)


def mutated(text: str, draws: random.Random, most: int = 5) -> str:
    for _ in range(draws.randrange(1, most + 1)):
        at, until = sorted(draws.randrange(len(text) + 1) for _ in range(2))
        kind = draws.randrange(4)
        if kind == 0:
            text = text[:at] + draws.choice(BITS) + text[at:]
        elif kind == 1:
            text = text[:at] + text[min(until, at + 12) :]
        elif kind == 2:
            text = text[:at] + text[at : min(until, at + 40)] * 2 + text[at:]
        else:
            text = text[:at] + draws.choice(BITS) + text[at + 1 :]
    return text


def read_alone(path: Path, mapping: Mapping) -> tuple[FileRead, tuple[Refused, ...]]:
    """Only the reading, of which the command makes all its figures. Raises ProblemsFoundError."""
    store = Store(path.parent, 200)
    try:
        files = read_exports([(path, path.name)], mapping, store, path.parent, False)
        return files[0], refused_rows(store, files)
    finally:
        store.close()


def test_no_mutated_export_loses_a_row(tmp_path: Path) -> None:
    draws = random.Random(20_261_122)
    mapping = read_mapping(mapping_at(tmp_path))
    path, read, whole = tmp_path / "d.csv", 0, 0
    for number in range(EXPORTS):
        text = HEADER + "\n" + mutated("\n".join(GOOD) + "\n", draws)
        content = text.encode("utf-8") if number % 7 else text.encode("utf-8").replace(b"1", b"\xff", 1)
        path.write_bytes(content)
        present = sum(line not in ("", "\r") for line in text.split("\n")[1:])
        try:
            file, refused = read_alone(path, mapping)
        except ProblemsFoundError:
            whole += 1
            continue
        assert (file.present, file.read + file.refused) == (present, present), text
        assert file.refused == len(refused)
        assert len({row.line for row in refused}) == file.refused
        read += file.read
    assert read > 100  # most rows of most files are good: the mutations do not only break the header
    assert 0 < whole < EXPORTS // 2


def test_no_mutated_parquet_or_workbook_loses_a_row(tmp_path: Path) -> None:
    """Bytes of a Parquet file, and of the sheet inside a workbook that is packed again: what stands in it is broken."""
    import duckdb

    draws, mapping = random.Random(9), read_mapping(mapping_at(tmp_path))
    (tmp_path / "d.csv").write_text(HEADER + "\n" + "\n".join(GOOD), encoding="utf-8")
    good = tmp_path / "good.parquet"
    rows = f"read_csv('{tmp_path / 'd.csv'}', delim = ';', all_varchar = true)"
    duckdb.sql(f"COPY (SELECT * FROM {rows}) TO '{good}' (FORMAT parquet)")
    cells: list[list[Cell]] = [list[Cell](line.split(";")) for line in (HEADER, *GOOD)]
    read = 0
    for number in range(PACKED):
        if number % 2:
            path, content = tmp_path / "d.parquet", bytearray(good.read_bytes())
            for _ in range(draws.randrange(1, 4)):
                content[draws.randrange(len(content))] ^= 1 << draws.randrange(8)
            path.write_bytes(content)
        else:
            path = tmp_path / "d.xlsx"
            workbook(path, {"Blad1": cells}, lambda sheet: mutated(sheet, draws, 2))
        try:
            file, _ = read_alone(path, mapping)
        except ProblemsFoundError:
            continue
        assert file.present == file.read + file.refused
        read += file.read
    assert read > 0


def test_no_mutated_mapping_ends_in_an_error_that_nobody_foresaw(tmp_path: Path) -> None:
    draws = random.Random(1_122)
    (tmp_path / "d.csv").write_text(HEADER + "\n" + "\n".join(GOOD), encoding="utf-8")
    accepted = 0
    for _ in range(MAPPINGS):
        (tmp_path / "mapping.yaml").write_text(mutated(MAPPING, draws, 2), encoding="utf-8")
        try:
            read_mapping(tmp_path / "mapping.yaml")
        except ProblemsFoundError:
            continue
        accepted += 1
        if accepted % 8 == 0:
            args = ["market", str(tmp_path / "d.csv"), "--mapping", str(tmp_path / "mapping.yaml")]
            assert CliRunner().invoke(main, args).exit_code in (0, 2)
    assert accepted > 10
