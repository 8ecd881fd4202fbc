"""(c) Market analysis from declarations beside raw DuckDB SQL, pandas, Polars, and our own command on Spark.

    make bench PARTS=market                                          one and ten million rows
    .venv/bin/python -m stuurwijzer.bench.market --rows 100000000    another number of rows, Parquet alone
    .venv/bin/python -m stuurwijzer.bench.market --data FOLDER       as demo-data made them, at <rows>/<form>

A whole process is measured, from the start of the interpreter to its end: CPU time and the most memory it held.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from stuurwijzer.engine.declarations.concentration import concentration
from stuurwijzer.engine.declarations.figures import HIDDEN

from .measuring import ROUNDS, Spread, Table, shown
from .peer import PEERS
from .single import DisagreementError

ROOT = Path(__file__).resolve().parent.parent
ROWS = (1_000_000, 10_000_000)
FORMS = ("parquet", "csv")
MOST_ROUNDS, MOST_ROWS_OF_CSV = 3, 10_000_000
ACTS = {"JW": "jeugdwet", "WMO": "wmo2015"}
PEER_NAMES = {
    "duckdb": "raw DuckDB SQL",
    "duckdb figures": "raw DuckDB SQL, no findings",
    "pandas": "pandas",
    "polars": "Polars",
    "spark": "our command with --engine spark, this machine",
}


@dataclass(frozen=True)
class Run:
    """One process: what it printed, its CPU seconds, and the most memory it held, in megabytes."""

    output: str
    seconds: float
    megabytes: int


def measured(rounds: int, rows: Sequence[int] = ROWS, folder: Path | None = None) -> list[Table]:
    if folder is None:
        with TemporaryDirectory() as made:
            return measured(rounds, rows, Path(made))
    return [_table(many, form, min(rounds, MOST_ROUNDS), folder) for many in rows for form in _forms(many)]


def _forms(rows: int) -> tuple[str, ...]:
    return FORMS if rows <= MOST_ROWS_OF_CSV else FORMS[:1]


def _table(rows: int, form: str, rounds: int, folder: Path) -> Table:
    """Our command, and each tool in turn with it; the tools have to give the same figures first."""
    made = folder / str(rows) / form
    if not made.exists():
        process([*_ours(), "demo-data", str(made), "--rows", str(rows), "--format", form])
    commands = _commands(made / f"declarations.{form}", made / "mapping.yaml")
    ours = commands.pop("ours")
    expected = process(ours).output
    first = ""
    lines: list[tuple[str, ...]] = []
    notes: list[str] = []
    for name, command in commands.items():
        held = _first(name, command, notes)
        if held is None:
            continue
        first = first or held
        agree(name, held, expected, first)
        if name == "spark":  # its virtual machine is no child that is waited for: what it costs is not seen
            notes.append(f"{PEER_NAMES[name]} gives the same numbers; what it costs is not measured.")
            continue
        pairs = [(process(ours), process(command)) for _ in range(rounds)]
        cpu = Spread(tuple(one.seconds / other.seconds for one, other in pairs))
        memory = median(one.megabytes for one, _ in pairs) / median(other.megabytes for _, other in pairs)
        lines.append((PEER_NAMES[name], str(cpu), shown(memory)))
    title = f"Market analysis, {rows:,} declarations as {form}: our command / the other"
    return Table(title, ("beside", "CPU time", "memory"), tuple(lines), tuple(notes))


def _commands(file: Path, mapping: Path) -> dict[str, list[str]]:
    peers = os.environ.get("STUURWIJZER_PEERS") or str(PEERS)
    script = str(Path(__file__).with_name("market_peers.py"))
    ours = [*_ours(), "market", str(file), "--mapping", str(mapping), "--format", "json"]
    commands = {"ours": ours} | {name: [peers, script, name, str(file)] for name in ("duckdb", "pandas", "polars")}
    commands["duckdb figures"] = [*commands["duckdb"], "figures"]
    if find_spec("pyspark") and shutil.which("java"):
        commands["spark"] = [*ours, "--engine", "spark", "--master", "local[2]"]
    return commands


def _ours() -> list[str]:
    return [sys.executable, "-m", "stuurwijzer.cli"]


def _first(name: str, command: list[str], notes: list[str]) -> str | None:
    """What a tool gives; None with a note where it is not there or does not get to an end."""
    try:
        return process(command).output
    except (OSError, ChildProcessError) as error:
        notes.append(f"{PEER_NAMES[name]} is not compared: {str(error)[:200]}")
        return None


def process(command: list[str]) -> Run:
    """Run to a good end. Raises OSError, and ChildProcessError with the last line of what went wrong."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        to = [(os.POSIX_SPAWN_OPEN, n, str(path), os.O_WRONLY | os.O_CREAT, 0o600) for n, path in ((1, out), (2, err))]
        around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        child = os.posix_spawn(command[0], command, around, file_actions=to)
        _, status, used = os.wait4(child, 0)
        if status:
            raise ChildProcessError(err.read_text(errors="replace").strip().rpartition("\n")[2] or f"status {status}")
        return Run(out.read_text(), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def agree(name: str, held: str, expected: str, first: str) -> None:
    """Hold what a tool gave against our command, and against the first of the tools. Raises DisagreementError."""
    if name == "spark":
        same = json.loads(held) == json.loads(expected)
    else:
        tables, others = json.loads(held), json.loads(first)
        same = all(tables[part] == others[part] for part in tables) and _alike(tables, expected)
    if not same:
        raise DisagreementError(f"{PEER_NAMES[name]} gives other figures")


def _alike(tables: dict[str, list[list[Any]]], expected: str) -> bool:
    """Whether all figures are the same; one that the command holds back cannot be compared."""
    found, told = figures_of(tables), figures_told(expected)
    if found.keys() != told.keys():
        return False
    return all(same(value, told[key]) for key, value in found.items())


def same(one: Any, other: Any) -> bool:
    if isinstance(one, list):
        return len(one) == len(other) and all(same(held, beside) for held, beside in zip(one, other, strict=True))
    return other in (one, HIDDEN)


def figures_of(tables: dict[str, list[list[Any]]]) -> dict[str, Any]:
    """From the tables of a tool to what the command tells of each segment and act; counts that are held back stay."""
    totals: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for year, act, segment, _, cents in tables["by_provider"]:
        totals[year, ACTS[act], segment].append(cents)
    persons = {(year, ACTS.get(act), segment, place): n for year, act, segment, place, n in tables["persons"]}
    months: dict[tuple[int, str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for year, month, act, segment, _, cents in tables["by_month"]:
        months[year, ACTS[act], segment][month] += cents
    found: dict[str, Any] = {}
    for key, amounts in totals.items():
        market = concentration(amounts)
        assert market is not None
        found[str(key)] = [sum(amounts), market.providers, market.top3_share, market.hhi, sorted(months[key].items())]
        found[f"{key} clients"] = persons[(*key, None)]
    for year, act, segment, place, cents, providers in tables["by_municipality"]:
        key = (year, ACTS[act], segment)
        found[f"{key} {place}"] = [cents, persons[(*key, place)], providers]
    for (year, act, segment, place), n in persons.items():
        if segment is None and place is None:
            found[f"{year} {act or ''} clients"] = n
    return found


def figures_told(output: str) -> dict[str, Any]:
    """The same from what the command printed."""
    found: dict[str, Any] = {}
    market = json.loads(output)["market"]
    for held in market["segments"]:
        key = (held["year"], held["act"], held["segment"])
        counted = held["market"]
        shares = [counted[name] for name in ("providers", "top3_share", "hhi")]
        found[str(key)] = [held["spend"], *shares, [tuple(month) for month in held["months"]]]
        found[f"{key} clients"] = held["clients"]
        for place in held["places"]:
            found[f"{key} {place['municipality']}"] = [place[name] for name in ("spend", "clients", "providers")]
    for total in market["totals"]:
        found[f"{total['year']} {total['act']} clients"] = total["clients"]
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, action="append")
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--data", type=Path)
    given = asked.parse_args()
    for table in measured(given.rounds, given.rows or ROWS, given.data):
        print(table, flush=True)


if __name__ == "__main__":
    main()
