"""``backtest``: which regions, under which conditions, and in which form."""

import click

from ..advice import canonical
from ..backtest import CaseSet, backtest, load_cases
from ..reading import ProblemsFoundError
from ..reading.validation import nearest
from ..rulebase import Rulebase
from .backtest_page import backtest_page
from .faults import OurFaultError, WrongInputError
from .opening import rulebase
from .shell import Language


def show_backtest(
    regions: tuple[str, ...], no_leak: bool, leave_source_out: bool, form: str | None, language: Language
) -> None:
    """Print the comparison. Raises WrongInputError for a region without cases, OurFaultError for cases at fault."""
    base = rulebase()
    sets = _chosen(_cases(base), regions)
    held = backtest(base, sets, with_leaks=not no_leak, without_own_sources=leave_source_out)
    if form == "json":
        click.echo(canonical(held).decode())
    else:
        click.echo(backtest_page(held, base, language), nl=False)


def _cases(base: Rulebase) -> tuple[CaseSet, ...]:
    try:
        return load_cases(base)
    except ProblemsFoundError as error:
        raise OurFaultError("cases", error.problems) from None


def _chosen(sets: tuple[CaseSet, ...], regions: tuple[str, ...]) -> tuple[CaseSet, ...]:
    known = tuple(held.name for held in sets)
    for region in regions:
        if region not in known:
            raise WrongInputError("no_cases", nearest(region, list(known)), found=region, known=known)
    return tuple(held for held in sets if not regions or held.name in regions)
