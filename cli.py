"""The command line: a thin click front. What a command needs is imported when it runs, so that ``--help`` is quick."""

import atexit
import gc
import sys
from datetime import date

import click

from . import __version__
from .engine.command.front.columns import map_, robustness, scan
from .engine.command.front.common import (
    DOCUMENT_FORMS,
    FORMS,
    PAPERS,
    PLAN_FORMS,
    Paper,
    after,
    as_of,
    drawing_of,
    evaluator,
    language,
    report_form,
    robust,
)
from .engine.command.front.declarations import demo_data, market
from .engine.command.front.exports import export
from .engine.command.front.papers import papers, template
from .engine.command.front.records import bundle, record
from .engine.command.front.rules import rules
from .engine.command.front.sources import sources
from .engine.command.option_types import Day, MisusedError, OneOf, Whole
from .engine.command.shell import Front, Page, language_in


def _print_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"stuurwijzer {__version__}")
        ctx.exit()


@click.group("stuurwijzer", cls=Front, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version)
@language
def main() -> None:
    # A command lives about a second and keeps nearly all that it makes: looking for garbage took a fifth of its time.
    gc.set_threshold(1_000_000, 50, 50)
    atexit.register(_leave_garbage)


def _leave_garbage() -> None:
    """Nor is it looked for at the end: the process gives all back anyway. DuckDB alone calls aloud what is left."""
    if "duckdb" not in sys.modules:
        gc.freeze()


@main.command(cls=Page)
@click.argument("region")
@click.option("--segment", metavar="ID")
@as_of
@click.option("--format", "form", type=OneOf((*FORMS, *DOCUMENT_FORMS)))
@click.option("--document", "paper", type=OneOf(PAPERS))
@click.option("-o", "--output", metavar="FILE")
@click.option("--out-dir", metavar="FOLDER")
@click.option("--template", metavar="FILE")
@click.option("--archive", is_flag=True)
@click.option("--force", is_flag=True)
@click.option("--record", metavar="FILE")
@after
@robust
@evaluator
@language
@click.pass_context
def advise(
    ctx: click.Context,
    region: str,
    segment: str | None,
    as_of: date | None,
    form: str | None,
    paper: Paper | None,
    output: str | None,
    out_dir: str | None,
    template: str | None,
    archive: bool,
    force: bool,
    record: str | None,
    after: str | None,
    robustness: bool,
    draws: int | None,
    seed: int | None,
    evaluator: str,
) -> None:
    if out_dir and output:
        raise MisusedError("out_dir_or_output", ctx)
    if out_dir and (form or paper or template or archive):
        raise MisusedError("out_dir_has_forms", ctx)
    if after and not record:
        raise MisusedError("after_needs_record", ctx)
    if record and robustness:
        raise MisusedError("record_without_draws", ctx)
    drawing = drawing_of(ctx, robustness, draws, seed)
    from .engine.command.advising import Rendering, advise_on, write_folder, write_one
    from .engine.command.documents import check_target, document_asked, write_document

    spoken, head = language_in(ctx), ""
    document = document_asked(form, paper, output, template, archive, segment)
    if document:
        check_target(document, region, force)
    rendering: Rendering | None = None
    if record:
        from .engine.command.recording import write_record

        made = write_record(region, record, after, segment, as_of, evaluator, spoken)
        advice, rendering, head = made.advice, made.rendering, made.head
    else:
        advice = advise_on(region, segment, as_of, evaluator, spoken, drawing)
    if document:
        write_document(document, advice, head, spoken)
    elif out_dir:
        write_folder(advice, out_dir, spoken, rendering)
    else:
        write_one(advice, form, output, region, spoken, rendering)


for command in (papers, template):
    main.add_command(command)


@main.command(cls=Page)
@click.argument("region")
@click.argument("segment")
@click.argument("option", required=False)
@as_of
@evaluator
@language
@click.pass_context
def explain(
    ctx: click.Context, region: str, segment: str, option: str | None, as_of: date | None, evaluator: str
) -> None:
    from .engine.command.explaining import explain_option, explain_segment

    spoken = language_in(ctx)
    if option is None:
        click.echo(explain_segment(region, segment, as_of, evaluator, spoken))
    else:
        click.echo(explain_option(region, segment, option, as_of, evaluator, spoken))


@main.command(cls=Page)
@click.argument("region")
@as_of
@click.option("--format", "form", type=OneOf(PLAN_FORMS))
@click.option("-o", "--output", metavar="FILE")
@evaluator
@language
@click.pass_context
def plan(
    ctx: click.Context, region: str, as_of: date | None, form: str | None, output: str | None, evaluator: str
) -> None:
    from .engine.command.planning import show_plan

    show_plan(region, as_of, form, output, evaluator, language_in(ctx))


