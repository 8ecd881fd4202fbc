"""A template of somebody's own: every field, loop and missing piece is found before anything is filled in.

What a template may say is a closed list: values, sections, a loop over the sections and a condition on a value. The
rest of Jinja is refused here, and rendered in a sandbox besides.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..office.faults import Fault, Place, UnfitTemplateError, fault
from ..office.hostile import checked_parts
from ..papers.college import SECTIONS as COLLEGE
from ..papers.council import SECTIONS as COUNCIL
from ..papers.paper import ANNEXES, FIELDS, PAPERS, PaperName
from ..reading.validation import nearest
from .template_kind import WORD_TEMPLATE
from .walk import Written, hidden_marks, paragraphs

TAG = re.compile(r"\{([{%#])(.*?)([}%#])\}", re.DOTALL)
OPENED = re.compile(r"\{[{%#]|[}%#]\}")
CLOSING = {"{": "}", "%": "%", "#": "#"}
BLOCKS = ("body", "contents")
SECTIONS: Mapping[PaperName, tuple[str, ...]] = {
    "college": (*COLLEGE, *ANNEXES.values()),
    "council": (*COUNCIL, *ANNEXES.values()),
}
PARTS_OF_SECTION = ("title", "body")
NEEDED = (("title", "foot"), ("as_of", "stand", "foot"), ("digest", "foot"))
"""one of each: what it is, of which day, and of which advice"""


@dataclass(frozen=True)
class Fitness:
    """What was found out about a template: the papers that it can take, and what is wrong with it."""

    papers: tuple[PaperName, ...]
    faults: tuple[Fault, ...]


def checked_template(content: bytes) -> Fitness:
    """Hold a template against everything that it may say. Never raises for what is wrong with it."""
    try:
        parts = checked_parts(content, WORD_TEMPLATE)
    except UnfitTemplateError as error:
        return Fitness((), error.faults)
    reading = _Reading()
    for written in paragraphs(parts):
        reading.paragraph(written)
    faults = [*reading.faults, *reading.left_open()]
    faults += [fault("hidden", Place(part), found=text[:60]) for part, text in hidden_marks(parts)]
    papers = _papers_for(reading.sections)
    faults += _missing(reading, papers)
    return Fitness(papers if not faults else (), tuple(faults))


def usable_template(content: bytes, wanted: tuple[PaperName, ...]) -> bytes:
    """The template for these papers. Raises UnfitTemplateError with everything that is wrong."""
    found = checked_template(content)
    if found.faults:
        raise UnfitTemplateError(found.faults)
    others = tuple(name for name in wanted if name not in found.papers)
    if others:
        raise UnfitTemplateError(
            tuple(fault("other_paper", found=name, expected=", ".join(found.papers)) for name in others)
        )
    return content


def _papers_for(used: Mapping[str, Place]) -> tuple[PaperName, ...]:
    """Those that have every section that is placed by itself; all of them where none is."""
    return tuple(name for name in PAPERS if set(used) <= set(SECTIONS.get(name, ())))


def _missing(reading: "_Reading", papers: tuple[PaperName, ...]) -> Iterator[Fault]:
    yield from (
        fault("missing_field", expected=" / ".join(names)) for names in NEEDED if not reading.printed & set(names)
    )
    if reading.content["body"] + reading.content["loop"] + bool(reading.sections) == 0:
        yield fault("missing_content")
    elif reading.content["body"] + reading.content["loop"] + bool(reading.sections) > 1:
        yield fault("content_twice")
    elif reading.sections:
        if not papers:
            yield fault("sections_of_several")
        for name in papers:
            lacking = [held for held in SECTIONS[name] if held not in reading.sections]
            yield from (fault("missing_section", found=f"section.{held}", paper=name) for held in lacking)


@dataclass(frozen=True)
class _Open:
    kind: str
    variable: str
    written: Written
    alone: bool


@dataclass
class _Reading:
    """Reads the tags of a template in their order and keeps what is still open."""

    faults: list[Fault] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    sections: dict[str, Place] = field(default_factory=dict)
    content: dict[str, int] = field(default_factory=lambda: {"body": 0, "loop": 0, "contents": 0})
    _open: list[_Open] = field(default_factory=list)
    _parser: ImmutableSandboxedEnvironment = field(default_factory=ImmutableSandboxedEnvironment)
    _part: tuple[str, int] = ("", 0)

    def paragraph(self, written: Written) -> None:
        if (written.place.part, written.place.number) != self._part:  # each part is rendered by itself
            self.faults += self.left_open()
            self._part = (written.place.part, written.place.number)
        rest = TAG.sub(self._matched, written.text)
        if OPENED.search(rest):
            self._say("tag_open", written, found=written.text)
        for match in TAG.finditer(written.text):
            if match[3] == CLOSING[match[1]]:
                alone = match[0] == written.text.strip() and not written.carries_more
                self._tag(match[1], match[2], written, alone)

    def _matched(self, match: re.Match[str]) -> str:
        return "" if match[3] == CLOSING[match[1]] else match[0]

    def left_open(self) -> list[Fault]:
        """Loops and conditions that nothing closed."""
        left = [fault("not_closed", held.written.place, found=held.written.text.strip()[:60]) for held in self._open]
        self._open = []
        return left

    def _say(self, code: str, written: Written, near: str = "", **values: str) -> None:
        cut = {name: text.strip()[:60] for name, text in values.items()}
        self.faults.append(fault(code, written.place, near, **cut))

    def _tag(self, kind: str, inside: str, written: Written, alone: bool) -> None:
        shown = f"{{{kind}{inside}{CLOSING[kind]}}}"
        if kind == "#":
            self._say("not_possible", written, found=shown)
            return
        block = inside.startswith("p ")
        code = inside[2:].strip() if block else inside.strip()
        if re.match(r"(?:tr|tc|r) |[-+]|.*[-+]$", inside):
            self._say("not_possible", written, found=shown)
        elif block and not alone:
            self._say("not_alone", written, found=shown)
        elif kind == "{":
            self._value(code, shown, block, written)
        else:
            self._statement(code, shown, block, written)

    # Values

    def _value(self, code: str, shown: str, block: bool, written: Written) -> None:
        expression = self._expression(code, shown, written)
        if expression is None:
            return
        names = _dotted(expression)
        if names is None:
            self._say("not_possible", written, found=shown)
        elif self._is_block(names):
            self._block(names, shown, block, written)
        elif not self._known(names):
            self._unknown(names, written)
        elif block:
            self._say("value_as_block", written, found=shown)
        else:
            self.printed.add(".".join(names))

    def _is_block(self, names: tuple[str, ...]) -> bool:
        loops = {held.variable for held in self._open if held.kind == "for"}
        whole = len(names) == 1 and names[0] in BLOCKS
        of_loop = len(names) == 2 and names[0] in loops and names[1] == "body"
        return whole or of_loop or (len(names) == 2 and names[0] == "section" and self._of_a_paper(names[1]))

    def _of_a_paper(self, name: str) -> bool:
        return any(name in held for held in SECTIONS.values())

    def _known(self, names: tuple[str, ...]) -> bool:
        loops = {held.variable for held in self._open if held.kind == "for"}
        if len(names) == 2:
            return names[0] in loops and names[1] in PARTS_OF_SECTION
        return len(names) == 1 and names[0] in FIELDS

    def _unknown(self, names: tuple[str, ...], written: Written) -> None:
        known = [*FIELDS, *BLOCKS, *(f"section.{held}" for names in SECTIONS.values() for held in names)]
        found = ".".join(names)
        self._say("unknown_field", written, nearest(found, known) or "", found=found)

    def _block(self, names: tuple[str, ...], shown: str, block: bool, written: Written) -> None:
        place = written.place
        if not block:
            self._say("block_inline", written, found=shown)
        elif place.part != "text" or place.boxed:
            self._say("block_in_margin", written, found=shown)
        elif names[0] == "section":
            if names[1] in self.sections:
                self._say("twice", written, found=shown)
            self.sections[names[1]] = place
        elif names[0] in BLOCKS:
            self.content[names[0]] += 1
            if self.content[names[0]] > 1 or any(held.kind == "for" for held in self._open):
                self._say("twice", written, found=shown)
        else:
            self.content["loop"] += 1

    # Loops and conditions

    def _statement(self, code: str, shown: str, block: bool, written: Written) -> None:
        word = code.split(maxsplit=1)[0] if code.split() else ""
        if word in ("endfor", "endif") and code == word:
            self._close(word.removeprefix("end"), shown, block, written)
        elif word == "else" and code == word:
            if not self._open or self._open[-1].kind != "if":
                self._say("closes_nothing", written, found=shown)
        elif word in ("for", "if"):
            self._begin(word, code, shown, block, written)
        else:
            self._say("not_possible", written, found=shown)

    def _begin(self, word: str, code: str, shown: str, block: bool, written: Written) -> None:
        variable = ""
        try:
            held = self._parser.parse(f"{{% {code} %}}{{% end{word} %}}").body[0]
        except TemplateSyntaxError as error:
            self._say("syntax", written, found=shown, reason=error.message or "")
            return
        if isinstance(held, nodes.For):
            simple = isinstance(held.target, nodes.Name) and held.test is None and not held.recursive
            if not simple or not (isinstance(held.iter, nodes.Name) and held.iter.name == "sections"):
                self._say("not_possible", written, found=shown)
            elif not block:
                self._say("loop_inline", written, found=shown)
            variable = held.target.name if isinstance(held.target, nodes.Name) else ""
            if variable in (*FIELDS, *BLOCKS, "section", "sections"):
                self._say("not_possible", written, found=shown)
        elif isinstance(held, nodes.If):
            self._condition(held.test, shown, written)
        self._open.append(_Open(word, variable, written, block))

    def _condition(self, test: nodes.Node, shown: str, written: Written) -> None:
        if isinstance(test, nodes.Not):
            self._condition(test.node, shown, written)
            return
        names = _dotted(test)
        if names is None:
            self._say("not_possible", written, found=shown)
        elif not self._known(names):
            self._unknown(names, written)

    def _close(self, kind: str, shown: str, block: bool, written: Written) -> None:
        if not self._open:
            self._say("closes_nothing", written, found=shown)
            return
        held = self._open.pop()
        together = held.written.holder is written.holder and (block or held.written.place == written.place)
        if held.kind != kind:
            self._say("crossed", written, found=shown, first=held.written.text)
        elif held.alone != block or not together:
            self._say("closed_elsewhere", written, found=shown, first=held.written.text)

    def _expression(self, code: str, shown: str, written: Written) -> nodes.Node | None:
        try:
            body = self._parser.parse(f"{{{{ {code} }}}}").body
        except TemplateSyntaxError as error:
            self._say("syntax", written, found=shown, reason=error.message or "")
            return None
        if len(body) == 1 and isinstance(body[0], nodes.Output) and len(body[0].nodes) == 1:
            return body[0].nodes[0]
        self._say("not_possible", written, found=shown)
        return None


def _dotted(expression: nodes.Node) -> tuple[str, ...] | None:
    """``section.summary`` as its two names; None for what is no plain name."""
    if isinstance(expression, nodes.Name):
        return (expression.name,)
    if isinstance(expression, nodes.Getattr) and isinstance(expression.node, nodes.Name):
        return expression.node.name, expression.attr
    return None
