"""PDF read back: what a reader hears is what stands there, in order, and nothing of the lay-out."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from pypdf.generic import ArrayObject, FloatObject, NameObject

from stuurwijzer.engine.papers.paper import PaperName
from stuurwijzer.engine.pdf.write import Data, RefusedError, pdf_of
from stuurwijzer.engine.rendering.html import as_html
from stuurwijzer.engine.rendering.numbers import Language

from .conftest import DAY, ROWS, paper, small_document
from .reading import Read, archive_faults, faults, parted_headings

pytestmark = pytest.mark.usefixtures("pdf_here")
NEITHER_TEXT_NOR_ASCII = '{"naam":"Één"}\n'.encode()


@cache
def small(archived: bool = False) -> bytes:
    data = Data("advice.json", NEITHER_TEXT_NOR_ASCII, "het advies als gegevens") if archived else None
    return pdf_of(small_document(), DAY, data)


@cache
def small_read() -> Read:
    return Read(small())


def test_a_small_document_has_no_fault() -> None:
    assert faults(small_read()) == []


@cache
def paper_read(name: PaperName, language: Language) -> Read:
    return Read(pdf_of(paper(name, language), DAY))


@pytest.mark.parametrize(("name", "language"), [("council", "en"), ("segments", "nl")])
def test_a_paper_of_the_reference_region_has_no_fault(name: PaperName, language: Language) -> None:
    read = paper_read(name, language)
    assert faults(read) == []
    assert parted_headings(read) == []
    assert read.root["/Lang"] == language
    assert len(list(read.top.all("/H1"))) == 1


def test_a_table_that_breaks_is_one_table_and_its_head_is_heard_once() -> None:
    (table,) = small_read().top.all("/Table")
    assert len({page for tag in table.all() for page, _ in tag.marks}) == 2
    assert len(list(table.all("/TR"))) == ROWS + 1
    assert "".join(small_read().text(tag) for tag in table.all("/TH")).count("Gebied") == 1
    drawn = [marked.get("artifact", "") for marked in small_read().marked]
    assert "GebiedAantal" in drawn[1], "the eye sees the head again on the second page"


def test_the_running_foot_is_drawn_and_not_heard() -> None:
    assert "voet een" in small_read().marked[0]["artifact"]
    assert "voet" not in small_read().text(small_read().top)


def test_signs_pictures_and_foreign_words_say_what_they_are() -> None:
    tags = list(small_read().top.all())
    assert [tag.source["/Alt"] for tag in tags if "/Alt" in tag.source] == [
        "zekerheid leunt",
        "Twee vlakken naast elkaar. Links 10, rechts 20.",
    ]
    assert [small_read().text(tag) for tag in tags if tag.source.get("/Lang") == "en"] == ["framework"]
    (table,) = small_read().top.all("/Table")
    assert table.attribute("/Summary") == "Aanbieders naar gebied"


def test_a_link_says_where_it_leads_and_leads_there() -> None:
    (link,) = small_read().top.all("/Link")
    (annotation,) = link.annotations
    assert annotation["/Contents"] == "bron 1, regels 3 tot 4"
    assert annotation["/Dest"] in small_read().file.named_destinations


def test_a_list_of_passages_is_a_list_with_labels() -> None:
    *_, passages = small_read().top.all("/L")
    (item,) = passages.kids
    assert [(kid.kind, small_read().text(kid)) for kid in item.kids] == [
        ("/Lbl", "BRON-1"),
        ("/LBody", "wat er staat"),
        ("/LBody", "gebruikt in 1"),
    ]


def test_bookmarks_are_the_headings() -> None:
    def titles(held: Any) -> list[str]:
        return [title for one in held for title in (titles(one) if isinstance(one, list) else [one.title])]

    headings = [small_read().text(tag) for tag in small_read().top.all("/H1", "/H2", "/H3")]
    assert titles(small_read().file.outline) == headings == ["Kleine proef", "Cijfers", "Bronnen", "Document"]


def test_contents_of_a_paper_name_each_chapter_with_its_page() -> None:
    read = paper_read("segments", "nl")
    first = next(read.top.all("/L"))
    lines = [read.text(item) for item in first.kids]
    assert lines[0] == "De mix voor Regio Rivierenland: acht segmenten op één blad 2"
    assert [len(link.annotations) > 0 for link in first.all("/Link")] == [True] * len(lines)
    assert [line.rpartition(" ")[2] for line in lines[:9]] == ["2", "3", "5", "7", "9", "11", "13", "15", "17"], (
        "one page for the region, two for each segment"
    )


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf_of(small_document(), DAY) == small()
    described: Any = small_read().file.metadata
    assert described["/CreationDate"] == "D:20210701"


def test_a_page_that_only_a_browser_reads_gives_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from stuurwijzer.engine.pdf import write

    unclosed = as_html(small_document(), write._template("pdf.css")).replace("</body>\n</html>", "")
    monkeypatch.setattr(write, "as_html", lambda *_: unclosed)
    assert pdf_of(small_document(), DAY) == small()
    monkeypatch.setattr(write, "as_html", lambda *_: unclosed.replace("Cijfers", "Cij\x07fers"))
    assert faults(Read(pdf_of(small_document(), DAY))) == []


def test_only_fonts_of_the_package_are_used() -> None:
    names = set()
    pages: Any = small_read().file.pages
    for page in pages:
        names |= {str(font["/BaseFont"]).partition("+")[2] for font in page["/Resources"]["/Font"].values()}
    assert {name.partition("-")[0] for name in names} == {"Stuurwijzer"}


def test_an_archivable_file_holds_the_data_byte_for_byte() -> None:
    read = Read(small(archived=True))
    assert faults(read) == []
    assert archive_faults(read) == []
    assert read.file.attachments == {"advice.json": [NEITHER_TEXT_NOR_ASCII]}
    assert archive_faults(small_read()) != [], "a plain file does not say that it can be archived"


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1/a.css", "stuurwijzer:fonts/../html/a"])
def test_nothing_that_a_page_asks_for_is_fetched(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from stuurwijzer.engine.pdf import write

    page = f'<html lang="nl"><title>a</title><img src="{address}" alt="b"/></html>'
    monkeypatch.setattr(write, "as_html", lambda *_: page)
    with pytest.raises(RefusedError):
        pdf_of(small_document(), DAY)


# Twins: the same small file with one thing broken


def _first(read: Read, kind: str) -> Any:
    return next(read.top.all(kind)).source


def _without(key: str) -> Callable[[Read], object]:
    return lambda read: read.root.pop(NameObject(key))


def _renamed(kind: str, to: str) -> Callable[[Read], object]:
    return lambda read: _first(read, kind).update({NameObject("/S"): NameObject(to)})


def _heads_without_scope(read: Read) -> None:
    _first(read, "/TH")["/A"].pop(NameObject("/Scope"))


def _one_cell_less(read: Read) -> None:
    row = list(read.top.all("/TR"))[3].source
    row[NameObject("/K")] = ArrayObject(row["/K"][:1])


def _picture_beside_the_page(read: Read) -> None:
    _first(read, "/Figure")["/A"][NameObject("/BBox")] = ArrayObject(
        FloatObject(value) for value in (0, 900, 100, 1000)
    )


def _link_without_words(read: Read) -> None:
    next(read.top.all("/Link")).annotations[0].pop(NameObject("/Contents"))


def _link_outside_the_tags(read: Read) -> None:
    link = _first(read, "/Link")
    link[NameObject("/K")] = ArrayObject(k for k in link["/K"] if isinstance(k, int))


def _words_without_a_tag(read: Read) -> None:
    _first(read, "/P")[NameObject("/K")] = ArrayObject()


def _wrong_way_back(read: Read) -> None:
    read.parents[0][0] = read.parents[0][1]


def _other_standard(read: Read) -> None:
    held: Any = read.root["/Metadata"].get_object()
    held.set_data(held.get_data().replace(b'part="1"', b'part="9"'))


def _font_outside_the_file(read: Read) -> None:
    page: Any = read.file.pages[0]
    font = (
        next(iter(page["/Resources"]["/Font"].values())).get_object()["/DescendantFonts"].get_object()[0].get_object()
    )
    font["/FontDescriptor"].get_object().pop(NameObject("/FontFile2"))


TWINS: dict[str, tuple[Callable[[Read], object], str]] = {
    "not said to be tagged": (_without("/MarkInfo"), "7.1 the file does not say that it is tagged"),
    "without a language": (_without("/Lang"), "7.2 no language"),
    "without bookmarks": (_without("/Outlines"), "7.17 no bookmarks"),
    "title not shown": (_without("/ViewerPreferences"), "7.1 the title is not shown"),
    "another standard": (_other_standard, "5 the metadata do not say PDF/UA-1"),
    "a heading that is left out": (_renamed("/H2", "/H3"), "7.4.2 a heading of level 3 follows one of level 1"),
    "no title": (_renamed("/H1", "/P"), "7.4.2 the headings do not begin with one title"),
    "an unknown tag": (_renamed("/P", "/Blad"), "7.1 /Blad is no standard tag"),
    "a row outside a table": (_renamed("/Table", "/Div"), "7.1 /THead stands in /Div"),
    "a list of paragraphs": (_renamed("/LI", "/P"), "7.1 /L holds /P"),
    "a picture without words": (lambda read: _first(read, "/Figure").pop(NameObject("/Alt")), "7.3 a picture without"),
    "a picture beside the page": (_picture_beside_the_page, "7.3 a picture that does not lie on its page"),
    "a head without scope": (_heads_without_scope, "7.5 a head that does not say of what"),
    "a table with two heads": (_renamed("/TBody", "/THead"), "7.5 a table without one head"),
    "a row that is too short": (_one_cell_less, "7.2 rows of different lengths"),
    "a link without words": (_link_without_words, "7.18.5 a link that does not say where it leads"),
    "a link outside the tags": (_link_outside_the_tags, "7.18.5 a link without a tag"),
    "words that no tag holds": (_words_without_a_tag, "7.1 what page 1 marks is not what its tags hold"),
    "a wrong way back": (_wrong_way_back, "14.7.4.4 the way back from page 1, mark 0 leads elsewhere"),
    "a font outside the file": (_font_outside_the_file, "7.21.4 a font that is not in the file"),
}


@pytest.mark.parametrize("name", TWINS)
def test_what_is_broken_is_found(name: str) -> None:
    broken, fault = TWINS[name]
    read = Read(small())
    broken(read)
    read.again()
    assert any(found.startswith(fault) for found in faults(read)), faults(read)


def test_a_heading_at_the_foot_of_a_page_is_found() -> None:
    read = Read(small())
    heading = next(read.top.all("/H2"))
    (span,) = heading.kids
    assert parted_headings(read) == []
    span.marks = [(page + 1, mark) for page, mark in span.marks]
    assert len(parted_headings(read)) == 2, "the title before it is parted from it as well"


def test_an_archive_without_its_declarations_is_found() -> None:
    for key, fault in (("/OutputIntents", "6.2.3"), ("/AF", "6.8")):
        read = Read(small(archived=True))
        read.root.pop(NameObject(key))
        assert [found[: len(fault)] for found in archive_faults(read)] == [fault]
    read = Read(small(archived=True))
    read.root["/AF"][0].get_object().pop(NameObject("/AFRelationship"))
    assert [found[:3] for found in archive_faults(read)] == ["6.8"]


def test_text_is_read_by_letters_and_not_by_shapes() -> None:
    assert small_read().text(small_read().top).count("gebied") == ROWS
