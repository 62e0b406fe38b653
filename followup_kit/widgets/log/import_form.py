"""Bringing in a list that was kept elsewhere: choose, look, answer, and only then write."""

from collections.abc import Sequence

import ipywidgets as widgets
import pandas as pd

from followup_kit.errors import FollowUpError
from followup_kit.exchange.lists_in.matching.reports import RowReport, RowState
from followup_kit.exchange.lists_in.preview import Choices, Preview, write_import
from followup_kit.exchange.lists_in.previewing import preview_import
from followup_kit.exchange.lists_in.reading.files import read_sheets, shown_name
from followup_kit.exchange.lists_in.reading.sheet import MOST_BYTES, Sheet
from followup_kit.exchange.lists_in.rows.suggestions import Suggestion
from followup_kit.exchange.lists_in.understanding.together import as_tables
from followup_kit.log.log import FollowUpLog
from followup_kit.plan.confirm import due_edits
from followup_kit.practice.practice import Practice
from followup_kit.text import counted
from followup_kit.times import zone, zone_names
from followup_kit.widgets.log.import_table import ImportTable
from followup_kit.widgets.log.question_list import QuestionList
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.clock import Clock
from followup_kit.widgets.shared.data_table import DataTable
from followup_kit.widgets.shared.fields import as_field, form, on_change
from followup_kit.widgets.shared.file_picker import FilePicker
from followup_kit.widgets.shared.markup import block, fill, joined
from followup_kit.widgets.shared.panel import Do

_INTRO = """
<p>Choose the files of a list you already keep: from a spreadsheet (.xlsx, .csv), LinkedIn, or
another tracker. Files that belong together can be chosen together. First you see what would go
into your log; nothing is written before you agree, and Undo takes all of it back.</p>
"""
_PROGRESS = """
<label>Reading rows: {done} of {total}
<progress value="{done}" max="{total}"></progress></label>
"""
_STATES = {
    RowState.REFUSED: "cannot be taken",
    RowState.CHANGED: "added to an entry",
    RowState.SKIPPED: "left out",
    RowState.NEW: "new",
    RowState.SAME: "already here",
}
_MOST_LISTED = 3_000
_LABELS = {
    "file": "List",
    "row": "Row",
    "state": "What becomes of it",
    "entry": "About",
    "after": "What goes into your log",
    "said": "Why, and what to look at",
}


