"""``rules diff``: what differs between two editions of the rule base, those that can change a decision first."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ..comparison.editions_differ import EditionDifference, difference
from ..comparison.facets import WEIGHTS, Facet
from ..comparison.rule_changes import Change
from ..rendering import load_catalogue
from ..rulebase.conditions import UNKNOWN_PREFIX
from ..rulebase.sureness import parameters_of
from .accounting import as_json
from .editions import Edition, open_edition
from .rule_text import effect_of
from .shell import Language
from .terms import Sheet, Terms

LONGEST = 100
"""characters of a value on its line; a longer one stands below it"""


def rules_diff(old: str, new: str, form: str, language: Language) -> tuple[str, bool]:
    """The differences as text or JSON, and whether one of them can change a decision. Raises WrongInputError."""
    one, other = open_edition(old), open_edition(new)
    found = difference(one.base, other.base)
    text = as_json(_data(one, other, found)) if form == "json" else _text(one, other, found, language)
    return text, any(change.weight == "meaning" for change in found.changes)


def edition_data(held: Edition) -> dict[str, str | None]:
    return {"name": held.name, "commit": held.commit}


def edition_name(held: Edition) -> str:
    """``HEAD~3 (1a2b3c4d5e6f)``, or the folder."""
    return f"{held.name} ({held.commit[:12]})" if held.commit else held.name


def terms_of(old: Edition, new: Edition, language: Language) -> Terms:
    """The terms of both editions; where both have one, that of the new."""
    return Terms(load_catalogue(language), {**old.base.vocabulary, **new.base.vocabulary}, new.base.library)


def change_data(change: Change) -> dict[str, Any]:
    return {
        "sort": change.sort,
        "id": change.id,
        "what": change.what,
        "was": change.was,
        "weight": change.weight,
        "place": change.place,
        "facets": [vars(facet) for facet in change.facets],
    }


def _data(old: Edition, new: Edition, found: EditionDifference) -> dict[str, Any]:
    return {
        "old": edition_data(old),
        "new": edition_data(new),
        "counts": {weight: sum(c.weight == weight for c in found.changes) for weight in WEIGHTS},
        "changes": [change_data(change) for change in found.changes],
        "moved": [vars(moved) for moved in found.moved],
    }


# In words


def _text(old: Edition, new: Edition, found: EditionDifference, language: Language) -> str:
    terms, sheet = terms_of(old, new, language), Sheet()
    sheet.put(terms.say("diff.heading", old=edition_name(old), new=edition_name(new)))
    if not found.changes:
        sheet.put(terms.say("diff.alike"))
    for weight, group in groupby(found.changes, key=lambda change: change.weight):
        changes = list(group)
        sheet.head(terms.say(f"diff.weight_{weight}", n=str(len(changes))))
        for change in changes:
            _change(change, (old, new), terms, sheet)
    if found.moved:
        sheet.head(terms.say("diff.moved", n=str(len(found.moved))))
        for moved in found.moved:
            sheet.put(f"{moved.id}: {moved.before} → {moved.after}", 1, "- ")
    return sheet.text()


def _change(change: Change, editions: tuple[Edition, Edition], terms: Terms, sheet: Sheet) -> None:
    sort = terms.say(f"diff.sort_{change.sort}")
    what = terms.say(f"diff.{change.what}", was=change.was or "")
    place = f" ({change.place})" if change.place else ""
    sheet.put(f"{sort} {change.id}: {what}{place}", 1, "- ")
    if change.sort == "rule" and change.what in ("added", "removed"):
        rule = editions[change.what == "added"].base.rules[change.id]
        sheet.put(effect_of(rule, terms), 2)
    if change.sort == "parameter":
        users = tuple(sorted(r.id for r in editions[1].base.rules.values() if change.id in parameters_of(r)))
        sheet.put(terms.say("diff.used_by", rules=users) if users else terms.say("diff.not_used"), 2)
    for facet in sorted(change.facets, key=lambda facet: WEIGHTS.index(facet.weight)):
        for line in facet_lines(facet, terms):
            sheet.put(line, 2)


def facet_lines(facet: Facet, terms: Terms) -> Iterator[str]:
    """What differs in one facet: a limit with its unit, an item gone or come, a value or a text before and after."""
    key = facet.key
    if facet.field is not None:
        key = terms.say("diff.condition", key=key, label=terms.label(facet.field.removeprefix(UNKNOWN_PREFIX)))
    if facet.before is None or facet.after is None:
        sign, value = ("+", facet.after) if facet.before is None else ("−", facet.before)
        yield f"{key}: {sign} {_shown(value, terms)}"
        return
    before, after = _shown(facet.before, terms), _shown(facet.after, terms)
    if len(before) + len(after) <= LONGEST:
        yield f"{key}: {before} → {after}{_moved(facet, terms)}"
    else:
        yield f"{key}: − {before}"
        yield f"{key}: + {after}"


def _moved(facet: Facet, terms: Terms) -> str:
    if facet.limits is None or facet.field is None:
        return ""
    before, after = (terms.value(facet.field, str(limit)) for limit in facet.limits)
    return f" ({terms.say('diff.limit', before=before, after=after)})"


def _shown(value: Any, terms: Terms) -> str:
    if isinstance(value, dict) and set(value) == {"nl", "en"}:
        return str(value[terms.language])
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(_shown(item, terms) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(item, terms)}" for key, item in value.items()) + "}"
    return "–" if value is None else str(value)
