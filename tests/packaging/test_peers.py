"""What the benchmarks compare with never reaches the product: it has a lock and an environment of its own."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPARED = {"clipspy", "experta", "opa-eval", "openfisca-core", "pandas", "polars", "pyarrow", "zen-engine"}
NOT_COMPARED = {
    "duckdb",  # ours as well: the market is counted with it, and beside that by raw SQL
    "setuptools",  # builds one of the others
}
LOCK = (ROOT / "bench" / "peers.lock").read_text(encoding="utf-8")


def test_the_lock_of_the_comparators_holds_hashes_and_no_addresses() -> None:
    assert "://" not in LOCK
    for entry in re.split(r"\n(?=\S)", LOCK.strip()):
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_no_comparator_is_a_dependency() -> None:
    lines = (ROOT / "bench" / "peers.in").read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if line and not line.startswith("#")} == COMPARED | NOT_COMPARED
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = " ".join([*project["dependencies"], *(d for e in project["optional-dependencies"].values() for d in e)])
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in sorted(COMPARED):
        assert name not in declared, name
        assert not re.search(rf"^{name}==", locked, re.M), name
