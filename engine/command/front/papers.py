"""The commands on papers to hand in. What a command needs is imported when it runs."""

from datetime import date

import click

from ..option_types import MisusedError, OneOf
from ..shell import Folder, Page, language_in
from .common import (
    DOCUMENT_FORMS,
    PAPERS,
    DocumentForm,
    Paper,
    after,
    as_of,
    drawing_of,
    evaluator,
    language,
    robust,
    told,
)


@click.command(cls=Page)
@click.argument("region")
@click.option("--out-dir", metavar="FOLDER", required=True)
@click.option("--document", "documents", type=OneOf(PAPERS), multiple=True)
@click.option("--format", "forms", type=OneOf(DOCUMENT_FORMS), multiple=True)
@click.option("--template", metavar="FILE")
@click.option("--segment", metavar="ID")
@as_of
@click.option("--record", metavar="FILE")
@after
@click.option("--force", is_flag=True)
@robust
@evaluator
@language
@click.pass_context
def papers(
    ctx: click.Context,
    region: str,
    out_dir: str,
    documents: tuple[Paper, ...],
    forms: tuple[DocumentForm, ...],
    template: str | None,
    segment: str | None,
    as_of: date | None,
    record: str | None,
    after: str | None,
    force: bool,
    robustness: bool,
    draws: int | None,
    seed: int | None,
    evaluator: str,
) -> None:
    if after and not record:
        raise MisusedError("after_needs_record", ctx)
    if record and robustness:
        raise MisusedError("record_without_draws", ctx)
    from ..paper_files import Asked, write_papers

    asked = Asked(region, segment, as_of, record, after, evaluator, drawing_of(ctx, robustness, draws, seed))
    write_papers(asked, out_dir, documents, forms, template, force, language_in(ctx))


@click.group(cls=Folder)
@language
def template() -> None:
    pass


@template.command("check", cls=Page)
@click.argument("file")
@language
@click.pass_context
def check_template(ctx: click.Context, file: str) -> None:
    from ..template_check import template_report

    told(ctx, *template_report(file, language_in(ctx)))


@template.command("write", cls=Page)
@click.option("-o", "--output", metavar="FILE", required=True)
@language
@click.pass_context
def write_template(ctx: click.Context, output: str) -> None:
    from ..paper_files import write_template as write

    write(output, language_in(ctx))
