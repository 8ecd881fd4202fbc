"""Mistakes in the command itself: exit code 2, one sentence in the reader's language, and where help is."""

import pytest

from stuurwijzer.engine.command.shell import language_of

from ..conftest import Run

MISTAKES = [
    (["advize"], "De opdracht advize bestaat niet.", "Bedoelt u advise?"),
    (["rules", "sho"], "De opdracht sho bestaat niet.", "Bedoelt u show?"),
    (["advise"], "Na de opdracht hoort nog REGION", ""),
    (["explain", "rivierenland-2021"], "Na de opdracht hoort nog SEGMENT", ""),
    (["advise", "x", "--segmnt", "y"], "De optie --segmnt bestaat niet.", "Bedoelt u --segment?"),
    (["--lagn", "en"], "De optie --lagn bestaat niet.", "Bedoelt u --lang?"),
    (["advise", "x", "--format"], "Na --format hoort een waarde.", ""),
    (["advise", "x", "--help=3"], "Na --help hoort geen waarde.", ""),
    (
        ["advise", "x", "--format", "htm"],
        "Bij --format staat htm; mogelijk zijn text, md, html, json, docx, pdf, xlsx, slides.",
        "Bedoelt u html?",
    ),
    (["advise", "x", "--evaluator", "numpy"], "mogelijk zijn durable, reference.", ""),
    (["advise", "x", "--lang", "fr"], "Bij --lang staat fr; mogelijk zijn nl, en.", ""),
    (["advise", "x", "--as-of", "2021-02-30"], "Bij --as-of staat 2021-02-30", ""),
    (["advise", "x", "--as-of", "20210701"], "Bij --as-of staat 20210701", ""),
    (["advise", "x", "--as-of", "2021-W01-1"], "Bij --as-of staat 2021-W01-1", ""),
    (["advise", "x", "--as-of", "1-7-2021"], "schrijf een bestaande dag als 2024-01-31.", ""),
    (["ask", "x", "--completions", "0"], "--completions: 0 is geen heel getal van 1 tot en met 1000.", ""),
    (["ask", "x", "--completions", "1e3"], "--completions: 1e3 is geen heel getal", ""),
    (["advise", "mijn", "regio.yaml"], "Er staat meer dan de opdracht verwacht: regio.yaml.", ""),
    (["advise", "x", "-o", "a.md", "--out-dir", "b"], "-o en --out-dir gaan niet samen.", ""),
    (["advise", "x", "--format", "md", "--out-dir", "b"], "--out-dir gaat niet samen met --format", ""),
]


@pytest.mark.parametrize(("args", "fact", "remedy"), MISTAKES, ids=lambda value: " ".join(value)[:40])
def test_a_mistake_is_told_in_a_sentence(args: list[str], fact: str, remedy: str, run: Run) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    told, where = result.stderr.splitlines()
    assert told.startswith("Fout: ")
    assert fact in told
    assert told.endswith(remedy)
    assert where.startswith("Hulp: stuurwijzer")
    assert where.endswith(" --help")


@pytest.mark.parametrize("args", [args for args, _, _ in MISTAKES if "--lang" not in args], ids=" ".join)
def test_a_mistake_is_told_in_english_wherever_that_is_asked(args: list[str], run: Run) -> None:
    for given in (["--lang", "en", *args], ["--lang=en", *args]):
        result = run(*given)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ")
        assert "Help: stuurwijzer" in result.stderr


def test_the_help_that_is_offered_is_that_of_the_command(run: Run) -> None:
    assert run("rules", "show").stderr.splitlines()[-1] == "Hulp: stuurwijzer rules show --help"
    assert run("advise", "x", "--format").stderr.splitlines()[-1] == "Hulp: stuurwijzer advise --help"


@pytest.mark.parametrize(
    ("args", "language"),
    [
        ([], "nl"),
        (["--lang", "en"], "en"),
        (["advise", "x", "--lang=en"], "en"),
        (["--lang", "en", "advise", "--lang", "nl"], "nl"),
        (["advise", "--", "--lang", "en"], "nl"),
        (["advise", "en"], "nl"),
        (["--lang", "fr"], "nl"),
        (["--lang"], "nl"),
    ],
)
def test_the_language_is_known_before_the_arguments_are_parsed(args: list[str], language: str) -> None:
    assert language_of(args) == language
