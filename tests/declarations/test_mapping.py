"""A mapping that is wrong is refused with every problem at its place; each has a twin that is read."""

from pathlib import Path

import pytest

from stuurwijzer.engine.declarations.mapping import read_mapping
from stuurwijzer.engine.reading import ProblemsFoundError

from .conftest import mapping_at


@pytest.mark.parametrize(
    ("found", "other", "code", "path"),
    [
        ("provider: aanbieder,", "provider: periode,", "column_twice", "columns"),
        ("category: categorie, product: product,", "", "no_product_column", "columns"),
        ("suppress_under: 1\n", "notation: {decimal: ',', thousands: ','}\n", "decimal_is_thousands", "notation"),
        ("{category: J45, segment:", "{segment:", "product_line_without_product", "products/0"),
        ("J45, segment: begeleiding", "J45, segment: begeleidng", "segment_not_listed", "products/0/segment"),
        ("{category: J45,", "{law: wmo2015, category: J45,", "segment_of_other_law", "products/0/segment"),
        ("laws: {JW: jeugdwet, Wmo: wmo2015}\n", "", "laws_missing", "columns/law"),
        ("Wmo: wmo2015", "Wmo: wmo", "not_one_of", "laws/Wmo"),
        ("suppress_under: 1\n", "suppress_under: 0\n", "out_of_range", "suppress_under"),
        ("period: periode", "period: periode, bsn: x", "unknown_key", "columns/bsn"),
        ("begeleiding: {", "Begeleiding 1: {", "not_an_id", "segments/Begeleiding 1"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(found: str, other: str, code: str, path: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        read_mapping(mapping_at(tmp_path, (found, other)))
    assert (code, path) in [(problem.code, problem.path) for problem in refused.value.problems]
    assert read_mapping(mapping_at(tmp_path)).suppress_under == 1
