"""What people see of a log in a spreadsheet: one sheet per table, in their own words.

Headers are the labels of the forms, choices and people are shown by name, and rows name
their employer instead of an id. Values stay dates and numbers, so they can be sorted.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from followup_kit.log.choices import Choice
from followup_kit.log.columns import MOMENT, Kind
from followup_kit.log.entries import kind_of
from followup_kit.log.reading import ReadableLog
from followup_kit.log.schema import TABLES, Record
from followup_kit.times import zone

Value = str | int | dt.date | None
"""What one cell holds; a moment is the wall clock of the reader's zone, without its zone."""

_TITLES = {
    "Applications": "applications",
    "Interviews": "interviews",
    "People": "interviewers",
    "Messages": "messages",
    "Outcomes": "outcomes",
}
_LEFT_OUT = {"id", "application_id", "interview_id", "facts", "dismissed", "policy", "logged_at"}
_EMPLOYER, _POSITION, _DAY_OF_INTERVIEW = "Employer", "Position", "Interview on"


@dataclass(frozen=True)
class Column:
    """One column of a sheet: its header, and the kind of its values (text if None)."""

    header: str
    kind: Kind | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        title: Its name.
        about: What one row is.
        columns: Its columns.
        rows: Its cells.
    """

    title: str
    about: str
    columns: tuple[Column, ...]
    rows: list[list[Value]]


def sheets_of(log: ReadableLog, *, zone_name: str) -> Iterator[Sheet]:
    """The sheets for people, oldest row first.

    Args:
        log: The log.
        zone_name: The zone of the reader, such as `Europe/London`; moments are shown in it.

    Raises:
        FollowUpError: There is no such zone.
    """
    reader = _Reader(log, zone_name)
    for title, table in _TITLES.items():
        yield reader.sheet(title, table)


class _Reader:
    """Looks up names while the rows are written."""

    def __init__(self, log: ReadableLog, zone_name: str) -> None:
        self._log = log
        self._zone, self._zone_name = zone(zone_name), zone_name
        self._rows = {table: {r.id: r for r in log.records(table)} for table in _TITLES.values()}

    def sheet(self, title: str, table: str) -> Sheet:
        """One sheet of all rows of a table."""
        names = [name for name in TABLES[table].model_fields if name not in _LEFT_OUT]
        context = self._context(table)
        columns = [Column(header) for header in context]
        columns += [self._column(table, name) for name in [*names, "logged_at"]]
        rows = [
            [
                *(look_up(record) for look_up in context.values()),
                *(self._value(getattr(record, name), name) for name in [*names, "logged_at"]),
            ]
            for record in self._rows[table].values()
        ]
        return Sheet(title, TABLES[table].about, tuple(columns), rows)

    def _column(self, table: str, name: str) -> Column:
        label, kind = TABLES[table].model_fields[name].title or name, kind_of(table, name)
        return Column(f"{label} ({self._zone_name})" if kind is MOMENT else label, kind)

    def _context(self, table: str) -> Mapping[str, Callable[[Record], Value]]:
        """The columns that say what a row belongs to."""
        if table == "applications":
            return {}
        of: dict[str, Callable[[Record], Value]] = {
            _EMPLOYER: lambda record: self._of_application(record, "company"),
            _POSITION: lambda record: self._of_application(record, "position"),
        }
        if table == "interviewers":
            of[_DAY_OF_INTERVIEW] = self._day_of_interview
        return of

    def _of_application(self, record: Record, name: str) -> str:
        interview = self._rows["interviews"].get(getattr(record, "interview_id", ""), record)
        of = getattr(record, "application_id", getattr(interview, "application_id", ""))
        return str(getattr(self._rows["applications"].get(of), name, ""))

    def _day_of_interview(self, record: Record) -> Value:
        interview = self._rows["interviews"].get(getattr(record, "interview_id", ""))
        starts_at = getattr(interview, "starts_at", None)
        return _local(starts_at, zone(interview.timezone)).date() if starts_at else None  # type: ignore[union-attr]

    def _value(self, value: object, name: str) -> Value:
        if isinstance(value, Choice):
            return value.label
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, dt.datetime):
            return _local(value, self._zone)
        if isinstance(value, tuple):
            return "; ".join(self._name(item) if name == "covers" else item for item in value)
        return value if isinstance(value, int | dt.date) or value is None else str(value)

    def _name(self, person: str) -> str:
        return str(getattr(self._rows["interviewers"].get(person), "name", "somebody removed"))


def _local(moment: dt.datetime, where: ZoneInfo) -> dt.datetime:
    """What the clock shows there; cells know no zones."""
    return moment.astimezone(where).replace(tzinfo=None)
