"""A check of the rule base: law takes out or bounds only on what is confirmed, and says what makes its figures less."""

from collections.abc import Iterator, Sequence

from ..knowledge.library import Library
from ..reading import Problem
from .located import Located
from .model import Bound, Exclude, Rule, conditions_of


def detect_law_beyond_its_state(located: Sequence[Located], library: Library) -> Iterator[Problem]:
    """Hard rules on an unsure fact, and rules that reckon with an unsure figure without naming what it rests on."""
    for held in located:
        rule = held.rule
        if _hard(rule):
            for passage in _unsure(rule.passages, library):
                state = str(library.passages[passage].state)
                yield held.fault("passages", "hard_on_unsure", found=passage, state=state)
        for name in sorted(parameters_of(rule)):
            for passage in _unsure(library.parameters[name].passages, library):
                if passage not in rule.passages:
                    yield held.fault("passages", "unsure_figure_not_named", found=name, passage=passage)


def _hard(rule: Rule) -> bool:
    """Whether the rule leaves no way round it: a bound that asks for a motivation does."""
    return (isinstance(rule, Exclude) and rule.ground in ("law", "case_law")) or (
        isinstance(rule, Bound) and not rule.motivate
    )


def _unsure(passages: Sequence[str], library: Library) -> list[str]:
    return [p for p in passages if library.passages[p].state not in (None, "confirmed")]


def parameters_of(rule: Rule) -> set[str]:
    """The parameters that a rule holds facts or a term against."""
    texts = [text for _, text in conditions_of(rule)]
    if isinstance(rule, Bound):
        texts += [text for text in (rule.most_months, rule.least_months) if text]
    return {text.rpartition("param:")[2] for text in texts if "param:" in text}
