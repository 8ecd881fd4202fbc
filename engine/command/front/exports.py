"""The commands that hand on to other programs. What a command needs is imported when it runs."""

from datetime import date

import click

from ..option_types import Day, MisusedError, OneOf
from ..shell import NOT_IN_ORDER, Folder, Page, language_in
from .common import (
    PROV_FORMS,
    as_of,
    evaluator,
    language,
)


@click.group(cls=Folder)
@language
def export() -> None:
    pass


@export.command("prov", cls=Page)
@click.argument("region")
@click.option("--segment", metavar="ID")
@as_of
@click.option("--format", "form", type=OneOf(PROV_FORMS))
@click.option("-o", "--output", metavar="FILE")
@evaluator
@language
@click.pass_context
def export_prov(
    ctx: click.Context,
    region: str,
    segment: str | None,
    as_of: date | None,
    form: str | None,
    output: str | None,
    evaluator: str,
) -> None:
    from ..exporting import export_provenance

    export_provenance(region, segment, as_of, form, output, evaluator, language_in(ctx))


@export.command("dmn", cls=Page)
@click.option("--as-of", type=Day(), required=True)
@click.option("-o", "--output", metavar="FILE")
@click.option("--left-out", metavar="FILE")
@language
@click.pass_context
def export_dmn(ctx: click.Context, as_of: date, output: str | None, left_out: str | None) -> None:
    from ..exporting import export_tables

    export_tables(as_of, output, left_out, language_in(ctx))


@export.command("algorithm-register", cls=Page)
@as_of
@click.option("--organisation", metavar="FILE")
@click.option("--blank", is_flag=True)
@click.option("--schema", is_flag=True)
@click.option("-o", "--output", metavar="FILE")
@language
@click.pass_context
def export_algorithm_register(
    ctx: click.Context, as_of: date | None, organisation: str | None, blank: bool, schema: bool, output: str | None
) -> None:
    if blank + schema + (as_of is not None) != 1 or (organisation and as_of is None):
        raise MisusedError("record_or_blank", ctx)
    from ..exporting import export_blank, export_record, export_record_schema

    if as_of is not None:
        complete = export_record(as_of, organisation, output, language_in(ctx))
        ctx.exit(0 if complete else NOT_IN_ORDER)
    (export_blank if blank else export_record_schema)(output, language_in(ctx))
