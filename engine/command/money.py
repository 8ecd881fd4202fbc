"""``savings`` and ``budget``: what a region file says about money, computed, without the rest of the advice."""

from functools import partial

from ..rendering import load_catalogue
from ..rendering.money_document import render_budgets, render_savings
from .advising import advise_case, write_one
from .faults import WrongInputError
from .opening import Case, known_segment, open_case
from .shell import Language


def show_savings(region: str, form: str | None, output: str | None, language: Language) -> None:
    """Print or write the business case of a region. Raises WrongInputError when its file has none."""
    case = open_case(region, None)
    if case.region.business_case is None:
        raise WrongInputError("no_business_case", path=region, example=_example("business_case", language))
    advice = advise_case(case, None, "reference", language)
    write_one(advice, form, output, region, language, render_savings)


def show_budgets(region: str, segment: str | None, form: str | None, output: str | None, language: Language) -> None:
    """Print or write the start budget of a segment, or of all that have one. Raises WrongInputError without any."""
    case = open_case(region, None)
    _needs_budget(case, region, segment, language)
    advice = advise_case(case, None, "reference", language)  # the whole region: a pilot may span segments
    write_one(advice, form, output, region, language, partial(render_budgets, only=segment))


def _needs_budget(case: Case, region: str, segment: str | None, language: Language) -> None:
    if segment is not None:
        known_segment(case.region, segment)
    stated = [s.id for s in case.region.segments if s.start_budget is not None]
    if segment is not None and segment not in stated:
        example = _example("start_budget", language)
        raise WrongInputError("segment_without_budget", found=segment, example=example)
    if not stated:
        raise WrongInputError("no_start_budget", path=region, example=_example("start_budget", language))


def _example(name: str, language: Language) -> str:
    return load_catalogue(language).texts[f"money.example.{name}"].rstrip()
