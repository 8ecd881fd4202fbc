"""Choices that a person sets against the advice: which option, why, by whom and when.

They hang where the choice is made: on the region, a segment or a part, by instrument; the nearest one holds. So an
override of a segment that is not there, or two of one choice, cannot be written down.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from ..reading import Document, Problem
from ..reading.problems import Path
from ..reading.validation import nearest
from .answers import DATE, Strict, Text

LONGEST_REASON = 300
"""it has to fit a sheet of two pages"""
Choices = Mapping[str, tuple[str, ...]]
"""the names of the options of each instrument with one choice"""


class Override(Strict):
    """One choice that a person sets instead of the one that the advice would make."""

    option: Text = Field(description="the option that is chosen instead, by its code")
    reason: Annotated[Text, Field(max_length=LONGEST_REASON)] = Field(description="why")
    by: Text = Field(description="who set it: a name or a role")
    date: Annotated[datetime.date, DATE] = Field(description="when it was set")


Overrides = dict[Annotated[str, Field(max_length=60)], Override]


def code_of(instrument: str, option: str) -> str:
    """``funding.effort``, whether it was written so or as ``effort``."""
    return option if option.startswith(f"{instrument}.") else f"{instrument}.{option}"


def wrong_choices(document: Document, choices: Choices) -> Iterator[Problem]:
    """Overrides of an instrument or option that does not exist, each at its place in the file."""
    for path, held in _written(document.data):
        for instrument, override in held.items():
            if instrument not in choices:
                known = list(choices)
                near = nearest(instrument, known)
                yield document.problem(
                    (*path, instrument), "not_one_of", found=instrument, expected=", ".join(known), near=near
                )
                continue
            option = override.get("option") if isinstance(override, dict) else None
            names = list(choices[instrument])
            bare = option.strip().removeprefix(f"{instrument}.") if isinstance(option, str) else ""
            if isinstance(option, str) and bare not in names:
                at, near = (*path, instrument, "option"), nearest(bare, names)
                yield document.problem(at, "not_one_of", found=option, expected=", ".join(names), near=near)


def _written(data: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every mapping of overrides in a file that was not validated, with its place."""
    yield from _at(data, ())
    for path, segment in _items(data, "segments", ()):
        yield from _at(segment, path)
        for inner, part in _items(segment, "parts", path):
            yield from _at(part, inner)


def _at(data: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    held = data.get("overrides") if isinstance(data, dict) else None
    if isinstance(held, dict):
        yield (*path, "overrides"), held


def _items(data: Any, key: str, path: Path) -> Iterator[tuple[Path, Any]]:
    held = data.get(key) if isinstance(data, dict) else None
    for number, item in enumerate(held if isinstance(held, list) else ()):
        yield (*path, key, number), item
