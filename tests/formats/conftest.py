"""Two independent readers of DMN, installed once into the environment that runs the tests."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

SOURCES = Path(__file__).parent / "engines"
PROGRAMS = {"imicros-feel-interpreter 1.0.0": "imicros.cjs", "dmn-moddle 12.2.1 with feelin 8.2.0": "feelin.mjs"}
INSTALLED_WITHIN = 120
"""seconds"""
OLDEST_NODE = (20, 12)
"""that of feelin"""


class Engines:
    """The engines in a folder of their own. One process for all profiles of one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def evaluate(self, engine: str, xml: str, profiles: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """What each decision of a file gives, for each profile."""
        asked = json.dumps({"xml": xml, "profiles": profiles})
        run = subprocess.run(
            ["node", str(self._folder / PROGRAMS[engine])], input=asked, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, f"{engine}: {run.stderr[-2000:]}"
        found: list[dict[str, Any]] = json.loads(run.stdout)
        assert len(found) == len(profiles)
        return found


@pytest.fixture(scope="session")
def engines() -> Engines:
    """The engines; a test that asks for them is skipped, and says so, where they cannot be had."""
    try:
        return Engines(_installed())
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"the two engines for decision tables did not run: {error}")


def _installed() -> Path:
    """The folder with the engines, made on first use. Raises OSError or SubprocessError."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise FileNotFoundError(f"{program} is not installed")
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if tuple(int(part) for part in told.removeprefix("v").split(".")[:2]) < OLDEST_NODE:
        raise OSError(f"node is {told}, and 20.12 or newer is needed")
    content = b"".join(path.read_bytes() for path in sorted(SOURCES.iterdir()))
    folder = Path(sys.prefix) / f"decision-engines-{hashlib.sha256(content).hexdigest()[:12]}"
    if not folder.is_dir():
        with tempfile.TemporaryDirectory(dir=sys.prefix) as made:
            target = Path(made) / folder.name
            shutil.copytree(SOURCES, target)
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--fetch-retries=0"]
            subprocess.run(command, cwd=target, check=True, timeout=INSTALLED_WITHIN, capture_output=True)
            target.rename(folder)
    return folder
