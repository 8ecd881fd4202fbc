"""Help pages: complete, in both languages, and at once."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from stuurwijzer import __version__
from stuurwijzer.cli import main
from stuurwijzer.engine.command.shell import LANGUAGES, Language, words
from stuurwijzer.engine.rulebase import load_rulebase

from ..conftest import Run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HEAVY = {"pydantic", "pydantic_core", "yaml", "jinja2", "rich", "numpy", "durable_rules_engine", "importlib.resources"}
MODULES_BEYOND_CLICK = 36
"""own modules, the fronts of the groups among them, tomllib and what click itself loads when it prints; measured 36"""


def commands(group: click.Group, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    found: dict[tuple[str, ...], click.Command] = {path: group}
    for name, command in group.commands.items():
        found |= commands(command, (*path, name)) if isinstance(command, click.Group) else {(*path, name): command}
    return found


COMMANDS = commands(main)


def loaded_by(code: str) -> set[str]:
    """The modules that are loaded when a fresh interpreter has run some code."""
    script = f"import sys\n{code}\nprint('\\n' + __import__('json').dumps(sorted(set(sys.modules) - {{'json'}})))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(result.stdout.splitlines()[-1]))


def running(*args: str) -> str:
    return (
        "from stuurwijzer.cli import main\n"
        f"try:\n    main({list(args)!r})\n"
        "except SystemExit as ended:\n    assert ended.code == 0, ended.code"
    )


@pytest.mark.parametrize(
    "args", [("--help",), ("--version",), ("advise", "--help"), ("rules", "show", "--help", "--lang", "en"), ()]
)
def test_help_and_version_load_nothing_but_click_and_python(args: tuple[str, ...]) -> None:
    loaded = loaded_by(running(*args))
    assert not HEAVY & loaded
    assert len(loaded - loaded_by("import click")) <= MODULES_BEYOND_CLICK


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "stuurwijzer")
def test_a_page_explains_every_argument_and_option(path: tuple[str, ...], language: Language, run: Run) -> None:
    result = run(*path, "--help", "--lang", language)
    assert result.exit_code == 0, result.output
    for param in COMMANDS[path].params:
        for name in param.opts if isinstance(param, click.Option) else [str(param.metavar or param.name).upper()]:
            assert name in result.stdout
    page = words(language)["_".join(path) or "main"]
    assert all(example in result.stdout for example, _ in page["examples"])
    for code, meaning in (words(language)["exit_codes"] | page.get("exit_codes", {})).items():
        assert f"{code}  {meaning.split()[0]}" in result.stdout


def parse(line: str) -> None:
    """Read a command as it stands in a text, up to a remark behind it. Raises click.UsageError."""
    given = shlex.split(line.partition(" > ")[0], comments=True)
    assert Path(given.pop(0)).name == "stuurwijzer"
    command: click.Command = main
    context = click.Context(command)
    while isinstance(command, click.Group):
        command = command.commands[given.pop(0)]
        context = click.Context(command, parent=context)
    command.parse_args(context, given)


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "stuurwijzer")
def test_every_example_of_a_page_is_a_command_that_exists(path: tuple[str, ...]) -> None:
    for language in LANGUAGES:
        for example, _ in words(language)["_".join(path) or "main"]["examples"]:
            parse(example)


def test_every_command_of_the_readme_exists() -> None:
    shown = [line for line in README.splitlines() if line.startswith(".venv/bin/stuurwijzer ")]
    assert shown
    for line in shown:
        parse(line)


def test_every_target_of_the_texts_is_one_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    pages = (README, *((ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "bench/README.md")))
    for page in pages:
        assert set(re.findall(r"(?:`|^ *)make (?:PYTHON=\S+ )?([a-z]+)", page, re.M)) <= targets


def test_every_rule_that_an_example_shows_exists() -> None:
    shown = {
        example.split()[3]
        for language in LANGUAGES
        for path in COMMANDS
        for example, _ in words(language)["_".join(path) or "main"]["examples"]
        if example.startswith("stuurwijzer rules show ")
    }
    assert shown
    assert shown <= set(load_rulebase().rules)


def test_both_languages_have_the_same_pages_with_the_same_words() -> None:
    dutch, english = (keys(words(language)) for language in LANGUAGES)
    assert dutch == english


def keys(held: object, path: str = "") -> set[str]:
    if isinstance(held, dict):
        return {found for key, value in held.items() for found in keys(value, f"{path}/{key}")}
    return {path}


def test_the_pages_speak_of_nothing_that_is_not_there() -> None:
    for path, command in COMMANDS.items():
        page = words("nl")["_".join(path) or "main"]
        for kind, shown in (("arguments", "argument"), ("options", "option")):
            names = {str(p.name) for p in command.params if p.param_type_name == shown} - {"lang", "version"}
            assert names == set(page.get(kind, {})), path


def test_without_anything_the_help_is_shown(run: Run) -> None:
    assert run().stdout == run("--help").stdout == run("-h").stdout
    assert run("rules").stdout == run("rules", "--help").stdout


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"stuurwijzer {__version__}\n"


def test_an_advice_loads_none_of_the_libraries_for_many_rows() -> None:
    loaded = loaded_by(running("advise", "rivierenland-2021", "--evaluator", "reference"))
    assert not {"numpy", "duckdb", "pandas", "pyarrow", "polars", "ibis", "pyspark", "z3", "python_calamine"} & loaded
