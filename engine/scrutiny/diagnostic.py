"""A diagnostic is data: a code from a closed list, what it is about, its places, and how it is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from .witness import Profile

Severity = Literal["error", "warning", "info"]
Known = Literal["read", "proved", "shown", "undecided"]
"""read: it stands in the files; proved: the solver found that no profile exists; shown: on the witness, which was run
through the evaluator; undecided: neither a proof nor a witness was found"""

CODES: Mapping[str, Severity] = MappingProxyType(
    {
        # within one rule
        "conditions_contradict": "error",
        "condition_needless": "warning",
        # rules among each other
        "rule_never_in_force": "error",
        "rule_never_fires": "error",
        "rule_after_override": "info",
        "precondition_never_met": "warning",
        "precondition_never_unmet": "warning",
        "met_and_unmet": "error",
        "values_conflict": "error",
        "rule_subsumed": "warning",
        "claim_both_ways": "warning",
        "bounds_cross": "error",
        "pair_never_applied": "error",
        "field_never_set": "error",
        "field_never_read": "warning",
        # bands over one number
        "band_hole": "warning",
        "band_overlap": "error",
        # what a decision can come to
        "option_never_recommended": "warning",
        "option_always_excluded": "warning",
        "pair_never_reached": "info",
        "all_options_excluded": "warning",
        "decision_unargued": "warning",
        # time
        "validity_gap": "warning",
        "validity_overlap": "warning",
        "parameter_gap": "warning",
        "rule_stale": "warning",
        "law_expired": "error",
        "law_partly_expired": "info",
        # sources
        "source_unused": "warning",
        "passage_unaccounted": "error",
        "digest_malformed": "error",
        "digest_differs": "error",
        # arguments
        "option_on_own_judgement": "info",
        "claim_on_own_judgement": "info",
        "option_one_sided": "info",
        "claim_unmirrored": "info",
        "argument_twice": "info",
        "claim_raised_by_copy": "warning",
        "order_matters": "error",
        # the check itself
        "undecided": "warning",
        "explanation_needless": "warning",
    }
)
"""the closed list; what is found when the rule base is loaded has the codes of the loader and is an error"""


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: the file, the line (1-based; 0: the file as a whole), and what stands there."""

    file: str
    line: int
    what: str


Places = tuple[Place, ...]
Values = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Diagnostic:
    """One thing found. ``code`` and ``subject`` together name it; ``values`` fill its sentence in the catalogue.

    ``witness`` holds the facts of a profile on which it can be seen; None where it speaks of no profile or says that
    there is none.
    """

    code: str
    subject: str
    places: Places = ()
    values: Values = field(default_factory=dict)
    known: Known = "read"
    witness: Profile | None = None

    @property
    def severity(self) -> Severity:
        return CODES.get(self.code, "error")

    @property
    def order(self) -> tuple[int, str, str]:
        """The gravest first, then by code and subject."""
        return ("error", "warning", "info").index(self.severity), self.code, self.subject
