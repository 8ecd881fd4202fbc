"""The commands on decision records and bundles. What a command needs is imported when it runs."""

from datetime import date

import click

from ..option_types import Digest
from ..shell import Folder, Page, language_in
from .common import (
    after,
    as_of,
    evaluator,
    language,
    report_form,
)


@click.command(cls=Page)
@click.argument("given", nargs=-1, required=True, metavar="REGION|RECORD...")
@click.option("-o", "--output", metavar="FILE", required=True)
@as_of
@evaluator
@language
@click.pass_context
def bundle(ctx: click.Context, given: tuple[str, ...], output: str, as_of: date | None, evaluator: str) -> None:
    from ..bundling import write_bundle

    write_bundle(given, output, as_of, evaluator, language_in(ctx))


@click.group(cls=Folder)
@language
def record() -> None:
    pass


@record.command("write", cls=Page)
@click.argument("region")
@click.option("-o", "--output", metavar="FILE", required=True)
@after
@click.option("--segment", metavar="ID")
@as_of
@evaluator
@language
@click.pass_context
def write_record(
    ctx: click.Context,
    region: str,
    output: str,
    after: str | None,
    segment: str | None,
    as_of: date | None,
    evaluator: str,
) -> None:
    from ..recording import write_record as write

    write(region, output, after, segment, as_of, evaluator, language_in(ctx))


@record.command("show", cls=Page)
@click.argument("file")
@language
@click.pass_context
def show_record(ctx: click.Context, file: str) -> None:
    from ..record_page import record_page

    click.echo(record_page(file, language_in(ctx)))


@record.command("verify", cls=Page)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--head", type=Digest())
@report_form
@language
@click.pass_context
def verify_record(ctx: click.Context, files: tuple[str, ...], head: str | None, form: str) -> None:
    from ..record_verification import verification

    text, code = verification(files, head, form, language_in(ctx))
    click.echo(text)
    ctx.exit(code)
