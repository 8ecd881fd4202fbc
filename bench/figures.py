"""Put the figures of the comparison with what regions chose into the README and into docs/agreement.md.

    make figures

Both stand between marks; a test holds them to what the rules give now. Look at every decision that moved before you
keep the new figures.
"""

from __future__ import annotations

from pathlib import Path

from stuurwijzer.engine.backtest import Backtest, backtest, load_cases
from stuurwijzer.engine.backtest.model import BaselineEntry, Ratio, ScoreEntry
from stuurwijzer.engine.command.backtest_page import backtest_page
from stuurwijzer.engine.rulebase import Rulebase, load_rulebase

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- figures: begin, written by make figures -->", "<!-- figures: end -->"
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


def between(text: str) -> str:
    """What stands between the marks of a file."""
    return text.partition(f"{BEGIN}\n")[2].partition(END)[0]


def main() -> None:
    for name, block in blocks(load_rulebase()).items():
        path = ROOT / name
        before, _, rest = path.read_text(encoding="utf-8").partition(f"{BEGIN}\n")
        path.write_text(f"{before}{BEGIN}\n{block}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
