"""``rules check``: the rule base as a whole, in words or as data."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..reading import Problem
from ..rendering import Catalogue, load_catalogue
from ..scrutiny import CODES, Diagnostic, Severity
from ..scrutiny.detect_arguments import STEPS, Balance
from ..scrutiny.explained import load_explanations
from ..scrutiny.scrutinise import Scrutiny, scrutinise, scrutinise_folder
from ..scrutiny.witness import Profile
from .accounting import as_json
from .faults import WrongInputError
from .opening import rulebase
from .reporting import in_words
from .shell import Language
from .terms import Sheet

MOST_FACTS = 12
"""of a witness in the text; the JSON holds all"""


def check_report(
    folder: str | None,
    as_of: date | None,
    stale: int | None,
    fail_on: str,
    whole: bool,
    form: str,
    language: Language,
) -> tuple[str, bool]:
    """The report as text or JSON, and whether nothing as grave as ``fail_on`` is open.

    ``folder`` holds ``rules/`` and ``knowledge/``; by default the package's own. Raises WrongInputError, OurFaultError.
    """
    found = _scrutinised(folder, as_of, stale)
    grave: tuple[Severity, ...] = ("error", "warning") if fail_on == "warning" else ("error",)
    text = as_json(_as_data(found)) if form == "json" else _as_text(found, whole, load_catalogue(language))
    return text, not found.open(*grave)


def _scrutinised(folder: str | None, as_of: date | None, stale: int | None) -> Scrutiny:
    if folder is None:
        root = Path(str(files("stuurwijzer")))
        return scrutinise(rulebase(), root, as_of, stale, load_explanations(root / "knowledge"))
    root = Path(folder)
    if not all((root / room).is_dir() for room in ("rules", "knowledge")):
        raise WrongInputError("not_a_rule_base", path=folder)
    return scrutinise_folder(root, as_of, stale)


# Data


def _as_data(found: Scrutiny) -> dict[str, Any]:
    in_force, every = found.rules
    return {
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "rules": {"in_force": in_force, "all": every},
        "solver": None if found.questions is None else {"questions": found.questions},
        "counts": dict(sorted(Counter(d.code for d in found.diagnostics).items())),
        "diagnostics": [_diagnostic(d, found) for d in found.diagnostics],
        "balance": [_row(row) for row in found.balance],
    }


def _diagnostic(held: Diagnostic, found: Scrutiny) -> dict[str, Any]:
    explained = found.explained.get((held.code, held.subject))
    return {
        "code": held.code,
        "severity": held.severity,
        "subject": held.subject,
        "known": held.known,
        "places": [{"file": p.file, "line": p.line, "what": p.what} for p in held.places],
        "fact": {language: _fact(held, load_catalogue(language)) for language in ("nl", "en")},
        "witness": None if held.witness is None else _witness(held.witness),
        "explained": None
        if explained is None
        else {"reason": explained.reason.model_dump(), "date": explained.date.isoformat()},
    }


def _witness(profile: Profile) -> dict[str, Any]:
    held = profile.circumstances
    return {
        "facts": dict(profile.facts),
        "wishes": [list(rank) for rank in held.wishes],
        "months_left": held.months_left,
    }


def _row(row: Balance) -> dict[str, Any]:
    steps = {step: {"for": one, "against": other} for step, (one, other) in row.steps.items()}
    return {"option": row.option, "steps": steps, "own": row.own}


# Text


def _as_text(found: Scrutiny, whole: bool, catalogue: Catalogue) -> str:
    sheet = Sheet()
    for line in _opening(found, catalogue):
        sheet.put(line)
    severities: tuple[Severity, ...] = ("error", "warning", "info") if whole else ("error", "warning")
    for severity in severities:
        held = found.open(severity)
        if held:
            sheet.head(_say(catalogue, severity))
            for diagnostic in held:
                _put(diagnostic, sheet, catalogue)
    reasons: dict[tuple[str, str], list[str]] = {}
    for (code, subject), why in found.explained.items():
        said = _say(catalogue, "reason", reason=why.reason[catalogue.language], date=why.date.isoformat())
        reasons.setdefault((code, said), []).append(subject)
    if reasons:
        sheet.head(_say(catalogue, "explained"))
        for (code, said), subjects in sorted(reasons.items()):
            sheet.put(f"{code} · {', '.join(sorted(subjects))}", 1, "- ")
            sheet.put(said, 2)
    if whole and found.balance:
        _put_balance(found.balance, sheet, catalogue)
    elif any(d.severity == "info" for d in found.diagnostics):
        _put_counts(found, sheet, catalogue)
    return sheet.text()


def _opening(found: Scrutiny, catalogue: Catalogue) -> Iterator[str]:
    counts = Counter(d.severity for d in found.diagnostics)
    if found.as_of is None:
        yield _say(catalogue, "not_loaded", errors=str(counts["error"]))
        return
    in_force, every = found.rules
    yield _say(catalogue, "head", day=found.as_of.isoformat(), force=str(in_force), all=str(every))
    yield _say(
        catalogue,
        "counts",
        errors=str(counts["error"]),
        warnings=str(counts["warning"]),
        explained=str(len(found.explained)),
        infos=str(counts["info"]),
    )
    if found.questions is None:
        yield _say(catalogue, "no_solver")
    else:
        yield _say(catalogue, "proved", n=str(found.questions))


def _put(held: Diagnostic, sheet: Sheet, catalogue: Catalogue) -> None:
    sheet.put(f"{held.code} · {held.subject} ({_say(catalogue, f'known_{held.known}')})", 1, "- ")
    for place in held.places:
        sheet.put(f"{place.file}:{place.line} {place.what}".rstrip(), 2)
    sheet.put(_fact(held, catalogue), 2)
    if held.witness is not None:
        sheet.put(_say(catalogue, "witness", facts=_facts(held.witness, catalogue)), 2)


def _fact(held: Diagnostic, catalogue: Catalogue) -> str:
    """What was found, and then what to do about it."""
    if held.code not in CODES:
        values = tuple((key, value) for key, value in held.values.items() if isinstance(value, str))
        return in_words(Problem("", 0, "", held.code, values), catalogue)
    return " ".join(catalogue.say(f"scrutiny.{held.code}.{part}", **held.values) for part in ("fact", "remedy"))


def _facts(profile: Profile, catalogue: Catalogue) -> str:
    held = [f"{name} = {_shown(value)}" for name, value in sorted(profile.facts.items())]
    said = held[:MOST_FACTS]
    if len(held) > MOST_FACTS:
        said.append(_say(catalogue, "more", n=str(len(held) - MOST_FACTS)))
    ranks = profile.circumstances.wishes
    if ranks:
        said.append(_say(catalogue, "wishes", ranks=" > ".join(" + ".join(rank) for rank in ranks)))
    if profile.circumstances.months_left is not None:
        said.append(_say(catalogue, "months", n=str(profile.circumstances.months_left)))
    return "; ".join(said) or _say(catalogue, "nothing")


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _put_counts(found: Scrutiny, sheet: Sheet, catalogue: Catalogue) -> None:
    sheet.head(_say(catalogue, "info"))
    for code, number in sorted(Counter(d.code for d in found.diagnostics if d.severity == "info").items()):
        sheet.put(
            f"{code}: {_say(catalogue, 'summary', n=str(number), name=catalogue.say(f'scrutiny.{code}.name'))}", 1, "- "
        )
    sheet.put(_say(catalogue, "info_hint"), 1)


def _put_balance(rows: tuple[Balance, ...], sheet: Sheet, catalogue: Catalogue) -> None:
    sheet.head(_say(catalogue, "balance"))
    width = max(len(row.option) for row in rows)
    heads = [*STEPS, _say(catalogue, "balance_own")]
    sheet.lines.append(f"    {'':<{width}}  {'  '.join(f'{head:>10}' for head in heads)}")
    for row in rows:
        cells = [f"{one}/{other}" for one, other in (row.steps[step] for step in STEPS)] + [str(row.own)]
        wide = (f"{cell:>{max(10, len(head))}}" for cell, head in zip(cells, heads, strict=True))
        sheet.lines.append(f"    {row.option:<{width}}  {'  '.join(wide)}")


def _say(catalogue: Catalogue, code: str, **values: str) -> str:
    return catalogue.say(f"command.check.{code}", **values)
