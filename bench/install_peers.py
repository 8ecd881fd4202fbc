"""Install the comparators from their lock into the environment that runs this: together, else one by one.

    .venv-peers/bin/python bench/install_peers.py

What cannot be had on a machine (no wheel for it, no compiler) is left out with a warning; the table of the benchmark
then says so. The lock holds every dependency, so that each package can be installed without looking for its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

LOCK = Path(__file__).with_name("peers.lock")
BUILDS_OTHERS = "setuptools"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "install")
AS_LOCKED = ("--require-hashes", "--no-deps", "--no-build-isolation", "-r")


def main() -> None:
    entries = pinned(LOCK.read_text(encoding="utf-8"))
    builder = [entry for entry in entries if entry.startswith(f"{BUILDS_OTHERS}==")]
    if installed(builder) and installed(entries, quiet=True):
        return
    for entry in entries:
        if not installed([entry]):
            print(f"warning: {entry.split()[0]} cannot be installed here: left out", file=sys.stderr)


def pinned(lock: str) -> list[str]:
    """The packages of a lock, each with its hashes."""
    entries: list[str] = []
    for line in lock.splitlines():
        if line.startswith(" "):
            entries[-1] += f"\n{line}"
        else:
            entries.append(line)
    return entries


def installed(entries: list[str], quiet: bool = False) -> bool:
    with TemporaryDirectory() as folder:
        asked = Path(folder) / "asked.lock"
        asked.write_text("\n".join(entries) + "\n", encoding="utf-8")
        return subprocess.run([*PIP, *AS_LOCKED, str(asked)], check=False, capture_output=quiet).returncode == 0


if __name__ == "__main__":
    main()
