"""Options and forms that several commands share."""

from typing import Literal, get_args

import click

from ..shell import (
    Day,
    OneOf,
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
DocumentForm = Literal["docx", "pdf", "xlsx"]
DOCUMENT_FORMS = get_args(DocumentForm)

as_of = click.option("--as-of", type=Day())
evaluator = click.option("--evaluator", type=OneOf(EVALUATORS), default="durable")
after = click.option("--after", metavar="FILE")
report_form = click.option("--format", "form", type=OneOf(REPORT_FORMS), default="text")
language = language_option()
