"""Holding what rows say against the log: what is new, what is filled in, what stays.

Nothing in the log is replaced. An empty field is filled in, news only goes forward, and where
the list and the log differ the log stays as it is and both values are shown.
"""

import datetime as dt
from collections.abc import Mapping, Set
from typing import Any

from followup_kit.exchange.lists_in.matching.filling import Filling
from followup_kit.exchange.lists_in.matching.reports import SOMEBODY_ELSES, RowReport, Taken
from followup_kit.exchange.lists_in.rows.drafts import Draft, InterviewDraft, MessageDraft
from followup_kit.log.choices import InterviewStatus, OutcomeKind
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog
from followup_kit.rules.case import usual_preset

_FURTHER: dict[str, int] = {
    OutcomeKind.ADVANCED: 1,
    OutcomeKind.NO_RESPONSE: 2,
    OutcomeKind.OFFER: 3,
}
_ENDED = 4
"""How far news has brought an application: all other outcomes end it."""


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
    """

    def __init__(self, log: FollowUpLog, *, now: dt.datetime, preset: str, zone_name: str) -> None:
        super().__init__(log, now=now, zone_name=zone_name)
        self.numbers: dict[str, str] = {}
        self.foreign: set[str] = set()
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
            taken.refused = (
                "It names no employer. Fill in that cell, or choose the column it stands in."
            )
            return ""
        if not draft.application.get("position"):
            there = self._known.at_company(company)
            return there[0] if len(there) == 1 else self._several(there, draft, taken)
        return self._one_of(self._known.named(draft.application), draft, taken)

    def _one_of(self, there: list[str], draft: Draft, taken: Taken) -> str:
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

    def _thanks(self, application: str, interview: str, draft: MessageDraft, taken: Taken) -> None:
        """A note of thanks that the list dates, to everybody at the interview."""
        people = [*self._known.parts[interview, "interviewers"]]
        people += [
            e.row
            for e in taken.edits
            if e.table == "interviewers" and e.fields.get("interview_id") == interview
        ]
        self._add_message(application, interview, people, draft, taken)


def _how_far(outcome: str) -> int:
    return _FURTHER.get(outcome, _ENDED)
