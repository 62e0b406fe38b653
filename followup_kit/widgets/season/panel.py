"""The season: all applications as a table or a board, and everything about one of them."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit.errors import FollowUpError
from followup_kit.log.choices import Direction, MessageState
from followup_kit.log.employers import at_employer
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Message
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.words import title_of, zone_of
from followup_kit.rules.case import Case
from followup_kit.widgets.season.board import Board
from followup_kit.widgets.season.entry_form import EntryForm
from followup_kit.widgets.season.overview import (
    BOARD,
    Row,
    name_of,
    overview,
    path_in_words,
    stage_of,
)
from followup_kit.widgets.season.timeline import Entry, timeline
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.data_table import DataTable
from followup_kit.widgets.shared.fields import choice_field, form, on_change
from followup_kit.widgets.shared.markup import block
from followup_kit.widgets.shared.panel import Panel

_LINE = '<p dir="auto"><b>{when}</b> {what}</p>'
_READABLE = """
<p dir="auto"><b>{when}</b> {what}</p>
<details><summary>Read it</summary><div class="fk-text" dir="auto">{text}</div></details>
"""
_HEADING = """
<h2 dir="auto">{name}</h2><p>{stage}. {told} {path}</p>
<p class="fk-quiet">Times are in the zone {zone}.</p>
"""
_EVERYTHING = "All"
_TO_DO = "Something to do"
_LABELS = {
    "name": "Employer and position",
    "stage": "Stage",
    "next_step": "Next",
    "due": "Due",
    "last_contact": "Last contact",
}


class SeasonPanel(Panel):
    """Every application of the log, and one of them in full.

    Args:
        log: The log.
        change_interview: Opens the form for an interview, by its id; None where there is none.

    Attributes:
        shown: Which applications are listed.
        look: Whether they are shown as a table or as a board.
        table: All applications in rows.
        board: All applications in columns by stage.
        detail: The application that is open.
    """

    def __init__(
        self,
        log: FollowUpLog,
        *,
        change_interview: Callable[[str], object] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(log, **options)
        self._change_interview = change_interview
        self._histories: dict[str, History] = {}
        self._rows: list[Row] = []
        self.open_id = ""
        self._form: EntryForm | None = None
        self.shown = choice_field("Show", [(n, n) for n in (_EVERYTHING, _TO_DO, *BOARD)])
        self.look = choice_field("As", [("a table", "table"), ("a board", "board")])
        self.table = DataTable(on_open=self.open)
        self.board = Board(self.open)
        self._tools = form(self.shown, self.look)
        self._list = widgets.VBox([self._tools, self.table, self.board])
        self.detail = widgets.VBox()
        self._nobody = self.empty_state("Here you see your whole season, one line per application.")
        self.body.children = [self._nobody, self._list, self.detail]
        on_change(self.shown, self._show_list)
        on_change(self.look, self._show_list)
        self.start()

    def update(self) -> None:
        """List the applications anew, and the open one with everything about it."""
        self._histories = {h.application.id: h for h in self.log.histories()}
        self._steps = next_steps(self.log, now=self.now, practice=self.practice)
        self._rows = overview(self._histories, self._steps, now=self.now, practice=self.practice)
        self._show_list()
        if self.open_id not in self._histories:
            self.open_id = ""
        self._show_detail()

    def _show_list(self) -> None:
        rows = [row for row in self._rows if self._is_wanted(row)]
        is_table = self.look.value == "table"
        frame = pd.DataFrame([vars(row) for row in rows], columns=["id", *_LABELS])
        self.table.caption = f"{len(rows)} of {len(self._rows)} applications"
        self.table.show(frame, _LABELS, zone_name=self.zone_name, keys="id")
        self.board.show(rows)
        self.table.layout.display = "" if is_table else "none"
        self.board.layout.display = "none" if is_table else ""
        is_listed = bool(self._histories) and not self.open_id
        self._list.layout.display = "" if is_listed else "none"
        self._nobody.layout.display = "none" if self._histories else ""

    def _is_wanted(self, row: Row) -> bool:
        chosen = self.shown.value
        return chosen == _EVERYTHING or row.column == chosen or (chosen == _TO_DO and row.is_urgent)

    # One application

    def open(self, application: str) -> None:
        """Show one application in full, by its id."""
        self.open_id = application if application in self._histories else ""
        self._form = None
        self._show_list()
        self._show_detail()

    def _show_detail(self) -> None:
        self.detail.layout.display = "" if self.open_id else "none"
        if not self.open_id:
            self.detail.children = ()
            return
        history = self._histories[self.open_id]
        self.detail.children = (
            button("Back to all applications", lambda: self.open("")),
            self._heading(history),
            *(self._entry(entry, history) for entry in timeline(history, now=self.now)),
            self._below(history),
        )

    def _heading(self, history: History) -> widgets.Widget:
        case = Case(history, now=self.now, practice=self.practice)
        stage, _ = stage_of(case)
        path = path_in_words(case)
        mine = [s for s in self._steps if s.application_id == self.open_id]
        told = title_of(mine[0], history, now=self.now) if mine else ""
        return block(
            _HEADING,
            name=name_of(history),
            stage=stage,
            told=told,
            path=f"So far: {path}." if path else "",
            zone=zone_of(history),
        )

    def _entry(self, entry: Entry, history: History) -> widgets.Widget:
        template = _READABLE if entry.text else _LINE
        shown = block(template, when=entry.when, what=entry.what, text=entry.text)
        card = widgets.VBox([shown, widgets.HBox(self._entry_buttons(entry, history))])
        card.add_class("fk-entry")
        return card

    def _entry_buttons(self, entry: Entry, history: History) -> list[widgets.Widget]:
        about = f"{entry.when}: {entry.what}"
        made: list[widgets.Widget] = []
        if entry.table != "interviews":
            change = button(
                "Change", lambda: self._edit(history, entry.table, entry.row), tooltip=about
            )
            made.append(change)
        elif self._change_interview is not None:
            work = self._change_interview
            made.append(button("Change", lambda: work(entry.row), tooltip=about))
        if self._can_come_back(entry):
            made.append(
                self.record_button("It came back", lambda: self._came_back(entry), tooltip=about)
            )
        if entry.table == "interviews" and len(history.interviews) > 1:
            made.append(
                self.record_button(
                    "Make it an application of its own",
                    lambda: self._part(entry.row),
                    tooltip=about,
                )
            )
        take_out = self.record_button(
            "Take out", lambda: self._take_out(entry), tooltip=f"Take out {about}"
        )
        return [*made, take_out]

    def _can_come_back(self, entry: Entry) -> bool:
        if entry.table != "messages":
            return False
        message = self.log.get(Message, entry.row)
        return message.direction is Direction.OUT and message.state is MessageState.SENT

    def _below(self, history: History) -> widgets.Widget:
        """What can be added to an application, or done with all of it."""
        if self._form is not None:
            save = self.record_button("Save", self._save_entry, then=self._close_form, main=True)
            return widgets.VBox(
                [self._form, widgets.HBox([save, button("Cancel", self._close_form)])]
            )
        parts: list[widgets.Widget] = [
            button("Add news", lambda: self._edit(history, "outcomes")),
            button("Add a message", lambda: self._edit(history, "messages")),
            button(
                "Change employer or position",
                lambda: self._edit(history, "applications", history.application.id),
            ),
        ]
        remove = self.record_button(
            "Take out this application", lambda: self._remove(history), then=lambda: self.open("")
        )
        rows = widgets.HBox([*parts, remove])
        return widgets.VBox([rows, *self._joining(history)])

    def _joining(self, history: History) -> list[widgets.Widget]:
        """The choice of another application that is really the same one."""
        others = [h for h in self._histories.values() if h.application.id != self.open_id]
        if not others:
            return []
        same = {h.application.id for h in at_employer(others, history.application.company)}
        others.sort(key=lambda h: h.application.id not in same)
        other = choice_field(
            "Is it the same as another one?",
            [("No", ""), *((name_of(h), h.application.id) for h in others)],
        )
        join = self.record_button("Join them", lambda: self._join(other.value))
        return [form(other), join]

    # What is done with it

    def _edit(self, history: History, table: str, row: str = "") -> None:
        self._form = EntryForm(self.log, history, table, row, now=self.now)
        self._show_detail()

    def _save_entry(self) -> str:
        assert self._form is not None
        return self._form.save(self.now)

    def _close_form(self) -> None:
        self._form = None
        self._show_detail()

    def refusable(self) -> Mapping[str, widgets.DOMWidget]:
        """The fields of the form that is open, by column."""
        return self._form.refusable() if self._form is not None else {}

    def _take_out(self, entry: Entry) -> str:
        self.log.remove(entry.table, entry.row, now=self.now)
        return "Taken out. Undo brings it back."

    def _came_back(self, entry: Entry) -> str:
        fields = {"state": MessageState.BOUNCED}
        action = "Noted that a message came back"
        self.log.change("messages", entry.row, fields, now=self.now, action=action)
        return "Noted. It does not count as sent, and its due time stays."

    def _part(self, interview: str) -> str:
        self.open_id = self.log.part_interview(interview, now=self.now)
        return "It is an application of its own now. Undo joins them again."

    def _join(self, other: str) -> str:
        if not other:
            msg = "Choose the other application first."
            raise FollowUpError(msg)
        self.log.join_applications(self.open_id, other, now=self.now)
        return "They are one application now. Undo parts them."

    def _remove(self, history: History) -> str:
        self.log.remove("applications", history.application.id, now=self.now)
        return f"{name_of(history)} is taken out. Undo brings it back."


def season_panel(log: FollowUpLog, **options: Any) -> SeasonPanel:
    """The panel that shows every application, and lets everything about one be corrected."""
    return SeasonPanel(log, **options)
