"""What one rule rests on beside its passages: parameters, and own judgement."""

from collections.abc import Iterator

from ..rulebase.model import Argue, Bound, Rule, conditions_of


def parameters_of(rule: Rule) -> Iterator[str]:
    """The parameters against which a rule holds facts, or that set its bound."""
    texts = [text for _, text in conditions_of(rule)]
    if isinstance(rule, Bound):
        texts += [text for text in (rule.most_months, rule.least_months) if text]
    yield from (text.rpartition("param:")[2].strip() for text in texts if "param:" in text)


def rests_on_own_judgement(rule: Rule) -> bool:
    """Whether no source says it, or a source says it and the condition or the argument is ours."""
    return bool(rule.own_judgement or rule.own_reading or (isinstance(rule, Argue) and rule.evidence == "own"))
