"""A W3C PROV document in the making: names, and each thing once. What stands in it is decided elsewhere.

Knowledge is named for all advices alike (``doc:``, ``passage:``, ``param:``), rules by the digest of the rules in force
(``rule:``), and what belongs to one advice by region and day (``case:``). There is no clock: a time is the as-of date,
as an attribute.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from prov.model import PROV, XSD, Literal, ProvDocument

ROOT = "urn:stuurwijzer:"
Attributes = Mapping[str, Any]
OF_PROV = ("SoftwareAgent", "Organization")
"""kinds of agents that PROV has itself"""
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_./+-]+")


class Graph:
    """A document with its namespaces. An entity is named by a prefix and a local part, and stands in it once."""

    def __init__(self, region: str, day: str, rules: str) -> None:
        self.document = ProvDocument()
        for prefix, address in {
            "stw": ROOT,
            "doc": f"{ROOT}document:",
            "passage": f"{ROOT}passage:",
            "param": f"{ROOT}parameter:",
            "rule": f"{ROOT}rules:{rules}:",
            "case": f"{ROOT}case:{quote(region)}:{day}:",
        }.items():
            self.document.add_namespace(prefix, address)
        self._made: set[str] = set()
        self._derived: set[tuple[str, str]] = set()
        self.day = Literal(day, XSD["date"])

    def entity(self, name: str, attributes: Attributes, kind: str = "") -> str:
        """An entity, unless it is there already. Returns its name."""
        if name not in self._made:
            self._made.add(name)
            self.document.entity(name, self._given(attributes, kind))
        return name

    def has(self, name: str) -> bool:
        return name in self._made

    def agent(self, name: str, attributes: Attributes, kind: str) -> str:
        if name not in self._made:
            self._made.add(name)
            self.document.agent(name, self._given(attributes, kind))
        return name

    def activity(self, name: str, attributes: Attributes) -> str:
        self.document.activity(name, other_attributes=self._given({**attributes, "stw:as_of": self.day}))
        return name

    def derived(self, what: str, from_: str, *, primary: bool = False) -> None:
        """That one entity was derived from another, said once; ``primary``: the other is its primary source."""
        if (what, from_) in self._derived:
            return
        self._derived.add((what, from_))
        if primary:
            self.document.hadPrimarySource(what, from_)
        else:
            self.document.wasDerivedFrom(what, from_)

    def as_json(self) -> str:
        """PROV-JSON; always the same bytes for the same graph."""
        held = json.loads(self.document.serialize(format="json") or "")
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"

    def as_provn(self) -> str:
        return f"{self.document.get_provn()}\n"

    def _given(self, attributes: Attributes, kind: str = "") -> dict[Any, Any]:
        """Attributes without what is not known; numbers as text, since PROV-JSON would give large ones a wrong type."""
        held = {k: str(v) if isinstance(v, int) and not isinstance(v, bool) else v for k, v in attributes.items()}
        known = {name: value for name, value in held.items() if value not in (None, "")}
        if kind:
            ours = self.document.valid_qualified_name(f"stw:{kind}")
            known["prov:type"] = PROV[kind] if kind in OF_PROV else ours
        return known


def local(*parts: str) -> str:
    """A local part of a name: what PROV-N would have to escape becomes a hyphen."""
    return "/".join(NOT_IN_A_NAME.sub("-", part) for part in parts)


def fingerprint(text: str) -> str:
    """A short name for something that has none, such as a line of text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
