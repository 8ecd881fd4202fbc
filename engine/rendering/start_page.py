"""The first page of a bundle: what is in it, by which digest it can be verified, and how."""

from dataclasses import dataclass

from markupsafe import Markup

from ..advice.model import Advice
from .catalogue import Catalogue, load_catalogue
from .html import environment_of, style_sheet
from .numbers import Language, day

STEPS = ("install", "run", "paper", "hand")


@dataclass(frozen=True)
class Listed:
    """One record of the chain, as the page lists it."""

    file: str
    number: int
    as_of: str
    digest: str
    overrides: int


@dataclass(frozen=True)
class Contents:
    """What the page is about: the last advice, the head of the chain, its records, and the names of the other files."""

    advice: Advice
    head: str
    records: tuple[Listed, ...]
    texts: tuple[str, ...]
    formats: tuple[str, ...]


def start_page(held: Contents, language: Language) -> str:
    """The page as one HTML file, with links to the files beside it."""
    catalogue = load_catalogue(language)
    page = environment_of(language).get_template("start.html.jinja")
    return page.render(
        language=language,
        held=held,
        say=catalogue.say,
        day=lambda iso: day(iso, language),
        papers=("html", "md", "json"),
        steps=_steps(held, catalogue),
        style=Markup(style_sheet()),
    )


def verify_text(held: Contents, language: Language) -> str:
    """The same instructions as plain text, to keep beside the papers."""
    catalogue = load_catalogue(language)
    lines = [catalogue.say("bundle.verify.title"), "", catalogue.say("bundle.head", head=held.head), ""]
    lines += [f"{number}. {text}" for number, text in enumerate(_steps(held, catalogue), 1)]
    return "\n".join([*lines, "", catalogue.say("bundle.verify.not_proved"), ""])


def _steps(held: Contents, catalogue: Catalogue) -> list[str]:
    return [catalogue.say(f"bundle.verify.{step}", head=held.head) for step in STEPS]
