"""``export``: the rules and the advice in formats that other programs read."""

from datetime import date
from pathlib import Path

import click

from ... import __version__
from ..advice.assemble import stamp_of
from ..formats.dmn import dmn_text
from ..formats.left_out import left_out_report
from ..formats.tables import tables_of
from ..rendering import load_catalogue
from ..rulebase.plan import plan_for
from .accounting import as_json
from .advising import advise_case, known_segment, open_case, rulebase
from .faults import WrongInputError
from .output import write_file
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
