"""Checks of the rule base when it is loaded: one function for each kind of fault, every fault with its place."""

from collections.abc import Iterator, Mapping, Sequence

from ..facts import CHOICE_ROOMS, Vocabulary
from ..knowledge.library import Library
from ..reading import Problem
from ..reading.validation import nearest
from .conditions import Condition, ConditionError, parse_condition
from .dissent import detect_dissent_faults
from .located import Located
from .model import Advise, Argue, Bound, Classify, Cohere, Exclude, Require, Rule, conditions_of
from .strata import CycleError, strata_of
from .sureness import detect_law_beyond_its_state

LAST_STAGE = 4


def check_rules(located: Sequence[Located], vocabulary: Vocabulary, library: Library) -> list[Problem]:
    """All faults of the rules, in no particular order."""
    problems: list[Problem] = []
    first: dict[str, Located] = {}
    for held in located:
        first.setdefault(held.rule.id, held)
    for check in (_ids, _references, _conditions, _options, _effects, _stages):
        for held in located:
            problems += check(held, first, vocabulary, library)
    if not problems:  # strata and dissent can only be computed of rules that can be read
        problems += _strata(located, vocabulary, library)
        problems += detect_dissent_faults(located, library)
        problems += detect_law_beyond_its_state(located, library)
    return problems


