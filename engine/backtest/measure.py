"""How advice and choice are compared, and what knowing less would have given: whole numbers and exact fractions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..facts import Facts
from .outputs import Advised

Verdict = Literal["agree", "open", "differ"]
WORST_LAST: tuple[Verdict, ...] = ("agree", "open", "differ")
TWO_RULES = "two_rules"
SMALL_CLIENTS, SMALL_SHARE = 150, 500
"""clients, and basis points of both clients and cost. Invented with the two-rule baseline; no rule reads them, and they
stay as they were, so that the baseline does not move with the rules"""


def judge(advised: frozenset[str], chosen: frozenset[str]) -> Verdict:
    """One choice against another.

    agree: all that the advice leaves would be what the region chose. open: that is among what it leaves, or it leaves
    nothing to choose between. differ: the advice has taken it out.
    """
    if not advised:
        return "open"
    if advised <= chosen:
        return "agree"
    return "open" if advised & chosen else "differ"


def judge_set(advised: Advised, named: frozenset[str]) -> dict[str, Verdict]:
    """Each measure that a region names: also advised, not spoken of, or taken out by the advice."""
    return {
        one: "agree" if one in advised.options else "differ" if one in advised.against else "open"
        for one in sorted(named)
    }


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """A decision about several segments is met where it is met in all of them."""
    return max(verdicts, key=WORST_LAST.index)


def within(code: str, value: str) -> bool:
    """A variant is what its kind asks for: ``task.lumpsum`` where the document only says ``task``."""
    return code == value or code.startswith(f"{value}.")


@dataclass(frozen=True)
class Compared:
    """One choice beside the advice. ``label`` is the choice as one class; ``codes`` all that would meet it."""

    label: str
    codes: frozenset[str]
    verdict: Verdict


def balanced(compared: Sequence[Compared]) -> Fraction | None:
    """The share that agrees, for each choice that occurs, averaged over those choices. Open counts as not agreeing."""
    if not compared:
        return None
    cases = Counter(held.label for held in compared)
    right = Counter(held.label for held in compared if held.verdict == "agree")
    return sum((Fraction(right[label], n) for label, n in sorted(cases.items())), Fraction(0)) / len(cases)


@dataclass(frozen=True)
class Baseline:
    """What a rule that does not look at the segment gives."""

    answer: str
    agree: int
    balanced: Fraction


def most_common(compared: Sequence[Compared], options: Sequence[str]) -> Baseline | None:
    """Always the option that meets most choices; of equals the first in the order of the options."""
    if not compared:
        return None
    met = {option: sum(option in held.codes for held in compared) for option in options}
    best = max(options, key=lambda option: (met[option], -options.index(option)))
    return constant(best, compared)


def constant(option: str, compared: Sequence[Compared]) -> Baseline:
    return predicted(option, [option] * len(compared), compared)


def predicted(name: str, answers: Sequence[str], compared: Sequence[Compared]) -> Baseline:
    """The figures of answers given beforehand, one for each choice."""
    told = [
        Compared(held.label, held.codes, judge(frozenset({answer}), held.codes))
        for answer, held in zip(answers, compared, strict=True)
    ]
    share = balanced(told)
    assert share is not None
    return Baseline(name, sum(held.verdict == "agree" for held in told), share)


def two_rules(facts: Facts) -> str:
    """Effort where access is not tuned and fixed; effort where use is small; task funding everywhere else."""
    fixed = facts.get("access.differentiated") is True and facts.get("access.may_change") is False
    return "effort" if fixed or _small(facts) else "task"


def _small(facts: Facts) -> bool:
    clients = _whole(facts, "use.clients")
    shares = [_whole(facts, name) for name in ("use.client_share", "use.cost_share")]
    few = clients is not None and clients < SMALL_CLIENTS
    return facts.get("use.small") is True or few or all(s is not None and s <= SMALL_SHARE for s in shares)


def _whole(facts: Facts, name: str) -> int | None:
    value: object = facts.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def by_region_name(compared: Mapping[str, Sequence[Compared]], options: Sequence[str]) -> int:
    """Knowing nothing but the region: what is most common in each, over all of them."""
    found = (most_common(held, options) for held in compared.values())
    return sum(baseline.agree for baseline in found if baseline is not None)
