"""The page in HTML: every reader gets it whole, also without sight, colour, script or the network."""

import re
from itertools import pairwise

from stuurwijzer.engine.rendering import load_catalogue
from stuurwijzer.engine.rendering.numbers import Language, short_day

from .conftest import advice_for, rendered
from .page import Element, by_id, page, words_of

BLOCKS = (*("figures", "market", "mix", "why", "lost", "flips", "dissent", "questions", "consequences", "counsel"),)
REGION_BLOCKS = ("region_mix", "pilots", "postures", "first_questions")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLACK_ON_WHITE = 7


def test_every_sheet_has_every_block_in_the_same_order(region: str, language: Language) -> None:
    root, catalogue = page(rendered(region, "html", language)), load_catalogue(language)
    for segment in advice_for(region).segments:
        titles = [words_of(h.text) for h in by_id(root, segment.id).all("h3")]
        assert titles == [catalogue.say(f"block.{name}") for name in BLOCKS]
    titles = [words_of(h.text) for h in by_id(root, "regio").all("h2")]
    assert titles == [catalogue.say(f"block.{name}") for name in REGION_BLOCKS]


def test_no_block_is_empty(region: str) -> None:
    root = page(rendered(region, "html", "nl"))
    blocks = [e for e in root.walk() if "block" in e.attributes.get("class", "").split()]
    assert blocks
    for block in blocks:
        title = next(h.text for h in block.all(*HEADINGS))
        assert len(words_of(block.text)) > len(words_of(title)), title


