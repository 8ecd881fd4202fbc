"""``--robustness``: an advice with under how many stated assumptions it holds. NumPy is loaded here and not before."""

from dataclasses import dataclass

from ..advice import Advice
from ..knowledge.uncertainty import load_uncertainty
from ..reading import ProblemsFoundError
from .advising import Case
from .faults import OurFaultError, WrongInputError
from .flipping import opened


@dataclass(frozen=True)
class Drawing:
    """How many draws are asked for, and from which seed."""

    draws: int
    seed: int


def with_robustness(advice: Advice, case: Case, segment: str | None, asked: Drawing) -> Advice:
    """The same advice with the outcome of the draws. Raises WrongInputError where NumPy is not installed."""
    try:
        from ..robustness.entry import robustness_entry
        from ..robustness.run import Draws
    except ImportError:
        raise WrongInputError("bulk_missing") from None
    try:
        widths = load_uncertainty()
    except ProblemsFoundError as error:
        raise OurFaultError("knowledge", error.problems) from None
    drawing = Draws(case.plan, widths, asked.draws, asked.seed)
    bodies = (opened(case, s, p) for s, p in case.region.bodies() if segment in (None, s.id))
    held = [drawing.of(one.path, one.facts, one.circumstances) for one in bodies]
    return advice.model_copy(update={"robustness": robustness_entry(held, asked.draws, asked.seed, case.plan)})
