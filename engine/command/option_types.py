"""The values that options and arguments take, and the mistakes in them, which are told in the reader's language."""

import re
from contextlib import suppress
from datetime import date
from typing import Any

import click

SHORTEST_DIGEST = 16


class MisusedError(click.UsageError):
    """A mistake in using the command line: a code of ``usage`` in the help texts, with its values."""

    def __init__(self, code: str, ctx: click.Context | None = None, near: str = "", **values: str) -> None:
        super().__init__(code, ctx)
        self.code, self.near, self.values = code, near, values


class OneOf(click.Choice):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.2 on
    """A choice whose refusal names what is possible, in the reader's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value in self.choices:
            return value
        expected = ", ".join(str(choice) for choice in self.choices)
        near = nearest(str(value), [str(choice) for choice in self.choices])
        raise MisusedError("not_a_choice", ctx, near, key=called(param), found=str(value), expected=expected)


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """A day as ``2024-01-31`` and in no other notation."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            with suppress(ValueError):  # 31 February
                return date.fromisoformat(value)
        raise MisusedError("not_a_date", ctx, key=called(param), found=value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "DATE"


class Whole(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """A whole number between two ends, both included."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if str(value).isascii() and str(value).isdigit() and self.least <= int(value) <= self.most:
            return int(value)
        ends = {"least": str(self.least), "most": str(self.most)}
        raise MisusedError("not_a_number", ctx, key=called(param), found=str(value), **ends)


class Digest(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """A SHA-256 digest, or as much of its beginning as a running foot prints."""

    name = "digest"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if re.fullmatch(rf"[0-9a-f]{{{SHORTEST_DIGEST},64}}", str(value).lower()):
            return str(value).lower()
        raise MisusedError("not_a_digest", ctx, key=called(param), found=value, least=str(SHORTEST_DIGEST))


def called(param: click.Parameter | None) -> str:
    return max(param.opts, key=len) if param is not None and param.opts else ""


def nearest(found: str, known: list[str]) -> str:
    from difflib import get_close_matches  # not needed for a help page

    matches = get_close_matches(found, known, n=1)
    return matches[0] if matches else ""