@main.command(cls=Page)
@click.argument("region")
@click.argument("segment", required=False)
@as_of
@report_form
@language
@click.pass_context
def flips(ctx: click.Context, region: str, segment: str | None, as_of: date | None, form: str) -> None:
    from .engine.command.flipping import flips as nearest

    click.echo(nearest(region, segment, as_of, form, language_in(ctx)))


@main.command(cls=Page)
@click.argument("region")
@click.argument("segment", required=False)
@as_of
@click.option("--completions", type=Whole(1, 1000), default=12, metavar="N")
@report_form
@language
@click.pass_context
def ask(ctx: click.Context, region: str, segment: str | None, as_of: date | None, completions: int, form: str) -> None:
    from .engine.command.asking import ask as what_matters

    click.echo(what_matters(region, segment, as_of, completions, form, language_in(ctx)))


@main.command(cls=Page)
@click.argument("one", metavar="A")
@click.argument("other", metavar="[B]", required=False)
@as_of
@click.option("--with-as-of", type=Day())
@click.option("--segment", "segments", multiple=True, metavar="ID[=ID]")
@report_form
@language
@click.pass_context
def compare(
    ctx: click.Context,
    one: str,
    other: str | None,
    as_of: date | None,
    with_as_of: date | None,
    segments: tuple[str, ...],
    form: str,
) -> None:
    if other is None and with_as_of is None and not any("=" in pair for pair in segments):
        raise MisusedError("nothing_to_compare", ctx)
    from .engine.command.comparing import Asked
    from .engine.command.comparing import compare as side_by_side

    asked = Asked(one, other or one, as_of, with_as_of, segments)
    click.echo(side_by_side(asked, form, language_in(ctx)))


@main.command(cls=Page)
@language
def schema() -> None:
    from .engine.profile.schema import region_schema_text

    click.echo(region_schema_text(), nl=False)


@main.command(cls=Page)
@click.argument("region_id", metavar="REGION-ID")
@click.option("-o", "--output", metavar="FILE")
@click.option("--xlsx", is_flag=True)
@language
@click.pass_context
def new(ctx: click.Context, region_id: str, output: str | None, xlsx: bool) -> None:
    from .engine.command.starting import write_starting_file, write_starting_workbook

    write = write_starting_workbook if xlsx else write_starting_file
    write(region_id, output, language_in(ctx))


@main.command(cls=Page)
@click.argument("region")
@click.option("-o", "--output", metavar="FILE")
@click.option("--force", is_flag=True)
@language
@click.pass_context
def convert(ctx: click.Context, region: str, output: str | None, force: bool) -> None:
    from .engine.command.filling import convert as to_the_other_form

    to_the_other_form(region, output, force, language_in(ctx))


for command in (market, demo_data, robustness, map_, scan):
    main.add_command(command)


@main.command(cls=Page)
@click.argument("region")
@click.option("--format", "form", type=OneOf(FORMS))
@click.option("-o", "--output", metavar="FILE")
@language
@click.pass_context
def savings(ctx: click.Context, region: str, form: str | None, output: str | None) -> None:
    from .engine.command.money import show_savings

    show_savings(region, form, output, language_in(ctx))


@main.command(cls=Page)
@click.argument("region")
@click.argument("segment", required=False)
@click.option("--format", "form", type=OneOf(FORMS))
@click.option("-o", "--output", metavar="FILE")
@language
@click.pass_context
def budget(ctx: click.Context, region: str, segment: str | None, form: str | None, output: str | None) -> None:
    from .engine.command.money import show_budgets

    show_budgets(region, segment, form, output, language_in(ctx))


@main.command(cls=Page)
@click.argument("regions", nargs=-1, metavar="[REGION]...")
@click.option("--no-leak", is_flag=True)
@click.option("--leave-source-out", is_flag=True)
@click.option("--format", "form", type=OneOf(("text", "json")))
@language
@click.pass_context
def backtest(
    ctx: click.Context, regions: tuple[str, ...], no_leak: bool, leave_source_out: bool, form: str | None
) -> None:
    from .engine.command.backtesting import show_backtest

    show_backtest(regions, no_leak, leave_source_out, form, language_in(ctx))


for command in (rules,):
    main.add_command(command)


@main.command(cls=Page)
@click.argument("option", required=False)
@click.option("--domestic", is_flag=True)
@report_form
@language
@click.pass_context
def evidence(ctx: click.Context, option: str | None, domestic: bool, form: str) -> None:
    from .engine.command.evidence_pages import evidence_page

    click.echo(evidence_page(option, domestic, form, language_in(ctx)))


for command in (sources, export, bundle, record):
    main.add_command(command)


@main.command(cls=Page)
@click.argument("term", required=False)
@report_form
@language
@click.pass_context
def glossary(ctx: click.Context, term: str | None, form: str) -> None:
    from .engine.command.glossary import glossary as terms_in_words

    click.echo(terms_in_words(term, form, language_in(ctx)))


if __name__ == "__main__":
    main()
