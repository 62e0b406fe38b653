"""The log as rows that are typed into: one row per person at an interview.

A row of the log is changed cell by cell. A new row is written as soon as it has an employer, a
date and a time; until then it is only kept. Nothing here knows a widget.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from followup_kit.errors import FollowUpError, InvalidEntryError, Problem
from followup_kit.exchange.lists_in.understanding.dates import (
    NoDateError,
    clock_of,
    find_in_date_cell,
)
from followup_kit.log.choices import InterviewStatus
from followup_kit.log.employers import at_employer, employer_key
from followup_kit.log.entries import choices_of
from followup_kit.log.file.undoing import Edit
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import TABLES, Application, Interview, Interviewer
from followup_kit.times import at_local, local_date, zone
from followup_kit.widgets.shared.fields import end_of
from followup_kit.zones import zone_in_words, zone_named

COLUMNS = {
    "company": ("applications", "company"),
    "position": ("applications", "position"),
    "day": ("interviews", "starts_at"),
    "start": ("interviews", "starts_at"),
    "end": ("interviews", "ends_at"),
    "name": ("interviewers", "name"),
    "email": ("interviewers", "email"),
    "topics": ("interviewers", "topics"),
    "part": ("interviewers", "part"),
    "kind": ("interviews", "kind"),
    "status": ("interviews", "status"),
    "zone": ("interviews", "timezone"),
}
"""Each column of the table, with the table and column of the log that it shows."""
_LABELS = {"day": "Date", "start": "From", "end": "To", "name": "Person"}
_SHOWN_AS = {"day": "date", "start": "time", "end": "time"}
_WHEN = ("day", "start", "end", "zone")
_NEEDED = ("company", "day", "start")
_TIMES = ("starts_at", "ends_at", "ended_at")
_LAST_YEAR = 2100

Cells = dict[str, str]


def label_of(name: str) -> str:
    """What stands over a column."""
    table, column = COLUMNS[name]
    return _LABELS.get(name) or str(TABLES[table].model_fields[column].title)


def columns() -> list[dict[str, Any]]:
    """The columns as the page draws them: name, label, kind of field, and its choices."""
    return [
        {
            "name": name,
            "label": label_of(name),
            "kind": "choice" if (listed := choices_of(*where)) else _SHOWN_AS.get(name, "text"),
            "choices": [{"label": one.label, "value": one.value} for one in listed],
            "needed": name in _NEEDED,
        }
        for name, where in COLUMNS.items()
    ]


@dataclass
class Row:
    """One row of the table.

    Attributes:
        key: What it is called while the table is open.
        interview: The interview it shows; None for a new row.
        person: The person at it; None if nobody is recorded.
        application: The application it belongs to.
        typed: What was typed and is not in the log.
        problems: Why a cell was refused.
    """

    key: str
    interview: Interview | None = None
    person: Interviewer | None = None
    application: Application | None = None
    typed: Cells = field(default_factory=dict)
    problems: Cells = field(default_factory=dict)

    @property
    def held(self) -> Cells:
        """What the log holds, as the cells show it."""
        if self.interview is None or self.application is None:
            return {}
        about, where = self.interview, zone(self.interview.timezone)
        local = {n: m.astimezone(where) if (m := getattr(about, n)) else None for n in _TIMES}
        starts, ends = local["starts_at"], local["ends_at"]
        plain = {
            name: str(getattr(record, column) if record else "")
            for name, (table, column) in COLUMNS.items()
            if name not in _WHEN
            for record in [self._record(table)]
        }
        return plain | {
            "day": f"{starts:%Y-%m-%d}" if starts else "",
            "start": f"{starts:%H:%M}" if starts else "",
            "end": f"{ends:%H:%M}" if ends else "",
            "zone": zone_in_words(about.timezone),
        }

    def _record(self, table: str) -> Any:
        parts = {"applications": self.application, "interviews": self.interview}
        return parts.get(table, self.person)

    @property
    def cells(self) -> Cells:
        """What the cells show: what was typed, else what the log holds."""
        return {**dict.fromkeys(COLUMNS, ""), **self.held, **self.typed}

    @property
    def lacks(self) -> list[str]:
        """The columns that a new row needs before it can be written."""
        return [n for n in _NEEDED if not self.interview and not self.typed.get(n, "").strip()]

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of the interview and the person; empty for what is not there."""
        return tuple(one.id if one else "" for one in (self.interview, self.person))  # type: ignore[return-value]

    @property
    def records(self) -> list[tuple[str, str]]:
        """Table and id of everything of the log that it shows."""
        shown = {
            "applications": self.application,
            "interviews": self.interview,
            "interviewers": self.person,
        }
        return [(table, record.id) for table, record in shown.items() if record is not None]


