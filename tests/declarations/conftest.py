"""Small exports and mappings, written to a folder and read through the public way in."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="the extra `market` is not installed")

from stuurwijzer.bench.fuzz_declarations import HEADER, PLAIN_MAPPING
from stuurwijzer.engine.command.declaring import count
from stuurwijzer.engine.declarations.counted import Counted
from stuurwijzer.engine.declarations.mapping import read_mapping

__all__ = ["HEADER", "MAPPING", "Counting", "mapping_at"]

MAPPING = PLAIN_MAPPING + "  - {category: J54, segment: behandeling}\n"
Counting = Callable[..., Counted]


@pytest.fixture
def counting(tmp_path: Path) -> Counting:
    """Count rows (without a header), or a file that is there, with a mapping in which texts are replaced."""

    def run(rows: str | Path, *changes: tuple[str, str], header: str = HEADER, drop: bool = False) -> Counted:
        path = rows if isinstance(rows, Path) else tmp_path / "rows.csv"
        if isinstance(rows, str):
            path.write_text(f"{header}\n{rows}", encoding="utf-8")
        return count([str(path)], read_mapping(mapping_at(tmp_path, *changes)), 500, drop)

    return run


def mapping_at(folder: Path, *changes: tuple[str, str]) -> Path:
    text = MAPPING
    for found, other in changes:
        assert found in text, found
        text = text.replace(found, other)
    path = folder / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    return path
