"""Broken declarations and mappings by the thousand: no error that nobody foresaw, no hang, no row that goes missing.

    .venv/bin/python -m stuurwijzer.bench.fuzz_declarations                      ten thousand, from seed 1
    .venv/bin/python -m stuurwijzer.bench.fuzz_declarations --first 4711 --many 1

Half of the inputs are CSV, the rest Parquet, workbooks and mappings. Input number n of a seed is always the same. Rows
read and rows refused have to be the rows that are there (counted here, where the container is whole), every refused row
has to be listed, and of a CSV the total is added up again from the lines, without the engine.
"""

from __future__ import annotations

import argparse
import csv
import faulthandler
import io
import json
import os
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr
from decimal import Decimal
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from stuurwijzer.engine.command.declaring import Asked, market
from stuurwijzer.engine.command.faults import WrongInputError
from stuurwijzer.engine.reading import ProblemsFoundError

HEADER = "periode;wet;gemeente;categorie;product;aanbieder;naam aanbieder;client;bedrag;eenheden"
GOOD = [f"2024-{m:02d};JW;A;J45;J45A;P{m % 3};Een;c{m % 5};{m},50;1" for m in range(1, 13)]
PLAIN_MAPPING = """\
format: 1
region: {id: klein, name: Kleine regio}
source: uitdraai
columns: {period: periode, law: wet, municipality: gemeente, category: categorie, product: product,
          provider: aanbieder, provider_name: naam aanbieder, client: client, amount: bedrag, units: eenheden}
laws: {JW: jeugdwet, Wmo: wmo2015}
suppress_under: 1
segments:
  begeleiding: {name: Begeleiding, law: jeugdwet}
  behandeling: {name: Behandeling, law: jeugdwet}
products:
  - {category: J45, segment: begeleiding}
"""
"""of that header, with one line of products; the tests of declarations use both as well"""
MAPPING = (
    PLAIN_MAPPING
    + """\
  - {law: jeugdwet, product: "54*", segment: behandeling}
stated:
  - {year: 2024, law: jeugdwet, what: providers, value: 3}
"""
)
BITS = (
    *(";", '"', '""', "\n", "\n\n", "\r\n", "\r", "\t", "\x00", "\x01", "\ufeff", "é", "€", "😀", "'", "\\", "%", "{"),
    *(
        "--",
        "-",
        "1e9",
        "NaN",
        "9" * 11,
        "9" * 30,
        "2024-13",
        "null",
        "NULL",
        " ",
        "0",
        ",",
        ".",
        "=cmd()",
        "a" * 5_000,
    ),
)
HANGS = 180
"""seconds on the clock, on a machine that others use as well; an input takes a tenth of one"""
BATCH = 50
Outcome = str


class FoundError(AssertionError):
    """What must not happen."""


def mutated(text: str, draws: Random, most: int = 5) -> str:
    """A text with up to ``most`` places changed: something put in, taken out, doubled or replaced."""
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


def csv_case(draws: Random, folder: Path) -> Outcome:
    text = f"{HEADER}\n" + mutated("\n".join(GOOD) + "\n", draws)
    path = folder / "d.csv"
    content = text.encode("utf-8")
    path.write_bytes(content if draws.randrange(8) else content.replace(b"1", b"\xff", 1))
    present = sum(line not in ("", "\r") for line in text.split("\n")[1:])
    told = counted(path, folder, present)
    if told is None:
        return "csv refused whole"
    refused = {row["line"] for row in told["refused_rows"]}
    rows = [line for n, line in enumerate(text.split("\n")[1:], 2) if line not in ("", "\r") and n not in refused]
    expected = sum(_cents(next(csv.reader([line.removesuffix("\r")], delimiter=";"))[8]) for line in rows)
    found = sum(total["spend"] for total in told["market"]["totals"] if not total["act"])
    if found != expected:
        raise FoundError(f"spending is {found} and not {expected}")
    return "csv counted"


