"""Whole numbers as a reader expects them: grouped, with their unit, rounded from integers; never by way of a float."""

import re
from datetime import date
from typing import Literal

from ..profile.quantities import day_of

Language = Literal["nl", "en"]

NBSP = "\u00a0"
MILLION_CENTS = 100_000_000
THOUSAND_CENTS = 100_000
EXACT_BELOW_CENTS = 1_000_000
WRITTEN_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def count(value: int, language: Language) -> str:
    """``1.656`` or ``1,656``."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "nl" else grouped


def _decimals(value: int, scale: int, language: Language) -> str:
    """``value`` in parts of ``10 ** scale``, with all its decimals."""
    whole, part = divmod(abs(value), 10**scale)
    sign = "-" if value < 0 else ""
    return f"{sign}{count(whole, language)}{',' if language == 'nl' else '.'}{part:0{scale}d}"


def _rounded(value: int, unit: int) -> int:
    """``value`` in units, half away from zero."""
    whole = (2 * abs(value) + unit) // (2 * unit)
    return whole if value >= 0 else -whole


def money(cents: int, language: Language) -> str:
    """The exact amount, with cents only where there are any: ``€ 8.802.420``."""
    shown = count(cents // 100, language) if cents % 100 == 0 else _decimals(cents, 2, language)
    return f"€{NBSP}{shown}" if language == "nl" else f"€{shown}"


def bare_money(cents: int, language: Language) -> str:
    """The amount without the sign of the euro, for a table that says once that it is in euro."""
    return money(cents, language).removeprefix("€").removeprefix(NBSP)


def short_money(cents: int, language: Language, decimals: int = 2) -> str:
    """Rounded to what decides: ``€ 5,13 mln``, ``€ 198.000``, and small amounts exact to the euro."""
    if abs(cents) >= MILLION_CENTS:
        shown = _decimals(_rounded(cents, MILLION_CENTS // 10**decimals), decimals, language)
        return f"€{NBSP}{shown}{NBSP}mln" if language == "nl" else f"€{shown}m"
    unit = THOUSAND_CENTS if abs(cents) >= EXACT_BELOW_CENTS else 100
    return money(_rounded(cents, unit) * unit, language)


def euro(cents: int, language: Language) -> str:
    """Rounded to the euro."""
    return money(_rounded(cents, 100) * 100, language)


def share(basis_points: int, language: Language) -> str:
    """``32,46 %`` or ``32.46%``; a whole percentage without decimals."""
    shown = count(basis_points // 100, language) if basis_points % 100 == 0 else _decimals(basis_points, 2, language)
    return f"{shown}{NBSP}%" if language == "nl" else f"{shown}%"


def ratio(hundredths: int, language: Language) -> str:
    """``9,52``; a whole ratio without decimals."""
    return count(hundredths // 100, language) if hundredths % 100 == 0 else _decimals(hundredths, 2, language)


def percent_text(text: str, language: Language) -> str:
    """A percentage that the engine wrote as ``17,23%``, in the notation of the language."""
    digits = text.removesuffix("%").strip()
    return f"{digits}{NBSP}%" if language == "nl" else f"{digits.replace(',', '.')}%"


def day(iso: str, language: Language) -> str:
    """``1 april 2022``; a month or a year alone stays one."""
    parts = [int(part) for part in iso.split("-")]
    month = MONTHS[language][parts[1] - 1] if len(parts) > 1 else ""
    return " ".join(str(part) for part in (*parts[2:3], month, parts[0]) if part)


def stated_day(text: str, language: Language) -> str:
    """The date of a document as the knowledge base has it: a day, a month or a year, or that it is not known."""
    return day(text, language) if WRITTEN_DAY.fullmatch(text) else text


def day_of_number(number: int, language: Language) -> str:
    """A day as rules hold it: 20261001 is ``1 oktober 2026``."""
    return day(day_of(number).isoformat(), language)


def short_day(iso: str, language: Language) -> str:
    """``1-4-2022`` in a Dutch table; the month in letters in English, where the order of the digits is no custom."""
    held = date.fromisoformat(iso)
    if language == "nl":
        return f"{held.day}-{held.month}-{held.year}"
    return f"{held.day} {MONTHS['en'][held.month - 1][:3]} {held.year}"
