"""The figures that are computed from others, over rows: see ``market.figures``, which computes them for one profile."""

from collections.abc import Mapping

import numpy as np

from .columns import Column

SPEND, CLIENTS = "use.spend", "use.clients"
COST_SHARE, CLIENT_SHARE = "use.cost_share", "use.client_share"
COUNTED = ("market.providers", "market.registrations")
"""the second where the first is unknown"""
COMPUTED = {
    "derived.spend_per_client": (SPEND, CLIENTS, 1),
    "derived.clients_per_provider": (CLIENTS, "", 100),
    "derived.cost_to_client_ratio": (COST_SHARE, CLIENT_SHARE, 100),
}
"""top, bottom ("": who is counted) and scale"""


def refigured(columns: Mapping[str, Column], rows: int) -> dict[str, Column]:
    """The computed figures of these columns, rounded half up; unknown where an input is, or where it would divide by
    zero. Two shares are taken to be of one total: whether they are is for who hands them over."""
    nothing = Column(np.zeros(rows, np.int64), np.zeros(rows, np.bool_))
    counted = _first_known(*(columns.get(name, nothing) for name in COUNTED))
    found = {}
    for name, (over, under, scale) in COMPUTED.items():
        top = columns.get(over, nothing)
        bottom = columns.get(under, nothing) if under else counted
        known = top.known & bottom.known & (bottom.values != 0)
        divisor = np.where(known, bottom.values.astype(np.int64), 1)
        values = (2 * scale * top.values.astype(np.int64) + divisor) // (2 * divisor)
        found[name] = Column(np.where(known, values, 0), known)
    return found


def _first_known(one: Column, other: Column) -> Column:
    return Column(np.where(one.known, one.values, other.values), one.known | other.known)
