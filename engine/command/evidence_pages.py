"""``evidence``: the map of what was measured of each option, and the records behind one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..advice.evidence import record_entry
from ..knowledge.evidence import BESIDE_OPTIONS, EFFECTS, QUALITIES, Evidence, Lead, Record, codes_for, counted
from ..knowledge.options import Options
from ..reading.validation import nearest
from ..rendering import Catalogue, load_catalogue
from ..rendering.evidence_words import direction_in_words, outcomes_listed, record_in_words
from .accounting import as_json, library
from .faults import WrongInputError
from .shell import Language
from .terms import Sheet


@dataclass(frozen=True)
class MapRow:
    """One option, family or instrument of which records speak."""

    code: str
    records: Mapping[str, Record]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Effects of which no record speaks."""
        held = {record.outcome for record in self.records.values()}
        return tuple(outcome for outcome in EFFECTS if outcome not in held)


def evidence_page(option: str | None, domestic: bool, form: str, language: Language) -> str:
    """The map, or with an option the records behind it. Raises WrongInputError when no option is called so."""
    held = library()
    evidence = domestic_only(held.evidence) if domestic else held.evidence
    pages = _Pages(held.options, evidence, load_catalogue(language), domestic)
    if option is None:
        rows = rows_of_map(evidence, held.evidence, held.options)
        return as_json(pages.map_data(rows)) if form == "json" else pages.map_text(rows)
    row = _row_for(option, held.options, evidence)
    return as_json(pages.option_data(row)) if form == "json" else pages.option_text(row)


def domestic_only(evidence: Evidence) -> Evidence:
    """What was measured in the Dutch social domain: no guidance or opinion, nothing from health care or abroad."""
    return evidence.only(name for name, record in evidence.records.items() if record.measured and not record.analogy)


def rows_of_map(evidence: Evidence, every: Evidence, options: Options) -> list[MapRow]:
    """A row for each code that any record names, in the order of the options; a record counts in each row it names."""
    order = list(options.by_code)

    def place(code: str) -> tuple[int, str]:
        held = options.expand(code)
        return (order.index(held[0]) if held else len(order), code)

    return [MapRow(code, evidence.about([code])) for code in sorted(every.named, key=place)]


def _row_for(word: str, options: Options, evidence: Evidence) -> MapRow:
    """What records say of an option and of the family and instrument around it; of a family, of all its members."""
    wanted = word.strip().lower()
    if wanted in BESIDE_OPTIONS:
        return MapRow(wanted, evidence.about([wanted]))
    named = {name.lower(): code for code, i in options.instruments.items() for name in (i.name.nl, i.name.en)}
    wanted = named.get(wanted, wanted)
    family = options.expand(wanted)
    if len(family) > 1:
        return MapRow(wanted, evidence.about({wanted, *(c for code in family for c in codes_for(code))}))
    ending = tuple(code for code in options.by_code if code.endswith(f".{wanted}"))
    found = options.find(wanted) or ending
    if len(found) == 1:
        return MapRow(found[0], evidence.about(codes_for(found[0])))
    if found:
        raise WrongInputError("ambiguous_option", found=word, known=found)
    known = [*sorted(evidence.named), *options.by_code, *options.instruments]
    raise WrongInputError("unknown_option", nearest(wanted, known), found=word, known=tuple(options.instruments))


@dataclass(frozen=True)
class _Pages:
    options: Options
    evidence: Evidence
    catalogue: Catalogue
    domestic: bool

    def _say(self, code: str, **values: str | int | tuple[str, ...]) -> str:
        return self.catalogue.say(f"effects.{code}", **values)

    def _name(self, code: str) -> str:
        """``taakgericht (funding.task)``: an option, a family, an instrument, or what stands beside the options."""
        language = self.catalogue.language
        if code in self.options.by_code:
            name = self.options.by_code[code].text.name[language]
        elif code in self.options.instruments:
            name = self.options.instruments[code].name[language]
        else:
            name = self.catalogue.first(f"families.{code}", f"effects.beside.{code}")
        return f"{name} ({code})"

    # The map

    def map_text(self, rows: list[MapRow]) -> str:
        sheet = Sheet()
        sheet.put(self._say("map.title_domestic" if self.domestic else "map.title"))
        letters = {f"{quality}": self._say(f"letter.{quality}") for quality in QUALITIES}
        sheet.put(self._say("map.legend", **letters))
        for row in rows:
            sheet.head(self._name(row.code))
            known = [
                f"{self._say(f'outcome.{outcome}')} {self._counts(counts)}"
                for outcome, counts in counted(row.records.values()).items()
            ]
            sheet.put(self._say("map.known", what="; ".join(known) or self._say("nowhere")), 1)
            self._unknown(row, sheet)
        sheet.head(self._say("map.leads"))
        for lead in self.evidence.leads:
            sheet.put(self._lead(lead), 1, "- ")
        return sheet.text()

    def _counts(self, counts: Mapping[Any, int]) -> str:
        return " ".join(f"{n}{self._say(f'letter.{quality}')}" for quality, n in counts.items() if n)

    def _unknown(self, row: MapRow, sheet: Sheet) -> None:
        if row.unknown:
            sheet.put(self._say("map.unknown", what=outcomes_listed(row.unknown, self.catalogue)), 1)

    def _lead(self, lead: Lead) -> str:
        by = [lead.organisation or "", str(lead.year or ""), lead.address or ""]
        about = ", ".join(part for part in by if part)
        return f"{lead.title}{f' ({about})' if about else ''}. {lead.why[self.catalogue.language]}"

    def map_data(self, rows: list[MapRow]) -> dict[str, Any]:
        return {
            "domestic": self.domestic,
            "records": len(self.evidence.records),
            "options": {row.code: self._row_data(row) for row in rows},
            "leads": [lead.model_dump(mode="json") for lead in self.evidence.leads],
        }

    def _row_data(self, row: MapRow) -> dict[str, Any]:
        return {"known": counted(row.records.values()), "unknown": list(row.unknown), "records": list(row.records)}

    # One option

    def option_text(self, row: MapRow) -> str:
        language, sheet = self.catalogue.language, Sheet()
        sheet.put(self._name(row.code))
        sheet.put(self._say("map.found", n=len(row.records)))
        self._unknown(row, sheet)
        for name, record in row.records.items():
            sheet.head(f"{name} · {record.title}")
            sheet.put(record_in_words(record_entry(name, record), self.catalogue), 1)
            if not record.conclusive:
                sheet.put(self._say("record.inconclusive"), 1)
            for code, direction in record.about.items():
                read = direction if record.conclusive else None
                sheet.put(f"{self._name(code)}: {direction_in_words(record.outcome, read, self.catalogue)}", 1)
            sheet.put(record.statement[language], 1)
            sheet.put(self._say("record.condition", text=record.condition[language]), 1)
            sheet.put(self._say("record.limits", text=record.limits[language]), 1)
            sheet.put(record.address, 1)
        return sheet.text()

    def option_data(self, row: MapRow) -> dict[str, Any]:
        records = {name: record.model_dump(mode="json") for name, record in row.records.items()}
        return {"domestic": self.domestic, "option": row.code, **self._row_data(row), "records": records}
