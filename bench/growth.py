"""(b, growth) From a thousand profiles to ten million, and from fifty rules to two thousand."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import duckdb

from stuurwijzer.engine.bulk.decider import BulkDecider
from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.inference import Evaluator, evaluator_for, reference_evaluator
from stuurwijzer.engine.rulebase.conditions import Condition
from stuurwijzer.engine.rulebase.model import Advise, Argue, Rule
from stuurwijzer.engine.rulebase.plan import Clause, Plan, stage_with

from .bulk import decided
from .cases import SEED, Profile
from .measuring import Spread, Table, alternated, cpu_of
from .profiles import DAY, Generator, columns_of, shipped, shipped_profiles, write
from .single import DisagreementError

PROFILES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
DRAWN = 1_000_000
"""what is drawn anew; more than these are the same ones over again, which makes no difference to a circuit"""
RULES = (50, 100, 200, 400, 1_000, 2_000)
AT_ONCE = 65_536
USED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(code)
"""
"""runs a command and says what it used; small, since what starts a process counts as the least memory that it held"""


def measured(rounds: int) -> list[Table]:
    return [_profiles(), _rules(rounds)]


# More profiles


def _profiles() -> Table:
    with TemporaryDirectory() as held:
        costs = [_scan(rows, Path(held)) for rows in PROFILES]
    ratios = ["–", *(f"{after[0] / before[0]:.1f}" for before, after in pairwise(costs))]
    rows = tuple((f"{n:,}", ratio, f"{peak} MB") for n, ratio, (_, peak) in zip(PROFILES, ratios, costs, strict=True))
    note = "One run each, since ten million take minutes. The start of the process is in each: it is most of the first."
    head = ("profiles", "CPU / that of a tenth of them", "peak memory")
    return Table("`scan`, Parquet in and out: a process each", head, rows, (note,))


def _scan(rows: int, folder: Path) -> tuple[float, int]:
    """CPU seconds and the most memory held, in megabytes, of one scan."""
    source, target = folder / f"{rows}.parquet", folder / "advice.parquet"
    if rows <= DRAWN:
        write(source, Generator(shipped(), "near", SEED), rows)
    else:
        sql = f"COPY (SELECT p.* FROM '{folder / f'{DRAWN}.parquet'}' p, range({rows // DRAWN})) TO '{source}'"
        with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
            connection.execute(sql)
    command = [sys.executable, "-m", "stuurwijzer.cli", "scan", str(source), "-o", str(target), "--as-of", f"{DAY}"]
    held = subprocess.run([sys.executable, "-c", USED, *command], capture_output=True, text=True, check=False)
    if held.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {held.returncode}:\n{held.stderr[-2000:]}")
    target.unlink()
    seconds, kilobytes = held.stdout.splitlines()[-1].split()
    return float(seconds), int(kilobytes) // 1024


# More rules


def _rules(rounds: int) -> Table:
    plan = shipped()
    columns = list(Generator(plan, "near", SEED).chunks(AT_ONCE))
    profiles = list(shipped_profiles())
    whole = _Costs(plan, profiles)
    rows = []
    for number in RULES:
        grown = with_rules(plan, number)
        _agree(grown, profiles)
        one, over = BulkDecider(grown), BulkDecider(plan)

        def at_once(decider: BulkDecider) -> float:
            return cpu_of(lambda: [list(decided(decider, columns, "fired")) for _ in range(20)])

        bulk = alternated(lambda one=one: at_once(one), lambda over=over: at_once(over), rounds)  # type: ignore[misc]
        costs = _Costs(grown, profiles)
        rows.append((f"{len({r.id for r in grown.rules}):,}", str(bulk), *costs.beside(whole, rounds)))
    head = (
        "rules",
        f"{AT_ONCE:,} at once, choice and every clause",
        "one by one, generated Python",
        f"one by one, {evaluator_for(plan).name}",
        "one by one, and choice",
    )
    note = (
        "Each beside the same with the rules as shipped. Fewer are a seeded choice of them; more are copies of "
        "arguments and consequences, each condition exchanged for another that some rule asks of the same field."
    )
    return Table("More rules", head, tuple(rows), (note,))


