"""Columns: of plain text, laid out for a width without anything that depends on the terminal; of tables, by width."""

from collections.abc import Sequence

from .elements import Table

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


def column_widths(table: Table, width: int) -> tuple[int, ...]:
    """The columns as they ask for, what asks for nothing sharing the rest; together exactly ``width``."""
    free = [column for column in table.columns if not column.width]
    left = max(0, 100 - sum(column.width for column in table.columns))
    shares = [column.width or max(1, left // max(1, len(free))) for column in table.columns]
    whole = sum(shares)
    ends = [width * sum(shares[: number + 1]) // whole for number in range(len(shares))]
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))
