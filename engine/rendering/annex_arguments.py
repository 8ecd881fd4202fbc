"""Every argument, exclusion, contradiction and consequence: once for the region, with the segments where it weighs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..advice.entries import ConsequenceEntry, DissentEntry, ExcludedEntry
from ..advice.model import Advice, BodyAdvice
from .alternatives import told_once
from .annex import ARGUMENTS, sheet_of_annex
from .claims import ClaimRow, claim_rows, evidence_in_words, region_sources
from .consequences import KINDS, measure_line
from .elements import Block, Code, Line, Own, Paragraph, Row, Sheet, Table, capitalized, joined, words
from .errata import Errata
from .reader import Reader
from .references import Citations, SheetCitations
from .steps import direction_names


def arguments_annex(advice: Advice, citations: Citations, reader: Reader, digest: str) -> Sheet:
    """Every claim with the segments where it weighs, by instrument."""
    return _Arguments(advice, citations.on(ARGUMENTS, with_lines=False), reader).sheet(digest)


class _Arguments:
    """Rows carry the numbers of the segments; the numbers are explained at the top."""

    def __init__(self, advice: Advice, cite: SheetCitations, reader: Reader) -> None:
        self.cite, self.reader, self.errata = cite, reader, Errata(advice, reader)
        self.numbered: list[tuple[str, BodyAdvice]] = []
        for number, segment in enumerate(advice.segments, 1):
            self.numbered.append((str(number), segment))
            self.numbered += [(f"{number}{chr(ord('A') + i)}", part) for i, part in enumerate(segment.parts)]

    def sheet(self, digest: str) -> Sheet:
        named = ", ".join(f"{number} = {body.name}" for number, body in self.numbered)
        opening = (Paragraph(self.reader.line("annex.numbers", named=named)),)
        blocks = (*self._claims(), self._excluded(), self._dissent(), self._consequences())
        return sheet_of_annex(ARGUMENTS, "annex.arguments", blocks, self.reader, digest, opening)

    def _block(self, anchor: str, title: str, widths: Mapping[str, int], rows: Iterable[Row], empty: str) -> Block:
        """One table, or one sentence when there is nothing to put in it."""
        held = tuple(rows)
        if not held:
            return Block(anchor, title, (Paragraph(self.reader.line(empty)),), folded=True)
        columns = self.reader.columns("column", widths)
        return Block(anchor, title, (Table(title, columns, held),), folded=True)

    def _where(self, numbers: list[str]) -> Line:
        return words(self.reader.say("words.all") if len(numbers) == len(self.numbered) else ", ".join(numbers))

    def _cited(self, passages: Iterable[str], *rules: str) -> Line:
        """The passages, and the rules that carry the row."""
        held = tuple(passages)
        cited = self.cite.cell(held, len(held)) or (Own(),)
        return (*cited, *words(" · "), *joined([(Code(rule),) for rule in rules], ", "))

    def _claims(self) -> list[Block]:
        by_instrument: dict[str, list[ClaimRow]] = {}
        for claim in claim_rows(self.numbered):
            by_instrument.setdefault(claim.instrument, []).append(claim)
        reader, sources = self.reader, region_sources(self.reader)
        widths = {"claim": 38, "direction": 18, "step": 7, "evidence": 10, "segments": 11, "place": 16}

        def row(claim: ClaimRow) -> Row:
            return Row(
                (
                    words(reader.both(claim.text)),
                    direction_names(claim, reader),
                    words(reader.say(f"step_short.{claim.step}")),
                    words(evidence_in_words(claim, reader, sources)),
                    self._where(claim.parts),
                    self._cited(claim.passages, *claim.rules),
                )
            )

        return [
            self._with_missing(
                name,
                self._block(
                    f"argumenten-{name}",
                    capitalized(reader.instrument(name)),
                    widths,
                    (row(claim) for claim in by_instrument[name]),
                    "step.no_facts",
                ),
            )
            for name in reader.options.instruments
            if name in by_instrument
        ]

    def _with_missing(self, instrument: str, block: Block) -> Block:
        """What the sources would have said of this choice and our text of them lacks."""
        return replace(block, elements=(*self.errata.missing_for(instrument), *block.elements))

    def _excluded(self) -> Block:
        held: dict[str, tuple[list[ExcludedEntry], list[str]]] = {}
        for number, body in self.numbered:
            for entry in body.excluded:
                entries, numbers = held.setdefault(entry.rule, ([], []))
                entries.append(entry)
                numbers += [number] if number not in numbers else []
        reader = self.reader
        rows = (
            Row(
                (
                    words(reader.catalogue.listed(reader.options_in_words(_distinct(e.option for e in entries)))),
                    words(reader.both(entries[0].text)),
                    words(reader.say(f"ground_of.{entries[0].ground}")),
                    self._where(numbers),
                    self._cited(entries[0].passages, entries[0].rule),
                )
            )
            for entries, numbers in held.values()
        )
        widths = {"option": 22, "reason_out": 40, "ground": 11, "segments": 11, "place": 16}
        title = reader.say("block.exclusions")
        return self._block("argumenten-uitgesloten", title, widths, rows, "step.nothing_excluded")

    def _dissent(self) -> Block:
        pairs: dict[tuple[str, ...], tuple[DissentEntry, list[str]]] = {}
        for number, body in self.numbered:
            for entry in body.dissent:
                numbers = pairs.setdefault(told_once(entry), (entry, []))[1]
                numbers += [number] if number not in numbers else []
        reader = self.reader
        rows = (
            Row(
                (
                    words(reader.both(entry.text)),
                    words(reader.both(entry.against_text)),
                    words(self._kind(entry)),
                    self._where(numbers),
                    self._cited((*entry.passages, *entry.against_passages), entry.rule, entry.against),
                )
            )
            for entry, numbers in pairs.values()
        )
        widths = {"one": 30, "other": 30, "kind": 13, "segments": 10, "place": 17}
        return self._block("argumenten-tegenspraak", reader.say("block.dissent"), widths, rows, "dissent.none")

    def _kind(self, entry: DissentEntry) -> str:
        """How the sources differ, and which side goes first when one of them is law."""
        said = self.reader.say(f"dissent.type.{entry.type}")
        return f"{said}; {self.reader.say(f'dissent.law_short.{entry.law}')}" if entry.law else said

    def _consequences(self) -> Block:
        held: dict[str, tuple[ConsequenceEntry, list[str]]] = {}
        for number, body in self.numbered:
            for entry in body.consequences:
                held.setdefault(entry.rule, (entry, []))[1].append(number)
        reader = self.reader
        rows = (
            Row(
                (
                    words(reader.both(entry.text)),
                    measure_line(entry, reader) or words("–"),
                    words(reader.say(f"consequence.{entry.what}")),
                    self._where(numbers),
                    self._cited(entry.passages, entry.rule),
                )
            )
            for entry, numbers in sorted(held.values(), key=lambda item: KINDS.index(item[0].what))
        )
        widths = {"consequence": 38, "measure": 27, "kind": 8, "segments": 11, "place": 16}
        title = reader.say("block.all_consequences")
        return self._block("argumenten-gevolgen", title, widths, rows, "consequence.none")


def _distinct(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))
