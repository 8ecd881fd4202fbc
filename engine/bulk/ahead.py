"""Options that leave nothing lawful, in the circuit: as ``decision.look_ahead``, exact over all combinations."""

from collections.abc import Iterable, Mapping, Sequence

from ..decision.look_ahead import Exclusion, LookAhead
from .circuit import FALSE, TRUE, Circuit, Node

Options = Mapping[str, Node]
"""where each option of an instrument is the one chosen"""
Scope = frozenset[tuple[str, frozenset[str]]]
Forbidden = tuple[Node, Scope]
"""where a combination is forbidden, and of which options of instruments that are still to be chosen"""


class BulkLookAhead:
    """Made for a plan; ``active`` of ``hopeless`` are the exclusions of ``look_ahead`` in their order."""

    def __init__(self, circuit: Circuit, look_ahead: LookAhead, options: Mapping[str, Sequence[str]]) -> None:
        self._circuit, self._look_ahead, self._options = circuit, look_ahead, options
        self._kept: dict[tuple[tuple[str, ...], frozenset[Forbidden]], Node] = {}

    def hopeless(self, instrument: str, before: Mapping[str, Options], active: Sequence[Node]) -> Options:
        """Where each option of an instrument leaves nothing lawful; nowhere where all of them do."""
        order = self._look_ahead.order
        if instrument not in order:
            return {}
        rest = tuple(order[order.index(instrument) + 1 :])
        forbidden = list(self._forbidden(before, {instrument, *rest}, active))
        found = {
            option: self._circuit.not_(self._completes(rest, self._with(instrument, option, forbidden)))
            for option in self._options[instrument]
        }
        all_of_them = self._circuit.all(found.values())
        return {option: self._circuit.but_not(node, all_of_them) for option, node in found.items()}

    def _forbidden(self, before: Mapping[str, Options], ahead: set[str], active: Sequence[Node]) -> Iterable[Forbidden]:
        held: Iterable[tuple[Exclusion, Node]] = zip(self._look_ahead.exclusions, active, strict=True)
        for exclusion, node in held:
            for combination in exclusion.forbids:
                where, scope = node, set()
                for name, options in combination.items():
                    if name in ahead:
                        scope.add((name, options))
                    else:  # of an instrument that is not chosen nothing is forbidden
                        chosen = before.get(name, {}) if name in self._look_ahead.order else {}
                        fitting = self._circuit.any(chosen.get(option, FALSE) for option in options)
                        where = self._circuit.and_(where, fitting)
                if where != FALSE:
                    yield where, frozenset(scope)

    def _with(self, name: str, option: str, forbidden: Iterable[Forbidden]) -> frozenset[Forbidden]:
        """What is still forbidden once an option is chosen."""
        found = set()
        for where, scope in forbidden:
            held = dict(scope)
            if option in held.get(name, {option}):
                found.add((where, frozenset((n, o) for n, o in scope if n != name)))
        return frozenset(found)

    def _completes(self, rest: tuple[str, ...], forbidden: frozenset[Forbidden]) -> Node:
        """Where some choice for each instrument of the rest avoids all that is forbidden."""
        here = self._circuit.not_(self._circuit.any(where for where, scope in forbidden if not scope))
        later = frozenset(held for held in forbidden if held[1])
        while rest and not any(rest[0] == name for _, scope in later for name, _ in scope):
            rest = rest[1:]
        if here == FALSE or not later:
            return here
        if (rest, later) not in self._kept:
            found = FALSE
            for option in self._options[rest[0]]:
                found = self._circuit.or_(found, self._completes(rest[1:], self._with(rest[0], option, later)))
                if found == TRUE:
                    break
            self._kept[rest, later] = found
        return self._circuit.and_(here, self._kept[rest, later])
