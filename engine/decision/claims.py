"""Claims: what is argued for and against an option, and how strong. The number of rules or sentences never counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..rulebase.model import Argue

LEVELS = {"weak": 1, "normal": 2, "strong": 3}
STRONGEST = 3


@dataclass(frozen=True)
class Claim:
    """One mechanism for or against one option, with the arguments that carry it.

    ``level`` is 0 when the claim rests on own readings alone: it is shown and never decides; ``read_level`` is what it
    would be if own readings counted.
    """

    name: str
    direction: str
    level: int
    read_level: int
    arguments: tuple[Argue, ...]


@dataclass(frozen=True, order=True)
class Standing:
    """The strongest claim for and against an option within one step. Not a sum and not a difference."""

    strongest_for: int
    strongest_against: int

    def dominates(self, other: "Standing") -> bool:
        """At least as strong a reason for, no stronger a reason against, and better in one of the two."""
        no_worse = self.strongest_for >= other.strongest_for and self.strongest_against <= other.strongest_against
        return no_worse and self != other


class Claims:
    """Makes claims of arguments; the same arguments make the same claims, so each set is worked out once.

    ``source_of`` gives the document of an origin.
    """

    def __init__(self, source_of: Callable[[str], str]) -> None:
        self._source_of = source_of
        self._kept: dict[tuple[str, ...], tuple[Claim, ...]] = {}

    def of(self, arguments: Iterable[Argue]) -> tuple[Claim, ...]:
        """The claims that these arguments make, in a fixed order."""
        held = tuple(arguments)
        key = tuple(argument.id for argument in held)
        if key not in self._kept:
            self._kept[key] = self._made(held)
        return self._kept[key]

    def _made(self, arguments: tuple[Argue, ...]) -> tuple[Claim, ...]:
        grouped: dict[tuple[str, str], list[Argue]] = {}
        for argument in arguments:
            grouped.setdefault((argument.claim, argument.direction), []).append(argument)
        made = (_claim(name, side, held, self._source_of) for (name, side), held in sorted(grouped.items()))
        return tuple(made)


def _claim(name: str, direction: str, held: list[Argue], source_of: Callable[[str], str]) -> Claim:
    decisive = [a for a in held if not own(a)]
    ordered = tuple(sorted(held, key=lambda a: (-LEVELS[a.strength], a.id)))
    level = 0
    if decisive:
        level = max(LEVELS[a.strength] for a in decisive)
        if len({source_of(a.origin) for a in held}) > 1:
            level = min(level + 1, STRONGEST)
    return Claim(name, direction, level, max(LEVELS[a.strength] for a in held), ordered)


def own(argument: Argue) -> bool:
    """Whether an argument rests on a reading or judgement of our own."""
    return argument.own_reading or argument.evidence == "own"


def standing(claims: Iterable[Claim], with_readings: bool = False) -> Standing:
    """The strongest for and against."""
    strongest = {"for": 0, "against": 0}
    for claim in claims:
        level = claim.read_level if with_readings else claim.level
        strongest[claim.direction] = max(strongest[claim.direction], level)
    return Standing(strongest["for"], strongest["against"])
