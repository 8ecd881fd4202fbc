"""The figures of ``stuurwijzer market`` on generated declarations as an analyst would make them with other tools.

    python market_peers.py duckdb|pandas|polars FILE [figures]

Runs in an environment of its own (``make peers``) and prints tables of figures as JSON: those of the market, and
those of the findings unless only ``figures`` are asked. A row is taken to be good: nothing is checked or refused.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SEGMENTS = {
    ("WMO", "W02"): "wmo-begeleiding",
    ("WMO", "W07"): "wmo-dagbesteding",
    ("WMO", "W04"): "wmo-kortdurend-verblijf",
    ("JW", "J45"): "jeugd-begeleiding",
    ("JW", "J54"): "jeugd-behandeling",
    ("JW", "J44"): "jeugd-logeren",
    ("JW", "J43"): "jeugd-wonen",
    ("JW", "J42"): "jeugd-wonen-met-behandeling",
}
"""as the mapping of the generated declarations has it"""
NAMES = {
    "wet": "law",
    "gemeente": "municipality",
    "productcategorie": "category",
    "productcode": "product",
    "aanbieder": "provider",
    "aanbiedernaam": "provider_name",
    "client": "client",
}
FACTS = ("year", "month", "law", "municipality", "category", "product", "provider")
ALIKE = ("client", "year", "month", "category", "product", "provider", "cents", "units")
PRODUCT = ["year", "law", "category", "product"]
LEVELS = (("law", "segment", "municipality"), ("law", "segment"), ("law",), ())
Tables = Mapping[str, Iterable[Iterable[Any]]]


def statements() -> dict[str, tuple[str, str]]:
    """The raw SQL by name: the part it belongs to, and the statement."""
    part, found = "", {}
    text = Path(__file__).with_name("market.sql").read_text(encoding="utf-8")
    for piece in re.split(r"(?m)^-- (?=part:|name:)", text)[1:]:
        kind, _, rest = piece.partition(": ")
        name, _, statement = rest.partition("\n")
        if kind == "part":
            part = name.strip()
        else:
            found[name.strip()] = (part, statement.strip())
    return found


def with_duckdb(path: str, findings: bool) -> Tables:
    import duckdb

    columns = ", ".join(f"{name} AS {ours}" for name, ours in NAMES.items()) + (
        ", CAST(substr(periode, 1, 4) AS INTEGER) AS year, CAST(substr(periode, 6, 2) AS INTEGER) AS month"
        ", CAST(bedrag * 100 AS BIGINT) AS cents, CAST(eenheden AS BIGINT) AS units"
    )
    connection = duckdb.connect(config={"memory_limit": "2000MB"})
    connection.execute("SET enable_progress_bar = false")
    if path.endswith(".csv"):
        kinds = "{'bedrag': 'DECIMAL(14,2)', 'eenheden': 'INTEGER'}"
        rows = f"read_csv('{path}', delim = ';', decimal_separator = ',', header = true, types = {kinds})"
        made = f"CREATE TEMP TABLE declaration AS SELECT row_number() OVER () + 1 AS line, {columns} FROM {rows}"
    else:
        rows = f"read_parquet('{path}', file_row_number = true)"
        made = f"CREATE TEMP VIEW declaration AS SELECT file_row_number + 1 AS line, {columns} FROM {rows}"
    connection.execute(made)
    found = {}
    for name, (part, statement) in statements().items():
        if part == "findings" and not findings:
            continue
        result = connection.execute(statement)
        if not statement.startswith("CREATE"):
            found[name] = result.fetchall()
        elif name == "segment":
            connection.executemany("INSERT INTO segment VALUES (?, ?, ?)", [(*key, s) for key, s in SEGMENTS.items()])
    return found


def with_pandas(path: str, findings: bool) -> Tables:
    import pandas as pd

    frame = pd.read_csv(path, sep=";", decimal=",") if path.endswith(".csv") else pd.read_parquet(path)
    frame = frame.rename(columns=NAMES)
    for name in (*NAMES.values(), "periode"):
        frame[name] = frame[name].astype("category")
    for name, (start, end) in {"year": (0, 4), "month": (5, 7)}.items():
        parts = pd.Series(frame["periode"].cat.categories.str[start:end].astype(int))
        frame[name] = parts.to_numpy()[frame["periode"].cat.codes]
    frame["cents"] = (frame["bedrag"].astype(float) * 100).round().astype("int64")
    frame["units"] = frame["eenheden"].astype("int64")
    frame = frame.drop(columns=["periode", "bedrag", "eenheden"])
    group: dict[str, Any] = {"observed": True, "sort": False}
    frame["below"], frame["is_below"] = frame["cents"].clip(upper=0), frame["cents"] < 0
    cell = frame.groupby(list(FACTS), **group)[["cents", "units", "below", "is_below"]].sum().reset_index()
    used = frame.groupby(["year", "law", "municipality", "category", "client"], **group)["cents"].sum().reset_index()
    for table in (cell, used):
        keys = zip(table["law"].astype(str), table["category"].astype(str), strict=True)
        table["segment"] = [SEGMENTS.get(key, "") for key in keys]
        table["segment"] = table["segment"].astype("category")

    def summed(*by: str) -> Any:
        return cell.groupby(["year", *by], **group)["cents"].sum().reset_index().to_numpy().tolist()

    places = cell.groupby(["year", "law", "segment", "municipality"], **group)
    places = places.agg(cents=("cents", "sum"), providers=("provider", "nunique")).reset_index()
    persons: list[list[Any]] = []
    for level in LEVELS:
        counted = used.groupby(["year", *level], **group)["client"].nunique().reset_index().to_numpy().tolist()
        persons += [[*row[:-1], *[None] * (3 - len(level)), row[-1]] for row in counted]
    loose = cell[cell["segment"] == ""].groupby(["law", "category", "product"], **group)["cents"].sum()
    found = {
        "by_provider": summed("law", "segment", "provider"),
        "by_month": summed("month", "law", "segment", "municipality"),
        "by_municipality": places.to_numpy().tolist(),
        "unmapped": loose.reset_index().to_numpy().tolist(),
        "persons": persons,
    }
    if not findings:
        return found
    first = 2 if path.endswith(".csv") else 1
    names = frame.groupby(["provider", "provider_name"], **group)["cents"].sum()
    below = frame.loc[frame["is_below"], "cents"].head(10)
    twice = frame["cents"].ne(0) & frame.duplicated(subset=list(ALIKE))
    priced = cell[(cell["units"] > 0) & (cell["cents"] > 0)]
    each = (priced["cents"] * 1000 // priced["units"]).groupby([priced[name] for name in PRODUCT], observed=True)
    price = pd.DataFrame({"usual": each.quantile(0.5, interpolation="lower"), "cells": each.size()}).reset_index()
    rows = frame.loc[(frame["units"] > 0) & (frame["cents"] > 0), [*PRODUCT, "cents", "units"]]
    rows["line"] = rows.index + first
    rows = rows.merge(price[price["cells"] >= 5], on=PRODUCT)
    far = rows[
        (rows["cents"] * 1000 >= rows["usual"] * rows["units"] * 20)
        | (rows["cents"] * 20_000 <= rows["usual"] * rows["units"])
    ]
    told = far.groupby(["year", "category", "product"], **group)
    person = used[used["segment"] != ""].groupby(["year", "segment", "client"], **group)["cents"].sum().reset_index()
    some = person[person["cents"] > 0].groupby(["year", "segment"], **group)["cents"]
    middle = pd.DataFrame({"usual": some.quantile(0.5, interpolation="lower"), "clients": some.size()}).reset_index()
    person = person.merge(middle[middle["clients"] >= 30], on=["year", "segment"])
    costly = person[person["cents"] >= person["usual"] * 25].groupby(["year", "segment", "usual"], **group)["cents"]
    return found | {
        "names": names.reset_index().to_numpy().tolist(),
        "negative": [[cell["is_below"].sum(), cell["below"].sum()]],
        "negative_rows": [[line + first, cents] for line, cents in below.items()],
        "twice": [[twice.sum(), frame.loc[twice, "cents"].sum(), [n + first for n in frame.index[twice][:10]]]],
        "far_off": [[*key, len(held), held["cents"].sum(), held["line"].head(10).tolist()] for key, held in told],
        "costly": [[*key[:2], len(held), held.sum(), key[2]] for key, held in costly],
    }


def with_polars(path: str, findings: bool) -> Tables:
    import polars as pl

    if path.endswith(".csv"):
        frame = pl.scan_csv(path, separator=";", decimal_comma=True, schema_overrides={"bedrag": pl.Float64})
        cents = (pl.col("bedrag") * 100).round().cast(pl.Int64)
    else:
        frame = pl.scan_parquet(path)
        cents = (pl.col("bedrag") * 100).cast(pl.Int64)
    first = 2 if path.endswith(".csv") else 1
    rows = frame.with_row_index("line", offset=first).select(
        pl.col("line").cast(pl.Int64),
        *(pl.col(name).alias(ours) for name, ours in NAMES.items()),
        pl.col("periode").str.slice(0, 4).cast(pl.Int32).alias("year"),
        pl.col("periode").str.slice(5, 2).cast(pl.Int32).alias("month"),
        cents.alias("cents"),
        pl.col("eenheden").cast(pl.Int64).alias("units"),
    )
    total, below = pl.col("cents").sum(), pl.col("cents").filter(pl.col("cents") < 0)
    segments = pl.LazyFrame([(*key, s) for key, s in SEGMENTS.items()], ["law", "category", "segment"], orient="row")

    def with_segment(table: Any) -> Any:
        return (
            table.lazy()
            .join(segments, on=["law", "category"], how="left")
            .with_columns(pl.col("segment").fill_null(""))
        )

    cell = with_segment(
        rows.group_by(FACTS)
        .agg(total, pl.col("units").sum(), below.sum().alias("below"), below.len().alias("many_below"))
        .collect(engine="streaming")
    ).collect()
    used = with_segment(
        rows.group_by("year", "law", "municipality", "category", "client").agg(total).collect(engine="streaming")
    ).collect()

    def summed(*by: str) -> Any:
        return cell.group_by("year", *by).agg(total).rows()

    persons: list[tuple[Any, ...]] = []
    for level in LEVELS:
        counted = used.group_by("year", *level).agg(pl.col("client").n_unique()).rows()
        persons += [(*row[:-1], *[None] * (3 - len(level)), row[-1]) for row in counted]
    places = cell.group_by("year", "law", "segment", "municipality").agg(total, pl.col("provider").n_unique())
    found = {
        "by_provider": summed("law", "segment", "provider"),
        "by_month": summed("month", "law", "segment", "municipality"),
        "by_municipality": places.rows(),
        "unmapped": cell.filter(pl.col("segment") == "").group_by("law", "category", "product").agg(total).rows(),
        "persons": persons,
    }
    if not findings:
        return found
    names = rows.group_by("provider", "provider_name").agg(total).collect(engine="streaming")
    negative = rows.filter(pl.col("cents") < 0).select("line", "cents").head(10).collect(engine="streaming")
    twice = (
        rows.filter(pl.col("cents") != 0)
        .group_by(ALIKE)
        .agg(pl.col("line").max(), (pl.len() - 1).alias("more"))
        .filter(pl.col("more") > 0)
        .collect(engine="streaming")
    )
    each = pl.col("cents") * 1000 // pl.col("units")
    price = (
        cell.filter((pl.col("units") > 0) & (pl.col("cents") > 0))
        .group_by(PRODUCT)
        .agg(each.quantile(0.5, "lower").cast(pl.Int64).alias("usual"), pl.len().alias("cells"))
        .filter(pl.col("cells") >= 5)
    )
    far = (
        rows.filter((pl.col("units") > 0) & (pl.col("cents") > 0))
        .join(price.lazy(), on=PRODUCT)
        .filter(
            (pl.col("cents") * 1000 >= pl.col("usual") * pl.col("units") * 20)
            | (pl.col("cents") * 20_000 <= pl.col("usual") * pl.col("units"))
        )
        .group_by("year", "category", "product")
        .agg(pl.len(), total, pl.col("line").sort().head(10))
        .collect(engine="streaming")
    )
    person = used.filter(pl.col("segment") != "").group_by("year", "segment", "client").agg(total)
    middle = (
        person.filter(pl.col("cents") > 0)
        .group_by("year", "segment")
        .agg(pl.col("cents").quantile(0.5, "lower").cast(pl.Int64).alias("usual"), pl.len().alias("clients"))
        .filter(pl.col("clients") >= 30)
    )
    costly = (
        person.join(middle, on=["year", "segment"])
        .filter(pl.col("cents") >= pl.col("usual") * 25)
        .group_by("year", "segment", "usual")
        .agg(pl.len(), total)
        .select("year", "segment", "len", "cents", "usual")
    )
    more = int(twice["more"].sum())
    return found | {
        "names": names.rows(),
        "negative": [[cell["many_below"].sum(), cell["below"].sum()]],
        "negative_rows": negative.rows(),
        "twice": [[more, (twice["more"] * twice["cents"]).sum(), sorted(twice["line"].to_list())[:10]]],
        "far_off": far.rows(),
        "costly": costly.rows(),
    }


def in_one_form(found: Tables) -> dict[str, list[list[Any]]]:
    """Figures in an order that does not depend on the tool."""
    return {name: sorted(([_cell(cell) for cell in row] for row in rows), key=str) for name, rows in found.items()}


def _cell(cell: Any) -> Any:
    if cell is None or isinstance(cell, str):
        return cell
    return [_cell(held) for held in cell] if isinstance(cell, list) else int(cell)


if __name__ == "__main__":
    tools = {"duckdb": with_duckdb, "pandas": with_pandas, "polars": with_polars}
    tables = tools[sys.argv[1]](sys.argv[2], "figures" not in sys.argv[3:])
    json.dump(in_one_form(tables), sys.stdout)
