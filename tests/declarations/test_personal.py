"""Columns that look like data of persons are refused, by header and by values; what only resembles them is not."""

from pathlib import Path

import pytest

from stuurwijzer.engine.declarations.personal import passes_eleven_test, personal_columns
from stuurwijzer.engine.reading import ProblemsFoundError

from .conftest import HEADER, Counting

# By hand: 9×1 + 8×1 + 7×1 + 6×2 + 5×2 + 4×2 + 3×3 + 2×3 − 3 = 66 = 6 × 11; with a last digit of 4 it is 65.
PASSES, FAILS = "111222333", "111222334"
NUMBERS = [number for number in (str(n) for n in range(100_000_000, 100_000_400)) if passes_eleven_test(number)][:20]


def test_the_eleven_test_by_hand() -> None:
    assert passes_eleven_test(PASSES)
    assert not passes_eleven_test(FAILS)
    assert not passes_eleven_test("000000000")
    assert len(NUMBERS) == 20


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("BSN", "citizen_number"),
        ("bsn_nummer", "citizen_number"),
        ("Burgerservicenummer cliënt", "citizen_number"),
        ("geboortedatum", "birth_date"),
        ("Date of birth", "birth_date"),
        ("Achternaam", "name"),
        ("naam", "name"),
        ("Naam cliënt", "name"),
        ("last name", "name"),
        ("aanbiedernaam", ""),
        ("naam aanbieder", ""),
        ("productnaam", ""),
        ("gemeentenaam", ""),
        ("client", ""),
        ("pseudoniem", ""),
    ],
)
def test_a_header_tells(header: str, kind: str) -> None:
    assert [p.kind for p in personal_columns([header], [["x"]])] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("said", "values", "kind"),
    [
        ("numbers that pass", NUMBERS, "citizen_number"),
        (
            "eight digits: a nought in front was lost",
            [n[1:] for n in NUMBERS if passes_eleven_test(n[1:])] or NUMBERS,
            "citizen_number",
        ),
        ("with dots", [f"{n[:4]}.{n[4:6]}.{n[6:]}" for n in NUMBERS], "citizen_number"),
        ("with spaces", [f"{n[:3]} {n[3:6]} {n[6:]}" for n in NUMBERS], "citizen_number"),
        ("as a spreadsheet has them", [f"{n}.0" for n in NUMBERS], "citizen_number"),
        ("with a sign in front", [f"NL{n}" for n in NUMBERS], "citizen_number"),
        ("amounts", [f"{n},50" for n in range(1_234_000, 1_234_400)], ""),
        ("pseudonyms", [f"a{n}b{n}" for n in range(1_000, 1_400)], ""),
        ("one in eleven passes by chance", [str(n) for n in range(100_000_000, 100_000_200)], ""),
        ("too few to say", NUMBERS[:9], ""),
        ("longer numbers", [f"1{n}" for n in NUMBERS], ""),
        ("dates of birth", [f"19{n}-01-01" for n in range(50, 75)], "birth_date"),
        ("dates of birth as the Dutch write them", [f"01-01-19{n}" for n in range(50, 75)], "birth_date"),
        ("dates of declarations", [f"2024-01-{n:02d}" for n in range(1, 29)], ""),
    ],
)
def test_values_tell_where_the_header_does_not(said: str, values: list[str], kind: str) -> None:
    assert [p.kind for p in personal_columns(["x"], [[v] for v in values])] == ([kind] if kind else []), said


ROWS = "".join(f"2024-01;JW;A;J45;J45A;P1;Een;{number};1,00;1\n" for number in NUMBERS)


def test_a_client_column_of_citizen_numbers_is_refused_and_can_only_be_dropped(counting: Counting) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        counting(ROWS)
    (problem,) = refused.value.problems
    assert (problem.code, dict(problem.values)) == ("personal_citizen_number_by_values", {"found": "client"})
    assert not [number for number in NUMBERS if number in str(problem)]
    counted = counting(ROWS, drop=True)
    assert counted.files[0].dropped == ("client",)
    assert [(s.spend, s.clients) for s in counted.market.segments] == [(2_000, None)]


def test_a_column_that_no_mapping_names_is_refused_as_well(counting: Counting) -> None:
    rows = "2024-01;JW;A;J45;J45A;P1;Een;c1;1,00;1;Jansen\n"
    with pytest.raises(ProblemsFoundError) as refused:
        counting(rows, header=f"{HEADER};achternaam")
    assert [p.code for p in refused.value.problems] == ["personal_name_by_header"]
    assert counting(rows, header=f"{HEADER};achternaam", drop=True).files[0].read == 1


def test_a_column_that_is_needed_cannot_be_dropped(counting: Counting) -> None:
    rows = "".join(f"2024-01;JW;A;J45;J45A;{number};Een;c1;1,00;1\n" for number in NUMBERS)
    with pytest.raises(ProblemsFoundError) as refused:
        counting(rows, drop=True)
    assert [p.code for p in refused.value.problems] == ["personal_but_needed"]


def test_a_parquet_file_is_looked_at_as_well(counting: Counting, tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "rows.parquet"
    duckdb.sql(f"COPY (SELECT 1 AS bsn, 2 AS client) TO '{path}' (FORMAT parquet)")
    with pytest.raises(ProblemsFoundError) as refused:
        counting(path)
    assert "personal_citizen_number_by_header" in [p.code for p in refused.value.problems]
