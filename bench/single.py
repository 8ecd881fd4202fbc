"""(a) One profile at a time: our evaluators beside rule engines on the same exported rules.

Every engine first shows that it fires the same rules and sets the same fields in every stage, on all shipped segments
and parts and on random profiles: else the benchmark fails. The choice is made by one code from what fired, so the same
firings are the same decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.inference import Evaluator, evaluator_for, reference_evaluator

from .cases import Case, case_of, random_profiles, write_cases
from .exporting import export
from .measuring import Table, alternated, cpu_of
from .peer import NotThereError, running
from .profiles import shipped, shipped_profiles

RANDOM = 300
PEERS = {
    "with_durable": ("durable_rules, public interface", False),
    "with_zen": ("zen-engine, expressions", True),
    "with_clips": ("CLIPS (clipspy)", True),
    "with_rego": ("Rego in regorus (opa-eval)", True),
    "with_experta": ("experta", True),
}
"""module: what it is, and whether it lives in the environment of the peers"""
ENOUGH = 0.2
"""CPU seconds that a measurement takes at least"""


class DisagreementError(Exception):
    """A comparator that fires other rules than we do: what it is compared on is not the same work."""


def measured(rounds: int) -> list[Table]:
    plan, real = shipped(), list(shipped_profiles())
    cases = [case_of(plan, profile) for profile in (*real, *random_profiles(plan, RANDOM))]
    explained, plain = evaluator_for(plan), reference_evaluator(plan)

    def infer(evaluator: Evaluator) -> Running:
        return _ours(cases, lambda: lambda case: _infer(evaluator, case))

    def decide(evaluator: Evaluator) -> Running:
        def prepare() -> Work:
            decider = Decider(plan, evaluator)  # it remembers: a new one for every round
            return lambda case: decider.decide(case.profile, Circumstances())

        return _ours(cases, prepare)

    inference, decision = infer(explained), decide(explained)
    rows = [
        _row(f"{explained.name}, our driver, and choice", "ours", decision, inference, decision, len(real), rounds),
        _row("generated Python", "ours", infer(plain), inference, decision, len(real), rounds),
        _row("generated Python, and choice", "ours", decide(plain), inference, decision, len(real), rounds),
    ]
    with TemporaryDirectory() as folder:
        rules, facts = Path(folder) / "rules.json", Path(folder) / "cases.json"
        export(plan, rules)
        write_cases(cases, facts)
        for module, (what, in_own) in PEERS.items():
            try:
                with running(module, rules, facts, in_own) as peer:
                    check(peer, what, cases)
                    rows.append(_row(what, peer.name, peer.seconds, inference, decision, len(real), rounds))
            except NotThereError as missing:
                rows.append((what, f"not there: {missing}", "–", "–", "–"))
    clauses = sum(len(stage.clauses) for stage in plan.stages)
    title = f"One profile: {clauses} clauses in {len(plan.stages)} stages, {len(real)} shipped segments and parts"
    head = ("what", "version", "agrees on", f"/ our inference ({explained.name})", "/ our inference and choice")
    return [Table(title, head, tuple(rows))]


class Answering(Protocol):
    def answers(self, number: int, /) -> Any:
        """What every stage gives for a case: an ``Answer`` each."""


def check(peer: Answering, what: str, cases: Sequence[Case]) -> None:
    """Raises DisagreementError with the first difference."""
    for number, case in enumerate(cases):
        for stage, (found, ours) in enumerate(zip(peer.answers(number), case.answers, strict=True), 1):
            fired, sets = found
            if fired != ours[0] or sets != ours[1]:
                other = sorted({*fired} ^ {*ours[0]})
                raise DisagreementError(
                    f"{what}, profile {number}, stage {stage}: clauses {other} fire here or there, "
                    f"fields {sorted({*sets.items()} ^ {*ours[1].items()})}"
                )


def _infer(evaluator: Evaluator, case: Case) -> None:
    for number, facts in enumerate(case.stages, 1):
        evaluator.stage(number, facts)


Running = Callable[[int, int], float]
"""CPU seconds for the first so many cases, so many times"""
Work = Callable[[Case], object]


def _ours(cases: Sequence[Case], prepare: Callable[[], Work]) -> Running:
    def seconds(count: int, times: int) -> float:
        def once() -> float:
            work = prepare()
            return cpu_of(lambda: [work(case) for case in cases[:count]])

        return sum(once() for _ in range(times))

    return seconds


def _row(
    what: str, version: str, peer: Running, inference: Running, decision: Running, real: int, rounds: int
) -> tuple[str, ...]:
    """The same cases for both, often enough that either takes long enough to be measured."""
    often = _often(peer, real)

    def beside(ours: Running) -> str:
        ours_often = _often(ours, real)
        spread = alternated(lambda: peer(real, often) / often, lambda: ours(real, ours_often) / ours_often, rounds)
        return str(spread)

    return what, version, f"{real + RANDOM} profiles", beside(inference), beside(decision)


def _often(run: Running, count: int) -> int:
    run(count, 1)
    return max(1, round(ENOUGH / max(run(count, 1), 1e-6)))