class ImportForm(widgets.VBox):
    """The way of a list into the log.

    Args:
        log: The log.
        practice: The presets, for when notes are due after interviews that took place.
        do: Does what may be refused, and says how it went.
        clock: What time it is.

    Attributes:
        upload: The button to choose files with.
        zone: The zone of times that name none.
        tables: How each list is understood, by its name.
        questions: What only the person can know.
        agree: The button that writes.
        preview: What would be written; None before a file is chosen.
    """

    def __init__(self, log: FollowUpLog, practice: Practice, do: Do, clock: Clock) -> None:
        self._log, self._practice, self._do, self._clock = log, practice, do, clock
        self._files: list[tuple[str, bytes]] = []
        self._read: tuple[dict[str, str], tuple[Sheet, ...]] = ({}, ())
        self.preview: Preview | None = None
        self.upload = FilePicker(
            "Choose files",
            self.take,
            accept=".csv,.tsv,.txt,.xlsx,.md,.json,.html,.htm,.ods,.numbers",
            most_bytes=MOST_BYTES,
            multiple=True,
        )
        self.zone = as_field(
            widgets.Combobox(
                description="Time zone of times that name none",
                options=zone_names(),
                placeholder="Type a city",
            )
        )
        self.tables: dict[str, ImportTable] = {}
        self.questions = QuestionList(self.look)
        self.suggestions = widgets.VBox()
        self._agreed: dict[str, widgets.Checkbox] = {}
        self._refused, self._said = block(), block()
        self._progress = block()
        self._lists = widgets.VBox()
        self.rows = DataTable(caption="Every row, those to look at first")
        self.agree = button("Add these to my log", self._write, main=True)
        self.cancel = button("Leave it", self.clear)
        row = widgets.HBox([self.agree, self.cancel])
        row.add_class("fk-row")
        self._result = widgets.VBox(
            [
                self._said,
                form(self.zone),
                self.questions,
                self.suggestions,
                self._lists,
                self.rows,
                row,
            ]
        )
        on_change(self.zone, self._zone_chosen)
        super().__init__([block(_INTRO), self.upload, self._progress, self._refused, self._result])
        self.clear()

    def suggest_zone(self, zone_name: str) -> None:
        """Fill in the zone of the reader, unless another was chosen."""
        if not self.zone.value:
            self.zone.value = zone_name

    def clear(self) -> None:
        """Forget the files; nothing of them was written."""
        self._files, self.preview = [], None
        self._read = ({}, ())
        self.tables, self._agreed = {}, {}
        self._lists.children = self.suggestions.children = ()
        self.questions.show([])
        self._refused.value = ""
        self._result.layout.display = "none"

    def take(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Show what these files would bring, by name and content."""
        self.clear()
        self._files = list(files)
        self.look()

    def _zone_chosen(self) -> None:
        if self._files and self.zone.value in zone_names():
            self.look()

    # Looking

    def look(self) -> None:
        """Make the preview anew from the files and what was chosen."""
        if not self._files:
            return
        sheets = self._sheets()
        self._result.layout.display = "" if sheets else "none"
        if not sheets:
            return
        self._lay_out(sheets)
        try:
            self.preview = preview_import(
                sheets,
                self._log,
                choices=self._choices(),
                zone_name=self._zone_name(),
                now=self._clock(),
                on_progress=self._tell,
            )
        finally:
            self._progress.value = ""
        self._show(self.preview)

    def _sheets(self) -> tuple[Sheet, ...]:
        """The sheets of all files; read anew only if it was said how their letters are stored."""
        answers = {k: v for k, v in self.questions.answers.items() if k.startswith("letters:")}
        if self._read[1] and self._read[0] == answers:
            return self._read[1]
        sheets: list[Sheet] = []
        why = []
        for number, (name, content) in enumerate(self._files, start=1):
            is_again = name in {other for other, _ in self._files[: number - 1]}
            try:
                sheets += read_sheets(content, f"{number} {name}" if is_again else name, answers)
            except FollowUpError as error:
                why.append(fill("<li>{text}</li>", text=str(error)))
        items = joined(why)
        self._refused.value = fill("<ul>{items}</ul>", items=items) if why else ""
        self._read = (answers, tuple(sheets))
        return self._read[1]

    def _lay_out(self, sheets: Sequence[Sheet]) -> None:
        """One part for each list, made once, so that what was chosen stays."""
        names = [sheet.name for sheet in sheets]
        if list(self.tables) != names:
            self.tables = {t.sheet.name: ImportTable(t, self.look) for t in as_tables(sheets)}
            self._lists.children = list(self.tables.values())

    def _choices(self) -> Choices:
        return Choices(
            answers=self.questions.answers,
            kinds={name: made.kind.value for name, made in self.tables.items()},
            columns={name: made.chosen_columns for name, made in self.tables.items()},
            agreed=frozenset(key for key, box in self._agreed.items() if box.value),
        )

    def _zone_name(self) -> str:
        try:
            return zone(self.zone.value).key
        except FollowUpError:
            return "UTC"

    def _tell(self, done: int, total: int) -> None:
        self._progress.value = fill(_PROGRESS, done=done, total=total)

    # Showing

    def _show(self, preview: Preview) -> None:
        reports: dict[str, list[RowReport]] = {name: [] for name in self.tables}
        for report in preview.rows:
            reports[report.sheet].append(report)
        for table in preview.tables:
            name = table.sheet.name
            self.tables[name].show(table, reports[name], preview.remarks.get(name, ()))
        self.questions.show(preview.questions)
        self._offer(preview.suggestions)
        self._said.value = _summary(preview)
        self._list_rows(preview)
        self.agree.disabled = not preview.is_ready

    def _offer(self, suggestions: Sequence[Suggestion]) -> None:
        """A box to tick for each interview that notes seem to tell of."""
        if list(self._agreed) == [one.key for one in suggestions]:
            return
        before = {key: box.value for key, box in self._agreed.items()}
        self._agreed = {}
        for one in suggestions:
            box = widgets.Checkbox(
                value=before.get(one.key, False),
                description=one.text,
                indent=False,
                layout=widgets.Layout(width="auto"),
            )
            on_change(box, self.look)
            self._agreed[one.key] = box
        intro = block("<p>These notes seem to tell of interviews. Tick those that are right.</p>")
        self.suggestions.children = [intro, *self._agreed.values()] if suggestions else []

    def _list_rows(self, preview: Preview) -> None:
        order = list(_STATES)
        listed = sorted(preview.rows, key=lambda r: (not r.conflicts, order.index(r.state)))
        frame = pd.DataFrame(
            [
                {
                    "file": report.sheet,
                    "row": report.row,
                    "state": _STATES[report.state],
                    "entry": report.entry,
                    "after": report.after,
                    "said": " ".join([report.said, *report.conflicts]).strip(),
                }
                for report in listed[:_MOST_LISTED]
            ],
            columns=list(_LABELS),
        )
        several = len(self.tables) > 1
        labels = {k: v for k, v in _LABELS.items() if k != "file" or several}
        self.rows.show(frame, labels)

    # Writing

    def _write(self) -> None:
        source = ", ".join(shown_name(name) for name, _ in self._files)
        if self._do(lambda: self._written(source)):
            self.clear()

    def _written(self, source: str) -> str:
        preview = self.preview
        if preview is None:
            msg = "No file is chosen. Choose one first."
            raise FollowUpError(msg)
        self._log.refresh()
        self.look()
        if self.preview is None or self.preview.rows != preview.rows:
            msg = "Your log was changed meanwhile, so the preview is new. Look at it once more."
            raise FollowUpError(msg)
        write_import(self._log, self.preview, source=source, now=self._clock())
        due = due_edits(self._log.histories(), now=self._clock(), practice=self._practice)
        self._log.store(due, now=self._clock())
        counts = preview.counts
        taken = f"{counts[RowState.NEW]:,} new and {counts[RowState.CHANGED]:,} that add to entries"
        return f"Rows taken into your log: {taken}. Undo takes all of them back."


def _summary(preview: Preview) -> str:
    """How many rows become what, and what is left to answer."""
    parts = [f"{n:,} {_STATES[state]}" for state, n in preview.counts.items() if n]
    conflicts = sum(bool(report.conflicts) for report in preview.rows)
    if conflicts:
        parts.append(f"{conflicts} differ from your log, which stays as it is")
    left = len(preview.unanswered)
    if left:
        ask = f"{counted(left, 'question is', 'questions are')} left to answer."
    elif not preview.edits:
        ask = "There is nothing new in it for your log."
    else:
        ask = "Nothing is in your log yet: look, then add."
    more = ""
    if len(preview.rows) > _MOST_LISTED:
        more = f"The table below lists {_MOST_LISTED:,} of {len(preview.rows):,} rows."
    return fill(
        '<div role="status" class="fk-status fk-info"><b>{count:,} rows:</b> {parts}. {ask} {more}'
        "</div>",
        count=len(preview.rows),
        parts=", ".join(parts) or "none",
        ask=ask,
        more=more,
    )
