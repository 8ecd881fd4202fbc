"""Errors in words: the problems of a file with their place, and what else a command can run into."""

from collections.abc import Mapping, Sequence

import click

from ..reading import Problem, ProblemsFoundError
from ..rendering import Catalogue, load_catalogue
from ..rulebase.plan import ConflictingValuesError
from .faults import OurFaultError, WrongInputError
from .shell import OUR_FAULT, WRONG_INPUT, Language, words

MOST_SHOWN = 200
"""problems; a file with more is another kind of file"""


def report(error: Exception, language: Language) -> int | None:
    """Print an error and give the exit code that goes with it; None for an error that nobody foresaw."""
    catalogue, head = load_catalogue(language), words(language)["words"]["error"]
    match error:
        case ProblemsFoundError(problems=problems):
            lines, code = [*problem_lines(problems, catalogue), _counted(len(problems), catalogue)], WRONG_INPUT
        case WrongInputError():
            text = catalogue.say(f"command.errors.{error.code}", **error.values)
            told = f"{head}: {_with_near(text, error.near, catalogue)}"
            lines, code = [*problem_lines(error.problems, catalogue), told], WRONG_INPUT
        case OurFaultError():
            text = catalogue.say(f"command.faults.{error.code}", **error.values)
            lines, code = [*problem_lines(error.problems, catalogue), f"{head}: {text}"], OUR_FAULT
        case ConflictingValuesError():
            text = catalogue.say("command.faults.conflicting_values", field=error.field, rules=error.rules)
            lines, code = [f"{head}: {text}"], OUR_FAULT
        case _:
            return None
    for line in lines:
        click.echo(line, err=True)
    return code


def problem_lines(problems: Sequence[Problem], catalogue: Catalogue) -> list[str]:
    """One line for each problem, in the order of files and lines: ``file:line path: what was found. What to do.``"""
    lines = [f"{_place(problem)}: {in_words(problem, catalogue)}" for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(catalogue.say("command.errors.more_problems", n=str(len(problems) - MOST_SHOWN)))
    return lines


def _counted(number: int, catalogue: Catalogue) -> str:
    """In digits, also where the catalogue would write a small number out."""
    return catalogue.say(f"command.errors.{'one_problem' if number == 1 else 'problems'}", n=str(number))


def in_words(problem: Problem, catalogue: Catalogue) -> str:
    """What was found and what to do about it, with the nearest known name where there is one."""
    values = dict(problem.values)
    near = values.get("near") or _meant_in_words(values, catalogue)
    return _with_near(catalogue.say(f"problems.{problem.code}", **values), near, catalogue)


def _meant_in_words(values: Mapping[str, str], catalogue: Catalogue) -> str:
    """The code of a choice that was written in the reader's own words: ``stijgend`` for ``rising``."""
    found, codes = values.get("found", "").lower(), values.get("expected", "").split(", ")
    words = catalogue.under("members").items() if found else ()
    meant = [path for path, word in words if word.lower() == found]
    return next((code for code in codes if any(p == code or p.endswith(f".{code}") for p in meant)), "")


def _with_near(text: str, near: str, catalogue: Catalogue) -> str:
    return f"{text} {catalogue.say('problems.did_you_mean', near=near)}" if near else text


def _place(problem: Problem) -> str:
    return f"{problem.place} {problem.path}" if problem.path else problem.place
