"""Amounts, shares and counts as people write them, as whole numbers inside: cents, basis points, persons.

``€ 8.802.420``, ``8_802_420`` and ``8802420`` are one amount; ``32,46%`` and ``32.46%`` are one share. A share without
its percent sign is refused, since ``0.32`` and ``32`` may both be meant. Nothing is rounded: more digits than the unit
can hold are an error that says so.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

_SHARE = re.compile(r"(?P<whole>[0-9]{1,7})(?:[.,](?P<part>[0-9]{1,2}))?\s*%\Z")
_MONEY = re.compile(
    r"(?:€|EUR|euro)?\s*"
    r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15}|[0-9]{1,3}(?:_[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)"
    r"(?:,(?P<comma>[0-9]{1,2}|-)|\.(?P<point>[0-9]{1,2}))?\s*(?:€|EUR|euro)?\Z"
)
LARGEST = 10**12 - 1
"""euro or persons: more is a slip, and the engine behind the rules counts exactly up to 2**53"""
_COUNT = re.compile(r"[0-9]{1,3}(?:[._ ][0-9]{3})+\Z|[0-9]{1,15}\Z")


def _refuse(code: str, **values: str) -> PydanticCustomError:
    # The message is never shown: the catalogue of reader's text has a sentence for the code.
    return PydanticCustomError("readable", "refused", {"code": code, "values": values})


def basis_points(value: Any) -> int:
    """A share as hundredths of a percent: ``32,46%`` is 3246. Over 100 % is accepted here and found as a finding."""
    match = _SHARE.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise _refuse("not_a_share", expected="32,46%")
    return int(match["whole"]) * 100 + int((match["part"] or "0").ljust(2, "0"))


def cents(value: Any) -> int:
    """An amount in euro as cents."""
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 0:
            raise _refuse("negative_amount")
        return _bounded(value) * 100
    match = _MONEY.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise _refuse("not_an_amount", expected="€ 8.802.420")
    part = match["comma"] or match["point"] or "0"
    return _bounded(int(re.sub(r"[._ ]", "", match["whole"]))) * 100 + (0 if part == "-" else int(part.ljust(2, "0")))


def count(value: Any) -> int:
    """A number of persons, providers, years or products."""
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 0:
            raise _refuse("negative_count")
        return _bounded(value)
    if not isinstance(value, str) or not _COUNT.match(value.strip()):
        raise _refuse("not_a_count", expected="1.656")
    return _bounded(int(re.sub(r"[._ ]", "", value.strip())))


def day_number(day: date) -> int:
    """A day as rules hold it: 20261001 is 1 October 2026, so that a trace can be read."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The day behind its number. Raises ValueError when there is no such day."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def _bounded(value: int) -> int:
    if value > LARGEST:
        raise _refuse("number_too_long", most=str(len(str(LARGEST))))
    return value


def _written(quantity: str, pattern: str) -> Any:
    """What the JSON Schema says of a quantity: which one it is, and how it looks as text."""
    return Field(json_schema_extra={"quantity": quantity, "pattern": rf"^\s*{pattern}\s*$", "minimum": 0})


_EURO = r"(€|EUR|euro)?"
Share = Annotated[
    int,
    BeforeValidator(basis_points, json_schema_input_type=str),
    _written("share", r"[0-9]{1,7}([.,][0-9]{1,2})?\s*%"),
]
Money = Annotated[
    int,
    BeforeValidator(cents, json_schema_input_type=int | str),
    _written("money", rf"{_EURO}\s*[0-9][0-9._ ]*(,([0-9]{{1,2}}|-))?\s*{_EURO}"),
]
Count = Annotated[int, BeforeValidator(count, json_schema_input_type=int | str), _written("count", r"[0-9][0-9._ ]*")]
__all__ = ["Count", "Money", "Share", "basis_points", "cents", "count", "day_number", "day_of"]
