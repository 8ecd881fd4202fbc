"""Read the cases and hold them against what they refer to; every problem at once, with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath

from ..knowledge.library import Library
from ..profile import RegionProfile, load_region
from ..reading import Document, Problem, ProblemsFoundError, read_document, validate
from ..reading.problems import Path
from ..reading.validation import nearest
from ..rulebase import Rulebase
from .cases import CaseEntry, CaseFile, Expected, Later, Rationale
from .outputs import ACCESS_ORGANISATIONS, BY_NAME, NO, OUTPUTS, YES, Output


@dataclass(frozen=True)
class CaseSet:
    """The cases of one region with the region itself.

    Segments beside the round make a region of their own: among the others they would change figures over all segments.
    """

    file: CaseFile
    region: RegionProfile

    @property
    def regions(self) -> tuple[RegionProfile, ...]:
        beside = self.file.beside
        return (self.region, self.region.model_copy(update={"segments": beside})) if beside else (self.region,)

    @property
    def name(self) -> str:
        return self.file.region

    def expected(self, case: CaseEntry, output: Output) -> tuple[Expected | None, bool]:
        """What the region chose, and whether that is only its line for all segments."""
        own = case.expected.get(output.name)
        if own is None and case.defaults and case.segments:
            default = self.file.defaults.get(output.name)
            return default, default is not None
        return own, False

    def later(self, case: CaseEntry, output: Output) -> Later | None:
        return case.later.get(output.name) or self.file.later.get(output.name)


def load_cases(base: Rulebase, knowledge: Traversable | None = None) -> tuple[CaseSet, ...]:
    """The cases of the package, or of another folder, in the order of their names. Raises ProblemsFoundError."""
    folder = knowledge or files("stuurwijzer") / "knowledge"
    sets: list[CaseSet] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for entry in sorted((folder / "cases").iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".yaml"):
            continue
        try:
            document = read_document(FilePath(str(entry)), f"knowledge/cases/{entry.name}")
            file = validate(CaseFile, document)
            region = _region(folder, file, document)
        except ProblemsFoundError as error:
            problems += error.problems
            continue
        problems += _Checked(document, file, region, base).problems(seen)
        sets.append(CaseSet(file, region))
    if problems:
        raise ProblemsFoundError(problems)
    return tuple(sets)


def _region(folder: Traversable, file: CaseFile, document: Document) -> RegionProfile:
    name = f"{file.region}.yaml"
    known = sorted(entry.name for entry in (folder / "regions").iterdir())
    if name not in known:
        near = nearest(file.region, [other.removesuffix(".yaml") for other in known])
        raise ProblemsFoundError([document.problem(("region",), "case_unknown_region", found=file.region, near=near)])
    region = load_region(FilePath(str(folder / "regions" / name)), f"knowledge/regions/{name}")
    return region.model_copy(update={"as_of": file.as_of})


@dataclass(frozen=True)
class _Checked:
    """One file with what it refers to."""

    document: Document
    file: CaseFile
    region: RegionProfile
    base: Rulebase

    def problems(self, seen: dict[str, str]) -> Iterator[Problem]:
        """``seen`` holds the ids of all files read so far, with their place."""
        for number, case in enumerate(self.file.cases):
            path: Path = ("cases", number)
            place = f"{self.document.file}:{self.document.line((*path, 'id'))}"
            if case.id in seen:
                yield self.problem((*path, "id"), "case_twice", found=case.id, first=seen[case.id])
            seen.setdefault(case.id, place)
            yield from self._case(case, path)
        for name, expected in self.file.defaults.items():
            yield from self._output(name, expected, ("defaults", name))
        yield from self._laters(self.file.later, ("later",))
        yield from self._accepted()
        sources = self._library.sources
        for number, source in enumerate(self.file.own_documents):
            if source not in sources:
                near = nearest(source, list(sources))
                yield self.problem(("own_documents", number), "case_unknown_source", found=source, near=near)
        if self.file.source not in sources:
            near = nearest(self.file.source, list(sources))
            yield self.problem(("source",), "case_unknown_source", found=self.file.source, near=near)

    def _case(self, case: CaseEntry, path: Path) -> Iterator[Problem]:
        for number, segment in enumerate(case.segments):
            if segment not in self._places:
                near = nearest(segment, list(self._places))
                yield self.problem((*path, "segments", number), "case_unknown_segment", found=segment, near=near)
        missing = ", ".join(output.name for output in OUTPUTS if output.name not in case.expected)
        if missing:
            yield self.problem((*path, "expected"), "case_output_missing", found=missing)
        for name, expected in case.expected.items():
            where = (*path, "expected", name)
            yield from self._output(name, expected, where)
            if expected and not case.segments and name in BY_NAME and BY_NAME[name].kind == "one":
                yield self.problem(where, "case_of_region", found=name)
        yield from self._laters(case.later, (*path, "later"))
        for name, reason in case.rationale.items():
            if name not in BY_NAME:
                near = nearest(name, list(BY_NAME))
                yield self.problem((*path, "rationale", name), "case_unknown_output", found=name, near=near)
            yield from self._rationale(reason, (*path, "rationale", name))

    def _accepted(self) -> Iterator[Problem]:
        """An explanation names cases of this file, an output, and what the advice may say; each difference once."""
        ids, explained = [case.id for case in self.file.cases], set[tuple[str, str]]()
        for number, held in enumerate(self.file.accepted):
            path: Path = ("accepted", number)
            if held.output not in BY_NAME:
                near = nearest(held.output, list(BY_NAME))
                yield self.problem((*path, "output"), "case_unknown_output", found=held.output, near=near)
            else:
                yield from self._codes(held.advised, BY_NAME[held.output], (*path, "advised"))
            for at, case in enumerate(held.cases):
                if case not in ids:
                    near = nearest(case, ids)
                    yield self.problem((*path, "cases", at), "case_unknown_case", found=case, near=near)
                elif (case, held.output) in explained:
                    yield self.problem((*path, "cases", at), "case_accepted_twice", found=case, output=held.output)
                explained.add((case, held.output))

    def _output(self, name: str, expected: Expected | None, path: Path) -> Iterator[Problem]:
        output = BY_NAME.get(name)
        if output is None:
            yield self.problem(path, "case_unknown_output", found=name, near=nearest(name, list(BY_NAME)))
        elif expected is not None:
            yield from self._codes(expected.value, output, (*path, "value"))
            yield from self._lines(expected.lines, (*path, "lines"))
            yield from self._passages(expected.passages, expected.lines, (*path, "passages"))

    def _codes(self, codes: Sequence[str], output: Output, path: Path) -> Iterator[Problem]:
        known = known_codes(output, self._library)
        for code in codes:
            if code not in known:
                near = nearest(code, list(known))
                yield self.problem(path, "case_unknown_option", found=code, output=output.name, near=near)

    def _laters(self, later: dict[str, Later], path: Path) -> Iterator[Problem]:
        for name, held in later.items():
            if name not in BY_NAME:
                yield self.problem((*path, name), "case_unknown_output", found=name, near=nearest(name, list(BY_NAME)))
            yield from self._passages(held.passages, None, (*path, name, "passages"))
            if held.course != "unknown" and not held.passages:
                yield self.problem((*path, name), "case_course_without_source", found=name)

    def _lines(self, lines: str, path: Path) -> Iterator[Problem]:
        """Lines lie within the document."""
        source = self._library.sources.get(self.file.source)
        length = source.extraction.lines if source and source.extraction else None
        last = max(int(number) for number in re.findall(r"\d+", lines))
        if length is not None and last > length:
            yield self.problem(path, "case_lines_beyond", found=last, length=length)

    def _rationale(self, held: Rationale, path: Path) -> Iterator[Problem]:
        yield from self._lines(held.lines, (*path, "lines"))
        yield from self._passages(held.passages, held.lines, (*path, "passages"))
        for number, field in enumerate(held.facts):
            if field not in self.base.vocabulary:
                near = nearest(field, list(self.base.vocabulary))
                yield self.problem((*path, "facts", number), "case_unknown_field", found=field, near=near)

    def _passages(self, passages: Sequence[str], lines: str | None, path: Path) -> Iterator[Problem]:
        """A passage exists, and where lines are given it stands at some of them."""
        for number, name in enumerate(passages):
            held = self._library.passages.get(name)
            if held is None:
                near = nearest(name, list(self._library.passages))
                yield self.problem((*path, number), "case_unknown_passage", found=name, near=near)
            elif lines is not None and held.lines is not None and not _meet(lines, held.lines):
                shown = f"{held.lines[0]}-{held.lines[1]}"
                yield self.problem((*path, number), "case_passage_elsewhere", found=name, stands=shown, lines=lines)

    def problem(self, path: Path, code: str, **values: object) -> Problem:
        return self.document.problem(path, code, **values)

    @property
    def _library(self) -> Library:
        return self.base.library

    @cached_property
    def _places(self) -> tuple[str, ...]:
        bodies = [body for region in CaseSet(self.file, self.region).regions for body in region.bodies()]
        return tuple(f"{segment.id}/{part.id}" if part else segment.id for segment, part in bodies)


def known_codes(output: Output, library: Library) -> tuple[str, ...]:
    """What may stand as the value of an output: options, and families such as ``task``."""
    if output.kind == "yes_no":
        return (YES, NO)
    if not output.compared:
        return ACCESS_ORGANISATIONS
    codes = [code.removeprefix(f"{output.instrument}.") for code in library.options.of(output.instrument)]
    families = [code.rpartition(".")[0] for code in codes if "." in code]
    return tuple(dict.fromkeys((*codes, *families)))


def _meet(lines: str, passage: tuple[int, int]) -> bool:
    """Whether some of the lines ``534, 1328-1352`` fall within those of a passage."""
    for part in lines.split(","):
        first, _, last = part.strip().partition("-")
        if int(first) <= passage[1] and passage[0] <= int(last or first):
            return True
    return False
