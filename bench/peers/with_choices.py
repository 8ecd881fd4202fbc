"""As ``with_circuit.py``, with the choices alone as result."""

from __future__ import annotations

from stuurwijzer.engine.bulk.decider import Asked

from . import with_circuit

PACKAGE = with_circuit.PACKAGE


class Peer(with_circuit.Peer):
    asked: Asked = "choices"
