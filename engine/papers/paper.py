"""What a paper is, what each one needs to be made, and the values that a template can ask for by name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..advice.canonical import digest
from ..advice.model import Advice
from ..rendering.annex import rulebase_block
from ..rendering.catalogue import load_catalogue
from ..rendering.document import DIGEST_SHOWN, page_labels
from ..rendering.elements import Block, Document, Items, Link, Sheet, plain, words
from ..rendering.glossary import with_own_names
from ..rendering.numbers import Language, day
from ..rendering.provenance import PROVENANCE, Provenance
from ..rendering.reader import Reader, load_options
from ..rendering.references import Citations
from ..rendering.sheet import foot, stand_line
from ..rendering.sources import SOURCES, sources_sheet

PaperName = Literal["segments", "strategy", "college", "council"]
PAPERS: tuple[PaperName, ...] = ("segments", "strategy", "college", "council")
FIELDS = ("title", "stand", "foot", "region", "as_of", "start", "addressee", "digest", "record")
"""the values that a template can print anywhere"""
ANNEXES = {PROVENANCE: "provenance", SOURCES: "sources"}
"""the sheets that a paper ends with, by what a template calls them"""
CONTENTS = "inhoudsopgave"


@dataclass(frozen=True)
class Paper:
    """One paper. ``deepest`` is the level down to which its table of contents goes; ``as_of`` is an ISO date."""

    document: Document
    as_of: str
    deepest: int
    fields: Mapping[str, str]


class Making:
    """What the parts of one paper share: words, references and what they lead to."""

    def __init__(self, advice: Advice, language: Language, head: str) -> None:
        self.catalogue = load_catalogue(language)
        self.reader = Reader(advice, language, self.catalogue, load_options(), head)
        self.citations = Citations.of(advice, self.catalogue)
        self.provenance = Provenance(self.reader)
        self.stamp = digest(advice)[:DIGEST_SHOWN]

    @property
    def advice(self) -> Advice:
        return self.reader.advice

    def sources(self, sheets: list[Sheet]) -> Sheet:
        """The list of what these sheets cite and of nothing else, and by which rules and record the paper was made.

        Where the paper explains rules, a passage names those among them that use it; the whole advice names all.
        """
        told = {rule for rule, _ in self.provenance.listed()}
        cited = []
        for source in self.advice.sources:
            passages = {
                name: held.model_copy(update={"used_by": tuple(r for r in held.used_by if not told or r in told)})
                for name, held in source.passages.items()
                if name in self.citations.used
            }
            if passages:
                cited.append(source.model_copy(update={"passages": passages}))
        own = self.advice.model_copy(update={"sources": tuple(cited)})
        names = {sheet.id: sheet.title for sheet in sheets}
        made = sources_sheet(own, self.citations, self.reader, self.stamp, names)
        return replace(made, blocks=(*made.blocks, rulebase_block(self.advice, self.reader)))

    def paper(self, title: str, sheets: list[Sheet], deepest: int) -> Paper:
        """The sheets as a paper, with the annex of provenance where rules are referred to, and the source list."""
        reader, stamp = self.reader, self.advice.region
        annexes = self.provenance.sheets(self.citations, self.stamp)
        held = [*with_own_names(sheets, reader), *annexes]
        held.append(self.sources(held))
        document = Document(reader.language, title, tuple(held), page_labels(self.catalogue))
        fields = {
            "title": title,
            "stand": plain(stand_line(reader, "papers.paper")),
            "foot": foot(reader, title, self.stamp),
            "region": stamp.name,
            "as_of": day(self.advice.as_of, reader.language),
            "start": day(stamp.start, reader.language) if stamp.start else "",
            "addressee": stamp.addressee or "",
            "digest": digest(self.advice),
            "record": reader.head,
        }
        return Paper(document, self.advice.as_of, deepest, fields)


def document_of_paper(paper: Paper) -> Document:
    """The document with what a template prints around it: title and stand, contents, and the foot of its chapters."""
    document = paper.document
    sheets = [replace(held, foot=paper.fields["foot"]) if held.kind == "chapter" else held for held in document.sheets]
    if sheets[0].title != document.title:
        front = Sheet("voorblad", document.title, "chapter", (), None, (), (), paper.fields["foot"])
        sheets.insert(0, front)
    opened = replace(sheets[0], stand=words(paper.fields["stand"]))
    others = sheets[1:]
    if any(held.kind != "annex" for held in others):
        titles = tuple((Link(held.id, held.title, lang=held.lang),) for held in others)
        contents = Block(CONTENTS, document.labels["contents"], (Items(titles, signed=True),))
        opened = replace(opened, blocks=(contents, *opened.blocks))
    return replace(document, sheets=(opened, *others))
