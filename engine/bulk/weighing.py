"""Arguments in the circuit: how strong each claim is, and which options give way. As ``decision.claims``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..decision.claims import LEVELS, STRONGEST, own
from ..rulebase.claim_tests import Bearing
from ..rulebase.model import Argue
from .circuit import FALSE, TRUE, Circuit, Node

Argued = Sequence[tuple[Argue, Node]]
"""arguments, and where each of them counts"""
Level = tuple[Node, ...]
"""where something is at least so strong: one node for every level from the weakest to ``STRONGEST``"""
NOTHING: Level = (FALSE,) * STRONGEST


@dataclass(frozen=True)
class Standing:
    """The strongest claim for and against an option, as in ``decision.claims``."""

    strongest_for: Level
    strongest_against: Level


Standings = tuple[Standing, Standing]
"""without and with the claims that only an analogy contradicts"""


class Weighing:
    """``source_of`` gives the document of an origin, ``bearing`` what the test of a claim does to its arguments."""

    def __init__(self, circuit: Circuit, source_of: Callable[[str], str], bearing: Callable[[str], Bearing]) -> None:
        self._circuit, self._source_of, self.bearing = circuit, source_of, bearing

    def standings(self, argued: Argued, readings: bool = False) -> Standings:
        sides: dict[str, list[tuple[Level, Level]]] = {"for": [], "against": []}
        grouped: dict[tuple[str, str], list[tuple[Argue, Node]]] = {}
        for argument, where in argued:
            grouped.setdefault((argument.claim, argument.direction), []).append((argument, where))
        for (claim, direction), held in grouped.items():
            sides[direction].append(self._claim(claim, held, readings))
        sure, contested = (
            {side: self._strongest(levels[at] for levels in held) for side, held in sides.items()} for at in (0, 1)
        )
        return Standing(sure["for"], sure["against"]), Standing(contested["for"], contested["against"])

    def held(self, argued: Argued) -> Node:
        """Where some claim has a strength of its own, own readings and silenced claims left out."""
        return self._circuit.any(
            where for argument, where in argued if not own(argument) and self.bearing(argument.claim) != "silent"
        )

    def unanswered(self, argument: Argue) -> bool:
        """Whether an argument is a severe risk that no measure answers."""
        risk = argument.severe and argument.measure is None and not own(argument)
        return risk and self.bearing(argument.claim) != "silent"

    def for_outweighs(self, argued: Argued, readings: bool) -> Node:
        """Where the strongest claim for is stronger than the strongest against, both ways."""
        c = self._circuit
        return c.all(
            c.any(map(c.but_not, held.strongest_for, held.strongest_against))
            for held in self.standings(argued, readings)
        )

    def _claim(self, name: str, held: Argued, readings: bool) -> tuple[Level, Level]:
        """How strong one claim is, without and with what an analogy contradicts."""
        bearing = self.bearing(name)
        if bearing == "silent":
            return NOTHING, NOTHING
        level = self._level(held)
        if bearing == "contested":
            return NOTHING, level
        counted = self._reached(held) if readings else level
        return counted, self._strongest((counted, level))

    def _level(self, held: Argued) -> Level:
        """The strongest argument that is no reading of ours; one step up where another document says it too."""
        c = self._circuit
        decisive = self._reached([(argument, where) for argument, where in held if not own(argument)])
        by_document: dict[str, list[Node]] = {}
        for argument, where in held:
            by_document.setdefault(self._source_of(argument.origin), []).append(where)
        _, several = c.count(c.any(nodes) for nodes in by_document.values())
        return (decisive[0], *(c.or_(decisive[k], c.and_(decisive[k - 1], several)) for k in range(1, STRONGEST)))

    def _reached(self, held: Argued) -> Level:
        return tuple(
            self._circuit.any(where for argument, where in held if LEVELS[argument.strength] >= level)
            for level in range(1, STRONGEST + 1)
        )

    def _strongest(self, levels: Iterable[Level]) -> Level:
        held = [NOTHING, *levels]
        return tuple(self._circuit.any(level[k] for level in held) for k in range(STRONGEST))

    # Which options give way

    def left_after(self, left: Mapping[str, Node], standings: Mapping[str, Standings]) -> dict[str, Node]:
        """Where each option is left after a step: where none that is left dominates it, both ways."""
        c = self._circuit
        found = {}
        for code, where in left.items():
            better = c.any(
                c.and_(
                    left[o], c.all(self._dominates(a, b) for a, b in zip(standings[o], standings[code], strict=True))
                )
                for o in left
                if o != code and left[o] != FALSE
            )
            found[code] = c.but_not(where, better)
        return found

    def _dominates(self, one: Standing, other: Standing) -> Node:
        c = self._circuit
        more, less = (one.strongest_for, other.strongest_against), (other.strongest_for, one.strongest_against)
        no_worse, better = TRUE, FALSE
        for high, low in zip(more, less, strict=True):
            for a, b in zip(high, low, strict=True):
                no_worse = c.and_(no_worse, c.or_(a, c.not_(b)))
                better = c.or_(better, c.but_not(a, b))
        return c.and_(no_worse, better)
