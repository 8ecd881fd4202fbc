"""Generated declarations as files: the rows, the mapping that reads them, and the known answers."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from .declarations import Row, rows_of
from .known import Known
from .region import LAWS, SEGMENTS

COLUMNS = (
    *("periode", "wet", "gemeente", "productcategorie", "productcode"),
    *("aanbieder", "aanbiedernaam", "client", "bedrag", "eenheden"),
)
_BLOCK = 20_000


def write_demo(csv: Path, rows: int, seed: int, progress: Callable[[int], None] | None = None) -> Known:
    """Write the rows as CSV (semicolon, decimal comma, UTF-8) and give what is known of them. Raises OSError."""
    known = Known()
    with csv.open("w", encoding="utf-8", newline="") as stream:
        stream.write(";".join(COLUMNS) + "\n")
        held = rows_of(rows, seed)
        while block := list(islice(held, _BLOCK)):
            for row in block:
                known.add(row)
            stream.writelines(_lines(block))
            if progress is not None:
                progress(known.rows)
    return known


def _lines(block: list[Row]) -> Iterator[str]:
    for row in block:
        yield f"{';'.join(row[:8])};{amount(row.cents)};{row.units}\n"


def amount(cents: int) -> str:
    """An amount as a Dutch export writes it: ``-1234,05``."""
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole},{part:02d}"


def mapping_text() -> str:
    """The mapping that reads the generated files."""
    products = "".join(f"  - {{law: {s.law}, category: {s.category}, segment: {s.id}}}\n" for s in SEGMENTS)
    segments = "".join(f"  {s.id}: {{name: {s.name}, law: {s.law}, kind: {s.kind}}}\n" for s in SEGMENTS)
    laws = ", ".join(f"{short}: {law}" for law, short in LAWS.items())
    return _MAPPING.format(products=products, segments=segments, laws=laws)


def answers_text(known: Known) -> str:
    return json.dumps(known.as_data(), ensure_ascii=False, indent=1) + "\n"


_MAPPING = """\
# Reads generated declarations of a region that does not exist; product codes and figures are made up.
format: 1
region: {{id: voorbeeldregio, name: Voorbeeldregio (gegenereerde cijfers)}}
source: generated declarations
columns:
  period: periode
  law: wet
  municipality: gemeente
  category: productcategorie
  product: productcode
  provider: aanbieder
  provider_name: aanbiedernaam
  client: client
  amount: bedrag
  units: eenheden
notation: {{delimiter: ";", period: yyyy-mm, decimal: ",", amounts_in: euro}}
laws: {{{laws}}}
segments:
{segments}products:
{products}"""
