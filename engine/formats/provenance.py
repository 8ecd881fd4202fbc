"""From passage to advice as W3C PROV: what each sentence of an advice was derived from, and who answers for it.

Entities are documents, passages, parameters and rules; the answers of the region, with their basis; the facts that
rules derived; and what the advice says: arguments, exclusions, preconditions, consequences and decisions. Inference and
deciding, for each segment or part, were done by this program; the answers and what is set by hand are the region's.
"""

from ..advice import Advice
from ..advice.canonical import digest
from ..advice.entries import TraceEntry
from ..advice.model import BodyAdvice
from ..facts import SegmentFacts, flatten
from ..market.lots import with_carried
from ..profile.region import RegionProfile
from ..rulebase.model import Bound, Classify
from ..rulebase.plan import Plan
from .prov_graph import Attributes, Graph, fingerprint, local
from .prov_knowledge import RULES, Knowledge

FILE = "case:region-file"
REGION = "case:region"
ADVICE = "case:advice"
ENGINE = "stw:program"


def provenance_of(advice: Advice, region: RegionProfile, plan: Plan, version: str, language: str) -> Graph:
    """The graph of an advice. ``region`` and ``plan`` are those that it was made from; ``version``: of the program."""
    graph = Graph(advice.region.id, advice.as_of, advice.rulebase.digest)
    engine = graph.agent(ENGINE, {"prov:label": f"Stuurwijzer {version}", "stw:version": version}, "SoftwareAgent")
    graph.agent(REGION, {"prov:label": advice.region.name}, "Organization")
    knowledge = Knowledge(graph, plan, language)
    graph.entity(FILE, {"prov:label": advice.region.name}, "RegionFile")
    graph.document.wasAttributedTo(FILE, REGION)
    graph.entity(ADVICE, {"stw:sha256": digest(advice), "stw:as_of": graph.day}, "Advice")
    graph.document.wasAttributedTo(ADVICE, engine)
    facts = facts_by_path(region, plan)
    for segment in advice.segments:
        _Body(graph, knowledge, plan, segment, segment.id, facts[segment.id], None).write()
        for part in segment.parts:
            path = f"{segment.id}/{part.id}"
            _Body(graph, knowledge, plan, part, path, facts[path], segment.id).write()
    of_region = [("pilot", pilot.id, pilot.rules, pilot.title) for pilot in advice.pilots]
    of_region += [("counsel", held.id, (held.id,), held.question) for held in advice.counsel]
    for kind, name, rules, text in of_region:
        entity = graph.entity(f"case:{local(kind, name)}", {"prov:label": text[language]}, kind.capitalize())
        for rule in rules:
            graph.derived(entity, knowledge.rule(rule))
        graph.derived(ADVICE, entity)
    return graph


def facts_by_path(region: RegionProfile, plan: Plan) -> dict[str, SegmentFacts]:
    held = with_carried(region.model_copy(update={"as_of": plan.as_of}))
    return {
        f"{segment.id}/{part.id}" if part else segment.id: flatten(held, segment, part)
        for segment, part in held.bodies()
    }


