"""The click classes: help pages and mistakes in the reader's language, and the one place where errors are shown.

Only click and what Python itself has is loaded here: ``--help`` and ``--version`` answer at once.
"""

import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from typing import Any, Literal, NoReturn

import click

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
PROGRAM = "stuurwijzer"
DEBUG = "STUURWIJZER_DEBUG"
OUR_FAULT, WRONG_INPUT, INTERRUPTED = 1, 2, 130
NOT_IN_ORDER = 1
"""what a command that checks something found; its page says so"""

SHORTEST_DIGEST = 16

# Not importlib.resources: it alone costs a quarter of what `import click` does.
_TEXTS = os.path.join(os.path.dirname(__file__), "..", "..", "templates", "text")


@cache
def words(language: Language) -> dict[str, Any]:
    """The help pages and usage errors of a language."""
    with open(os.path.join(_TEXTS, language, "help.toml"), "rb") as stream:
        return tomllib.load(stream)


def language_of(args: Sequence[str]) -> Language:
    """The language that the arguments ask for, before they are parsed: a mistake in them is told in it as well."""
    chosen: Language = LANGUAGES[0]
    for before, argument in zip(("", *args), args, strict=False):
        if argument == "--":
            break
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else argument
        if value in LANGUAGES and (before == "--lang" or value != argument):
            chosen = value
    return chosen


def language_in(ctx: click.Context) -> Language:
    return ctx.obj if ctx.obj in LANGUAGES else LANGUAGES[0]


class MisusedError(click.UsageError):
    """A mistake in using the command line: a code of ``usage`` in the help texts, with its values."""

    def __init__(self, code: str, ctx: click.Context | None = None, near: str = "", **values: str) -> None:
        super().__init__(code, ctx)
        self.code, self.near, self.values = code, near, values


