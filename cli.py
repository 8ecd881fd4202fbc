"""The command line: a thin click front. What a command needs is imported when it runs, so that ``--help`` is quick."""

import atexit
import gc
import sys
from datetime import date
from typing import Literal, get_args

import click

from . import __version__
from .engine.command.shell import (
    NOT_IN_ORDER,
    Day,
    Digest,
    Folder,
    Front,
    MisusedError,
    OneOf,
    Page,
    Whole,
    language_in,
    language_option,
)

FORMS = ("text", "md", "html", "json")
REPORT_FORMS = ("text", "json")
PROV_FORMS = ("json", "provn")
MAP_FORMS = ("text", "svg", "json")
PLAN_FORMS = (*FORMS, "svg")
DATA_FORMS = ("csv", "parquet")
EVALUATORS = ("durable", "reference")
Paper = Literal["segments", "strategy", "college", "council"]
PAPERS = get_args(Paper)

as_of = click.option("--as-of", type=Day())
evaluator = click.option("--evaluator", type=OneOf(EVALUATORS), default="durable")
after = click.option("--after", metavar="FILE")
report_form = click.option("--format", "form", type=OneOf(REPORT_FORMS), default="text")
language = language_option()


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
@click.option("--format", "form", type=OneOf(FORMS))
@click.option("-o", "--output", metavar="FILE")
@click.option("--out-dir", metavar="FOLDER")
@click.option("--record", metavar="FILE")
@after
@evaluator
@language
@click.pass_context
def advise(
    ctx: click.Context,
    region: str,
    segment: str | None,
    as_of: date | None,
    form: str | None,
    output: str | None,
    out_dir: str | None,
    record: str | None,
    after: str | None,
    evaluator: str,
) -> None:
    if out_dir and output:
        raise MisusedError("out_dir_or_output", ctx)
    if out_dir and form:
        raise MisusedError("out_dir_has_forms", ctx)
    if after and not record:
        raise MisusedError("after_needs_record", ctx)
    from .engine.command.advising import Rendering, advise_on, write_folder, write_one

    spoken = language_in(ctx)
    rendering: Rendering | None = None
    if record:
        from .engine.command.recording import write_record

        made = write_record(region, record, after, segment, as_of, evaluator, spoken)
        advice, rendering = made.advice, made.rendering
    else:
        advice = advise_on(region, segment, as_of, evaluator, spoken)
    if out_dir:
        write_folder(advice, out_dir, spoken, rendering)
    else:
        write_one(advice, form, output, region, spoken, rendering)


@main.command(cls=Page)
@click.argument("region")
@click.option("--out-dir", metavar="FOLDER", required=True)
@click.option("--document", "documents", type=OneOf(PAPERS), multiple=True)
@click.option("--template", metavar="FILE")
@click.option("--segment", metavar="ID")
@as_of
@click.option("--record", metavar="FILE")
@after
@click.option("--force", is_flag=True)
@evaluator
@language
@click.pass_context
def papers(
    ctx: click.Context,
    region: str,
    out_dir: str,
    documents: tuple[Paper, ...],
    template: str | None,
    segment: str | None,
    as_of: date | None,
    record: str | None,
    after: str | None,
    force: bool,
    evaluator: str,
) -> None:
    if after and not record:
        raise MisusedError("after_needs_record", ctx)
    from .engine.command.paper_files import Asked, write_papers

    asked = Asked(region, segment, as_of, record, after, evaluator)
    write_papers(asked, out_dir, documents, template, force, language_in(ctx))


@main.group(cls=Folder)
@language
def template() -> None:
    pass


@template.command("check", cls=Page)
@click.argument("file")
@language
@click.pass_context
def check_template(ctx: click.Context, file: str) -> None:
    from .engine.command.template_check import template_report

    text, fits = template_report(file, language_in(ctx))
    click.echo(text)
    ctx.exit(0 if fits else NOT_IN_ORDER)


