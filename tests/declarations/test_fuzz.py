"""A small part of the ten thousand broken inputs of ``bench/fuzz_declarations.py``, from another seed."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from stuurwijzer.bench import fuzz_declarations as fuzz

SEED = 20_261_122


@pytest.mark.parametrize(
    ("case", "many", "counted"),
    [
        (fuzz.csv_case, 25, "csv counted"),
        (fuzz.parquet_case, 12, "parquet counted"),
        (fuzz.workbook_case, 12, "workbook counted"),
        (fuzz.mapping_case, 60, "mapping accepted"),
    ],
    ids=["csv", "parquet", "workbook", "mapping"],
)
def test_no_broken_input_ends_in_an_error_or_loses_a_row(
    case: fuzz.Case, many: int, counted: str, tmp_path: Path
) -> None:
    became: Counter[str] = Counter()
    for number in range(many):
        folder = tmp_path / str(number)
        folder.mkdir()
        became[case(Random(f"{SEED}:{number}"), folder)] += 1
    assert became[counted] > 0
    assert len(became) == 2  # some are refused as a whole


def test_a_total_that_is_wrong_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself: with an amount that reads as more than it says, the sum over the lines differs."""
    cents = fuzz._cents
    counted = [n for n in range(3) if _outcome(n, tmp_path) == "csv counted"]
    monkeypatch.setattr(fuzz, "_cents", lambda amount: cents(amount) + 1)
    assert counted
    with pytest.raises(fuzz.FoundError, match="spending"):
        fuzz.csv_case(Random(f"{SEED}:{counted[0]}"), tmp_path)


def _outcome(number: int, folder: Path) -> str:
    return fuzz.csv_case(Random(f"{SEED}:{number}"), folder)
