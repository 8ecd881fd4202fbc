"""Savings by year as a picture: what the assumptions give upwards, by act; what the change costs downwards."""

from ..advice.money import SavingsAdvice
from ..pictures import Box, Drawing, Fill, Label, Shape, Trace
from ..pictures.shapes import SHEET, SMALL, folded
from .numbers import short_money
from .reader import Reader

LEFT, TOP, HIGH, LEGEND = 100, 260, 1_700, 240
FILLS: tuple[Fill, ...] = ("dense", "sparse", "dots", "back")
COST: Fill = "solid"


def savings_known(held: SavingsAdvice) -> bool:
    """Whether there is anything to draw: a year with a saving that is known."""
    return any(cell.saving is not None for cell in held.cells)


def savings_picture(id: str, held: SavingsAdvice, reader: Reader, width: int = SHEET, high: int = HIGH) -> Drawing:
    """The years side by side, where a saving is known. ``high`` is the height of its bars."""
    return _Savings(held, reader, width, high).drawing(id)


class _Savings:
    def __init__(self, held: SavingsAdvice, reader: Reader, width: int, high: int) -> None:
        self.held, self.reader, self.width, self.high = held, reader, width, high
        self.saved = {year.year: self._of(year.year) for year in held.by_year}
        self.costs = {year.year: year.change_cost or 0 for year in held.by_year}
        self.up = max((sum(v for v in of.values() if v > 0) for of in self.saved.values()), default=0)
        below = (self.costs[y] - sum(v for v in of.values() if v < 0) for y, of in self.saved.items())
        self.down = max(below, default=0)

    def _of(self, year: str) -> dict[str, int]:
        """The saving of each act that is known."""
        return {c.act: c.saving for c in self.held.cells if c.year == year and c.saving is not None}

    def _length(self, cents: int) -> int:
        return cents * self.high // max(1, self.up + self.down)

    def drawing(self, id: str) -> Drawing:
        reader, years = self.reader, [year.year for year in self.held.by_year]
        zero, bottom = TOP + self._length(self.up), TOP + self.high
        step = (self.width - LEFT) // len(years)
        shapes: list[Shape] = [Trace(((LEFT, zero), (self.width, zero)), 12)]
        for number, year in enumerate(years):
            shapes += self._year(year, LEFT + number * step, step, zero)
            shapes.append(Label(LEFT + number * step + step // 2, bottom + 300, year, "middle", SMALL, bold=True))
        shapes += self._legend(bottom + 480)
        in_words = " ".join(self._in_words(year) for year in years)
        finding = reader.say("money.savings.picture.finding", first=years[0], last=years[-1])
        return Drawing(id, finding, in_words, self.width, bottom + 480 + LEGEND, tuple(shapes))

    def _year(self, year: str, x: int, step: int, zero: int) -> list[Shape]:
        wide = min(step * 6 // 10, 1_200)
        left, middle = x + (step - wide) // 2, x + step // 2
        shapes: list[Shape] = []
        above = below = zero
        for act, fill in zip(self.held.acts, FILLS, strict=False):
            saving = self.saved[year].get(act, 0)
            length = self._length(abs(saving))
            if saving > 0:
                above -= length
                shapes.append(Box(left, above, wide, length, fill, 12))
            elif saving < 0:
                shapes.append(Box(left, below, wide, length, fill, 12))
                below += length
        cost = self._length(self.costs[year])
        if cost:
            shapes.append(Box(left, below, wide, cost, COST, 12))
            below += cost
        unknown = len(self.saved[year]) < len(self.held.acts)
        total = sum(self.saved[year].values())
        shown = "?" if unknown and not self.saved[year] else f"{self._money(total)}{' + ?' if unknown else ''}"
        shapes.append(Label(middle, above - 50, shown, "middle", SMALL))
        if cost:
            shapes.append(Label(middle, below + 120, f"− {self._money(self.costs[year])}", "middle", SMALL))
        return shapes

    def _legend(self, y: int) -> list[Shape]:
        names = [(fill, self._act(act)) for act, fill in zip(self.held.acts, FILLS, strict=False)]
        if any(self.costs.values()):
            names.append((COST, self.reader.say("money.savings.picture.cost")))
        wide = self.width // max(1, len(names))
        shapes: list[Shape] = []
        for number, (fill, name) in enumerate(names):
            shapes.append(Box(number * wide, y, 200, 110, fill, 10))
            [shown] = folded(name, SMALL, wide - 300, 1)
            shapes.append(Label(number * wide + 260, y + 95, shown, size=SMALL))
        return shapes

    def _in_words(self, year: str) -> str:
        reader = self.reader
        told = [
            reader.say("money.savings.picture.saves", act=self._act(act), amount=self._money(self.saved[year][act]))
            if act in self.saved[year]
            else reader.say("money.savings.picture.unknown", act=self._act(act))
            for act in self.held.acts
        ]
        if len(self.saved[year]) > 1:
            total = self._money(sum(self.saved[year].values()))
            told.append(reader.say("money.savings.picture.together", amount=total))
        if self.costs[year]:
            told.append(reader.say("money.savings.picture.costs", amount=self._money(self.costs[year])))
        return f"{year}: {'; '.join(told)}."

    def _act(self, act: str) -> str:
        return self.reader.say(f"law.{act}") if act else self.reader.say("money.all_acts")

    def _money(self, cents: int) -> str:
        return short_money(cents, self.reader.language)
