"""The commands on the sources. What a command needs is imported when it runs."""

import click

from ..shell import Folder, Page, language_in
from .common import language, report_form, told


@click.group(cls=Folder)
@language
def sources() -> None:
    pass


@sources.command("list", cls=Page)
@language
@click.pass_context
def list_sources(ctx: click.Context) -> None:
    from ..source_pages import source_list

    click.echo(source_list(language_in(ctx)))


@sources.command("show", cls=Page)
@click.argument("source_id", metavar="ID")
@language
@click.pass_context
def show_source(ctx: click.Context, source_id: str) -> None:
    from ..source_pages import source_page

    click.echo(source_page(source_id, language_in(ctx)))


@sources.command(cls=Page)
@report_form
@language
@click.pass_context
def coverage(ctx: click.Context, form: str) -> None:
    from ..source_coverage import coverage_report

    told(ctx, *coverage_report(form, language_in(ctx)))


@sources.command(cls=Page)
@click.argument("source_id", metavar="[SOURCE]", required=False)
@report_form
@language
@click.pass_context
def errata(ctx: click.Context, source_id: str | None, form: str) -> None:
    from ..source_errata import errata_report

    click.echo(errata_report(source_id, form, language_in(ctx)))


@sources.command("verify", cls=Page)
@click.argument("folder", metavar="DIR")
@report_form
@language
@click.pass_context
def verify_sources(ctx: click.Context, folder: str, form: str) -> None:
    from ..source_verification import verification_report

    told(ctx, *verification_report(folder, form, language_in(ctx)))
