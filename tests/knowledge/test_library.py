"""When a passage exists: from its first day, or that of its document, to its last."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from stuurwijzer.engine.knowledge.library import Library, load_library
from stuurwijzer.engine.knowledge.options import Both
from stuurwijzer.engine.knowledge.sources import Passage, Source, State

SUMMARY = Both(nl="Iets.", en="Something.")


@cache
def real() -> Library:
    return load_library()


def library(**passages: dict[str, Any]) -> Library:
    held = {name: Passage(kind="legal", summary=SUMMARY, **fields) for name, fields in passages.items()}
    source = Source(
        id="s", prefix="S", title="S", organisation="S", date="2020-06", kind="law", address="S", passages=held
    )
    return replace(real(), sources={"s": source})


@pytest.mark.parametrize(
    ("fields", "day", "there"),
    [
        ({}, date(2020, 5, 31), False),
        ({}, date(2020, 6, 1), True),
        ({"valid_from": "2015-01-01"}, date(2015, 1, 1), True),
        ({"valid_from": "2015-01-01"}, date(2014, 12, 31), False),
        ({"valid_from": "2015-01-01", "valid_until": "2022-06-30"}, date(2022, 6, 30), True),
        ({"valid_from": "2015-01-01", "valid_until": "2022-06-30"}, date(2022, 7, 1), False),
        ({"valid_until": "2022-06-30"}, date(2022, 6, 30), True),
        ({"valid_until": "2022-06-30"}, date(2022, 7, 1), False),
        ({"valid_until": "2022-06-30"}, date(2020, 5, 31), False),
    ],
    ids=[
        "before its document",
        "from its document",
        "from its own first day, before its document",
        "before its own first day",
        "on its last day",
        "after its last day",
        "an end without a start: on its last day",
        "an end without a start: after its last day",
        "an end without a start: before its document",
    ],
)
def test_a_passage_is_there_between_its_first_and_last_day(fields: dict[str, str], day: date, there: bool) -> None:
    assert library(P=fields).available("P", day) is there


@pytest.mark.parametrize(
    ("states", "weakest"),
    [
        ((None,), None),
        ((None, "confirmed"), "confirmed"),
        (("confirmed", "secondary"), "secondary"),
        (("disputed", "secondary", "confirmed"), "disputed"),
    ],
)
def test_the_weakest_of_the_legal_facts_counts(states: tuple[State | None, ...], weakest: State | None) -> None:
    held = library(**{f"P{number}": {"state": state} for number, state in enumerate(states)})
    assert held.weakest_state(held.passages) == weakest
