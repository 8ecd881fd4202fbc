"""Findings on declarations: each with rows in which it is said, the figures behind it, and a twin without it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from stuurwijzer.engine.command.declared_words import DeclaredPage
from stuurwijzer.engine.command.declaring import count
from stuurwijzer.engine.declarations.counted import Counted
from stuurwijzer.engine.declarations.findings import bare_name
from stuurwijzer.engine.declarations.mapping import read_mapping
from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rendering.catalogue import LANGUAGES

from .conftest import HEADER, Counting, mapping_at

YEAR = [f"2024-{month:02d}" for month in range(1, 13)]


def row(
    period: str = "2024-01",
    place: str = "A",
    provider: str = "P1",
    name: str = "Een",
    client: str = "c1",
    amount: str = "100,00",
    units: str = "1",
    product: str = "J45A",
) -> str:
    return f"{period};JW;{place};{product[:3]};{product};{provider};{name};{client};{amount};{units}\n"


def found(counted: Counted) -> dict[str, dict[str, Any]]:
    return {f.code: {**dict(f.values), "rows": [r.line for r in f.rows]} for f in counted.findings}


USUAL = "".join(row(period, client=f"c{n}") for n, period in enumerate(YEAR))


def test_a_row_in_cents_among_rows_in_euro_is_found(counting: Counting) -> None:
    told = found(counting(USUAL + row(amount="10000,00", client="c99")))
    assert told["amount_in_other_unit"] == {
        **{"year": "2024", "product": "J45A", "n": 1, "cents": 1_000_000, "usual": 10_000},
        "rows": [14],
    }
    assert "unit_price_far_off" not in told


def test_a_price_far_off_is_found_and_another_price_is_not(counting: Counting) -> None:
    assert found(counting(USUAL + row(amount="2000,00", client="c99")))["unit_price_far_off"]["rows"] == [14]
    assert "unit_price_far_off" not in found(counting(USUAL + row(amount="1999,00", client="c99")))
    assert found(counting(USUAL + row(amount="5,00", client="c99")))["unit_price_far_off"]["rows"] == [14]
    assert "unit_price_far_off" not in found(counting(USUAL + row(amount="2000,00", units="20", client="c99")))


def test_equal_rows_of_one_client_are_found_and_those_of_two_are_not(counting: Counting) -> None:
    told = found(counting(row() + row(client="c2") + row() + row()))
    assert told["rows_twice"] == {"n": 2, "cents": 20_000, "rows": [5]}
    assert "rows_twice" not in found(counting(row() + row(client="c2") + row(amount="99,99")))
    assert "rows_twice" not in found(counting(row() + row(), ("client: client, ", "")))


def test_negative_rows_are_counted_and_a_provider_below_zero_is_named(counting: Counting) -> None:
    told = found(counting(row() + row(amount="-25,00") + row(provider="P2", name="Twee", amount="-5,00")))
    assert told["negative_rows"] == {"n": 2, "cents": -3_000, "share": 3_000, "rows": [3, 4]}  # of 100
    assert told["provider_below_zero"] == {
        **{"year": "2024", "provider": "P2", "segment": "begeleiding", "cents": -500},
        "rows": [],
    }
    assert not {"negative_rows", "provider_below_zero"} & found(counting(row())).keys()


def test_one_provider_under_two_ids_is_suspected_and_never_merged(counting: Counting) -> None:
    counted = counting(row(name="Zorg B.V.") + row(provider="P2", name="ZORG BV", amount="50,00"))
    assert found(counted)["one_provider_many_ids"] == {"ids": "P1, P2", "n": 2, "cents": 15_000, "rows": []}
    assert counted.market.segments[0].market is not None
    assert counted.market.segments[0].market.providers == 2
    other = found(counting(row(name="Zorg") + row(provider="P2", name="Zorgen")))
    assert not {"one_provider_many_ids", "one_id_many_names"} & other.keys()


def test_two_names_under_one_id_and_ids_written_in_two_ways(counting: Counting) -> None:
    told = found(counting(row(name="Zorg") + row(name="Hulp") + row(provider="0012") + row(provider="12")))
    assert told["one_id_many_names"] == {"provider": "P1", "n": 2, "rows": []}
    assert told["ids_written_differently"] == {"ids": "0012, 12", "n": 2, "rows": []}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Stichting De Brug", "de brug", True),
        ("Zorg-Thuis B.V.", "ZORG THUIS BV", True),
        ("Aanbieder 003 B.V.", "Aanbieder 004 B.V.", False),
        ("De Brug Noord", "De Brug Zuid", False),
    ],
)
def test_what_counts_as_the_same_name(one: str, other: str, same: bool) -> None:
    assert (bare_name(one) == bare_name(other)) is same


def months(places: Iterable[str], missing: tuple[str, str]) -> str:
    cells = ((p, period) for p in places for period in YEAR if (p, period) != missing)
    return "".join(row(period, place=p, client=f"{p}{n}") for p, period in cells for n in range(12))


def test_a_month_that_one_municipality_lacks_is_found(counting: Counting) -> None:
    told = found(counting(months("AB", ("B", "2024-11"))))
    assert told["months_missing_in"] == {
        **{"year": "2024", "act": "jeugdwet", "municipality": "B", "months": "11"},
        "rows": [],
    }
    assert "months_missing" not in told
    assert not {"months_missing", "months_missing_in"} & found(counting(months("AB", ("", "")))).keys()


def test_months_that_a_year_lacks_are_found(counting: Counting) -> None:
    rows = "".join(row(period) for period in YEAR[:10])
    assert found(counting(rows))["months_missing"] == {"year": "2024", "months": "11, 12", "rows": []}


def test_an_end_of_the_year_far_below_the_rest_is_found(counting: Counting) -> None:
    """Ten months of 100 and two of 50: a month is 91.67 on average, of which 60 % is 55."""
    rows = [row(period, amount="100,00" if n < 10 else "50,00", client=f"c{n}") for n, period in enumerate(YEAR)]
    told = found(counting("".join(rows)))
    assert told["last_months_low"] == {"year": "2024", "months": "11, 12", "cents": 10_000, "rows": []}
    rows[11] = row(YEAR[11], amount="60,00")
    assert "last_months_low" not in found(counting("".join(rows)))  # a low month before a usual one is the season


def test_rows_without_a_client_are_told(counting: Counting) -> None:
    counted = counting(row() + row(client=""))
    assert found(counted)["rows_without_client"] == {
        **{"n": 1, "cents": 10_000, "file": counted.files[0].name, "line": "3"},
        "rows": [],
    }
    assert "rows_without_client" not in found(counting(row()))


def test_few_clients_far_off_are_told_without_their_number_or_cost(counting: Counting) -> None:
    usual = "".join(row(client=f"c{n}") for n in range(40))
    costly = "".join(row(client=f"d{n}", amount="2500,00", units="25") for n in range(12))
    limit = ("suppress_under: 1\n", "suppress_under: 10\n")
    told = found(counting(usual + costly, limit))
    assert told["clients_far_off"]["n"] == 12
    few = found(counting(usual + costly[: len(costly) // 2], limit))
    assert few["few_clients_far_off"] == {"year": "2024", "segment": "begeleiding", "n": 10, "rows": []}
    cheaper = costly.replace("2500,00", "2499,99")
    assert not {"clients_far_off", "few_clients_far_off"} & found(counting(usual + cheaper, limit)).keys()


def test_products_of_no_segment_are_told_with_their_share(counting: Counting) -> None:
    told = found(counting(row() + row(product="X99Z", amount="25,00")))
    assert told["products_unknown"] == {"n": 1, "products": "X99Z", "cents": 2_500, "share": 2_000, "rows": []}
    assert "products_unknown" not in found(counting(row()))


@pytest.mark.parametrize(
    ("language", "named"),
    [("nl", ": Jeugdwet/X99/X99Z, Wmo 2015/X99/X99Z, Y11A ("), ("en", ": Youth Act/X99/X99Z, ")],
)
def test_one_code_under_two_acts_is_told_with_its_act(counting: Counting, language: Any, named: str) -> None:
    other = row(product="X99Z").replace(";JW;", ";Wmo;")
    counted = counting(row(product="X99Z", amount="200,00") + other + row(product="Y11A", amount="1,00"))
    assert found(counted)["products_unknown"]["products"] == "jeugdwet/X99/X99Z, wmo2015/X99/X99Z, Y11A"
    text = DeclaredPage(load_catalogue(language), language).text(counted)
    assert named in text


# What Rivierenland printed (strategy, table 1 on lines 540-548, lines 430-438, annex 3 on lines 2689-2938): the youth
# lots with their spending in euro and registered providers. The providers here are made up: each lot has its own.
LOTS = {
    "ambulant-guidance": (7_049_016, 140),
    "ambulant-treatment": (16_511_447, 115),
    "short-stay": (560_158, 36),
    "housing-without": (3_718_607, 28),
    "housing-with": (7_568_379, 34),
    "personal-care": (172_391, 16),
    "certified": (3_172_637, 3),
    "national": (2_753_885, 34),
    "closed": (455_461, 3),
}


def printed(counting: Counting, stated: str) -> dict[str, dict[str, Any]]:
    """The lots as declarations, in which one provider serves all; and what a document prints of them."""
    rows = ""
    for number, (spend, providers) in enumerate(LOTS.values()):
        names = ["P0", *(f"P{number}-{n}" for n in range(1, providers))]
        rest = spend * 100 - 100 * (providers - 1)
        cents = [rest, *[100] * (providers - 1)]
        cells = (f"{c // 100},{c % 100:02d}" for c in cents)
        rows += "".join(
            f"2019;JW;A;L{number};L{number};{n};{n};c;{amount};\n" for n, amount in zip(names, cells, strict=True)
        )
    segments = "".join(f"  {lot}: {{name: {lot}, law: jeugdwet}}\n" for lot in LOTS)
    products = "".join(f"  - {{category: L{n}, segment: {lot}}}\n" for n, lot in enumerate(LOTS))
    changes = (
        (
            "  begeleiding: {name: Begeleiding, law: jeugdwet}\n  behandeling: {name: Behandeling, law: jeugdwet}\n",
            segments,
        ),
        ("  - {category: J45, segment: begeleiding}\n  - {category: J54, segment: behandeling}\n", products + stated),
        ("suppress_under: 1\n", "suppress_under: 1\nnotation: {period: yyyy}\n"),
    )
    return {code: told for code, told in found(counting(rows, *changes)).items() if "printed" in told or "what" in told}


def line(what: str, value: int, segment: str = "", year: int = 2019, law: str = "jeugdwet") -> str:
    about = f", segment: {segment}" if segment else ""
    return f"  - {{year: {year}, law: {law}, what: {what}, value: {value}{about}}}\n"


def held_against(counting: Counting, rows: str, *stated: str, under: int = 1) -> list[dict[str, Any]]:
    """What is said of printed figures beside a few rows of 2024."""
    counted = counting(rows, ("suppress_under: 1\n", f"suppress_under: {under}\nstated:\n{''.join(stated)}"))
    told = [{"code": f.code, **dict(f.values)} for f in counted.findings]
    return [one for one in told if "what" in one]


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        (line("spend", 100, year=2031), "no_year"),
        (line("spend", 100, year=2024, law="wmo2015"), "no_act"),
        (line("providers", 2, "behandeling", year=2024), "no_segment"),
        (line("cost_share", 10_000, year=2024), "share_of_what"),
        (line("clients", 8, year=2024), "held_back"),
        (line("clients", 9, "begeleiding", year=2024), "held_back"),
        (line("client_share", 5_000, "begeleiding", year=2024), "held_back"),
    ],
)
def test_a_printed_figure_with_nothing_to_hold_it_against_is_told(counting: Counting, stated: str, why: str) -> None:
    """Nine clients under a limit of ten: whether the printed number is theirs makes no difference to what is said."""
    rows = "".join(row(client=f"c{n}") for n in range(9))
    (told,) = held_against(counting, rows, stated, under=10)
    assert (told["code"], told["why"]) == ("stated_not_checked", why)
    assert "counted" not in told


def test_a_printed_figure_of_clients_that_nobody_named(counting: Counting) -> None:
    stated = line("client_share", 5_000, "begeleiding", year=2024)
    changes = ("client: client, ", ""), ("suppress_under: 1\n", f"suppress_under: 1\nstated:\n{stated}")
    assert found(counting(row(), *changes))["stated_not_checked"]["why"] == "no_clients"


def test_a_printed_figure_that_fits_says_nothing(counting: Counting) -> None:
    fits = (line("spend", 100, year=2024), line("clients", 1, "begeleiding", year=2024))
    assert held_against(counting, row(), *fits, line("cost_share", 10_000, "begeleiding", year=2024)) == []


def test_a_printed_share_of_nothing_is_held_against_what_was_counted(counting: Counting) -> None:
    nothing = line("cost_share", 0, "begeleiding", year=2024)
    (told,) = held_against(counting, row() + row(product="J54A", amount="300,00"), nothing)
    assert (told["code"], told["counted"]) == ("share_differs", 2_500)
    free = row(amount="0,00") + row(product="J54A", amount="300,00")
    assert held_against(counting, free, nothing) == []
    none = held_against(counting, row(amount="0,00"), nothing)
    assert [(one["code"], one["why"]) for one in none] == [("stated_not_checked", "nothing_counted")]


def test_a_total_that_leaves_segments_out_is_recognised(counting: Counting) -> None:
    """Line 438 prints 35,579,997 for the youth act: six of nine lots, and a euro of rounding."""
    told = printed(counting, "stated:\n" + line("spend", 35_579_997))
    assert set(told) == {"spend_leaves_out"}
    assert told["spend_leaves_out"]["segments"] == "certified, closed, national"
    assert told["spend_leaves_out"]["counted"] == 4_196_198_100


def test_registrations_added_up_over_lots_are_recognised(counting: Counting) -> None:
    """409 is the sum over the lots; here one provider serves all nine, so 401 are different."""
    told = printed(counting, "stated:\n" + line("providers", 409))
    assert (told["providers_added_up"]["printed"], told["providers_added_up"]["counted"]) == (409, 401)
    assert told["providers_added_up"]["over"] == "segments"
    assert set(printed(counting, "stated:\n" + line("providers", 410))) == {"providers_differs"}
    assert printed(counting, "stated:\n" + line("providers", 401)) == {}


@pytest.mark.parametrize(
    ("value", "code", "over"),
    [
        (4, "providers_added_up", "segments_alone"),
        (6, "providers_added_up", "segments_and_rest"),
        (5, "providers_differs", None),
        (2, None, None),
    ],
)
def test_what_belongs_to_no_segment_may_be_added_up_or_left_out(
    counting: Counting, value: int, code: str | None, over: str | None
) -> None:
    """The same two providers in two segments, and in a product of none: two, four or six."""
    rows = "".join(row(product=p, provider=q) for p in ("J45A", "J54A", "X99Z") for q in ("P1", "P2"))
    told = held_against(counting, rows, line("providers", value, year=2024))
    assert [(one["code"], one.get("over")) for one in told] == ([(code, over)] if code else [])


@pytest.mark.parametrize(
    ("language", "alone", "with_rest"),
    [
        ("nl", "(opgeteld over de segmenten: 4)", "met wat bij geen segment hoort als een segment erbij: 6)"),
        ("en", "(added up over the segments: 4)", "with what belongs to no segment as one more: 6)"),
    ],
)
def test_the_page_says_over_what_providers_are_added_up(
    counting: Counting, language: Any, alone: str, with_rest: str
) -> None:
    page = DeclaredPage(load_catalogue(language), language)
    rows = [row(product=p, provider=q) for p in ("J45A", "J54A", "X99Z") for q in ("P1", "P2")]
    assert page.text(counting("".join(rows[:4]))).count(alone) == 2  # of the act, and of all
    assert page.text(counting("".join(rows))).count(with_rest) == 2


def test_shares_on_several_totals_are_recognised(counting: Counting) -> None:
    """Annex 3: 46.41 % and 21.27 % rest on six lots; 39.35 % of treatment would be of all nine."""
    stated = line("cost_share", 4_641, "ambulant-treatment") + line("cost_share", 2_127, "housing-with")
    told = printed(counting, "stated:\n" + stated + line("cost_share", 1_680, "ambulant-guidance"))
    assert told["share_leaves_out"]["segments"] == "certified, closed, national"
    assert told["shares_on_mixed_totals"]["n"] == 2
    assert printed(counting, "stated:\n" + line("cost_share", 3_935, "ambulant-treatment")) == {}


def test_a_share_that_no_total_gives_is_told_with_the_total_that_it_asks(counting: Counting) -> None:
    """17.50 % of guidance would ask a total of 40.28 million."""
    told = printed(counting, "stated:\n" + line("cost_share", 9_000, "ambulant-guidance"))
    assert told["share_does_not_follow"]["implied"] == 783_224_000  # 7,049,016 / 0.9


def test_an_amount_that_fits_nothing_is_told_with_the_difference(counting: Counting) -> None:
    told = printed(counting, "stated:\n" + line("spend", 8_000_000, "ambulant-guidance"))
    assert told["spend_differs"]["difference"] == 800_000_000 - 704_901_600
    assert printed(counting, "stated:\n" + line("spend", 7_049_016, "ambulant-guidance")) == {}


def test_the_first_row_without_a_client_is_named_with_its_file(tmp_path: Path) -> None:
    counted = count_files(tmp_path, row(), row(client="c2") + row(client=""))
    told = found(counted)["rows_without_client"]
    assert (told["file"].endswith("rows-1.csv"), told["line"]) == (True, "3")
    text = DeclaredPage(load_catalogue("nl"), "nl").text(counted)
    assert "rows-1.csv:3)" in text


def count_files(folder: Path, *files: str, changes: tuple[tuple[str, str], ...] = ()) -> Counted:
    paths = [folder / f"rows-{n}.csv" for n in range(len(files))]
    for path, rows in zip(paths, files, strict=True):
        path.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    return count([str(path) for path in paths], read_mapping(mapping_at(folder, *changes)), 500, False)


def month_of(period: str, places: str = "AB", extra: str = "") -> str:
    """Three providers of two rows each in every place, with amounts that differ: three cells a place."""
    return extra + "".join(
        row(period, place=place, provider=f"P{n}", name=f"P{n}", amount=f"{n}{ord(place)},0{again}")
        for place in places
        for n in (1, 2, 3)
        for again in (1, 2)
    )


NO_CLIENT = (("client: client, ", ""),)


def test_a_month_that_stands_in_two_files_is_found_where_there_are_no_clients(tmp_path: Path) -> None:
    """Amounts are the number of the provider, then 65 for A and 66 for B: 165.01 and 165.02, 265.01 and so on."""
    first, second = month_of("2024-01") + month_of("2024-02"), month_of("2024-02") + month_of("2024-03")
    counted = count_files(tmp_path, first, second, changes=NO_CLIENT)
    told = found(counted)["months_twice"]
    assert (told["year"], told["months"], told["n"]) == ("2024", "2", 12)
    assert told["cents"] == 2 * (16_500 + 26_500 + 36_500 + 16_600 + 26_600 + 36_600) + 6 * 3
    assert (told["file"], told["other"]) == tuple(file.name for file in counted.files)
    assert counted.market.segments[0].spend == 4 * told["cents"]  # nothing is left out
    for language in LANGUAGES:
        assert "rows-1.csv" in DeclaredPage(load_catalogue(language), language).text(counted)


def test_a_late_row_does_not_hide_that_a_month_stands_in_two_files(tmp_path: Path) -> None:
    """Of twelve cells eleven are equal, which is 91.7 %; with two late rows ten are."""
    first = month_of("2024-01", "ABCD")
    late = row(place="A", provider="P1", name="P1"), row(place="B", provider="P1", name="P1")
    assert "months_twice" in found(count_files(tmp_path, first, first + late[0], changes=NO_CLIENT))
    assert "months_twice" not in found(count_files(tmp_path, first, first + "".join(late), changes=NO_CLIENT))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (month_of("2024-01"), month_of("2024-02")),
        (month_of("2024-01", "AB"), month_of("2024-01", "CD")),
        (month_of("2024-01"), month_of("2024-01").replace(",01", ",03")),
        (month_of("2024-01"), month_of("2024-01").replace(";1\n", ";2\n")),
        (month_of("2024-01", "A"), month_of("2024-01", "A")),
        (month_of("2024-01") * 2, ""),
    ],
    ids=["another month", "other places", "other amounts", "other units", "too few cells to tell", "one file"],
)
def test_files_that_share_no_month_are_not_taken_for_twice_the_same(tmp_path: Path, first: str, second: str) -> None:
    files = (first, second) if second else (first,)
    assert "months_twice" not in found(count_files(tmp_path, *files, changes=NO_CLIENT))


def test_two_files_that_hold_other_places_too_are_compared_in_those_of_both(tmp_path: Path) -> None:
    first, second = month_of("2024-01", "ABC"), month_of("2024-01", "BCD")
    assert found(count_files(tmp_path, first, second, changes=NO_CLIENT))["months_twice"]["n"] == 12


def test_with_clients_equal_rows_are_found_one_by_one(tmp_path: Path) -> None:
    told = found(count_files(tmp_path, month_of("2024-01"), month_of("2024-01")))
    assert "months_twice" not in told
    assert told["rows_twice"]["n"] == 12


def test_a_year_that_stands_in_two_files_of_years_is_found(tmp_path: Path) -> None:
    years = ("suppress_under: 1\n", "suppress_under: 1\nnotation: {period: yyyy}\n")
    told = found(count_files(tmp_path, month_of("2024"), month_of("2024"), changes=(*NO_CLIENT, years)))
    assert told["year_twice"]["n"] == 12


def thirty(amount: str, periods: Iterable[str] = YEAR[:1]) -> str:
    return "".join(row(period, client=f"c{n}", amount=amount) for period in periods for n in range(30))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (thirty("100000,01"), "middle_client_too_dear"),
        (thirty("100000,00"), None),
        (thirty("4,16", YEAR), "middle_client_too_cheap"),  # 49.92 in a year
        (thirty("4,17", YEAR), None),  # 50.04
        (thirty("4,16", YEAR[:11]), None),  # of a part of a year nobody knows
        (thirty("100000,01").replace(";c29;", ";c28;"), None),  # 29 clients have no middle that says much
    ],
)
def test_a_whole_file_in_another_unit_shows_in_the_middle_client(
    counting: Counting, rows: str, code: str | None
) -> None:
    told = found(counting(rows))
    assert {one for one in told if one.startswith("middle_")} == ({code} if code else set())


def test_the_middle_client_is_told_only_where_their_number_may_be(counting: Counting) -> None:
    limit = ("suppress_under: 1\n", "suppress_under: 31\n")
    assert not {one for one in found(counting(thirty("200000,00"), limit)) if one.startswith("middle_")}


@pytest.mark.parametrize(
    ("amount", "units", "code"),
    [
        ("2500,01", "1", "most_prices_too_dear"),
        ("2500,00", "1", None),
        ("23,40", "60", "most_prices_too_cheap"),  # 0.39 a minute
        ("24,00", "60", None),
    ],
)
def test_without_clients_a_whole_file_in_another_unit_shows_in_the_prices_of_a_unit(
    counting: Counting, amount: str, units: str, code: str | None
) -> None:
    rows = "".join(row(period, amount=amount, units=units) for period in YEAR)
    assert prices(counting(rows, *NO_CLIENT)) == ({code} if code else set())
    assert prices(counting(rows)) == set()  # there the clients show it


def prices(counted: Counted) -> set[str]:
    return {code for code in found(counted) if code.startswith("most_prices")}


def test_some_dear_products_are_not_a_file_in_another_unit(counting: Counting) -> None:
    """Of twelve months a tenth is passed with the second."""
    months = [row(period, amount="5000,00") for period in YEAR]
    usual = [row(period, amount="70,00") for period in YEAR]
    assert prices(counting("".join(usual[:1] + months[1:]), *NO_CLIENT)) == {"most_prices_too_dear"}
    assert prices(counting("".join(usual[:2] + months[2:]), *NO_CLIENT)) == set()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("amount", ["200000,00", "0,01"])
def test_an_implausible_amount_is_put_into_words(language: Any, amount: str, counting: Counting) -> None:
    for changes in ((), NO_CLIENT):
        text = DeclaredPage(load_catalogue(language), language).text(counting(thirty(amount, YEAR), *changes))
        assert "amounts_in" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_finding_is_put_into_words(language: Any, counting: Counting) -> None:
    counted = counting(USUAL + row(amount="-1,00") + row(amount="10000,00", client="x") + row() + row())
    text = DeclaredPage(load_catalogue(language), language).text(counted)
    assert text.count("\n- ") == len(counted.findings) > 2
    assert "{" not in text
