"""The documents of one run, made by two processes where that is faster: the same files, whoever made them."""

import gc
import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol

from .progress import Reached

if TYPE_CHECKING:
    from ..papers.paper import PaperName

Wanted = Mapping[str, "tuple[str, PaperName | None]"]
"""names of files, each with its form and paper"""
PROCESSES = 2
"""each takes some 250 MB, and a third finds little left to do: one paper is nearly half of the work"""
WORTH_IT = 8
"""sheets laid out on pages (PDF files times segments) that take longer than it takes to start the processes"""


class Maker(Protocol):
    """Makes a document; it travels to another process."""

    def content(self, form: str, paper: "PaperName | None") -> bytes: ...


def processes_for(wanted: Wanted, segments: int) -> int:
    """How many processes to make them with; one means this one."""
    pages = sum(form == "pdf" for form, _ in wanted.values())
    return min(PROCESSES, _processors()) if pages > 1 and pages * segments >= WORTH_IT else 1


def _processors() -> int:
    """Those that this process may use, which a container makes fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def documents(maker: Maker, wanted: Wanted, processes: int, reached: Reached) -> dict[str, bytes]:
    """The content of each file, in the order in which they are wanted. An error in another process is raised here.

    Processes that were ended from outside, as for want of memory, leave their work to this one.
    """
    made: dict[str, bytes] = {}

    def told() -> None:
        reached(len(made), next((name for name in wanted if name not in made), ""))

    told()
    if processes > 1:
        for name, content in _by_others(maker, wanted, processes):
            made[name] = content
            told()
    with _keeping_all():
        for name in [name for name in wanted if name not in made]:
            made[name] = maker.content(*wanted[name])
            told()
    return {name: made[name] for name in wanted}


def _by_others(maker: Maker, wanted: Wanted, processes: int) -> Iterator[tuple[str, bytes]]:
    """What other processes made, as it comes; PDF first, which takes longest."""
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=(maker,))
    try:
        longest_first = sorted(wanted, key=lambda name: wanted[name][0] != "pdf")
        names = {pool.submit(_content, *wanted[name]): name for name in longest_first}
        for future in as_completed(names):
            yield names[future], future.result()
    except BrokenExecutor:
        return
    finally:
        pool.shutdown(cancel_futures=True)


class _Here:
    """What a process that makes documents for another one was given."""

    maker: Maker


def _begin(maker: Maker) -> None:
    _Here.maker = maker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked stops, and says so
    gc.disable()


def _content(form: str, paper: "PaperName | None") -> bytes:
    return _Here.maker.content(form, paper)


@contextmanager
def _keeping_all() -> Iterator[None]:
    """No looking for garbage between documents: it takes a tenth of their time and gives back some 50 MB."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
