"""Filling in entries of a log from a list: empty fields only, with all differences shown."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from followup_kit.errors import InvalidEntryError
from followup_kit.exchange.lists_in.matching.described import described
from followup_kit.exchange.lists_in.matching.known import Known
from followup_kit.exchange.lists_in.matching.reports import RowReport, Taken
from followup_kit.exchange.lists_in.rows.drafts import Draft, MessageDraft
from followup_kit.log.choices import Precision
from followup_kit.log.edits import Trial
from followup_kit.log.entries import choices_of
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import TABLES
from followup_kit.text import cut, day_in_words
from followup_kit.times import moment_in_words

_LONGEST = 40


class Filling:
    """What all kinds of rows share.

    Args:
        log: The log.
        now: The moment of the import.
        zone_name: The zone of times that name none.

    Attributes:
        edits: What the log would be changed by.
    """

    def __init__(self, log: FollowUpLog, *, now: dt.datetime, zone_name: str) -> None:
        self.edits: list[Edit] = []
        self._now, self._zone_name = now, zone_name
        self._known = Known(log)
        self._trial: Trial = log.trial(now=now)
        self._new_id: Callable[[], str] = lambda: log.new_id(now=now)

    def _try(self, taken: Taken) -> None:
        try:
            self._trial.add(taken.edits)
        except InvalidEntryError as error:
            taken.refused = str(error)
            taken.edits = []
            return
        for edit in taken.edits:
            self._known.learn(edit.table, edit.row, edit.fields)
        self.edits += taken.edits

    def _report(self, draft: Draft, taken: Taken, entry: str) -> RowReport:
        """Try what a row would change, and say what becomes of it."""
        if taken.edits:
            self._try(taken)
        said = " ".join(filter(None, (taken.refused, taken.skipped, *taken.said, *draft.remarks)))
        after = "" if taken.refused or taken.skipped else described(taken.edits, taken.lines)
        conflicts = tuple(taken.conflicts)
        return RowReport(draft.sheet, draft.row, taken.state, entry, after, said, conflicts)

    def _fill(
        self, table: str, row: str, fields: Mapping[str, Any], lines: list[str], taken: Taken
    ) -> None:
        """Fill in what is empty in an entry, and add lines its notes do not have."""
        entry, changed = self._known.fields[row], {}
        for name, value in fields.items():
            before = entry.get(name)
            if before in (None, "", "unknown") and not self._known.had(row, name, value):
                changed[name] = value
            elif before != value and not self._known.had(row, name, value):
                self._differs(table, name, before, value, taken)
        notes = str(entry.get("notes", ""))
        past = "\n".join(str(text) for text in self._known.past[row, "notes"])
        if new := [line for line in dict.fromkeys(lines) if line not in past]:
            changed["notes"] = "\n".join(filter(None, (notes, *new)))
            taken.lines += new
        if changed:
            taken.edits.append(Edit(table, row, changed))

    def _differs(self, table: str, name: str, ours: Any, theirs: Any, taken: Taken) -> None:
        label = TABLES[table].model_fields[name].title
        here, there = (self._shown(table, name, value) for value in (ours, theirs))
        taken.conflicts.append(f"{label}: your log has {here}, the list {there}. Your log stays.")

    def _shown(self, table: str, name: str, value: Any) -> str:
        """A value as people read it: labels of choices, moments on the clock of the import."""
        for choice in choices_of(table, name):
            if choice == value:
                return f"“{choice.label}”"
        if isinstance(value, dt.datetime):
            return f"{moment_in_words(value, self._zone_name, now=self._now)} ({self._zone_name})"
        if isinstance(value, dt.date):
            return day_in_words(value)
        return f"“{cut(str(value), _LONGEST)}”"

    def _person(self, interview: str, fields: Mapping[str, Any], taken: Taken) -> None:
        row = self._known.person(interview, fields["name"])
        if row:
            details = {name: value for name, value in fields.items() if name != "name"}
            self._fill("interviewers", row, details, [], taken)
        else:
            entry = {**fields, "interview_id": interview}
            taken.edits.append(Edit("interviewers", self._new_id(), entry))

    def _fill_people(
        self, person: Mapping[str, Any], company: str, lines: list[str], taken: Taken
    ) -> bool:
        """Fill in what is known of a person; whether anybody of that name was met there."""
        rows = self._known.met(person["name"], company)
        details = {name: value for name, value in person.items() if name != "name"}
        for row in rows:
            self._fill("interviewers", row, details, [], taken)
            if lines:
                interview = self._known.fields[row]["interview_id"]
                notes = [f"{person['name']}, {line}" for line in lines]
                self._fill("interviews", interview, {}, notes, taken)
        return bool(rows)

    def _note(self, application: str, line: str, taken: Taken) -> None:
        """Add a line to the notes of an application, beside what its row changes already."""
        before = str(self._known.fields.get(application, {}).get("notes", ""))
        for at, edit in enumerate(taken.edits):
            if edit.table == "applications" and edit.row == application:
                notes = str(edit.fields.get("notes", before))
                if line not in notes:
                    notes = "\n".join(filter(None, (notes, line)))
                    taken.edits[at] = Edit(edit.table, edit.row, {**edit.fields, "notes": notes})
                    taken.lines.append(line)
                return
        self._fill("applications", application, {}, [line], taken)

    def _add_message(
        self,
        application: str,
        interview: str,
        people: list[str],
        draft: MessageDraft,
        taken: Taken,
    ) -> None:
        """A message, unless the log has one like it: of that moment, or of that day and kind."""
        is_by_day = draft.fields.get("at_precision") == Precision.DAY
        for row in self._known.parts[application, "messages"]:
            for moment in self._known.past[row, "at"]:
                same_kind = self._known.had(row, "kind", draft.fields["kind"])
                on_day = moment and moment.date() == draft.fields["at"].date()
                if moment == draft.fields["at"] or (is_by_day and same_kind and on_day):
                    return
        fields = {**draft.fields, "application_id": application, "interview_id": interview}
        taken.is_new = taken.is_new or not taken.edits
        taken.edits.append(Edit("messages", self._new_id(), {**fields, "covers": people}))
