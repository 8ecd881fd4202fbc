"""The test of a claim: which records bear on it, what they say, and what follows for its arguments.

Most claims of the sources were never measured; that is said, claim by claim. A measurement in the Dutch social domain
may silence a claim. A measurement from health care or abroad is an analogy: it may keep a claim from deciding, and
keeps the claim's silence from deciding as well.
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from ..knowledge.evidence import Evidence, Record, RecordId
from ..knowledge.options import Both
from ..profile.answers import Strict

Verdict = Literal["supported", "contradicted", "mixed", "untested"]
Says = Literal["supports", "contradicts", "partly", "touches"]
"""partly: holds in part, or within limits; touches: is about the same thing and tests nothing of it"""
Bearing = Literal["argues", "contested", "silent"]
"""argues: counts at its own strength; contested: decides nothing, and neither does its silence; silent: shown as the
position of its source, and no more"""


class ClaimTest(Strict):
    """What is known of one claim. The verdict is what its records say together; loading checks that it is."""

    verdict: Verdict
    records: dict[RecordId, Says] = Field(default_factory=dict)
    note: Both | None = Field(None, description="what of the claim was tested and what was not")

    def known(self, evidence: Evidence) -> "ClaimTest":
        """The test with the records that this evidence holds."""
        held = {name: says for name, says in self.records.items() if name in evidence.records}
        return self.model_copy(update={"records": held, "verdict": verdict_of(held.values())})

    def bearing(self, evidence: Evidence) -> Bearing:
        """What follows for the arguments that carry the claim."""
        home = {n: s for n, s in self.records.items() if _settles(evidence.records[n])}
        if "contradicts" in home.values():
            return "silent" if verdict_of(home.values()) == "contradicted" else "argues"
        far = [s for n, s in self.records.items() if evidence.records[n].measured and n not in home]
        against = verdict_of(far) == "contradicted" and "supports" not in home.values()
        return "contested" if against else "argues"


UNTESTED = ClaimTest(verdict="untested")


def verdict_of(said: Iterable[Says]) -> Verdict:
    """What records say together."""
    held = set(said) - {"touches"}
    if not held:
        return "untested"
    if held == {"supports"}:
        return "supported"
    return "contradicted" if held == {"contradicts"} else "mixed"


def _settles(record: Record) -> bool:
    """Measured where the claim is about, and not weakly: enough to silence a source."""
    return record.measured and record.conclusive and not record.analogy and record.quality != "weak"
