"""From passage to advice: every statement of an advice leads over relations of W3C PROV to what it rests on."""

from pathlib import Path

import pytest
from prov.model import ProvAttribution, ProvDerivation, ProvDocument, ProvEntity, ProvGeneration

from stuurwijzer.engine.advice import Advice, advise
from stuurwijzer.engine.command.opening import Case, locate, open_case
from stuurwijzer.engine.formats.prov_graph import Graph
from stuurwijzer.engine.formats.prov_knowledge import OWN
from stuurwijzer.engine.formats.provenance import ADVICE, FILE, provenance_of
from stuurwijzer.engine.inference import reference_evaluator

SEGMENT = "jeugd-wonen-met-behandeling"
Links = dict[str, set[str]]


def made(case: Case) -> tuple[Advice, Graph]:
    advice = advise(
        case.region,
        case.base,
        as_of=case.plan.as_of,
        only=SEGMENT,
        evaluator=reference_evaluator(case.plan),
        plan=case.plan,
    )
    return advice, provenance_of(advice, case.region, case.plan, "1.2.3", "nl")


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case("rivierenland-2021", None)


@pytest.fixture(scope="module")
def held(case: Case) -> tuple[Advice, Graph]:
    return made(case)


@pytest.fixture(scope="module")
def read(held: tuple[Advice, Graph]) -> ProvDocument:
    """The graph as the library reads it back from the file."""
    document = ProvDocument.deserialize(content=held[1].as_json(), format="json")
    assert isinstance(document, ProvDocument)
    return document


def names(document: ProvDocument, kind: str) -> list[str]:
    wanted = f"stw:{kind}"
    return [str(e.identifier) for e in document.get_records(ProvEntity) if wanted in map(str, e.get_asserted_types())]


def derivations(document: ProvDocument) -> Links:
    links: Links = {}
    for record in document.get_records(ProvDerivation):
        (_, what), (_, origin) = record.formal_attributes[:2]
        links.setdefault(str(what), set()).add(str(origin))
    return links


def reached(name: str, links: Links) -> set[str]:
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for origin in links.get(ahead.pop(), ()):
            if origin not in found:
                found.add(origin)
                ahead.append(origin)
    return found


def test_the_library_reads_back_the_same_graph(held: tuple[Advice, Graph], read: ProvDocument) -> None:
    assert read == held[1].document
    assert held[1].as_provn().startswith("document\n")
    assert f"entity({ADVICE}" in held[1].as_provn()


@pytest.mark.parametrize("kind", ["Argument", "Exclusion", "Precondition", "Consequence", "Bound"])
def test_every_statement_leads_to_a_passage_or_to_the_mark_of_own_judgement(kind: str, read: ProvDocument) -> None:
    links = derivations(read)
    statements = names(read, kind)
    assert statements or kind == "Bound"
    lost = [n for n in statements if not any(o == OWN or o.startswith("passage:") for o in reached(n, links))]
    assert lost == []


def test_every_argument_exclusion_and_decision_of_the_advice_stands_in_the_graph(
    held: tuple[Advice, Graph], read: ProvDocument
) -> None:
    links, (segment,) = derivations(read), held[0].segments
    bodies = {SEGMENT: segment, **{f"{SEGMENT}/{part.id}": part for part in segment.parts}}
    assert len(bodies) == 3
    arguments = {(path, a.rule, a.option) for path, body in bodies.items() for a in body.arguments}
    assert len(names(read, "Argument")) == len(arguments)
    assert len(names(read, "Precondition")) == sum(len(body.preconditions) for body in bodies.values())
    for path, body in bodies.items():
        for instrument in body.decisions:
            name = f"case:decision/{path}/{instrument}"
            assert name in links[ADVICE]
            about = {a.rule for a in body.arguments if a.option.startswith(f"{instrument}.")}
            assert {f"rule:{rule}" for rule in about} <= reached(name, links), name