def parquet_case(draws: Random, folder: Path) -> Outcome:
    """Cells that are broken, in columns of text or of exact numbers, or bytes that are."""
    import duckdb

    path, present = folder / "d.parquet", len(GOOD)
    with duckdb.connect() as connection:
        rows = [line.split(";") for line in GOOD]
        for _ in range(draws.randrange(3)):
            row, at = draws.choice(rows), draws.randrange(10)
            row[at] = mutated(row[at], draws, 2)[:200]
        exact = draws.randrange(2)
        changes = "* REPLACE (try_cast(replace(bedrag, ',', '.') AS DECIMAL(14, 2)) AS bedrag)" if exact else "*"
        named = ", ".join(f'"{name}" VARCHAR' for name in HEADER.split(";"))
        connection.execute(f"CREATE TABLE d ({named})")
        connection.executemany(f"INSERT INTO d VALUES ({', '.join('?' * 10)})", rows)
        connection.execute(f"COPY (SELECT {changes} FROM d) TO '{path}' (FORMAT parquet)")
    whole = draws.randrange(2)
    if not whole:
        content = bytearray(path.read_bytes())
        for _ in range(draws.randrange(1, 4)):
            content[draws.randrange(len(content))] ^= 1 << draws.randrange(8)
        path.write_bytes(content if draws.randrange(4) else content[: draws.randrange(len(content))])
    told = counted(path, folder, present if whole else None)
    return "parquet refused whole" if told is None else "parquet counted"


def workbook_case(draws: Random, folder: Path) -> Outcome:
    """The sheet inside a workbook that is packed again: what stands in it is broken."""
    import xlsxwriter

    good, path = folder / "good.xlsx", folder / "d.xlsx"
    with xlsxwriter.Workbook(good, {"strings_to_numbers": bool(draws.randrange(2))}) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate((HEADER, *GOOD)):
            sheet.write_row(number, 0, line.split(";"))
    inside = draws.choice(("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"))
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content.decode(), draws, 2) if name == inside else content)
    return "workbook refused whole" if counted(path, folder, None) is None else "workbook counted"


def mapping_case(draws: Random, folder: Path) -> Outcome:
    path = folder / "d.csv"
    path.write_text(f"{HEADER}\n" + "\n".join(GOOD), encoding="utf-8")
    told = counted(path, folder, len(GOOD), mutated(MAPPING, draws, 2))
    return "mapping refused" if told is None else "mapping accepted"


Case = Callable[[Random, Path], Outcome]
CASES: tuple[Case, ...] = (
    *[csv_case] * 10,
    *[parquet_case] * 4,
    *[workbook_case] * 3,
    *[mapping_case] * 3,
)


def counted(path: Path, folder: Path, present: int | None, mapping: str = MAPPING) -> dict[str, Any] | None:
    """What the command tells; None when it refuses with a reason. Raises FoundError."""
    beside = folder / "mapping.yaml"
    beside.write_bytes(mapping.encode("utf-8"))
    try:
        with redirect_stderr(io.StringIO()):  # what a user is told of rows that are refused
            text = market(Asked((str(path),), str(beside), None, None, None, None, "json", 200, False), "nl")
    except (WrongInputError, ProblemsFoundError):
        return None
    told: dict[str, Any] = json.loads(text)
    (file,) = told["files"]
    if file["read"] + file["refused"] != file["present"] or present not in (None, file["present"]):
        raise FoundError(f"{file}, of {present} rows")
    if len({row["line"] for row in told["refused_rows"]}) != file["refused"]:
        raise FoundError(f"{file['refused']} refused and {len(told['refused_rows'])} listed")
    return told


def _cents(amount: str) -> int:
    """An amount as the mapping writes it, read without the engine."""
    bare = re.sub("[€ ]", "", amount)
    sign = -1 if "-" in bare else 1
    return sign * int(Decimal(bare.replace("-", "").replace(",", ".")) * 100)


def outcomes(seed: int, numbers: range) -> list[tuple[int, Outcome, str]]:
    """For each input: what became of it, and what was found that must not happen."""
    found = []
    for number in numbers:
        draws = Random(f"{seed}:{number}")
        case = draws.choice(CASES)
        faulthandler.dump_traceback_later(HANGS, exit=True)
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            try:
                found.append((number, case(draws, Path(folder)), ""))
            except Exception as error:  # that is what is looked for
                found.append((number, "FOUND", f"{case.__name__}: {type(error).__name__}: {str(error)[:300]}"))
        faulthandler.cancel_dump_traceback_later()
    return found


def batches(first: int, many: int) -> Iterator[range]:
    numbers = iter(range(first, first + many))
    while batch := list(islice(numbers, BATCH)):
        yield range(batch[0], batch[-1] + 1)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--many", type=int, default=10_000)
    given = asked.parse_args()
    became: Counter[str] = Counter()
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for done in pool.map(partial(outcomes, given.seed), batches(given.first, given.many)):
            for number, outcome, found in done:
                became[outcome] += 1
                if found:
                    print(f"--first {number}: {found}", flush=True)
            if done and (done[-1][0] + 1) % 1_000 == 0:
                print(f"{became.total():>8} done", file=sys.stderr, flush=True)
    for outcome, many in sorted(became.items()):
        print(f"{many:>8} {outcome}")
    sys.exit(bool(became["FOUND"]))


if __name__ == "__main__":
    main()
