"""Term patterns in years. Law and logic bound them, they never argue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


def hard(bounds: Iterable[Bound]) -> list[Bound]:
    return [bound for bound in bounds if not bound.motivate]
