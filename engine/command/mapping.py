"""``map``: what is advised for a segment over the plane of two answers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

import click

from ..decision.flips import Limits
from ..facts import Field
from ..pictures.svg import alone
from ..reading.validation import nearest
from ..rendering import load_catalogue
from ..rendering.elements import capitalized
from ..rulebase.plan import Plan
from .accounting import as_json
from .faults import WrongInputError
from .map_picture import plane_picture
from .opening import Case, Opened, known_segment, open_case, opened
from .output import refuse_source, write_file
from .shell import Language
from .terms import Terms

if TYPE_CHECKING:
    from ..robustness.plane import Axis, Plane

LETTERS = ascii_uppercase
NONE = "·"
FORM_OF_SUFFIX = {".svg": "svg", ".json": "json", ".txt": "text", "": "text"}


@dataclass(frozen=True)
class Sides:
    """Two fields, whole or by the end of their names, and the instrument that is mapped."""

    x: str
    y: str
    instrument: str


def show_map(
    region: str,
    segment: str,
    sides: Sides,
    as_of: date | None,
    form: str | None,
    output: str | None,
    language: Language,
) -> None:
    """Print the plane as text, SVG or JSON, or write it. Raises WrongInputError, ProblemsFoundError, OurFaultError."""
    if form is None and Path(output or "").suffix.lower() not in FORM_OF_SUFFIX:
        raise WrongInputError("map_form", path=str(output))
    if output is not None:
        refuse_source(output, region)
    case = open_case(region, as_of)
    known_segment(case.region, segment)
    held = case.region.segment(segment)
    assert held is not None
    one = opened(case, held, None)
    plane = _plane(case, one, sides)
    terms = Terms(load_catalogue(language), case.plan.vocabulary, case.plan.library)
    chosen = form or FORM_OF_SUFFIX[Path(output or "").suffix.lower()]
    shown = {"text": _text, "svg": _svg, "json": _json}[chosen](plane, one, terms)
    if output is None or output == "-":
        click.echo(shown)
        return
    write_file(Path(output), shown + "\n")
    click.echo(load_catalogue(language).say("command.notes.written", path=output), err=True)


def _plane(case: Case, one: Opened, sides: Sides) -> "Plane":
    try:
        from ..robustness.plane import axis_of, plane_of
    except ImportError:
        raise WrongInputError("bulk_missing") from None
    limits = Limits(case.plan)
    single = [n for n, i in case.plan.library.options.instruments.items() if not i.multi and i.stage <= 3]
    if sides.instrument not in single:
        known = tuple(single)
        near = nearest(sides.instrument, single)
        raise WrongInputError("unknown_instrument_to_map", near, found=sides.instrument, known=known)
    axes = []
    for name in (sides.x, sides.y):
        field = _field(name, case.plan)
        axis = axis_of(field, one.facts, limits)
        if axis is None:
            raise WrongInputError("no_axis", found=field.name)
        axes.append(axis)
    if axes[0].field == axes[1].field:
        raise WrongInputError("one_axis", found=axes[0].field.name)
    return plane_of(limits, one.facts, one.circumstances, axes[0], axes[1], sides.instrument)


def _field(name: str, plan: Plan) -> Field:
    """A field that a segment answers, by its whole name or the end of it."""
    known = [n for n, f in plan.vocabulary.items() if f.owner in ("segment", "shared")]
    found = [n for n in known if n == name] or [n for n in known if n.endswith(f".{name}")]
    if len(found) != 1:
        raise WrongInputError("unknown_field_to_map", nearest(name, known), found=name)
    return plan.vocabulary[found[0]]


def _letters(plane: "Plane") -> dict[str | None, str]:
    """A letter for every option that occurs, in the order of their codes."""
    found = {option for row in plane.options for option in row}
    named: dict[str | None, str] = {}
    named.update(zip(sorted(option for option in found if option is not None), LETTERS, strict=False))
    return named | {None: NONE} if None in found else named


def _value(axis: "Axis", number: int, terms: Terms) -> str:
    field = axis.field
    if field.kind == "bool":
        return terms.value(field.name, str(bool(number)).lower())
    return terms.value(field.name, field.members[number] if field.kind == "enum" else str(number))


def _legend(plane: "Plane", terms: Terms) -> list[str]:
    none = terms.say("robustness.open")
    return [f"{mark}  {none if code is None else terms.option(code)}" for code, mark in _letters(plane).items()]


def _title(plane: "Plane", one: Opened, terms: Terms) -> str:
    x, y = terms.label(plane.x.field.name), terms.label(plane.y.field.name)
    return capitalized(
        terms.say("map.title", instrument=terms.instrument(plane.instrument), segment=one.name, x=x, y=y)
    )


def _now(plane: "Plane", terms: Terms) -> str:
    if plane.x.now is None or plane.y.now is None:
        return terms.say("map.now_unknown")
    x, y = (_value(axis, axis.numbers[axis.now or 0], terms) for axis in (plane.x, plane.y))
    option = plane.options[plane.y.now][plane.x.now]
    return terms.say(
        "map.now", x=x, y=y, option=terms.say("robustness.open") if option is None else terms.option(option)
    )


def _text(plane: "Plane", one: Opened, terms: Terms) -> str:
    letters = _letters(plane)
    labels = [_value(plane.y, number, terms) for number in plane.y.numbers]
    width = max(map(len, labels))
    rows = [
        f"{label:>{width}}  {''.join(letters[option] for option in row)}"
        for label, row in zip(labels, plane.options, strict=True)
    ]
    return "\n".join(
        [
            *(_title(plane, one, terms), "", *reversed(rows), _along(plane.x, terms), ""),
            *(*_legend(plane, terms), _now(plane, terms)),
        ]
    )


def _along(axis: "Axis", terms: Terms) -> str:
    """What stands from left to right: each word, or the ends of a figure."""
    names, label = _names(axis, terms), terms.label(axis.field.name)
    if axis.field.kind in ("bool", "enum"):
        return terms.say("map.along_words", x=label, names=tuple(names))
    return terms.say("map.along", x=label, low=names[0], high=names[-1])


def _json(plane: "Plane", one: Opened, terms: Terms) -> str:
    return as_json(
        {
            "segment": one.path,
            "instrument": plane.instrument,
            "x": _side(plane.x),
            "y": _side(plane.y),
            "options": plane.options,
        }
    )


def _side(axis: "Axis") -> dict[str, object]:
    """``values`` as a region file says them; ``now`` is the place of the present answer."""
    from ..bulk.columns import value_of

    return {"field": axis.field.name, "values": [value_of(axis.field, n) for n in axis.numbers], "now": axis.now}


def _svg(plane: "Plane", one: Opened, terms: Terms) -> str:
    sides = [(terms.label(axis.field.name), _names(axis, terms)) for axis in (plane.x, plane.y)]
    told = (*_legend(plane, terms), _now(plane, terms))
    return alone(plane_picture(plane, _letters(plane), sides[0], sides[1], _title(plane, one, terms), told)).rstrip()


def _names(axis: "Axis", terms: Terms) -> list[str]:
    return [_value(axis, number, terms) for number in axis.numbers]
