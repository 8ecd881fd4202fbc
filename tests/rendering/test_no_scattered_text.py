"""Reader's text stands in the catalogue: neither templates nor code hold sentences or words of their own."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

ROOT = Path(str(files("stuurwijzer")))
FUNCTION_WORDS = "en|of|tot|van|met|voor|bij|and|or|to|with|by|from|for"
SENTENCE = re.compile(rf"[A-Za-zÀ-ÿ]{{2,}}[,.:;]? [a-zà-ÿ]{{2,}}|^\s+({FUNCTION_WORDS})\s*$|^\s*({FUNCTION_WORDS})\s+$")
"""two words after each other of which the second is small, or a word that joins others"""
CODE = re.compile(
    r"<[a-z?/]|=\"|\b(SELECT|FROM|WHERE|CREATE|ORDER BY|COPY|SET|UNION)\b|^def |    return |is not None|[{}]"
)
"""markup, statements for a data base and for Python, pieces of YAML"""

NOT_IN_THE_CATALOGUE = {
    "engine/facts/vocabulary.py": "computed fields: Dutch term and English meaning beside each other, as in the models",
    "engine/formats/register_record.py": "the closed lists of the standard of the algorithm register, in its language",
    "engine/formats/algorithm_register.py": "the same lists",
    "engine/coverage/statements.py": "names of statements in the JSON of the coverage, the same in every language",
    "engine/coverage/running.py": "the same, and the name of a case of rules",
    "engine/profile/workbook_names.py": "names by which a workbook is read back, in both languages at once",
    "engine/profile/schema.py": "descriptions in the JSON schema, which is in English",
    "engine/profile/measured.py": "pieces of the region file",
    "engine/reading/validation.py": "cuts a message of pydantic at its own word",
    "engine/rulebase/check.py": "the values of YAML",
    "engine/rulebase/plan.py": "what a programmer is told of a rule base that contradicts itself",
    "engine/workbook/write.py": "how a spreadsheet shows a day",
    "engine/slides/measure.py": "names of typefaces",
    "engine/knowledge/runs.py": "the head of a file of digests, for those who check it",
    "engine/scrutiny": "notes between the parts of a proof, which no reader sees",
    "engine/declarations": "statements for the data base, spread over lines",
    "engine/bulk": "statements for the data base and for arrays",
    "engine/demo_data": "generated names of a made-up region, and statements for the data base",
    "engine/inference": "generated Python",
}
"""by file or folder, with the reason"""


def literals(tree: ast.AST) -> Iterator[str]:
    """The texts of a module, without its docstrings, descriptions of models, and what only programmers are told."""
    aside: set[int] = set()
    for node in ast.walk(tree):
        said: list[ast.AST] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said = [node.value]
        elif isinstance(node, ast.Raise | ast.Assert):
            said = [node]
        elif isinstance(node, ast.keyword) and node.arg == "description":
            said = [node.value]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "about":
            said = [node]
        aside |= {id(inner) for held in said for inner in ast.walk(held)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node.value


def sentences_in(code: str) -> list[str]:
    return [text for text in literals(ast.parse(code)) if SENTENCE.search(text) and not CODE.search(text)]


def words_in_template(text: str) -> list[str]:
    """Words that a reader would see or hear, without what is filled in and without names of files."""
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style.*?</style>|<!--.*?-->|<\?.*?\?>", "", text, flags=re.DOTALL)
    spoken = re.findall(r'(?:aria-label|title|alt|descr|placeholder)="([^"]*)"', bare)
    seen = re.sub(r"<w:instrText.*?</w:instrText>|<[^>]*>|[\w-]+=\"[^\"]*\"", " ", bare)
    named = re.sub(r"\b[\w-]+\.(html|yaml|json|md)\b|\badvice\.", " ", f"{seen} {' '.join(spoken)}")
    return [word for word in re.findall(r"[A-Za-zÀ-ÿ]{2,}", named) if word != "Stuurwijzer"]


def test_code_holds_no_sentences() -> None:
    found = {}
    for path in [ROOT / "cli.py", *sorted((ROOT / "engine").rglob("*.py"))]:
        name = path.relative_to(ROOT).as_posix()
        held = sentences_in(path.read_text(encoding="utf-8"))
        if held and not name.startswith(tuple(NOT_IN_THE_CATALOGUE)):
            found[name] = held
    assert found == {}


def test_every_exception_is_needed() -> None:
    for name in NOT_IN_THE_CATALOGUE:
        path = ROOT / name
        held = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        assert any(sentences_in(file.read_text(encoding="utf-8")) for file in held), name


def test_templates_hold_no_words() -> None:
    templates = [path for path in sorted((ROOT / "templates").rglob("*")) if path.suffix in (".jinja", ".xml", ".svg")]
    assert len(templates) > 5
    found = {path.name: words_in_template(path.read_text(encoding="utf-8")) for path in templates}
    assert {name: held for name, held in found.items() if held and not name.endswith(".css.jinja")} == {}


def test_a_sentence_in_code_is_found_and_code_is_not() -> None:
    code = '''
def said(n):
    """A docstring of more words."""
    if n < 0:
        raise ValueError("for whoever writes the code")
    key = "papers.title"
    sql = "SELECT a FROM some table"
    return f"nog {n} vragen open" + " tot " + "Dit is een zin."
'''
    assert set(sentences_in(code)) == {" vragen open", " tot ", "Dit is een zin."}


def test_a_word_in_a_template_is_found_and_what_is_filled_in_is_not() -> None:
    assert words_in_template('<p class="lead">{{ line|inline }}</p>{# a remark #}<a href="x">advice.html</a>') == []
    assert words_in_template('<p aria-label="Naar boven">Inhoud {{ n }}</p>') == ["Inhoud", "Naar", "boven"]
