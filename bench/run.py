"""Every part of the benchmarks, or those that are named, as tables of ratios.

    make bench                       all parts
    make bench PARTS="single start"  some
    make bench PARTS=--keep          all, and kept in bench/last.md, from which make figures puts them into the README

See bench/README.md for what is measured, what each comparator does, and how long it takes.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from .measuring import ROUNDS, Table

LAST = Path(__file__).with_name("last.md")
PARTS = ("single", "bulk", "numpy_by_hand", "growth", "start")
OURS = ("pydantic", "click", "jinja2", "PyYAML", "numpy", "duckdb", "durable_rules")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"one or more of {', '.join(PARTS)}; all without one")
    asked.add_argument("--rounds", type=int, default=ROUNDS, help="how often each pair is measured")
    asked.add_argument("--keep", action="store_true", help="write the tables of all parts to bench/last.md")
    given = asked.parse_args()
    if unknown := sorted({*given.parts} - {*PARTS}):
        asked.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    kept = ["# The last benchmarks\n", versions()]
    print(kept[-1])
    for part in given.parts or PARTS:
        kept.append(f"## {part}\n")
        tables: list[Table] = importlib.import_module(f".{part}", __package__).measured(given.rounds)
        for table in tables:
            print(table, flush=True)
            kept.append(str(table))
    if given.keep and not given.parts:
        LAST.write_text("\n".join(kept), encoding="utf-8")


def versions() -> str:
    """The day, the machine in a few words, and what is installed of what the product runs on."""
    today = f"{datetime.now(UTC).date():%-d %B %Y}"
    held = [f"{platform.python_implementation()} {platform.python_version()}"]
    for name in OURS:
        try:
            held.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            held.append(f"{name} is not installed")
    return (
        f"{today}, {os.cpu_count()} cores that others used as well, {', '.join(held)}. "
        "Each cell is a ratio of CPU times: minimum · median · maximum of rounds in turn.\n"
    )


if __name__ == "__main__":
    main()
