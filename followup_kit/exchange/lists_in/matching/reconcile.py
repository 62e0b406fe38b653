"""Holding what rows say against the log: what is new, what is filled in, what stays.

Nothing in the log is replaced. An empty field is filled in, news only goes forward, and where
the list and the log differ the log stays as it is and both values are shown.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Any

from followup_kit.exchange.lists_in.matching.filling import Filling
from followup_kit.exchange.lists_in.matching.known import Name, name_of
from followup_kit.exchange.lists_in.matching.reports import SOMEBODY_ELSES, RowReport, Taken
from followup_kit.exchange.lists_in.rows.drafts import (
    Draft,
    InterviewDraft,
    MessageDraft,
    how_far,
    is_end,
)
from followup_kit.exchange.lists_in.understanding.vocabulary import plain
from followup_kit.log.choices import InterviewStatus
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog
from followup_kit.rules.case import usual_preset


class Reconciler(Filling):
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
        alike: Rows of one list that may be one application, and that they are like.
        alike_are_one: Whether such rows are one.
        rows_are_interviews: Whether several rows may be about one application.
    """

    def __init__(self, log: FollowUpLog, *, now: dt.datetime, preset: str, zone_name: str) -> None:
        super().__init__(log, now=now, zone_name=zone_name)
        self.numbers: dict[str, str] = {}
        self.foreign: set[str] = set()
        self.alike: list[tuple[int, int]] = []
        self.alike_are_one = self.rows_are_interviews = False
        self._rows: dict[str, list[Draft]] = {}
        self._days: dict[Name, set[dt.date]] = defaultdict(set)
        self._defaults = {"preset": preset, "employer_timezone": zone_name}

    def take(self, draft: Draft) -> RowReport:
        """Hold one row against the log and the rows before it."""
        taken = Taken(refused=draft.refused, skipped=draft.skipped)
        if not (taken.refused or taken.skipped):
            self._application(draft, taken)
        entry = " · ".join(
            str(draft.application.get(name, "")) for name in ("company", "position")
        ).strip(" ·")
        return self._report(draft, taken, entry)

    # The application of a row

    def expect(self, drafts: Sequence[Draft]) -> None:
        """Take note of the rows of one list, which is about to be taken row by row."""
        self._rows, self._days = {}, defaultdict(set)
        for draft in drafts:
            if day := draft.application.get("applied_on"):
                self._days[name_of(draft.application)].add(day)

    def _application(self, draft: Draft, taken: Taken) -> None:
        row = self._found(draft, taken)
        if taken.refused or taken.skipped:
            return
        if row:
            self._fill("applications", row, draft.application, draft.lines, taken)
        else:
            row, taken.is_new = self._new_id(), True
            notes = {"notes": "\n".join(dict.fromkeys(draft.lines))} if draft.lines else {}
            position_type = draft.application.get("position_type", "job")
            suits = {"preset": usual_preset(position_type, self._defaults["preset"])}
            fields = {**self._defaults, **suits, **draft.application, **notes}
            taken.edits.append(Edit("applications", row, fields))
            taken.lines += draft.lines
        self._rows.setdefault(row, []).append(draft)
        if draft.own_id:
            self.numbers[draft.own_id] = row
        interviews = [self._interview(row, one, taken) for one in draft.interviews]
        self._people_without(row, draft, taken)
        self._news(row, draft, taken)
        for message in draft.messages:
            self._thanks(row, interviews[message.interview], message, taken)

    def _found(self, draft: Draft, taken: Taken) -> str:
        """The application a row is about; empty if it is new. `refused` says if nobody can tell."""
        if draft.ref:
            return self._named_by_number(draft, taken)
        company = draft.application.get("company", "")
        if not company:
            taken.refused = (
                "It names no employer. Fill in that cell, or choose the column it stands in."
            )
            return ""
        has_position = bool(draft.application.get("position"))
        there = self._known.named(draft.application)
        if not has_position:
            there = self._known.at_company(company)
        mine = [row for row in there if self._may_be(row, draft)]
        again = [row for row in mine if row in self._rows]
        if again and (self.rows_are_interviews or self._is_again(again[0], draft)):
            return again[0]
        return self._one_of([row for row in mine if row not in self._rows], draft, taken)

    def _named_by_number(self, draft: Draft, taken: Taken) -> str:
        if draft.ref in self.foreign:
            taken.skipped = SOMEBODY_ELSES
        elif draft.ref not in self.numbers:
            taken.refused = (
                f"It names application {draft.ref}, which no list here has. Choose the list "
                "of applications together with this one."
            )
        return self.numbers.get(draft.ref, "")

    def _may_be(self, row: str, draft: Draft) -> bool:
        """Whether nothing tells an application from that of a row: number, address, day."""
        others = self._rows.get(row, [])
        if draft.own_id and any(one.own_id not in ("", draft.own_id) for one in others):
            return False
        for name in ("url", "applied_on"):
            mine = draft.application.get(name)
            theirs = {one.application.get(name) for one in others} - {None}
            if mine and theirs and mine not in theirs:
                return False
        return True

    def _is_again(self, row: str, draft: Draft) -> bool:
        """Whether a row says again what another row of its list says; asked if unsure."""
        others = self._rows[row]
        if any(_same(draft.cells, one.cells) or _share_a_visit(draft, one) for one in others):
            return True
        self.alike.append((others[0].row, draft.row))
        return self.alike_are_one

    def _one_of(self, there: list[str], draft: Draft, taken: Taken) -> str:
        """Of the applications of the log with that name the one of this row."""
        known = self._known
        url, day = (draft.application.get(name) for name in ("url", "applied_on"))
        if draft.own_id and (same := [row for row in there if self._has_number(row, draft)]):
            return same[0]
        if url and (same := [row for row in there if known.had(row, "url", url)]):
            return same[0]
        if url:
            there = [row for row in there if not known.fields[row].get("url")]
        if day is None:
            return there[0] if len(there) == 1 else self._several(there, draft, taken)
        same = [row for row in there if known.had(row, "applied_on", day)]
        undated = [row for row in there if known.fields[row].get("applied_on") is None]
        return next(iter([*same, *undated, *self._corrected(there, draft)]), "")

    def _has_number(self, row: str, draft: Draft) -> bool:
        """Whether the notes of an application hold the number that its list gives it."""
        line = next((text for text in draft.lines if text.endswith(f": {draft.own_id}")), "")
        notes = [str(text).splitlines() for text in self._known.past[row, "notes"]]
        return bool(line) and any(line in lines for lines in notes)

    def _corrected(self, there: list[str], draft: Draft) -> list[str]:
        """The application whose day the list no longer has: it was corrected in the list."""
        days = self._days[name_of(draft.application)]
        gone = [row for row in there if not days & set(self._known.past[row, "applied_on"])]
        return gone if len(gone) == 1 and len(days) == 1 else []

    def _several(self, there: list[str], draft: Draft, taken: Taken) -> str:
        if there:
            taken.refused = (
                f"{len(there)} applications at {draft.application['company']} fit. Add the "
                "position or the day of applying to the row."
            )
        return ""

    # What belongs to it

    def _interview(self, application: str, draft: InterviewDraft, taken: Taken) -> str:
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
            taken.lines += draft.lines
            taken.edits.append(
                Edit("interviews", row, {**fields, **notes, "application_id": application})
            )
        for person in draft.people:
            self._person(row, person, taken)
        return row

    def _fill_interview(self, row: str, draft: InterviewDraft, taken: Taken) -> None:
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

    def _people_without(self, application: str, draft: Draft, taken: Taken) -> None:
        """People whom a row names without an interview: filled in if they are known."""
        company = str(draft.application.get("company", ""))
        for person in draft.people:
            if not self._fill_people(person, company, [], taken):
                line = ", ".join(str(value) for value in person.values())
                self._note(application, f"Person: {line}", taken)
                why = "the row has no day of an interview"
                taken.said.append(f"{person['name']} is in the notes only: {why}.")

    def take_person(self, draft: Draft, *, may_add: bool) -> RowReport:
        """Hold a row about a person against the people in the log.

        Args:
            draft: The row.
            may_add: Whether somebody who is not known is added to the latest interview at
                their employer.
        """
        company = str(draft.application.get("company", ""))
        taken = Taken()
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
        taken = Taken(refused=draft.refused, skipped=draft.skipped)
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

    def _news(self, application: str, draft: Draft, taken: Taken) -> None:
        """News that is not in the log yet and does not take other news back."""
        rows = self._known.parts[application, "outcomes"]
        known = [self._known.fields[row]["outcome"] for row in rows]
        had = {outcome for row in rows for outcome in self._known.past[row, "outcome"]}
        furthest = max(known, key=how_far, default="")
        for news in draft.news:
            if news.outcome in had:
                continue
            if furthest and how_far(furthest) >= how_far(news.outcome):
                if is_end(news.outcome):
                    self._differs("outcomes", "outcome", furthest, news.outcome, taken)
                continue
            fields = {"application_id": application, "outcome": news.outcome, "at": news.at}
            if news.day_not_known:
                fields["day_not_known"] = True
            taken.edits.append(Edit("outcomes", self._new_id(), fields))

    def _thanks(self, application: str, interview: str, draft: MessageDraft, taken: Taken) -> None:
        """A note of thanks that the list dates, to everybody at the interview."""
        people = [*self._known.parts[interview, "interviewers"]]
        people += [
            e.row
            for e in taken.edits
            if e.table == "interviewers" and e.fields.get("interview_id") == interview
        ]
        self._add_message(application, interview, people, draft, taken)


def _same(cells: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all that stands in a row stands in another too."""
    return {plain(cell) or cell for cell in cells} <= {plain(cell) or cell for cell in others}


def _share_a_visit(draft: Draft, other: Draft) -> bool:
    """Whether two rows tell of an interview at one moment, such as a row for each person."""
    moments = {one.fields["starts_at"] for one in other.interviews}
    return any(one.fields["starts_at"] in moments for one in draft.interviews)
