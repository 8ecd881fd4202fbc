"""The chain of a case: each record names the digest of the one before, so that none can go or come unseen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .seal import Fault, Opened


@dataclass(frozen=True)
class Chain:
    """The records of a case in their order, by the names of their files, and what is wrong with the chain."""

    order: tuple[str, ...]
    head: str
    """digest of the last record; "" when there is no single last one"""
    faults: tuple[Fault, ...]


def chain_of(held: Mapping[str, Opened], head: str | None = None) -> Chain:
    """Put records in order by what each says of the one before.

    ``head`` is a digest that stands on a paper, or the beginning of one: a record with it has to be there, so that a
    tail that was taken away or a chain that was written anew shows.
    """
    faults = [*_faults(held)]
    order = tuple(sorted(held, key=lambda name: (held[name].body.case, held[name].body.number, name)))
    followed = {record.body.before for record in held.values()}
    last = [record.digest for record in held.values() if record.digest not in followed]
    if head is not None and not any(record.digest.startswith(head) for record in held.values()):
        faults.append(Fault("head", head))
    return Chain(order, last[0] if len(last) == 1 else "", tuple(faults))


def _faults(held: Mapping[str, Opened]) -> Iterator[Fault]:
    by_digest: dict[str, str] = {}
    before: dict[str | None, str] = {}
    first = next(iter(held.values())).body.case if held else ""
    for name, record in held.items():
        if record.digest in by_digest:
            yield Fault("twice", name)
            continue
        by_digest[record.digest] = name
        if record.body.case != first:
            yield Fault("other_case", name)
        if record.body.before in before:
            yield Fault("fork" if record.body.before else "two_starts", name)
        before[record.body.before] = name
    for name, record in held.items():
        yield from _link(name, record, held, by_digest)


def _link(name: str, record: Opened, held: Mapping[str, Opened], by_digest: Mapping[str, str]) -> Iterator[Fault]:
    body = record.body
    if body.before is None:
        if body.number != 1:
            yield Fault("number", name)
    elif body.before not in by_digest:
        yield Fault("missing", f"{name}: {body.before}")
    elif body.number != held[by_digest[body.before]].body.number + 1:
        yield Fault("number", name)
