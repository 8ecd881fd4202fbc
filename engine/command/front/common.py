"""Options and forms that several commands share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from ..option_types import Day, MisusedError, OneOf, Whole
from ..shell import NOT_IN_ORDER, language_option

if TYPE_CHECKING:
    from ..robust_advice import Drawing

FORMS = ("text", "md", "html", "json")
REPORT_FORMS = ("text", "json")
PROV_FORMS = ("json", "provn")
MAP_FORMS = ("text", "svg", "json")
PLAN_FORMS = (*FORMS, "svg")
DATA_FORMS = ("csv", "parquet")
EVALUATORS = ("durable", "reference")
Paper = Literal["segments", "strategy", "college", "council"]
PAPERS = get_args(Paper)
DocumentForm = Literal["docx", "pdf", "xlsx", "slides"]
DOCUMENT_FORMS = get_args(DocumentForm)

as_of = click.option("--as-of", type=Day())
evaluator = click.option("--evaluator", type=OneOf(EVALUATORS), default="durable")
after = click.option("--after", metavar="FILE")
report_form = click.option("--format", "form", type=OneOf(REPORT_FORMS), default="text")
language = language_option()

MOST_DRAWS, DRAWS, SEED = 1_000_000, 2_000, 1
draws = click.option("--draws", type=Whole(1, MOST_DRAWS), metavar="N")
seed = click.option("--seed", type=Whole(0, 2**32 - 1), metavar="N")


def robust(command: Callable[..., Any]) -> Callable[..., Any]:
    """The three options of an advice that may carry the outcome of draws."""
    return click.option("--robustness", is_flag=True)(draws(seed(command)))


def drawing_of(ctx: click.Context, robustness: bool, draws: int | None, seed: int | None) -> "Drawing | None":
    """The draws that are asked for; None without ``--robustness``, with which the two others go."""
    if not robustness:
        if draws is not None or seed is not None:
            raise MisusedError("draws_need_robustness", ctx)
        return None
    from ..robust_advice import Drawing

    return Drawing(DRAWS if draws is None else draws, SEED if seed is None else seed)


def told(ctx: click.Context, text: str, in_order: bool) -> None:
    """Print what a command that checks something has to say, and end with what it found."""
    click.echo(text)
    ctx.exit(0 if in_order else NOT_IN_ORDER)
