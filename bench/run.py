"""Every part of the benchmarks, or those that are named, as tables of ratios.

    make bench                       all parts
    make bench PARTS="single start"  some
    make bench PARTS=--keep          all, and kept in bench/last.md, from which make figures takes those of the README

See bench/README.md for what is measured, what each comparator does, and how long it takes.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import importlib.metadata
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from .measuring import ROUNDS, Table

LAST = Path(__file__).with_name("last.md")
PARTS = ("single", "bulk", "numpy_by_hand", "draws", "growth", "market", "start")
OURS = ("pydantic", "click", "jinja2", "PyYAML", "numpy", "duckdb", "durable_rules")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"one or more of {', '.join(PARTS)}; all without one")
    asked.add_argument("--rounds", type=int, default=ROUNDS, help="how often each pair is measured")
    asked.add_argument("--keep", action="store_true", help="put the tables into bench/last.md")
    given = asked.parse_args()
    gc.set_threshold(1_000_000, 50, 50)  # as the command line does, and ``worker.py`` for the comparators
    if unknown := sorted({*given.parts} - {*PARTS}):
        asked.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    parts = given.parts or PARTS
    if len(parts) > 1:  # a process each: what one has held counts as the least that those which it starts have held
        for part in parts:
            command = [sys.executable, "-m", __spec__.name, part, "--rounds", str(given.rounds)]
            subprocess.run([*command, "--keep"] if given.keep else command, check=True)
        return
    print(versions())
    tables: list[Table] = importlib.import_module(f".{parts[0]}", __package__).measured(given.rounds)
    print(*tables, sep="\n", flush=True)
    if given.keep:
        keep(parts[0], "\n".join([versions(), *map(str, tables)]))


def keep(part: str, text: str) -> None:
    """Put the tables of a part into the last ones, in the order of the parts; other parts stay as they were."""
    _, *held = LAST.read_text(encoding="utf-8").split("\n## ") if LAST.exists() else [""]
    found = {name: rest.strip() for name, _, rest in (section.partition("\n") for section in held)}
    found[part] = text.strip()
    sections = [f"## {name}\n\n{found[name]}\n" for name in PARTS if name in found]
    LAST.write_text("\n".join(["# The last benchmarks\n", *sections]), encoding="utf-8")


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
