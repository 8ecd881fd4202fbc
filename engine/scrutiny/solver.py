"""The solver, behind the few words that the checks need. The only module that knows z3.

z3 is an extra: ``pip install "stuurwijzer[check]"``. Everything here is about yes and no, since the fields of the rules
are finite (see ``domains``); z3 answers such questions with a SAT solver that gives proofs, models and cores.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

Formula = Any
"""a z3 expression that is true or false"""
Verdict = Literal["possible", "impossible", "undecided"]

MOST_EFFORT = 40_000_000
"""z3's own count of steps for one question, and no seconds: the same question gets the same answer on any machine"""


class NoSolverError(Exception):
    """The extra ``check`` is not installed."""


@dataclass(frozen=True)
class Answer:
    """``core``: where it is impossible, the names of the assumptions that rule it out together."""

    verdict: Verdict
    core: tuple[str, ...] = ()
    holds: Callable[[Formula], bool] = field(default=lambda literal: False, compare=False)
    """whether a literal is true in the model; one that the model leaves open is not"""


class Solver:
    """Collects what always holds and answers whether something more can hold with it. Raises NoSolverError."""

    def __init__(self, effort: int = MOST_EFFORT) -> None:
        try:
            import z3
        except ImportError:
            raise NoSolverError from None
        self._z3 = z3
        self._context = z3.Context()
        self._solver = z3.SolverFor("QF_FD", ctx=self._context)
        self._solver.set("rlimit", effort)
        self.yes, self.never = z3.BoolVal(True, self._context), z3.BoolVal(False, self._context)
        self.asked = 0

    def literal(self, name: str) -> Formula:
        return self._z3.Bool(name, self._context)

    def define(self, name: str, formula: Formula) -> Formula:
        """A literal that is true exactly when the formula is."""
        if formula is self.yes or formula is self.never:
            return formula
        literal = self.literal(name)
        self._solver.add(literal == formula)
        return literal

    def add(self, formula: Formula) -> None:
        self._solver.add(formula)

    def is_literal(self, formula: Formula) -> bool:
        return bool(self._z3.is_const(formula) and formula.decl().kind() == self._z3.Z3_OP_UNINTERPRETED)

    def all(self, formulas: Iterable[Formula]) -> Formula:
        return self._joined(formulas, self._z3.And, self.yes, self.never)

    def any(self, formulas: Iterable[Formula]) -> Formula:
        return self._joined(formulas, self._z3.Or, self.never, self.yes)

    def no(self, formula: Formula) -> Formula:
        return self.never if formula is self.yes else self.yes if formula is self.never else self._z3.Not(formula)

    def implies(self, one: Formula, other: Formula) -> Formula:
        return self.any([self.no(one), other])

    def _joined(
        self, formulas: Iterable[Formula], join: Callable[[list[Formula]], Formula], empty: Formula, deciding: Formula
    ) -> Formula:
        """What is certain beforehand is left out: most of what rules could say of an option, none of them says."""
        held = {id(f): f for f in formulas if f is not empty}
        if id(deciding) in held:
            return deciding
        left = list(held.values())
        return left[0] if len(left) == 1 else join(left) if left else empty

    def one_of(self, literals: Iterable[Formula]) -> None:
        """Exactly one of these holds."""
        held = list(literals)
        self._solver.add(self.any(held))
        self.at_most_one(held)

    def at_most_one(self, literals: Iterable[Formula], when: Formula | None = None) -> None:
        held = list(literals)
        for position, one in enumerate(held):
            for other in held[position + 1 :]:
                clause = [self.no(one), self.no(other)]
                self._solver.add(self.any(clause if when is None else [*clause, self.no(when)]))

    def ask(self, assumptions: Iterable[Formula]) -> Answer:
        """Whether these can hold together with what was added. The assumptions are literals."""
        self.asked += 1
        found = self._solver.check(*assumptions)
        if found == self._z3.sat:
            return Answer("possible", holds=self._reading(self.asked))
        if found == self._z3.unsat:
            return Answer("impossible", tuple(sorted(str(a) for a in self._solver.unsat_core())))
        return Answer("undecided")

    def _reading(self, question: int) -> Callable[[Formula], bool]:
        """Reads the model of the question asked last, as long as it is the last.

        By z3's own calls: its readable way to a single value takes ten times as long, and there are many values.
        """
        z3, context = self._z3, self._context.ref()
        model = cache(self._solver.model)

        def holds(literal: Formula) -> bool:
            assert self.asked == question, "the model of an earlier question is gone"
            if literal is self.yes or literal is self.never:
                return literal is self.yes
            declared = z3.Z3_get_app_decl(context, z3.Z3_to_app(context, literal.as_ast()))
            value = z3.Z3_model_get_const_interp(context, model().model, declared)
            return value is not None and z3.Z3_get_bool_value(context, value) == z3.Z3_L_TRUE

        return holds
