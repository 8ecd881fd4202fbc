"""Term patterns in years, and the range of providers from stated parameters. Law and logic bound, they never argue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..rulebase.conditions import Constant
from ..rulebase.model import Bound


@dataclass(frozen=True)
class Pattern:
    """A term pattern: first term and extensions in years; None where the pattern leaves it to the case."""

    initial: int | None
    extensions: tuple[int, ...]

    @property
    def most(self) -> int | None:
        return None if self.initial is None else self.initial + sum(self.extensions)


PATTERNS: Mapping[str, Pattern] = {
    "term.2+options": Pattern(2, ()),
    "term.4": Pattern(4, ()),
    "term.4+2+2": Pattern(4, (2, 2)),
    "term.3+3+3": Pattern(3, (3, 3)),
    "term.strands": Pattern(None, ()),
    "term.until_pilot": Pattern(None, ()),
}
MONTHS = 12


def months_of(text: str | None, parameters: Mapping[str, int | None]) -> int | None:
    """The months of a bound: a number, or the value of ``param:<id>``."""
    if text is None:
        return None
    return int(text) if text.isdigit() else parameters.get(text.removeprefix("param:"))


def beyond(pattern: str, bound: Bound, parameters: Mapping[str, int | None]) -> bool:
    """Whether a term pattern passes a bound."""
    years = PATTERNS[pattern].most
    if years is None:
        return False
    most, least = months_of(bound.most_months, parameters), months_of(bound.least_months, parameters)
    return (most is not None and years * MONTHS > most) or (least is not None and years * MONTHS < least)


@dataclass(frozen=True)
class End:
    """One end of the range of contracts, with the parameter that set it."""

    value: int
    set_by: str
    """field of the profile"""
    given: int


@dataclass(frozen=True)
class Range:
    """Lowest and highest number of contracts that the stated parameters allow; ``missing``: those that nobody gave."""

    low: End | None
    high: End | None
    missing: tuple[str, ...]

    @property
    def computable(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def empty(self) -> bool:
        return self.low is not None and self.high is not None and self.low.value > self.high.value


LOW_PARAMETERS = ("market.choice_per_area", "market.areas")
HIGH_PARAMETERS = ("market.smallest_workable", "market.carried_contracts")


def range_of(values: Mapping[str, Constant]) -> Range:
    """The range of contracts of a segment, from the region's own parameters; nothing is assumed where one is missing.

    High: the clients divided by the smallest workable number per provider, and the contracts that supplier management
    can carry; the lower of the two. Low: the choice wanted per area times the areas.
    """
    clients, workable = _whole(values, "use.clients"), _whole(values, "market.smallest_workable")
    carried, choice, areas = (_whole(values, n) for n in ("market.carried_contracts", *LOW_PARAMETERS))
    highs = []
    if clients is not None and workable:
        highs.append(End(clients // workable, "market.smallest_workable", workable))
    if carried is not None:
        highs.append(End(carried, "market.carried_contracts", carried))
    low = End(choice * areas, "market.choice_per_area", choice) if choice is not None and areas is not None else None
    missing = tuple(n for n in (*HIGH_PARAMETERS, *LOW_PARAMETERS) if _whole(values, n) is None)
    return Range(low, min(highs, key=lambda end: (end.value, end.set_by), default=None), missing)


def _whole(values: Mapping[str, Constant], name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def hard(bounds: Iterable[Bound]) -> list[Bound]:
    return [bound for bound in bounds if not bound.motivate]
