"""People and money for the change: what one region planned, carried to another by its size, in exact fractions.

Fte are hundredths, money is cents, both from and to. A size that nobody knows leaves a line, and the total, unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..knowledge.change_cost import WHOLE, ChangeCostFile, Driver, RoleEntry
from ..profile.planning_steps import Role

Span = tuple[int, int]
"""from and to"""
Stated = Mapping[Role, Mapping[str, Span]]
"""fte-years by calendar year, as the region states them"""


@dataclass(frozen=True)
class YearOfRole:
    """One year of a role; None is unknown. ``fte`` is the staff in it, None too where only fte-years are stated."""

    year: str
    fte: Span | None
    fte_years: Span | None


@dataclass(frozen=True)
class RoleLine:
    role: Role
    entry: RoleEntry
    stated: bool
    unknown: tuple[Driver, ...]
    """sizes that nobody knows, on which the line rests"""
    years: tuple[YearOfRole, ...]

    @property
    def fte_years(self) -> Span | None:
        """Over all years; None when one is unknown."""
        return _sum([held.fte_years for held in self.years])


@dataclass(frozen=True)
class ChangeCost:
    """``total`` is that of the temporary staff; None when a line is unknown, and then ``at_least`` is what is known."""

    lines: tuple[RoleLine, ...]
    sizes: Mapping[Driver, int | None]
    total: Span | None
    stated_total: bool
    at_least: int | None
    per_year: tuple[tuple[str, Span | None, Span | None], ...]
    """year, fte-years and cents of the temporary staff"""
    per_fte_year: Span
    """cents that the source's amount comes to for one fte-year"""


def change_cost_of(
    file: ChangeCostFile,
    sizes: Mapping[Driver, int | None],
    stated: Stated,
    stated_total: int | None,
    start_year: int | None,
    estimating: bool = True,
) -> ChangeCost:
    """What the change asks of a region. Years are calendar years, or ``start-1`` and so on when no start is known.

    Without ``estimating`` only what the region states is there: the source did not exist on the day of the advice.
    """
    roles = [role for role in file.roles if estimating or role in stated]
    lines = tuple(_line(file, role, sizes, stated.get(role), start_year) for role in roles)
    temporary = [line for line in lines if line.entry.temporary]
    source = _source_years(file)
    known = [line.fte_years for line in temporary]
    whole = _sum(known)
    total = (stated_total, stated_total) if stated_total is not None else None
    if total is None and estimating:
        total = _cost(file, whole, source)
    least = None
    if total is None and estimating:
        low = sum(span[0] for span in known if span is not None)
        least = _rounded(Fraction(file.temporary_cost.amount * low, source[0])) if low else None
    price = _price(file, whole, source, stated_total) if estimating or stated_total is not None else None
    return ChangeCost(
        lines=lines,
        sizes=sizes,
        total=total,
        stated_total=stated_total is not None,
        at_least=least,
        per_year=tuple(_year(name, temporary, price) for name in _years(temporary)),
        per_fte_year=_span_of_price(file, source),
    )


# One role


def _line(
    file: ChangeCostFile,
    role: Role,
    sizes: Mapping[Driver, int | None],
    stated: Mapping[str, Span] | None,
    start_year: int | None,
) -> RoleLine:
    entry = file.roles[role]
    if stated is not None:
        years = tuple(YearOfRole(year, None, span) for year, span in sorted(stated.items()))
        return RoleLine(role, entry, True, (), years)
    factor = _factor(file, entry, sizes)
    unknown = tuple(part.by for part in entry.scales if part.by != "fixed" and sizes[part.by] is None)
    years = tuple(
        YearOfRole(_named(offset, start_year), _scaled(held.fte, factor), _scaled(held.fte_years, factor))
        for offset, held in sorted(entry.years.items())
    )
    return RoleLine(role, entry, False, unknown, years)


def _factor(file: ChangeCostFile, entry: RoleEntry, sizes: Mapping[Driver, int | None]) -> Fraction | None:
    """How much larger the role is here than in the region of the source; None when a size is unknown."""
    factor = Fraction(0)
    for part in entry.scales:
        share = Fraction(part.share, WHOLE)
        if part.by == "fixed":
            factor += share
            continue
        size = sizes[part.by]
        if size is None:
            return None
        factor += share * Fraction(size, file.reference[part.by].value)
    return factor


def _scaled(span: Span, factor: Fraction | None) -> Span | None:
    return None if factor is None else (_rounded(span[0] * factor), _rounded(span[1] * factor))


def _named(offset: int, start_year: int | None) -> str:
    return str(start_year + offset) if start_year is not None else f"start{offset:+d}"


# Money


def _source_years(file: ChangeCostFile) -> Span:
    """Fte-years of all temporary staff in the source, from and to."""
    spans = [held.fte_years for entry in file.roles.values() if entry.temporary for held in entry.years.values()]
    return sum(span[0] for span in spans), sum(span[1] for span in spans)


def _cost(file: ChangeCostFile, whole: Span | None, source: Span) -> Span | None:
    """The amount of the source in proportion to the fte-years."""
    if whole is None:
        return None
    amount = file.temporary_cost.amount
    ends = [_rounded(Fraction(amount * here, there)) for here, there in zip(whole, source, strict=True)]
    return min(ends), max(ends)


def _price(
    file: ChangeCostFile, whole: Span | None, source: Span, stated_total: int | None
) -> tuple[Fraction, Fraction]:
    """Cents for one hundredth of a fte-year: of the region's own amount where it states one, else of the source's."""
    amount, years = file.temporary_cost.amount, source
    if stated_total is not None and whole is not None and whole[0]:
        amount, years = stated_total, whole
    return Fraction(amount, years[1]), Fraction(amount, years[0])


def _span_of_price(file: ChangeCostFile, source: Span) -> Span:
    amount = file.temporary_cost.amount * 100
    return _rounded(Fraction(amount, source[1])), _rounded(Fraction(amount, source[0]))


def _years(lines: list[RoleLine]) -> list[str]:
    names = {held.year for line in lines for held in line.years}
    return sorted(names, key=lambda name: int(name.removeprefix("start")))


def _year(
    name: str, lines: list[RoleLine], price: tuple[Fraction, Fraction] | None
) -> tuple[str, Span | None, Span | None]:
    spans = [held.fte_years for line in lines for held in line.years if held.year == name]
    fte = _sum(spans)
    cost = None if fte is None or price is None else (_rounded(fte[0] * price[0]), _rounded(fte[1] * price[1]))
    return name, fte, cost


def _sum(spans: list[Span | None]) -> Span | None:
    known = [span for span in spans if span is not None]
    return (sum(s[0] for s in known), sum(s[1] for s in known)) if len(known) == len(spans) else None


def _rounded(value: Fraction) -> int:
    """To the nearest whole number, half upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
