"""``rules show`` and ``rules list``: the rule base for those who want to check it."""

from collections.abc import Iterator

from ..knowledge.conflicts import at_odds
from ..reading.validation import nearest
from ..rendering import load_catalogue
from ..rulebase import Rulebase
from ..rulebase.check import options_of, stage_of
from ..rulebase.claim_tests import UNTESTED, ClaimTest
from ..rulebase.conditions import Condition, parse_condition
from ..rulebase.located import Located
from ..rulebase.model import Advise, Argue, Bound, Classify, Cohere, Require, Rule, conditions_of
from ..rulebase.strata import strata_of
from ..rulebase.sureness import parameters_of
from .faults import WrongInputError
from .opening import rulebase
from .rule_text import conditions_in_words, effect_of, notes_of
from .shell import Language
from .terms import Sheet, Terms


def rule_page(rule_id: str, language: Language) -> str:
    """One rule in full. Raises WrongInputError, with the nearest id, when there is none of that name."""
    base = rulebase()
    held = next((h for h in base.located if h.rule.id == rule_id), None)
    if held is None:
        raise WrongInputError("unknown_rule", nearest(rule_id, list(base.rules)), found=rule_id)
    terms = Terms(load_catalogue(language), base.vocabulary, base.library)
    sheet = Sheet()
    sheet.put(f"{held.rule.id} · {terms.say(f'kind.{held.rule.kind}')}")
    sheet.put(_place(held, terms))
    sheet.head(terms.say("rule.effect"))
    sheet.put(effect_of(held.rule, terms), 1)
    for note in notes_of(held.rule, terms):
        sheet.put(note, 1)
    if isinstance(held.rule, Argue | Cohere):
        _tested(base.claims.get(held.rule.claim, UNTESTED), base, terms, sheet)
    _conditions(held.rule, terms, sheet)
    sheet.head(terms.say("rule.reason"))
    sheet.put(terms.both(held.rule.because), 1)
    sheet.head(terms.say("rule.sources"))
    for passage in held.rule.passages:
        sheet.put(terms.passage(passage), 1, "- ")
    if not held.rule.passages:
        sheet.put(terms.say("rule.no_source"), 1)
    for document in terms.documents(held.rule.passages):
        sheet.put(document, 1)
    _standing(held.rule, base, terms, sheet)
    return sheet.text()


def _place(held: Located, terms: Terms) -> str:
    return terms.say("rule.place", topic=held.topic, place=held.place)


def _tested(test: ClaimTest, base: Rulebase, terms: Terms, sheet: Sheet) -> None:
    """How the claim of the rule was tested, with each record and how far away it is."""
    verdict = terms.catalogue.say(f"effects.verdict.{test.verdict}")
    sheet.put(terms.say("rule.claim_test", verdict=verdict), 1)
    if test.note:
        sheet.put(terms.both(test.note), 2)
    for name, says in test.records.items():
        record = base.library.evidence.records[name]
        place = terms.catalogue.say(f"effects.place.{record.place}")
        quality = terms.catalogue.say(f"effects.quality.{record.quality}")
        said = terms.say(f"rule.says.{says}")
        sheet.put(f"{name}: {said}; {place}; {quality}", 2, "- ")


def _conditions(rule: Rule, terms: Terms, sheet: Sheet) -> None:
    keys = ("when", "met", "unmet") if isinstance(rule, Require) else ("when",)
    texts = list(conditions_in_words(rule, terms))
    for key in keys:
        held = [text for k, text in texts if k == key]
        if held:
            sheet.head(terms.say(f"condition.{key}"))
            for text in held:
                sheet.put(text, 1, "- ")


def _standing(rule: Rule, base: Rulebase, terms: Terms, sheet: Sheet) -> None:
    """Validity, the last check, where the rule works, and who says otherwise."""
    sheet.head(terms.say("rule.standing"))
    sheet.put(_validity(rule, terms), 1)
    if rule.hinges_on is not None:
        sheet.put(terms.say(f"rule.hinges_{rule.hinges_on.phase}", parameter=rule.hinges_on.parameter), 1)
    for name in sorted(parameters_of(rule)):
        sheet.put(terms.parameter(name), 1)
    sheet.put(terms.say("rule.checked", date=rule.checked.isoformat()), 1)
    stratum = str(_strata(base)[rule.id])
    sheet.put(terms.say("rule.stage", stage=str(stage_of(rule, base.library)), stratum=stratum), 1)
    for other in (base.rules[name] for name in rule.dissents_from):
        heaviest = at_odds(rule.passages, other.passages, base.library.passages)[0].type
        kind = terms.catalogue.say(f"dissent.type.{heaviest}")
        sheet.put(terms.say("rule.dissents_from", rule=other.id, type=kind, reason=terms.both(other.because)), 1)
    for name, reason in rule.no_dissent.items():
        sheet.put(terms.say("rule.no_dissent", rule=name, reason=terms.both(reason)), 1)


def _validity(rule: Rule, terms: Terms) -> str:
    start = rule.valid_from.isoformat() if rule.valid_from else ""
    end = rule.valid_until.isoformat() if rule.valid_until else ""
    code = "between" if start and end else "from" if start else "until" if end else "always"
    return terms.say(f"rule.valid_{code}", start=start, end=end)


def _strata(base: Rulebase) -> dict[str, int]:
    rules = list(base.rules.values())
    return strata_of(rules, {rule.id: tuple(_parsed(rule, base)) for rule in rules})


def _parsed(rule: Rule, base: Rulebase) -> Iterator[Condition]:
    for _, text in conditions_of(rule):
        condition = parse_condition(text, base.vocabulary, base.library.parameters)
        if condition is not None:
            yield condition


# The list


def rule_list(instrument: str | None, language: Language) -> str:
    """One line for each rule, in the order of the files. Raises WrongInputError when there is no such instrument."""
    base = rulebase()
    terms = Terms(load_catalogue(language), base.vocabulary, base.library)
    wanted = None if instrument is None else _instrument(instrument, terms)
    rules = [held.rule for held in base.located if wanted is None or wanted in instruments_of(held.rule)]
    width = max((len(rule.id) for rule in rules), default=0)
    lines = [f"{rule.id:<{width}}  {rule.kind:<8}  {_about(rule)}".rstrip() for rule in rules]
    return "\n".join((*lines, terms.say("rule.counted", n=str(len(rules)))))


def instruments_of(rule: Rule) -> frozenset[str]:
    """The instruments that a rule speaks of; none for one that only classifies."""
    if isinstance(rule, Bound):
        return frozenset({"term"})
    named = [code.partition(".")[0] for code in options_of(rule)]
    if isinstance(rule, Advise):
        named += [rule.instrument] if rule.instrument else []
        named += [rule.pilot.variant.partition(".")[0]] if rule.pilot else []
    return frozenset(named)


def _instrument(word: str, terms: Terms) -> str:
    instruments = terms.library.options.instruments
    names = {name.lower(): code for code, held in instruments.items() for name in (held.name.nl, held.name.en, code)}
    wanted = word.strip().lower()
    if wanted not in names:
        raise WrongInputError("unknown_instrument", nearest(wanted, list(names)), found=word, known=tuple(instruments))
    return names[wanted]


def _about(rule: Rule) -> str:
    if isinstance(rule, Classify):
        return next(iter(rule.sets))
    if isinstance(rule, Advise):
        return f"{rule.what} {rule.instrument or ''}".strip()
    return " + ".join(options_of(rule)) or "term"
