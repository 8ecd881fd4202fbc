"""Whether a file has a row to refuse, from the different texts of its columns: far fewer than rows, and quick to list.

What a row is refused for stands in one column, but for a product that neither of two columns says. The conditions are
those of ``sql/checked.sql``, which gives each row its reason once there is one to refuse.
"""

from collections.abc import Container

from .store import Store

_REFUSED = {
    "period": "NOT period_fits(told)",
    "law": "act_of(told) IS NULL",
    "provider": "plain(told) = ''",
    "amount": "NOT amount_fits(told)",
    "units": "NOT units_fit(told)",
}
_NUMBERS = {"amount": "cents", "units": "thousandths"}


def any_refused(store: Store, number: int, fields: Container[str], numbers: Container[str]) -> bool:
    """Whether ``raw_<number>`` has a row to refuse.

    ``fields`` are those that the file has, ``numbers`` those of cents and thousandths that need no reading.
    """
    rows = f"raw_{number}"
    if _holds(store, rows, "NOT fits"):
        return True
    for field, refused in _REFUSED.items():
        read = _NUMBERS.get(field) not in numbers or _holds(store, rows, f"{_NUMBERS[field]} IS NULL")
        if field in fields and read and _occurs(store, rows, field, refused):
            return True
    products = [field for field in ("category", "product") if field in fields]
    unsaid = [f"plain({field}) = ''" for field in products]
    return all(_occurs(store, rows, field, "plain(told) = ''") for field in products) and _holds(
        store, rows, " AND ".join(unsaid)
    )


def _occurs(store: Store, rows: str, field: str, condition: str) -> bool:
    """Whether the condition holds for one of the texts of a column."""
    texts = f"SELECT DISTINCT {field} AS told FROM {rows}"
    return bool(store.say(f"SELECT count(*) FILTER (WHERE {condition}) FROM ({texts})")[0][0])


def _holds(store: Store, rows: str, condition: str) -> bool:
    """Whether the condition holds for one of the rows."""
    return bool(store.say(f"SELECT count(*) FROM {rows} WHERE {condition}")[0][0])
