"""Decision tables as DMN 1.3 XML, in the part of it that independent engines read alike.

Names are identifiers; the field behind each stands in its description. What is not known is asked apart, as a yes or
no beside each input (``<name>_known``), since FEEL takes ``null != 5`` for true and engines differ on ``null < 5``.
Provenance stands in descriptions, annotations and knowledge sources. Nothing of a region is written: no answers.
"""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from ..advice.model import RulebaseStamp
from ..facts import Field
from ..knowledge.options import Both
from ..rendering import Catalogue
from ..rulebase.model import Require
from .dmn_sources import Sources
from .names import KNOWN, Names, conditions_in_words
from .rows import Row
from .tables import WHYS, Table, Tables
from .value_sets import ANYTHING, Members, every_value, literal
from .xml import add, document

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
ANNOTATIONS = ("rule", "conditions", "passages")
TYPES = {"bool": "boolean", "enum": "string"}


def dmn_text(tables: Tables, stamp: RulebaseStamp, catalogue: Catalogue) -> str:
    """The tables as one XML file; always the same bytes for the same rules, day and language."""
    return document(_Writer(tables, catalogue).definitions(stamp))


class _Writer:
    def __init__(self, tables: Tables, catalogue: Catalogue) -> None:
        self._tables, self._catalogue, self._plan = tables, catalogue, tables.plan
        self._names = Names(tables)
        self._sources = Sources(tables, self._names, catalogue)

    def definitions(self, stamp: RulebaseStamp) -> ET.Element:
        day = self._plan.as_of.isoformat()
        root = ET.Element(
            "definitions",
            {
                "xmlns": NAMESPACE,
                "id": f"stuurwijzer_{day.replace('-', '_')}",
                "name": f"stuurwijzer {day}",
                "namespace": f"urn:stuurwijzer:rules:{stamp.digest}",
            },
        )
        add(root, "description", "\n".join(self._about(stamp)))
        for field in self._tables.inputs:
            self._input(root, field)
        for table in self._tables.tables:
            self._decision(root, table)
        self._sources.write(root)
        return root

    # What the file is

    def _about(self, stamp: RulebaseStamp) -> Iterator[str]:
        say = self._catalogue.say
        rules = {rule.id for table in self._tables.tables for rule in table.rules}
        yield say("formats.dmn.about", day=self._plan.as_of.isoformat(), version=stamp.version, digest=stamp.digest)
        yield say("formats.dmn.counted", tables=str(len(self._tables.tables)), rules=str(len(rules)))
        for code in ("names", "unknown", "nothing", "choice", "answers"):
            yield say(f"formats.dmn.{code}")
        yield say("formats.dmn.left_out")
        for why in WHYS:
            number = sum(held.why == why for held in self._tables.left_out)
            if number:
                yield f"- {say(f'formats.dmn.why.{why}')}: {number}"

    # Inputs

    def _input(self, root: ET.Element, field: Field) -> None:
        name = self._names.of(field.name)
        words = [f"{field.name}: {self._label(field)}.", self._catalogue.say(f"formats.dmn.kind.{field.kind}")]
        if field.unit:
            words.append(self._catalogue.say("formats.dmn.unit", unit=field.unit))
        words.append(self._catalogue.say("formats.dmn.when_unknown", name=f"{name}{KNOWN}"))
        self._data(root, name, TYPES.get(field.kind, "number"), " ".join(words), self._label(field))
        known = self._catalogue.say("formats.dmn.known", field=field.name, name=name)
        self._data(root, f"{name}{KNOWN}", "boolean", known, known)

    def _data(self, root: ET.Element, name: str, kind: str, description: str, label: str) -> None:
        data = add(root, "inputData", id=f"input_{name}", name=name, label=label)
        add(data, "description", description)
        add(data, "variable", id=f"variable_{name}", name=name, typeRef=kind)

    def _label(self, field: Field) -> str:
        return field.dutch if self._catalogue.language == "nl" else field.meaning

    # Decisions

    def _decision(self, root: ET.Element, table: Table) -> None:
        name = self._names.of_table(table)
        decision = add(root, "decision", id=name, name=name, label=self._title(table))
        add(decision, "description", self._described(table))
        question = next((rule.question for rule in table.rules if isinstance(rule, Require)), None)
        if question is not None:
            add(decision, "question", self._both(question))
        kind = _type_of(table)
        add(decision, "variable", id=f"variable_{name}", name=name, typeRef=kind)
        for number, (tag, identifier) in enumerate(self._needed(table), 1):
            requirement = add(decision, "informationRequirement", id=f"{name}_needs_{number}")
            add(requirement, tag, href=f"#{identifier}")
        for number, identifier in enumerate(self._sources.behind(table.rules), 1):
            requirement = add(decision, "authorityRequirement", id=f"{name}_rests_on_{number}")
            add(requirement, "requiredAuthority", href=f"#{identifier}")
        self._table(decision, table, name, kind)

    def _needed(self, table: Table) -> Iterator[tuple[str, str]]:
        for field in table.reads:
            if field in self._tables.set_here:
                yield "requiredDecision", self._names.of(field)
            else:
                name = self._names.of(field)
                yield "requiredInput", f"input_{name}{KNOWN}"
                if _asks_value(table, field):
                    yield "requiredInput", f"input_{name}"

    def _table(self, decision: ET.Element, table: Table, name: str, kind: str) -> None:
        element = add(decision, "decisionTable", id=f"{name}_table", hitPolicy=table.hit_policy)
        columns = list(self._columns(table))
        for number, (column, field, asks_known) in enumerate(columns, 1):
            clause = add(element, "input", id=f"{name}_input_{number}")
            type_ref = "boolean" if asks_known else TYPES.get(field.kind, "number")
            add(add(clause, "inputExpression", id=f"{name}_asks_{number}", typeRef=type_ref), "text", column)
            every = every_value(field)
            if not asks_known and field.kind == "enum" and isinstance(every, Members):
                add(add(clause, "inputValues"), "text", every.feel())
        output = add(element, "output", id=f"{name}_gives", name=name, typeRef=kind)
        if kind == "string":
            add(add(output, "outputValues"), "text", ",".join(literal(value) for value in table.gives))
        for word in ANNOTATIONS:
            add(element, "annotation", name=self._catalogue.say(f"formats.dmn.annotation.{word}"))
        for number, row in enumerate(table.rows, 1):
            self._row(element, row, columns, f"{name}_row_{number}")

    def _columns(self, table: Table) -> Iterator[tuple[str, Field, bool]]:
        """Each column: what it asks, the field, and whether it asks if the field is known."""
        for field in table.reads:
            held, name = self._plan.vocabulary[field], self._names.of(field)
            if field in self._tables.set_here:
                yield name, held, False
                continue
            yield f"{name}{KNOWN}", held, True
            if _asks_value(table, field):
                yield name, held, False

    def _row(self, element: ET.Element, row: Row, columns: Iterable[tuple[str, Field, bool]], name: str) -> None:
        rule = add(element, "rule", id=name)
        add(rule, "description", f"{row.rule.id}: {self._both(row.rule.because)}")
        for _, field, asks_known in columns:
            cell = row.cells.get(field.name)
            entry = ANYTHING
            if cell is not None and asks_known:
                entry = literal(cell.known)
            elif cell is not None and cell.values is not None:
                # A classified field has no column of its own for known: every value is named, so that nothing is none.
                always = cell.values.full and field.name not in self._tables.set_here
                entry = ANYTHING if always else cell.values.feel()
            add(add(rule, "inputEntry"), "text", entry)
        add(add(rule, "outputEntry"), "text", literal(row.output))
        passages = self._plan.passages_of(row.rule) or (self._catalogue.say("formats.dmn.own"),)
        for text in (row.rule.id, "; ".join(conditions_in_words(row)) or "always", ", ".join(passages)):
            add(add(rule, "annotationEntry"), "text", text)

    # Words

    def _title(self, table: Table) -> str:
        values = {f"about_{n}": self._name_of(part, table) for n, part in enumerate(table.about, 1)}
        return self._catalogue.say(f"formats.dmn.title.{table.kind}", **values)

    def _described(self, table: Table) -> str:
        about = " + ".join(table.about)
        return f"{about}. {self._catalogue.say(f'formats.dmn.gives.{table.kind}')}"

    def _name_of(self, part: str, table: Table) -> str:
        options = self._plan.library.options.by_code
        if part in options:
            return self._both(options[part].text.name)
        if table.kind == "classification":
            return self._label(self._plan.vocabulary[part])
        label = next((rule.label for rule in table.rules if isinstance(rule, Require)), None)
        return self._both(label) if label else part

    def _both(self, text: Both) -> str:
        return text[self._catalogue.language]


def _asks_value(table: Table, field: str) -> bool:
    """Whether some row asks more of a field than whether it is known."""
    cells = (row.cells.get(field) for row in table.rows)
    return any(cell is not None and cell.values is not None and not cell.values.full for cell in cells)


def _type_of(table: Table) -> str:
    first = table.gives[0]
    return "boolean" if isinstance(first, bool) else "number" if isinstance(first, int) else "string"