def rows_of(histories: Iterable[History]) -> list[Row]:
    """One row per person at an interview, and one for an interview with nobody; newest first."""
    found = [
        Row(f"{held.id}:{person.id if person else ''}", held, person, history.application)
        for history in histories
        for held in history.interviews
        for person in (history.people_at(held) or (None,))
    ]
    return sorted(found, key=lambda row: str(row.interview and row.interview.starts_at))[::-1]


def read_cell(name: str, text: str) -> Any:
    """What a typed or pasted text means in a column.

    Raises:
        InvalidEntryError: It means nothing there, or could mean two things.
    """
    text = text.strip()
    readers = {"day": _day, "start": _clock, "end": _clock, "zone": zone_named}
    try:
        if name in readers:
            return readers[name](text) if text else None
    except (FollowUpError, NoDateError) as error:
        said = str(error)
        what = said if isinstance(error, FollowUpError) else f"“{text}” {said}."
        raise InvalidEntryError([Problem(name, what)]) from None
    listed = choices_of(*COLUMNS[name])
    if not listed:
        return text
    if not text:
        table, column = COLUMNS[name]
        return TABLES[table].model_fields[column].default
    wanted = text.casefold()
    for one in listed:
        if wanted in {one.value.casefold(), one.label.casefold()}:
            return one.value
    allowed = ", ".join(one.label for one in listed)
    raise InvalidEntryError([Problem(name, f"“{text}” is not in the list. Allowed: {allowed}.")])


def _day(text: str) -> dt.date:
    found = find_in_date_cell(text, from_1904=False)
    if len(found) != 1:
        msg = f"“{text}” is no single date. Write it as 2026-09-25, or choose it."
        raise FollowUpError(msg)
    if found[0].clock is not None:
        msg = f"“{text}” holds a time, too. Write the date here and the time beside it."
        raise FollowUpError(msg)
    return found[0].date(order="", year=None, latest=_LAST_YEAR)


def _clock(text: str) -> dt.time:
    clock, until = clock_of(text)
    if clock is None or until is not None:
        msg = f"“{text}” is not one time of day. Write it as 14:00 or 2 pm."
        raise FollowUpError(msg)
    return clock


