"""``market --suggest``: a mapping that reads the file from which it was proposed, or says what it did not recognise."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from stuurwijzer.cli import main
from stuurwijzer.engine.command.declaring import count
from stuurwijzer.engine.declarations.mapping import read_mapping

DUTCH = (
    "Periode;Wet;Gemeente;Productcategorie;Productcode;AGB aanbieder;Naam aanbieder;Pseudoniem;Bedrag;Aantal eenheden"
)
ROWS = "202401;Jeugdwet;A;45;45A04;01234567;Zorg;c1;1.234,50;3\n202402;Wmo 2015;A;02;02A01;01234567;Zorg;c2;10,00;1\n"


def suggested(path: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["market", str(path), "--suggest", *options])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    "text",
    [
        f"{DUTCH}\n{ROWS}",
        f"{DUTCH}\n{ROWS}".replace(";", "\t"),
        "month,act,municipality,category,product,provider,client id,amount\n2024-01,jw,A,45,45A,P1,c1,12.50\n",
        f"{DUTCH}\n{ROWS}".replace(";02;02A01", ";45;02A01"),
        "maand|code|leverancier|kosten\n31-01-2024|45A|P1|12,50\n",
    ],
    ids=[
        "a Dutch export",
        "tabs",
        "an English one with points",
        "a category in two acts",
        "the least that there can be",
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_suggested_reads_the_file(text: str, language: str, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(suggested(tmp_path / "d.csv", "--lang", language), encoding="utf-8")
    counted = count([str(tmp_path / "d.csv")], read_mapping(tmp_path / "m.yaml"), 200, False)
    assert (counted.files[0].read, counted.refused) == (text.count("\n") - 1, ())
    assert counted.market.unmapped == ()
    assert sum(t.spend for t in counted.market.totals if not t.act) in (124_450, 1_250)


def test_what_is_not_recognised_stands_as_a_question(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("x;y\n1;2\n", encoding="utf-8")
    told = suggested(tmp_path / "d.csv")
    assert "  period: '?'  # niet herkend" in told
    assert "# niet gebruikt: x, y" in told


def test_columns_of_persons_are_not_used(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("maand;code;leverancier;bsn client;kosten\n2024;1;P;1;1\n", encoding="utf-8")
    told = suggested(tmp_path / "d.csv")
    assert "client:" not in told
    assert "bsn client" in told.splitlines()[1]


@pytest.mark.parametrize("options", [[], ["--suggest", "--mapping", "x.yaml"]])
def test_a_mapping_or_a_suggestion_and_not_both(options: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["market", str(tmp_path / "d.csv"), *options])
    assert result.exit_code == 2
    assert "--suggest" in result.output
