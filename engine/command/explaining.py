"""``explain``: for a segment how each instrument was decided, for an option where it stands and why."""

from datetime import date

from ..advice.choice_entries import DecisionEntry
from ..advice.model import BodyAdvice
from ..reading.validation import nearest
from .advising import advise_case
from .explained_option import ExplainedOption, Told, how_it_fell, put_heading, terms_of
from .faults import WrongInputError
from .opening import Case, find_option, known_segment, open_case
from .shell import Language
from .terms import Sheet, Terms


def explain_segment(region: str, segment: str, as_of: date | None, evaluator: str, language: Language) -> str:
    """For each instrument what was chosen, at which step, and where the other options fell."""
    case = open_case(region, as_of)
    body, _ = _advised_case(case, segment, evaluator, language)
    terms = terms_of(case, language)
    sheet = Sheet()
    put_heading(case, body, segment, terms, sheet)
    for decision in body.decisions.values():
        _decision(decision, case, terms, sheet)
    sheet.head(terms.say("explain.more", region=region, segment=segment))
    return sheet.text()


def explain_option(
    region: str, segment: str, option: str, as_of: date | None, evaluator: str, language: Language
) -> str:
    """Where an option stands and why: the rules that settled it, what argued, and what did not hold."""
    case = open_case(region, as_of)
    code = find_option(case.plan, option)
    body, whole = _advised_case(case, segment, evaluator, language)
    told = Told(region, segment, case.source.document, body, whole)
    return ExplainedOption(case, told, code, terms_of(case, language)).text()


def _advised_case(case: Case, segment: str, evaluator: str, language: Language) -> tuple[BodyAdvice, BodyAdvice | None]:
    """The advice on a segment, or on ``segment/part`` with that on its segment. Raises WrongInputError."""
    segment_id, _, part_id = segment.partition("/")
    known_segment(case.region, segment_id)
    profile = case.region.segment(segment_id)
    parts = tuple(part.id for part in profile.parts) if profile else ()
    if part_id and part_id not in parts:
        code = "unknown_part" if parts else "no_parts"
        raise WrongInputError(code, nearest(part_id, list(parts)), found=part_id, segment=segment_id, known=parts)
    (whole,) = advise_case(case, segment_id, evaluator, language).segments
    return (next(part for part in whole.parts if part.id == part_id), whole) if part_id else (whole, None)


# All instruments


def _decision(held: DecisionEntry, case: Case, terms: Terms, sheet: Sheet) -> None:
    name = terms.instrument(held.instrument)
    sheet.head(f"{name[:1].upper()}{name[1:]}: {_outcome(held, case, terms)}")
    if case.plan.library.options.instruments[held.instrument].multi:
        return
    if held.chosen or held.decided_at == "none_left":
        sheet.put(terms.say(f"decided_at.{held.decided_at}"), 1)
    if held.chosen in held.own_reading:
        sheet.put(terms.say("explain.own_reading"), 1)
    for entry in held.ranking:
        if entry.outcome == "fell":
            sheet.put(f"{terms.option(entry.option)}: {how_it_fell(entry, terms, held.chosen)}", 1, "- ")
        elif entry.outcome == "advised":
            sheet.put(f"{terms.option(entry.option)}: {terms.say('explain.was_advised')}", 1, "- ")
    if held.runner_up:
        sheet.put(terms.say("explain.runner_up", option=terms.option(held.runner_up)), 1)


def _outcome(held: DecisionEntry, case: Case, terms: Terms) -> str:
    if case.plan.library.options.instruments[held.instrument].multi:
        return terms.catalogue.listed(terms.options(held.taken)) if held.taken else terms.say("explain.none_taken")
    if held.chosen:
        return terms.option(held.chosen)
    if held.ties:
        return terms.say("explain.tied", options=terms.options(held.ties))
    return terms.say("explain.none_left" if held.decided_at == "none_left" else "explain.silent")
