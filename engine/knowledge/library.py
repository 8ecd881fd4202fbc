"""Everything that is known beside the rules: options, parameters, sources with their passages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ..reading import Document, Problem, ProblemsFoundError, read_document, validate
from .conflicts import detect_conflict_faults
from .errata import ErrataFile, Erratum, detect_errata_faults
from .options import Options, OptionsFile
from .parameters import ParameterEntry, ParametersFile
from .sources import STATES, Passage, Source, State


@dataclass(frozen=True)
class Library:
    """Options, parameters, sources and their errata, as read."""

    options: Options
    parameters: dict[str, ParameterEntry]
    sources: dict[str, Source]
    errata: dict[str, Erratum]

    @cached_property
    def passages(self) -> dict[str, Passage]:
        return {name: passage for source in self.sources.values() for name, passage in source.passages.items()}

    @cached_property
    def source_of(self) -> dict[str, Source]:
        """The source of each passage, by the passage's id."""
        return {name: source for source in self.sources.values() for name in source.passages}

    def available(self, passage: str, day: date) -> bool:
        """Whether a passage existed on a day: its source was published, and a legal fact was in force."""
        held = self.passages[passage]
        if held.valid_until is not None and held.valid_until < day.isoformat():
            return False
        if held.valid_from is not None:
            return held.valid_from <= day.isoformat()
        return self.source_of[passage].published_by(day)

    def weakest_state(self, passages: Iterable[str]) -> State | None:
        """How sure the least sure of the legal facts among these passages is; None when there is no legal fact."""
        held = [p.state for p in (self.passages[name] for name in passages) if p.state is not None]
        return max(held, key=STATES.index, default=None)


def load_library(knowledge: Traversable | None = None) -> Library:
    """Read ``knowledge/``. Raises ProblemsFoundError with the problems of all files."""
    folder = knowledge or files("stuurwijzer") / "knowledge"
    problems: list[Problem] = []
    options = parameters = None
    try:
        options = validate(OptionsFile, read_document(_path(folder, "options.yaml"), "knowledge/options.yaml"))
    except ProblemsFoundError as error:
        problems += error.problems
    try:
        document = read_document(_path(folder, "parameters.yaml"), "knowledge/parameters.yaml")
        parameters = validate(ParametersFile, document)
    except ProblemsFoundError as error:
        problems += error.problems
    read: list[tuple[Document, Source]] = []
    for room in ("sources", "law"):
        for entry in sorted((folder / room).iterdir(), key=lambda e: e.name):
            if not entry.name.endswith(".yaml"):
                continue
            try:
                document = read_document(Path(str(entry)), f"knowledge/{room}/{entry.name}")
                read.append((document, validate(Source, document)))
            except ProblemsFoundError as error:
                problems += error.problems
    errata = None
    try:
        document = read_document(_path(folder, "errata.yaml"), "knowledge/errata.yaml")
        errata = validate(ErrataFile, document)
    except ProblemsFoundError as error:
        problems += error.problems
    if problems or options is None or parameters is None or errata is None:
        raise ProblemsFoundError(problems)
    # A passage of a file that cannot be read is not unknown: what refers to others is held against them last.
    library = Library(
        Options(options.instruments), parameters.parameters, {source.id: source for _, source in read}, errata.errata
    )
    problems += detect_conflict_faults(read)
    problems += detect_errata_faults(document, errata, library.passages, options.instruments)
    if problems:
        raise ProblemsFoundError(problems)
    return library


def _path(folder: Traversable, name: str) -> Path:
    return Path(str(folder / name))