class _Body:
    """One segment or part."""

    def __init__(
        self,
        graph: Graph,
        knowledge: Knowledge,
        plan: Plan,
        body: BodyAdvice,
        path: str,
        facts: SegmentFacts,
        whole: str | None,
    ) -> None:
        self._graph, self._knowledge, self._plan = graph, knowledge, plan
        self._body, self._path, self._facts, self._whole = body, path, facts, whole
        self._fired: dict[str, list[TraceEntry]] = {}
        for entry in body.trace:
            if entry.fired:
                self._fired.setdefault(entry.rule, []).append(entry)
        self._rules = {rule.id: rule for rule in plan.rules}
        self._asks_unknown = {
            clause.name: tuple(c.field for c in clause.conditions if c.operator == "is_unknown")
            for stage in plan.stages
            for clause in stage.clauses
        }
        self._inference = self._named("inference")
        self._deciding = self._named("deciding")
        self._setters: dict[str, list[str]] = {}
        """of each derived field the rules that set it here"""
        self._statements: dict[str, list[str]] = {}
        """what bears on each instrument"""
        for rule_id in self._fired:
            rule = self._rules[rule_id]
            if isinstance(rule, Classify):
                self._setters.setdefault(next(iter(rule.sets)), []).append(rule_id)

    def write(self) -> None:
        for activity in (self._inference, self._deciding):
            self._graph.activity(activity, {"prov:label": self._body.name})
            self._graph.document.wasAssociatedWith(activity, ENGINE, RULES)
        self._arguments()
        self._exclusions()
        self._preconditions()
        self._overrides()
        self._decisions()
        self._consequences()

    # Facts

    def _fact(self, field: str, value: str) -> str:
        """A fact that a rule read: an answer of the region, a figure from it, a derived field, or an earlier choice."""
        if field.startswith(("chosen.", "status.")):
            return self._named("decision", field.split(".")[1])
        if field in self._setters:
            return self._derived_fact(field, value)
        origin = self._facts.origins.get(field)
        path = origin.path if origin and origin.path else f"{self._path}/{field}"
        name = f"case:answer/{local(path, field)}"
        if not self._graph.has(name):
            about = {"prov:label": field, "stw:value": value, "stw:path": path}
            if origin:
                about |= {"stw:basis": origin.basis, "stw:source": origin.source, "stw:lines": origin.lines}
            self._graph.entity(name, about, "Answer")
            self._graph.derived(name, FILE)
            if origin and origin.source in self._plan.library.sources:
                self._graph.derived(
                    name, self._knowledge.document(self._plan.library.sources[origin.source]), primary=True
                )
        return name

    def _derived_fact(self, field: str, value: str) -> str:
        name = self._named("fact", field)
        if not self._graph.has(name):
            self._graph.entity(name, {"prov:label": field, "stw:value": value}, "DerivedFact")
            self._graph.document.wasGeneratedBy(name, self._inference)
            for rule_id in self._setters[field]:
                self._rests_on(name, rule_id)
        return name

    def _rests_on(self, statement: str, rule_id: str) -> None:
        """A statement was derived from a rule, and from the facts that its fired clauses read."""
        self._graph.derived(statement, self._knowledge.rule(rule_id))
        for entry in self._fired.get(rule_id, ()):
            for field, value in entry.facts:
                self._graph.derived(statement, self._fact(field, value))

    # What the advice says

    def _arguments(self) -> None:
        for held in self._body.arguments:
            about = {"stw:option": held.option, "stw:direction": held.direction, "stw:claim": held.claim}
            about |= {"stw:step": held.step, "stw:strength": held.strength, "stw:evidence": held.evidence}
            self._statement("argument", held.rule, held.option, {**about, "stw:own_reading": held.own_reading})

    def _exclusions(self) -> None:
        for held in self._body.excluded:
            about = {"stw:option": held.option, "stw:with_option": held.with_option, "stw:ground": held.ground}
            self._statement("exclusion", held.rule, held.option, about)
        for rule_id in self._fired:
            if isinstance(self._rules[rule_id], Bound):
                self._statement("bound", rule_id, "term", {})

    def _preconditions(self) -> None:
        for held in self._body.preconditions:
            name = self._named("precondition", held.option, held.id)
            about = {"stw:option": held.option, "stw:precondition": held.id, "stw:state": held.state}
            self._graph.entity(name, {**about, "stw:class": held.class_}, "Precondition")
            self._graph.document.wasGeneratedBy(name, self._inference)
            for rule_id in held.rules:
                self._rests_on(name, rule_id)
            self._statements.setdefault(held.option.partition(".")[0], []).append(name)

    def _statement(self, kind: str, rule_id: str, option: str, about: Attributes) -> None:
        name = self._named(kind, rule_id, option)
        if self._graph.has(name):
            return
        unknown = [field for e in self._fired.get(rule_id, ()) for field in self._asked(e)]
        about = {**about, "stw:not_known": ", ".join(unknown)}
        self._graph.entity(name, about, kind.capitalize())
        self._graph.document.wasGeneratedBy(name, self._inference)
        self._rests_on(name, rule_id)
        self._statements.setdefault(option.partition(".")[0], []).append(name)

    def _asked(self, entry: TraceEntry) -> tuple[str, ...]:
        name = entry.rule if entry.role == "fires" else f"{entry.rule}#{entry.role}"
        return self._asks_unknown.get(name, ())

    def _overrides(self) -> None:
        for held in self._body.overrides:
            name = f"case:{local('set-by-hand', held.path)}"  # a part follows what was set for its segment
            if not self._graph.has(name):
                about = {"stw:option": held.option, "stw:reason": held.reason, "stw:on": held.on, "stw:path": held.path}
                self._graph.entity(name, about, "SetByHand")
                person = self._graph.agent(f"case:by/{fingerprint(held.by)}", {"prov:label": held.by}, "Role")
                self._graph.document.wasAttributedTo(name, person)
                self._graph.derived(name, FILE)
            self._statements.setdefault(held.instrument, []).append(name)

    def _decisions(self) -> None:
        for instrument, held in self._body.decisions.items():
            name = self._named("decision", instrument)
            about = {"stw:instrument": instrument, "stw:chosen": ", ".join(held.taken)}
            about |= {"stw:decided_at": held.decided_at, "stw:level": ", ".join(held.ties)}
            self._graph.entity(name, about, "Decision")
            self._graph.document.wasGeneratedBy(name, self._deciding)
            self._graph.derived(ADVICE, name)
            for statement in self._statements.get(instrument, ()):
                self._graph.derived(name, statement)
            for entry in held.ranking:
                for rule_id in entry.rules:
                    self._graph.derived(name, self._knowledge.rule(rule_id))
            if self._whole is not None and held.inherited:
                self._graph.derived(name, f"case:{local('decision', self._whole, instrument)}")

    def _consequences(self) -> None:
        for held in self._body.consequences:
            name = self._named("consequence", held.rule)
            if self._graph.has(name):
                continue
            about = {"stw:what": held.what, "prov:label": self._knowledge.said(held.text)}
            self._graph.entity(name, about, "Consequence")
            self._graph.document.wasGeneratedBy(name, self._deciding)
            self._rests_on(name, held.rule)
            self._graph.derived(ADVICE, name)

    def _named(self, kind: str, *parts: str) -> str:
        return f"case:{local(kind, self._path, *parts)}"
