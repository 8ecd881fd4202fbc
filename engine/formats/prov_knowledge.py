"""What an advice rests on, as PROV: documents, passages, parameters and rules, and the mark of own judgement."""

from ..advice.canonical import digest
from ..knowledge.options import Both
from ..knowledge.sources import Source
from ..rulebase.plan import Plan
from .prov_graph import Graph, local
from .rests_on import parameters_of, rests_on_own_judgement

OWN = "stw:own-judgement"
MAKERS = "stw:those-who-wrote-the-rules"
RULES = "rule:in-force"


class Knowledge:
    """Puts rules and what is behind them into a graph, each when it is first asked for."""

    def __init__(self, graph: Graph, plan: Plan, language: str) -> None:
        self._graph, self._plan, self._language = graph, plan, language
        self._rules = {rule.id: rule for rule in plan.rules}
        graph.agent(MAKERS, {}, "Role")
        graph.entity(RULES, {"stw:as_of": graph.day}, "RuleBase")
        graph.document.wasAttributedTo(RULES, MAKERS)

    def rule(self, rule_id: str) -> str:
        """A rule, with its passages as primary sources, its parameters, and own judgement where it rests on that."""
        rule = self._rules[rule_id]
        name = f"rule:{local(rule.id)}"
        if self._graph.has(name):
            return name
        about = {"prov:label": self.said(rule.because), "stw:digest": digest(rule.model_dump(mode="json"))}
        self._graph.entity(name, {**about, "stw:kind": rule.kind, "stw:checked": rule.checked.isoformat()}, "Rule")
        self._graph.document.hadMember(RULES, name)
        for passage in self._plan.passages_of(rule):
            self._graph.derived(name, self.passage(passage), primary=True)
        for parameter in parameters_of(rule):
            self._graph.derived(name, self.parameter(parameter))
        if rests_on_own_judgement(rule):
            self._graph.derived(name, self.own_judgement())
        return name

    def passage(self, passage_id: str) -> str:
        name = f"passage:{local(passage_id)}"
        if self._graph.has(name):
            return name
        held = self._plan.library.passages[passage_id]
        lines = f"{held.lines[0]}-{held.lines[1]}" if held.lines else None
        about = {"prov:label": self.said(held.summary), "stw:section": held.section, "stw:lines": lines}
        self._graph.entity(name, {**about, "stw:words_sha256": held.digest, "stw:state": held.state}, "Passage")
        self._graph.derived(name, self.document(self._plan.library.source_of[passage_id]))
        return name

    def document(self, held: Source) -> str:
        name = f"doc:{local(held.id)}"
        if self._graph.has(name):
            return name
        about = {"prov:label": held.title, "stw:date": held.date, "stw:kind": held.kind, "stw:address": held.address}
        self._graph.entity(name, about, "Document")
        maker = self._graph.agent(
            f"stw:organisation/{local(held.organisation)}", {"prov:label": held.organisation}, "Organization"
        )
        self._graph.document.wasAttributedTo(name, maker)
        return name

    def parameter(self, parameter_id: str) -> str:
        name = f"param:{local(parameter_id)}"
        if self._graph.has(name):
            return name
        held = self._plan.library.parameters[parameter_id]
        about = {"prov:label": self.said(held.meaning), "stw:value": self._plan.parameter(parameter_id)}
        about |= {"stw:quantity": held.quantity, "stw:unit": held.unit, "stw:judgement": held.judgement}
        self._graph.entity(name, {**about, "stw:as_of": self._graph.day}, "Parameter")
        for passage in held.passages:
            if self._plan.library.available(passage, self._plan.as_of):
                self._graph.derived(name, self.passage(passage))
        if held.judgement == "own":
            self._graph.derived(name, self.own_judgement())
        return name

    def own_judgement(self) -> str:
        """The mark of what no source says."""
        if not self._graph.has(OWN):
            self._graph.entity(OWN, {}, "OwnJudgement")
            self._graph.document.wasAttributedTo(OWN, MAKERS)
        return OWN

    def said(self, text: Both) -> str:
        return text[self._language]
