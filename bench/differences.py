"""Rules and decision over columns against the same one by one, with the reference evaluator and with durable_rules.

    python bench/differences.py [--random N] [--mutated N] [--every N]

On random profiles, on real ones with other answers, and at every limit of every clause (each of its fields a little
less, just so, a little more, and absent), in circumstances that take turns. Fired clauses, fields that rules set,
choices, measures, ties, statuses, the step that decided, readings, dead ends and ranges. Prints how many were held
against each other and the first differences; ends with 1 where there is one. ``--every`` takes each n-th profile at a
limit.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from stuurwijzer.engine.inference import Evaluator, reference_evaluator
from stuurwijzer.engine.rulebase.plan import Plan
from stuurwijzer.tests.bulk.profiles import (
    Facts,
    answers_only,
    boundary_profiles,
    mutated_profiles,
    random_profiles,
    shipped,
)
from stuurwijzer.tests.bulk.test_bulk_decision import differences as of_decisions
from stuurwijzer.tests.bulk.test_bulk_ranges import differences as of_ranges
from stuurwijzer.tests.bulk.test_bulk_rules import differences as of_rules

AT_ONCE = 5_000
SHOWN = 3


def evaluators(plan: Plan) -> Iterator[Evaluator]:
    yield reference_evaluator(plan)
    try:
        from stuurwijzer.engine.inference.durable import Durable
    except ImportError:
        print("durable_rules is not installed: held against the reference evaluator only")
    else:
        yield Durable(plan)


def main() -> int:
    parser = argparse.ArgumentParser(description="Rules and decision over columns against the same one by one.")
    parser.add_argument("--random", type=int, default=20_000)
    parser.add_argument("--mutated", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=1)
    asked, plan, found = parser.parse_args(), shipped(), 0
    profiles: dict[str, list[Facts]] = {
        "random": random_profiles(plan, asked.random),
        "real with other answers": mutated_profiles(plan, asked.mutated),
    }
    limits = {number: boundary_profiles(plan, number)[:: asked.every] for number in range(1, len(plan.stages) + 1)}
    profiles["at limits"] = [facts for held in limits.values() for facts in answers_only(plan, held)]
    for evaluator in evaluators(plan):
        for kind, held in profiles.items():
            different = [d for part in _parts(held) for d in of_decisions(plan, part, evaluator)]
            found += _told(f"decided, {kind}", evaluator, len(held), different)
        for number, held in limits.items():
            different = [d for part in _parts(held) for d in of_rules(plan, number, part, evaluator)]
            found += _told(f"rules of stage {number}, at limits", evaluator, len(held), different)
        different = [d for held in profiles.values() for part in _parts(held) for d in of_ranges(plan, part, evaluator)]
        found += _told("ranges", evaluator, sum(map(len, profiles.values())), different)
    return int(found > 0)


def _parts(held: list[Facts]) -> Iterator[list[Facts]]:
    return (held[first : first + AT_ONCE] for first in range(0, len(held), AT_ONCE))


def _told(what: str, evaluator: Evaluator, number: int, different: list[object]) -> int:
    print(f"{evaluator.name}: {what}: {number:,} profiles, {len(different)} differences", flush=True)
    for one in different[:SHOWN]:
        print(f"  {one}")
    return len(different)


if __name__ == "__main__":
    sys.exit(main())
