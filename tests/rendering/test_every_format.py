"""What people set and where sources contradict each other stands in every format, and the ten sentences in none."""

import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.paper import PAPERS, PaperName
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering import load_catalogue, render
from stuurwijzer.engine.rendering.markdown import as_markdown
from stuurwijzer.engine.rendering.numbers import Language

from .conftest import advice_for, rule_base
from .page import page, words_of
from .test_forms import NEVER_SAID

FILE = Path(__file__).parents[1] / "advice" / "overrides.yaml"
FORMATS = ("html", "md", "text", "json", "docx", "xlsx", "pptx")


@cache
def advice() -> Advice:
    base = rule_base()
    return advise(load_region(FILE, choices=base.library.options.choices), base)


@cache
def text_of(form: str, language: Language) -> str:
    """Every word of the advice in a format; of Word that of the college paper."""
    match form:
        case "html":
            return words_of(page(render(advice(), "html", language)).all("body")[0].text)
        case "docx":
            pytest.importorskip("docxtpl", reason="the extra for Word is not installed")
            from stuurwijzer.engine.word.fill import filled
            from stuurwijzer.engine.word.neutral import neutral_template

            content = filled(neutral_template(language), paper_of("college", advice(), language))
            return words_in(zipfile.ZipFile(BytesIO(content)).read("word/document.xml"), "w:t")
        case "xlsx":
            pytest.importorskip("xlsxwriter", reason="the extra for Excel is not installed")
            from stuurwijzer.engine.workbook.build import workbook_of

            archive = zipfile.ZipFile(BytesIO(workbook_of(advice(), language)))
            return words_in(archive.read("xl/sharedStrings.xml"), "t")
        case "pptx":
            pytest.importorskip("pptx", reason="the extra for slides is not installed")
            from stuurwijzer.engine.slides.build import slides_of

            archive = zipfile.ZipFile(BytesIO(slides_of(advice(), language)))
            parts = [name for name in archive.namelist() if re.fullmatch(r"ppt/(notesS|s)lides/\w+\.xml", name)]
            return words_of(" ".join(words_in(archive.read(name), "a:t") for name in sorted(parts)))
        case "md":
            return words_of(render(advice(), "md", language).replace("\\", ""))
        case "text":
            return words_of(render(advice(), "text", language))
        case _:
            return render(advice(), "json", language)


def words_in(xml: bytes, tag: str) -> str:
    return words_of("".join(re.findall(rf"<{tag}(?: [^>]*)?>([^<]*)</{tag}>", xml.decode())))


def set_by_people() -> set[str]:
    bodies = [body for segment in advice().segments for body in (segment, *segment.parts)]
    return {held.reason for body in bodies for held in body.overrides}


@pytest.mark.parametrize("form", FORMATS)
def test_a_choice_that_somebody_set_stands_in_every_format_with_its_reason(form: str) -> None:
    reasons = set_by_people()
    assert reasons
    assert {reason for reason in reasons if reason not in text_of(form, "nl")} == set()


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_says_that_somebody_chose_otherwise(name: PaperName) -> None:
    text = as_markdown(paper_of(name, advice(), "nl").document)
    said = "papers.council.choices.by_hand" if name == "council" else "override.head"
    heads = (load_catalogue("nl").say(said), load_catalogue("nl").say("override.set"))
    assert any(head in text for head in heads)


@pytest.mark.parametrize("form", FORMATS)
def test_contradictions_stand_in_every_format(form: str) -> None:
    """Both sides with their words; the terminal and the slides count them and say where they are."""
    bodies = [body for segment in advice().segments for body in (segment, *segment.parts)]
    pairs = [held for body in bodies for held in body.dissent]
    assert pairs
    text = text_of(form, "nl")
    if form in ("text", "pptx"):
        assert re.search(r"De bronnen spreken elkaar op (één punt|\w+ punten) tegen", text)
    else:
        found = [p for p in pairs if p.text.nl in text and p.against_text.nl in text]
        assert len(found) == len(pairs) or (form == "docx" and found)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("region", ["rivierenland-2021", "hart-van-brabant-2021"])
def test_no_paper_says_what_must_never_be_said(region: str, name: PaperName, language: Language) -> None:
    said = words_of(as_markdown(paper_of(name, advice_for(region), language).document)).lower()
    assert [sentence for sentence in NEVER_SAID if sentence in said] == []
    assert not re.search(r"\b(taal)?niveau b1\b|\b[abc][12][- ](niveau|level)\b|\blevel b1\b", said)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_no_format_says_what_must_never_be_said(form: str, language: Language) -> None:
    said = text_of(form, language).lower()
    assert [sentence for sentence in NEVER_SAID if sentence in said] == []


@pytest.mark.parametrize(("language", "foreign"), [("nl", r"€\d|\d\.\d{2} ?%(?!\d)"), ("en", r"€ \d+ m")])
@pytest.mark.parametrize("name", PAPERS)
def test_days_money_and_shares_stand_as_the_reader_writes(name: PaperName, language: Language, foreign: str) -> None:
    """No ISO date, and no money in the notation of the other language; what a region wrote stays Dutch."""
    text = as_markdown(paper_of(name, advice_for("rivierenland-2021"), language).document).replace("\u00a0", " ")
    iso = r"\b(?:19|20)\d{2}-(?:0\d|1[0-2])(?:-\d{2})?\b"
    said = re.sub(r"\[[^\]]*\]|`[^`]*`", "", text)
    assert re.findall(rf".{{0,30}}(?:{iso}|{foreign}).{{0,10}}", said) == []
