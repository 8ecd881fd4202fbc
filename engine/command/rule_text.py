"""One rule in words: what it does, under which conditions, why, and where that stands."""

from collections.abc import Iterator

from ..rulebase.model import Advise, Argue, Bound, Classify, Cohere, Exclude, Require, Rule, conditions_of
from .terms import Terms


def effect_of(rule: Rule, terms: Terms) -> str:
    """What the rule does when it fires, in one sentence."""
    match rule:
        case Classify():
            ((name, value),) = rule.sets.items()
            shown = terms.value(name, str(value).lower() if isinstance(value, bool) else str(value))
            return terms.say("effect.classify", field=name, label=terms.label(name), value=shown)
        case Exclude(with_option=None):
            ground = _of("ground", rule.ground, terms)
            return terms.say("effect.exclude", option=_named(rule.option, terms), ground=ground)
        case Exclude():
            pair = (_named(rule.option, terms), _named(rule.with_option or "", terms))
            return terms.say("effect.exclude_pair", options=pair, ground=_of("ground", rule.ground, terms))
        case Require():
            return terms.say(
                "effect.require",
                option=_named(rule.option, terms),
                label=terms.both(rule.label),
                kind=_of("class", rule.class_, terms),
            )
        case Argue():
            return terms.say(
                f"effect.argue_{rule.direction}",
                option=_named(rule.option, terms),
                claim=rule.claim,
                step=_of("step", rule.step, terms),
                strength=_of("strength", rule.strength, terms),
                evidence=_of("evidence", rule.evidence, terms),
            )
        case Cohere():
            return terms.say("effect.cohere", options=(_named(rule.option, terms), _named(rule.with_option, terms)))
        case Bound():
            return _bound(rule, terms)
        case Advise():
            return terms.say("effect.advise", what=_of("what", rule.what, terms), text=terms.both(rule.text))


def notes_of(rule: Rule, terms: Terms) -> Iterator[str]:
    """What else there is to know of a rule beside its effect."""
    if isinstance(rule, Require):
        owner = terms.catalogue.say(f"roles.{rule.owner}")
        yield terms.say("rule.question", question=terms.both(rule.question), owner=owner)
        if rule.lead is not None:
            yield terms.say("rule.lead", parameter=rule.lead.removeprefix("param:"))
    if isinstance(rule, Argue):
        if rule.scaled_by:
            yield terms.say("rule.scaled_by", wish=terms.value(f"wishes.held.{rule.scaled_by}", rule.scaled_by))
        yield terms.say("rule.origin", origin=rule.origin)
    if isinstance(rule, Argue | Advise):
        if rule.severe:
            yield terms.say("rule.severe")
        name = rule.indicator if isinstance(rule, Advise) else None
        measure = terms.library.goals.indicators[name].counted if name else rule.measure
        if measure:
            yield terms.say("rule.measure", measure=terms.both(measure))
    if rule.own_reading:
        yield terms.say("rule.own_reading")
    if rule.own_judgement:
        yield terms.say("rule.own_judgement", reason=terms.both(rule.own_judgement))


def conditions_in_words(rule: Rule, terms: Terms) -> Iterator[tuple[str, str]]:
    """Each condition with the key under which it stands: ``when``, ``met`` or ``unmet``."""
    for key, text in conditions_of(rule):
        yield key, condition_in_words(text, terms)


def condition_in_words(text: str, terms: Terms) -> str:
    """A condition as the rule has it, with the term of its field."""
    name = text.split(None, 1)[0]
    return terms.say("condition.always") if name == "always" else f"{terms.label(name)}: {text}"


def _bound(rule: Bound, terms: Terms) -> str:
    parts = []
    for key, months in (("most", rule.most_months), ("least", rule.least_months)):
        if months is not None:
            parts.append(terms.say(f"effect.bound_{key}", months=months))
    parts.append(terms.say("effect.bound_motivate" if rule.motivate else "effect.bound_hard"))
    return " ".join(parts)


def _named(code: str, terms: Terms) -> str:
    """``effort-based (funding.effort)``; a family by its members."""
    members = terms.library.options.expand(code)
    return f"{', '.join(terms.options(members))} ({code})"


def _of(kind: str, code: str, terms: Terms) -> str:
    return terms.say(f"{kind}.{code}")
