"""``demo-data``: generated declarations, the mapping that reads them and the known answers, in a folder."""

import os
import tempfile
from pathlib import Path

import click

from ..demo_data.writing import answers_text, mapping_text, write_demo
from ..rendering import load_catalogue
from .faults import WrongInputError
from .output import make_folder, refuse_existing, write_files
from .progress import progress
from .shell import Language


def write_demo_data(folder: str, rows: int, seed: int, form: str, language: Language) -> None:
    """Write ``declarations``, ``mapping.yaml`` and ``answers.json``. Raises WrongInputError."""
    target = Path(folder)
    declarations = target / f"declarations.{form}"
    for path in (declarations, target / "mapping.yaml", target / "answers.json"):
        refuse_existing(path)
    make_folder(target)
    try:
        with tempfile.TemporaryDirectory(prefix=".demo-", dir=target) as beside:
            made, csv = Path(beside) / declarations.name, Path(beside) / "declarations.csv"
            with progress(rows) as reached:
                known = write_demo(csv, rows, seed, reached)
            if form == "parquet":
                _as_parquet(csv, made)
            os.replace(made, declarations)
    except OSError as error:
        raise WrongInputError("not_written", path=folder, reason=error.strerror or str(error)) from None
    write_files(target, {"mapping.yaml": mapping_text(), "answers.json": answers_text(known)})
    said = load_catalogue(language).say("declarations.demo_written", n=rows, path=str(declarations), folder=str(target))
    click.echo(said, err=True)


def _as_parquet(csv: Path, made: Path) -> None:
    from ..demo_data.parquet import as_parquet

    try:
        as_parquet(csv, made)
    except ImportError:
        raise WrongInputError("market_missing") from None
