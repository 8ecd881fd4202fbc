"""The college paper and the memo to the council: complete, numbered, and never silent about what is not known."""

import re

import pytest

from stuurwijzer.bench.reading_ease import sentences_of
from stuurwijzer.engine.advice.choice_entries import ConflictEntry, OverrideEntry
from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.college import SECTIONS
from stuurwijzer.engine.papers.paper import PaperName
from stuurwijzer.engine.papers.points import INSTRUMENTS
from stuurwijzer.engine.rendering.elements import (
    Block,
    Table,
    Unknown,
    lines_of,
    plain,
)
from stuurwijzer.engine.rendering.markdown import as_markdown
from stuurwijzer.engine.rendering.numbers import Language

from ..conftest import advice_on
from .conftest import advice

BOTH: tuple[PaperName, ...] = ("college", "council")
NEVER = re.compile(
    r"n\.v\.t|\bn/a\b|juridisch houdbaar|score van|nader onderzoek|systeem heeft|enige mogelijkheid", re.I
)
"""what no paper may say, as far as a pattern can see it"""


def blocks(name: PaperName, language: Language = "nl", held: Advice | None = None) -> dict[str, Block]:
    sheet = paper_of(name, held or advice(), language).document.sheets[0]
    return {block.name: block for block in sheet.blocks}


def text_of(block: Block) -> str:
    return "\n".join(plain(line) for element in block.elements for line in lines_of((element,)))


def test_every_section_of_a_college_paper_is_there_and_says_something() -> None:
    held = blocks("college")
    assert tuple(held) == SECTIONS
    assert all(text_of(block) for block in held.values())


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(("language", "said"), [("nl", "niet bekend; nodig van"), ("en", "not known; needed from")])
def test_what_is_not_known_says_from_whom_it_is_needed(name: PaperName, language: Language, said: str) -> None:
    """Rivierenland names no norm, no way out and no split of costs (nothing of that stands in its file)."""
    held = blocks(name, language)
    silent = [
        plain(line)
        for title, block in held.items()
        if title != "counsel"  # there the owner's name is what is not known, and the question itself is the answer
        for element in block.elements
        for line in lines_of((element,))
        if any(isinstance(span, Unknown) for span in line)
    ]
    assert silent == []
    where = "evaluation" if name == "college" else "following"
    assert text_of(held[where]).count(said) == 3
    assert not NEVER.search("\n".join(text_of(block) for block in held.values()))


def test_each_decision_point_names_every_segment_once() -> None:
    lines = [plain(line) for line in blocks("college")["decision_points"].elements[1].lines]  # type: ignore[union-attr]
    assert [line.split()[0] for line in lines] == [str(n) for n in range(1, len(lines) + 1)]
    names = [segment.name for segment in advice().segments]
    for line in lines[: len(INSTRUMENTS)]:
        if "alle segmenten" not in line:
            listed = re.findall(r"\(([^()]+)\)", line)
            counted = {name: sum(name in re.split(r", | en (?=[A-Z])", held) for held in listed) for name in names}
            assert counted == dict.fromkeys(names, 1), line


def test_arguments_have_a_number_of_their_own_and_a_rule_that_the_annex_explains() -> None:
    document = paper_of("college", advice(), "nl").document
    held = {block.name: text_of(block) for block in document.sheets[0].blocks}
    both = f"{held['arguments']}\n{held['counterarguments']}"
    numbered = re.findall(r"^(\d\.\d+) .*\[(\d\.\d+) · ([\w.+-]+)(?:, \+\d+)?\]$", both, re.M)
    assert len(numbered) > 20
    assert all(first == second for first, second, _ in numbered)
    assert len({first for first, _, _ in numbered}) == len(numbered)
    explained = next(sheet for sheet in document.sheets if sheet.id == "herkomst")
    terms = {entry.term for entry in explained.blocks[0].elements[0].entries}  # type: ignore[union-attr]
    assert {rule for _, _, rule in numbered} <= terms


def test_an_argument_for_a_choice_never_stands_among_those_against_it() -> None:
    """The board chose a tender (its file says so): what speaks for open house is a counter-argument, and only that."""
    held = blocks("college")
    assert "form.board.tender-line" in text_of(held["arguments"])
    assert "form.open_house.supply-to-stimulate" in text_of(held["counterarguments"])
    assert "form.open_house.supply-to-stimulate" not in text_of(held["arguments"])


