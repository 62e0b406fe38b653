"""The interviews of the log and the people at them as one table that is typed into."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.log import FollowUpLog
from followup_kit.text import counted
from followup_kit.widgets.log.edit_table import EditTable
from followup_kit.widgets.log.table_rows import (
    COLUMNS,
    Cells,
    Row,
    Writing,
    columns,
    label_of,
    rows_of,
)
from followup_kit.widgets.shared.clock import Clock
from followup_kit.widgets.shared.markup import block
from followup_kit.widgets.shared.panel import Do
from followup_kit.zones import zone_in_words

_FORM = "log_table"
_PAGE = 25
_MOST_PASTED = 500
_HELP = """
<p>One row for each person at an interview. Type into a cell: it is saved when you leave it. A new
row is saved as soon as it has an employer, a date and a time. Rows that you copied in a spreadsheet
can be pasted into a cell. <b>Enter</b> goes down a row, <b>Escape</b> puts a cell back.</p>
"""


class TableForm(widgets.VBox):
    """The log as a table of fields, with rows for what is still to be written.

    Args:
        log: The log.
        do: Does something that may be refused and says how it went, as `Panel.do`.
        clock: What time it is.
        zone_name: The zone of the times of new rows.
        on_saved: Called with each interview whose times or state may have changed.

    Attributes:
        table: The table as the page draws it.
        rows: All rows, those that are new first.
    """

    def __init__(
        self,
        log: FollowUpLog,
        do: Do,
        clock: Clock,
        *,
        zone_name: Callable[[], str],
        on_saved: Callable[[str], object],
    ) -> None:
        self._log, self._do, self._clock = log, do, clock
        self._zone_name, self._on_saved = zone_name, on_saved
        self._seen = Seen()
        self._keys: dict[tuple[str, str], str] = {}
        self._made = 0
        self._page = 0
        self.new = self._brought_back()
        self.rows: list[Row] = []
        self.table = EditTable(self._wish, columns=columns())
        super().__init__([block(_HELP), self.table])

    # What is shown

    def update(self) -> None:
        """Show the log as it is now; what was typed and refused stays, and every row its place."""
        before = {row.key: (number, row) for number, row in enumerate(self.rows)}
        listed = rows_of(self._log.histories())
        for row in listed:
            row.key = self._keys.get(row.ids, row.key)
            if row.key in before:
                row.typed, row.problems = before[row.key][1].typed, before[row.key][1].problems
        if all(row.typed for row in self.new):
            self.new.insert(0, self._empty_row())
        self.rows = [*self.new, *listed]
        self.rows.sort(key=lambda row: before[row.key][0] if row.key in before else -1)
        self._seen = self._log.seen(*(place for row in listed for place in row.records))
        self._draw()

    def _draw(self) -> None:
        pages = max(1, -(-len(self.rows) // _PAGE))
        self._page = min(max(self._page, 0), pages - 1)
        shown = self.rows[self._page * _PAGE : (self._page + 1) * _PAGE]
        people = len(self.rows) - len(self.new)
        with self.table.hold_sync():
            self.table.caption = f"{counted(people, 'row')} of your log"
            zone_name = zone_in_words(self._zone_name())
            self.table.remark = f"Times of a new row: {zone_name}, unless you name another zone."
            self.table.page, self.table.pages = self._page, pages
            self.table.rows = [self._as_shown(row) for row in shown]

    def _as_shown(self, row: Row) -> dict[str, Any]:
        cells, lacks = row.cells, [label_of(name) for name in row.lacks]
        name = " ".join(filter(None, (cells["name"], cells["company"], cells["day"])))
        is_begun = row.interview is None and bool(row.typed)
        return {
            "key": row.key,
            "cells": cells,
            "problems": row.problems,
            "name": name or "new row",
            "isEmpty": row.interview is None and not row.typed,
            "remark": f"Not saved yet: {', '.join(lacks)}?" if is_begun and lacks else "",
        }

    def _empty_row(self) -> Row:
        self._made += 1
        return Row(f"new-{self._made}")

    # What is typed is kept

    def _brought_back(self) -> list[Row]:
        rows = []
        for typed in self._log.form(_FORM).get("rows", []):
            row = self._empty_row()
            row.typed = {name: text for name, text in typed.items() if name in COLUMNS}
            rows.append(row)
        return rows

    def _keep(self) -> None:
        kept = [row.typed for row in self.new if row.typed]
        if kept != self._log.form(_FORM).get("rows", []):
            self._log.save_form(_FORM, {"rows": kept}, now=self._clock())

    # What is asked

    def _wish(self, wish: Mapping[str, Any]) -> None:
        if "edit" in wish:
            self.type_in(wish["edit"])
        elif "paste" in wish:
            self.paste(str(wish["paste"]), wish.get("row", ""), wish.get("column", ""))
        elif "restore" in wish:
            self.restore(wish["restore"], wish.get("column", ""))
        elif "remove" in wish:
            self.take_out(wish["remove"])
        elif "page" in wish:
            self._page = int(wish["page"])
            self._draw()
        elif "add" in wish:
            self.add_row()

    def _row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def add_row(self) -> None:
        """Put the cursor in an empty row at the top."""
        self._page = 0
        self.update()
        empty = next(row for row in self.new if not row.typed)
        self.table.focus(empty.key, "company")

    def type_in(self, cells: Mapping[str, Cells]) -> None:
        """Write what was typed into some cells; what is refused stays and says why."""
        changed = []
        for key, typed in cells.items():
            row = self._row(key)
            if row is None:
                continue
            held = row.held
            for name, text in typed.items():
                if name in COLUMNS and (text.strip() or name in held or name in row.typed):
                    row.typed[name] = text
            for name in [n for n, text in row.typed.items() if text == held.get(n, "")]:
                del row.typed[name]
                row.problems.pop(name, None)
            changed.append(row)
        self._write(changed, seen=self._seen)

    def paste(self, text: str, key: str, column: str) -> None:
        """Write the cells that were copied in a spreadsheet, from one cell on.

        A first line that names columns says where each belongs. Lines past the last row that is
        new become new rows.
        """
        start = self._row(key)
        if start is None or column not in COLUMNS:
            return
        lines = [line for line in csv.reader(io.StringIO(text), dialect="excel-tab") if any(line)]
        names, lines = _columns_of(lines, column)
        if len(lines) > _MOST_PASTED:
            self._do(self._too_many)
            return
        rows = self._rows_from(start, len(lines))
        for row, line in zip(rows, lines, strict=True):
            row.typed |= {
                n: cell for n, cell in zip(names, line, strict=False) if n and cell.strip()
            }
        self._write(rows)

    def _too_many(self) -> str:
        msg = (
            f"More than {_MOST_PASTED} rows at once are better brought in as a file. Choose Bring "
            "in a list."
        )
        raise FollowUpError(msg)

    def _rows_from(self, start: Row, count: int) -> list[Row]:
        """The rows that pasted lines go into: from a new row on only new ones."""
        at = self.rows.index(start)
        rows = self.rows[at : at + (count if start.interview else 1)]
        fresh = [self._empty_row() for _ in range(count - len(rows))]
        self.rows[at + len(rows) : at + len(rows)] = fresh
        self.new += fresh
        return [*rows, *fresh]

    def restore(self, key: str, column: str) -> None:
        """Put a cell back to what the log holds."""
        if row := self._row(key):
            row.typed.pop(column, None)
            row.problems.pop(column, None)
            self._keep()
            self._draw()

    def take_out(self, key: str) -> None:
        """Take out the person of a row, or the interview where nobody is recorded."""
        row = self._row(key)
        if row is None:
            return
        if row.interview is None:
            self.new.remove(row)
            self._keep()
            self.update()
            return
        record = row.person or row.interview
        table = "interviewers" if row.person else "interviews"

        def remove() -> str:
            self._log.remove(table, record.id, now=self._clock())
            return f"Took out {row.cells['name'] or row.cells['company']}. Undo brings it back."

        self._do(remove)

    # Writing

    def _write(self, rows: Sequence[Row], *, seen: Seen | None = None) -> None:
        writing = Writing(self._log, zone_name=self._zone_name(), now=self._clock())
        for row in rows:
            writing.take(row)
        refused = sum(len(row.problems) for row in rows)
        if writing.edits:
            self._do(lambda: self._written(writing, refused, seen))
        elif refused:
            self._do(lambda: self._refused(rows))
        self._keep()
        self.update()

    def _written(self, writing: Writing, refused: int, seen: Seen | None) -> str:
        is_new = all(row.interview is None for row, *_ in writing.written)
        action, now = "Added rows" if is_new else "Changed the table", self._clock()
        if len(writing.edits) == 1:
            edit = writing.edits[0]
            self._log.change(edit.table, edit.row, edit.fields, now=now, action=action, seen=seen)
        else:
            self._log.change_all(writing.edits, now=now, action=action)
        for row, *ids in writing.written:
            row.typed = {}
            self._keys[ids[0], ids[1]] = row.key
            if row in self.new:
                self.new.remove(row)
            self._on_saved(ids[0])
        left = f" {counted(refused, 'cell')} could not be read; see under it." if refused else ""
        return f"{counted(len(writing.written), 'row')} saved.{left}"

    def _refused(self, rows: Sequence[Row]) -> str:
        raise FollowUpError(" ".join(said for row in rows for said in row.problems.values()))


def _columns_of(lines: list[list[str]], column: str) -> tuple[list[str], list[list[str]]]:
    """The columns that pasted cells belong to, and the lines without the one that names them."""
    by_label = {label_of(name).casefold(): name for name in COLUMNS}
    first = [by_label.get(cell.strip().casefold(), "") for cell in lines[0]] if lines else []
    if sum(map(bool, first)) > 1:
        return first, lines[1:]
    names = list(COLUMNS)
    return names[names.index(column) :], lines
