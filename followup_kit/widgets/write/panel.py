"""Writing one note: the person, the facts, the draft, the findings, and "I sent it"."""

import json
from typing import Any

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.log.choices import Medium, MessageKind
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Interviewer
from followup_kit.plan.words import title_of, zone_of
from followup_kit.rules.case import Case
from followup_kit.rules.note_times import decides_same_day
from followup_kit.rules.promises import instruction
from followup_kit.times import moment_in_words
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.debounce import Debounce
from followup_kit.widgets.shared.fields import (
    MomentField,
    choice_field,
    form,
    on_change,
    tell_about,
)
from followup_kit.widgets.shared.markup import block, fill
from followup_kit.widgets.shared.panel import Panel
from followup_kit.widgets.shared.views import Views
from followup_kit.widgets.write.brief_form import BriefForm
from followup_kit.widgets.write.examples import Examples
from followup_kit.widgets.write.fact_fields import FactFields, as_plain, from_plain
from followup_kit.widgets.write.kept_draft import KeptDraft
from followup_kit.widgets.write.note_editor import NoteEditor
from followup_kit.widgets.write.own_templates import OwnTemplates
from followup_kit.widgets.write.recipients import Recipients
from followup_kit.widgets.write.ways_to_send import HandOver
from followup_kit.write.compose import compose
from followup_kit.write.facts import KINDS, NoteFacts
from followup_kit.write.from_log import facts_from, usual_formality
from followup_kit.write.limits import limit_of
from followup_kit.write.medium import advise_medium
from followup_kit.write.own_templates import render_template

_FORMALITIES = [("Formal", "formal"), ("Neutral", "neutral"), ("Warm", "warm")]
_MEDIA = {
    "email": ("E-mail", Medium.EMAIL),
    "linkedin": ("LinkedIn message", Medium.LINKEDIN),
    "card": ("Card by post", Medium.POST),
}
_THANKS = {MessageKind.THANK_YOU, MessageKind.COMBINED}
_LABELS = {kind.value: kind.label for kind in MessageKind}


