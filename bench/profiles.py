"""Profiles for the benches over rows, from a seeded generator: the same file for the same number and seed.

    python bench/profiles.py FILE.parquet NUMBER [--kind near|random] [--seed S]

``near``: the segments and parts of the regions in the repository in turn, about eight answers of each drawn anew.
``random``: every answer drawn. A drawn answer is unknown in three of ten, otherwise on one side or the other of a limit
that some rule holds it against, or any word that it can be.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from stuurwijzer.engine.bulk.columns import Column, number_of, number_type, unknown_column
from stuurwijzer.engine.bulk.parquet import quoted
from stuurwijzer.engine.decision.flips import Limits
from stuurwijzer.engine.decision.provider_range import READ
from stuurwijzer.engine.facts import Field, Vocabulary, flatten
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rulebase import load_rulebase
from stuurwijzer.engine.rulebase.conditions import Constant
from stuurwijzer.engine.rulebase.plan import Plan, plan_for

REGIONS = Path(__file__).resolve().parent.parent / "knowledge" / "regions"
DAY = date(2026, 11, 22)
CHUNK = 65_536
UNKNOWN, CHANGED = 0.3, 8
MADE = ("classified", "chosen")


def shipped() -> Plan:
    return plan_for(load_rulebase(), DAY)


@dataclass(frozen=True)
class Generator:
    """Columns of profiles, a chunk at a time; chunk *n* depends on the seed and on *n* alone."""

    plan: Plan
    kind: str
    seed: int

    def fields(self) -> tuple[Field, ...]:
        """Everything that rules read of a profile, and all that ranges are computed from."""
        held = Limits(self.plan)
        fields = (self.plan.vocabulary[name] for name in sorted({*held.read, *READ}))
        return tuple(f for f in fields if f.owner not in MADE)

    def chunks(self, number: int) -> Iterator[dict[str, Column]]:
        limits, fields = Limits(self.plan), self.fields()
        choices = {f.name: np.array([number_of(f, v) for v in limits.values(f)], number_type(f)) for f in fields}
        real = _real(self.plan)
        for at, first in enumerate(range(0, number, CHUNK)):
            rows, source = min(CHUNK, number - first), np.random.Generator(np.random.PCG64([self.seed, at]))
            base = (first + np.arange(rows)) % len(next(iter(real.values())).values)
            found = {}
            for field in fields:
                values = choices[field.name]
                if not len(values):  # no rule holds it against a limit
                    found[field.name] = Column(real[field.name].values[base], real[field.name].known[base])
                    continue
                drawn = Column(values[source.integers(0, len(values), rows)], source.random(rows) >= UNKNOWN)
                if self.kind == "near":
                    kept = source.random(rows) >= CHANGED / len(fields)
                    own = real[field.name]
                    drawn = Column(
                        np.where(kept, own.values[base], drawn.values), np.where(kept, own.known[base], drawn.known)
                    )
                found[field.name] = drawn
            yield found


def columns_of(vocabulary: Vocabulary, profiles: Sequence[Mapping[str, Constant]]) -> dict[str, Column]:
    """The columns of some profiles, one for every field that any of them knows."""
    columns: dict[str, Column] = {}
    for row, profile in enumerate(profiles):
        for name, value in profile.items():
            field = vocabulary[name]
            column = columns.setdefault(name, unknown_column(field, len(profiles)))
            column.values[row], column.known[row] = number_of(field, value), True
    return columns


def shipped_profiles() -> Iterator[dict[str, Constant]]:
    """The segments and parts of all regions in the repository."""
    for path in sorted(REGIONS.glob("*.yaml")):
        region = load_region(path)
        for segment, part in region.bodies():
            yield dict(flatten(region, segment, part).values)


def _real(plan: Plan) -> dict[str, Column]:
    """The shipped profiles as columns; what none of them knows is unknown."""
    bodies = list(shipped_profiles())
    asked = {name: field for name, field in plan.vocabulary.items() if field.owner not in MADE}
    return {n: unknown_column(f, len(bodies)) for n, f in asked.items()} | columns_of(plan.vocabulary, bodies)


def write(path: Path, generator: Generator, number: int) -> None:
    """The profiles as a Parquet file that ``scan`` reads."""
    import duckdb

    fields = generator.fields()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder, duckdb.connect(f"{folder}/p.duckdb") as connection:
        connection.execute("SET memory_limit = '1GB'")
        columns = ", ".join(f"{quoted(f.name)} {_type(f)}" for f in fields)
        connection.execute(f"CREATE TABLE profiles ({columns})")
        for chunk in generator.chunks(number):
            held: dict[str, Any] = {f"c{n}": np.ma.array(c.values, mask=~c.known) for n, c in enumerate(chunk.values())}
            connection.register("chunk", held)
            shown = ", ".join(_shown(f, f"c{n}") for n, f in enumerate(fields))
            connection.execute(f"INSERT INTO profiles SELECT {shown} FROM chunk")
            connection.unregister("chunk")
        connection.execute(f"COPY profiles TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def _type(field: Field) -> str:
    if field.kind == "enum":
        return "VARCHAR"
    return {"bool": "BOOLEAN", "date": "DATE"}.get(field.kind, "BIGINT")


def _shown(field: Field, column: str) -> str:
    if field.kind == "enum":
        words = ", ".join(f"'{member}'" for member in field.members)
        return f"([{words}])[{column} + 1]"
    if field.kind == "date":
        return f"strptime({column}::VARCHAR, '%Y%m%d')::DATE"
    return f"{column}::BOOLEAN" if field.kind == "bool" else column


def main() -> None:
    parser = argparse.ArgumentParser(description="Profiles for the benches over rows.")
    parser.add_argument("file", type=Path)
    parser.add_argument("number", type=int)
    parser.add_argument("--kind", choices=("near", "random"), default="near")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(asked.file, Generator(shipped(), asked.kind, asked.seed), asked.number)


if __name__ == "__main__":
    main()
