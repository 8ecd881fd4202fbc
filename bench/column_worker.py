"""As ``worker.py``, for a comparator over columns.

    python -m bench.column_worker MODULE RULES COLUMNS

``{"check": 0}`` gives a digest by stage of what fired, ``{"run": [1, times]}`` CPU seconds, ``{"peak": 0}`` the most
memory that the process ever held, in megabytes.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from typing import Any

from .columns import Columns, Engine, digest, read_columns
from .neutral import read_stages_in_numbers
from .worker import Say, serve


def main(module: str, rules: str, columns: str) -> None:
    serve(module, lambda peer: _answers(peer.Peer(read_stages_in_numbers(Path(rules))), Path(columns)))


def _answers(engine: Engine, path: Path) -> Say:
    columns: Columns = read_columns(path)

    def answer(asked: Any) -> Any:
        if "peak" in asked:
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        if "check" in asked:
            return digest(engine.fired(engine.run(engine.prepare(columns))))
        return sum(_seconds(engine, columns) for _ in range(asked["run"][1]))

    return answer


def _seconds(engine: Engine, columns: Columns) -> float:
    ready = engine.prepare(columns)
    began = time.process_time()
    engine.run(ready)
    return time.process_time() - began


if __name__ == "__main__":
    main(*sys.argv[1:])
