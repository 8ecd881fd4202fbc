"""Notations, refusals and files that cannot be read: good and bad twins, and counts that always add up."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from stuurwijzer.engine.declarations.store import Store
from stuurwijzer.engine.reading import ProblemsFoundError

from .conftest import HEADER, Counting

ROW = "{period};JW;A;J45;J45A;P1;Een;c1;{amount};{units}\n"


NOTATION = ("suppress_under: 1\n", "suppress_under: 1\nnotation: {{{}}}\n")


def read(counting: Counting, notation: str, *rows: dict[str, str]) -> list[int | str]:
    """For each row the cents that were read, or the reason why it was refused. Each row is a segment's product."""
    usual = {"period": "2024-01", "amount": "1,00", "units": "1"}
    text = "".join(f"{ROW.format(**(usual | row))}".replace("J45A", f"N{n}") for n, row in enumerate(rows))
    change = (NOTATION[0], NOTATION[1].format(notation))
    products = ("  - {category: J45, segment: begeleiding}\n", "")
    counted = counting(text, change, products)
    told: dict[int, int | str] = {int(u.product[1:]): u.spend for u in counted.market.unmapped}
    return [(told | {r.line - 2: r.reason for r in counted.refused})[n] for n in range(len(rows))]


@pytest.mark.parametrize(
    ("notation", "amounts"),
    [
        (
            "decimal: ','",
            {
                "1234,5": 123_450,
                "1234": 123_400,
                "-0,05": -5,
                "12,00-": -1_200,
                "€ 12,00": 1_200,
                " 7,00 ": 700,
                "99999999999,99": 9_999_999_999_999,
                "1.234,50": "amount",  # a point that the mapping does not allow
                "1234.50": "amount",
                "0,005": "amount",  # finer than a cent
                "1e5": "amount",
                "--5": "amount",
                "-5-": "amount",
                "": "amount",
                "twaalf": "amount",
                "999999999999,00": "amount",
            },
        ),
        (
            "decimal: ',', thousands: '.'",
            {"1.234.567,89": 123_456_789, "1234567,89": 123_456_789, "1.23,00": "amount", "1.2345": "amount"},
        ),
        ("decimal: '.', thousands: ','", {"1,234.5": 123_450, "NaN": "amount", "1234,5": "amount"}),
        ("decimal: ',', thousands: ' '", {"1 234,50": 123_450, "12 34,50": "amount"}),
        ("amounts_in: cents", {"1234": 1_234, "1234,00": 1_234, "12,5": "amount"}),
    ],
)
def test_an_amount_is_read_exactly_or_refused(counting: Counting, notation: str, amounts: dict[str, int | str]) -> None:
    assert read(counting, notation, *({"amount": written} for written in amounts)) == list(amounts.values())


@pytest.mark.parametrize(
    ("notation", "good", "bad"),
    [
        ("yyyy-mm", "2024-12", "2024-13"),
        ("yyyymm", "202402", "2024-02"),
        ("mm-yyyy", "02-2024", "2024-02"),
        ("yyyy-mm-dd", "2024-02-29", "2023-02-29"),
        ("dd-mm-yyyy", "31-01-2024", "31-04-2024"),
        ("yyyymmdd", "20240131", "20240132"),
        ("yyyy", "2024", "1889"),
    ],
)
def test_a_period_is_read_in_its_notation_and_has_to_exist(
    counting: Counting, notation: str, good: str, bad: str
) -> None:
    assert read(counting, f"period: {notation}", {"period": good}, {"period": bad}) == [100, "period"]


BAD_ROWS = {
    "2024-01;JW;A;J45;J45A;P1;Een;c1;1,00\n": "fields",
    "2024-01;JW;A;J45;J45A;P1;Een;c1;1,00;1;1\n": "fields",
    '2024-01;JW;A;J45;J45A;P1;"Een;c1;1,00;1\n': "fields",
    "2024-01;ZVW;A;J45;J45A;P1;Een;c1;1,00;1\n": "law",
    "2024-01;;A;J45;J45A;P1;Een;c1;1,00;1\n": "law",
    "2024-01;JW;A;;;P1;Een;c1;1,00;1\n": "product",
    "2024-01;JW;A;J45;J45A; ;Een;c1;1,00;1\n": "provider",
    "2024-01;JW;A;J45;J45A;P1;Een;c1;1,00;veel\n": "units",
}


