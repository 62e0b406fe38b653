"""What the machinery of the file has to be told about the tables that it keeps."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from followup_kit.log.file.changes import Change
    from followup_kit.log.file.undoing import Edit

R = TypeVar("R", covariant=True)


class Tables(Protocol[R]):
    """The tables of a file: their names, and what is true of each column.

    Attributes:
        worked_out: Columns that nobody types, so nobody is asked about them.
        never_in_conflict: Tables of which the later value always stands.
    """

    @property
    def worked_out(self) -> Container[str]: ...  # noqa: D102 (said above)

    @property
    def never_in_conflict(self) -> Container[str]: ...  # noqa: D102 (said above)

    def __iter__(self) -> Iterator[str]:
        """The names of the tables."""
        ...

    def columns(self, table: str) -> Container[str]:
        """The columns of a table; none if it is not known."""
        ...

    def label(self, table: str, column: str) -> str:
        """A column's name as people see it."""
        ...

    def default(self, table: str, column: str) -> Any:
        """What a column holds when nothing was written, as kept in the file."""
        ...

    def are_same(self, table: str, column: str, one: Any, other: Any) -> bool:
        """Whether two kept values show the same."""
        ...

    def record(self, table: str, values: dict[str, Any]) -> R:
        """One checked row.

        Raises:
            InvalidEntryError: A value is missing, unknown or not allowed.
        """
        ...

    def moved(
        self, version: int, changes: Sequence[Change], rows: Mapping[str, Mapping[str, Any]]
    ) -> list[Edit]:
        """What has another place since a version, as edits that put it there.

        Args:
            version: The version of the file.
            changes: All its changes, oldest first.
            rows: Table name to row id to checked row.
        """
        ...
