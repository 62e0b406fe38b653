"""The tables of a log as DataFrames, with the same columns and dtypes also when empty."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Any

from followup_kit.log.entries import kind_of
from followup_kit.log.schema import TABLES, Record

if TYPE_CHECKING:
    import pandas as pd


def dtypes_of(table: str) -> dict[str, str]:
    """Column name to dtype, in the order of the columns.

    Text is `str` and never missing: nothing entered is an empty text. A moment is
    `datetime64[us, UTC]` and a day `datetime64[s]`, both NaT when unknown. A list of
    names is a tuple in an `object` column.
    """
    return {name: kind_of(table, name).dtype for name in TABLES[table].model_fields}


def to_frame(table: str, records: Iterable[Record]) -> pd.DataFrame:
    """One row per record, in the order given, numbered from 0."""
    import pandas as pd

    rows = list(records)
    columns = {
        name: pd.Series([_plain(getattr(row, name)) for row in rows], dtype=dtype)
        for name, dtype in dtypes_of(table).items()
    }
    return pd.DataFrame(columns)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
