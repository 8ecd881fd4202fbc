"""Months on the calendar. Days are added with ``timedelta``; a month has as many days as the calendar gives it."""

from calendar import monthrange
from datetime import date

MONTHS_IN_YEAR = 12


def add_months(day: date, months: int) -> date:
    """The same day of another month, or the last of that month when it is shorter: 30 November + 3 is 28 February."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """How many whole months fit between two days; none when the last lies before the first."""
    months = (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month
    return max(0, months if add_months(first, months) <= last else months - 1)
