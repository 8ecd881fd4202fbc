"""Days and months on the calendar; None where it has no such day, before the year 1 or after 9999."""

from calendar import monthrange
from datetime import date, timedelta

MONTHS_IN_YEAR = 12


def add_days(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day of another month, or the last of that month when it is shorter: 30 November + 3 is 28 February."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """How many whole months fit between two days; none when the last lies before the first."""
    months = (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month
    reached = add_months(first, months)
    return max(0, months if reached is not None and reached <= last else months - 1)