def test_what_a_person_set_against_the_advice_stands_with_the_decision_points() -> None:
    conflict = ConflictEntry(
        kind="severe", ground=None, instrument="funding", with_option=None, precondition=None, state=None,
        rules=(), passages=(), law=None, text=None,
    )  # fmt: skip
    override = OverrideEntry(
        path="segments/x/overrides/funding", segment=advice().segments[0].id, instrument="funding",
        option="funding.task.lumpsum", advised="funding.effort", reason="Rust.", by="colleges", on="2021-06-01",
        conflicts=(conflict,),
    )  # fmt: skip
    first = advice().segments[0].model_copy(update={"overrides": (override,)})
    changed = advice().model_copy(update={"segments": (first, *advice().segments[1:])})
    said = text_of(blocks("college", "nl", changed)["decision_points"])
    assert "colleges, 1-6-2021" in said
    assert "Rust." in said
    assert "heeft een keuze gezet" in text_of(blocks("council", "nl", changed)["choices"])


def test_sources_that_contradict_each_other_are_told_in_every_paper() -> None:
    """By their passages: Rivierenland's four years against the pilots that the other rule speaks of."""
    told: tuple[PaperName, ...] = ("segments", "strategy", "college")
    for name in told:
        assert "*Dat wringt met:*" in as_markdown(paper_of(name, advice(), "nl").document), name
    assert "De bronnen spreken elkaar" in text_of(blocks("council")["certainty"])


def test_a_risk_without_a_measure_says_who_has_to_give_one() -> None:
    changed = [
        held.model_copy(
            update={
                "parts": (),
                "consequences": tuple(c.model_copy(update={"measure": None}) for c in held.consequences),
            }
        )
        for held in advice().segments
    ]
    bare = advice().model_copy(update={"segments": tuple(changed)})
    for held, least in ((advice(), 0), (bare, 5)):
        table = blocks("college", "nl", held)["risks"].elements[0]
        assert isinstance(table, Table)
        assert all(re.search(r"\[R\d+ · [\w.+-]+\]$", plain(row.cells[0])) for row in table.rows)
        said = [plain(row.cells[1]).startswith("niet bekend; nodig van") for row in table.rows]
        assert sum(said) == (len(said) if least else 0)
        assert len(said) > least


def test_clients_of_several_segments_are_never_added_up() -> None:
    """By hand, at most 572, 246, 659, 1.888, 21 and 21 people; their sum, 3.407, stands nowhere."""
    for name in BOTH:
        text = as_markdown(paper_of(name, advice(), "nl").document)
        assert "1.888" in text
        assert "3.407" not in text


def test_the_memo_is_short_and_has_no_table() -> None:
    held = blocks("council")
    assert not any(isinstance(element, Table) for block in held.values() for element in block.elements)
    said = " ".join(sentences_of(paper_of("council", advice(), "nl").document))
    assert len(said.split()) < 750, "two pages, the short references behind its choices aside"


def test_no_board_is_asked_to_adopt_what_is_open_or_what_no_source_prefers() -> None:
    """The first segment is left with two forms of funding, the second with nothing that a source prefers."""
    first, second, *rest = advice().segments
    level = first.decisions["funding"].model_copy(
        update={"chosen": None, "ties": ("funding.effort", "funding.output"), "decided_at": None}
    )
    silent = second.decisions["funding"].model_copy(update={"chosen": None, "ties": (), "decided_at": None})
    changed = advice().model_copy(
        update={
            "segments": (
                first.model_copy(update={"parts": (), "decisions": {**first.decisions, "funding": level}}),
                second.model_copy(update={"parts": (), "decisions": {**second.decisions, "funding": silent}}),
                *rest,
            )
        }
    )
    said = text_of(blocks("college", "nl", changed)["decision_points"]).splitlines()[2]
    adopted, left_open, free = said.split("; ")[:3]
    assert adopted.startswith("2 de bekostiging vast te stellen: inspanningsgericht (")
    assert left_open == f"nog open te laten: inspanningsgericht of outputgericht ({first.name})"
    assert free == f"zelf te bepalen: geen voorkeur uit de bronnen ({second.name})"


def test_the_memo_advises_what_is_chosen_and_keeps_what_is_open_apart() -> None:
    """Rivierenland leaves the term of its last segment open; no body is said to decide that the file does not name."""
    told = [plain(line) for element in blocks("council")["choices"].elements for line in lines_of((element,))]
    advised, still_open = told.index("Dit raden wij aan:"), told.index("Dit is nog open:")
    assert advised < still_open
    assert [line.split(" [")[0] for line in told[still_open + 1 : -1]] == [
        "Hoe lang contracten duren: Wonen met behandeling. Nog mogelijk: 4 jaar. Of: 4 + 2 + 2 jaar. "
        "Geen enkel antwoord dat nog ontbreekt, beslist dit alleen."
    ]
    assert "besluit zelf" not in text_of(blocks("council")["role"])


