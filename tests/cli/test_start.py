"""What a command does not need it does not load: no timing, only what stands in memory at its end."""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
REGION = str(ROOT / "knowledge" / "regions" / "rivierenland-2021.yaml")
LOADED = """
import json, sys
before = {*sys.modules}
from stuurwijzer.cli import main
sys.argv = ["stuurwijzer", *sys.argv[1:]]
try:
    main()
except SystemExit as ending:
    print(json.dumps([ending.code, sorted(n.partition(".")[0] for n in {*sys.modules} - before)]), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """The distributions that a command has loaded at its end, ours apart."""
    held = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True)
    code, modules = json.loads(held.stderr.splitlines()[-1])
    assert code == 0, held.stderr
    providers = metadata.packages_distributions()
    return {str(canonicalize_name(d)) for m in set(modules) for d in providers.get(m, ())} - {"stuurwijzer"}


def core() -> set[str]:
    """What the product always needs, with what that needs."""
    waiting: list[str] = ["stuurwijzer"]
    found: set[str] = set()
    while waiting:
        for line in metadata.requires(waiting.pop()) or []:
            requirement = Requirement(line)
            name = canonicalize_name(requirement.name)
            if name not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
                found.add(name)
                waiting.append(name)
    return found


def test_advise_loads_the_core_and_the_rule_engine_and_no_library_of_an_extra() -> None:
    """So not DuckDB, NumPy, pandas, Polars, Z3, docxtpl, XlsxWriter, WeasyPrint or whatever else is installed."""
    assert loaded("advise", REGION, "--format", "html") <= core() | {"durable-rules"}


def test_help_loads_click_and_nothing_else() -> None:
    assert loaded("--help") == {"click"}


def test_a_command_that_needs_libraries_is_seen_to_load_them() -> None:
    """The twin: if this probe saw nothing, the two tests above would hold of anything."""
    assert {"numpy", "duckdb"} <= loaded("scan", "--columns")
