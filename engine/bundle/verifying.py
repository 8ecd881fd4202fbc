"""Verify a bundle: every file against its digest, the chain of its records, and the papers against the records."""

from dataclasses import dataclass
from typing import Literal

from ..record import AlteredError, Fault, Opened, opened
from ..record.chain import Chain, chain_of
from .archive import unpacked
from .contents import OtherShapeError, bundled, contents_of, paper_stamp

PapersWord = Literal["same", "other_version", "not_of_the_records"]


@dataclass(frozen=True)
class VerifiedBundle:
    """A bundle in which nothing was changed since it was packed.

    ``papers``: whether packing its records again gives the same bundle, papers and all. ``other_version``: it does not,
    and it was packed by another version. ``not_of_the_records``: it does not, and it should.
    """

    records: dict[str, Opened]
    chain: Chain
    papers: PapersWord


def verify_bundle(content: bytes, head: str | None) -> VerifiedBundle:
    """What a bundle holds. Raises AlteredError."""
    manifest, files = unpacked(content)
    records: dict[str, Opened] = {}
    faults: list[Fault] = []
    for name in (name for name in files if name.startswith("records/")):
        try:
            records[name] = opened(files[name])
        except AlteredError as error:
            faults += [Fault("bundle_record", f"{name}: {fault.code} {fault.found}".rstrip()) for fault in error.faults]
    if not records and not faults:
        faults.append(Fault("bundle_without_records"))
    chain = chain_of(records, head)
    if records and chain.head != manifest.head:
        faults.append(Fault("bundle_head"))
    if faults:
        raise AlteredError(*faults)
    if chain.faults:
        return VerifiedBundle(records, chain, "same")
    try:
        held = bundled([(record, files[name]) for name, record in records.items()], manifest.language)
        again = contents_of(held) == content
    except OtherShapeError:
        again = False
    if again:
        return VerifiedBundle(records, chain, "same")
    other = manifest.papers != paper_stamp()
    return VerifiedBundle(records, chain, "other_version" if other else "not_of_the_records")
