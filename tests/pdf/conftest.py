"""One small document with all that a tag can be wrong about, and the papers of the reference region."""

from functools import cache

from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.paper import PaperName, document_of_paper
from stuurwijzer.engine.pictures import Drawing
from stuurwijzer.engine.pictures.shapes import Box, Label
from stuurwijzer.engine.rendering.elements import (
    Block,
    Column,
    Definition,
    Definitions,
    Document,
    Items,
    Link,
    Paragraph,
    Row,
    Sheet,
    Sign,
    Table,
    Words,
    words,
)
from stuurwijzer.engine.rendering.numbers import Language

from ..conftest import advice_on

DAY = "2021-07-01"
ROWS = 90
"""of the table, so that it takes two pages"""
SMALL_TABLE = Table(
    "Aanbieders naar gebied",
    (Column(words("Gebied")), Column(words("Aantal"), right=True)),
    tuple(Row((words(f"gebied {number}"), words(str(number)))) for number in range(ROWS)),
)
PICTURE = Drawing(
    "plaat",
    "Twee vlakken naast elkaar.",
    "Links 10, rechts 20.",
    4000,
    1000,
    (Box(0, 0, 900, 900), Label(0, 950, "10 ◇")),
)


def small_document(language: Language = "nl") -> Document:
    """Two sheets: a table over two pages, a picture, a list, a sign, a foreign word, and a list of passages."""
    elements = (
        Paragraph((Words("Een ", ""), Words("framework", "en"), *words(" en een teken "), Sign("leaning"))),
        PICTURE,
        Items((words("eerste"), (Link("bron-1", "naar de bron", "bron 1, regels 3 tot 4"),))),
        SMALL_TABLE,
    )
    first = Sheet("een", "Kleine proef", "chapter", (), None, (), (Block("b", "Cijfers", elements),), "voet een")
    passages = Definitions((Definition("bron-1", "BRON-1", (words("wat er staat"), words("gebruikt in 1"))),))
    second = Sheet("twee", "Bronnen", "annex", (), None, (), (Block("c", "Document", (passages,)),), "voet twee")
    return Document(language, "Kleine proef", (first, second), {"contents": "Bladen", "skip": "Naar de inhoud"})


@cache
def paper(name: PaperName, language: Language) -> Document:
    return document_of_paper(paper_of(name, advice_on("rivierenland-2021"), language))