class OneOf(click.Choice):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.2 on
    """A choice whose refusal names what is possible, in the reader's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value in self.choices:
            return value
        expected = ", ".join(str(choice) for choice in self.choices)
        near = _nearest(str(value), [str(choice) for choice in self.choices])
        raise MisusedError("not_a_choice", ctx, near, key=_called(param), found=str(value), expected=expected)


class Day(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """A day as ``2024-01-31`` and in no other notation."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            with suppress(ValueError):  # 31 February
                return date.fromisoformat(value)
        raise MisusedError("not_a_date", ctx, key=_called(param), found=value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "DATE"


class Whole(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """A whole number between two ends, both included."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if str(value).isascii() and str(value).isdigit() and self.least <= int(value) <= self.most:
            return int(value)
        ends = {"least": str(self.least), "most": str(self.most)}
        raise MisusedError("not_a_number", ctx, key=_called(param), found=str(value), **ends)


class Digest(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.4 on
    """A SHA-256 digest, or as much of its beginning as a running foot prints."""

    name = "digest"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if re.fullmatch(rf"[0-9a-f]{{{SHORTEST_DIGEST},64}}", str(value).lower()):
            return str(value).lower()
        raise MisusedError("not_a_digest", ctx, key=_called(param), found=value, least=str(SHORTEST_DIGEST))


class Page(click.Command):
    """A command with its help page."""

    allow_extra_args = True  # they are refused below, in the reader's language

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _knowing(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise MisusedError("extra_arguments", ctx, found=" ".join(rest))
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_page(self, ctx, formatter)


class Folder(click.Group):
    """A command with commands under it. Without one it shows its help."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _knowing(ctx):
            return super().parse_args(ctx, args or ["--help"])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and not args[0].startswith("-") and not ctx.resilient_parsing:
            expected = ", ".join(sorted(self.commands))
            near = _nearest(args[0], list(self.commands))
            raise MisusedError("no_such_command", ctx, near, found=args[0], expected=expected)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_page(self, ctx, formatter)


class Front(Folder):
    """The program itself. Every error ends here, as a message and an exit code; a traceback only when asked for."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        given = list(sys.argv[1:] if args is None else args)
        language = language_of(given)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a sign that the terminal cannot show must not end the advice
                stream.reconfigure(errors="backslashreplace")
        if os.environ.get("NO_COLOR"):
            extra.setdefault("color", False)
        try:
            code = super().main(given, PROGRAM, complete_var, standalone_mode=False, obj=language, **extra)
        except click.UsageError as error:
            code = _show_misuse(error, language)
        except click.Abort:
            click.echo(words(language)["usage"]["interrupted"], err=True)
            code = INTERRUPTED
        except Exception as error:
            code = _show_fault(error, language)
        sys.exit(code if isinstance(code, int) else 0)


# Help pages


def _write_page(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    said = words(language_in(ctx))
    heads, page = said["words"], said[page_of(ctx)]
    pieces = [heads["usage_options"], *(p for param in command.params for p in param.get_usage_pieces(ctx))]
    pieces += [heads["usage_command"]] if isinstance(command, click.Group) else []
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{heads['usage']}: ")
    formatter.write_paragraph()
    formatter.write_text(page["text"])
    for head, rows in (
        (heads["commands"], list(_commands(command, ctx, said))),
        (heads["arguments"], list(_parameters(command, ctx, page.get("arguments", {}), click.Argument))),
        (heads["options"], list(_parameters(command, ctx, said["options"] | page.get("options", {}), click.Option))),
    ):
        if rows:
            with formatter.section(head):
                formatter.write_dl(rows)
    with formatter.section(heads["examples"]):
        for example, meaning in page["examples"]:
            formatter.write(f"  {example}\n      {meaning}\n")
    with formatter.section(heads["exit_codes"]):
        formatter.write_dl(list((said["exit_codes"] | page.get("exit_codes", {})).items()))


def page_of(ctx: click.Context) -> str:
    """The name of a command's page: ``main``, ``advise``, ``rules_show``."""
    names: list[str] = []
    while ctx.parent is not None:
        names.insert(0, ctx.info_name or "")
        ctx = ctx.parent
    return "_".join(names) or "main"


def _commands(command: click.Command, ctx: click.Context, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if isinstance(command, click.Group):
        page = page_of(ctx)
        for name in command.commands:
            yield name, said[name if page == "main" else f"{page}_{name}"]["short"]


def _parameters(
    command: click.Command, ctx: click.Context, meanings: dict[str, str], kind: type[click.Parameter]
) -> Iterator[tuple[str, str]]:
    for param in command.get_params(ctx):
        if isinstance(param, kind):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            yield record[0] if record else _placeholder(param), meanings[_name(param)]


def _placeholder(param: click.Parameter) -> str:
    """What stands for an argument in the usage line; click's own way to ask differs by version."""
    return str(param.metavar or param.name).upper()


def _name(param: click.Parameter) -> str:
    """The name under which the help texts have a parameter; click's own for --help differs by version."""
    return "help" if "--help" in param.opts else str(param.name)


# Errors


@contextmanager
def _knowing(ctx: click.Context) -> Iterator[None]:
    """Tell a mistake in which command it was made: click's parser does not always know."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _show_misuse(error: click.UsageError, language: Language) -> int:
    said = words(language)
    text, near = _misuse(error, said)
    if near:
        text = f"{text} {said['words']['did_you_mean'].format(near=near)}"
    path = error.ctx.command_path if error.ctx else PROGRAM
    click.echo(f"{said['words']['error']}: {text}", err=True)
    click.echo(said["words"]["see_help"].format(command=path), err=True)
    return WRONG_INPUT


def _misuse(error: click.UsageError, said: dict[str, Any]) -> tuple[str, str]:
    """The sentence for a mistake, and what may have been meant."""
    usage = said["usage"]
    if isinstance(error, MisusedError):
        return usage[error.code].format(**error.values), error.near
    if isinstance(error, click.NoSuchOption):
        known = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts] if error.ctx else []
        return usage["no_such_option"].format(found=error.option_name), _nearest(error.option_name, known)
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        kind = "argument" if isinstance(error.param, click.Argument) else "option"
        meanings = said["options"] | said[page_of(error.ctx)].get(f"{kind}s", {})
        key = _placeholder(error.param) if kind == "argument" else _called(error.param)
        return usage[f"missing_{kind}"].format(key=key, meaning=meanings.get(str(error.param.name), "")), ""
    if isinstance(error, click.BadOptionUsage):
        flag = error.ctx and any(
            error.option_name in param.opts and getattr(param, "is_flag", False)
            for param in error.ctx.command.get_params(error.ctx)
        )
        return usage["option_takes_no_value" if flag else "option_needs_value"].format(found=error.option_name), ""
    return usage["other"].format(found=error.format_message()), ""


def _show_fault(error: Exception, language: Language) -> int:
    """Say what went wrong: a fault in the user's files, one in ours, or one that nobody foresaw."""
    try:
        from .reporting import report

        code = report(error, language)
    except Exception:  # also when the texts themselves are at fault
        code = None
    if code is not None:
        return code
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    from ... import __version__

    text: str = words(language)["unexpected"]["text"]
    click.echo(text.strip().format(kind=_kind(error), version=__version__), err=True)
    return OUR_FAULT


def _kind(error: Exception) -> str:
    """The kind of error and its first line, without control characters."""
    first = "".join(c if c.isprintable() else " " for c in str(error).partition("\n")[0])[:200]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _called(param: click.Parameter | None) -> str:
    return max(param.opts, key=len) if param is not None and param.opts else ""


def _nearest(found: str, known: list[str]) -> str:
    from difflib import get_close_matches  # not needed for a help page

    matches = get_close_matches(found, known, n=1)
    return matches[0] if matches else ""


def language_option() -> Callable[[Any], Any]:
    """``--lang``, on every command. Its value is read before the arguments are parsed."""
    return click.option("--lang", type=OneOf(LANGUAGES), expose_value=False)
