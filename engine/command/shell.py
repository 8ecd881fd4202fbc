"""The click classes: help pages and mistakes in the reader's language, and the one place where errors are shown.

Only click and what Python itself has is loaded here: ``--help`` and ``--version`` answer at once.
"""

import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, NoReturn

import click

from .help_pages import page_of, placeholder, write_page
from .option_types import MisusedError, OneOf, called, nearest

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
PROGRAM = "stuurwijzer"
DEBUG = "STUURWIJZER_DEBUG"
OUR_FAULT, WRONG_INPUT, INTERRUPTED = 1, 2, 130
NOT_IN_ORDER = 1
"""what a command that checks something found; its page says so"""

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
        write_page(self, ctx, formatter, words(language_in(ctx)))


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
            near = nearest(args[0], list(self.commands))
            raise MisusedError("no_such_command", ctx, near, found=args[0], expected=expected)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_page(self, ctx, formatter, words(language_in(ctx)))


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
        return usage["no_such_option"].format(found=error.option_name), nearest(error.option_name, known)
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        kind = "argument" if isinstance(error.param, click.Argument) else "option"
        meanings = said["options"] | said[page_of(error.ctx)].get(f"{kind}s", {})
        key = placeholder(error.param) if kind == "argument" else called(error.param)
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


def language_option() -> Callable[[Any], Any]:
    """``--lang``, on every command. Its value is read before the arguments are parsed."""
    return click.option("--lang", type=OneOf(LANGUAGES), expose_value=False)
