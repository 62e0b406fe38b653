"""What to do next: one card per step, the most pressing first, and a calm state."""

from typing import Any

import ipywidgets as widgets

from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.news import NEWS
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.steps import IDLE, Action, NextStep
from followup_kit.plan.words import title_of, zone_of
from followup_kit.widgets.parts.button import button
from followup_kit.widgets.parts.cards import card_html
from followup_kit.widgets.parts.fields import MomentField, form
from followup_kit.widgets.parts.markup import block, fill, joined
from followup_kit.widgets.parts.news_form import NewsForm
from followup_kit.widgets.parts.panel import Panel
from followup_kit.widgets.write_panel import WritePanel
from followup_kit.write.facts import KINDS

_LISTED = (
    """<details {open}><summary><b>{count} to wait for</b></summary><ul>{items}</ul></details>"""
)


class PlanPanel(Panel):
    """The panel of notebook 02.

    Attributes:
        steps: What to do next, as `next_steps` gave it.
        cards: One card per thing to do.
        calm: What is shown when there is nothing to do now.
        writer: The panel to write a note, when one was opened from a card.
    """

    def __init__(self, log: FollowUpLog, **options: Any) -> None:
        super().__init__(log, **options)
        self.steps: list[NextStep] = []
        self.cards = widgets.VBox()
        self.calm = block(css="fk-calm")
        self.waiting = block()
        self.writer: WritePanel | None = None
        self.news = NewsForm()
        self.news_box = widgets.VBox(
            [self.news, button("Record it", lambda: self.do(self._record_news), main=True)]
        )
        self.show_news = widgets.ToggleButton(description="I got an answer or other news")
        self.show_news.observe(lambda _: self._fold(), names="value")
        self._nobody = self.empty_state(
            "Here you see what to do next, by when, and why. Log an interview first."
        )
        self._desk = widgets.VBox()
        self._fold()
        self.body.children = [
            self._nobody,
            self.calm,
            self.cards,
            self._desk,
            self.show_news,
            self.news_box,
            self.waiting,
        ]
        self.start()

    def _fold(self) -> None:
        self.news_box.layout.display = "" if self.show_news.value else "none"

    def update(self) -> None:
        """Ask the plan again and show its cards."""
        histories = {history.application.id: history for history in self.log.histories()}
        self.steps = next_steps(self.log, now=self.now, practice=self.practice)
        to_do = [step for step in self.steps if step.action not in IDLE]
        rest = [step for step in self.steps if step.action in IDLE]
        self.news.offer(list(histories.values()))
        self.cards.children = [self._card(s, histories[s.application_id]) for s in to_do]
        self.calm.value = self._calm_text(to_do, rest, histories)
        self.waiting.value = self._waiting_text(rest, histories)
        self._nobody.layout.display = "none" if histories else ""
        self.calm.layout.display = "" if self.calm.value else "none"
        self.show_news.layout.display = "" if histories and not self._desk.children else "none"

    def _card(self, step: NextStep, history: History) -> widgets.Widget:
        text = block()
        text.value = card_html(step, history, self.practice, now=self.now)
        card = widgets.VBox([text, widgets.HBox(self._buttons(step, history))])
        card.add_class("fk-card")
        card.add_class(f"fk-{step.urgency}")
        return card

    def _buttons(self, step: NextStep, history: History) -> list[widgets.Widget]:
        names = ", ".join(p.name for p in history.interviewers if p.id in step.people)
        if step.action is Action.CLOSE_OUT:
            return [button("Close it as unanswered", lambda: self.do(lambda: self._close(step)))]
        if not step.people or not step.message_kind:
            return []
        buttons = [
            button(
                "I sent it already",
                lambda: self._ask_when(step, history),
                tooltip=f"Say when you wrote to {names}",
            )
        ]
        if step.message_kind in KINDS:
            write = button(
                "Write it now",
                lambda: self._write(step.people[0]),
                main=True,
                tooltip=f"Write to {names}",
            )
            buttons.insert(0, write)
        return buttons

    def _calm_text(
        self, to_do: list[NextStep], rest: list[NextStep], histories: dict[str, History]
    ) -> str:
        if to_do or not histories:
            return ""
        if not rest:
            return fill("<p><b>Nothing to do.</b></p>")
        first = rest[0]
        title = title_of(first, histories[first.application_id], now=self.now)
        company = histories[first.application_id].application.company
        return fill(
            "<p><b>{title}</b></p><p>{company}. You have done what is yours to do.</p>",
            title=title,
            company=company,
        )

    def _waiting_text(self, rest: list[NextStep], histories: dict[str, History]) -> str:
        if not rest:
            return ""
        items = [
            fill(
                "<li><b>{company}:</b> {title} <span class='fk-quiet'>{why} [{ids}]</span></li>",
                company=histories[step.application_id].application.company,
                title=title_of(step, histories[step.application_id], now=self.now),
                why=" ".join(reason.text for reason in step.reasons),
                ids=", ".join(step.sources),
            )
            for step in rest
        ]
        return fill(_LISTED, open="open", count=len(rest), items=joined(items))

    # What a card does

    def _write(self, person: str) -> None:
        self.writer = WritePanel(self.log, person=person, practice=self.practice, clock=self.clock)
        close = button("Back to the plan", self._close_desk)
        self._open_desk(close, self.writer.view)

    def _open_desk(self, *parts: widgets.Widget) -> None:
        """Show only what is being done; the cards come back with the button."""
        self._desk.children = parts
        for made in (self.cards, self.waiting, self.show_news):
            made.layout.display = "none"

    def _close_desk(self) -> None:
        self.writer = None
        self._desk.children = []
        for made in (self.cards, self.waiting):
            made.layout.display = ""
        self.redraw()

    def _ask_when(self, step: NextStep, history: History) -> None:
        when = MomentField("Sent on", "At")
        when.show(self.now, zone_of(history))
        save = button(
            "Save the time",
            lambda: self.do(lambda: self._record_sent(step, history, when)),
            main=True,
        )
        question = block(
            "<p><b>When did you send it?</b> {title}</p>",
            title=title_of(step, history, now=self.now),
        )
        box = widgets.VBox([question, form(when), save])
        box.add_class("fk-card")
        self._open_desk(button("Back to the plan", self._close_desk), box)

    def _record_sent(self, step: NextStep, history: History, when: MomentField) -> str:
        at = when.moment(zone_of(history)) or self.now
        message = {
            "application_id": step.application_id,
            "interview_id": step.interview_id,
            "kind": step.message_kind,
            "covers": list(step.on_behalf_of or step.people),
        }
        self.log.record_sent(message, at=at, now=self.now)
        self._close_desk()
        return f"Marked as sent at {history.application.company}."

    def _close(self, step: NextStep) -> str:
        self.log.record_news(step.application_id, NEWS["no_response"], at=self.now, now=self.now)
        return "Closed as unanswered. If they write after all, record it and it opens again."

    def _record_news(self) -> str:
        said = self.news.save(self.log, zone_name=self.zone_name, now=self.now)
        self.show_news.value = False
        return said


def plan_panel(log: FollowUpLog, **options: Any) -> PlanPanel:
    """The panel that says what to do next, by when, and why."""
    return PlanPanel(log, **options)
