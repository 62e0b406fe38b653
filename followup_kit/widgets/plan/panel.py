"""What to do next: one card per step, the most pressing first, and a calm state."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.exchange.calendar import calendar_file
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.news import NEWS
from followup_kit.log.schema import Interview
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.old_ones import answer_edits
from followup_kit.plan.steps import IDLE, Action, NextStep, Urgency
from followup_kit.widgets.log.panel import LogPanel
from followup_kit.widgets.plan.answer_cards import (
    ConfirmDesk,
    FixDesk,
    LaterDesk,
    PresetDesk,
    SentDesk,
)
from followup_kit.widgets.plan.cards import card_html
from followup_kit.widgets.plan.plan_views import (
    calm_html,
    month_view,
    summary_html,
    waiting_html,
    what_if_html,
)
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.download_button import DownloadButton
from followup_kit.widgets.shared.markup import block
from followup_kit.widgets.shared.news_form import NewsForm
from followup_kit.widgets.shared.panel import Panel
from followup_kit.widgets.shared.views import Views
from followup_kit.widgets.write.panel import WritePanel
from followup_kit.write.facts import KINDS

_WHAT_IF = "What if"


class PlanPanel(Panel):
    """The panel of notebook 02.

    Args:
        log: The log.
        write: Opens the note to a person, by id and kind; by default it opens here.
        change_interview: Opens the form for an interview, by id; by default it opens here.

    Attributes:
        steps: What to do next, as `next_steps` gave it.
        cards: One card per thing to do.
        summary: How much there is to do, in one line.
        calm: What is shown when there is nothing to do now.
        waiting: What there is to wait for.
        desk: What was opened from a card, with a way back.
        writer: The panel to write a note, when one was opened from a card.
        views: News, the month, and another preset's dates, each behind a button.
    """

    def __init__(
        self,
        log: FollowUpLog,
        *,
        write: Callable[[str, str], object] | None = None,
        change_interview: Callable[[str], object] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(log, **options)
        self._write_elsewhere, self._change_elsewhere = write, change_interview
        self.steps: list[NextStep] = []
        self._histories: dict[str, History] = {}
        self.cards = widgets.VBox()
        self.summary = block()
        self.calm = block(css="fk-calm")
        self.waiting = block()
        self.writer: WritePanel | None = None
        self.desk = widgets.VBox()
        self.news = NewsForm()
        self.month = block()
        self.preset = widgets.Dropdown(
            options=[(p.label, name) for name, p in self.practice.presets.items()],
            description="What if every application had the preset",
            style={"description_width": "initial"},
        )
        self.preset.observe(lambda _: self._show_what_if(), names="value")
        self.what_if = block()
        record = self.record_button("Record it", self._record_news, main=True)
        self.views = Views(
            {
                "I got an answer or other news": widgets.VBox([self.news, record]),
                "Show the month": self.month,
                _WHAT_IF: widgets.VBox([self.preset, self.what_if]),
            }
        )
        self.views.buttons[_WHAT_IF].observe(lambda _: self._show_what_if(), names="value")
        self.calendar = DownloadButton(
            "Deadlines for my calendar (.ics)", "follow-ups.ics", self._calendar_file
        )
        self._nobody = self.empty_state(
            "Here you see what to do next, by when, and why. Log an interview first."
        )
        self._plan = widgets.VBox(
            [self.summary, self.calm, self.cards, self.waiting, self.views, self.calendar]
        )
        self.body.children = [self._nobody, self.desk, self._plan]
        self.start()

    def update(self) -> None:
        """Ask the plan again and show its cards."""
        self._histories = {h.application.id: h for h in self.log.histories()}
        self.steps = next_steps(self.log, now=self.now, practice=self.practice)
        to_do = sorted((s for s in self.steps if not self._waits(s)), key=self._by_time)
        rest = [step for step in self.steps if self._waits(step)]
        self.news.offer(list(self._histories.values()))
        self.cards.children = [self._card(s, self._histories[s.application_id]) for s in to_do]
        self.summary.value = summary_html(to_do, rest, self._histories, now=self.now)
        is_calm = bool(self._histories) and not to_do
        self.calm.value = calm_html(rest, self._histories, now=self.now) if is_calm else ""
        self.calm.layout.display = "" if is_calm else "none"
        self.waiting.value = waiting_html(rest, self._histories, now=self.now)
        self.month.value = month_view(self.steps, self._histories, now=self.now)
        self._show_what_if()
        self._nobody.layout.display = "none" if self._histories else ""
        self._plan.layout.display = "" if self._histories and not self.desk.children else "none"

    def _by_time(self, step: NextStep) -> tuple[bool, int]:
        """Late or asked, soon, later; what may be left out last. Within each as in the plan."""
        groups = (Urgency.OVERDUE, Urgency.AMBER, Urgency.OPEN)
        place = groups.index(step.urgency) if step.urgency in groups else len(groups)
        return step.is_optional, place if step.times.due else 0

    def _waits(self, step: NextStep) -> bool:
        return step.action in IDLE or step.is_snoozed

    def _show_what_if(self) -> None:
        """Work out the other preset's plan only while somebody looks at it."""
        if not self.views.buttons[_WHAT_IF].value:
            return
        self.what_if.value = what_if_html(
            self.log, self.preset.value, self._histories, now=self.now, practice=self.practice
        )

    def _calendar_file(self) -> bytes:
        return calendar_file(self.steps, self._histories.values(), now=self.now)

    # Cards

    def _card(self, step: NextStep, history: History) -> widgets.Widget:
        text = block()
        text.value = card_html(step, history, self.practice, now=self.now)
        card = widgets.Box([text, widgets.HBox(self._buttons(step, history))])
        for css in ("fk-card", "fk-step", f"fk-{step.urgency}"):
            card.add_class(css)
        return card

    def _buttons(self, step: NextStep, history: History) -> list[widgets.Widget]:
        names = ", ".join(p.name for p in history.interviewers if p.id in step.people)
        made = self._own_buttons(step)
        if step.message_kind:
            if step.message_kind in KINDS and step.people:
                write = button(
                    "Write it now",
                    lambda: self._write(step),
                    main=True,
                    tooltip=f"Write to {names}",
                )
                made.append(write)
            sent = button(
                "I sent it already",
                lambda: self._ask_when(step, history),
                tooltip=f"Say when you wrote to {names}",
            )
            made.append(sent)
        later = button(
            "Later, or not at all",
            lambda: self._open(LaterDesk(step, history, self.log, self.now, self._finishing)),
        )
        return [*made, later]

    def _own_buttons(self, step: NextStep) -> list[widgets.Widget]:
        """The buttons of actions that need no message."""
        news = {
            Action.CLOSE_OUT: [("Close it as unanswered", "no_response")],
            Action.DECIDE_OFFER: [("I accepted", "accepted"), ("I declined", "declined")],
        }
        if step.action is Action.FIX_RECORD:
            return [button("Put it right", lambda: self._fix(step), main=True)]
        if step.action is Action.CONFIRM_INTERVIEW:
            return [button("Say what happened", lambda: self._confirm(step), main=True)]
        if step.action is Action.SORT_OLD_ONES:
            answers = {"They took place": True, "Leave them out": False}
            return [self.record_button(t, self._sorter(step, held)) for t, held in answers.items()]
        return [
            self.record_button(text, self._recorder(step.application_id, key))
            for text, key in news.get(step.action, [])
        ]

    def _sorter(self, step: NextStep, took_place: bool) -> Callable[[], str]:
        def sort() -> str:
            edits = answer_edits(
                step, took_place=took_place, new_id=lambda: self.log.new_id(now=self.now)
            )
            self.log.take_in(edits, source="older interviews", now=self.now, action="Sorted")
            return f"Sorted {len(step.instead)} older interviews. Undo takes it back."

        return sort

    def _recorder(self, application: str, key: str) -> Callable[[], str]:
        def record() -> str:
            self.log.record_news(application, NEWS[key], at=self.now, now=self.now)
            return f"Recorded: {NEWS[key].label}. Undo takes it back."

        return record

    # What a card opens

    def _open(self, *parts: widgets.Widget) -> None:
        """Show only what is being done; the plan comes back with the button."""
        self.desk.children = (button("Back to the plan", self._close), *parts)
        self._plan.layout.display = "none"

    def _close(self) -> None:
        self.writer = None
        self.desk.children = ()
        self.redraw()

    def _finishing(
        self, text: str, work: Callable[[], str], *, main: bool = False
    ) -> widgets.Button:
        """A button of the desk: it goes back to the plan when its work was done."""
        return self.record_button(text, work, then=self._close, main=main)

    def _write(self, step: NextStep) -> None:
        if self._write_elsewhere is not None:
            self._write_elsewhere(step.people[0], step.message_kind)
            return
        self.writer = WritePanel(
            self.log, person=step.people[0], practice=self.practice, clock=self.clock
        )
        self._open(self.writer.view)

    def _ask_when(self, step: NextStep, history: History) -> None:
        desk = SentDesk(step, history, self.log, self.now)
        save = self._finishing("Save the time", lambda: desk.save(self.now), main=True)
        desk.children += (save,)
        self._open(desk)

    def _confirm(self, step: NextStep) -> None:
        try:
            history = self.log.history(step.application_id)
            desk = ConfirmDesk(self.log.get(Interview, step.row), history, self.log)
        except FollowUpError as error:
            self.status.problem(str(error))
            return
        held = self._finishing(
            "It took place", lambda: desk.save(self.practice, self.now), main=True
        )
        otherwise = self._finishing("It did not take place", lambda: desk.save_otherwise(self.now))
        moved = self._finishing("Save the new time", lambda: desk.save_new_time(self.now))
        desk.children += (held, desk.otherwise, otherwise, desk.new_time, moved)
        self._open(desk)

    def _fix(self, step: NextStep) -> None:
        """Open the form for an interview, else a question about the time of the entry."""
        history = self._histories[step.application_id]
        if step.table == "interviews" and self._change_elsewhere is not None:
            self._change_elsewhere(step.row)
            return
        if step.table == "interviews":
            panel = LogPanel(self.log, practice=self.practice, clock=self.clock)
            panel.change(step.row)
            self._open(panel.view)
            return
        if step.table == "applications":
            chosen = PresetDesk(step, history, self.log, self.practice)
            keep = self._finishing("Save it", lambda: chosen.save(self.now), main=True)
            chosen.children += (keep,)
            self._open(chosen)
            return
        desk = FixDesk(step, history, self.log)
        save = self._finishing("Save the time", lambda: desk.save(self.now), main=True)
        remove = self._finishing("Take it out", lambda: desk.remove(self.now))
        desk.children += (widgets.HBox([save, remove]),)
        self._open(desk)

    def _record_news(self) -> str:
        said = self.news.save(self.log, now=self.now)
        self.views.fold()
        return said


def plan_panel(log: FollowUpLog, **options: Any) -> PlanPanel:
    """The panel that says what to do next, by when, and why."""
    return PlanPanel(log, **options)
