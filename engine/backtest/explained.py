"""Differences between advice and choice, and whether a person has explained them in the data.

A new difference needs an explanation; one that is gone, or about another advice, leaves an explanation behind that no
longer says anything. Both are for a person to settle, in ``knowledge/cases``.
"""

from collections.abc import Sequence

from .cases import Accepted
from .load import CaseSet
from .model import AcceptanceEntry, OutcomeEntry


def acceptance_of(sets: Sequence[CaseSet], outcomes: Sequence[OutcomeEntry]) -> tuple[AcceptanceEntry, ...]:
    """Every difference, then every explanation without one. Measures count for each measure apart."""
    explained: dict[tuple[str, str], Accepted] = {
        (case, accepted.output): accepted for held in sets for accepted in held.file.accepted for case in accepted.cases
    }
    differing = [outcome for outcome in outcomes if outcome.verdict == "differ"]
    entries = [_entry(outcome, explained.get((outcome.case, outcome.output))) for outcome in differing]
    found = {(outcome.case, outcome.output) for outcome in differing}
    gone = [
        AcceptanceEntry(
            case=case,
            output=output,
            chosen=(),
            advised=accepted.advised,
            state="gone",
            reason=accepted.reason,
            on=accepted.on.isoformat(),
        )
        for (case, output), accepted in sorted(explained.items())
        if (case, output) not in found
    ]
    return (*entries, *gone)


def _entry(outcome: OutcomeEntry, accepted: Accepted | None) -> AcceptanceEntry:
    same = accepted is not None and set(accepted.advised) == set(outcome.advised)
    return AcceptanceEntry(
        case=outcome.case,
        output=outcome.output,
        chosen=outcome.chosen,
        advised=outcome.advised,
        state="unexplained" if accepted is None else "accepted" if same else "changed",
        reason=accepted.reason if accepted else None,
        on=accepted.on.isoformat() if accepted else None,
    )
