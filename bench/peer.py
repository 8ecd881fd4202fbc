"""A comparator in a process of its own, as the benchmark sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".venv-peers" / "bin" / "python"
"""the environment that `make peers` makes; ``STUURWIJZER_PEERS`` names another interpreter"""


class NotThereError(Exception):
    """A comparator that cannot be had here, and why."""


class Peer:
    """Answers on cases, and says what running them cost."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        hello = self._heard()
        if "missing" in hello:
            raise NotThereError(hello["missing"])
        self.name = f"{hello['package']} {hello['version']}"

    def answers(self, case: int) -> Any:
        return self._ask({"check": case})

    def seconds(self, cases: int, times: int = 1) -> float:
        """CPU seconds for the first ``cases``, ``times`` over."""
        return float(self._ask({"run": [cases, times]}))

    def peak(self) -> int:
        """The most memory that its process ever held, in megabytes."""
        return int(self._ask({"peak": 0}))

    def _ask(self, question: Any) -> Any:
        assert self._process.stdin is not None
        print(json.dumps(question), file=self._process.stdin, flush=True)
        return self._heard()

    def _heard(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise NotThereError(f"its process ended with {self._process.wait()}")
        return json.loads(line)


@contextmanager
def running(module: str, rules: Path, data: Path, in_own_environment: bool, worker: str = "worker") -> Iterator[Peer]:
    """Start a comparator, in the environment of the peers or in ours. Raises NotThereError."""
    interpreter = Path(os.environ.get("STUURWIJZER_PEERS") or PEERS) if in_own_environment else Path(sys.executable)
    if not interpreter.is_file():
        raise NotThereError("no environment: make peers")
    command = [str(interpreter), "-m", f"bench.{worker}", module, str(rules), str(data)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Peer(process)
