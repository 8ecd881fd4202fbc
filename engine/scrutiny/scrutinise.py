"""All checks of a rule base in one go: read, then look, then prove; and what was explained beforehand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ..knowledge.accounts import open_accounts
from ..reading import Document, Problem, ProblemsFoundError, read_document
from ..rulebase import Rulebase, load_rulebase
from .detect_arguments import Balance, balance, detect_one_sided, detect_own_judgement_alone
from .detect_bands import detect_band_faults
from .detect_choices import Reach, detect_always_excluded
from .detect_clashes import Clashes, detect_never_firing_on_other_days
from .detect_conditions import detect_contradictions, detect_needless_conditions
from .detect_effects import detect_idle_fields, detect_never_in_force, detect_order, detect_pairs_never_applied
from .detect_sources import detect_differing_digests, detect_malformed_digests, detect_unused_sources
from .detect_time import detect_expired_law, detect_parameter_gaps, detect_period_faults, detect_stale
from .diagnostic import Diagnostic, Place
from .explained import NONE, Explanation, Explanations, load_explanations
from .material import Material
from .proofs import Proofs
from .solver import NoSolverError


@dataclass
class Session:
    """One look at a rule base: what the checks need, each thing made when the first of them asks for it."""

    material: Material
    folder: Path
    stale: int | None = None

    @cached_property
    def proofs(self) -> Proofs:
        """Raises NoSolverError."""
        return Proofs(self.material.plan)

    @cached_property
    def clashes(self) -> Clashes:
        return Clashes(self.material, self.proofs)

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.material, self.proofs)

    def stale_rules(self) -> Iterable[Diagnostic]:
        return () if self.stale is None else detect_stale(self.material, self.stale)


Check = Callable[[Session], Iterable[Diagnostic]]

READ: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (
        lambda s: detect_contradictions(s.material),
        ("conditions_contradict", "precondition_never_met", "precondition_never_unmet"),
    ),
    (lambda s: detect_needless_conditions(s.material), ("condition_needless",)),
    (lambda s: detect_never_in_force(s.material), ("rule_never_in_force",)),
    (lambda s: detect_pairs_never_applied(s.material), ("pair_never_applied",)),
    (lambda s: detect_idle_fields(s.material), ("field_never_set", "field_never_read")),
    (lambda s: detect_order(s.material), ("order_matters",)),
    (lambda s: detect_band_faults(s.material), ("band_hole", "band_overlap")),
    (lambda s: detect_period_faults(s.material), ("validity_gap", "validity_overlap")),
    (lambda s: detect_parameter_gaps(s.material), ("parameter_gap",)),
    (lambda s: s.stale_rules(), ("rule_stale",)),
    (lambda s: detect_expired_law(s.material), ("law_expired", "law_partly_expired")),
    (
        lambda s: detect_unused_sources(s.material, open_accounts(s.material.base.library, s.folder)),
        ("source_unused", "passage_unaccounted"),
    ),
    (lambda s: detect_malformed_digests(s.material), ("digest_malformed",)),
    (lambda s: detect_differing_digests(s.material), ("digest_differs",)),
    (lambda s: detect_own_judgement_alone(s.material), ("option_on_own_judgement", "claim_on_own_judgement")),
    (lambda s: detect_one_sided(s.material), ("option_one_sided", "claim_unmirrored")),
)
"""the checks that need no solver, with the codes that each may give"""

PROVED: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (lambda s: s.clashes.detect_never_firing(), ("rule_never_fires", "rule_after_override", "undecided")),
    (lambda s: detect_never_firing_on_other_days(s.material), ("rule_never_fires",)),
    (lambda s: s.clashes.detect_met_and_unmet(), ("met_and_unmet",)),
    (lambda s: s.clashes.detect_conflicting_values(), ("values_conflict",)),
    (lambda s: s.clashes.detect_claims_both_ways(), ("claim_both_ways",)),
    (lambda s: s.clashes.detect_crossing_bounds(), ("bounds_cross",)),
    (lambda s: s.clashes.detect_subsumed(), ("rule_subsumed",)),
    (lambda s: s.clashes.detect_arguments_twice(), ("argument_twice",)),
    (lambda s: s.clashes.detect_claims_raised_by_a_copy(), ("claim_raised_by_copy",)),
    (lambda s: detect_always_excluded(s.material), ("option_always_excluded",)),
    (lambda s: s.reach.detect_dead_ends(), ("all_options_excluded",)),
    (lambda s: s.reach.detect_unargued_decisions(), ("decision_unargued",)),
    (lambda s: s.reach.detect_never_recommended(), ("option_never_recommended",)),
    (lambda s: s.reach.detect_pairs_never_reached(), ("pair_never_reached",)),
)
"""the checks that ask the solver"""


@dataclass(frozen=True)
class Scrutiny:
    """What was found on a day. ``as_of`` is None for a rule base that does not load: then all are load problems.

    ``rules``: how many are in force, and how many there are; ``questions``: how many the solver was asked,
    None where it is not installed.
    """

    as_of: date | None
    rules: tuple[int, int]
    diagnostics: tuple[Diagnostic, ...]
    explained: Mapping[tuple[str, str], Explanation]
    balance: tuple[Balance, ...]
    questions: int | None

    def open(self, *severities: str) -> tuple[Diagnostic, ...]:
        """The diagnostics of these severities that are not explained."""
        return tuple(
            d for d in self.diagnostics if d.severity in severities and (d.code, d.subject) not in self.explained
        )


def scrutinise_folder(folder: Path, as_of: date | None, stale: int | None) -> Scrutiny:
    """Check the rule base in a folder that holds ``rules/`` and ``knowledge/``; ``as_of``: else its last check."""
    try:
        base = load_rulebase(folder / "rules", folder / "knowledge")
        explanations = load_explanations(folder / "knowledge")
        return scrutinise(base, folder, as_of, stale, explanations)
    except ProblemsFoundError as error:
        return _not_loaded(error.problems)


def scrutinise(
    base: Rulebase, folder: Path, as_of: date | None, stale: int | None, explanations: Explanations = NONE
) -> Scrutiny:
    """Check a rule base that was loaded from a folder. Raises ProblemsFoundError: its sources are not accounted for."""
    material = Material(base, as_of or last_check(base), knowledge_documents(folder))
    session = Session(material, folder, stale)
    made = {code for _, codes in READ for code in codes} - ({"rule_stale"} if stale is None else set())
    found = [diagnostic for check, _ in READ for diagnostic in check(session)]
    questions: int | None = None
    try:
        found += [diagnostic for check, _ in PROVED for diagnostic in check(session)]
        questions, made = session.proofs.encoding.solver.asked, made | {c for _, codes in PROVED for c in codes}
    except NoSolverError:
        pass
    found += explanations.needless(found, frozenset(made))
    held = ((d, explanations.of(d)) for d in found)
    explained = {(d.code, d.subject): reason for d, reason in held if reason is not None}
    ordered = tuple(sorted(found, key=lambda d: d.order))
    counted = (sum(1 for _ in material.plan.rules), len(base.located))
    return Scrutiny(material.as_of, counted, ordered, explained, balance(material), questions)


def last_check(base: Rulebase) -> date:
    """The last day on which a rule was held against its sources: the day that a rule base speaks of. No clock."""
    return max((held.rule.checked for held in base.located), default=date.min)


def knowledge_documents(folder: Path) -> dict[str, Document]:
    """The files of knowledge in which something has a place. They were read before, so nothing is wrong with them."""
    knowledge = folder / "knowledge"
    paths = [knowledge / "options.yaml", knowledge / "parameters.yaml"]
    paths += [path for room in ("sources", "law", "evidence") for path in sorted((knowledge / room).glob("*.yaml"))]
    names = {path: path.relative_to(folder).as_posix() for path in paths if path.is_file()}
    return {name: read_document(path, name) for path, name in names.items()}


def _not_loaded(problems: Sequence[Problem]) -> Scrutiny:
    """A rule base that does not load, in the same form: each problem with its place, and the other place it names."""
    found = []
    for problem in problems:
        values = dict(problem.values)
        other = next((place for key in ("first", "where") if (place := _place(values.get(key, "")))), None)
        place = Place(problem.file, problem.line, problem.path)
        subject = f"{problem.file} {problem.path}".strip()
        found.append(Diagnostic(problem.code, subject, (place, other) if other else (place,), values))
    ordered = tuple(sorted(found, key=lambda d: (d.places, d.code)))
    return Scrutiny(None, (0, 0), ordered, {}, (), None)


def _place(text: str) -> Place | None:
    file, _, line = text.rpartition(":")
    return Place(file, int(line), "") if file and line.isdigit() else None