def test_a_row_that_lacks_something_is_refused_with_its_reason(counting: Counting) -> None:
    counted = counting(ROW.format(period="2024-01", amount="1,00", units="") + "".join(BAD_ROWS))
    assert [(r.line, r.reason) for r in counted.refused] == [(n + 3, why) for n, why in enumerate(BAD_ROWS.values())]
    assert (counted.files[0].present, counted.files[0].read) == (9, 1)


def test_rows_with_and_without_quotes_say_the_same(counting: Counting) -> None:
    plain = "2024-01;JW;A;J45;J45A;P1;Een;c1;1,00;1\n"
    quoted = ";".join(f'"{cell}"' for cell in plain.strip().split(";")) + "\n"
    mixed = '2024-01;JW;"A";J45;J45A;P1;"Een; ""twee""";c1;"1,00";1\n'
    counted = counting(plain + quoted + mixed)
    assert counted.refused == ()
    assert [(s.spend, s.clients) for s in counted.market.segments] == [(300, 1)]


def test_line_numbers_count_empty_lines_and_empty_lines_are_no_rows(counting: Counting) -> None:
    bad = "2024-99;JW;A;J45;J45A;P1;Een;c1;1,00;1\n"
    good = ROW.format(period="2024-01", amount="1,00", units="")
    counted = counting(f"\n{bad}\r\n\n{good}{bad}\n\n")
    assert [r.line for r in counted.refused] == [3, 7]
    assert (counted.files[0].present, counted.files[0].read) == (3, 1)


def test_a_last_line_without_an_end_and_a_byte_order_mark_are_read(counting: Counting, tmp_path: Path) -> None:
    path = tmp_path / "bom.csv"
    row = ROW.format(period="2024-01", amount="1,00", units="").strip()
    path.write_text(f"\ufeff{HEADER}\r\n{row}", encoding="utf-8")
    assert counting(path).files[0].read == 1


def test_latin_1_is_read_when_the_mapping_says_so_and_refused_with_its_line_when_not(
    counting: Counting, tmp_path: Path
) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes(
        (f"{HEADER}\n" + ROW.format(period="2024-01", amount="1,00", units="")).encode() + b"2024-01;JW;Ee\xe9;"
    )
    with pytest.raises(ProblemsFoundError) as refused:
        counting(path)
    assert [(p.code, p.line) for p in refused.value.problems] == [("export_not_utf8", 3)]
    assert counting(path, (NOTATION[0], NOTATION[1].format("encoding: latin-1"))).files[0].present == 2