@template.command("write", cls=Page)
@click.option("-o", "--output", metavar="FILE", required=True)
@language
@click.pass_context
def write_template(ctx: click.Context, output: str) -> None:
    from .engine.command.paper_files import write_template as write

    write(output, language_in(ctx))


@main.command(cls=Page)
@click.argument("region")
@click.option("-o", "--output", metavar="FILE", required=True)
@click.option("--segment", metavar="ID")
@as_of
@click.option("--force", is_flag=True)
@evaluator
@language
@click.pass_context
def workbook(
    ctx: click.Context,
    region: str,
    output: str,
    segment: str | None,
    as_of: date | None,
    force: bool,
    evaluator: str,
) -> None:
    from .engine.command.workbook_file import write_workbook

    write_workbook(region, output, segment, as_of, force, evaluator, language_in(ctx))


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
@language
@click.pass_context
def new(ctx: click.Context, region_id: str, output: str | None) -> None:
    from .engine.command.starting import write_starting_file

    write_starting_file(region_id, output, language_in(ctx))


@main.command(cls=Page)
@click.argument("declarations", nargs=-1, required=True)
@click.option("--mapping", metavar="MAP")
@click.option("--suggest", is_flag=True)
@click.option("-o", "--output", metavar="REGION")
@click.option("--advice", metavar="FILE")
@click.option("--refused", metavar="FILE")
@click.option("--year", type=Whole(1990, 2100), metavar="N")
@as_of
@report_form
@click.option("--memory", type=Whole(64, 1_000_000), default=2_000, metavar="MB")
@click.option("--drop-personal", is_flag=True)
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
) -> None:
    if suggest == (mapping is not None):
        raise MisusedError("mapping_or_suggest", ctx)
    if advice is not None and output is None:
        raise MisusedError("advice_needs_region", ctx)
    from .engine.command.declaring import Asked, suggest_mapping
    from .engine.command.declaring import market as market_of

    if mapping is None:
        click.echo(suggest_mapping(declarations, language_in(ctx)), nl=False)
        return
    asked = Asked(declarations, mapping, output, refused, year, as_of, form, memory, drop_personal)
    spoken = language_in(ctx)
    click.echo(market_of(asked, spoken))
    if advice is not None and output is not None:
        from .engine.command.advising import advise_on, write_one

        write_one(advise_on(output, None, None, "durable", spoken), None, advice, output, spoken)


@main.command("demo-data", cls=Page)
@click.argument("folder", metavar="FOLDER")
@click.option("--rows", type=Whole(1, 1_000_000_000), default=100_000, metavar="N")
@click.option("--seed", type=Whole(0, 2**32 - 1), default=1, metavar="N")
@click.option("--format", "form", type=OneOf(DATA_FORMS), default="csv")
@language
@click.pass_context
def demo_data(ctx: click.Context, folder: str, rows: int, seed: int, form: str) -> None:
    from .engine.command.demonstrating import write_demo_data

    write_demo_data(folder, rows, seed, form, language_in(ctx))


@main.command(cls=Page)
@click.argument("region")
@click.argument("segment", required=False)
@click.option("--draws", type=Whole(1, 1_000_000), default=2_000, metavar="N")
@click.option("--seed", type=Whole(0, 2**32 - 1), default=1, metavar="N")
@as_of
@report_form
@language
@click.pass_context
def robustness(
    ctx: click.Context, region: str, segment: str | None, draws: int, seed: int, as_of: date | None, form: str
) -> None:
    from .engine.command.robustness import robustness as under_assumptions

    click.echo(under_assumptions(region, segment, as_of, draws, seed, form, language_in(ctx)))


@main.command("map", cls=Page)
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
    from .engine.command.mapping import Sides, show_map

    show_map(region, segment, Sides(across, upwards, instrument), as_of, form, output, language_in(ctx))


