"""The document as one HTML file: no script, no resource from elsewhere, the same file for screen and print."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..pictures import Drawing
from ..pictures.svg import inline
from .catalogue import load_catalogue
from .document import page_labels
from .elements import (
    OWN,
    SIGNS,
    Cite,
    Code,
    Day,
    Document,
    Gantt,
    Items,
    Line,
    Link,
    Own,
    Paragraph,
    Sign,
    Span,
    Stressed,
    Strong,
    Table,
    Unknown,
)
from .gantt import drawing_of
from .numbers import Language
from .references import TO_RULES, source_anchor

SAFE_IN_CSS = re.compile(r"[^\w .,:·()\-]")


def as_html(document: Document, more_style: str = "") -> str:
    """The page; ``more_style`` follows its own style sheet, for where it is laid out for something else."""
    environment = environment_of(document.language)
    pages = environment.get_template("pages.css.jinja").render(sheets=document.sheets)
    page = environment.get_template("document.html.jinja")
    return page.render(document=document, style=Markup(style_sheet() + more_style), pages=Markup(pages))


def style_sheet() -> str:
    return (_folder() / "style.css").read_text(encoding="utf-8")


def _folder() -> Path:
    return Path(str(files("stuurwijzer") / "templates" / "html"))


@cache
def environment_of(language: Language) -> Environment:
    """One for each language: Jinja keeps imported macros together with the filters that they were compiled with."""
    environment = Environment(
        loader=FileSystemLoader(_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    kinds = {"paragraph": Paragraph, "items": Items, "table": Table, "drawing": Drawing, "gantt": Gantt}
    environment.tests |= {name: lambda held, kind=kind: isinstance(held, kind) for name, kind in kinds.items()}
    environment.filters["inline"] = _Inline(page_labels(load_catalogue(language))).line
    environment.filters["css_text"] = css_text
    environment.filters["svg"] = lambda held: Markup(inline(drawing_of(held) if isinstance(held, Gantt) else held))
    return environment


def css_text(text: str) -> Markup:
    """Text for a string in a style sheet: whatever is no letter, digit or plain mark as its code point."""
    return Markup(SAFE_IN_CSS.sub(lambda m: f"\\{ord(m[0]):x} ", text))  # nothing left that could end string or element


@dataclass(frozen=True)
class _Inline:
    """Lines as markup. Every text is escaped here; the tags are ours."""

    labels: dict[str, str]

    def line(self, line: Line) -> Markup:
        return Markup("".join(self._span(span) for span in line))

    def _span(self, span: Span) -> str:
        match span:
            case Strong():
                return f"<strong>{escape(span.text)}</strong>"
            case Stressed():
                return f"<em>{escape(span.text)}</em>"
            case Code():
                return f"<code>{escape(span.text)}</code>"
            case Unknown():
                return f'<strong class="sign" role="img" aria-label="{escape(self.labels["unknown"])}">?</strong>'
            case Own():
                return f'<span class="sign" role="img" aria-label="{escape(self.labels["own"])}">{OWN}</span>'
            case Sign():
                return self._sign(span)
            case Day():
                return f'<time datetime="{escape(span.iso)}">{escape(span.shown)}</time>'
            case Cite() | Link():
                return self._link(span)
            case _:
                text = str(escape(span.text))
                return f'<span lang="{escape(span.lang)}">{text}</span>' if span.lang else text

    def _sign(self, span: Sign) -> str:
        if span.named:
            return f'<span aria-hidden="true">{SIGNS[span.word]} </span>{escape(self.labels[f"word_{span.word}"])}'
        return f'<span class="sign" role="img" aria-label="{escape(self.labels[span.word])}">{SIGNS[span.word]}</span>'

    def _link(self, span: Cite | Link) -> str:
        if isinstance(span, Cite):
            anchor = f' id="{escape(span.anchor)}"' if span.anchor else ""
            target = escape(source_anchor(span.passage))
            return (
                f'<a class="ref" href="#{target}"{anchor} aria-label="{escape(span.spoken)}">{escape(span.shown)}</a>'
            )
        spoken = f' aria-label="{escape(span.spoken)}"' if span.spoken else ""
        spoken += f' lang="{escape(span.lang)}"' if span.lang else ""
        kind = ' class="rule"' if span.target.startswith(TO_RULES) else ""
        return f'<a{kind} href="#{escape(span.target)}"{spoken}>{escape(span.text)}</a>'