def still_open(held: Advice) -> list[str]:
    """What the memo says of each choice that is open, without the rule behind it."""
    elements = blocks("council", "nl", held)["choices"].elements
    told = [plain(line) for element in elements for line in lines_of((element,))]
    return [line.split(" [")[0] for line in told[told.index("Dit is nog open:") + 1 : -1]]


def test_an_open_choice_names_what_is_possible_and_the_questions_that_can_decide_it() -> None:
    """Hart van Brabant on sheltered living, as its sheet: two forms of a task stay level, and whether the group can be
    delimited decides. Its region names nobody for figures, so who is asked is our reading."""
    [line] = [said for said in still_open(advice_on("hart-van-brabant-2021")) if "Wmo beschermd wonen" in said]
    assert line == (
        "Hoe aanbieders worden betaald: Wmo beschermd wonen. Nog mogelijk: betaal elke aanbieder een vast bedrag voor "
        "zijn taak. Of: betaal een vast bedrag voor een hele groep inwoners. Dit antwoord kan de doorslag geven: Is de "
        "doelgroep af te bakenen? (wie de cijfers beheert ◇)"
    )


def test_of_many_questions_the_first_stand_in_the_memo_and_the_rest_is_counted() -> None:
    """Achterhoek on dyslexia: seven fields, as its sheet counts them under what would change the advice."""
    told = still_open(advice_on("achterhoek-2021"))
    [line] = [said for said in told if said.startswith("Hoe aanbieders worden betaald: Dyslexie.")]
    assert line.count("?") == 3
    assert line.endswith("Nog vier vragen op de segmentbladen.")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ties": ()}, "De bronnen noemen geen voorkeur."),
        ({"ties": (), "decided_at": "none_left"}, "Geen optie is nu mogelijk."),
    ],
    ids=["sources are silent", "no option is left"],
)
def test_an_open_choice_without_level_options_says_why(changes: dict[str, object], said: str) -> None:
    *rest, last = advice().segments
    bodies = []
    for body in (last, *last.parts):
        term = body.decisions["term"].model_copy(update=changes)
        bodies.append(body.model_copy(update={"decisions": {**body.decisions, "term": term}}))
    changed = advice().model_copy(
        update={"segments": (*rest, bodies[0].model_copy(update={"parts": tuple(bodies[1:])}))}
    )
    assert still_open(changed) == [
        f"Hoe lang contracten duren: Wonen met behandeling. {said} "
        "Geen enkel antwoord dat nog ontbreekt, beslist dit alleen."
    ]


def test_a_lack_that_holds_in_some_segments_names_them() -> None:
    """Where use is known and where not (RIV table 1): one cell never says of all that a thing is known and unknown."""
    cell = text_of(blocks("college", "en")["alternatives"])
    assert "not met: enough use (cannot change) – Respijtzorg en kortdurend verblijf and Logeren;" in cell
    assert "unknown: enough use (cannot change) – Wonen met behandeling" in cell


def test_where_nothing_is_chosen_no_paper_says_that_nothing_speaks_against_it() -> None:
    bare = [
        held.model_copy(
            update={
                "parts": (),
                "decisions": {
                    **held.decisions,
                    "funding": held.decisions["funding"].model_copy(update={"chosen": None, "ties": ()}),
                },
            }
        )
        for held in advice().segments
    ]
    told = blocks("college", "nl", advice().model_copy(update={"segments": tuple(bare)}))
    for side in ("arguments", "counterarguments"):
        line = next(line for line in text_of(told[side]).splitlines() if line.startswith("2 Bekostiging"))
        assert line.startswith("2 Bekostiging. Er is nog geen keuze."), side


@pytest.mark.parametrize("name", BOTH)
def test_a_passage_names_the_rules_that_the_paper_explains_and_no_other(name: PaperName) -> None:
    text = as_markdown(paper_of(name, advice(), "nl").document)
    explained = set(re.findall(r"^\*\*([a-z_]+\.[\w.+-]+)\*\*", text, re.M))
    used = {
        rule for line in re.findall(r"Gebruikt door (`.*?)(?:\.? Vingerafdruk|$)", text, re.M)
        for rule in re.findall(r"`([^`]+)`", line)
    }  # fmt: skip
    assert used
    assert used <= explained
