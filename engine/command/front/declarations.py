"""The commands on declarations. What a command needs is imported when it runs."""

from datetime import date
from typing import Literal

import click

from ..option_types import MisusedError, OneOf, Whole
from ..shell import Page, language_in
from .common import (
    DATA_FORMS,
    as_of,
    language,
    report_form,
)


@click.command(cls=Page)
@click.argument("declarations", nargs=-1, required=True)
@click.option("--mapping", metavar="MAP")
@click.option("--suggest", is_flag=True)
@click.option("-o", "--output", metavar="REGION")
@click.option("--advice", metavar="FILE")
@click.option("--refused", metavar="FILE")
@click.option("--year", type=Whole(1990, 2100), metavar="N")
@as_of
@report_form
@click.option("--memory", type=Whole(64, 1_000_000), default=1_500, metavar="MB")
@click.option("--drop-personal", is_flag=True)
@click.option("--engine", type=OneOf(("duckdb", "spark")), default="duckdb")
@click.option("--master", metavar="URL")
@language
@click.pass_context
def market(
    ctx: click.Context,
    declarations: tuple[str, ...],
    mapping: str | None,
    suggest: bool,
    output: str | None,
    advice: str | None,
    refused: str | None,
    year: int | None,
    as_of: date | None,
    form: str,
    memory: int,
    drop_personal: bool,
    engine: Literal["duckdb", "spark"],
    master: str | None,
) -> None:
    if suggest == (mapping is not None):
        raise MisusedError("mapping_or_suggest", ctx)
    if advice is not None and output is None:
        raise MisusedError("advice_needs_region", ctx)
    if master is not None and engine != "spark":
        raise MisusedError("master_needs_spark", ctx)
    from ..declared_files import check_names
    from ..declaring import LOCAL, Asked, suggest_mapping
    from ..declaring import market as market_of

    if mapping is None:
        click.echo(suggest_mapping(declarations, language_in(ctx)), nl=False)
        return
    check_names((*declarations, mapping), output, advice, refused)
    asked = Asked(
        declarations, mapping, output, refused, year, as_of, form, memory, drop_personal, engine, master or LOCAL
    )
    spoken = language_in(ctx)
    click.echo(market_of(asked, spoken))
    if advice is not None and output is not None:
        from ..advising import advise_on, write_one

        write_one(advise_on(output, None, None, "durable", spoken), None, advice, output, spoken)


@click.command("demo-data", cls=Page)
@click.argument("folder", metavar="FOLDER")
@click.option("--rows", type=Whole(1, 1_000_000_000), default=100_000, metavar="N")
@click.option("--seed", type=Whole(0, 2**32 - 1), default=1, metavar="N")
@click.option("--format", "form", type=OneOf(DATA_FORMS), default="csv")
@language
@click.pass_context
def demo_data(ctx: click.Context, folder: str, rows: int, seed: int, form: str) -> None:
    from ..demonstrating import write_demo_data

    write_demo_data(folder, rows, seed, form, language_in(ctx))
