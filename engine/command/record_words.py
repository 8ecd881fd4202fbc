"""What is found in a record, in words."""

import json
from collections.abc import Iterable
from typing import Any

from ..reading.problems import shown
from ..record.running import Difference, OtherEngine, RunAgain
from ..record.seal import Fault
from ..rendering import Catalogue
from .reporting import problem_lines

MOST_MODULES = 5
MOST_FAULTS = 20
NOTHING = "–"


def faults_in_words(faults: Iterable[Fault], catalogue: Catalogue) -> list[str]:
    """What was changed, a sentence each."""
    held = list(faults)
    said = [catalogue.say(f"record.altered.{fault.code}", found=shown(fault.found)) for fault in held[:MOST_FAULTS]]
    left = len(held) - MOST_FAULTS
    return [*said, catalogue.say("record.more_faults", n=str(left))] if left > 0 else said


def chain_in_words(faults: Iterable[Fault], catalogue: Catalogue) -> list[str]:
    """What is wrong with a chain, a sentence each."""
    return [catalogue.say(f"record.chain.{fault.code}", found=shown(fault.found)) for fault in faults]


def run_in_words(held: RunAgain, catalogue: Catalogue) -> list[str]:
    """What came of running a record again, beyond the verdict itself."""
    lines = [] if held.engine is None else [_engine(held.engine, catalogue)]
    if held.difference is not None:
        lines.append(_difference(held.difference, catalogue))
    elif held.failed:
        lines.append(catalogue.say("record.failed", found=shown(held.failed)))
    elif held.problems:
        lines += [catalogue.say("record.unreadable_now"), *problem_lines(held.problems[:MOST_FAULTS], catalogue)]
    elif held.engine is not None:
        lines.append(catalogue.say("record.same_advice"))
    return lines


def _engine(held: OtherEngine, catalogue: Catalogue) -> str:
    named = held.modules[:MOST_MODULES]
    left = len(held.modules) - len(named)
    modules = (*named, catalogue.say("record.more_modules", n=str(left))) if left > 0 else named
    return catalogue.say("record.engine", recorded=held.recorded, now=held.now, modules=modules or (NOTHING,))


def _difference(held: Difference, catalogue: Catalogue) -> str:
    recorded, now = (value_in_words(value) for value in (held.recorded, held.now))
    return catalogue.say("record.difference", path=shown(held.path), recorded=recorded, now=now)


def value_in_words(value: Any) -> str:
    return NOTHING if value is None else shown(json.dumps(value, ensure_ascii=False, sort_keys=True))
