"""A file that has no column for the act: what belongs to no segment belongs to no act either, and may be of any."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from stuurwijzer.engine.profile import load_region

Run = Callable[..., Result]
MAPPING = """\
format: 1
region: {id: r, name: R}
source: s
columns: {period: periode, category: categorie, provider: aanbieder, client: client, amount: bedrag}
segments:
  a: {name: A, law: jeugdwet}
products:
  - {category: J45, segment: a}
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Forty clients of a segment, and three who use a product that nobody mapped."""
    rows = "".join(f"2024-01;J45;P{n % 3};c{n};1,00\n" for n in range(40))
    rows += "".join(f"2024-01;X;P9;x{n};1,00\n" for n in range(3))
    (tmp_path / "d.csv").write_text(f"periode;categorie;aanbieder;client;bedrag\n{rows}", encoding="utf-8")
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def test_a_product_of_no_segment_has_no_total_of_its_own_that_gives_a_small_count_away(run: Run, export: Path) -> None:
    held = json.loads(run("market", export / "d.csv", "--mapping", export / "m.yaml", "--format", "json").stdout)
    assert [(t["act"], t["clients"]) for t in held["market"]["totals"]] == [("jeugdwet", "hidden"), ("", 43)]
    assert all(overlap["one"] and overlap["other"] for overlap in held["market"]["overlaps"])


def test_shares_of_the_act_are_not_filled_in_while_a_product_may_be_of_it(run: Run, export: Path) -> None:
    """The forty euro are all that is known of the act, and three more may belong to it."""
    assert run("market", export / "d.csv", "--mapping", export / "m.yaml", "-o", export / "r.yaml").exit_code == 0
    use = load_region(export / "r.yaml").segments[0].use
    assert use.spend is not None
    assert use.spend.value == 4_000
    assert use.cost_share is None
    assert use.client_share is None
