"""Yes-or-no reasoning as a circuit, and the circuit over packed flags: 64 profiles in one word.

A circuit holds every distinct step once; what cannot be otherwise is folded away while it is made. A program is the
part of a circuit that some outputs need, in an order in which few flags are held at a time.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Node = int
Words = NDArray[np.uint64]
"""flags by profile, packed: profile *n* is bit *n* mod 64 of word *n* div 64; bits beyond the last mean nothing"""
Load = Callable[[Hashable, Words], None]
"""writes the flags of a named input into the words given"""
FALSE: Node = 0
TRUE: Node = 1
WORD = 64
ALL_BITS = (1 << WORD) - 1


class Circuit:
    """Steps by number. An input has a name; the same input, and the same step, is the same number."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, Any, Any]] = [("false", None, None), ("true", None, None)]
        self._numbers: dict[tuple[str, Any, Any], Node] = {}

    def input(self, name: Hashable) -> Node:
        return self._step("input", name, None)

    def not_(self, a: Node) -> Node:
        if a in (FALSE, TRUE):
            return TRUE - a
        kind, inner, _ = self._steps[a]
        return int(inner) if kind == "not" else self._step("not", a, None)

    def and_(self, a: Node, b: Node) -> Node:
        return self._joined("and", "or", a, b, FALSE, TRUE)

    def or_(self, a: Node, b: Node) -> Node:
        return self._joined("or", "and", a, b, TRUE, FALSE)

    def but_not(self, a: Node, b: Node) -> Node:
        return self.and_(a, self.not_(b))

    def all(self, nodes: Iterable[Node]) -> Node:
        found = TRUE
        for node in nodes:
            found = self.and_(found, node)
        return found

    def any(self, nodes: Iterable[Node]) -> Node:
        found = FALSE
        for node in sorted(set(nodes)):
            found = self.or_(found, node)
        return found

    def count(self, nodes: Iterable[Node]) -> tuple[Node, Node]:
        """Whether at least one, and at least two of these hold."""
        one, two = FALSE, FALSE
        for node in nodes:
            two = self.or_(two, self.and_(one, node))
            one = self.or_(one, node)
        return one, two

    def step(self, node: Node) -> tuple[str, Any, Any]:
        """Its kind ("input", "not", "and", "or", "false", "true") and what it is made of."""
        return self._steps[node]

    def _joined(self, kind: str, dual: str, a: Node, b: Node, absorbs: Node, neutral: Node) -> Node:
        if b in (a, neutral) or a == absorbs:
            return a
        if b == absorbs or a == neutral:
            return b
        a, b = min(a, b), max(a, b)
        for one, other in ((a, b), (b, a)):
            of, *parts = self._steps[other]
            if of == "not" and parts[0] == one:
                return absorbs
            if of == dual and one in parts:  # a and (a or x)
                return one
            if of == kind and one in parts:  # a and (a and x)
                return other
        return self._step(kind, a, b)

    def _step(self, kind: str, a: Any, b: Any) -> Node:
        step = (kind, a, b)
        if step not in self._numbers:
            self._numbers[step] = len(self._steps)
            self._steps.append(step)
        return self._numbers[step]


class Program:
    """What some outputs of a circuit need. Not for use from several threads at once: its working memory is its own."""

    def __init__(self, circuit: Circuit, outputs: Mapping[Hashable, Node]) -> None:
        self._outputs = dict(outputs)
        order = _order(circuit, self._outputs.values())
        self._steps = [(node, *circuit.step(node)) for node in order]
        self._place, self._places = _places(self._steps, frozenset(self._outputs.values()))
        self._words = -1
        self._bound: list[tuple[Any, Any, Any, Words]] = []
        self._held: list[Words] = []

    def __len__(self) -> int:
        return len(self._steps)

    def run(self, load: Load, rows: int) -> dict[Hashable, Words]:
        """The outputs by name for so many profiles; ``load`` gives the inputs."""
        words = -(-rows // WORD)
        if words != self._words:
            self._bind(words)
        for function, a, b, out in self._bound:
            if function is None:
                load(a, out)
            else:
                function(a, b, out)
        return {name: self._held[self._place[node]].copy() for name, node in self._outputs.items()}

    def _bind(self, words: int) -> None:
        """Steps with their working memory filled in, which is made once for as many words."""
        whole = np.empty((self._places, words), np.uint64)
        held = [whole[place] for place in range(self._places)]
        place = self._place
        self._bound = []
        for node, kind, a, b in self._steps:
            out = held[place[node]]
            if kind == "input":
                self._bound.append((None, a, None, out))
            elif kind == "not":
                self._bound.append((_inverted, held[place[a]], None, out))
            elif kind in _JOINED:
                self._bound.append((_JOINED[kind], held[place[a]], held[place[b]], out))
            else:
                self._bound.append((_filled, kind == "true", None, out))
        self._words, self._held = words, held


def _inverted(a: Words, _: None, out: Words) -> None:
    np.invert(a, out)


def filled(yes: bool, out: Words) -> None:
    """The same flag for every profile."""
    out.fill(ALL_BITS if yes else 0)


def _filled(yes: bool, _: None, out: Words) -> None:
    filled(yes, out)


_JOINED = {"and": np.bitwise_and, "or": np.bitwise_or}


def _order(circuit: Circuit, outputs: Iterable[Node]) -> list[Node]:
    """Everything that the outputs need, what a step is made of before the step; depth first."""
    found: list[Node] = []
    seen: set[Node] = set()
    for output in outputs:
        waiting = [output]
        while waiting:
            node = waiting[-1]
            if node in seen:
                waiting.pop()
                continue
            missing = [part for part in reversed(_parts(circuit.step(node))) if part not in seen]
            if missing:
                waiting += missing
            else:
                seen.add(node)
                found.append(node)
                waiting.pop()
    return found


def _parts(step: tuple[str, Any, Any]) -> list[Node]:
    kind, a, b = step
    return [a, b] if kind in _JOINED else [a] if kind == "not" else []


def _places(steps: Sequence[tuple[Node, str, Any, Any]], kept: frozenset[Node]) -> tuple[dict[Node, int], int]:
    """Where each step's flags are held, and how many places that takes: a place is free after its last use."""
    last = {part: at for at, (_, *step) in enumerate(steps) for part in _parts((step[0], step[1], step[2]))}
    place: dict[Node, int] = {}
    free: list[int] = []
    number = 0
    for at, (node, *step) in enumerate(steps):
        free += [place[p] for p in set(_parts((step[0], step[1], step[2]))) if last[p] == at and p not in kept]
        if not free:
            free.append(number)
            number += 1
        place[node] = free.pop()
    return place, number


def packed(flags: NDArray[np.bool_], out: Words) -> None:
    """Flags by profile into words."""
    held = out.view(np.uint8)
    part = np.packbits(flags, bitorder="little")
    held[: len(part)] = part
    held[len(part) :] = 0


def unpacked(words: Words, rows: int) -> NDArray[np.bool_]:
    """Flags of so many profiles."""
    return np.unpackbits(words.view(np.uint8), count=rows, bitorder="little").view(np.bool_)


def number_of(words: Words) -> int:
    """How many profiles have the flag; bits beyond the last profile count as well."""
    return int(np.bitwise_count(words).sum())


def valid(rows: int) -> Words:
    """A flag that every one of so many profiles has."""
    found = np.zeros(-(-rows // WORD), np.uint64)
    packed(np.ones(rows, np.bool_), found)
    return found
