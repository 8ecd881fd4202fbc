"""``export``: the rules and the advice in formats that other programs read."""

from datetime import date
from pathlib import Path

import click

from ... import __version__
from ..advice.assemble import stamp_of
from ..formats.algorithm_register import file_to_fill_in, program_part
from ..formats.dmn import dmn_text
from ..formats.left_out import left_out_report
from ..formats.register_record import OrganisationPart, open_fields, record_data, record_schema
from ..formats.tables import tables_of
from ..reading import read_document, validate
from ..rendering import load_catalogue
from ..rulebase.plan import plan_for
from .accounting import as_json
from .advising import advise_case
from .faults import WrongInputError
from .opening import known_segment, open_case, rulebase
from .output import refuse_existing, write_file
from .shell import Language


def export_tables(as_of: date, output: str | None, left_out: str | None, language: Language) -> None:
    """Write the rules in force on a day as decision tables, and what these leave out to a file of its own."""
    catalogue = load_catalogue(language)
    tables = tables_of(plan_for(rulebase(), as_of))
    text = dmn_text(tables, stamp_of(tables.plan), catalogue)
    files = {} if left_out is None else {left_out: as_json(left_out_report(tables, catalogue)) + "\n"}
    _put(text, output, files, language)


def export_provenance(
    region: str,
    segment: str | None,
    as_of: date | None,
    form: str | None,
    output: str | None,
    evaluator: str,
    language: Language,
) -> None:
    """Write from what an advice was derived, as PROV-JSON or PROV-N."""
    try:
        from ..formats.provenance import provenance_of
    except ImportError:
        raise WrongInputError("prov_missing") from None
    case = open_case(region, as_of)
    if segment is not None:
        known_segment(case.region, segment)
    advice = advise_case(case, segment, evaluator, language)
    graph = provenance_of(advice, case.region, case.plan, __version__, language)
    chosen = form or ("provn" if str(output).endswith(".provn") else "json")
    _put(graph.as_provn() if chosen == "provn" else graph.as_json(), output, {}, language)


def export_blank(output: str | None, language: Language) -> None:
    """Print the file with what only the organisation knows, or write it to a file that is not there yet."""
    if output not in (None, "-"):
        refuse_existing(Path(str(output)))
    _put(file_to_fill_in(load_catalogue(language)), output, {}, language)


def export_record_schema(output: str | None, language: Language) -> None:
    """Write the JSON Schema of a whole record."""
    _put(f"{as_json(record_schema())}\n", output, {}, language)


def export_record(as_of: date, organisation: str | None, output: str | None, language: Language) -> bool:
    """Write the record of the algorithm register; what the organisation has not filled in is open.

    Returns whether everything that the standard demands is filled in.
    """
    catalogue = load_catalogue(language)
    filled = None if organisation is None else validate(OrganisationPart, read_document(Path(organisation)))
    plan = plan_for(rulebase(), as_of)
    program = program_part(plan, stamp_of(plan), __version__, catalogue)
    _put(as_json(record_data(program, filled)) + "\n", output, {}, language)
    left = open_fields(filled)
    for code, fields in (
        ("still_open", tuple(name for name, demanded in left if demanded)),
        ("may_be_open", tuple(name for name, demanded in left if not demanded)),
    ):
        if fields:
            click.echo(catalogue.say(f"formats.register.{code}", fields=fields), err=True)
    if program.lang != "nld":
        click.echo(catalogue.say("formats.register.reading_copy"), err=True)
    return filled is not None


def _put(text: str, output: str | None, beside: dict[str, str], language: Language) -> None:
    """Print a text or write it to a file, and write what goes beside it."""
    if output in beside:
        raise WrongInputError("one_file_for_two", path=str(output))
    written = {} if output in (None, "-") else {str(output): text}
    for path, content in {**written, **beside}.items():
        write_file(Path(path), content)
        click.echo(load_catalogue(language).say("command.notes.written", path=path), err=True)
    if not written:
        click.echo(text, nl=False)
