"""Holding what rows say against the log: what is new, what is filled in, what stays.

Nothing in the log is replaced. An empty field is filled in, news only goes forward, and where
the list and the log differ the log stays as it is and both values are shown.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from followup_kit.errors import InvalidEntryError
from followup_kit.exchange.tables_in.described import described
from followup_kit.exchange.tables_in.drafts import Draft, InterviewDraft, MessageDraft
from followup_kit.exchange.tables_in.known import Known
from followup_kit.log.choices import InterviewStatus, OutcomeKind, Precision
from followup_kit.log.log import FollowUpLog
from followup_kit.log.revising import Trial
from followup_kit.log.schema import TABLES
from followup_kit.log.undoing import Edit

_FURTHER: dict[str, int] = {
    OutcomeKind.ADVANCED: 1,
    OutcomeKind.NO_RESPONSE: 2,
    OutcomeKind.OFFER: 3,
}
_ENDED = 4
"""How far news has brought an application: all other outcomes end it."""

SOMEBODY_ELSES = "It is somebody else's."
_LONGEST = 40


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowReport:
    """What becomes of one row, and why.

    Attributes:
        sheet: The table it is in.
        row: Its number in the file.
        state: What becomes of it.
        entry: Whom or what it is about, for people.
        after: What goes into the log, in words.
        said: Why, and what could not be taken as it is, in words.
        conflicts: Where the log and the list differ; the log stays as it is.
    """

    sheet: str
    row: int
    state: RowState
    entry: str = ""
    after: str = ""
    said: str = ""
    conflicts: tuple[str, ...] = ()


@dataclass
class _Taken:
    """What one row would change."""

    edits: list[Edit] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    is_new: bool = False
    refused: str = ""
    skipped: str = ""


class Reconciler:
    """Takes rows one after the other.

    Args:
        log: The log.
        now: The moment of the import.
        preset: The preset of new applications.
        zone_name: The zone of employers that name none.

    Attributes:
        edits: What the log would be changed by.
        numbers: The number a list gives an application, to its id.
        foreign: The numbers of applications that are somebody else's.
    """

    def __init__(self, log: FollowUpLog, *, now: dt.datetime, preset: str, zone_name: str) -> None:
        self.edits: list[Edit] = []
        self.numbers: dict[str, str] = {}
        self.foreign: set[str] = set()
        self._known = Known(log)
        self._trial: Trial = log.trial(now=now)
        self._new_id: Callable[[], str] = lambda: log.new_id(now=now)
        self._defaults = {"preset": preset, "employer_timezone": zone_name}

    def take(self, draft: Draft) -> RowReport:
        """Hold one row against the log and the rows before it."""
        taken = _Taken(refused=draft.refused, skipped=draft.skipped)
        if not (taken.refused or taken.skipped):
            self._application(draft, taken)
        entry = " · ".join(
            str(draft.application.get(name, "")) for name in ("company", "position")
        ).strip(" ·")
        return self._report(draft, taken, entry)

    def _report(self, draft: Draft, taken: _Taken, entry: str) -> RowReport:
        """Try what a row would change, and say what becomes of it."""
        if taken.edits:
            self._try(taken)
        said = " ".join(filter(None, (taken.refused, taken.skipped, *taken.said, *draft.remarks)))
        after = "" if taken.refused or taken.skipped else described(taken.edits)
        conflicts = tuple(taken.conflicts)
        return RowReport(draft.sheet, draft.row, _state(taken), entry, after, said, conflicts)

    def _try(self, taken: _Taken) -> None:
        try:
            self._trial.add(taken.edits)
        except InvalidEntryError as error:
            taken.refused = str(error)
            taken.edits = []
            return
        for edit in taken.edits:
            self._known.learn(edit.table, edit.row, edit.fields)
        self.edits += taken.edits

    # The application of a row

    def _application(self, draft: Draft, taken: _Taken) -> None:
        row = self._found(draft, taken)
        if taken.refused or taken.skipped:
            return
        if row:
            self._fill("applications", row, draft.application, draft.lines, taken)
        else:
            row, taken.is_new = self._new_id(), True
            notes = {"notes": "\n".join(dict.fromkeys(draft.lines))} if draft.lines else {}
            fields = {**self._defaults, **draft.application, **notes}
            taken.edits.append(Edit("applications", row, fields))
        if draft.own_id:
            self.numbers[draft.own_id] = row
        interview = ""
        for one in draft.interviews:
            interview = self._interview(row, one, taken)
        self._people_without(row, draft, taken)
        self._news(row, draft, taken)
        for message in draft.messages:
            self._thanks(row, interview, message, taken)

    def _found(self, draft: Draft, taken: _Taken) -> str:
        """The application a row is about; empty if it is new. `refused` says if nobody can tell."""
        if draft.ref:
            if draft.ref in self.foreign:
                taken.skipped = SOMEBODY_ELSES
            elif draft.ref not in self.numbers:
                taken.refused = (
                    f"It names application {draft.ref}, which no list here has. Choose the list "
                    "of applications together with this one."
                )
            return self.numbers.get(draft.ref, "")
        company = draft.application.get("company", "")
        if not company:
            taken.refused = "It names no employer."
            return ""
        if not draft.application.get("position"):
            there = self._known.at_company(company)
            return there[0] if len(there) == 1 else self._several(there, draft, taken)
        return self._one_of(self._known.named(draft.application), draft, taken)

    def _one_of(self, there: list[str], draft: Draft, taken: _Taken) -> str:
        """Of applications with that employer and position the one of this row."""
        url, day = (draft.application.get(name) for name in ("url", "applied_on"))
        known = self._known
        if url and (same := [row for row in there if known.had(row, "url", url)]):
            return same[0]
        if url:
            there = [row for row in there if not known.fields[row].get("url")]
        if day is None:
            return there[0] if len(there) == 1 else self._several(there, draft, taken)
        same = [row for row in there if known.had(row, "applied_on", day)]
        undated = [row for row in there if known.fields[row].get("applied_on") is None]
        return next(iter([*same, *undated]), "")

    def _several(self, there: list[str], draft: Draft, taken: _Taken) -> str:
        if there:
            taken.refused = (
                f"{len(there)} applications at {draft.application['company']} fit. Add the "
                "position or the day of applying to the row."
            )
        return ""

    def _fill(
        self, table: str, row: str, fields: Mapping[str, Any], lines: list[str], taken: _Taken
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
        if changed:
            taken.edits.append(Edit(table, row, changed))

    def _differs(self, table: str, name: str, ours: Any, theirs: Any, taken: _Taken) -> None:
        label = TABLES[table].model_fields[name].title
        taken.conflicts.append(
            f"{label}: your log has {_shown(ours)}, the list {_shown(theirs)}. Your log stays."
        )

    # What belongs to it

    def _interview(self, application: str, draft: InterviewDraft, taken: _Taken) -> str:
        row = self._known.interview(application, draft)
        if row:
            self._fill_interview(row, draft, taken)
        else:
            row = self._new_id()
            rounds = [
                self._known.fields[other].get("round", 1)
                for other in self._known.parts[application, "interviews"]
            ] + [e.fields.get("round", 1) for e in taken.edits if e.table == "interviews"]
            fields = {"round": max(rounds, default=0) + 1, **draft.fields}
            notes = {"notes": "\n".join(dict.fromkeys(draft.lines))} if draft.lines else {}
            taken.edits.append(
                Edit("interviews", row, {**fields, **notes, "application_id": application})
            )
        for person in draft.people:
            self._person(row, person, taken)
        return row

    def _fill_interview(self, row: str, draft: InterviewDraft, taken: _Taken) -> None:
        """A planned one that took place since is marked so; its time stays as it is."""
        known, fields = self._known, dict(draft.fields)
        starts, status = fields.pop("starts_at"), fields.pop("status")
        del fields["timezone"], fields["timezone_assumed"]
        if not (draft.is_assumed or known.had(row, "starts_at", starts)):
            fields.pop("ends_at", None)
            self._differs("interviews", "starts_at", known.fields[row]["starts_at"], starts, taken)
        is_planned = known.fields[row].get("status", "scheduled") == InterviewStatus.SCHEDULED
        if is_planned and not known.had(row, "status", status):
            taken.edits.append(Edit("interviews", row, {"status": status}))
        self._fill("interviews", row, fields, draft.lines, taken)

    def _person(self, interview: str, fields: Mapping[str, Any], taken: _Taken) -> None:
        row = self._known.person(interview, fields["name"])
        if row:
            details = {name: value for name, value in fields.items() if name != "name"}
            self._fill("interviewers", row, details, [], taken)
        else:
            entry = {**fields, "interview_id": interview}
            taken.edits.append(Edit("interviewers", self._new_id(), entry))

    def _people_without(self, application: str, draft: Draft, taken: _Taken) -> None:
        """People whom a row names without an interview: filled in if they are known."""
        company = str(draft.application.get("company", ""))
        for person in draft.people:
            if not self._fill_people(person, company, [], taken):
                line = ", ".join(str(value) for value in person.values())
                self._note(application, f"Person: {line}", taken)
                why = "the row has no day of an interview"
                taken.said.append(f"{person['name']} is in the notes only: {why}.")

    def _fill_people(
        self, person: Mapping[str, Any], company: str, lines: list[str], taken: _Taken
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

    def take_person(self, draft: Draft, *, may_add: bool) -> RowReport:
        """Hold a row about a person against the people in the log.

        Args:
            draft: The row.
            may_add: Whether somebody who is not known is added to the latest interview at
                their employer.
        """
        company = str(draft.application.get("company", ""))
        taken = _Taken()
        for person in draft.people:
            if self._fill_people(person, company, draft.lines, taken):
                continue
            interview = self._known.last_interview(self._known.at_company(company))
            if may_add and interview:
                taken.is_new = True
                self._person(interview, person, taken)
                notes = [f"{person['name']}, {line}" for line in draft.lines]
                self._fill("interviews", interview, {}, notes, taken)
            else:
                taken.skipped = "Nobody of that name was at an interview in your log."
        if not draft.people:
            taken.refused = "It names nobody."
        return self._report(draft, taken, ", ".join(str(p["name"]) for p in draft.people))

    def take_message(self, draft: Draft) -> RowReport:
        """Hold a row about a message against the people and messages in the log."""
        taken = _Taken(refused=draft.refused, skipped=draft.skipped)
        message = draft.messages[0] if draft.messages else None
        if message and not (taken.refused or taken.skipped):
            rows = self._known.met(message.person)
            if rows:
                interview = self._known.fields[rows[-1]]["interview_id"]
                application = self._known.application_of(interview)
                self._add_message(application, interview, [rows[-1]], message, taken)
            else:
                taken.skipped = "Nobody of that name was at an interview in your log."
        return self._report(draft, taken, message.person if message else "")

    @property
    def people(self) -> Set[str]:
        """The names of everybody who was at an interview, as `name_key` gives them."""
        return self._known.people

    def can_add(self, application: Mapping[str, Any], name: str) -> bool:
        """Whether a person is not known and there is an interview at their employer."""
        company = str(application.get("company", ""))
        known = self._known
        is_new = not known.met(name, company)
        return is_new and known.last_interview(known.at_company(company)) != ""

    def _note(self, application: str, line: str, taken: _Taken) -> None:
        for at, edit in enumerate(taken.edits):
            if edit.table == "applications" and edit.row == application:
                notes = "\n".join(filter(None, (edit.fields.get("notes", ""), line)))
                taken.edits[at] = Edit(edit.table, edit.row, {**edit.fields, "notes": notes})
                return
        self._fill("applications", application, {}, [line], taken)

    def _news(self, application: str, draft: Draft, taken: _Taken) -> None:
        """An outcome that is not in the log yet and does not take another one back."""
        if not draft.news:
            return
        rows = self._known.parts[application, "outcomes"]
        known = [self._known.fields[row]["outcome"] for row in rows]
        if draft.news in known or any(self._known.had(r, "outcome", draft.news) for r in rows):
            return
        furthest = max(known, key=_how_far, default="")
        if furthest and _how_far(furthest) >= _how_far(draft.news):
            if _how_far(draft.news) == _ENDED:
                self._differs("outcomes", "outcome", furthest, draft.news, taken)
            return
        fields = {"application_id": application, "outcome": draft.news, "at": draft.news_at}
        taken.edits.append(Edit("outcomes", self._new_id(), fields))

    def _thanks(self, application: str, interview: str, draft: MessageDraft, taken: _Taken) -> None:
        """A note of thanks that the list dates, to everybody at the interview."""
        people = [*self._known.parts[interview, "interviewers"]]
        people += [
            e.row
            for e in taken.edits
            if e.table == "interviewers" and e.fields.get("interview_id") == interview
        ]
        self._add_message(application, interview, people, draft, taken)

    def _add_message(
        self,
        application: str,
        interview: str,
        people: list[str],
        draft: MessageDraft,
        taken: _Taken,
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


def _how_far(outcome: str) -> int:
    return _FURTHER.get(outcome, _ENDED)


def _state(taken: _Taken) -> RowState:
    if taken.refused:
        return RowState.REFUSED
    if taken.skipped:
        return RowState.SKIPPED
    if not taken.edits:
        return RowState.SAME
    return RowState.NEW if taken.is_new else RowState.CHANGED


def _shown(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%d %b %Y %H:%M} UTC"
    if isinstance(value, dt.date):
        return f"{value.day} {value:%b %Y}"
    text = str(value)
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
