"""Small exports and mappings, written to a folder and read through the public way in."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="the extra `market` is not installed")

from stuurwijzer.engine.command.declaring import count
from stuurwijzer.engine.declarations.counted import Counted
from stuurwijzer.engine.declarations.mapping import read_mapping

HEADER = "periode;wet;gemeente;categorie;product;aanbieder;naam aanbieder;client;bedrag;eenheden"
MAPPING = """\
format: 1
region: {id: klein, name: Kleine regio}
source: uitdraai
columns: {period: periode, law: wet, municipality: gemeente, category: categorie, product: product,
          provider: aanbieder, provider_name: naam aanbieder, client: client, amount: bedrag, units: eenheden}
laws: {JW: jeugdwet, Wmo: wmo2015}
suppress_under: 1
segments:
  begeleiding: {name: Begeleiding, law: jeugdwet}
  behandeling: {name: Behandeling, law: jeugdwet}
products:
  - {category: J45, segment: begeleiding}
  - {category: J54, segment: behandeling}
"""
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
