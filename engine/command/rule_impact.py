"""``rules impact``: which advices change between two editions of the rule base, and which change makes them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..comparison.causes import Cause
from ..comparison.editions_differ import EditionDifference, difference
from ..comparison.impact import Affected, Asked, Impact, RegionImpact
from ..comparison.readings import KINDS, Differs, Key, Says
from ..profile.load import read_region, region_of
from ..profile.region import RegionProfile
from ..reading import Document
from .accounting import as_json
from .difference_words import Alike, caused, put_difference, put_weightless
from .editions import Edition, open_edition
from .faults import WrongInputError
from .opening import locate, reference_regions
from .rule_diff import edition_data, edition_name, terms_of
from .shell import Language
from .stored_advice import stored_advice
from .terms import Sheet, Terms

GROUNDS = frozenset({"argument", "decided_at"})
"""kinds that say on what a choice rests: shown last"""


def rules_impact(
    old: str, new: str, regions: Sequence[str], as_of: date | None, form: str, language: Language
) -> tuple[str, bool]:
    """What the changes do as text or JSON, and whether any advice changes. Without regions: all reference regions.

    Raises WrongInputError and ProblemsFoundError.
    """
    one, other = open_edition(old), open_edition(new)
    between = difference(one.base, other.base)
    impact = Impact(one.base, other.base, between)
    asked = list(_asked(regions or reference_regions(), as_of, (one, other)))
    try:
        found = [impact.on(each) for each in asked]
    except KeyError as error:
        raise WrongInputError("edition_lacks", path=f"{old}, {new}", found=str(error.args[0])) from None
    if form == "json":
        return as_json(_data(one, other, between, found)), any(held.affected for held in found)
    return _text(one, other, between, found, language), any(held.affected for held in found)


# What is asked


def _asked(words: Sequence[str], as_of: date | None, editions: tuple[Edition, Edition]) -> Iterator[Asked]:
    """Each region on its day. A stored advice is held against the region file in its record, else the one with its id
    among ``words``, else the reference region of that id."""
    stored = {word: stored_advice(Path(word)) for word in words if word.endswith(".json")}
    given = {word: _region(read_region(*locate(word)).document, editions) for word in words if word not in stored}
    of_advice = {advice.region for advice in stored.values()}
    for word, region in given.items():
        if region.id not in of_advice:
            yield Asked(word, region, as_of or region.as_of)
    for word, advice in stored.items():
        if as_of not in (None, advice.as_of):
            raise WrongInputError("advice_of_other_day", path=word, day=advice.as_of.isoformat())
        found = next((r for r in given.values() if r.id == advice.region), None)
        if advice.file is not None:
            found = _region(advice.file, editions)
        elif found is None and advice.region in reference_regions():
            found = _region(read_region(*locate(advice.region)).document, editions)
        if found is None:
            raise WrongInputError("region_of_advice", path=word, found=advice.region)
        yield Asked(word, found, advice.as_of, advice.readings)


def _region(file: Document, editions: tuple[Edition, Edition]) -> RegionProfile:
    """The region, whose overrides both editions must know."""
    known = [edition.base.library.options for edition in editions]
    found = [region_of(file, options.choices, options.names) for options in known]
    return found[0]


# As data


def _data(old: Edition, new: Edition, between: EditionDifference, found: Sequence[RegionImpact]) -> dict[str, Any]:
    return {
        "old": edition_data(old),
        "new": edition_data(new),
        "changes": [change.name for change in between.deciding],
        "regions": [
            {
                "region": held.name,
                "as_of": held.as_of.isoformat(),
                "segments": list(held.paths),
                "differences": [differs_data(one.differs) | {"cause": cause_data(one.cause)} for one in held.affected],
                "stored_differs_from_old": [differs_data(one) for one in held.not_of_old],
            }
            for held in found
        ],
    }


def differs_data(held: Differs) -> dict[str, Any]:
    return {
        "segment": held.path,
        "kind": held.key[0],
        "about": held.key[1:],
        "before": held.before,
        "after": held.after,
    }


def cause_data(cause: Cause) -> dict[str, Any]:
    return {"how": cause.how, "sets": cause.sets}


# In words


def _alike(affected: Sequence[Affected], terms: Terms, called: dict[str, str]) -> list[Alike]:
    """The differences with the segments that share them and their cause, the weightiest first."""
    groups: dict[tuple[Key, Says | None, Says | None, str], list[str]] = {}
    for held in (each for each in affected if not each.differs.weightless):
        key = (held.differs.key, held.differs.before, held.differs.after, caused(held.cause, terms, called))
        groups.setdefault(key, []).append(held.differs.path)
    ordered = sorted(groups.items(), key=lambda entry: KINDS.index(entry[0][0][0]))
    return [Alike(*key, tuple(paths)) for key, paths in ordered]


def _text(
    old: Edition, new: Edition, between: EditionDifference, found: Sequence[RegionImpact], language: Language
) -> str:
    terms, sheet = terms_of(old, new, language), Sheet()
    called = {c.name: _called(c.name, c.what, c.sort, c.id, terms) for c in between.deciding}
    sheet.put(terms.say("impact.heading", old=edition_name(old), new=edition_name(new), n=str(len(between.deciding))))
    paths = sum(len(held.paths) for held in found)
    moved = sum(len(_decided_otherwise(held)) for held in found)
    sheet.put(terms.say("impact.counted", n=str(paths), moved=str(moved), regions=len(found)))
    _by_change(found, called, terms, sheet)
    for held in found:
        sheet.head(terms.say("impact.region", region=held.name, day=held.as_of.isoformat(), n=str(len(held.paths))))
        if held.not_of_old:
            sheet.put(terms.say("impact.stored_differs", n=str(len(held.not_of_old))), 1)
        if not held.affected:
            sheet.put(terms.say("impact.same"), 1)
        for alike in _alike(held.affected, terms, called):
            put_difference(alike, len(held.paths), terms, sheet)
        put_weightless(sum(each.differs.weightless for each in held.affected), terms, sheet, 1)
    return sheet.text()


def _by_change(found: Sequence[RegionImpact], called: Mapping[str, str], terms: Terms, sheet: Sheet) -> None:
    """Each change with how much it has a part in, and those that do nothing here."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in called}
    for one in (one for held in found for one in held.affected):
        for name in one.cause.names:
            counts[name]["grounds" if one.differs.key[0] in GROUNDS else "outcomes"] += 1
    acting = {name: held for name, held in counts.items() if held}
    if acting:
        sheet.head(terms.say("impact.by_change"))
    for name in sorted(acting, key=lambda n: (-acting[n]["outcomes"], -acting[n]["grounds"], n)):
        held = acting[name]
        values = {"outcomes": str(held["outcomes"]), "grounds": str(held["grounds"])}
        sheet.put(terms.say("impact.change", change=called[name], **values), 1, "- ")
    if len(acting) < len(called):
        sheet.put(terms.say("impact.idle", n=str(len(called) - len(acting))), 1)


def _called(name: str, what: str, sort: str, id_: str, terms: Terms) -> str:
    return f"{terms.say(f'diff.sort_{sort}')} {id_} ({terms.say(f'diff.{what}', was='')})"


def _decided_otherwise(held: RegionImpact) -> set[str]:
    return {one.differs.path for one in held.affected if one.differs.key[0] not in GROUNDS}