def options_of(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Exclude() | Cohere():
            return tuple(code for code in (rule.option, rule.with_option) if code)
        case Require() | Argue():
            return (rule.option,)
        case _:
            return ()


def stage_of(rule: Rule, library: Library) -> int:
    """The stage in which a rule works: that of the instrument it speaks of; consequences come last."""
    instruments = library.options.instruments
    match rule:
        case Classify():
            return 1
        case Advise():
            return LAST_STAGE
        case Bound():
            return instruments["term"].stage
        case Cohere():
            return max(instruments[code.partition(".")[0]].stage for code in options_of(rule))
        case Exclude() | Require() | Argue():
            return instruments[rule.option.partition(".")[0]].stage


def _ids(held: Located, first: Mapping[str, Located], vocabulary: Vocabulary, library: Library) -> Iterator[Problem]:
    other = first[held.rule.id]
    if other is not held:
        where = f"{other.document.file}:{other.document.line(('rules', other.position))}"
        yield held.fault("id", "rule_twice", found=held.rule.id, first=where)


def _references(
    held: Located, first: Mapping[str, Located], vocabulary: Vocabulary, library: Library
) -> Iterator[Problem]:
    rule = held.rule
    for passage in rule.passages:
        if passage not in library.passages:
            yield held.fault(
                "passages", "unknown_passage", found=passage, near=nearest(passage, list(library.passages))
            )
    if not rule.passages and not rule.own_judgement:
        yield held.fault("id", "rule_without_source", found=rule.id)
    if isinstance(rule, Argue):
        if rule.origin not in library.passages and rule.origin != "own":
            yield held.fault("origin", "unknown_passage", found=rule.origin, near="")
        if (rule.origin == "own") != (rule.evidence == "own"):
            yield held.fault("origin", "own_argument_half_said", found=rule.id)
    if isinstance(rule, Require) and rule.lead is not None:
        name = rule.lead.removeprefix("param:")
        if name not in library.parameters:
            yield held.fault("lead", "unknown_parameter", found=name, near=nearest(name, list(library.parameters)))
    for key, others in (("dissents_from", rule.dissents_from), ("no_dissent", tuple(rule.no_dissent))):
        for other in others:
            if other not in first or other == rule.id:
                near = nearest(other, sorted(first.keys() - {rule.id}))
                yield held.fault(key, "unknown_rule", found=other, near=near)
    if rule.hinges_on is not None:
        date = library.parameters.get(rule.hinges_on.parameter)
        if date is None or date.quantity != "date":
            yield held.fault("hinges_on", "hinge_is_no_date", found=rule.hinges_on.parameter)
    if rule.valid_from and rule.valid_until and rule.valid_until < rule.valid_from:
        yield held.fault("valid_until", "validity_turned", found=rule.valid_until)


def _conditions(
    held: Located, first: Mapping[str, Located], vocabulary: Vocabulary, library: Library
) -> Iterator[Problem]:
    for key, text in conditions_of(held.rule):
        try:
            condition = parse_condition(text, vocabulary, library.parameters)
        except ConditionError as error:
            yield held.fault(key, error.code, **error.values)
            continue
        if condition is not None and condition.operator == "is_unknown":
            owner = vocabulary[condition.field].owner
            if not isinstance(held.rule, Classify) or owner in ("classified", "chosen"):
                yield held.fault(key, "unknown_only_in_classify", found=text)
    if isinstance(held.rule, Require) and set(held.rule.met) == set(held.rule.unmet):
        yield held.fault("met", "met_and_unmet_alike", found=held.rule.id)


def _options(
    held: Located, first: Mapping[str, Located], vocabulary: Vocabulary, library: Library
) -> Iterator[Problem]:
    for code in options_of(held.rule):
        if not library.options.expand(code):
            near = nearest(code, list(library.options.by_code))
            yield held.fault("option", "unknown_option", found=code, near=near)
    if isinstance(held.rule, Advise):
        if (held.rule.what == "pilot") != (held.rule.pilot is not None):
            yield held.fault("what", "pilot_half_said", found=held.rule.id)
        if (held.rule.what == "indicator") != (held.rule.indicator is not None):
            yield held.fault("what", "indicator_half_said", found=held.rule.id)
        if held.rule.indicator and held.rule.indicator not in library.goals.indicators:
            near = nearest(held.rule.indicator, list(library.goals.indicators))
            yield held.fault("indicator", "rule_indicator", found=held.rule.indicator, near=near)
        if (held.rule.what == "outcome") != (held.rule.outcome is not None):
            yield held.fault("what", "outcome_half_said", found=held.rule.id)
        for key, terms in (("pilot", held.rule.pilot), ("outcome", held.rule.outcome)):
            if terms and not library.options.expand(terms.variant):
                yield held.fault(key, "unknown_option", found=terms.variant, near="")


def _effects(
    held: Located, first: Mapping[str, Located], vocabulary: Vocabulary, library: Library
) -> Iterator[Problem]:
    rule = held.rule
    if isinstance(rule, Argue):
        if rule.step == "wish" and rule.scaled_by is None:
            yield held.fault("step", "wish_without_wish", found=rule.id)
        rooms = {text.split(None, 1)[0].partition(".")[0] for text in rule.when}
        if rule.step == "fact" and rooms <= CHOICE_ROOMS | {"always"}:
            yield held.fault("step", "fact_step_without_fact", found=rule.id)
        if rule.step == "given" and "board" not in rooms:
            yield held.fault("step", "given_step_without_decision", found=rule.id)
        if rule.severe and rule.direction == "for":
            yield held.fault("severe", "severe_for", found=rule.id)
    if isinstance(rule, Classify):
        ((name, value),) = rule.sets.items()
        field = vocabulary.get(name)
        if field is None or field.owner != "classified":
            yield held.fault("sets", "unknown_field", found=name, near="")
        elif (field.kind == "bool") != isinstance(value, bool) or (field.kind == "enum" and value not in field.members):
            yield held.fault(
                "sets",
                "constant_not_fitting",
                found=value,
                expected=", ".join(field.members) or "true, false",
                near="",
            )
        elif field.true_wins and field.kind != "bool":
            yield held.fault("sets", "merge_not_for_kind", found=name)
    if isinstance(rule, Exclude) and rule.ground == "board" and not any("board." in text for text in rule.when):
        yield held.fault("ground", "board_ground_without_decision", found=rule.id)
    if isinstance(rule, Bound):
        for key in ("most_months", "least_months"):
            text = getattr(rule, key)
            if text and not text.isdigit() and text.removeprefix("param:") not in library.parameters:
                yield held.fault(key, "unknown_parameter", found=text, near="")


def _stages(held: Located, first: Mapping[str, Located], vocabulary: Vocabulary, library: Library) -> Iterator[Problem]:
    """A rule may read the choice of an instrument only when it speaks of an instrument of a later stage."""
    if any(not library.options.expand(code) for code in options_of(held.rule)):
        return
    stage = stage_of(held.rule, library)
    for key, text in conditions_of(held.rule):
        name = text.split(None, 1)[0]
        if name in vocabulary and vocabulary[name].owner == "chosen":
            instrument = name.split(".")[1]
            if isinstance(held.rule, Classify) or library.options.instruments[instrument].stage >= stage:
                yield held.fault(key, "reads_choice_too_early", found=text)


def _strata(located: Sequence[Located], vocabulary: Vocabulary, library: Library) -> Iterator[Problem]:
    parsed: dict[str, tuple[Condition, ...]] = {
        held.rule.id: tuple(
            c for _, text in conditions_of(held.rule) if (c := parse_condition(text, vocabulary, library.parameters))
        )
        for held in located
    }
    try:
        strata_of([held.rule for held in located], parsed)
    except CycleError as error:
        held = next(h for h in located if h.rule.id == error.rule)
        setter = next(h for h in located if isinstance(h.rule, Classify) and error.field in h.rule.sets)
        where = f"{setter.document.file}:{setter.document.line(('rules', setter.position))}"
        yield held.fault("when", "strata_cycle", found=error.field, first=where)
