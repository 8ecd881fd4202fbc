"""Put the figures of the comparison with what regions chose into the README and into docs/agreement.md, and the last
benchmarks into the README.

    make figures

They stand between marks. A test holds the comparison to what the rules give now: look at every decision that moved
before you keep the new figures. The benchmarks are those of bench/last.md, which ``make bench PARTS=--keep`` writes.
"""

from __future__ import annotations

from pathlib import Path

from stuurwijzer.engine.backtest import Backtest, backtest, load_cases
from stuurwijzer.engine.backtest.model import BaselineEntry, Ratio, ScoreEntry
from stuurwijzer.engine.command.backtest_page import backtest_page
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- figures: begin, written by make figures -->", "<!-- figures: end -->"
BENCH_BEGIN, BENCH_END = "<!-- benchmarks: begin, written by make figures -->", "<!-- benchmarks: end -->"
LAST = ROOT / "bench" / "last.md"
IN_README = ("single", "bulk", "numpy_by_hand", "draws", "market")
"""the parts of the benchmarks that the README shows"""
SHOWN = ("funding_kind", "funding", "form", "term", "direction", "intensity", "pilot")
NAMES = {
    "funding_kind": "kind of funding",
    "funding": "funding with variant",
    "direction": "number of providers",
    "intensity": "supplier management",
}


def blocks(base: Rulebase) -> dict[str, str]:
    """What stands between the marks, by file."""
    held = backtest(base, load_cases(base), with_leaks=False, without_own_sources=True)
    return {"README.md": readme(held), "docs/agreement.md": f"```text\n{backtest_page(held, base, 'en')}```\n"}


def readme(held: Backtest) -> str:
    """A table of the main choices; balanced agreement behind the number that agrees."""
    without_leaks, alone = held.views
    lines = [
        "| choice | decisions | agrees | open | differs | always the most common | two rules | without own documents |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name in SHOWN:
        score, other = _overall(without_leaks.scores, name), _overall(alone.scores, name)
        lines.append(
            f"| {NAMES.get(name, name)} | {score.cases} | {score.agree} ({percent(score.balanced)}) | {score.open} "
            f"| {score.differ} | {_baseline(score.most_common)} | {_baseline(score.two_rules)} "
            f"| {other.agree} ({percent(other.balanced)}) |"
        )
    return "\n".join(lines) + "\n"


def _overall(scores: tuple[ScoreEntry, ...], name: str) -> ScoreEntry:
    return next(score for score in scores if score.output == name and score.region is None)


def _baseline(held: BaselineEntry | None) -> str:
    return f"{held.agree} ({percent(held.balanced)})" if held else "–"


def percent(ratio: Ratio) -> str:
    return f"{(200 * ratio.numerator + ratio.denominator) // (2 * ratio.denominator)}%"


def benchmarks(last: str) -> str:
    """What the README shows of the last benchmarks: some of the parts, and once when and with which versions."""
    shown: list[str] = []
    for name, _, part in (section.partition("\n") for section in last.split("\n## ")[1:]):
        about, _, tables = part.strip().partition("\n\n")
        if name in IN_README:
            shown += [tables] if about in shown else [about, tables]
    return "\n\n".join(shown) + "\n"


def between(text: str, begin: str = BEGIN, end: str = END) -> str:
    """What stands between the marks of a file."""
    return text.partition(f"{begin}\n")[2].partition(end)[0]


def _put(path: Path, block: str, begin: str, end: str) -> None:
    before, _, rest = path.read_text(encoding="utf-8").partition(f"{begin}\n")
    path.write_text(f"{before}{begin}\n{block}{end}{rest.partition(end)[2]}", encoding="utf-8")


def main() -> None:
    for name, block in blocks(load_rulebase()).items():
        _put(ROOT / name, block, BEGIN, END)
    _put(ROOT / "README.md", benchmarks(LAST.read_text(encoding="utf-8")), BENCH_BEGIN, BENCH_END)


if __name__ == "__main__":
    main()