@main.command(cls=Page)
@click.argument("profiles", required=False)
@click.option("-o", "--output", metavar="FILE")
@as_of
@click.option("--fired", is_flag=True)
@click.option("--columns", is_flag=True)
@language
@click.pass_context
def scan(
    ctx: click.Context, profiles: str | None, output: str | None, as_of: date | None, fired: bool, columns: bool
) -> None:
    from .engine.command.scanning import columns_of_profiles, scan_file

    if columns and profiles is None and output is None and as_of is None and not fired:
        click.echo(columns_of_profiles())
        return
    if columns or profiles is None or output is None or as_of is None:
        raise MisusedError("scan_or_columns", ctx)
    scan_file(profiles, output, as_of, fired, language_in(ctx))


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


@main.group(cls=Folder)
@language
def rules() -> None:
    pass


@rules.command(cls=Page)
@click.argument("rule_id", metavar="ID")
@language
@click.pass_context
def show(ctx: click.Context, rule_id: str) -> None:
    from .engine.command.rule_pages import rule_page

    click.echo(rule_page(rule_id, language_in(ctx)))


@rules.command("judgements", cls=Page)
@report_form
@language
@click.pass_context
def list_judgements(ctx: click.Context, form: str) -> None:
    from .engine.command.judgements import judgements

    click.echo(judgements(form, language_in(ctx)))


@rules.command("coverage", cls=Page)
@click.argument("regions", nargs=-1, metavar="[REGION]...")
@click.option("--rule", metavar="ID")
@click.option("--at-least", type=Whole(1, 100), metavar="PERCENT")
@report_form
@language
@click.pass_context
def cover_rules(
    ctx: click.Context, regions: tuple[str, ...], rule: str | None, at_least: int | None, form: str
) -> None:
    from .engine.command.rule_coverage import coverage_report

    text, in_order = coverage_report(regions, rule, at_least, form, language_in(ctx))
    click.echo(text)
    ctx.exit(0 if in_order else NOT_IN_ORDER)


@rules.command("diff", cls=Page)
@click.argument("old")
@click.argument("new")
@click.option("--exit-code", is_flag=True)
@report_form
@language
@click.pass_context
def diff_rules(ctx: click.Context, old: str, new: str, exit_code: bool, form: str) -> None:
    from .engine.command.rule_diff import rules_diff

    text, differs = rules_diff(old, new, form, language_in(ctx))
    click.echo(text)
    ctx.exit(NOT_IN_ORDER if differs and exit_code else 0)


@rules.command("impact", cls=Page)
@click.argument("old")
@click.argument("new")
@click.argument("regions", nargs=-1, metavar="[REGION]...")
@as_of
@click.option("--exit-code", is_flag=True)
@report_form
@language
@click.pass_context
def show_impact(
    ctx: click.Context, old: str, new: str, regions: tuple[str, ...], as_of: date | None, exit_code: bool, form: str
) -> None:
    from .engine.command.rule_impact import rules_impact

    text, differs = rules_impact(old, new, regions, as_of, form, language_in(ctx))
    click.echo(text)
    ctx.exit(NOT_IN_ORDER if differs and exit_code else 0)


@rules.command("list", cls=Page)
@click.option("--instrument", metavar="NAME")
@language
@click.pass_context
def list_rules(ctx: click.Context, instrument: str | None) -> None:
    from .engine.command.rule_pages import rule_list

    click.echo(rule_list(instrument, language_in(ctx)))


@rules.command("check", cls=Page)
@click.argument("folder", required=False)
@as_of
@click.option("--stale", type=Whole(0, 100_000), metavar="DAYS")
@click.option("--fail-on", type=OneOf(("error", "warning")), default="error")
@click.option("--all", "whole", is_flag=True)
@report_form
@language
@click.pass_context
def check_rules(
    ctx: click.Context,
    folder: str | None,
    as_of: date | None,
    stale: int | None,
    fail_on: str,
    whole: bool,
    form: str,
) -> None:
    from .engine.command.rule_check import check_report

    text, in_order = check_report(folder, as_of, stale, fail_on, whole, form, language_in(ctx))
    click.echo(text)
    ctx.exit(0 if in_order else NOT_IN_ORDER)


