"""Workbooks to look into: as a reader gives their values back, and as the formulas that stand in the file."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.workbook.build import workbook_of
from stuurwijzer.engine.workbook.cells import FIRST, HEAD

from ..conftest import advice_on, rule_base

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
THREE = Path(__file__).parent.parent / "consequences" / "drie-gemeenten.yaml"
Value = Fraction | float | str | bool


def advice_of(path: Path) -> Advice:
    return advise(load_region(path), rule_base())


@cache
def three_municipalities() -> Advice:
    return advice_of(THREE)


@cache
def written(region: str, language: Language) -> bytes:
    return workbook_of(three_municipalities() if region == "drie" else advice_on(region), language)


def rows_of(content: bytes, name: str) -> list[dict[str, Any]]:
    """The rows of the table of a sheet, by the heads of its columns."""
    held = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [dict(zip(map(str, held[HEAD]), row, strict=True)) for row in held[FIRST:]]


@dataclass
class Sums:
    """The cells of a workbook with their formulas, to be worked out again; only what our formulas use is known here.

    A number counts as the decimal it is written as, so that nothing is lost in binary; with ``binary`` it is lost as a
    spreadsheet loses it.
    """

    formulas: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    cached: dict[str, Value] = field(default_factory=dict)
    """what the file says that each formula comes to"""
    binary: bool = False
    _known: dict[str, Value] = field(default_factory=dict)

    def set(self, name: str, value: Value) -> None:
        """Change an input, as somebody who types into it does."""
        assert name in self.values, "an input and no formula"
        self.values[name] = value
        self._known.clear()

    def __call__(self, name: str) -> Value:
        if name in self.formulas:
            if name not in self._known:
                self._known[name] = self._worked_out(self.formulas[name], name.partition("!")[0])
            return self._known[name]
        value = self.values.get(name, "")
        return float(value) if self.binary and isinstance(value, Fraction) else value

    def _worked_out(self, formula: str, sheet: str) -> Value:
        def cells(match: re.Match[str]) -> str:
            there, first, last = match.group(1) or sheet, match.group(2), match.group(3)
            return f"many({there!r}, {first!r}, {last!r})" if last else f"cell({f'{there}!{first}'!r})"

        python = re.sub(r"(?:'([^']+)'!)?([A-Z]+[0-9]+)(?::([A-Z]+[0-9]+))?", cells, formula)
        python = re.sub(r"(?<![<>])=", "==", python)
        python = re.sub(r"\bIF\(", "when(", python)
        return eval(_lazy(python), {"__builtins__": {}, **self._functions()})  # type: ignore[no-any-return]

    def _functions(self) -> dict[str, Callable[..., Any]]:
        def many(sheet: str, first: str, last: str) -> list[Value]:
            (a, b), (c, d) = _place(first), _place(last)
            return [self(f"{sheet}!{_letters(col)}{row}") for row in range(b, d + 1) for col in range(a, c + 1)]

        def flat(held: tuple[Any, ...]) -> list[Value]:
            return [v for one in held for v in (one if isinstance(one, list) else [one])]

        def numbers(*held: Any) -> list[Any]:
            return [v for v in flat(held) if is_number(v)]

        def is_number(value: Any) -> bool:
            return isinstance(value, int | float | Fraction) and not isinstance(value, bool)

        def rounded(value: Fraction | float, digits: int) -> Fraction | float:
            number = to_the_digit(Fraction(value), digits)
            return float(number) if self.binary else number

        def to_the_digit(value: Fraction, digits: int) -> Fraction:
            scaled = abs(value) * 10**digits + Fraction(1, 2)
            return Fraction(scaled.numerator // scaled.denominator, 10**digits) * (1 if value >= 0 else -1)

        return {
            "cell": self,
            "many": many,
            "choice": lambda test, yes, no: yes() if test else no(),
            "COUNT": lambda *held: Fraction(len(numbers(*held))),
            "SUM": lambda *held: sum(numbers(*held), Fraction(0)),
            "MAX": lambda *held: max(numbers(*held), default=Fraction(0)),
            "ABS": abs,
            "ROUND": rounded,
            "OR": lambda *tests: any(tests),
            "ISNUMBER": is_number,
        }


def _lazy(python: str) -> str:
    """The two answers of a choice as functions: only the one that is taken is worked out."""
    at = python.rfind("when(")
    if at < 0:
        return python
    depth, start, parts = 0, at + 5, list[str]()
    quoted = False
    for place in range(start, len(python)):
        sign = python[place]
        quoted ^= sign == '"'
        if quoted:
            continue
        if sign == "(":
            depth += 1
        elif sign == "," and depth == 0:
            parts.append(python[start:place])
            start = place + 1
        elif sign == ")":
            if depth == 0:
                parts.append(python[start:place])
                test, yes, no = parts
                return _lazy(f"{python[:at]}choice({test},lambda:{yes},lambda:{no}){python[place + 1 :]}")
            depth -= 1
    raise AssertionError(python)


def _place(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(name[len(letters) :])


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sums_of(content: bytes) -> Sums:
    """All cells of all sheets, by ``sheet!cell``."""
    held = Sums()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        shared = [
            "".join(t.text or "" for t in entry.iter(f"{S}t"))
            for entry in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        names = [s.get("name") for s in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{S}sheet")]
        for number, name in enumerate(names, 1):
            for cell in ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{S}c"):
                key, shown = f"{name}!{cell.get('r')}", cell.findtext(f"{S}v")
                if shown is None:
                    continue
                kind = cell.get("t")
                value: Value = shared[int(shown)] if kind == "s" else shown if kind == "str" else Fraction(shown)
                formula = cell.findtext(f"{S}f")
                if formula is None:
                    held.values[key] = value
                else:
                    held.formulas[key], held.cached[key] = formula, value
    return held
