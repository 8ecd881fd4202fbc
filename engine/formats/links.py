"""Where a source can be opened: a link, for a source whose address is one or a number of the Dutch register of law."""

import re

from ..knowledge.sources import Source

LAW = "https://wetten.overheid.nl/"


def link_of(source: Source) -> str | None:
    """The link of a source; None where its address is a reference in words, or there is none."""
    address = source.address or ""
    if re.fullmatch(r"BWBR[0-9]{7}", address):
        return f"{LAW}{address}"
    return address if re.fullmatch(r"https?://\S+", address) else None
