"""The README shows the last benchmarks and no others."""

import runpy
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[2]


def test_the_readme_shows_what_bench_last_holds() -> None:
    figures = SimpleNamespace(**runpy.run_path(str(ROOT / "bench" / "figures.py")))
    block = figures.benchmarks((ROOT / "bench" / "last.md").read_text(encoding="utf-8"))
    assert block.count("**") >= 2 * 2  # a table of the first two parts, with its title
    shown = figures.between((ROOT / "README.md").read_text(encoding="utf-8"), figures.BENCH_BEGIN, figures.BENCH_END)
    assert shown == block, "README.md: run make figures"
