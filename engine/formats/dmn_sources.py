"""What the rules of a table rest on, as knowledge sources of DMN: passages, parameters, own judgement."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from ..rendering import Catalogue
from ..rulebase.model import Rule
from .links import link_of
from .names import Names
from .rests_on import parameters_of, rests_on_own_judgement
from .tables import Tables
from .xml import add

OWN = "own_judgement"


class Sources:
    """The knowledge sources of an export."""

    def __init__(self, tables: Tables, names: Names, catalogue: Catalogue) -> None:
        self._plan, self._names, self._catalogue = tables.plan, names, catalogue
        self._rules = tuple({rule.id: rule for table in tables.tables for rule in table.rules}.values())

    def behind(self, rules: Iterable[Rule]) -> tuple[str, ...]:
        """The ids of what rules rest on, each once."""
        return tuple(dict.fromkeys(name for rule in rules for name in self._of(rule)))

    def _of(self, rule: Rule) -> Iterator[str]:
        yield from (self._names.of_passage(passage) for passage in self._plan.passages_of(rule))
        yield from (self._names.of_parameter(parameter) for parameter in parameters_of(rule))
        if rests_on_own_judgement(rule):
            yield OWN

    def write(self, root: ET.Element) -> None:
        """Every source behind some table, as the last elements of the file."""
        library = self._plan.library
        parameters = dict.fromkeys(name for rule in self._rules for name in parameters_of(rule))
        cited = {passage for rule in self._rules for passage in self._plan.passages_of(rule)}
        for name in parameters:
            there = [p for p in library.parameters[name].passages if library.available(p, self._plan.as_of)]
            cited.update(there)
            self._parameter(root, name, there)
        for passage in (name for name in library.passages if name in cited):
            self._passage(root, passage)
        if OWN in self.behind(self._rules):
            source = add(root, "knowledgeSource", id=OWN, name=self._catalogue.say("formats.dmn.own"))
            add(source, "description", self._catalogue.say("formats.dmn.own_means"))

    def _parameter(self, root: ET.Element, name: str, passages: Iterable[str]) -> None:
        language, say = self._catalogue.language, self._catalogue.say
        held, identifier = self._plan.library.parameters[name], self._names.of_parameter(name)
        source = add(root, "knowledgeSource", id=identifier, name=f"param:{name}")
        kind = say(f"formats.dmn.judgement.{held.judgement}")
        value = say("formats.dmn.parameter", value=str(self._plan.parameter(name)), judgement=kind)
        add(source, "description", f"{held.meaning[language]}. {value} {held.reason[language]}")
        for number, passage in enumerate(passages, 1):
            requirement = add(source, "authorityRequirement", id=f"{identifier}_rests_on_{number}")
            add(requirement, "requiredAuthority", href=f"#{self._names.of_passage(passage)}")

    def _passage(self, root: ET.Element, name: str) -> None:
        say = self._catalogue.say
        document, passage = self._plan.library.source_of[name], self._plan.library.passages[name]
        source = add(root, "knowledgeSource", id=self._names.of_passage(name), name=name)
        link = link_of(document)
        if link:
            source.set("locationURI", link)
        place = [document.title, document.organisation, document.date]
        if document.address and not link:
            place.append(document.address)
        if passage.section:
            place.append(passage.section)
        if passage.lines:
            first, last = passage.lines
            place.append(say("formats.dmn.lines", first=str(first), last=str(last)))
        if passage.digest:
            place.append(f"sha256 {passage.digest}")
        if passage.state:
            place.append(say(f"formats.dmn.state.{passage.state}"))
        add(source, "description", f"{'; '.join(place)}. {passage.summary[self._catalogue.language]}")
        add(source, "type", document.kind)