class WritePanel(Panel):
    """The panel of notebook 03.

    Attributes:
        person: Whom the note is to.
        to: Whom a note can be to.
        kind: What kind of note it is.
        formality: How formal it is.
        facts: The student's own facts that the draft uses.
        note: The text, its findings, and its versions.
        sent: The button that says "I sent it".
    """

    def __init__(self, log: FollowUpLog, *, person: str = "", **options: Any) -> None:
        super().__init__(log, **options)
        self._wording = 0
        self.draft = KeptDraft(log)
        self._own: dict[str, Any] = {}
        self._quiet = False
        self.to = Recipients(log, self.practice)
        self.person = choice_field("Who is the note to?", [("Nobody yet", "")])
        self.kind = choice_field("What kind of note?", [(_LABELS[k], k) for k in KINDS])
        media = [(label, medium) for medium, (label, _) in _MEDIA.items()]
        self.medium = choice_field("How does it travel?", media)
        self.formality = choice_field("How formal?", _FORMALITIES, value="neutral")
        self._keep_facts = Debounce(0.4, self._facts_typed)
        self.facts = FactFields(log, self._keep_facts)
        self.note = NoteEditor(self._text_typed, self._keep_draft)
        self.hand_over = HandOver()
        self.templates = OwnTemplates(self.log, self.do, self.clock, self._use_template)
        self._template = ""
        self.when = MomentField("Sent on", "At")
        self.after = widgets.VBox()
        self.sent = self.record_button("I sent it", self._record_sent, main=True)
        self._advice = block(css="fk-quiet")
        self.limit = widgets.VBox()
        self._heard: set[tuple[str, str]] = set()
        self.brief = BriefForm()
        self.examples = Examples()
        self._keep = Debounce(1.0, self._keep_draft)
        self._build()
        self.start()
        self._open_person(person or self.person.value)

    def _build(self) -> None:
        on_change(self.person, lambda: self._open_person(self.person.value))
        on_change(self.kind, self._reopen)
        on_change(self.formality, self._reopen)
        on_change(self.medium, self._reopen)
        self.another = button("Another wording", self._another_wording)
        self.anew = button("Start again from your facts", self._start_again)
        self.paste = button(
            "Empty, to paste my own text",
            self._empty,
            tooltip="Check a text that was written elsewhere",
        )
        left = widgets.VBox([block("<h2>Your facts</h2>"), self.facts])
        right = widgets.VBox(
            [
                block("<h2>Your note</h2>"),
                widgets.HBox([self.another, self.anew, self.paste]),
                self.clashes,
                self.note,
            ]
        )
        self._two = widgets.Box([left, right])
        self._two.add_class("fk-two")
        parts = {
            "Examples": self.examples,
            "My templates": self.templates,
            "For a chatbot": self.brief,
        }
        more = Views(parts)
        self.show_examples = more.buttons["Examples"]
        on_change(self.show_examples, self._show_examples)
        self._all = widgets.VBox(
            [
                form(self.person, self.kind, self.medium, self.formality),
                self._advice,
                self.limit,
                self._two,
                more,
                block("<h2>Send it yourself, then say so here</h2>"),
                self.hand_over,
                block(
                    "<p>Only you know when it went out. Leave date and time empty for now.</p>",
                    css="fk-quiet",
                ),
                form(self.when),
                self.sent,
                self.after,
            ]
        )
        self._nobody = self.empty_state(
            "Here you write one note to each person you met. Log an interview first."
        )
        self.body.children = [self._all, self._nobody]
        # Who types looks at the text and not at the top of the panel.
        self.view.children = [part for part in self.view.children if part is not self.clashes]

    # Who the note is to

    def update(self) -> None:
        """Offer the people of the log, those whose note is due first."""
        self.to.update(now=self.now)
        self._quiet = True
        chosen = self.person.value
        self.person.options = self.to.options() or [("Nobody yet", "")]
        self.person.value = chosen if chosen in self.to.people else self.person.options[0][1]
        self._quiet = False
        self.templates.update()
        self._all.layout.display = "" if self.to.people else "none"
        self._nobody.layout.display = "none" if self.to.people else ""
        if self.to.people and chosen not in self.to.people:
            self._open_person(self.person.value)
        elif self.draft.person in self.to.people:
            self._follow()

    def open_note(self, person: str, kind: str) -> None:
        """Open the note of a kind to a person; another one that is typed is kept."""
        self._open_person(person)
        if kind in KINDS:
            self.kind.value = kind

    def _open_person(self, person: str) -> None:
        if self._quiet or person not in self.to.people:
            return
        self._keep_typed()
        self.after.children = ()
        history, _ = self.to.people[person]
        step = self.to.steps.get(person)
        self._quiet = True
        self.person.value = person
        self.kind.value = step.message_kind if step else KINDS[0]
        self.formality.value = usual_formality(history, self.practice)
        self._quiet = False
        self._reopen()

    # The draft

    @property
    def _open(self) -> tuple[History, Interviewer]:
        """Whom the note that is shown is to, and what happened with the employer."""
        return self.to.people[self.draft.person]

    def _keep_typed(self) -> None:
        """Keep what was typed last now, while it is known whom it is about."""
        self._keep_facts.flush()
        self._keep.flush()
        if self.clashes.children and not self.note.is_at_rest:
            self.draft.set_aside(self._message(), now=self.now)
        self.clashes.clear()

    def _facts(self) -> NoteFacts:
        history, person = self._open
        fresh = self.log.history(history.application.id)
        person = self.log.get(Interviewer, person.id)
        return facts_from(
            fresh,
            person,
            self.draft.kind,
            now=self.now,
            practice=self.practice,
            formality=self.formality.value,
            medium=self.medium.value,
            other_companies=self.to.companies(),
            told={"pass_on_to": self.to.behalf(person), **self._own},
        )

    def _reopen(self) -> None:
        """Show the draft that is kept for this person and kind, else a new one."""
        if self._quiet or self.person.value not in self.to.people:
            return
        self._keep_typed()
        self._wording = 0
        tell_about(self._two, self.person.value, self.kind.value)
        kept = self.draft.open(self.person.value, self.kind.value)
        self._own = from_plain(json.loads(kept.facts)) if kept and kept.facts else {}
        facts = self._facts()
        self._show_advice()
        self.facts.show(facts, *self._open)
        self.brief.show(facts)
        if kept:
            self.note.put(facts, kept.subject, kept.body, is_typed=True, dismissed=kept.dismissed)
        else:
            self._compose(facts)
        self._show_versions()
        self._show_examples()
        self._hand_over()

    def _show_examples(self) -> None:
        """The examples of the kind that is open, once somebody looks at them."""
        if self.show_examples.value:
            self.examples.show(self.draft.kind)

    def _show_versions(self) -> None:
        history, _ = self._open
        versions = self.log.past.versions("messages", self.draft.id) if self.draft.id else []
        self.note.show_versions(versions, zone_of(history), now=self.now)

    def _compose(self, facts: NoteFacts) -> None:
        if self._template:
            draft = render_template(self._template, facts)
        else:
            draft = compose(facts, wording=self._wording)
        self.note.put(facts, draft.subject, draft.body, is_typed=False)
        self._hand_over()

    def _use_template(self, text: str) -> None:
        self._template = text
        self._draft_from_facts()

    def _empty(self) -> None:
        """An empty text, to paste one that was written elsewhere and have it checked."""
        self._keep_typed()
        self.note.put(self._facts(), "", "", is_typed=True)
        self._hand_over()

    def _another_wording(self) -> None:
        self._wording += 1
        self._template = ""
        self._draft_from_facts()

    def _start_again(self) -> None:
        self._wording, self._template = 0, ""
        self._draft_from_facts()

    def _draft_from_facts(self) -> None:
        """A new draft; what was typed is kept in the log and can be seen in its history."""
        if self.person.value in self.to.people:
            self._keep_typed()
            self._compose(self._facts())
            if self.draft.id:
                self._keep_draft()

    # Typing

    def _facts_typed(self) -> None:
        own_before, self._own = self._own, self.facts.own()
        for name in self.facts.typed():
            self.keep(lambda name=name: self.facts.save(name, now=self.now), then=self._show_facts)  # type: ignore[misc]
        if self._own != own_before:
            self._show_facts()
            self._keep()

    def _show_facts(self) -> None:
        """Show the facts as they are in the log, and make the draft anew unless it is typed."""
        facts = self._facts()
        self.facts.refresh(facts)
        self.brief.show(facts)
        self._show_text(facts)

    def _show_text(self, facts: NoteFacts) -> None:
        if self.note.editor.is_typed:
            self.note.check(facts)
        else:
            self._compose(facts)

    def _text_typed(self) -> None:
        self._hand_over()
        self._keep()

    def _keep_draft(self) -> None:
        if self.note.editor.body.strip() or self.draft.id:
            self.keep(self._save_draft, then=self._show_kept)

    def _save_draft(self) -> None:
        self.status.saved(self.draft.save(self._message(), now=self.now))

    def _show_kept(self) -> None:
        """Show the draft as it is kept, should that not be what was typed."""
        self.note.rest()
        kept, editor = self.draft.kept, self.note.editor
        if kept and (kept.subject, kept.body) != (editor.subject, editor.body):
            self._reopen()
        else:
            self._show_versions()

    def _follow(self) -> None:
        """Show what another tab did to the note and its facts, unless it is typed over here."""
        if self.draft.was_changed():
            if self.draft.is_sent:
                self.status.info("The note you had open was marked as sent elsewhere.")
            if self.note.is_at_rest:
                self._reopen()
        elif self.facts.refresh(facts := self._facts()):
            self._show_text(facts)

    def _message(self) -> dict[str, Any]:
        history, person = self._open
        return {
            "application_id": history.application.id,
            "interview_id": person.interview_id,
            "kind": self.draft.kind,
            "covers": self.to.covered(person, self.draft.kind),
            "subject": self.note.editor.subject,
            "body": self.note.editor.body,
            "dismissed": list(self.note.dismissed),
            "facts": json.dumps(as_plain(self._own)) if self._own else "",
            "medium": _MEDIA[self.medium.value][1],
        }

    def _hand_over(self) -> None:
        """Make copying, mail and print ready for the text as it stands."""
        _, person = self._open
        editor, medium = self.note.editor, self.medium.value
        self.hand_over.show(editor.subject, editor.body, address=person.email, medium=medium)

    def _show_advice(self) -> None:
        """What is due for this person, and how the note should travel."""
        history, person = self._open
        step = self.to.steps.get(person.id)
        case = Case(history, self.now, self.practice)
        advice = advise_medium(
            kind=self.draft.kind,
            person=person.name,
            preferred=person.preferred_medium,
            instruction=instruction(case),
            formality=self.formality.value,
            decides_same_day=decides_same_day(case, history.interview_of(person)),
            is_decided=bool(history.outcomes),
            card=case.preset.card_in_addition,
        )
        self._show_limit(case, person)
        self._advice.value = fill(
            "<p><b>{title}</b></p><p>{reason} [{ids}] {extra}</p>",
            title=title_of(step, history, now=self.now) if step else "",
            reason=advice.reason,
            ids=", ".join(advice.sources),
            extra=advice.extra_reason,
        )

    def _show_limit(self, case: Case, person: Interviewer) -> None:
        """Why waiting is better, until the student chooses to write all the same."""
        found = limit_of(case, person, self.draft.kind)
        about = (person.id, self.draft.kind)
        if found is None or about in self._heard:
            self.limit.children = ()
            return
        why = block(
            '<div class="fk-card"><p><b>Waiting may be better.</b> {why} [{ids}]</p></div>',
            why=found.text,
            ids=", ".join(found.sources),
        )
        self.limit.children = (why, button("Write it all the same", self._write_all_the_same))

    def _write_all_the_same(self) -> None:
        self._heard.add((self.draft.person, self.draft.kind))
        self.limit.children = ()

    # Sent

    def _record_sent(self) -> str:
        history, person = self._open
        at = self.when.moment(zone_of(history)) or self.now
        self._refuse_too_early(history, person)
        self._keep_facts.flush()
        self._keep.cancel()
        self.draft.record_sent(self._message(), at=at, now=self.now)
        self.when.show(None, "UTC")
        self.to.update(now=self.now)
        self._offer_next(self.to.due())
        when = moment_in_words(at, zone_of(history), now=self.now)
        return f"Sent to {person.name}, {when}. Undo takes it back."

    def _refuse_too_early(self, history: History, person: Interviewer) -> None:
        """Refuse thanks for an interview that is still to come.

        Raises:
            FollowUpError: It has not begun; nothing was recorded.
        """
        starts = history.interview_of(person).starts_at
        if self.draft.kind in _THANKS and starts is not None and starts > self.now:
            when = moment_in_words(starts, zone_of(history), now=self.now)
            msg = (
                f"The interview with {person.name} is still to come ({when}). Thank them after it."
            )
            raise FollowUpError(msg)

    def _offer_next(self, due: list[str]) -> None:
        """Offer the next note by a press, and say so if none is due."""
        self.after.children = (
            [
                button(
                    f"Next: write to {self.to.people[person][1].name}",
                    lambda person=person: self._open_person(person),  # type: ignore[misc]
                )
                for person in due[:1]
            ]
            or [block("<p>No other note is due.</p>", css="fk-quiet")]
        )


def write_panel(log: FollowUpLog, *, person: str = "", **options: Any) -> WritePanel:
    """The panel to write one checked note per person.

    Args:
        log: The log.
        person: Id of the interviewer to begin with; by default whose note is due first.
        options: `practice` and `clock`, as for every panel.
    """
    return WritePanel(log, person=person, **options)