def _engine(plan: Plan) -> Evaluator | str:
    """The rule engine, or what it cannot carry."""
    try:
        return evaluator_for(plan)
    except Exception as error:  # its class is there only where the engine is
        return f"cannot: {error}"


class _Costs:
    """What one plan costs, one profile at a time."""

    def __init__(self, plan: Plan, profiles: list[Profile]) -> None:
        self._plan, self._profiles = plan, profiles
        self._plain = reference_evaluator(plan)
        self._engine = _engine(plan)

    def beside(self, other: _Costs, rounds: int) -> Iterator[str]:
        def spread(one: Evaluator, two: Evaluator, times: int) -> Spread:
            return alternated(lambda: self._fire(one, times), lambda: other._fire(two, times), rounds)

        yield str(spread(self._plain, other._plain, 20))
        if isinstance(self._engine, str) or isinstance(other._engine, str):
            yield f"{self._engine}"
        else:
            yield str(spread(self._engine, other._engine, 2))
        yield str(alternated(self._decide, other._decide, rounds))

    def _fire(self, evaluator: Evaluator, times: int) -> float:
        def work() -> None:
            for _ in range(times):
                for profile in self._profiles:
                    for stage in self._plan.stages:
                        evaluator.stage(stage.number, profile)

        return cpu_of(work)

    def _decide(self) -> float:
        deciders = [Decider(self._plan, self._plain) for _ in range(3)]
        return cpu_of(lambda: [d.decide(p, Circumstances()) for d in deciders for p in self._profiles])


def with_rules(plan: Plan, number: int) -> Plan:
    """The plan with so many rules: a choice of its own, or these and copies of arguments and consequences."""
    source = Random(SEED)
    own = sorted({rule.id for rule in plan.rules})
    kept = {*source.sample(own, number)} if number < len(own) else {*own}
    clauses = [[clause for clause in stage.clauses if clause.rule.id in kept] for stage in plan.stages]
    copied = [(at, c) for at, held in enumerate(clauses) for c in held if isinstance(c.rule, Argue | Advise)]
    asked: dict[str, list[Condition]] = {}
    for condition in (c for held in clauses for clause in held for c in clause.conditions):
        asked.setdefault(condition.field, []).append(condition)
    located = dict(plan.located)
    for count in range(number - len(kept)):
        at, clause = source.choice(copied)
        rule: Rule = clause.rule.model_copy(update={"id": f"{clause.rule.id}.copy-{count}"})
        conditions = tuple(source.choice(asked[c.field]) for c in clause.conditions)
        clauses[at].append(dataclasses.replace(clause, rule=rule, conditions=conditions))
        located[rule.id] = dataclasses.replace(located[clause.rule.id], rule=rule)
    stages = [
        stage_with(stage.number, [_at(n, clause) for n, clause in enumerate(held)], plan.vocabulary)
        for stage, held in zip(plan.stages, clauses, strict=True)
    ]
    return dataclasses.replace(plan, stages=tuple(stages), located=located)


def _at(place: int, clause: Clause) -> Clause:
    return dataclasses.replace(clause, index=place)


def _agree(plan: Plan, profiles: list[Profile]) -> None:
    """Raises DisagreementError when the rules decide otherwise over columns than one by one."""
    (held,) = decided(BulkDecider(plan), [columns_of(plan.vocabulary, profiles)], "choices")
    decider = Decider(plan, reference_evaluator(plan))
    for row, profile in enumerate(profiles):
        one = decider.decide(profile, Circumstances())
        for name, choices in held.instruments.items():
            if plan.library.options.instruments[name].multi:
                continue
            code = choices.codes[row]
            if (plan.library.options.of(name)[code] if code >= 0 else None) != one.chosen(name):
                raise DisagreementError(f"{len(plan.located)} rules, profile {row}: {name} is decided otherwise")
