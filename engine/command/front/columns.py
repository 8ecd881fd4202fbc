"""The commands on many profiles at once. What a command needs is imported when it runs."""

from datetime import date

import click

from ..option_types import MisusedError, OneOf, Whole
from ..shell import Page, language_in
from .common import (
    DRAWS,
    MAP_FORMS,
    MOST_DRAWS,
    SEED,
    as_of,
    language,
    report_form,
)


@click.command(cls=Page)
@click.argument("region")
@click.argument("segment", required=False)
@click.option("--draws", type=Whole(1, MOST_DRAWS), default=DRAWS, metavar="N")
@click.option("--seed", type=Whole(0, 2**32 - 1), default=SEED, metavar="N")
@as_of
@report_form
@language
@click.pass_context
def robustness(
    ctx: click.Context, region: str, segment: str | None, draws: int, seed: int, as_of: date | None, form: str
) -> None:
    from ..robustness import robustness as under_assumptions

    click.echo(under_assumptions(region, segment, as_of, draws, seed, form, language_in(ctx)))


@click.command("map", cls=Page)
@click.argument("region")
@click.argument("segment")
@click.option("--x", "across", required=True, metavar="FIELD")
@click.option("--y", "upwards", required=True, metavar="FIELD")
@click.option("--instrument", default="funding", metavar="NAME")
@click.option("--format", "form", type=OneOf(MAP_FORMS))
@click.option("-o", "--output", metavar="FILE")
@as_of
@language
@click.pass_context
def map_(
    ctx: click.Context,
    region: str,
    segment: str,
    across: str,
    upwards: str,
    instrument: str,
    form: str | None,
    output: str | None,
    as_of: date | None,
) -> None:
    from ..mapping import Sides, show_map

    show_map(region, segment, Sides(across, upwards, instrument), as_of, form, output, language_in(ctx))


@click.command(cls=Page)
@click.argument("profiles", required=False)
@click.option("-o", "--output", metavar="FILE")
@as_of
@click.option("--fired", is_flag=True)
@click.option("--columns", is_flag=True)
@click.option("--demo", is_flag=True)
@click.option("--seed", type=Whole(0, 2**32 - 1), metavar="N")
@language
@click.pass_context
def scan(
    ctx: click.Context,
    profiles: str | None,
    output: str | None,
    as_of: date | None,
    fired: bool,
    columns: bool,
    demo: bool,
    seed: int | None,
) -> None:
    if demo:
        if profiles is not None or fired or columns or output is None or as_of is None:
            raise MisusedError("demo_of_scan", ctx)
        from ..national import scan_demo

        scan_demo(output, as_of, SEED if seed is None else seed, language_in(ctx))
        return
    if seed is not None:
        raise MisusedError("demo_of_scan", ctx)
    from ..scanning import columns_of_profiles, scan_file

    if columns and profiles is None and output is None and as_of is None and not fired:
        click.echo(columns_of_profiles())
        return
    if columns or profiles is None or output is None or as_of is None:
        raise MisusedError("scan_or_columns", ctx)
    scan_file(profiles, output, as_of, fired, language_in(ctx))
