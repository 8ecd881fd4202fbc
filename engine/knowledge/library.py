"""What is known beside the rules: options, parameters, steps of a purchase, sources with passages, measured effects."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from ..reading import Document, Problem, ProblemsFoundError, read_document, validate
from .calculations import Calculation, CalculationsFile, CalculationStep
from .change_cost import ChangeCostFile
from .conflicts import detect_conflict_faults
from .errata import ErrataFile, Erratum, detect_errata_faults
from .evidence import Evidence
from .goals import GoalsFile, detect_goal_faults
from .options import Options, OptionsFile
from .parameters import ParameterEntry, ParametersFile
from .planning import PlanningFile
from .read_evidence import read_evidence
from .sources import STATES, Passage, Source, State

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Library:
    """What the files of ``knowledge/`` hold, as read."""

    options: Options
    parameters: dict[str, ParameterEntry]
    sources: dict[str, Source]
    """documents and law; records of effects are sources of their own and stand in ``evidence``"""
    errata: dict[str, Erratum]
    planning: PlanningFile
    change_cost: ChangeCostFile
    goals: GoalsFile
    calculations: dict[Calculation, tuple[CalculationStep, ...]]
    evidence: Evidence = field(default_factory=Evidence)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Every place that a rule can cite, records of effects included."""
        return {name: passage for source in self.all_sources for name, passage in source.passages.items()}

    @cached_property
    def source_of(self) -> dict[str, Source]:
        """The source of each passage, by the passage's id."""
        return {name: source for source in self.all_sources for name in source.passages}

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """Documents, law and records of effects."""
        return (*self.sources.values(), *self.evidence.sources.values())

    def available(self, passage: str, day: date) -> bool:
        """Whether a passage existed on a day: its source was published, and a legal fact was in force."""
        if passage in self.evidence.records:
            return self.evidence.known_on(passage, day)
        held = self.passages[passage]
        if held.valid_until is not None and held.valid_until < day.isoformat():
            return False
        if held.valid_from is not None:
            return held.valid_from <= day.isoformat()
        return self.source_of[passage].published_by(day)

    def weakest_state(self, passages: Iterable[str]) -> State | None:
        """How sure the least sure of the legal facts among these passages is; None when there is no legal fact.

        A record of effects is no legal fact, although it has a state.
        """
        legal = (self.passages[name] for name in passages if name not in self.evidence.records)
        held = [p.state for p in legal if p.state is not None]
        return max(held, key=STATES.index, default=None)


def load_library(knowledge: Traversable | None = None) -> Library:
    """Read ``knowledge/``, that of the package once in a process. Raises ProblemsFoundError with all problems."""
    return _shipped() if knowledge is None else _read_library(knowledge)


@cache
def _shipped() -> Library:
    return _read_library(files("stuurwijzer") / "knowledge")


def _read_library(folder: Traversable) -> Library:
    problems: list[Problem] = []
    options = _read(OptionsFile, folder, "options.yaml", problems)
    parameters = _read(ParametersFile, folder, "parameters.yaml", problems)
    planning = _read(PlanningFile, folder, "planning.yaml", problems)
    change_cost = _read(ChangeCostFile, folder, "change-cost.yaml", problems)
    sources: list[tuple[Document, Source]] = []
    for room in ("sources", "law"):
        for entry in sorted((folder / room).iterdir(), key=lambda e: e.name):
            if entry.name.endswith(".yaml"):
                held = _read(Source, folder, f"{room}/{entry.name}", problems)
                sources += [held] if held else []
    goals = _read(GoalsFile, folder, "goals.yaml", problems)
    calculations = _read(CalculationsFile, folder, "calculations.yaml", problems)
    errata = _read(ErrataFile, folder, "errata.yaml", problems)
    evidence = Evidence()
    try:
        evidence = read_evidence(folder, Options(options[1].instruments) if options else None)
    except ProblemsFoundError as error:
        problems += error.problems
    if problems or not (options and parameters and errata and planning and change_cost and goals and calculations):
        raise ProblemsFoundError(problems)
    # A passage of a file that cannot be read is not unknown: what refers to others is held against them last.
    library = Library(
        Options(options[1].instruments),
        parameters[1].parameters,
        {source.id: source for _, source in sources},
        errata[1].errata,
        planning[1],
        change_cost[1],
        goals[1],
        calculations[1].calculations,
        evidence,
    )
    problems += detect_conflict_faults(sources)
    problems += detect_errata_faults(errata[0], errata[1], library.passages, options[1].instruments)
    problems += detect_goal_faults(goals[0], goals[1], library.passages)
    if problems:
        raise ProblemsFoundError(problems)
    return library


def _read(model: type[M], folder: Traversable, name: str, problems: list[Problem]) -> tuple[Document, M] | None:
    """A file of the folder with its model; None when something is wrong with it, which ``problems`` then holds."""
    try:
        document = read_document(Path(str(folder / name)), f"knowledge/{name}")
        return document, validate(model, document)
    except ProblemsFoundError as error:
        problems += error.problems
        return None
