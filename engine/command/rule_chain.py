"""The chain behind one rule that fired: where it stands, what it does, each condition with the answer that met it and
where that comes from, the rules that set what it reads, and the places in the sources."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..advice.entries import TraceEntry
from ..facts import SegmentFacts
from ..facts.flatten import Origin
from ..reading import Document
from ..reading.problems import Path
from ..rulebase.conditions import Condition
from ..rulebase.model import Classify
from ..rulebase.plan import Clause, Plan
from .rule_text import effect_of
from .terms import Sheet, Terms


@dataclass
class RuleChain:
    """Writes rules on a sheet, each in full the first time only. ``trace`` is that of the segment or part."""

    plan: Plan
    facts: SegmentFacts
    file: Document
    trace: tuple[TraceEntry, ...]
    terms: Terms
    sheet: Sheet
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rules = {rule.id: rule for rule in self.plan.rules}
        clauses = [clause for stage in self.plan.stages for clause in stage.clauses]
        held = list(zip(clauses, self.trace, strict=True))
        self._fired: dict[str, tuple[Clause, TraceEntry]] = {}
        for clause, entry in held:  # of a precondition: what is met or not met comes after that it applies
            if entry.fired:
                self._fired[entry.rule] = (clause, entry)
        self._setting: dict[str, list[str]] = {}
        for clause, entry in held:
            if entry.fired and clause.sets is not None:
                self._setting.setdefault(clause.sets[0], []).append(entry.rule)

    def put(self, rule_id: str, level: int = 2) -> None:
        """A rule and all that is behind it."""
        terms, sheet, rule = self.terms, self.sheet, self._rules[rule_id]
        if rule_id in self.shown:
            sheet.put(terms.say("explain.rule_above", rule=rule_id), level)
            return
        self.shown.append(rule_id)
        sheet.put(terms.say("explain.rule", rule=rule_id, reason=terms.both(rule.because)), level)
        place = self.plan.located[rule_id].place
        sheet.put(terms.say("explain.rule_does", place=place, effect=effect_of(rule, terms)), level + 1)
        self._conditions(rule_id, level + 1)
        for passage in self.plan.passages_of(rule):
            sheet.put(terms.passage(passage), level + 1)
        if rule.own_judgement:
            sheet.put(terms.say("rule.own_judgement", reason=terms.both(rule.own_judgement)), level + 1)

    def _conditions(self, rule_id: str, level: int) -> None:
        clause, entry = self._fired.get(rule_id, (None, None))
        if clause is None or entry is None or not clause.conditions:
            self.sheet.put(self.terms.say("explain.no_facts"), level)
            return
        values = dict(entry.facts)
        for condition in clause.conditions:
            self.sheet.put(self._held(condition, values.get(condition.field)), level, "- ")
            for setter in self._setting.get(condition.field, ()):
                rule = self._rules[setter]
                if isinstance(rule, Classify):
                    self.put(setter, level + 1)

    def _held(self, condition: Condition, value: str | None) -> str:
        """``label = value (condition; basis; source and lines; line of the region file)``."""
        terms, name = self.terms, condition.field
        found = terms.say("explain.unknown") if value is None else terms.value(name, value)
        told = [terms.say("explain.condition", condition=condition.text, limit=limit_of(condition, terms))]
        origin = self.facts.origins.get(name)
        if origin is not None and name not in self._setting:
            told += self._origin(origin)
        return terms.say("explain.held", label=terms.label(name), found=found, told="; ".join(told))

    def _origin(self, origin: Origin) -> Iterator[str]:
        yield self.terms.catalogue.say(f"basis.{origin.basis}")
        source = " ".join(word for word in (origin.source, origin.lines) if word)
        if source:
            yield source
        if origin.path:
            yield f"{place_of(self.file, origin.path)} {origin.path}"


def limit_of(condition: Condition, terms: Terms) -> str:
    """The value of the parameter that a condition names; nothing where it names none."""
    if condition.parameter is None:
        return ""
    return terms.say("explain.limit", value=terms.value(condition.field, str(condition.constant)))


def place_of(document: Document, path: str) -> str:
    """The file and line, or cell, of an answer; its path has ids for numbers (``segments/guidance/use``)."""
    held: Any = document.data
    found: Path = ()
    for word in path.split("/"):
        if isinstance(held, list):
            at = next((n for n, item in enumerate(held) if isinstance(item, dict) and item.get("id") == word), None)
            if at is None:
                break
            found, held = (*found, at), held[at]
        elif isinstance(held, dict) and word in held:
            found, held = (*found, word), held[word]
        else:
            break
    return document.place(found)