def test_a_fact_that_a_rule_read_leads_to_the_answer_with_its_basis_and_place(read: ProvDocument) -> None:
    """Rivierenland gives the share of the three largest as 67,72 %, line 545: 6772 basis points."""
    links = derivations(read)
    (fact,) = [n for n in names(read, "DerivedFact") if n.endswith("/signal.concentration")]
    (answer,) = [n for n in links[fact] if n.endswith("market.top3_share")]
    (entity,) = [e for e in read.get_records(ProvEntity) if str(e.identifier) == answer]
    said = {str(name): str(value) for name, value in entity.attributes}
    assert (said["stw:value"], said["stw:basis"], said["stw:lines"]) == ("6772", "measured", "545")
    assert links[answer] == {FILE, "doc:rivierenland-2021"}
    assert "param:market.top3_concentrated" in reached(fact, links)


def test_passages_carry_the_digests_of_the_library(case: Case, read: ProvDocument) -> None:
    passages = names(read, "Passage")
    assert passages
    for entity in read.get_records(ProvEntity):
        if str(entity.identifier) in passages:
            said = {str(name): str(value) for name, value in entity.attributes}
            known = case.plan.library.passages[str(entity.identifier).removeprefix("passage:")]
            assert said.get("stw:words_sha256") == known.digest


def test_every_reference_leads_to_something_and_every_source_is_attributed(read: ProvDocument) -> None:
    known = {str(record.identifier) for record in read.get_records() if record.identifier}
    named: set[str] = set()
    for record in (r for kind in (ProvDerivation, ProvGeneration, ProvAttribution) for r in read.get_records(kind)):
        named |= {str(value) for _, value in record.formal_attributes if value}
    assert named - known == set()
    attributed = {str(r.formal_attributes[0][1]) for r in read.get_records(ProvAttribution)}
    assert {*names(read, "Document"), OWN, FILE, ADVICE} <= attributed


def test_what_is_own_judgement_is_marked_and_what_a_source_says_outright_is_not(case: Case, read: ProvDocument) -> None:
    links = derivations(read)
    marked = {n.removeprefix("rule:") for n, origins in links.items() if n.startswith("rule:") and OWN in origins}
    rules = {rule.id: rule for rule in case.plan.rules if f"rule:{rule.id}" in links}
    own = {i for i, r in rules.items() if r.own_reading or r.own_judgement or getattr(r, "evidence", "") == "own"}
    assert marked == own
    assert own
    assert rules.keys() - own


def test_derivations_make_no_circle(read: ProvDocument) -> None:
    links = derivations(read)
    assert [name for name in links if name in reached(name, links)] == []


def test_there_is_no_clock_and_the_same_advice_gives_the_same_bytes(case: Case, held: tuple[Advice, Graph]) -> None:
    again = made(open_case("rivierenland-2021", None))[1]
    assert again.as_json() == held[1].as_json()
    assert again.as_provn() == held[1].as_provn()
    assert not any(
        str(a).startswith(("prov:time", "prov:startTime")) for r in again.document.records for a, _ in r.attributes
    )


SET_BY_HAND = """
    overrides:
      funding: {option: funding.output, reason: de raad wil dit, by: programmamanager, date: 2021-06-01}
"""


def test_a_choice_set_by_hand_leads_to_who_set_it(tmp_path: Path) -> None:
    text = locate("rivierenland-2021")[0].read_text(encoding="utf-8")
    line = f"  - id: {SEGMENT}\n"
    assert line in text
    changed = tmp_path / "region.yaml"
    changed.write_text(text.replace(line, line + SET_BY_HAND.lstrip("\n")), encoding="utf-8")
    document = made(open_case(str(changed), None))[1].document
    (name,) = names(document, "SetByHand")
    assert name in derivations(document)[f"case:decision/{SEGMENT}/funding"]
    agents = [
        r.formal_attributes[1][1]
        for r in document.get_records(ProvAttribution)
        if str(r.formal_attributes[0][1]) == name
    ]
    (agent,) = [a for a in document.get_records() if a.identifier == agents[0]]
    assert "programmamanager" in {str(value) for _, value in agent.attributes}
