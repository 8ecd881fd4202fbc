"""``sources coverage``: every passage used, or unused for a reason that is given; nothing dropped in silence."""

from typing import Any

from ..knowledge.accounts import Accounts, Coverage
from ..rendering import Catalogue, load_catalogue
from .accounting import accounts, as_json
from .shell import Language
from .terms import Sheet


def coverage_report(form: str, language: Language) -> tuple[str, bool]:
    """The account as text or JSON, and whether every passage is accounted for."""
    held = accounts()
    whole = held.coverage()
    text = as_json(_as_data(held)) if form == "json" else _as_text(held, load_catalogue(language))
    return text, not whole.unaccounted


def _as_data(held: Accounts) -> dict[str, Any]:
    return _counted(held.coverage()) | {"sources": {name: _counted(held.coverage(name)) for name in held.sources}}


def _counted(coverage: Coverage) -> dict[str, Any]:
    return {
        "total": coverage.total,
        "used": coverage.used,
        "used_by": dict(coverage.used_by),
        "used_only_by_case": coverage.only_by_case,
        "unused": dict(coverage.unused),
        "unaccounted": len(coverage.unaccounted),
        "unaccounted_passages": list(coverage.unaccounted),
    }


def _as_text(held: Accounts, catalogue: Catalogue) -> str:
    def say(code: str) -> str:
        return catalogue.say(f"command.sources.{code}")

    whole = held.coverage()
    sheet = Sheet()
    sheet.put(say("coverage.title"))
    _rows(
        sheet,
        {
            say("coverage.total"): whole.total,
            say("coverage.used"): whole.used,
            say("coverage.unused"): sum(whole.unused.values()),
            say("coverage.unaccounted"): len(whole.unaccounted),
        },
    )
    sheet.head(say("coverage.by_kind"))
    by_kind = {say(f"use_kind.{kind}"): number for kind, number in whole.used_by.items()}
    _rows(sheet, by_kind | {say("coverage.only_by_case"): whole.only_by_case})
    sheet.head(say("coverage.by_reason"))
    _rows(sheet, {say(f"reason.{reason}"): number for reason, number in whole.unused.items()})
    sheet.head(say("coverage.per_source"))
    _table(sheet, held, [say(f"coverage.{head}") for head in ("total", "used", "unused", "unaccounted")])
    if whole.unaccounted:
        sheet.head(say("coverage.missing"))
        for name in whole.unaccounted:
            sheet.put(f"{name}: {held.passages[name].summary[catalogue.language]}", 1, "- ")
    return sheet.text()


def _table(sheet: Sheet, held: Accounts, heads: list[str]) -> None:
    """One line for each source, in the order in which they are read."""
    width = max(map(len, held.sources))
    sheet.lines.append(f"    {'':<{width}}  {'  '.join(heads)}")
    for name in held.sources:
        one = held.coverage(name)
        numbers = (one.total, one.used, sum(one.unused.values()), len(one.unaccounted))
        cells = (f"{number:>{len(head)}}" for number, head in zip(numbers, heads, strict=True))
        sheet.lines.append(f"    {name:<{width}}  {'  '.join(cells)}")


def _rows(sheet: Sheet, numbers: dict[str, int]) -> None:
    width = max(map(len, numbers), default=0)
    sheet.lines += [f"    {label:<{width}}  {number:>5}" for label, number in numbers.items()]