class Writing:
    """The edits that typed rows come to, each held against the log and those before it.

    Args:
        log: The log.
        zone_name: The zone of the times of new rows that name none.
        now: When they are written.

    Attributes:
        edits: What is to be written.
        written: The rows whose cells are in `edits`, with the ids of interview and person.
    """

    def __init__(self, log: FollowUpLog, *, zone_name: str, now: dt.datetime) -> None:
        self._log, self._zone_name, self._now = log, zone_name, now
        self._histories = log.histories()
        self._trial = log.trial(now=now)
        self._new: dict[tuple[str, ...], str] = {}
        self.edits: list[Edit] = []
        self.written: list[tuple[Row, str, str]] = []

    def take(self, row: Row) -> None:
        """Take in what was typed in a row; why a cell is refused is noted in the row."""
        row.problems = {}
        values = self._values(row)
        if row.problems or not values or row.lacks:
            return
        try:
            ids = self._changed(row, values) if row.interview else self._made(values)
        except InvalidEntryError as error:
            self._refuse(row, error)
            return
        except FollowUpError as error:  # a clock time that does not exist that day
            row.problems["start"] = str(error)
            return
        self.written.append((row, *ids))

    def _values(self, row: Row) -> dict[str, Any]:
        values = {}
        for name, text in row.typed.items():
            try:
                values[name] = read_cell(name, text)
            except InvalidEntryError as error:
                row.problems[name] = str(error)
        for name in _NEEDED:
            if name in values and row.interview and values[name] in ("", None):
                row.problems[name] = f"`{label_of(name)}` is empty. Fill it in."
        return values

    def _refuse(self, row: Row, error: InvalidEntryError) -> None:
        """Note each problem under the cell that was typed in."""
        for problem in error.problems:
            fitting = [n for n, (_, c) in COLUMNS.items() if problem.field in (n, c)]
            typed = [n for n in fitting if n in row.typed] or fitting
            name = typed[0] if typed else next(iter(row.typed))
            row.problems.setdefault(name, problem.message)

    def _try(self, edits: Sequence[Edit]) -> None:
        self._trial.add(edits)
        self.edits += edits

    # A row of the log

    def _changed(self, row: Row, values: Mapping[str, Any]) -> tuple[str, str]:
        assert row.interview is not None
        assert row.application is not None
        fields: dict[str, dict[str, Any]] = {}
        for name, value in values.items():
            if name not in _WHEN:
                table, column = COLUMNS[name]
                fields.setdefault(table, {})[column] = value
        if any(name in values for name in _WHEN):
            fields.setdefault("interviews", {}).update(_moved(row.interview, values))
        ids = {"applications": row.application.id, "interviews": row.interview.id}
        person = row.person.id if row.person else ""
        if "interviewers" in fields and not person:
            person = self._log.new_id(now=self._now)
            fields["interviewers"]["interview_id"] = row.interview.id
        ids["interviewers"] = person
        self._try([Edit(table, ids[table], changed) for table, changed in fields.items()])
        return row.interview.id, person

    # A new row

    def _made(self, values: Mapping[str, Any]) -> tuple[str, str]:
        zone_name = values.get("zone") or self._zone_name
        edits: list[Edit] = []
        made: dict[tuple[str, ...], str] = {}
        application = self._application(values, zone_name, edits, made)
        interview = self._interview(application, values, zone_name, edits, made)
        person = self._person(interview, values, edits)
        self._try(edits)
        self._new |= made
        return interview, person

    def _application(
        self, values: Mapping[str, Any], zone_name: str, edits: list[Edit], made: dict[Any, str]
    ) -> str:
        """The application a row belongs to: one of the log, one of these rows, or a new one."""
        company, position = values["company"], values.get("position", "")
        key = (employer_key(company), position.strip().casefold())
        if key in self._new:
            return self._new[key]
        known = at_employer(self._histories, company)
        same = [h for h in known if h.application.position.casefold() == key[1]]
        if same:
            return same[-1].application.id
        if known and not key[1]:
            held = known[-1].application.position
            msg = (
                f"{company} is in your log already, with the position {held}. Write that one here "
                "for its next round, or another one for a new application."
            )
            raise InvalidEntryError([Problem("position", msg)])
        row = made[key] = self._log.new_id(now=self._now)
        fields = {"company": company, "position": position, "employer_timezone": zone_name}
        edits.append(Edit("applications", row, fields))
        return row

    def _interview(
        self,
        application: str,
        values: Mapping[str, Any],
        zone_name: str,
        edits: list[Edit],
        made: dict[Any, str],
    ) -> str:
        """The interview a row is about; people of one interview stand in a row each."""
        starts = at_local(values["day"], values["start"], zone_name)
        key = (application, starts.astimezone(dt.UTC).isoformat())
        if key in self._new:
            return self._new[key]
        held = [i for h in self._histories if h.application.id == application for i in h.interviews]
        for interview in held:
            if interview.starts_at == starts:
                return interview.id
        row = made[key] = self._log.new_id(now=self._now)
        end = values.get("end")
        status = InterviewStatus.COMPLETED if starts <= self._now else InterviewStatus.SCHEDULED
        fields = {
            "application_id": application,
            "round": _round_of(held, values["day"]),
            "starts_at": starts,
            "ends_at": end_of(starts, end, zone_name) if end else None,
            "timezone": zone_name,
            "status": values.get("status") or status,
        }
        fields |= {"kind": values["kind"]} if values.get("kind") else {}
        edits.append(Edit("interviews", row, fields))
        return row

    def _person(self, interview: str, values: Mapping[str, Any], edits: list[Edit]) -> str:
        """The person of a row, if anything was typed about one."""
        names = [name for name, (table, _) in COLUMNS.items() if table == "interviewers"]
        told = {COLUMNS[name][1]: values[name] for name in names if values.get(name)}
        if not told:
            return ""
        row = self._log.new_id(now=self._now)
        edits.append(Edit("interviewers", row, {**told, "interview_id": interview}))
        return row


def _moved(interview: Interview, values: Mapping[str, Any]) -> dict[str, Any]:
    """The times of an interview of which some were typed anew; its due time is judged anew."""
    where, new_zone = zone(interview.timezone), values.get("zone") or interview.timezone
    local = {n: m.astimezone(where) if (m := getattr(interview, n)) else None for n in _TIMES}
    starts = local["starts_at"]
    day = values.get("day") or (starts.date() if starts else None)
    clock = values.get("start") or (starts.time() if starts else None)
    if day is None or clock is None:
        return {}
    begins = at_local(day, clock, new_zone)
    ends = {name: moment.time() for name in _TIMES[1:] if (moment := local[name])}
    if "end" in values:
        ends["ends_at"] = values["end"]
    found: dict[str, Any] = {
        name: end_of(begins, end, new_zone) if end else None for name, end in ends.items()
    }
    return {**found, "starts_at": begins, "timezone": new_zone, "due_at": None}


def _round_of(held: Sequence[Interview], day: dt.date) -> int:
    """The round a new interview is: that of the same day, else the next (rule F6)."""
    for interview in held:
        if interview.starts_at and local_date(interview.starts_at, interview.timezone) == day:
            return interview.round
    return 1 + max((interview.round for interview in held), default=0)
