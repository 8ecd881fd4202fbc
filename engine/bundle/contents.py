"""What a bundle holds: a function of the records of a case and a language, and of nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from ... import __version__
from ..advice.canonical import digest
from ..advice.model import Advice
from ..knowledge.options import Both
from ..reading import ProblemsFoundError, parse_document, validate
from ..record import Opened
from ..record.stamp import file_digest
from ..rendering import Form, render
from ..rendering.numbers import Language
from ..rendering.rule_list import rule_list
from ..rendering.start_page import Contents, Listed, start_page, verify_text
from ..rulebase.model import RuleFile
from .archive import PaperStamp, packed

PAPERS: tuple[Form, ...] = ("html", "md", "json")
WRITING_ROOMS = ("engine/rendering", "engine/bundle", "templates")
"""where a change can change a paper or the bundle around it"""


class OtherShapeError(Exception):
    """An advice of another version, which this one cannot put into words."""


@dataclass(frozen=True)
class Bundled:
    """The records of a case in order, the last with its advice."""

    records: tuple[Opened, ...]
    contents: tuple[bytes, ...]
    advice: Advice
    language: Language

    @property
    def last(self) -> Opened:
        return self.records[-1]


def bundled(held: Sequence[tuple[Opened, bytes]], language: Language) -> Bundled:
    """The records for a bundle, in the order of the chain. Raises OtherShapeError."""
    in_order = sorted(held, key=lambda record: record[0].body.number)
    records, contents = tuple(r for r, _ in in_order), tuple(c for _, c in in_order)
    try:
        advice = Advice.model_validate(records[-1].body.advice)
    except ValidationError as error:
        raise OtherShapeError(str(error.errors()[0]["loc"])) from None
    if digest(advice) != records[-1].body.advice_sha256:
        raise OtherShapeError("advice_sha256")
    return Bundled(records, contents, advice, language)


def contents_of(held: Bundled) -> bytes:
    """The bytes of the bundle."""
    found: dict[str, bytes] = {}
    for part in PARTS:
        found |= part(held)
    found |= _guides(held, tuple(found))
    return packed(found, held.language, held.last.digest, paper_stamp())


# The parts: each gives files by name. What else an auditor should find (the rules in an open format) is one more.


def _papers(held: Bundled) -> dict[str, bytes]:
    return {
        f"advice.{form}": render(held.advice, form, held.language, head=held.last.digest).encode() for form in PAPERS
    }


def _records(held: Bundled) -> dict[str, bytes]:
    return {
        record_name(record.body.number): content for record, content in zip(held.records, held.contents, strict=True)
    }


def _rules_used(held: Bundled) -> dict[str, bytes]:
    page = rule_list(held.advice, _reasons(held.last), held.language, held.last.digest)
    return {"rules.html": page.encode()}


def _reasons(record: Opened) -> dict[str, Both]:
    """The reason of every rule, from the texts of a record."""
    found: dict[str, Both] = {}
    for name, kept in record.body.files.items():
        if name.startswith("rules/"):
            try:
                file = validate(RuleFile, parse_document(kept.text, name))
            except ProblemsFoundError as error:
                raise OtherShapeError(f"{name}: {error.problems[0].code}") from None
            found |= {rule.id: rule.because for rule in file.rules}
    return found


def _texts(held: Bundled) -> dict[str, bytes]:
    """The files of the last record as files, to read or to run with other tools."""
    body = held.last.body
    return {"region.yaml": body.region.text.encode(), **{name: kept.text.encode() for name, kept in body.files.items()}}


Part = Callable[[Bundled], Mapping[str, bytes]]
PARTS: tuple[Part, ...] = (_papers, _records, _rules_used, _texts)


def record_name(number: int) -> str:
    return f"records/{number:04d}.json"


def _guides(held: Bundled, names: tuple[str, ...]) -> dict[str, bytes]:
    listed = tuple(
        Listed(
            record_name(record.body.number),
            record.body.number,
            record.body.as_of.isoformat(),
            record.digest,
            len({override.path for override in record.body.overrides}),
        )
        for record in held.records
    )
    texts = tuple(name for name in names if name.startswith(("rules/", "knowledge/")))
    formats = tuple(name for name in names if name.startswith("formats/"))
    contents = Contents(held.advice, held.last.digest, listed, texts, formats)
    return {
        "index.html": start_page(contents, held.language).encode(),
        "verify.txt": verify_text(contents, held.language).encode(),
    }


@cache
def paper_stamp() -> PaperStamp:
    """What puts an advice into words now."""
    root = Path(str(files("stuurwijzer")))
    paths = (path for room in WRITING_ROOMS for path in (root / room).rglob("*"))
    kept = sorted(
        path.relative_to(root).as_posix() for path in paths if path.is_file() and "__pycache__" not in path.parts
    )
    read = {name: file_digest(root / name) for name in kept}
    return PaperStamp(version=__version__, sha256=digest(read))
