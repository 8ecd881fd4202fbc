"""Columns of plain text: laid out for a width, without colour, lines or anything that depends on the terminal."""

from collections.abc import Sequence

WIDE, NARROW = (0, 1), (0, 1, 0, 0)
"""space around a cell, as Rich takes it: three and two characters between columns"""


def in_columns(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    right: frozenset[int] = frozenset(),
    space: tuple[int, ...] = WIDE,
) -> str:
    """A table with a ruled head. ``right`` are the columns of numbers; what does not fit is folded inside its cell."""
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=space)  # type: ignore[arg-type]
    for number, head in enumerate(heads):
        table.add_column(head, overflow="fold", justify="right" if number in right else "left")
    for row in rows:
        table.add_row(*row)
    out = StringIO()
    console = Console(file=out, width=width, no_color=True, force_terminal=False, markup=False, highlight=False)
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())
