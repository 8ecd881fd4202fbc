"""Every problem that the source can find has a sentence in both languages, and the sentence asks for nothing it lacks.

The codes and their values are read from the source itself, so that a new one without a sentence fails here and not with
a user.
"""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest

from stuurwijzer.engine.reading import validation
from stuurwijzer.engine.rendering import load_catalogue

ENGINE = Path(str(files("stuurwijzer") / "engine"))
ROOMS = ("reading", "profile", "rulebase", "knowledge", "backtest", "coverage", "formats", "declarations")
PLACE = re.compile(r"\{([a-z_0-9]+)")
LANGUAGES: tuple[Literal["nl", "en"], ...] = ("nl", "en")

# Functions that make a problem: the place of the code among their arguments, and values that they add themselves.
MAKERS: dict[str, tuple[int, frozenset[str]]] = {
    "problem": (1, frozenset()),  # Document.problem(path, code, …)
    "at": (3, frozenset()),  # Problem.at(file, line, path, code, …)
    "_report": (2, frozenset()),
    "_give_up": (2, frozenset()),
    "_refuse": (0, frozenset({"found"})),  # pydantic knows what was found
    "fault": (1, frozenset({"rule"})),  # Located.fault(key, code, …)
    "ConditionError": (0, frozenset({"rule"})),
    "_once_each": (1, frozenset({"found"})),
    "_one": (0, frozenset({"found"})),  # a field of the register's record
    "UnreadableError": (0, frozenset()),  # an export that cannot be read
    "UnfitWorkbookError": (0, frozenset({"sheet"})),
    "report": (1, frozenset()),  # Answers.report(row, code, …) of a workbook
    "_fault_at": (2, frozenset()),  # (sheet, order, code, …) of a workbook
}

# Made of parts or handed on as values, where the search does not see them; the tests of their rooms print them.
OUT_OF_SIGHT = re.compile(
    r"personal_[a-z_]+_by_(header|values)|not_parquet|(no|too_many)_columns|unknown_column|column_type|value_of_column"
    r"|export_(not|is)_(utf8|utf16|latin1|windows1252)|export_without_rows"
)


def sources() -> Iterator[ast.AST]:
    for room in ROOMS:
        for path in sorted((ENGINE / room).glob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def named(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def texts_in(node: ast.AST) -> list[str]:
    """The texts that an expression can be: one, or both of a choice."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    return texts_in(node.body) + texts_in(node.orelse) if isinstance(node, ast.IfExp) else []


def codes_in_calls(tree: ast.AST) -> Iterator[tuple[str, frozenset[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and named(node) in MAKERS:
            place, added = MAKERS[named(node)]
            if len(node.args) > place:
                values = frozenset(k.arg for k in node.keywords if k.arg) | added
                yield from ((code, values) for code in texts_in(node.args[place]))


def codes_in_tables(tree: ast.AST) -> Iterator[tuple[str, frozenset[str]]]:
    """``{"code": …, "values": {…}}``, as validators hand it to pydantic."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            held = {k.value: v for k, v in zip(node.keys, node.values, strict=True) if isinstance(k, ast.Constant)}
            if {"code", "values"} <= held.keys() and isinstance(held["values"], ast.Dict):
                values = frozenset(str(k.value) for k in held["values"].keys if isinstance(k, ast.Constant))
                yield from ((code, values | {"found"}) for code in texts_in(held["code"]))


def all_codes() -> dict[str, frozenset[str]]:
    """Each code with the values that every place of its making gives."""
    found: dict[str, frozenset[str]] = {code: frozenset({"found", "expected"}) for code in validation._CODES.values()}
    found |= {"not_valid": frozenset({"found", "expected"})}
    for tree in sources():
        for code, values in (*codes_in_calls(tree), *codes_in_tables(tree)):
            found[code] = found[code] & values if code in found else values
    return found


CODES = all_codes()


def test_the_search_through_the_source_finds_what_is_known_to_be_there() -> None:
    known = {"file_missing", "too_deep", "unknown_key", "not_a_share", "id_twice", "unknown_passage", "list_expected"}
    assert known <= CODES.keys()
    assert len(CODES) > 60


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CODES))
def test_a_problem_has_a_sentence_that_asks_for_known_values(code: str, language: Literal["nl", "en"]) -> None:
    texts = load_catalogue(language).under("problems")
    assert code in texts, f"no sentence for {code}"
    assert set(PLACE.findall(texts[code])) <= CODES[code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_of_a_problem_that_is_gone(language: Literal["nl", "en"]) -> None:
    left = set(load_catalogue(language).under("problems")) - CODES.keys()
    assert {code for code in left if not OUT_OF_SIGHT.fullmatch(code)} == {"did_you_mean"}


def test_both_languages_fill_in_the_same_values() -> None:
    dutch, english = (
        {code: set(PLACE.findall(text)) for code, text in load_catalogue(language).under("problems").items()}
        for language in LANGUAGES
    )
    assert dutch == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_a_fact_and_what_to_do(language: Literal["nl", "en"]) -> None:
    for code, text in load_catalogue(language).under("problems").items():
        if code != "did_you_mean":
            assert text.endswith(".")
            assert len(re.findall(r"[.;](?: |$)", text)) >= 2, f"{code}: {text}"
