"""A picture as SVG: no script, no style, no font and no address but that of the format itself.

Only what browsers, WeasyPrint and resvg all draw: rectangles, lines, circles, paths, patterns and text, in the ink of
the text around it. Alone in a file it brings ink, paper and a size.
"""

from markupsafe import escape

from .shapes import Box, Drawing, Fill, Label, Mark, Shape, Trace

INK, PAPER = "#111111", "#ffffff"
TINTS: dict[Fill, str] = {"tint1": "0.07", "tint2": "0.16", "tint3": "0.28"}
"""how much ink; black on the darkest still has a contrast of more than ten to one"""
HATCHES: dict[Fill, str] = {
    "dense": '<pattern id="{id}" width="50" height="50" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="24" height="50" fill="currentColor"/></pattern>',
    "sparse": '<pattern id="{id}" width="90" height="90" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><rect width="10" height="90" fill="currentColor"/></pattern>',
    "back": '<pattern id="{id}" width="70" height="70" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><rect width="20" height="70" fill="currentColor"/></pattern>',
    "dots": '<pattern id="{id}" width="70" height="70" patternUnits="userSpaceOnUse">'
    '<circle cx="25" cy="25" r="9" fill="currentColor"/></pattern>',
}


def inline(drawing: Drawing) -> str:
    """As part of a page."""
    return _svg(drawing, f'class="picture" width="{drawing.width // 10}" height="{drawing.height // 10}"', "")


def alone(drawing: Drawing) -> str:
    """As a file of its own."""
    size = f'width="{drawing.width // 10}" height="{drawing.height // 10}"'
    attributes = f'xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" color="{INK}"'
    paper = f'<rect width="{drawing.width}" height="{drawing.height}" fill="{PAPER}"/>\n'
    return _svg(drawing, attributes, paper) + "\n"


def _svg(drawing: Drawing, attributes: str, paper: str) -> str:
    name = escape(drawing.id)
    used = {shape.fill for shape in drawing.shapes if isinstance(shape, Box)}
    hatches = "".join(text.format(id=f"{name}-{fill}") for fill, text in HATCHES.items() if fill in used)
    drawn = "\n".join(_shape(shape, str(name)) for shape in drawing.shapes)
    return (
        f'<svg {attributes} viewBox="0 0 {drawing.width} {drawing.height}" role="img" '
        f'aria-labelledby="{name}-titel" aria-describedby="{name}-tekst">\n'
        f'<title id="{name}-titel">{escape(drawing.finding)}</title>\n'
        f'<desc id="{name}-tekst">{escape(drawing.in_words)}</desc>\n'
        f"{f'<defs>{hatches}</defs>{chr(10)}' if hatches else ''}{paper}{drawn}\n</svg>"
    )


def _shape(shape: Shape, name: str) -> str:
    match shape:
        case Box():
            return _box(shape, name)
        case Trace():
            points = " ".join(f"{x},{y}" for x, y in shape.points)
            dashes = f' stroke-dasharray="{shape.weight * 4} {shape.weight * 3}"' if shape.dashed else ""
            ink = f'stroke="currentColor" stroke-width="{shape.weight}"{dashes}'
            return f'<polyline points="{points}" fill="none" {ink}/>'
        case Mark():
            return _mark(shape)
        case Label():
            return _label(shape)


def _box(box: Box, name: str) -> str:
    if box.fill in TINTS:
        fill = f'fill="currentColor" fill-opacity="{TINTS[box.fill]}"'
    elif box.fill in HATCHES:
        fill = f'fill="url(#{name}-{box.fill})"'
    else:
        fill = f'fill="{"currentColor" if box.fill == "solid" else "none"}"'
    edge = f' stroke="currentColor" stroke-width="{box.weight}"' if box.weight else ""
    return f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" {fill}{edge}/>'


def _mark(mark: Mark) -> str:
    x, y, size = mark.x, mark.y, mark.size
    edge = 'stroke="currentColor" stroke-width="12"'
    if mark.kind in ("diamond", "hollow_diamond"):
        fill = "currentColor" if mark.kind == "diamond" else PAPER
        return f'<path d="M {x} {y - size} l {size} {size} l -{size} {size} l -{size} -{size} z" fill="{fill}" {edge}/>'
    if mark.kind == "half":
        half = f'<path d="M {x} {y - size} a {size} {size} 0 0 0 0 {2 * size} z" fill="currentColor"/>'
        return f'<circle cx="{x}" cy="{y}" r="{size}" fill="none" {edge}/>{half}'
    fill = "currentColor" if mark.kind == "dot" else "none"
    return f'<circle cx="{x}" cy="{y}" r="{size}" fill="{fill}" {edge}/>'


def _label(label: Label) -> str:
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    weight = ' font-weight="bold"' if label.bold else ""
    lang = f' lang="{escape(label.lang)}"' if label.lang else ""
    place = f'x="{label.x}" y="{label.y}" font-size="{label.size}" fill="currentColor"'
    return f"<text {place}{anchor}{weight}{lang}>{escape(label.text)}</text>"
