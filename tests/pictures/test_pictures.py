"""Shapes as SVG and as points: whole numbers, escaped words, nothing from elsewhere, the same bytes."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from stuurwijzer.engine.pictures import Box, Drawing, Fill, Label, Mark, Trace
from stuurwijzer.engine.pictures.points import as_png
from stuurwijzer.engine.pictures.shapes import beside_each_other, folded, width_of
from stuurwijzer.engine.pictures.svg import alone, inline

SVG = "{http://www.w3.org/2000/svg}"
FILLS: tuple[Fill, ...] = ("none", "solid", "dense", "sparse", "back", "dots", "tint1", "tint2", "tint3")
HOSTILE = 'a"><script>alert(1)</script><image href="http://x/y"/>&'
EVERYTHING = Drawing(
    "beeld",
    f"Wat er te zien is {HOSTILE}",
    f"Alles in woorden {HOSTILE}",
    4_000,
    1_000,
    (
        *(Box(100 * n, 100, 80, 200, fill) for n, fill in enumerate(FILLS)),
        Trace(((0, 0), (100, 50), (200, 0)), dashed=True),
        Mark(100, 100, "dot"),
        Mark(200, 100, "half"),
        Mark(300, 100, "ring"),
        Mark(400, 100, "diamond"),
        Mark(500, 100, "hollow_diamond"),
        Label(0, 500, f"Woorden {HOSTILE}", bold=True, lang="nl"),
    ),
)


@pytest.mark.parametrize("written", [alone, inline])
def test_text_stays_text_and_nothing_comes_from_elsewhere(written: object) -> None:
    text = alone(EVERYTHING) if written is alone else inline(EVERYTHING)
    root = ElementTree.fromstring(text)
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    drawn = {"svg", "title", "desc", "defs", "pattern", "rect", "circle", "path", "polyline", "text"}
    assert kinds == drawn
    assert "http" not in re.sub(r">[^<]*<", "><", text.replace("http://www.w3.org/2000/svg", ""))
    assert [held.text for held in root.iter() if held.text and HOSTILE in held.text][1:] == [
        f"Alles in woorden {HOSTILE}",
        f"Woorden {HOSTILE}",
    ]


def test_a_picture_names_itself_for_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(alone(EVERYTHING))
    ids = {held.get("id"): held.text for held in root.iter() if held.get("id")}
    assert root.get("role") == "img"
    assert ids[root.get("aria-labelledby")] == EVERYTHING.finding
    assert ids[root.get("aria-describedby")] == EVERYTHING.in_words


def test_every_length_is_a_whole_number() -> None:
    root = ElementTree.fromstring(inline(EVERYTHING))
    names = ("x", "y", "width", "height", "cx", "cy", "r", "font-size", "points", "viewBox", "d", "stroke-width")
    held = [element.attrib[name] for element in root.iter() for name in names if name in element.attrib]
    assert len(held) > 40
    assert not [value for value in held if "." in value]


def test_every_fill_that_text_stands_beside_has_a_hatch_of_its_own() -> None:
    root = ElementTree.fromstring(alone(EVERYTHING))
    boxes = [held for held in root.findall(f"{SVG}rect") if held.get("y") == "100"]
    filled = [(held.get("fill"), held.get("fill-opacity")) for held in boxes]
    assert len(set(filled)) == len(FILLS)
    patterns = {held.get("id") for held in root.iter(f"{SVG}pattern")}
    assert {str(fill)[5:-1] for fill, _ in filled if str(fill).startswith("url(")} == patterns


def test_points_are_the_same_each_time_and_letters_come_from_the_font_that_travels_along() -> None:
    words = Drawing("a", "f", "w", 2_000, 400, (Label(100, 250, "€ 1,5 mln – ruim"),))
    empty = Drawing("a", "f", "w", 2_000, 400, ())
    assert as_png(words) == as_png(words)
    assert as_png(words).startswith(b"\x89PNG")
    assert len(as_png(words)) > len(as_png(empty)) + 500, "the words are drawn"


def test_labels_side_by_side_keep_apart_and_inside() -> None:
    """By hand: three names of 12 pixels in 400 pixels, the last two belonging to nearly the same place at the edge."""
    labels = [Label(x, 0, text) for x, text in ((50, "top 3 68 %"), (3_900, "4-10 3 %"), (3_950, "rest 29 %"))]
    placed = list(beside_each_other(labels, 4_000))
    assert [label.text for label in placed] == [label.text for label in labels]
    ends = [(label.x, label.x + width_of(label.text, label.size)) for label in placed]
    assert ends[0][0] >= 0
    assert ends[-1][1] <= 4_000
    assert all(one[1] < other[0] for one, other in pairwise(ends))


@pytest.mark.parametrize(
    ("text", "lines"),
    [("kort", ["kort"]), ("een lange naam voor een vak", ["een lange", "naam voor…"]), ("", [""])],
)
def test_words_fold_into_lines_and_say_where_they_were_cut(text: str, lines: list[str]) -> None:
    """Ten letters of 10 pixels fit in 58 pixels at 0.58 of their size."""
    assert folded(text, 100, 580, 2) == lines
