"""The form for an answer from an employer, or other news."""

import datetime as dt
from collections.abc import Sequence

import ipywidgets as widgets

from followup_kit.errors import InvalidEntryError, Problem
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.news import NEWS
from followup_kit.plan.words import zone_of
from followup_kit.widgets.shared.fields import MomentField, as_field, choice_field, form, on_change


class NewsForm(widgets.VBox):
    """What happened, with which application, and when."""

    def __init__(self) -> None:
        self._histories: dict[str, History] = {}
        self.application = choice_field("Which application", [])
        self.news = choice_field("What happened", [(n.label, key) for key, n in NEWS.items()])
        self.person = choice_field("From whom", [("Not recorded", "")])
        self.when = MomentField("On", "At")
        self.decision_on = as_field(widgets.DatePicker(description="New decision date"))
        self.decide_by = MomentField("They want my answer by", "At")
        on_change(self.application, self._show_people)
        on_change(self.news, self._fold)
        self._fold()
        super().__init__(
            [
                form(self.application, self.news, self.person, self.when),
                self.decision_on,
                self.decide_by,
            ]
        )

    def offer(self, histories: Sequence[History]) -> None:
        """Offer the applications of the log."""
        self._histories = {history.application.id: history for history in histories}
        chosen = self.application.value
        self.application.options = [
            (" · ".join(filter(None, (h.application.company, h.application.position))), name)
            for name, h in self._histories.items()
        ]
        if self._histories:
            newest = list(self._histories)[-1]
            self.application.value = chosen if chosen in self._histories else newest
        self._show_people()

    def _show_people(self) -> None:
        history = self._histories.get(self.application.value or "")
        people = history.interviewers if history else ()
        self.person.options = [("Not recorded", ""), *((p.name, p.id) for p in people)]
        if history:
            for asked in (self.when, self.decide_by):
                asked.tell_zone(zone_of(history))

    def _fold(self) -> None:
        asked = {"new_date": self.decision_on, "offer": self.decide_by}
        for news, made in asked.items():
            made.layout.display = "" if self.news.value == news else "none"

    def save(self, log: FollowUpLog, *, now: dt.datetime) -> str:
        """Record the news; returns what was recorded, in words.

        Raises:
            FollowUpError: Something is missing or impossible.
        """
        if not self.application.value:
            message = "There is no application yet. Log an interview first."
            raise InvalidEntryError([Problem("application_id", message)])
        news = NEWS[self.news.value]
        if self.news.value == "new_date" and self.decision_on.value is None:
            message = "`New decision date` is empty. Fill it in."
            raise InvalidEntryError([Problem("stated_decision_on", message)])
        zone_name = zone_of(self._histories[self.application.value])
        log.record_news(
            self.application.value,
            news,
            at=self.when.moment(zone_name) or now,
            now=now,
            people=[self.person.value] if self.person.value else [],
            decision_on=self.decision_on.value if self.news.value == "new_date" else None,
            decide_by=self.decide_by.moment(zone_name) if self.news.value == "offer" else None,
        )
        company = self._histories[self.application.value].application.company
        return f"Recorded for {company}: {news.label}."
