"""Regions by chance, from the shapes of the models: every kind of answer, and texts that a spreadsheet may misread."""

import random
from datetime import date, timedelta
from typing import Any

from stuurwijzer.engine.profile import RegionProfile
from stuurwijzer.engine.profile.answers import Strict
from stuurwijzer.engine.profile.region import Part, SegmentProfile
from stuurwijzer.engine.profile.shapes import (
    Asked,
    ByKey,
    ByName,
    ByYear,
    ListOf,
    Plain,
    RecordsOf,
    RoomOf,
    SetOf,
    Shape,
    shapes_of,
)

TEXTS = (
    *("=1+1", "+31 6", "-", "@naam", "'gezegd'", "1.656", "2027-01-31", "12-14", "32,46%", "3+3+3", "TRUE", "null"),
    *("ja", "nee", "geen", "volledig", "?", "n.v.t.", "# geen opmerking", "_x000A_", "a_x0041_b", "a & b <c>"),
    *('één "woord"', "漢字 €", "a (b)", "x: [y]", "a / b", "~", "0", "1e5", "{value: 1}", "- lijst", "x" * 300),
)
YEARS = ("2026", "2027", "2028")
CHANCE = 0.35
"""of a question to be answered"""


def region_by_chance(seed: int) -> dict[str, Any]:
    """The data of a region file that is valid."""
    return _Chance(random.Random(seed)).region()


class _Chance:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def region(self) -> dict[str, Any]:
        data = self._room(RegionProfile, without=("segments", "business_case"))
        if "steps" in data.get("planning", {}):  # a day that has a question of its own may not stand there twice
            data["planning"] = {"steps": data["planning"]["steps"]}
        data |= {"format": 1, "id": "regio-1", "as_of": self._day()}
        if self._chance.random() < 0.5:
            data["business_case"] = self._business_case()
        data["segments"] = [self._segment(n) for n in range(1, self._chance.randint(2, 3))]
        return data

    def _segment(self, number: int) -> dict[str, Any]:
        data = self._room(SegmentProfile, without=("parts", "start_budget"))
        data["id"] = f"segment-met-een-lange-naam-nummer-{number}"
        parts = [self._room(Part) | {"id": f"deel-{n}"} for n in range(self._chance.randint(0, 1))]
        return data | ({"parts": parts} if parts else {})

    def _business_case(self) -> dict[str, Any]:
        from stuurwijzer.engine.profile.money_rooms import BusinessCase

        data = self._room(BusinessCase)
        acts = [act | {"act": law} for act, law in zip(data["acts"], ("jeugdwet", "wmo2015"), strict=False)]
        return data | {"years": list(YEARS), "acts": acts}

    def _room(self, model: type[Strict], without: tuple[str, ...] = ()) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, shape in shapes_of(model).items():
            needed = model.model_fields[name].is_required()
            if name not in without and (needed or self._chance.random() < CHANCE):
                data[name] = self._value(shape, name, model)
        return data

    def _value(self, shape: Shape, name: str, model: type[Strict] | None = None) -> Any:
        chance = self._chance
        match shape:
            case Asked(inner):
                return self._answer(inner, name)
            case Plain():
                return self._plain(shape, name)
            case SetOf(members):
                held = chance.sample(members, chance.randint(0, len(members)))
                cut = chance.randint(0, len(held))
                return {"present": held[:cut], "absent": held[cut:], "complete": chance.random() < 0.5}
            case ListOf(item, most):
                many = chance.randint(0, min(3, most or 3))
                return [self._plain(item, name) for _ in range(many)]
            case ByYear(item):
                years = chance.sample(YEARS, chance.randint(0, 3))
                unknown = item.kind != "fte"
                return {y: "?" if unknown and chance.random() < 0.2 else self._plain(item, name) for y in years}
            case ByKey(keys, item):
                return {
                    key: self._value(item, name) for key in chance.sample(keys, chance.randint(0, min(3, len(keys))))
                }
            case ByName(item):
                ids = name == "other_segments_funding"
                names = ["a-1", "b-2"] if ids else ["value", "name", "= Buren/x"]
                return {n: self._value(item, name) for n in names[: chance.randint(0, len(names))]}
            case RoomOf(inner_model):
                return self._room(inner_model)
            case RecordsOf(inner_model):
                many = max(chance.randint(0, 2), 1 if model and name in ("acts", "municipalities") else 0)
                made = [self._room(inner_model) for _ in range(many)]
                return [self._own_name(held, inner_model, n) for n, held in enumerate(made)]
        raise TypeError(shape)

    @staticmethod
    def _own_name(held: dict[str, Any], model: type[Strict], number: int) -> dict[str, Any]:
        """Ids of a list are different."""
        return held | ({"id": f"id-{number}"} if "id" in model.model_fields else {})

    def _answer(self, inner: Shape, name: str) -> dict[str, Any]:
        chance = self._chance
        value = chance.choice(["?", "n.v.t."]) if chance.random() < 0.2 else self._value(inner, name)
        if value in ("?", "n.v.t.") and isinstance(inner, Plain) and inner.kind == "text" and chance.random() < 0.5:
            value = "tekst"
        told: dict[str, Any] = {
            "basis": "judged",
            "of": "lot 3",
            "source": "=bron",
            "lines": "12-14, 16",
            "as_of": "2019",
            "note": "+1",
        }
        told |= {"owner": "regio", "restates_decision": True}
        about = {key: held for key, held in told.items() if chance.random() < CHANCE}
        needs_source = {"source": "bron"} if name == "jw_2_19_entry_date" else {}
        return {"value": value, **about, **needs_source}

    def _plain(self, shape: Plain, name: str) -> Any:
        chance = self._chance
        match shape.kind:
            case "bool":
                return chance.random() < 0.5
            case "enum":
                member = chance.choice(shape.members)
                return int(member) if shape.whole else member
            case "date":
                return self._day()
            case "count":
                return chance.choice([0, 1, 1656, 10**12 - 1])
            case "money":
                return chance.choice(["0", "8.802.420", "999.999.999.999,99", "0,05", "1234567,8"])
            case "share":
                return chance.choice(["0%", "32,46%", "100%", "0,01%", "99,99%"])
            case "fte":
                return chance.choice(["0", "2,5", "1-2", "0,75-9999,99", "1234,56"])
        special = {
            "lines": "534",
            "year": "2027",
            "adjacent_segments": "een-id",
            "id": "een-id",
            "nl": "vast",
            "en": "fixed",
        }
        return special.get(name, chance.choice(TEXTS))

    def _day(self) -> str:
        return (date(1995, 1, 1) + timedelta(days=self._chance.randint(0, 20_000))).isoformat()
