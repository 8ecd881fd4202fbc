"""What ``market`` prints for people: each figure explained, each row with its file, and what to do."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from stuurwijzer.engine.profile import load_region

from .conftest import HEADER, mapping_at

Run = Callable[..., Result]
TEN = ("suppress_under: 1\n", "suppress_under: 10\n")


def row(client: str, provider: str = "P1", category: str = "J45", amount: str = "1,00", year: int = 2024) -> str:
    return f"{year}-01;JW;A;{category};{category}A;{provider};Naam {provider};{client};{amount};1\n"


def write(folder: Path, name: str, rows: str) -> Path:
    path = folder / name
    path.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    return path


def told(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_every_column_that_is_no_plain_word_is_explained(run: Run, tmp_path: Path) -> None:
    rows = "".join(row(f"c{n}", f"P{n % 4}", year=year) for n in range(40) for year in (2023, 2024))
    args = ("market", write(tmp_path, "d.csv", rows), "--mapping", mapping_at(tmp_path, TEN))
    dutch, english = told(run(*args)), told(run(*args, "--lang", "en"))
    for name in ("Groei:", "Erbij, eraf:", "Top 3, top 10:", "80% door:", "HHI:"):
        assert name in dutch
    for name in ("Growth:", "In, out:", "Top 3, top 10:", "80% by:", "HHI:"):
        assert name in english
    assert "weggelaten:" not in dutch
    assert "?:" not in dutch


def test_what_is_held_back_or_unknown_says_why(run: Run, tmp_path: Path) -> None:
    args = ("market", write(tmp_path, "d.csv", row("c1")), "--mapping", mapping_at(tmp_path, TEN))
    said = told(run(*args))
    assert "weggelaten: minder dan 10 cliënten" in said
    assert "?: onbekend." in said  # there is no year before


def test_how_many_providers_carry_the_spending_is_told_for_each_part_of_it(run: Run, tmp_path: Path) -> None:
    """By hand: of ten providers the first has 60, the second 25, three have 4 and five have 0.60: together 100. So
    one carries 50%, two carry 80%, four carry 90% (93) and five carry 95% (97); the index is the sum of the squared
    shares in percent: 3,600 + 625 + 48 + 1.8 = 4,274.8."""
    amounts = ["60,00", "25,00", *["4,00"] * 3, *["0,60"] * 5]
    rows = "".join(row(f"c{n}", f"P{n}", amount=amount) for n, amount in enumerate(amounts))
    args = ("market", write(tmp_path, "d.csv", rows), "--mapping", mapping_at(tmp_path))
    assert "Begeleiding 89 % 100 % 1 2 4 5 4.275" in told(run(*args))


def test_refused_rows_stand_from_many_to_few_and_in_the_notes_of_the_region(run: Run, tmp_path: Path) -> None:
    rows = row("c1") + row("c2", provider="") + "".join(row(f"d{n}", amount="1.00") for n in range(3))
    path = tmp_path / "r.yaml"
    said = told(run("market", write(tmp_path, "d.csv", rows), "--mapping", mapping_at(tmp_path), "-o", path))
    assert "Geweigerde regels tellen nergens mee." in said
    assert said.index("3 × het bedrag") < said.index("1 × er is geen aanbieder")
    assert "Van de 5 regels zijn er 4 geweigerd; zij tellen in geen cijfer mee." in [
        note.text for note in load_region(path).notes
    ]


def test_a_row_behind_a_finding_names_its_file_where_there_are_several(run: Run, tmp_path: Path) -> None:
    """The second file repeats a row of the first, and only the repeated one is behind the finding."""
    one, two = write(tmp_path, "one.csv", row("c1")), write(tmp_path, "two.csv", row("c1"))
    mapping = mapping_at(tmp_path)
    said = told(run("market", one, two, "--mapping", mapping))
    assert "two.csv:2" in said
    (tmp_path / "both.csv").write_text(f"{HEADER}\n{row('c1') * 2}{row('c2') * 2}", encoding="utf-8")
    alone = told(run("market", tmp_path / "both.csv", "--mapping", mapping))
    assert "- Twee regels zeggen hetzelfde" in alone
    assert "regels 3, 5" in alone


def test_a_segment_without_declarations_is_named(run: Run, tmp_path: Path) -> None:
    said = told(run("market", write(tmp_path, "d.csv", row("c1")), "--mapping", mapping_at(tmp_path)))
    assert "In dat jaar zonder declaraties: Behandeling." in said


def test_where_no_product_belongs_to_a_segment_it_is_said_with_what_to_do(run: Run, tmp_path: Path) -> None:
    said = told(run("market", write(tmp_path, "d.csv", row("c1", category="X")), "--mapping", mapping_at(tmp_path)))
    assert "Geen declaratie van dat jaar hoort bij een segment." in said
    assert "Zet wat erbij hoort onder products in de koppeling" in said
    assert "Top 3" not in said


def test_the_advice_on_counted_figures_names_their_source_and_where_it_is_told_what_is_wrong(
    run: Run, tmp_path: Path
) -> None:
    """Twice the same row is a defect of the export: the sheet may not say that nothing is wrong and leave it there."""
    path = tmp_path / "a.md"
    args = ("market", write(tmp_path, "d.csv", row("c1") * 2), "--mapping", mapping_at(tmp_path))
    told(run(*args, "-o", tmp_path / "r.yaml", "--advice", path))
    said = " ".join(path.read_text(encoding="utf-8").split())
    assert "Andere bron van cijfers: uitdraai." in said
    assert "wat de cijfers van de hele regio raakt, staat in de bijlage bij het regioblad" in said
    assert "zegt hetzelfde als een eerdere regel" in said
