"""A process that holds one comparator and does what it is told: answer, or run and say what it cost.

    python -m bench.worker MODULE RULES CASES     (from the root, with the interpreter that has the comparator)

One line of JSON comes in and one goes out: ``{"check": n}`` gives the answers on case n, ``{"run": [cases, times]}``
gives CPU seconds, of all threads. The first line out says which version runs, or that it is missing.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

from .neutral import Engine, read_stages

Say = Callable[[Any], Any]
"""from a question to its answer"""


def main(module: str, rules: str, cases: str) -> None:
    serve(module, lambda peer: _answers(peer.Peer(read_stages(Path(rules))), Path(cases)))


def serve(module: str, prepare: Callable[[ModuleType], Say]) -> None:
    """Say which comparator this is, and answer what is asked until nothing more is."""
    gc.set_threshold(1_000_000, 50, 50)  # as ``run.py`` has it
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a comparator prints is not an answer

    def say(held: Any) -> None:
        print(json.dumps(held), file=out, flush=True)

    try:
        peer = importlib.import_module(f".peers.{module}", __package__)
        version = metadata.version(peer.PACKAGE)
    except (ImportError, metadata.PackageNotFoundError) as error:
        say({"missing": f"{type(error).__name__}: {error}"})
        return
    answer = prepare(peer)
    say({"package": peer.PACKAGE, "version": version})
    for line in sys.stdin:
        say(answer(json.loads(line)))


def _answers(engine: Engine, cases: Path) -> Say:
    facts = json.loads(cases.read_text(encoding="utf-8"))
    ready = [[engine.prepare(stage, given) for stage, given in enumerate(held)] for held in facts]

    def answer(asked: Any) -> Any:
        if "check" in asked:
            held = ready[asked["check"]]
            return [engine.read(stage, engine.run(stage, given)) for stage, given in enumerate(held)]
        count, times = asked["run"]
        return _seconds(engine, ready[:count], times)

    return answer


def _seconds(engine: Engine, ready: list[list[Any]], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        for held in ready:
            for stage, given in enumerate(held):
                engine.run(stage, given)
    return time.process_time() - began


if __name__ == "__main__":
    main(*sys.argv[1:])
