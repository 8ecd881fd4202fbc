"""``scan``: a file of profiles in, a file of advice out, and everything that is no profile refused."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from stuurwijzer.cli import main
from stuurwijzer.engine.bulk import scan as scanning
from stuurwijzer.engine.command.scanning import scan_file
from stuurwijzer.engine.decision.decider import Circumstances, Decider
from stuurwijzer.engine.inference import reference_evaluator
from stuurwijzer.engine.profile.quantities import day_of

from .profiles import DAY, Facts, mutated_profiles, shipped

Scan = Callable[..., Result]
COMPUTED = ("derived.spend_per_client", "derived.clients_per_provider", "derived.cost_to_client_ratio")


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    def run(source: Path | str, output: str = "advice.parquet", *more: str) -> Result:
        arguments = ["scan", str(source), "-o", str(tmp_path / output), "--as-of", str(DAY), "--lang", "en", *more]
        result = CliRunner().invoke(main, arguments)
        assert "Traceback" not in result.output
        return result

    return run


def parquet(path: Path, select: str) -> Path:
    duckdb.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def write_profiles(path: Path, profiles: Sequence[Facts]) -> Path:
    """Profiles as a file, through SQL text: nothing of what reads them is used to write them."""
    vocabulary = shipped().vocabulary
    names = sorted({name for facts in profiles for name in facts})
    kinds = {"bool": "BOOLEAN", "enum": "VARCHAR", "date": "DATE"}
    types = [kinds.get(vocabulary[name].kind, "BIGINT") for name in names]

    def cell(name: str, facts: Facts) -> str:
        value = facts.get(name)
        if value is None:
            return "NULL"
        if vocabulary[name].kind == "date":
            return f"'{day_of(int(value))}'"
        return repr(value)

    rows = ", ".join(f"('p{at}', {', '.join(cell(n, facts) for n in names)})" for at, facts in enumerate(profiles))
    listed = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in zip(names, types, strict=True))
    heads = ", ".join(["id", *(f'"{name}"' for name in names)])
    return parquet(path, f"SELECT id, {listed} FROM (VALUES {rows}) t({heads})")


def rows_of(path: Path) -> Iterator[dict[str, object]]:
    held = duckdb.execute("SELECT * FROM read_parquet(?) ORDER BY row", [str(path)])
    names = [column[0] for column in held.description or ()]
    return (dict(zip(names, row, strict=True)) for row in held.fetchall())


def test_every_row_is_the_advice_on_its_profile_over_several_chunks(
    tmp_path: Path, scan: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "ROWS", 64)
    profiles = [{n: v for n, v in p.items() if n not in COMPUTED} for p in mutated_profiles(shipped(), 200)]
    profiles = [p for p in profiles if "use.spend" not in p or "use.clients" not in p or p["use.clients"] == 0]
    profiles = [{n: v for n, v in p.items() if not n.startswith("use.c")} for p in profiles]
    assert len(profiles) > 64
    source = write_profiles(tmp_path / "profiles.parquet", profiles)
    result = scan(source, "advice.parquet", "--fired")
    assert result.exit_code == 0, result.output
    decider = Decider(shipped(), reference_evaluator(shipped()))
    for at, (row, facts) in enumerate(zip(rows_of(tmp_path / "advice.parquet"), profiles, strict=True)):
        decision = decider.decide(facts, Circumstances())
        assert (row["row"], row["id"]) == (at + 1, f"p{at}")
        for name, held in decision.instruments.items():
            if shipped().library.options.instruments[name].multi:
                assert (row[name] or "") == " ".join(held.taken)
            else:
                assert (row[name], row[f"{name}.decided_at"]) == (held.chosen, held.decided_at)
                assert (row[f"{name}.ties"] or "") == " ".join(held.ties)
        assert {code: row[f"status.{code}"] for code in decision.statuses} == decision.statuses
        fired = {clause.name for stage in decision.stages for clause in stage.fired}
        assert {name[6:] for name, value in row.items() if name.startswith("fired.") and value} == fired


def test_figures_wishes_and_months_left_bear_on_the_advice(tmp_path: Path, scan: Scan) -> None:
    """By hand: 120 clients, at least ten a provider, are twelve; two to choose from in three areas are six. The columns
    that the file does not have are computed: 8,000 euro per client is no other than 800,000 cents."""
    one = 'SELECT 120 AS "use.clients", 96000000 AS "use.spend", 3 AS "market.areas"'
    assert scan(parquet(tmp_path / "p.parquet", one)).exit_code == 0
    (row,) = rows_of(tmp_path / "advice.parquet")
    assert (row["providers.delivering.low"], row["providers.delivering.high"]) == (6, 12)
    facts: Facts = {"use.clients": 120, "use.spend": 96_000_000, "market.areas": 3, COMPUTED[0]: 800_000}
    wished = Circumstances((("innovation",), ("cost_control",)), 4)
    expected = Decider(shipped(), reference_evaluator(shipped())).decide(facts, wished)
    wishes = f"{one}, 'innovation' AS \"wish.1\", 'cost_control' AS \"wish.2\", 4 AS months_left"
    assert scan(parquet(tmp_path / "w.parquet", wishes)).exit_code == 0
    (row,) = rows_of(tmp_path / "advice.parquet")
    single = [n for n, i in shipped().library.options.instruments.items() if not i.multi]
    assert {n: row[n] for n in single} == {n: expected.chosen(n) for n in single}


def test_a_terminal_shows_how_far_it_is_and_a_pipe_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "ROWS", 64)
    source = parquet(tmp_path / "p.parquet", 'SELECT i AS "use.clients" FROM range(128) t(i)')

    def shown() -> str:
        scan_file(str(source), str(tmp_path / "advice.parquet"), DAY, False, "en")
        return capsys.readouterr().err

    assert "%" not in shown()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    told = shown()
    assert "100%" in told, told
    assert "35%" in told, told  # half of the rows, of the 70 that deciding takes


def test_a_file_without_rows_gives_a_file_without_rows(tmp_path: Path, scan: Scan) -> None:
    empty = parquet(tmp_path / "empty.parquet", 'SELECT 1 AS "use.clients" WHERE false')
    assert scan(empty).exit_code == 0
    assert list(rows_of(tmp_path / "advice.parquet")) == []


def test_the_same_file_gives_the_same_bytes_and_nothing_stays_beside_them(
    tmp_path: Path, scan: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five chunks, of which the last is not full; a quote in the name of the folder."""
    monkeypatch.setattr(scanning, "ROWS", 64)
    select = 'SELECT \'p\' || i AS id, i AS "use.clients", i % 3 = 0 AS "market.waiting_lists" FROM range(300) t(i)'
    source = parquet(tmp_path / "p.parquet", select)
    folder = tmp_path / "it's here"
    folder.mkdir()
    for name in ("one", "two"):
        assert scan(source, f"{folder.name}/{name}.parquet").exit_code == 0
    assert sorted(entry.name for entry in folder.iterdir()) == ["one.parquet", "two.parquet"]
    assert [row["id"] for row in rows_of(folder / "one.parquet")] == [f"p{at}" for at in range(300)]
    assert (folder / "one.parquet").read_bytes() == (folder / "two.parquet").read_bytes()


