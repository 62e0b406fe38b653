"""Logging interviews: a form, the news that comes later, and what is in the log."""

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.exchange.invitations import read_invitation
from followup_kit.log.choices import InterviewStatus
from followup_kit.log.employers import at_employer
from followup_kit.log.file.undoing import Edit
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Interview
from followup_kit.plan.confirm import judged_by
from followup_kit.rules.case import known_preset
from followup_kit.text import counted, list_in_words
from followup_kit.times import local_date, moment_in_words
from followup_kit.widgets.log.import_form import ImportForm
from followup_kit.widgets.log.interview_form import InterviewForm
from followup_kit.widgets.log.table_form import TableForm
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.debounce import Debounce
from followup_kit.widgets.shared.fields import as_field
from followup_kit.widgets.shared.markup import block, fill, joined
from followup_kit.widgets.shared.news_form import NewsForm
from followup_kit.widgets.shared.panel import Panel

_FORM = "log_interview"
_SHOWN = 25
_MOST_OFFERED = 3
_TABLE = "Edit as a table"
_SECTIONS = (
    "Log an interview",
    "Record an answer or news",
    "See or change what is logged",
    _TABLE,
    "Bring in a list",
)


class LogPanel(Panel):
    """The panel of notebook 01.

    Attributes:
        section: Which of the five parts is shown.
        form: The form for an interview.
        news: The form for news.
        listed: One row per interview in the log, newest first.
        table: The same, with the people, as a table to type into.
        bring_in: The form for a list that was kept elsewhere.
    """

    def __init__(self, log: FollowUpLog, **options: Any) -> None:
        super().__init__(log, **options)
        self._keep = Debounce(1.0, self._keep_form)
        self.section = widgets.ToggleButtons(options=_SECTIONS, description="Do what?")
        self.section.style.button_width = "auto"
        self.form = InterviewForm(self.log, self.practice, self._keep, clock=self.clock)
        self.save = self.record_button("Save this interview", self._save, main=True)
        self.clear = button("Empty the form", self._empty)
        self.line = as_field(
            widgets.Textarea(
                description="In one line, or paste an invitation",
                placeholder="Acme, data intern, Tue 3pm - then a name in each line",
                rows=2,
                layout=widgets.Layout(width="auto"),
            )
        )
        self.fill = button("Fill the form", lambda: self._fill_in())
        self.question = widgets.VBox()
        self._is_new = ""
        self.news = NewsForm()
        self.record = self.record_button("Record it", self._record, main=True)
        self.listed = widgets.VBox()
        self.table = TableForm(
            log,
            self.do,
            self.clock,
            zone_name=lambda: self.zone_name,
            on_saved=lambda row: self._store_due(self._logged(row)),
        )
        self.bring_in = ImportForm(log, self.practice, self.do, self.clock)
        self._parts = (
            widgets.VBox(
                [
                    self.line,
                    self.fill,
                    self.form,
                    widgets.HBox([self.save, self.clear]),
                    self.question,
                ]
            ),
            widgets.VBox([self.news, self.record]),
            self.listed,
            self.table,
            self.bring_in,
        )
        self.section.observe(lambda _: self._show_section(), names="value")
        self.ground.observe(lambda _: self._suggest_zone(), names="zone")
        self.body.children = [self.section, *self._parts]
        self._show_section()
        self.start()
        self._bring_back()

    def _show_section(self) -> None:
        for name, part in zip(_SECTIONS, self._parts, strict=True):
            part.layout.display = "" if name == self.section.value else "none"
        self._list_logged()

    def _suggest_zone(self) -> None:
        self.bring_in.suggest_zone(self.zone_name)
        if not self.form.fields["zone"].value:
            self.form.fields["zone"].show(self.zone_name)

    # What is typed is kept

    def _keep_form(self) -> None:
        try:
            self.log.save_form(_FORM, self.form.state(), now=self.now)
        except FollowUpError as error:
            self.status.problem(str(error))
            return
        self.count_own_batch()

    def _bring_back(self) -> None:
        if state := self.log.form(_FORM):
            self.form.restore(state)
            self.status.info("What you had typed and not saved yet is back in the form.")
        elif self.log.settings.timezone or self.log.settings.made_up or self.ground.zone_name:
            self._suggest_zone()

    def _empty(self) -> None:
        self.clashes.clear()
        self.question.children = ()
        self._keep.cancel()
        self.form.clear()
        self.do(self._forget_form)

    def _forget_form(self) -> str:
        self.log.save_form(_FORM, {}, now=self.now)
        return "The form is empty."

    def _fill_in(self) -> None:
        """Fill the form from the line or the invitation, for the person to look over."""
        try:
            found = read_invitation(self.line.value, today=local_date(self.now, self.zone_name))
        except FollowUpError as error:
            self.refused(error, self._fill_in)
            return
        self.form.fill_in(found)
        self.line.value = ""
        missing = [
            label
            for label, value in (
                ("the employer", found.company),
                ("the day", found.day),
                ("the time", found.start),
            )
            if not value
        ]
        rest = f" Not found: {list_in_words(missing)}." if missing else ""
        self.status.info(f"Look the form over, then save it.{rest}")

    # Saving

    def refusable(self) -> Mapping[str, widgets.DOMWidget]:
        """The fields of the form, by column."""
        return self.form.refusable()

    def _save(self) -> str:
        self._ask_whether_new()
        interview, people = self.form.interview_fields(), self.form.people.values()
        application, seen = self.form.application_fields(), self.form.seen
        row = self.form.interview_id
        about: dict[str, Any] = {"application": application, "now": self.now, "seen": seen}
        if row:
            self.log.change_interview(row, self._judged_anew(row, interview), people, **about)
        else:
            row = self.log.add_interview(interview, people, **about)
        self._keep.cancel()
        self.form.clear()
        self.question.children, self._is_new = (), ""
        self.log.save_form(_FORM, {}, now=self.now)
        if not (saved := self._logged(row)):
            return "The interview stays taken out, as you chose."
        self._store_due(saved)
        self._ask_about_judged(saved.application_id)
        met = counted(len(people), "person", "people")
        return f"Interview at {application['company']} with {met} is in your log."

    def _ask_whether_new(self) -> None:
        """Ask once whether an employer who is in the log already has a new application.

        Raises:
            FollowUpError: It has to be chosen first; nothing was saved.
        """
        company, chosen = (self.form.fields[n].value for n in ("company", "application"))
        known = [] if chosen else at_employer(self.log.histories(), company)
        if not known or company == self._is_new:
            self.question.children = ()
            return
        self.question.children = (
            block(
                "<p><b>{company} is in your log already.</b> Is this the next round there, or a "
                "new application?</p>",
                company=known[0].application.company,
            ),
            *(self._next_round_button(history) for history in known[-_MOST_OFFERED:]),
            self.record_button("A new application", self._save_as_new),
        )
        msg = "Choose first: the next round, or a new application. Nothing is saved yet."
        raise FollowUpError(msg)

    def _next_round_button(self, history: History) -> widgets.Widget:
        about = history.application
        name = " · ".join(filter(None, (about.company, about.position)))

        def save() -> str:
            self.form.join(about.id)
            return self._save()

        return self.record_button(f"The next round of {name}", save, main=True)

    def _save_as_new(self) -> str:
        self._is_new = self.form.fields["company"].value
        return self._save()

    def _logged(self, row: str) -> Interview | None:
        """An interview as it is in the log; None if it was taken out."""
        try:
            return self.log.get(Interview, row)
        except FollowUpError:
            return None

    def _judged_anew(self, row: str, interview: dict[str, Any]) -> dict[str, Any]:
        """Another time means another due time; nothing else does."""
        before, times = self._logged(row), ("starts_at", "ends_at", "ended_at")
        moved = before is None or any(getattr(before, n) != interview[n] for n in times)
        return {**interview, "due_at": None} if moved else interview

    def _store_due(self, interview: Interview | None) -> None:
        if interview is None:
            return
        if interview.status is InterviewStatus.COMPLETED and interview.due_at is None:
            history = self.log.history(interview.application_id)
            stored = judged_by(history, interview, now=self.now, practice=self.practice)
            self.log.change("interviews", interview.id, stored, now=self.now, action="")

    def _ask_about_judged(self, application: str) -> None:
        """Ask whether what was judged by another preset shall follow the one that is set now."""
        history = self.log.history(application)
        preset = known_preset(history.application, self.practice)
        judged = [i for i in history.interviews if i.policy and i.policy != preset.name]
        if not judged:
            return
        self.question.children = (
            block(
                "<p><b>{count} of {company} were judged by another preset.</b> Shall their notes "
                "be judged by {preset}, too? Charts follow.</p>",
                count=counted(len(judged), "interview"),
                company=history.application.company,
                preset=preset.label,
            ),
            self.record_button("Judge them anew", lambda: self._judge_anew(application)),
            self.record_button("Leave them as they are", self._leave_judged),
        )

    def _judge_anew(self, application: str) -> str:
        history = self.log.history(application)
        edits = [
            Edit(
                "interviews",
                held.id,
                judged_by(history, held, now=self.now, practice=self.practice),
            )
            for held in history.interviews
            if held.policy
        ]
        self.log.change_all(edits, now=self.now, action="Judged interviews by another preset")
        self.question.children = ()
        return "Their notes are judged anew. Undo takes it back."

    def _leave_judged(self) -> str:
        self.question.children = ()
        return "They stay as they were judged."

    def _record(self) -> str:
        return self.news.save(self.log, now=self.now)

    # What is in the log

    def update(self) -> None:
        """Offer the applications of the log, and list its interviews where they are looked at."""
        histories = self.log.histories()
        self.form.offer(histories)
        self.news.offer(histories)
        self._list_logged()

    def _list_logged(self) -> None:
        if self.section.value == _TABLE:
            self.table.update()  # the list is drawn when it is looked at, not at every cell
            return
        histories = self.log.histories()
        rounds = [(h, i) for h in histories for i in h.interviews]
        rounds.sort(key=lambda pair: str(pair[1].starts_at), reverse=True)
        self.listed.children = [self._row(h, i) for h, i in rounds[:_SHOWN]] or [
            block(
                "<p><b>Your log is empty.</b> Log your first interview with the form. It takes "
                "about a minute.</p>",
                css="fk-calm",
            )
        ]

    def _row(self, history: History, interview: Interview) -> widgets.Widget:
        company = history.application.company
        people = list_in_words([person.name for person in history.people_at(interview)])
        moment = interview.starts_at
        when = moment_in_words(moment, interview.timezone, now=self.now) if moment else ""
        text = block(
            "<b>{company}</b>, round {round}, {when}: {status}<br>{people}",
            company=company,
            round=interview.round,
            when=when,
            status=interview.status.label,
            people=people or "Nobody recorded",
        )
        change = button(
            "Change",
            lambda: self.change(interview.id),
            tooltip=f"Change the interview at {company}",
        )
        remove = self.record_button(
            "Remove",
            lambda: self._remove(interview, company),
            tooltip=f"Remove the interview at {company}; undo brings it back",
        )
        past = block()
        history_button = button(
            "What was changed",
            lambda: self._show_past(interview, past),
            tooltip=f"The history of the interview at {company}",
        )
        card = widgets.VBox([text, widgets.HBox([change, remove, history_button]), past])
        card.add_class("fk-card")
        return card

    def _show_past(self, interview: Interview, past: widgets.HTML) -> None:
        """What was done to an interview since it was logged; pressed again, hide it."""
        if past.value:
            past.value = ""
            return
        told = self.log.past.history_of_interview(interview.id, zone_name=self.zone_name)
        items = joined([fill("<li>{text}</li>", text=text) for text in told])
        past.value = fill("<ul>{items}</ul>", items=items)

    def change(self, interview: str) -> None:
        """Bring an interview of the log into the form, by its id."""
        self.clashes.clear()
        try:
            self.form.show_interview(interview)
        except FollowUpError as error:
            self.status.problem(str(error))
            return
        self.section.value = _SECTIONS[0]
        self.status.info(f"You are changing the interview at {self.form.fields['company'].value}.")

    def _remove(self, interview: Interview, company: str) -> str:
        self.log.remove("interviews", interview.id, now=self.now)
        return f"Removed the interview at {company}. Undo brings it back."


def log_panel(log: FollowUpLog, **options: Any) -> LogPanel:
    """The panel to log interviews, the people at them, and the news that comes later."""
    return LogPanel(log, **options)
