"""What differs between two versions of one entry, facet by facet, each with how much it weighs.

A list is a set here and the order of keys means nothing. A text in both languages is wording; that there is one at all
(a measure against a risk, an own judgement) is not.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

Weight = Literal["meaning", "sources", "wording", "checked"]
"""meaning: can change a decision; sources: where it stems from and how sure that is; wording: what readers see;
checked: only the day of the last check"""
WEIGHTS: tuple[Weight, ...] = ("meaning", "sources", "wording", "checked")
"""the heaviest first"""
Weigh = Callable[[str], Weight]
"""the weight of a key, unless its text alone differs"""


@dataclass(frozen=True)
class Facet:
    """One thing that differs: ``key`` names it (``values.2024-01-01``), None is absent. Of a threshold that moved also
    the field that it limits, and both limits as facts hold them."""

    key: str
    weight: Weight
    before: Any
    after: Any
    field: str | None = None
    limits: tuple[int, int] | None = None


def facets_of(
    before: BaseModel, after: BaseModel, weigh: Weigh, leave_out: frozenset[str] = frozenset()
) -> list[Facet]:
    """The facets in which two versions of one entry differ, those of the keys in ``leave_out`` aside."""
    one, other = (_plain(held.model_dump(mode="json", by_alias=True), leave_out) for held in (before, after))
    return list(_differences("", one, other, weigh))


def differing(key: str, before: Any, after: Any, weigh: Weigh) -> list[Facet]:
    """The facets in which two plain values differ."""
    return list(_differences(key, before, after, weigh))


def heaviest(facets: list[Facet]) -> Weight:
    return min((facet.weight for facet in facets), key=WEIGHTS.index)


def _plain(held: Mapping[str, Any], leave_out: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in held.items() if key not in leave_out}


def _differences(key: str, one: Any, other: Any, weigh: Weigh) -> Iterator[Facet]:
    if one == other:
        return
    if _is_text(one) or _is_text(other):
        both = _is_text(one) and _is_text(other)
        yield Facet(key, "wording" if both else weigh(key), one, other)
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in sorted({*one, *other}):
            yield from _differences(f"{key}.{name}" if key else name, one.get(name), other.get(name), weigh)
    elif _is_set(one) and _is_set(other):
        yield from (Facet(key, weigh(key), item, None) for item in sorted(set(one) - set(other)))
        yield from (Facet(key, weigh(key), None, item) for item in sorted(set(other) - set(one)))
    else:
        yield Facet(key, weigh(key), one, other)


def _is_text(value: Any) -> bool:
    """Whether this is a text in both languages, or a list of such texts."""
    if isinstance(value, list):
        return bool(value) and all(_is_text(item) for item in value)
    return isinstance(value, Mapping) and set(value) == {"nl", "en"}


def _is_set(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str | int) for item in value)