def test_every_problem_of_the_header_is_told_at_once_with_what_was_meant(counting: Counting) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        counting("x\n", header=HEADER.replace("bedrag", "bedragen").replace("periode", "maand"))
    assert [(p.code, dict(p.values)["found"], dict(p.values)["near"]) for p in refused.value.problems] == [
        ("column_not_there", "bedrag", "bedragen"),
        ("column_not_there", "periode", ""),
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.csv", None, "export_missing"),
        ("rows.doc", b"x", "export_of_unknown_kind"),
        ("empty.csv", b"", "export_without_header"),
        ("nul.csv", HEADER.encode() + b"\n\x00;;;\n", "export_with_control"),
        ("mac.csv", HEADER.encode() + b"\nx\ry\n", "export_with_control"),
        ("rows.parquet", b"PAR1 and no more", "export_no_parquet"),
        ("rows.xlsx", b"PK\x03\x04 and no more", "export_no_workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(
    counting: Counting, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ProblemsFoundError) as refused:
        counting(tmp_path / name)
    assert [p.code for p in refused.value.problems] == [code]


def test_parquet_with_typed_columns_gives_what_the_text_gives(counting: Counting, tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    cells = "DATE '2024-01-15' periode, 'JW' wet, 'A' gemeente, 'J45' categorie, 'J45A' product, 7 aanbieder"
    cells += ", 'Z' \"naam aanbieder\""
    rows = " UNION ALL ".join(
        f"SELECT {cells}, {n} client, {amount} bedrag, 1.5 eenheden"
        for n, amount in enumerate(("CAST(1234.5 AS DOUBLE)", "CAST(-0.05 AS DOUBLE)", "CAST(0.001 AS DOUBLE)"))
    )
    duckdb.sql(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    counted = counting(path)
    assert [(s.spend, s.clients) for s in counted.market.segments] == [(123_445, 2)]
    assert [(r.line, r.reason) for r in counted.refused] == [(3, "amount")]
    assert counted.market.months == ((2024, (1,)),)
    assert date(2024, 1, 15).year == counted.year


def test_a_product_goes_to_the_first_line_that_holds_and_only_within_the_act(counting: Counting) -> None:
    lines = "  - {product: 'J45?*', segment: behandeling}\n  - {category: 'j4*', segment: begeleiding}\nproducts_end"
    rows = "".join(
        f"2024-01;{law};A;J45;{code};P1;Een;c1;1,00;1\n"
        for law, code in (("JW", "J45"), ("JW", "J45A"), ("Wmo", "J45"))
    )
    counted = counting(
        rows,
        (
            "  - {category: J45, segment: begeleiding}\n  - {category: J54, segment: behandeling}\n",
            lines.removesuffix("products_end"),
        ),
    )
    assert {(s.act, s.segment): s.spend for s in counted.market.segments} == {
        ("jeugdwet", "begeleiding"): 100,
        ("jeugdwet", "behandeling"): 100,
        ("wmo2015", ""): 100,
    }


def test_a_clean_parquet_is_counted_as_it_stands_and_gives_what_a_part_gives(
    counting: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spaces, capitals, empty cells, a client that is not told, units that are not there, and numbers as numbers."""
    rows = [
        ("2024-01", " JW", "A ", "J45", None, "P1", None, "c1", "12.50", "1.5"),
        ("2024-02", "jw", None, "J45", "J45A", " P2", "Twee", None, "-0.05", None),
        ("2024-03", "Wmo", "B", "", "X1", "P1", "Een", " c1 ", "99999.00", "-3"),
    ]
    cells = ", ".join("(" + ", ".join("NULL" if c is None else f"'{c}'" for c in row) + ")" for row in rows)
    named = ", ".join(f'"{name}"' for name in HEADER.split(";"))
    typed = "* REPLACE (bedrag::DECIMAL(12,2) AS bedrag, eenheden::DECIMAL(9,3) AS eenheden)"
    path = tmp_path / "typed.parquet"
    duckdb.sql(f"COPY (SELECT {typed} FROM (VALUES {cells}) AS t({named})) TO '{path}' (FORMAT parquet)")
    parts: list[int] = []
    keep_part = Store.keep_part

    def noted(store: Store, number: int) -> int:
        parts.append(number)
        return keep_part(store, number)

    monkeypatch.setattr(Store, "keep_part", noted)
    as_it_stands = counting(path)
    assert parts == []
    monkeypatch.setattr("stuurwijzer.engine.declarations.parquet_export.ParquetExport.stands", lambda *_: False)
    written_down = counting(path)
    assert parts == []
    monkeypatch.setattr("stuurwijzer.engine.declarations.reading.any_refused", lambda *_: True)
    in_a_part = counting(path)
    assert parts == [0]
    for other in (written_down, in_a_part):
        assert (as_it_stands.market, as_it_stands.findings) == (other.market, other.findings)
    assert [s.spend for s in as_it_stands.market.segments] == [1_245, 9_999_900]


@pytest.mark.parametrize(
    ("column", "value"),
    [("bedrag", "NULL::DECIMAL(9,2)"), ("bedrag", "1e12::DECIMAL(16,2)"), ("periode", "'2024-13'"), ("wet", "'ZVW'")],
)
def test_a_parquet_with_one_row_to_refuse_is_not_counted_as_it_stands(
    counting: Counting, tmp_path: Path, column: str, value: str
) -> None:
    cells = dict.fromkeys(HEADER.split(";"), "'x'")
    cells |= {"periode": "'2024-01'", "wet": "'JW'", "bedrag": "1.50::DECIMAL(9,2)", "eenheden": "1"}
    good, bad = (
        ", ".join(f'{held} AS "{name}"' for name, held in row.items()) for row in (cells, cells | {column: value})
    )
    path = tmp_path / "rows.parquet"
    duckdb.sql(f"COPY (SELECT {good} UNION ALL SELECT {bad} UNION ALL SELECT {good}) TO '{path}' (FORMAT parquet)")
    counted = counting(path)
    assert [(r.line, r.reason) for r in counted.refused] == [
        (2, {"bedrag": "amount", "periode": "period", "wet": "law"}[column])
    ]
    assert (counted.files[0].read, [s.spend for s in counted.market.segments]) == (2, [300])
