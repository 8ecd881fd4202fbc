"""Propose a mapping from the header and the first rows of an export: a start for a person, who has to look at it."""

import re
from collections.abc import Callable, Sequence

from .exports import Export
from .headers import data_for_header, header_elsewhere, is_data
from .mapping import NOT_FOUND, Columns, Law
from .periods import PLACES
from .personal import personal_columns

HEADERS: tuple[tuple[str, str], ...] = (
    ("provider_name", r"(naam.*(aanbieder|leverancier|zorgaanbieder))|((aanbieder|leverancier|provider).*na(am|me))"),
    ("client", r"client|cliënt|pseudoniem|pseudonym|persoon"),
    ("period", r"periode|maand|period|month|datum|date|jaar|year"),
    ("law", r"^wet|\bwet\b|law|act$|domein"),
    ("municipality", r"gemeente|municipality|woonplaats"),
    ("category", r"categorie|category|perceel|lot$"),
    ("product", r"product|code|voorziening"),
    ("provider", r"aanbieder|leverancier|agb|provider|supplier"),
    ("amount", r"bedrag|amount|kosten|uitgaven|euro|spend|cost"),
    ("units", r"eenhe|aantal|units|volume|quantity|uren|hours"),
)
"""what a column is called, in the order in which they are looked for; the first that fits has it"""
LAW_WORDS: tuple[tuple[str, Law], ...] = (
    ("j", "jeugdwet"),
    ("wmo", "wmo2015"),
    ("maatsch", "wmo2015"),
    ("p", "participatiewet"),
)
MOST_PRODUCTS = 200
Say = Callable[..., str]


def suggested_mapping(export: Export, say: Say) -> str:
    """A mapping as YAML. What was not recognised stands as a question mark; ``say`` gives the remarks by their code.

    Raises UnreadableError where the first line is no header.
    """
    if not _fits(export.header):
        for error in header_elsewhere(export, lambda cells: _fits(cells) and not is_data(cells)):
            raise error
        if is_data(export.header):
            raise data_for_header(export)
    return _Suggestion(export, say).text()


class _Suggestion:
    def __init__(self, export: Export, say: Say) -> None:
        self._export, self._say = export, say
        self._sample = export.sample()
        self._personal = {held.column for held in personal_columns(export.header, self._sample)}
        self._columns = _recognised([name for name in export.header if name not in self._personal])

    def text(self) -> str:
        lines = [f"# {self._say('look')}"]
        if self._personal:
            lines.append(f"# {self._say('personal', columns=', '.join(sorted(self._personal)))}")
        lines += [
            "format: 1",
            f"region: {{id: regio, name: {_quoted(self._say('region'))}}}",
            "source: declaraties",
            "columns:",
        ]
        required = {name for name, field in Columns.model_fields.items() if field.is_required()}
        for field in Columns.model_fields:
            if field in self._columns:
                lines.append(f"  {field}: {_quoted(self._columns[field])}")
            elif field in required or (field == "product" and "category" not in self._columns):
                lines.append(f"  {field}: {_quoted(NOT_FOUND)}  # {self._say('not_found')}")
        left = [name for name in self._export.header if name not in {*self._columns.values(), *self._personal}]
        if left:
            lines.append(f"  # {self._say('left', columns=', '.join(left))}")
        return "\n".join([*lines, *self._notation(), *self._laws(), *self._segments()]) + "\n"

    def _notation(self) -> list[str]:
        values = self._values("period")
        period = next(
            (name for name, held in PLACES.items() if values and all(re.fullmatch(held.form, v) for v in values)), None
        )
        told = [
            *(f"{name}: {value}" for name, value in self._export.notation().items()),
            f"period: {period or 'yyyy-mm'}",
            *_numbers(self._values("amount")),
        ]
        return [f"notation: {{{', '.join(told)}, amounts_in: euro}}"]

    def _laws(self) -> list[str]:
        words = sorted(set(self._values("law")))
        if not words:
            return []
        known = [(word, law) for word in words[:20] if (law := _law(word)) is not None]
        return ["laws:", *(f"  {_quoted(word)}: {law}" for word, law in known or [(NOT_FOUND, "jeugdwet")])]

    def _segments(self) -> list[str]:
        """One segment for each category, or product where there is no category, that the sample holds; two for one that
        stands under both acts, since a segment has one."""
        field = "category" if "category" in self._columns else "product"
        products, laws = self._values(field), self._values("law")
        of_law: dict[str, set[str]] = {}
        for number, product in enumerate(products):
            law = _law(laws[number]) if number < len(laws) else None
            of_law.setdefault(product, set()).add(law or "jeugdwet")
        segments, lines = ["segments:"], ["products:"]
        for product, counted in sorted((p, c) for p, c in of_law.items() if p)[:MOST_PRODUCTS]:
            for act in sorted(counted):
                of_act = f"law: {act}, " if len(counted) > 1 else ""
                segment = "-".join(re.findall(r"[a-z0-9]+", product.lower()))[:50].strip("-") or "segment"
                segment += f"-{act}" if of_act else ""
                entry = f"  {segment}: {{name: {_quoted(product)}, law: {act}}}"
                if not any(line.startswith(f"  {segment}:") for line in segments) and len(segments) <= 60:
                    segments.append(entry)
                lines.append(f"  - {{{of_act}{field}: {_quoted(product)}, segment: '{segment}'}}")
        if len(segments) == 1:
            return ["segments:", f"  segment: {{name: {_quoted(self._say('segment'))}, law: jeugdwet}}"]
        return [f"# {self._say('segments')}", *segments, *(line for line in lines if _listed(line, segments))]

    def _values(self, field: str) -> list[str]:
        if field not in self._columns:
            return []
        at = self._export.header.index(self._columns[field])
        return [row[at].strip() if at < len(row) else "" for row in self._sample]


def _fits(header: Sequence[str]) -> bool:
    """Whether everything is recognised that a mapping has to name."""
    return {name for name, field in Columns.model_fields.items() if field.is_required()} <= set(_recognised(header))


def _recognised(header: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, form in HEADERS:
        for name in header:
            if name not in found.values() and re.search(form, name.lower()):
                found[field] = name
                break
    return found


def _numbers(amounts: Sequence[str]) -> list[str]:
    """The signs of decimals and thousands, from amounts that have them."""
    comma = sum(bool(re.search(r",[0-9]{1,2}-?$", amount)) for amount in amounts)
    point = sum(bool(re.search(r"\.[0-9]{1,2}-?$", amount)) for amount in amounts)
    decimal = "." if point > comma else ","
    other = "," if decimal == "." else "."
    grouped = any(re.search(rf"[0-9]\{other}[0-9]{{3}}(?![0-9])", amount) for amount in amounts)
    return [f"decimal: '{decimal}'", *([f"thousands: '{other}'"] if grouped else [])]


def _law(word: str) -> Law | None:
    return next((law for start, law in LAW_WORDS if word.strip().lower().startswith(start)), None)


def _listed(line: str, segments: Sequence[str]) -> bool:
    """Whether the segment of a line of products stands in the list, which holds sixty."""
    segment = line.rpartition("segment: ")[2].strip("'}")
    return line == "products:" or any(held.startswith(f"  {segment}:") for held in segments)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
