"""The commands on the rules. What a command needs is imported when it runs."""

from datetime import date

import click

from ..option_types import OneOf, Whole
from ..shell import NOT_IN_ORDER, Folder, Page, language_in
from .common import as_of, language, report_form, told


@click.group(cls=Folder)
@language
def rules() -> None:
    pass


@rules.command(cls=Page)
@click.argument("rule_id", metavar="ID")
@language
@click.pass_context
def show(ctx: click.Context, rule_id: str) -> None:
    from ..rule_pages import rule_page

    click.echo(rule_page(rule_id, language_in(ctx)))


@rules.command("judgements", cls=Page)
@report_form
@language
@click.pass_context
def list_judgements(ctx: click.Context, form: str) -> None:
    from ..judgements import judgements

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
    from ..rule_coverage import coverage_report

    told(ctx, *coverage_report(regions, rule, at_least, form, language_in(ctx)))


@rules.command("diff", cls=Page)
@click.argument("old")
@click.argument("new")
@click.option("--exit-code", is_flag=True)
@report_form
@language
@click.pass_context
def diff_rules(ctx: click.Context, old: str, new: str, exit_code: bool, form: str) -> None:
    from ..rule_diff import rules_diff

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
    from ..rule_impact import rules_impact

    text, differs = rules_impact(old, new, regions, as_of, form, language_in(ctx))
    click.echo(text)
    ctx.exit(NOT_IN_ORDER if differs and exit_code else 0)


@rules.command("list", cls=Page)
@click.option("--instrument", metavar="NAME")
@language
@click.pass_context
def list_rules(ctx: click.Context, instrument: str | None) -> None:
    from ..rule_pages import rule_list

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
    from ..rule_check import check_report

    told(ctx, *check_report(folder, as_of, stale, fail_on, whole, form, language_in(ctx)))
