"""What rules for surplus and shortage would do when use differs from the budget.

The Achterhoek note asks for such agreements and gives none (ACN-3.2-15). So the rules here are those that the region
considers, and three plain ones to compare them with, which are ours.
"""

from collections.abc import Sequence
from fractions import Fraction

from ..profile.answers import Strict
from ..profile.money_rooms import Settlement
from .amounts import ALL, to_unit

USES = (-2000, -1000, -500, 500, 1000, 2000)
"""basis points of use more or less than the budget: a choice of what to show, that decides nothing"""
PLAIN = (("nothing", 0, 0), ("half", ALL // 2, ALL // 2), ("all", ALL, ALL))
"""own rules to compare with: each bears its own, each half, everything with the municipality"""


class Outcome(Strict):
    """One use: what the care costs, what the municipality pays, and what is left for the providers."""

    use: int
    cost: int
    paid: int
    providers: int
    """what they are paid less what the care costs them"""


class Settled(Strict):
    """One rule at each use. ``own`` rules are ours, with a code for a name."""

    name: str
    own: bool
    band: int
    surplus_back: int
    shortage_paid: int
    outcomes: tuple[Outcome, ...]


def settled_of(budget: int, rules: Sequence[Settlement]) -> tuple[Settled, ...]:
    """The region's rules in their order, and after them ours."""
    stated = [(rule.name, False, rule.band, rule.surplus_back, rule.shortage_paid) for rule in rules]
    plain = [(name, True, 0, back, paid) for name, back, paid in PLAIN]
    return tuple(
        Settled(
            name=name,
            own=own,
            band=band,
            surplus_back=back,
            shortage_paid=paid,
            outcomes=tuple(_outcome(budget, use, band, back, paid) for use in USES),
        )
        for name, own, band, back, paid in (*stated, *plain)
    )


def _outcome(budget: int, use: int, band: int, surplus_back: int, shortage_paid: int) -> Outcome:
    """Beyond the band a part of the surplus goes back, and a part of the shortage is paid after all."""
    differs = Fraction(budget * use, ALL)
    beyond = max(abs(differs) - Fraction(budget * band, ALL), Fraction(0))
    settled = beyond * Fraction(shortage_paid if differs > 0 else -surplus_back, ALL)
    cost, paid = to_unit(budget + differs), to_unit(budget + settled)
    return Outcome(use=use, cost=cost, paid=paid, providers=paid - cost)
