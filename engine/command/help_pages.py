"""The help page of a command, from the texts of the reader's language."""

from collections.abc import Iterator
from typing import Any

import click


def write_page(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, said: dict[str, Any]
) -> None:
    """``said`` are the help pages and usage errors of a language."""
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
            yield record[0] if record else placeholder(param), meanings[_name(param)]


def placeholder(param: click.Parameter) -> str:
    """What stands for an argument in the usage line; click's own way to ask differs by version."""
    return str(param.metavar or param.name).upper()


def _name(param: click.Parameter) -> str:
    """The name under which the help texts have a parameter; click's own for --help differs by version."""
    return "help" if "--help" in param.opts else str(param.name)
