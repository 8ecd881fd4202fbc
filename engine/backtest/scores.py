"""The figures of a comparison, over all regions and for each, with what knowing less gives beside every one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..knowledge.library import Library
from .load import known_codes
from .measure import (
    TWO_RULES,
    Baseline,
    Compared,
    Verdict,
    balanced,
    by_region_name,
    judge,
    most_common,
    predicted,
    within,
    worst,
)
from .model import BaselineEntry, CourseEntry, OutcomeEntry, Ratio, ScoreEntry, SetScoreEntry
from .outputs import BY_NAME, FUNDING_KIND, OUTPUTS, family

TwoRules = Mapping[tuple[str, str], str]
"""the answer of the two rules, by region and segment"""
OTHER_OR_NEGATIVE = ("changed", "negative")


def scores_of(
    outcomes: Sequence[OutcomeEntry], told: TwoRules, places: Mapping[str, str], library: Library
) -> tuple[ScoreEntry, ...]:
    """Every output with one choice: first the kind of funding, then as it stands in the list of outputs."""
    entries: list[ScoreEntry] = []
    for name, held, options in _by_output(outcomes, library):
        regions = [None, *sorted({outcome.region for outcome, _ in held})]
        for region in regions:
            here = [(outcome, compared) for outcome, compared in held if region in (None, outcome.region)]
            entries.append(_score(name, region, here, options, told, places))
    return tuple(entries)


def _by_output(
    outcomes: Sequence[OutcomeEntry], library: Library
) -> Iterator[tuple[str, list[tuple[OutcomeEntry, Compared]], tuple[str, ...]]]:
    """Each output with its outcomes as compared choices, and the options of the baseline."""
    funding = [outcome for outcome in outcomes if outcome.output == "funding"]
    if funding:
        kinds = tuple(dict.fromkeys(family(code) for code in known_codes(BY_NAME["funding"], library)))
        yield FUNDING_KIND, [(outcome, _kind_of_funding(outcome)) for outcome in funding], kinds
    for output in OUTPUTS:
        held = [outcome for outcome in outcomes if outcome.output == output.name]
        if held and output.kind != "set":
            codes = known_codes(output, library)
            options = tuple(code for code in codes if not any(other.startswith(f"{code}.") for other in codes))
            yield output.name, [(outcome, _choice(outcome, options)) for outcome in held], options


def _choice(outcome: OutcomeEntry, options: tuple[str, ...]) -> Compared:
    meeting = frozenset(code for code in options if any(within(code, value) for value in outcome.chosen))
    return Compared("/".join(outcome.chosen), meeting, outcome.verdict)


def _kind_of_funding(outcome: OutcomeEntry) -> Compared:
    """The same choice without the variant: lump sum and population funding level are task funding."""
    chosen = tuple(dict.fromkeys(family(code) for code in outcome.chosen))
    advised = [frozenset(family(code) for code in options) for options in outcome.advised_at]
    verdict = worst([judge(options, frozenset(chosen)) for options in advised])
    return Compared("/".join(chosen), frozenset(chosen), verdict)


def _score(
    name: str,
    region: str | None,
    held: Sequence[tuple[OutcomeEntry, Compared]],
    options: tuple[str, ...],
    told: TwoRules,
    places: Mapping[str, str],
) -> ScoreEntry:
    compared = [entry for _, entry in held]
    count = _counter(entry.verdict for entry in compared)
    common, share = most_common(compared, options), balanced(compared)
    assert common is not None and share is not None
    by_place: dict[str, list[Compared]] = {}
    for outcome, entry in held:
        by_place.setdefault(places[outcome.region], []).append(entry)
    return ScoreEntry(
        output=name,
        region=region,
        cases=len(held),
        agree=count("agree"),
        open=count("open"),
        differ=count("differ"),
        inferred=sum(outcome.basis == "inferred" for outcome, _ in held),
        by_default=sum(outcome.by_default for outcome, _ in held),
        balanced=Ratio.of(share),
        most_common=_baseline(common),
        region_name=by_region_name(by_place, options) if region is None else None,
        two_rules=_baseline(_two_rules(held, told)) if name == FUNDING_KIND else None,
    )


def _two_rules(held: Sequence[tuple[OutcomeEntry, Compared]], told: TwoRules) -> Baseline:
    """Of several segments the answer that fits the decision worst."""
    answers = []
    for outcome, compared in held:
        given = [told[outcome.region, path] for path in outcome.segments]
        wrong = [answer for answer in given if answer not in compared.codes]
        answers.append(min(wrong or given))
    return predicted(TWO_RULES, answers, [compared for _, compared in held])


def _baseline(held: Baseline) -> BaselineEntry:
    return BaselineEntry(answer=held.answer, agree=held.agree, balanced=Ratio.of(held.balanced))


def set_scores_of(outcomes: Sequence[OutcomeEntry], library: Library) -> tuple[SetScoreEntry, ...]:
    """Measures: those that regions name, and how many the advice names of all that it could."""
    entries: list[SetScoreEntry] = []
    for output in (output for output in OUTPUTS if output.kind == "set"):
        held = [outcome for outcome in outcomes if outcome.output == output.name]
        possible = len(library.options.of(output.instrument))
        for region in [None, *sorted({outcome.region for outcome in held})] if held else []:
            here = [outcome for outcome in held if region in (None, outcome.region)]
            by_case = {outcome.case: outcome.advised for outcome in here}
            count = _counter(outcome.verdict for outcome in here)
            entries.append(
                SetScoreEntry(
                    output=output.name,
                    region=region,
                    cases=len(by_case),
                    named=len(here),
                    agree=count("agree"),
                    open=count("open"),
                    differ=count("differ"),
                    advised=sum(len(advised) for advised in by_case.values()),
                    possible=possible * len(by_case),
                )
            )
    return tuple(entries)


def courses_of(outcomes: Sequence[OutcomeEntry]) -> tuple[CourseEntry, ...]:
    """For each output with choices that went otherwise: these, and the rest beside them."""
    entries: list[CourseEntry] = []
    for output in OUTPUTS:
        held = [outcome for outcome in outcomes if outcome.output == output.name]
        if not any(outcome.later.course in OTHER_OR_NEGATIVE for outcome in held):
            continue
        for apart in (True, False):
            here = [outcome for outcome in held if (outcome.later.course in OTHER_OR_NEGATIVE) == apart]
            count = _counter(outcome.verdict for outcome in here)
            entries.append(
                CourseEntry(
                    output=output.name,
                    apart=apart,
                    cases=len(here),
                    agree=count("agree"),
                    open=count("open"),
                    differ=count("differ"),
                )
            )
    return tuple(entries)


def _counter(verdicts: Iterable[Verdict]) -> Callable[[Verdict], int]:
    held = list(verdicts)
    return held.count
