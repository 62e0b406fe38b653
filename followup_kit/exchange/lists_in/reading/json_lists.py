"""Lists in a JSON file: each list of objects is a table, its keys name the columns."""

import json
from collections.abc import Iterator
from typing import Any

from followup_kit.exchange.lists_in.reading.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    refusal,
)

_DEEPEST = 3


def json_tables(text: str, name: str) -> tuple[Sheet, ...]:
    """The lists of objects in a JSON file; none if it is no such file.

    Raises:
        TableFileError: It is JSON without a list of objects, or larger than can be taken.
    """
    if not text.lstrip("\ufeff \r\n\t").startswith(("{", "[{", "[\n", "[ ")):
        return ()
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        if text.lstrip("\ufeff \r\n\t").startswith("{"):
            raise refusal(name, "it is a data file that is damaged. Save it again.") from None
        return ()
    found = list(_lists(data, "", 0))
    if not found:
        raise refusal(
            name, "it is a notebook or data file without a list in it. Save your list as .csv."
        )
    return tuple(
        _sheet(name if len(found) == 1 else f"{name}, list {key}", rows, name)
        for key, rows in found
    )


def _lists(data: Any, key: str, depth: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if isinstance(data, list):
        if data and all(isinstance(one, dict) for one in data):
            yield key, data
    elif isinstance(data, dict) and depth < _DEEPEST:
        for inner, value in data.items():
            yield from _lists(value, str(inner), depth + 1)


def _sheet(called: str, rows: list[dict[str, Any]], name: str) -> Sheet:
    flat = [dict(_flat(row, "", 0)) for row in rows]
    header = list(dict.fromkeys(key for row in flat for key in row))
    if len(flat) > MOST_ROWS:
        raise refusal(name, f"it has more than {MOST_ROWS:,} rows. Split it into parts.")
    if len(header) > MOST_COLUMNS:
        raise refusal(name, f"it has more than {MOST_COLUMNS} columns. Delete some first.")
    cells = [tuple(row.get(key, "") for key in header) for row in flat]
    return Sheet(called, tuple(enumerate([tuple(header), *cells], start=1)))


def _flat(row: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, str]]:
    """The values of an object as text; those of an object inside it under both keys."""
    for key, value in row.items():
        named = f"{before} {key}".strip()
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, named, depth + 1)
        else:
            yield named, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
