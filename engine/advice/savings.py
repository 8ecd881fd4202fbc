"""Write down the business case of a region: its inputs, what follows, what a document prints, and what it rests on."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from ..consequences.amounts import ALL, EURO, of_year, to_unit
from ..consequences.savings import ACT_ORDER, Savings, savings_of
from ..consequences.stated import check
from ..knowledge.calculations import Calculation
from ..profile.answers import Answer
from ..profile.money_rooms import ActCase, BusinessCase
from ..profile.region import RegionProfile
from ..rulebase.plan import Plan
from .entries import Said
from .money import (
    AssumedEntry,
    MethodStep,
    SavingsAdvice,
    SavingsLine,
    StatedEntry,
)

SOFT = ("assumed", "judged")

ByYear = Answer[dict[str, int | None]]


def savings_entry(region: RegionProfile, plan: Plan) -> SavingsAdvice | None:
    """The business case of a region; None when its file has none."""
    case = region.business_case
    if case is None:
        return None
    held = savings_of(case)
    acts = sorted(case.acts, key=lambda act: ACT_ORDER.index(act.act))
    stated = tuple(_stated(case, held, region.source))
    return SavingsAdvice(
        **dict(held),
        lines=tuple(line for act in acts for line in _lines(act, held.years, region.source)),
        stated=stated,
        findings=(*_of_the_case(acts, held), *_of_the_tables(stated)),
        rests_on=tuple(_rests_on(case, acts, region.source)),
        rounded_to=EURO,
        method=method_of("savings", plan),
    )


def method_of(calculation: Calculation, plan: Plan) -> tuple[MethodStep, ...]:
    """The steps of a calculation that one of its passages carried on the day of the advice."""
    steps = []
    for step in plan.library.calculations[calculation]:
        passages = tuple(p for p in step.passages if available(p, plan))
        if passages:
            steps.append(MethodStep(id=step.id, text=step.text, passages=passages))
    return tuple(steps)


def available(passage: str, plan: Plan) -> bool:
    return passage in plan.library.passages and plan.library.available(passage, plan.as_of)


# Inputs


def _lines(act: ActCase, years: tuple[str, ...], source: str | None) -> Iterator[SavingsLine]:
    named: list[tuple[str, str, ByYear | None]] = [("base", "", act.base)]
    named += [("out_of_scope", held.name, held.amounts) for held in act.out_of_scope or ()]
    named += [("other_measure", held.name, held.amounts) for held in act.other_measures or ()]
    named.append(("percentage", "", act.percentages))
    for kind, name, answer in named:
        known = answer is not None and answer.known
        yield SavingsLine(
            act=act.act,
            kind=kind,  # type: ignore[arg-type]  # the literals of the model
            name=name,
            basis=answer.basis if answer is not None and known else None,
            source=_source(answer, source) if known else None,
            lines=answer.lines if answer is not None else None,
            amounts=tuple(of_year(answer, year) for year in years),
        )


def _source(answer: ByYear | None, source: str | None) -> str | None:
    return (answer.source if answer is not None else None) or source


def _rests_on(case: BusinessCase, acts: list[ActCase], source: str | None) -> Iterator[AssumedEntry]:
    """The percentages, which are an assumption whatever they are called, and every other input that nobody measured."""
    for act in acts:
        if act.percentages is not None and act.percentages.known:
            yield _assumed(Said(code="percentages", values={"act": act.act}), act.percentages, source)
    for act in acts:
        for held in (*(act.out_of_scope or ()), *(act.other_measures or ())):
            if held.amounts is not None and held.amounts.known and held.amounts.basis in SOFT:
                yield _assumed(Said(code="line", values={"act": act.act, "name": held.name}), held.amounts, source)
        if act.base is not None and act.base.known and act.base.basis in SOFT:
            yield _assumed(Said(code="base", values={"act": act.act}), act.base, source)
    if case.change_cost is not None and case.change_cost.known and case.change_cost.basis in SOFT:
        yield _assumed(Said(code="change_cost"), case.change_cost, source)


def _assumed(said: Said, answer: ByYear, source: str | None) -> AssumedEntry:
    return AssumedEntry(said=said, basis=answer.basis, source=_source(answer, source), lines=answer.lines)


# What a document prints


def _stated(case: BusinessCase, held: Savings, source: str | None) -> Iterator[StatedEntry]:
    for table in case.stated:
        for row in table.rows:
            answer, unit = row.amounts, table.rounded_to * EURO
            amounts = (answer.value if answer else None) or {}
            yield StatedEntry(
                table=table.name,
                passage=table.passage,
                source=_source(answer, source),
                lines=answer.lines if answer else None,
                unit=unit,
                figure=row.figure,
                act=row.act,
                checks=check(held, row.figure, row.act, amounts, unit),
            )


# Findings


def _of_the_case(acts: list[ActCase], held: Savings) -> Iterator[Said]:
    for act in acts:
        below = tuple(c.year for c in held.cells if c.act == act.act and c.in_scope is not None and c.in_scope < 0)
        if below:
            yield Said(code="deductions_above_base", values={"act": act.act, "years": below})
        for line in act.other_measures or ():
            lapsed = _lapsed(tuple(of_year(line.amounts, year) for year in held.years), held.years)
            if lapsed:
                yield Said(code="measure_lapses", values={"act": act.act, "name": line.name, "years": lapsed})
        growth = _growth(act, held.years)
        if growth is not None:
            yield Said(code="base_flat", values={"act": act.act, "growth": growth})
    if held.change_cost == 0:
        yield Said(code="no_change_cost")


def _lapsed(amounts: tuple[int | None, ...], years: tuple[str, ...]) -> tuple[str, ...]:
    """The years in which a measure saves, when it saves nothing in the years after them."""
    saving = [n for n, amount in enumerate(amounts) if amount]
    after = amounts[saving[-1] + 1 :] if saving else ()
    return tuple(years[n] for n in saving) if after and all(amount == 0 for amount in after) else ()


def _growth(act: ActCase, years: tuple[str, ...]) -> int | None:
    """How much the cost rose in the last realised year, when the base stands still after it; basis points."""
    base = {of_year(act.base, year) for year in years}
    realised = [
        amount for _, amount in sorted(((act.realised.value if act.realised else None) or {}).items()) if amount
    ]
    if len(years) < 2 or len(base) != 1 or None in base or len(realised) < 2 or realised[-1] <= realised[-2]:
        return None
    return to_unit(Fraction((realised[-1] - realised[-2]) * ALL, realised[-2]), 1)


def _of_the_tables(stated: tuple[StatedEntry, ...]) -> Iterator[Said]:
    for row in stated:
        for outcome in ("differs", "sum_of_rounded"):
            found = [held for held in row.checks if held.outcome == outcome]
            for difference in dict.fromkeys(held.stated - (held.computed or 0) for held in found):
                years = tuple(h.year for h in found if h.stated - (h.computed or 0) == difference)
                yield Said(code=f"stated_{outcome}", values=_named(row) | {"years": years, "difference": difference})
    for one, other in combinations(stated, 2):
        if (one.figure, one.act) == (other.figure, other.act) and one.table != other.table:
            years = tuple(_apart(one, other))
            if years:
                names = {"other": other.table, "other_passage": other.passage or "", "other_lines": other.lines or ""}
                yield Said(code="tables_differ", values=_named(one) | names | {"years": years})


def _named(row: StatedEntry) -> dict[str, str | int | tuple[str, ...]]:
    return {
        "table": row.table,
        "passage": row.passage or "",
        "lines": row.lines or "",
        "figure": row.figure,
        "act": row.act or "",
    }


def _apart(one: StatedEntry, other: StatedEntry) -> Iterator[str]:
    """Years in which two printed rows differ by more than their rounding."""
    unit = max(one.unit, other.unit)
    printed = {held.year: held.stated for held in other.checks}
    for held in one.checks:
        if held.year in printed and to_unit(held.stated, unit) != to_unit(printed[held.year], unit):
            yield held.year