@main.command(cls=Page)
@click.argument("option", required=False)
@click.option("--domestic", is_flag=True)
@report_form
@language
@click.pass_context
def evidence(ctx: click.Context, option: str | None, domestic: bool, form: str) -> None:
    from .engine.command.evidence_pages import evidence_page

    click.echo(evidence_page(option, domestic, form, language_in(ctx)))


@main.group(cls=Folder)
@language
def sources() -> None:
    pass


@sources.command("list", cls=Page)
@language
@click.pass_context
def list_sources(ctx: click.Context) -> None:
    from .engine.command.source_pages import source_list

    click.echo(source_list(language_in(ctx)))


@sources.command("show", cls=Page)
@click.argument("source_id", metavar="ID")
@language
@click.pass_context
def show_source(ctx: click.Context, source_id: str) -> None:
    from .engine.command.source_pages import source_page

    click.echo(source_page(source_id, language_in(ctx)))


@sources.command(cls=Page)
@report_form
@language
@click.pass_context
def coverage(ctx: click.Context, form: str) -> None:
    from .engine.command.source_coverage import coverage_report

    text, complete = coverage_report(form, language_in(ctx))
    click.echo(text)
    ctx.exit(0 if complete else NOT_IN_ORDER)


@sources.command(cls=Page)
@click.argument("source_id", metavar="[SOURCE]", required=False)
@report_form
@language
@click.pass_context
def errata(ctx: click.Context, source_id: str | None, form: str) -> None:
    from .engine.command.source_errata import errata_report

    click.echo(errata_report(source_id, form, language_in(ctx)))


@sources.command("verify", cls=Page)
@click.argument("folder", metavar="DIR")
@report_form
@language
@click.pass_context
def verify_sources(ctx: click.Context, folder: str, form: str) -> None:
    from .engine.command.source_verification import verification_report

    text, unchanged = verification_report(folder, form, language_in(ctx))
    click.echo(text)
    ctx.exit(0 if unchanged else NOT_IN_ORDER)


@main.group(cls=Folder)
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
    from .engine.command.exporting import export_provenance

    export_provenance(region, segment, as_of, form, output, evaluator, language_in(ctx))


@export.command("dmn", cls=Page)
@click.option("--as-of", type=Day(), required=True)
@click.option("-o", "--output", metavar="FILE")
@click.option("--left-out", metavar="FILE")
@language
@click.pass_context
def export_dmn(ctx: click.Context, as_of: date, output: str | None, left_out: str | None) -> None:
    from .engine.command.exporting import export_tables

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
    from .engine.command.exporting import export_blank, export_record, export_record_schema

    if as_of is not None:
        complete = export_record(as_of, organisation, output, language_in(ctx))
        ctx.exit(0 if complete else NOT_IN_ORDER)
    (export_blank if blank else export_record_schema)(output, language_in(ctx))


@main.command(cls=Page)
@click.argument("given", nargs=-1, required=True, metavar="REGION|RECORD...")
@click.option("-o", "--output", metavar="FILE", required=True)
@as_of
@evaluator
@language
@click.pass_context
def bundle(ctx: click.Context, given: tuple[str, ...], output: str, as_of: date | None, evaluator: str) -> None:
    from .engine.command.bundling import write_bundle

    write_bundle(given, output, as_of, evaluator, language_in(ctx))


@main.group(cls=Folder)
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
    from .engine.command.recording import write_record as write

    write(region, output, after, segment, as_of, evaluator, language_in(ctx))


@record.command("show", cls=Page)
@click.argument("file")
@language
@click.pass_context
def show_record(ctx: click.Context, file: str) -> None:
    from .engine.command.record_page import record_page

    click.echo(record_page(file, language_in(ctx)))


@record.command("verify", cls=Page)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--head", type=Digest())
@report_form
@language
@click.pass_context
def verify_record(ctx: click.Context, files: tuple[str, ...], head: str | None, form: str) -> None:
    from .engine.command.record_verification import verification

    text, code = verification(files, head, form, language_in(ctx))
    click.echo(text)
    ctx.exit(code)


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
