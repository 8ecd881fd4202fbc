"""How far long work is: a bar on a terminal, and nothing in a pipe or a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click


class Reached(Protocol):
    """Told how much is done by now, and what comes next in words that the reader knows."""

    def __call__(self, done: int, following: str = "", /) -> None: ...


@contextmanager
def progress(length: int) -> Iterator[Reached]:
    """Show how much of ``length`` is done, on the error output."""
    shown = [""]
    hidden = not sys.stderr.isatty()
    bar: Any
    with click.progressbar(length=length, file=sys.stderr, hidden=hidden, item_show_func=lambda _: shown[0]) as bar:

        def reached(done: int, following: str = "", /) -> None:
            shown[0] = following
            bar.update(done - bar.pos)
            bar.render_progress()

        yield reached