REFUSED = {
    "a column that does not exist": ('SELECT 1 AS "use.client"', "use.clients"),
    "a column that rules set": ('SELECT true AS "signal.small"', "signal.small"),
    "a choice as an answer": ("SELECT 'effort' AS \"chosen.funding\"", "chosen.funding"),
    "a fraction": ('SELECT 1.5::DOUBLE AS "use.clients"', "DOUBLE"),
    "a list": ('SELECT [1] AS "use.clients"', "INTEGER[]"),
    "a number as text": ("SELECT '12' AS \"use.clients\"", "VARCHAR"),
    "a negative number": ('SELECT -1 AS "use.clients"', "-1"),
    "more than can be": ('SELECT 18446744073709551615::UBIGINT AS "use.clients"', "18446744073709551615"),
    "a word that is no answer": ("SELECT 'sometimes' AS \"access.organisation\"", "sometimes"),
    "a yes as a number": ('SELECT 1 AS "use.small"', "INTEGER"),
    "a day as text": ("SELECT '2026-01-01' AS \"present.contract_end\"", "VARCHAR"),
    "a wish that nobody has": ("SELECT 'gold' AS \"wish.1\"", "gold"),
    "too many months": ("SELECT 100000 AS months_left", "100000"),
    "nothing that rules read": ("SELECT 1 AS id", "--columns"),
    "a name with quotes in it": ('SELECT 1 AS "use.clients""; DROP TABLE advice"', "DROP TABLE"),
    "the reader's own column": ("SELECT 1 AS file_row_number", "file_row_number"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_profile_is_refused_and_nothing_is_written(case: str, tmp_path: Path, scan: Scan) -> None:
    select, named = REFUSED[case]
    result = scan(parquet(tmp_path / "p.parquet", select))
    assert result.exit_code == 2, result.output
    assert named in result.output
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.parquet"]


def test_every_problem_of_a_file_is_told_at_once_with_its_first_row(tmp_path: Path, scan: Scan) -> None:
    wrong = 'SELECT CASE i WHEN 3 THEN -5 WHEN 6 THEN -7 ELSE i END AS "use.clients", '
    wrong += "CASE i WHEN 2 THEN 'nowhere' END AS \"access.organisation\" FROM range(10) t(i)"
    result = scan(parquet(tmp_path / "p.parquet", wrong))
    assert result.exit_code == 2
    for said in (":4 use.clients", "-5", "2; this is the first", ":3 access.organisation", "nowhere"):
        assert said in result.output


def broken(path: Path, kind: str) -> Path:
    whole = parquet(path, 'SELECT i AS "use.clients" FROM range(5000) t(i)').read_bytes()
    middle = len(whole) // 3
    path.write_bytes(
        {
            "empty": b"",
            "text": b"use.clients\n5\n",
            "cut short": whole[:middle],
            "only its ends": whole[:4] + whole[-4:],
            "data overwritten": whole[:20] + b"\xff" * (middle - 20) + whole[middle:],
            "foot overwritten": whole[:-60] + b"\xff" * 40 + whole[-20:],
        }[kind]
    )
    return path


@pytest.mark.parametrize(
    "kind", ["empty", "text", "cut short", "only its ends", "data overwritten", "foot overwritten"]
)
def test_a_broken_file_is_refused_in_words(kind: str, tmp_path: Path, scan: Scan) -> None:
    result = scan(broken(tmp_path / "p.parquet", kind))
    assert result.exit_code == 2, result.output
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.parquet"]


def test_names_that_are_no_file_or_the_same_file_are_refused(tmp_path: Path, scan: Scan) -> None:
    source = parquet(tmp_path / "p.parquet", 'SELECT 1 AS "use.clients"')
    (tmp_path / "a*.parquet").write_bytes(source.read_bytes())
    before = source.read_bytes()
    assert scan(tmp_path / "missing.parquet").exit_code == 2
    assert scan(tmp_path).exit_code == 2
    assert scan(tmp_path / "a*.parquet").exit_code == 2
    assert scan("https://example.org/p.parquet").exit_code == 2
    assert "is the file that is read" in scan(source, "p.parquet").output
    for name in ("advice.csv", "advice.xlsx", "advice"):
        assert "ends in .parquet" in scan(source, name).output
        assert not (tmp_path / name).exists()
    assert scan(source, "no/such/folder.parquet").exit_code == 2
    assert source.read_bytes() == before


def test_without_what_it_needs_or_with_too_much_the_command_says_how_it_is_called() -> None:
    for arguments in (["scan"], ["scan", "p.parquet"], ["scan", "--columns", "--fired"]):
        assert CliRunner().invoke(main, arguments).exit_code == 2
    listed = CliRunner().invoke(main, ["scan", "--columns"])
    assert "use.clients\tBIGINT\tcount" in listed.output.splitlines()
    assert not any(line.startswith(("chosen.", "signal.")) for line in listed.output.splitlines())
