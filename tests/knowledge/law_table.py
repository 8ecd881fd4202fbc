"""The table of ``docs/law.md``: what each rule of law is expected to be, reviewed by eye."""

from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "law.md"


@dataclass(frozen=True)
class Row:
    number: str
    rule: str
    act: str
    since: str | None
    phase: str | None
    until: str | None
    state: str | None
    effect: str


def law_table() -> tuple[Row, ...]:
    """The rows that name a rule; the bold ones between them are titles."""
    rows = []
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 7 and cells[1].startswith("`"):
            number, rule, act, since, until, state, effect = (None if cell == "–" else cell for cell in cells)
            phase = since if since and since.startswith("2.19") else None
            name = (rule or "").strip("`")
            rows.append(
                Row(number or "–", name, act or "", None if phase else since, phase, until, state, effect or "")
            )
    return tuple(rows)
