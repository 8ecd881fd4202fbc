"""(d) Whole processes, cold: what each command costs beside importing what the command line always needs.

What is measured is a small job of each command, from the start of the interpreter to its end, and which libraries
beyond the core it loads. ``rules check``, ``rules coverage``, ``rules impact``, ``compare`` and ``backtest`` are
left out: they run the rules many times over, and their start is lost in that. So are commands that ask for a
file of one's own: ``budget``, ``template check``, ``sources verify``, ``export algorithm-register``.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .measuring import Seconds, Table, alternated

ROOT = Path(__file__).resolve().parent.parent
REGION = str(ROOT / "knowledge" / "regions" / "rivierenland-2021.yaml")
SEGMENT = "jeugd-logeren"
ENOUGH_ROUNDS = 5
DAY = "2026-11-22"
HEAVY: tuple[str, ...] = (
    "docxtpl",
    "duckdb",
    "durable_rules_engine",
    "numpy",
    "pandas",
    "polars",
    "prov",
    "python_calamine",
)
HEAVY += ("weasyprint", "xlsxwriter", "z3")
"""what is named when it is loaded: the libraries of the extras, and others that one would not expect"""
JOBS: dict[str, tuple[str, ...]] = {
    "--help": ("--help",),
    "schema": ("schema",),
    "glossary": ("glossary", "lumpsum"),
    "new": ("new", "nergens", "-o", "new.yaml"),
    "new (Excel)": ("new", "nergens", "--xlsx", "-o", "new.xlsx"),
    "convert": ("convert", REGION, "-o", "region.xlsx"),
    "template write": ("template", "write", "-o", "template.docx"),
    "evidence": ("evidence", "funding.task"),
    "rules show": ("rules", "show", "funding.effort.needs-access-that-steers"),
    "sources show": ("sources", "show", "RIV-5.3-22"),
    "sources coverage": ("sources", "coverage"),
    "sources errata": ("sources", "errata", "rivierenland-2021"),
    "export dmn": ("export", "dmn", "--as-of", DAY, "-o", "rules.dmn"),
    "advise (text)": ("advise", REGION),
    "advise (HTML)": ("advise", REGION, "--format", "html", "-o", "advice.html"),
    "explain": ("explain", REGION, SEGMENT, "lumpsum"),
    "flips": ("flips", REGION, SEGMENT),
    "ask": ("ask", REGION, SEGMENT),
    "plan": ("plan", REGION),
    "savings": ("savings", "achterhoek-2020"),
    "record write": ("record", "write", REGION, "-o", "record.json"),
    "record verify": ("record", "verify", "kept.json"),
    "bundle": ("bundle", "kept.json", "-o", "bundle.zip"),
    "export prov": ("export", "prov", REGION, "-o", "prov.json"),
    "papers (Word)": ("papers", REGION, "--out-dir", "papers", "--format", "docx", "--force"),
    "papers (PDF)": ("papers", REGION, "--out-dir", "papers", "--format", "pdf", "--force"),
    "advise (Excel)": ("advise", REGION, "-o", "advice.xlsx", "--force"),
    "demo-data": ("demo-data", "demo", "--rows", "1000"),
    "market": ("market", "counted/declarations.csv", "--mapping", "counted/mapping.yaml"),
    "robustness, 100 draws": ("robustness", REGION, SEGMENT, "--draws", "100"),
    "map": ("map", REGION, SEGMENT, "--x", "clients", "--y", "market.capacity"),
    "scan --columns": ("scan", "--columns"),
    "scan --demo": ("scan", "--demo", "-o", "national", "--as-of", DAY),
}


NEEDED: dict[str, tuple[str, ...]] = {
    "counted/declarations.csv": ("demo-data", "counted", "--rows", "1000"),
    "kept.json": ("record", "write", REGION, "-o", "kept.json"),
}
"""what a job reads that another command makes first; its making is not measured"""


def measured(rounds: int) -> list[Table]:
    rows, rounds = [], min(rounds, ENOUGH_ROUNDS)
    for name, job in JOBS.items():
        spread = alternated(_process(job), _imports("click, jinja2"), rounds)
        rows.append((f"`{name}`", str(spread), ", ".join(loaded(job)) or "–"))
    only_click = alternated(_process(("--help",)), _imports("click"), rounds)
    note = f"`--help` beside importing click alone: {only_click}."
    head = ("command", "/ import click, jinja2", "loads, beyond the core")
    return [Table("Cold start: a whole process for a small job", head, tuple(rows), (note,))]


def loaded(job: tuple[str, ...]) -> list[str]:
    """The heavy libraries that a job imports."""
    with _folder(job) as folder:
        command = [sys.executable, "-X", "importtime", *_command(*job)[1:]]
        said = _run(command, folder)
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in said.splitlines()}
    return sorted(names & {*HEAVY})


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "stuurwijzer.cli", *arguments]


def _process(job: Sequence[str]) -> Seconds:
    def seconds() -> float:
        with _folder(job) as folder:
            return _seconds(_command(*job), folder)

    return seconds


def _imports(names: str) -> Seconds:
    return lambda: _seconds([sys.executable, "-c", f"import {names}"], str(ROOT))


def _seconds(command: list[str], folder: str) -> float:
    """CPU seconds, of user and system, of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(command: list[str], folder: str) -> str:
    """Run to a good end; gives what it said beside its output."""
    held = subprocess.run(command, cwd=folder, env=_surroundings(), capture_output=True, text=True, check=False)
    if held.returncode:
        raise SystemExit(f"{' '.join(command)}\nended with {held.returncode}:\n{held.stderr[-2000:]}")
    return held.stderr


@contextmanager
def _folder(job: Sequence[str]) -> Iterator[str]:
    """A folder of its own, with what the job reads."""
    with TemporaryDirectory() as folder:
        for made, needed in NEEDED.items():
            if made in job:
                _run(_command(*needed), folder)
        yield folder


def _surroundings() -> dict[str, str]:
    """As a user has it: compiled modules are kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