def test_headings_go_down_one_step_at_a_time_from_one_h1(region: str, language: Language) -> None:
    levels = [int(h.tag[1]) for h in page(rendered(region, "html", language)).all(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(following <= level + 1 for level, following in pairwise(levels))


def test_ids_are_unique_and_every_link_has_its_target(region: str, language: Language) -> None:
    root = page(rendered(region, "html", language))
    ids = [e.attributes["id"] for e in root.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    targets = [e.attributes["href"] for e in root.all("a")]
    assert all(target.startswith("#") for target in targets)
    assert {target[1:] for target in targets} <= set(ids)
    referred = [e.attributes[name] for e in root.walk() for name in ("aria-labelledby",) if name in e.attributes]
    assert set(referred) <= set(ids)


def test_every_reference_leads_to_the_source_list_and_back(region: str) -> None:
    root = page(rendered(region, "html", "nl"))
    references = [a for a in root.all("a") if a.attributes.get("class") == "ref"]
    assert references
    passages = {name for source in advice_for(region).sources for name in source.passages}
    for reference in references:
        passage = reference.attributes["href"].removeprefix("#bron-")
        assert passage in passages
        assert words_of(reference.text) in reference.attributes["aria-label"]
    first_uses = {a.attributes["id"] for a in references if "id" in a.attributes}
    inside = {a.attributes["href"][1:] for dd in root.all("dd") for a in dd.all("a")}
    within_the_list = {f"bron-{passage}" for passage in passages}  # an erratum that is told at another passage
    to_rules = {target for target in inside if target.startswith("regel-")}  # the annex of provenance
    assert inside - within_the_list - to_rules <= first_uses


def test_a_reference_is_said_in_words(region: str) -> None:
    root = page(rendered(region, "html", "nl"))
    with_lines = [a for a in root.all("a") if a.attributes.get("class") == "ref" and ", r" in a.text]
    assert with_lines
    assert all(re.search(r"^bron \S+, r.* \(regels \d+ tot \d+\)$", a.attributes["aria-label"]) for a in with_lines)


def test_tables_have_a_caption_and_heads_on_rows_and_columns(region: str, language: Language) -> None:
    tables = page(rendered(region, "html", language)).all("table")
    assert tables
    for table in tables:
        assert words_of(table.all("caption")[0].text)
        columns = [th for th in table.all("th") if th.attributes["scope"] == "col"]
        rows = table.all("tbody")[0].all("tr")
        assert all(words_of(th.text) for th in table.all("th")), table.all("caption")[0].text
        for row in rows:
            cells = row.all("th", "td")
            assert len(cells) == len(columns)
            assert [c.attributes.get("scope") for c in cells] == ["row", *[None] * (len(cells) - 1)]
            assert all(words_of(cell.text) for cell in cells), words_of(row.text)


def test_a_sign_has_a_name_in_the_language_of_the_page(region: str, language: Language) -> None:
    catalogue = load_catalogue(language)
    names = {catalogue.say(f"page.{name}") for name in ("unknown", "own", "clear", "leaning", "open")}
    signs = [e for e in page(rendered(region, "html", language)).walk() if e.attributes.get("class") == "sign"]
    assert signs
    assert {sign.attributes["aria-label"] for sign in signs} <= names


def test_the_page_says_its_language_and_that_of_foreign_words(region: str) -> None:
    dutch, english = page(rendered(region, "html", "nl")), page(rendered(region, "html", "en"))
    assert dutch.all("html")[0].attributes["lang"] == "nl"
    assert english.all("html")[0].attributes["lang"] == "en"
    assert not [e for e in dutch.walk() if e.tag != "html" and "lang" in e.attributes]
    assert [e for e in english.walk() if e.attributes.get("lang") == "nl"]


def test_a_picture_states_its_finding_and_stands_only_where_the_market_was_measured(region: str) -> None:
    root = page(rendered(region, "html", "nl"))
    for segment in advice_for(region).segments:
        pictures = by_id(root, segment.id).all("svg")
        assert len(pictures) == bool(segment.market.groups)
        for picture in pictures:
            assert picture.attributes["role"] == "img"
            assert "leveren" in picture.all("title")[0].text


def test_the_picture_is_in_proportion() -> None:
    segment = next(s for s in advice_for("rivierenland-2021").segments if s.market.groups)
    picture = by_id(page(rendered("rivierenland-2021", "html", "nl")), segment.id).all("svg")[0]
    bars = [e for e in picture.all("rect") if e.attributes.get("y") == "180"]
    widths = [int(bar.attributes["width"]) for bar in bars]
    whole = sum(widths)
    assert len(widths) == 3
    for width, group in zip(widths, segment.market.groups, strict=True):
        assert abs(width * 10_000 - group.share * whole) <= 10_000, "to a tenth of a pixel"


def test_dates_are_readable_for_machines() -> None:
    times = page(rendered("rivierenland-2021", "html", "nl")).all("time")
    shown = {time.text: time.attributes["datetime"] for time in times}
    assert shown["1 april 2022"] == "2022-04-01"
    assert shown["1-4-2022"] == "2022-04-01"


def test_nothing_comes_from_elsewhere_and_nothing_runs(region: str) -> None:
    html = rendered(region, "html", "nl")
    root = page(html)
    assert not root.all("script", "link", "img", "iframe", "object", "embed")
    assert not re.search(r"https?://|url\((?!#)|@import", html)
    assert not [e for e in root.walk() if any(name.startswith("on") for name in e.attributes)]


def test_text_stands_out_against_the_page() -> None:
    style = rendered("rivierenland-2021", "html", "nl")
    colours = dict(re.findall(r"--(ink|paper|link): (#[0-9a-f]{3,6})", style))
    for name in ("ink", "link"):
        assert contrast(colours[name], colours["paper"]) >= BLACK_ON_WHITE


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_in_print_each_sheet_has_a_foot_of_its_own(region: str) -> None:
    html, advice = rendered(region, "html", "nl"), advice_for(region)
    feet = [re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), f) for f in re.findall(r'content: "([^"]*)"', html)]
    for segment in advice.segments:
        assert any(foot.startswith(segment.name) and short_day(advice.as_of, "nl") in foot for foot in feet)
    assert html.count("A4 landscape") >= 1
    assert "details::details-content" in html


def test_names_are_data_on_the_page() -> None:
    advice = advice_for("hart-van-brabant-2021")
    hostile = "</style><script>alert(1)</script>\"'\\"
    segments = tuple(s.model_copy(update={"name": hostile}) for s in advice.segments)
    region = advice.region.model_copy(update={"name": hostile, "addressee": hostile})
    html = render_html(advice.model_copy(update={"segments": segments, "region": region}))
    root = page(html)
    assert not root.all("script")
    assert html.count("</style>") == 1
    assert any(hostile in h.text for h in root.all("h2"))


def render_html(advice: object) -> str:
    from stuurwijzer.engine.advice.model import Advice
    from stuurwijzer.engine.rendering import render

    assert isinstance(advice, Advice)
    return render(advice, "html", "nl")


def test_sheets_can_be_reached_from_the_top(region: str) -> None:
    root = page(rendered(region, "html", "nl"))
    nav: Element = root.all("nav")[0]
    links = {a.attributes["href"][1:] for a in nav.all("a")}
    assert {segment.id for segment in advice_for(region).segments} <= links
    assert root.all("a")[0].attributes["class"] == "skip"
