"""``--robustness``: an advice with under how many stated assumptions it holds. NumPy is loaded here and not before."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..advice import Advice
from ..knowledge.uncertainty import load_uncertainty
from ..reading import ProblemsFoundError
from ..rulebase.plan import Plan
from .faults import OurFaultError, WrongInputError
from .opening import Case, bodies_of

if TYPE_CHECKING:
    from ..robustness.run import Draws


@dataclass(frozen=True)
class Drawing:
    """How many draws are asked for, and from which seed."""

    draws: int
    seed: int


def draws_of(plan: Plan, asked: Drawing) -> "Draws":
    """What draws under these rules. Raises WrongInputError where NumPy is not installed, and OurFaultError."""
    try:
        from ..robustness.run import Draws
    except ImportError:
        raise WrongInputError("bulk_missing") from None
    try:
        return Draws(plan, load_uncertainty(), asked.draws, asked.seed)
    except ProblemsFoundError as error:
        raise OurFaultError("knowledge", error.problems) from None


def with_robustness(advice: Advice, case: Case, segment: str | None, asked: Drawing) -> Advice:
    """The same advice with the outcome of the draws. Raises WrongInputError where NumPy is not installed."""
    drawing = draws_of(case.plan, asked)
    from ..robustness.entry import robustness_entry

    held = [drawing.of(one.path, one.facts, one.circumstances) for one in bodies_of(case, segment)]
    return advice.model_copy(update={"robustness": robustness_entry(held, asked.draws, asked.seed, case.plan)})
