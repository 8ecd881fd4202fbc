"""Papers of the reference region as Word documents, opened again with python-docx."""

from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document

from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.paper import PaperName
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.word.fill import filled
from stuurwijzer.engine.word.neutral import neutral_template

from ..conftest import advice_on

REGION = "rivierenland-2021"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def advice() -> Advice:
    return advice_on(REGION)


@cache
def written(name: PaperName, language: Language) -> bytes:
    return filled(neutral_template(language), paper_of(name, advice(), language))


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def all_of(document: Document, tag: str) -> list[Any]:
    """Every element of the body by its short name."""
    return list(document.element.body.iter(f"{W}{tag}"))


def text_of(element: Any) -> str:
    return "".join(held.text or "" for held in element.iter(f"{W}t"))
