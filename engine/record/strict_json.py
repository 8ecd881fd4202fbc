"""Read JSON from outside: no key twice, no float, no depth or number without bound."""

import json
from typing import Any, NoReturn

DEEPEST = 60
"""levels; an advice has under twenty"""
LONGEST_NUMBER = 18


class RefusedError(Exception):
    """JSON that no file of ours is: a code and what was found."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code)
        self.code, self.found = code, found


def parse(content: bytes) -> Any:
    """The data. Raises RefusedError."""
    try:
        data = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_mapping,
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_whole,
        )
    except UnicodeDecodeError as error:
        raise RefusedError("not_utf8", str(error.start)) from None
    except json.JSONDecodeError as error:
        raise RefusedError("not_json", str(error.pos)) from None
    except RecursionError:
        raise RefusedError("too_deep", str(DEEPEST)) from None
    _refuse_depth(data)
    return data


def _refuse_depth(data: Any) -> None:
    level = [data]
    for _ in range(DEEPEST):
        level = [inner for held in level for inner in _inside(held)]
        if not level:
            return
    raise RefusedError("too_deep", str(DEEPEST))


def _inside(held: Any) -> list[Any]:
    if isinstance(held, dict):
        return [value for value in held.values() if isinstance(value, dict | list)]
    return [value for value in held if isinstance(value, dict | list)] if isinstance(held, list) else []


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        again = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise RefusedError("key_twice", again)
    return found


def _no_float(text: str) -> NoReturn:
    raise RefusedError("float", text)


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise RefusedError("number_too_long", str(LONGEST_NUMBER))
    return int(text)
