"""Hold the advice on every region against what it chose: outcomes, figures with baselines, contrasts, explanations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..advice import Advice, advise, digest
from ..advice.model import BodyAdvice
from ..facts import Facts, flatten
from ..inference import reference_evaluator
from ..market.lots import with_carried
from ..profile.region import RegionProfile
from ..rulebase import Rulebase
from ..rulebase.entered import with_entered
from ..rulebase.plan import Plan, plan_for
from .blind import without_restated
from .cases import CaseEntry, Expected
from .contrasts import contrasts_of
from .explained import acceptance_of
from .grounds import grounds_of
from .load import CaseSet
from .measure import judge, judge_set, two_rules, within, worst
from .model import SCHEMA_VERSION, Backtest, GroundEntry, LaterEntry, OutcomeEntry, RegionEntry, ViewEntry, ViewName
from .outputs import OUTPUTS, Advised, Output, advised, advised_in_region, bodies_of
from .scores import courses_of, scores_of, set_scores_of


@dataclass(frozen=True)
class _Seen:
    """One region under one condition: the round and what stands beside it, each with its advice."""

    held: CaseSet
    regions: tuple[RegionProfile, ...]
    plan: Plan
    advices: tuple[Advice, ...]

    def places(self, case: CaseEntry) -> tuple[tuple[Advice, BodyAdvice], ...]:
        """The segments or parts that a case is about, each with the advice that it stands in."""
        return tuple(
            (advice, bodies[path]) for path in case.segments for advice, bodies in self._bodies if path in bodies
        )

    def facts_at(self, path: str) -> Facts:
        """What is known of a segment or part, for the two rules."""
        return next(
            flatten(region, segment, part).values
            for region in self.regions
            for segment, part in region.bodies()
            if path == (f"{segment.id}/{part.id}" if part else segment.id)
        )

    @cached_property
    def _bodies(self) -> tuple[tuple[Advice, dict[str, BodyAdvice]], ...]:
        return tuple((advice, bodies_of(advice)) for advice in self.advices)


def backtest(
    base: Rulebase, sets: Sequence[CaseSet], *, with_leaks: bool = True, without_own_sources: bool = False
) -> Backtest:
    """Compare the advice with the choices in ``sets``. The condition without leaks is always there, and first.

    ``with_leaks`` adds the comparison with answers that repeat a decision, ``without_own_sources`` the one in which no
    rule rests on documents of the region under test only.
    """
    sets = sorted(sets, key=lambda held: held.name)
    blind = [_see(base, held, leaks=False) for held in sets]
    views = [_view("no_leak", blind, base)]
    if with_leaks:
        views.append(_view("all_answers", [_see(base, held, leaks=True) for held in sets], base))
    if without_own_sources:
        alone = [_see(base, held, leaks=False, own=False) for held in sets]
        views.append(_view("no_leak_without_own_sources", alone, base))
    return Backtest(
        schema_version=SCHEMA_VERSION,
        rulebase=digest([seen.advices[0].rulebase.digest for seen in blind]),
        regions=tuple(
            RegionEntry(
                id=held.name,
                place=held.file.place,
                as_of=held.file.as_of.isoformat(),
                document=held.file.source,
                cases=len(held.file.cases),
            )
            for held in sets
        ),
        places=len({held.file.place for held in sets}),
        views=tuple(views),
        courses=courses_of(views[0].outcomes),
        contrasts=tuple(c for seen in blind for c in contrasts_of(seen.held, seen.regions[0], seen.plan)),
        acceptance=acceptance_of(sets, views[0].outcomes),
    )


def _see(base: Rulebase, held: CaseSet, *, leaks: bool, own: bool = True) -> _Seen:
    regions = held.regions if leaks else tuple(without_restated(region) for region in held.regions)
    regions = tuple(with_carried(region) for region in regions)
    plan = plan_for(
        with_entered(base, held.region), held.file.as_of, frozenset() if own else frozenset(held.file.own_documents)
    )
    evaluator = reference_evaluator(plan)
    return _Seen(held, regions, plan, tuple(advise(r, base, evaluator=evaluator, plan=plan) for r in regions))


def _view(name: ViewName, regions: Sequence[_Seen], base: Rulebase) -> ViewEntry:
    outcomes = [outcome for seen in regions for outcome in _outcomes(seen)]
    told = {
        (seen.held.name, path): two_rules(seen.facts_at(path))
        for seen in regions
        for case in seen.held.file.cases
        for path in case.segments
    }
    places = {seen.held.name: seen.held.file.place for seen in regions}
    return ViewEntry(
        name=name,
        scores=scores_of(outcomes, told, places, base.library),
        sets=set_scores_of(outcomes, base.library),
        outcomes=tuple(outcomes),
    )


def _outcomes(seen: _Seen) -> Iterator[OutcomeEntry]:
    for case in sorted(seen.held.file.cases, key=lambda held: held.id):
        for output in (output for output in OUTPUTS if output.compared):
            expected, by_default = seen.held.expected(case, output)
            if expected is not None:
                yield from _compared(seen, case, output, expected, by_default)


def _compared(
    seen: _Seen, case: CaseEntry, output: Output, expected: Expected, by_default: bool
) -> Iterator[OutcomeEntry]:
    """One outcome for a choice; for measures one for each that the region names."""
    said = [advised(output, advice, body) for advice, body in seen.places(case)]
    said = said or [advised_in_region(output, seen.advices[0])]
    if output.kind != "set":
        chosen = frozenset(expected.value)
        verdicts = [judge(held.options, _met_by(chosen, held)) for held in said]
        yield _outcome(seen, case, output, expected, by_default, expected.value, said, worst(verdicts))
        return
    for measure in expected.value:
        met = [
            judge_set(Advised(_as_named(measure, held.options), _as_named(measure, held.against)), frozenset({measure}))
            for held in said
        ]
        verdict = worst([held[measure] for held in met])
        yield _outcome(seen, case, output, expected, by_default, (measure,), said, verdict)


def _met_by(chosen: frozenset[str], held: Advised) -> frozenset[str]:
    """What of the advice is what the region chose, and what it chose: a bare ``task`` is met by either variant."""
    return chosen | {code for code in held.options if any(within(code, value) for value in chosen)}


def _as_named(measure: str, options: frozenset[str]) -> frozenset[str]:
    """The options in the words of the document."""
    return frozenset({measure}) if any(within(code, measure) for code in options) else frozenset()


def _outcome(
    seen: _Seen,
    case: CaseEntry,
    output: Output,
    expected: Expected,
    by_default: bool,
    chosen: tuple[str, ...],
    said: Sequence[Advised],
    verdict: str,
) -> OutcomeEntry:
    later = seen.held.later(case, output)
    return OutcomeEntry(
        case=case.id,
        region=seen.held.name,
        segments=case.segments,
        output=output.name,
        chosen=chosen,
        basis=expected.basis,
        by_default=by_default,
        lines=expected.lines,
        passages=expected.passages,
        advised=tuple(sorted({code for held in said for code in held.options})),
        advised_at=tuple(tuple(sorted(held.options)) for held in said),
        verdict=verdict,  # type: ignore[arg-type]  # the literals of Verdict
        grounds=_grounds(seen, case, output, chosen) if verdict == "differ" else (),
        later=LaterEntry(course=later.course, says=later.says, passages=later.passages)
        if later
        else LaterEntry(course="unknown", says=None, passages=()),
    )


def _grounds(seen: _Seen, case: CaseEntry, output: Output, chosen: tuple[str, ...]) -> tuple[GroundEntry, ...]:
    options = seen.plan.library.options
    bare = {
        code.partition(".")[2] for value in chosen for code in options.expand(f"{output.instrument}.{value}")
    } | set(chosen)
    return tuple(
        ground for advice, body in seen.places(case) for ground in grounds_of(output, frozenset(bare), advice, body)
    )
