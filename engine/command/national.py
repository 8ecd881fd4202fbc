"""``scan --demo``: generated profiles in the number of all municipalities and segments, advised on and drawn.

Every output says that it is generated: the name of each file, the id of each row, the page, its pictures and tables.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from ..demo_data.profiles import MUNICIPALITIES, columns_of, write_profiles
from ..demo_data.region import SEGMENTS
from ..rendering import load_catalogue
from ..rendering.reader import DECISION_OF
from ..rulebase.plan import plan_for
from .faults import WrongInputError
from .national_page import Tally, national_page
from .opening import rulebase
from .output import make_folder, refuse_existing, write_files
from .shell import Language

PROFILES, ADVICE, PAGE = "synthetic-profiles.parquet", "synthetic-advice.parquet", "synthetic-advice.html"


def scan_demo(folder: str, as_of: date, seed: int, language: Language) -> None:
    """Write profiles, their advice and a page with tables and pictures. Raises WrongInputError and OurFaultError."""
    try:
        import duckdb

        from ..bulk.scan import scan
        from ..demo_data.parquet import typed_parquet
    except ImportError:
        raise WrongInputError("bulk_missing") from None
    target = Path(folder)
    for name in (PROFILES, ADVICE, PAGE):
        refuse_existing(target / name)
    plan = plan_for(rulebase(), as_of)
    make_folder(target)
    try:
        with tempfile.TemporaryDirectory(prefix=".scan-", dir=target) as beside:
            csv, profiles, advice = (Path(beside).resolve() / name for name in ("profiles.csv", PROFILES, ADVICE))
            rows = write_profiles(csv, plan.vocabulary, seed)
            typed_parquet(csv, profiles, columns_of(plan.vocabulary))
            scan(plan, profiles, PROFILES, advice, False, lambda _done, _all: None)
            tallies = _tallies(advice)
            os.replace(profiles, target / PROFILES)
            os.replace(advice, target / ADVICE)
    except OSError as error:
        raise WrongInputError("not_written", path=folder, reason=error.strerror or str(error)) from None
    except duckdb.Error as error:
        raise WrongInputError("not_written", path=folder, reason=str(error).partition("\n")[0]) from None
    write_files(target, {PAGE: national_page(tallies, MUNICIPALITIES, as_of, seed, language)})
    said = load_catalogue(language).say("command.national.written", n=rows, folder=folder)
    click.echo(said, err=True)


def _tallies(advice: Path) -> Mapping[str, Tally]:
    """By instrument and segment: how many profiles get which option; None stands for no choice."""
    import duckdb

    names = {segment.id: segment.name for segment in SEGMENTS}
    columns = ", ".join(f'"{name}"' for name in DECISION_OF.values())
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        rows = connection.execute(f"SELECT id, {columns} FROM read_parquet(?) ORDER BY row", [str(advice)]).fetchall()
    tallies: dict[str, dict[str, Counter[str | None]]] = {}
    for id, *chosen in rows:
        segment = names[id.partition("/")[2]]
        for name, option in zip(DECISION_OF.values(), chosen, strict=True):
            tallies.setdefault(name, {}).setdefault(segment, Counter())[option] += 1
    return tallies
