"""The kinds of notes, and what each asks for, should hold, and may do.

The table is kinds.toml; `MessageKind` of the log has the labels.
"""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from followup_kit.text import own_toml


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What one kind of note needs; levels are those of a finding, empty when not needed."""

    name: str
    asks: tuple[str, ...]
    """Fields of `NoteFacts` that the draft uses, in the order of asking."""
    short: tuple[str, ...]
    """Roles of sentences for a LinkedIn text, the first one always."""
    interest: str = ""
    fit: str = ""
    has_detail: bool = False
    fewest_words: int
    allows: frozenset[str] = frozenset()
    """Lists of the folder `words`, and `group`, that are no fault in this kind."""


@cache
def kinds() -> MappingProxyType[str, Kind]:
    """All kinds by name, the usual first."""
    table = own_toml("write/kinds.toml")
    return MappingProxyType({name: _kind(name, entry) for name, entry in table.items()})


def _kind(name: str, entry: dict[str, Any]) -> Kind:
    lists = {key: tuple(entry[key]) for key in ("asks", "short")}
    allows = frozenset(entry.get("allows", ()))
    return Kind(name=name, **entry | lists | {"allows": allows})
