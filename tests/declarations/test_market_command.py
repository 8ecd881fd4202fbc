"""``market``: from generated declarations to a region file, with the known answers, and no person in any output."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main
from stuurwijzer.engine.profile import load_region

from .conftest import HEADER, mapping_at

ROWS = 20_000


def run(*args: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in args])
    assert "Traceback" not in result.output
    return result


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "new"
    assert run("demo-data", folder, "--rows", str(ROWS)).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def told(demo: Path) -> dict[str, Any]:
    result = run("market", demo / "declarations.csv", "--mapping", demo / "mapping.yaml", "--format", "json")
    assert result.exit_code == 0, result.output
    held: dict[str, Any] = json.loads(result.stdout)
    return held


def test_the_figures_are_those_that_the_generator_counted(demo: Path, told: dict[str, Any]) -> None:
    answers = json.loads((demo / "answers.json").read_text(encoding="utf-8"))
    held = {(s["year"], s["segment"]): s for s in told["market"]["segments"]}
    compared = 0
    for known in answers["segments"]:
        if known["segment"] == "unmapped":
            continue
        ours = held[known["year"], known["segment"]]
        assert ours["spend"] == known["spend_cents"]
        assert ours["clients"] in (known["clients"], "hidden")
        assert {name: ours["market"][name] for name in ("providers", "top3_share", "top10_share")} == {
            name: known[name] for name in ("providers", "top3_share", "top10_share")
        }
        compared += ours["clients"] != "hidden"
    assert compared > 15
    loose = sum(s["spend"] for s in told["market"]["segments"] if not s["segment"])
    assert loose == sum(s["spend_cents"] for s in answers["segments"] if s["segment"] == "unmapped")
    assert told["files"][0] | {"name": ""} == {"name": "", "present": ROWS, "read": ROWS, "refused": 0, "dropped": []}


def test_parquet_gives_the_same_figures(demo: Path, told: dict[str, Any], tmp_path: Path) -> None:
    run("demo-data", tmp_path / "p", "--rows", str(ROWS), "--format", "parquet")
    file = tmp_path / "p" / "declarations.parquet"
    result = run("market", file, "--mapping", demo / "mapping.yaml", "--format", "json")
    assert json.loads(result.stdout)["market"] == told["market"]


def test_the_region_file_is_valid_and_its_answers_are_measured(
    demo: Path, told: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "region.yaml"
    args = (
        "market",
        demo / "declarations.csv",
        "--mapping",
        demo / "mapping.yaml",
        "-o",
        path,
        "--as-of",
        "2025-03-01",
    )
    assert run(*args).exit_code == 0
    region = load_region(path)
    assert region.as_of.isoformat() == "2025-03-01"
    assert [s.id for s in region.segments][:2] == ["wmo-begeleiding", "wmo-dagbesteding"]
    for segment in region.segments:
        known = next(s for s in told["market"]["segments"] if (s["year"], s["segment"]) == (2024, segment.id))
        market = segment.market
        assert segment.use.spend is not None
        assert market.top3_share is not None
        assert market.carried_by is not None
        assert (segment.use.spend.value, segment.use.spend.basis, segment.use.spend.as_of) == (
            known["spend"],
            "measured",
            "2024",
        )
        assert (market.top3_share.value, market.top3_share.basis) == (known["market"]["top3_share"], "measured")
        assert market.top3_share.of == "uitgaven van het segment"
        assert market.carried_by.value == {f"{p}%": n for p, n in known["market"]["carried"]}
    before = path.read_bytes()
    again = run(*args)
    assert (again.exit_code, path.read_bytes()) == (0, before)


def test_what_bears_on_the_figures_stands_in_the_region_file(demo: Path, tmp_path: Path) -> None:
    """The generator gives one provider two ids, in every year, and leaves a month of 2023 out."""
    told = {}
    for year in ("2023", "2024"):
        path = tmp_path / f"{year}.yaml"
        run("market", demo / "declarations.csv", "--mapping", demo / "mapping.yaml", "-o", path, "--year", year)
        told[year] = " ".join(note.text for note in load_region(path).notes)
    assert "P10003, P20003" in told["2023"]
    assert "P10003, P20003" in told["2024"]
    assert "Gemeente F heeft in 2023" in told["2023"]
    assert "Gemeente F" not in told["2024"]
    assert "2022" not in told["2023"] + told["2024"]


def test_names_that_cannot_be_seen_do_not_spoil_the_region_file(tmp_path: Path) -> None:
    ids = [f"P{n}\u200b'{'x' * 90}" for n in range(12)]
    rows = "".join(f"2024-01;JW;A;J45;J45A;{i};Een;c{n};1,00;1\n" for n, i in enumerate(ids))
    (tmp_path / "d.csv").write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    mapping = mapping_at(tmp_path, ("name: Kleine regio", "name: \"Kleine\u200b 'regio'\""))
    assert run("market", tmp_path / "d.csv", "--mapping", mapping, "-o", tmp_path / "r.yaml").exit_code == 0
    region = load_region(tmp_path / "r.yaml")
    assert region.name == "Kleine� 'regio'"
    assert any("P0�'xxx" in note.text for note in region.notes)


def test_a_region_file_that_is_there_keeps_what_else_stands_in_it(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "region.yaml"
    text = (
        "format: 1\nid: r\nname: R\nas_of: 2025-01-01\nsegments:\n  # ours\n  - id: jeugd-logeren\n    name: Logeren\n"
        "    law: jeugdwet\n    use: {clients: 9, trend: rising}\n"
    )
    path.write_text(text, encoding="utf-8")
    result = run("market", demo / "declarations.csv", "--mapping", demo / "mapping.yaml", "-o", path)
    assert result.exit_code == 0, result.output
    assert "jeugd-logeren/use/clients" in result.output
    assert "wmo-dagbesteding" in result.output  # of the mapping, and not in the file
    assert "  # ours\n" in path.read_text(encoding="utf-8")
    use = load_region(path).segments[0].use
    assert use.trend is not None
    assert use.trend.value == "rising"
    assert use.clients is not None
    assert use.clients.basis == "measured"


def test_a_region_file_with_faults_is_not_touched(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "region.yaml").write_text("format: 1\n", encoding="utf-8")
    args = ("market", demo / "declarations.csv", "--mapping", demo / "mapping.yaml", "-o", tmp_path / "region.yaml")
    assert run(*args).exit_code == 2
    assert (tmp_path / "region.yaml").read_text(encoding="utf-8") == "format: 1\n"


def test_no_client_is_in_any_output(demo: Path, tmp_path: Path) -> None:
    """The generated pseudonyms have sixteen hexadecimal digits; a shifted row puts one where an amount should be."""
    lines = (demo / "declarations.csv").read_text(encoding="utf-8").splitlines()[:400]
    cells = lines[5].split(";")
    lines[5] = ";".join([*cells[:8], cells[7], cells[9]])
    lines[6] = ";".join([cells[7], *cells[1:]])
    lines[7] = ";".join(cells[7:] + cells[:7])
    lines[8] = ";".join([cells[0], cells[7], *cells[2:]])
    (tmp_path / "d.csv").write_text("\n".join(lines), encoding="utf-8")
    outputs = ("-o", tmp_path / "r.yaml", "--refused", tmp_path / "refused.csv")
    for form in ("text", "json"):
        result = run("market", tmp_path / "d.csv", "--mapping", demo / "mapping.yaml", "--format", form, *outputs)
        assert result.exit_code == 0
        assert [line for line in result.stderr.splitlines() if line.startswith("Geschreven: ")] == [
            f"Geschreven: {path}" for path in outputs[1::2]
        ]
        written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "r.yaml", tmp_path / "refused.csv"))
        shown = result.output + written
        assert "geweigerd" in shown or '"refused": 4' in shown
        clients = {line.split(";")[7] for line in lines[1:] if line.count(";") == 9}
        assert len(clients) > 10
        assert not [client for client in clients if len(client) == 16 and client in shown]
        for path in (tmp_path / "r.yaml", tmp_path / "refused.csv"):
            path.unlink()


def test_small_counts_are_held_back_in_every_output(tmp_path: Path) -> None:
    rows = "".join(
        f"2024-01;JW;{place};J45;J45A;P1;Een;{place}{n};1,00;1\n"
        for place, many in (("A", 40), ("B", 30), ("C", 3))
        for n in range(many)
    )
    (tmp_path / "d.csv").write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    mapping = mapping_at(tmp_path, ("suppress_under: 1\n", "suppress_under: 10\n"))
    result = run("market", tmp_path / "d.csv", "--mapping", mapping, "--format", "json")
    (segment,) = json.loads(result.stdout)["market"]["segments"]
    assert segment["clients"] == 73
    assert [(p["clients"], p["spend"], p["share"]) for p in segment["places"]] == [
        (40, 4_000, 5_479),
        ("hidden", "hidden", "hidden"),  # 30: with it, the other could be computed
        ("hidden", "hidden", "hidden"),
    ]


def test_a_hidden_count_stays_unknown_in_the_region_file(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(f"{HEADER}\n2024-01;JW;A;J45;J45A;P1;Een;c1;1,00;1\n", encoding="utf-8")
    mapping = mapping_at(tmp_path, ("suppress_under: 1\n", "suppress_under: 10\n"))
    result = run("market", tmp_path / "d.csv", "--mapping", mapping, "-o", tmp_path / "r.yaml")
    assert "weggelaten" in result.output
    segment = load_region(tmp_path / "r.yaml").segments[0]
    assert ["Het aantal cliënten is weggelaten" in note.text for note in segment.notes] == [True]  # stands on its sheet
    use = segment.use
    assert use.clients is not None
    assert use.clients.value is None
    assert use.spend is not None
    assert use.spend.value == 100


@pytest.mark.parametrize("mapping", ["mapping.yaml", "answers.json"], ids=["counted", "refused"])
def test_a_process_ends_without_a_word_of_its_libraries(demo: Path, mapping: str) -> None:
    script = "from stuurwijzer.cli import main\nimport duckdb\nmain()"
    command = [sys.executable, "-c", script, "market", str(demo / "declarations.csv"), "--mapping", str(demo / mapping)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "leaked" not in result.stderr
    assert (result.returncode, bool(result.stderr)) in ((0, False), (2, True))


def test_without_duckdb_one_line_says_how_to_get_it(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = run("market", demo / "declarations.csv", "--mapping", demo / "mapping.yaml")
    assert result.exit_code == 2
    assert "pip install 'stuurwijzer[market]'" in result.output


def test_with_little_memory_what_does_not_fit_goes_to_disk_or_it_is_said(demo: Path, told: dict[str, Any]) -> None:
    args = ("market", demo / "declarations.csv", "--mapping", demo / "mapping.yaml", "--format", "json")
    result = run(*args, "--memory", "64")
    if result.exit_code == 0:
        assert json.loads(result.stdout)["market"] == told["market"]
    else:
        assert "--memory" in result.output


def test_two_commands_lead_from_nothing_to_an_advice(demo: Path, tmp_path: Path) -> None:
    """The first is the one that made ``demo``."""
    region, advice = tmp_path / "region.yaml", tmp_path / "advice.md"
    args = ("market", demo / "declarations.csv", "--mapping", demo / "mapping.yaml", "-o", region, "--lang", "en")
    assert run(*args, "--as-of", "2025-01-01", "--advice", advice).exit_code == 0
    text = advice.read_text(encoding="utf-8")
    assert "How many providers carry the spending together, as counted" in text
    assert "Voorbeeldregio" in text


def test_a_file_counts_once(demo: Path) -> None:
    again = demo / ".." / demo.name / "declarations.csv"
    result = run("market", demo / "declarations.csv", again, "--mapping", demo / "mapping.yaml")
    assert result.exit_code == 2
    assert "declarations.csv" in result.output


@pytest.mark.parametrize(("field", "at"), [("municipality", 2), ("provider", 5)])
def test_a_column_with_more_texts_than_there_can_be_is_refused_with_its_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, at: int
) -> None:
    monkeypatch.setattr("stuurwijzer.engine.declarations.store.MOST_TEXTS", 3)
    cells = ["2024-01", "JW", "A", "J45", "J45A", "P1", "Een", "c1", "1,00", "1"]
    for many, fits in ((3, True), (4, False)):
        rows = "\n".join(";".join([*cells[:at], f"X{n}", *cells[at + 1 :]]) for n in range(many))
        (tmp_path / "d.csv").write_text(f"{HEADER}\n{rows}\n", encoding="utf-8")
        result = run("market", tmp_path / "d.csv", "--mapping", mapping_at(tmp_path), "--lang", "en")
        assert result.exit_code == (0 if fits else 2), result.output
        assert (f"4 different texts in the column for {field}" in result.output) is not fits


def test_more_products_than_there_can_be_are_clients_or_numbers(tmp_path: Path) -> None:
    rows = "\n".join(f"2024-01;JW;A;J45;N{n};P1;Een;c1;1,00;1" for n in range(5_001))
    (tmp_path / "d.csv").write_text(f"{HEADER}\n{rows}\n", encoding="utf-8")
    result = run("market", tmp_path / "d.csv", "--mapping", mapping_at(tmp_path), "--lang", "en")
    assert (result.exit_code, "5001 different products" in result.output) == (2, True), result.output


def test_an_advice_needs_a_region_file(demo: Path, tmp_path: Path) -> None:
    args = ("market", demo / "declarations.csv", "--mapping", demo / "mapping.yaml", "--advice", tmp_path / "a.html")
    result = run(*args)
    assert result.exit_code == 2
    assert not (tmp_path / "a.html").exists()


def test_no_sum_in_the_output_misses_just_one_term(told: dict[str, Any]) -> None:
    """Twenty thousand rows hold many small counts: each sum that an outsider can write down is looked at."""
    market, hidden = told["market"], 0
    for year in market["years"]:
        totals = {t["act"]: t for t in market["totals"] if t["year"] == year}
        segments = [s for s in market["segments"] if s["year"] == year]
        acts = [t for act, t in totals.items() if act]
        sums = [(totals[""], acts, "clients")]
        sums += [(act, [s for s in segments if s["act"] == act["act"]], "clients") for act in acts]
        sums += [(s, [p for p in s["places"] if p["clients"]], "clients") for s in segments]
        for whole, parts, name in sums:
            missing = [part for part in (whole, *parts) if part[name] == "hidden"]
            assert len(missing) != 1, whole
            hidden += len(missing)
        for segment in segments:
            places = [p for p in segment["places"] if p["clients"]]
            amounts = [p for p in places if p["spend"] == "hidden"]
            assert len(amounts) != 1 or len(places) == 1
            assert all((p["spend"] == "hidden") is (p["clients"] == "hidden") for p in places)
            if segment["clients"] == "hidden":
                assert segment["spend_per_client"] == "hidden"
    assert hidden > 30


@pytest.mark.parametrize(
    ("more", "shares"),
    [
        ("", {"begeleiding": (7_500, 6_667), "behandeling": (2_500, 3_333)}),
        ("2024-01;JW;A;J54;J54A;P1;Een;c1;0,00;1\n", {"begeleiding": (7_500, None), "behandeling": (2_500, None)}),
        ("2024-01;JW;A;X99;X99Z;P1;Een;c9;5,00;1\n", {"begeleiding": (None, None), "behandeling": (None, None)}),
    ],
    ids=["all there is", "a client in two segments", "a product of no segment"],
)
def test_shares_of_the_act_are_filled_in_where_they_follow(
    tmp_path: Path, more: str, shares: dict[str, tuple[int | None, int | None]]
) -> None:
    """75 of 100 euro, and two of three clients."""
    rows = "".join(f"2024-01;JW;A;{p};{p}A;P1;Een;{c};{a};1\n" for p, c, a in _OF_THE_ACT)
    (tmp_path / "d.csv").write_text(f"{HEADER}\n{rows}{more}", encoding="utf-8")
    assert (
        run("market", tmp_path / "d.csv", "--mapping", mapping_at(tmp_path), "-o", tmp_path / "r.yaml").exit_code == 0
    )
    uses = {s.id: s.use for s in load_region(tmp_path / "r.yaml").segments}
    told = {
        name: tuple(answer.value if answer else None for answer in (use.cost_share, use.client_share))
        for name, use in uses.items()
    }
    assert told == shares


_OF_THE_ACT = (("J45", "c1", "50,00"), ("J45", "c2", "25,00"), ("J54", "c3", "25,00"))
