"""Claims: what is argued for and against an option, and how strong. The number of rules or sentences never counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..rulebase.claim_tests import Bearing
from ..rulebase.model import Argue

LEVELS = {"weak": 1, "normal": 2, "strong": 3}
STRONGEST = 3


@dataclass(frozen=True)
class Claim:
    """One mechanism for or against one option, with the arguments that carry it.

    ``level`` is 0 when the claim rests on own readings alone or was contradicted: it is shown and never decides.
    ``read_level`` is what it would be if own readings counted; ``held_level`` if analogies against it did not.
    """

    name: str
    direction: str
    level: int
    read_level: int
    held_level: int
    arguments: tuple[Argue, ...]
    bearing: Bearing = "argues"


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

    ``source_of`` gives the document of an origin, ``bearing`` what the test of a claim does to its arguments.
    """

    def __init__(self, source_of: Callable[[str], str], bearing: Callable[[str], Bearing]) -> None:
        self._source_of = source_of
        self._bearing = bearing
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
        return tuple(
            _tested(_claim(name, side, held, self._source_of), self._bearing(name))
            for (name, side), held in sorted(grouped.items())
        )


def _claim(name: str, direction: str, held: list[Argue], source_of: Callable[[str], str]) -> Claim:
    decisive = [a for a in held if not own(a)]
    ordered = tuple(sorted(held, key=lambda a: (-LEVELS[a.strength], a.id)))
    level = 0
    if decisive:
        level = max(LEVELS[a.strength] for a in decisive)
        if len({source_of(a.origin) for a in held}) > 1:
            level = min(level + 1, STRONGEST)
    return Claim(name, direction, level, max(LEVELS[a.strength] for a in held), level, ordered)


def _tested(claim: Claim, bearing: Bearing) -> Claim:
    """What is left of a claim after its test. Support raises nothing: it is shown, with the place that it is from."""
    if bearing == "argues":
        return claim
    held = claim.held_level if bearing == "contested" else 0
    return replace(claim, level=0, read_level=0, held_level=held, bearing=bearing)


def own(argument: Argue) -> bool:
    """Whether an argument rests on a reading or judgement of our own."""
    return argument.own_reading or argument.evidence == "own"


def standing(claims: Iterable[Claim], with_readings: bool = False, with_contested: bool = False) -> Standing:
    """The strongest for and against."""
    strongest = {"for": 0, "against": 0}
    for claim in claims:
        level = claim.read_level if with_readings else claim.level
        if with_contested:
            level = max(level, claim.held_level)
        strongest[claim.direction] = max(strongest[claim.direction], level)
    return Standing(strongest["for"], strongest["against"])


def standings(claims: Iterable[Claim], with_readings: bool = False) -> tuple[Standing, Standing]:
    """Without and with the claims that only an analogy contradicts: what decides has to hold both ways."""
    held = tuple(claims)
    return standing(held, with_readings), standing(held, with_readings, with_contested=True)
