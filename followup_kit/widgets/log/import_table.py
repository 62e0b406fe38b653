"""How one list is understood: what a row is, where its columns go, and its first rows."""

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from followup_kit.exchange.lists_in.matching.reports import RowReport
from followup_kit.exchange.lists_in.understanding.headers import ROW_LABELS, targets
from followup_kit.exchange.lists_in.understanding.tables import Table, in_words
from followup_kit.text import cut
from followup_kit.widgets.shared.fields import choice_field, form, on_change
from followup_kit.widgets.shared.markup import block, fill, joined

_SHOWN = 5
_SAMPLE = 40
_ROW_SAMPLE = 160
_EXAMPLES = """
<table class="fk-table"><caption>The first rows, before and after</caption>
<thead><tr><th scope="col">Row</th><th scope="col">In your list</th>
<th scope="col">In your log</th></tr></thead><tbody>{rows}</tbody></table>
"""


class ImportTable(widgets.VBox):
    """One list of an import.

    Args:
        table: The list as its words were understood.
        on_choice: Called after something was chosen.

    Attributes:
        kind: The drop-down that says what one row is.
        columns: The drop-downs that say where a column goes, by its name.
    """

    def __init__(self, table: Table, on_choice: Callable[[], None]) -> None:
        self._on_choice, self._quiet = on_choice, False
        self._shown = {column.header: column.target for column in table.columns}
        kinds = [(label, kind) for kind, label in ROW_LABELS.items()]
        self.kind = choice_field("Each row is", kinds, value=table.kind)
        places = [(target.label, name) for name, target in targets().items()]
        self.columns = {
            column.header: choice_field(_label(table, at), places, value=column.target)
            for at, column in enumerate(table.columns)
        }
        self._said, self._examples = block(), block()
        self._folded = widgets.ToggleButton(description="Where the columns go")
        self._box = form(*self.columns.values())
        self._folded.observe(lambda _: self._fold(), names="value")
        self._fold()
        for made in (self.kind, *self.columns.values()):
            on_change(made, self._chosen)
        top = block("<h2>{name}</h2>", name=table.sheet.name)
        super().__init__(
            [top, self._said, form(self.kind), self._folded, self._box, self._examples]
        )

    def _fold(self) -> None:
        self._box.layout.display = "" if self._folded.value else "none"

    def _chosen(self) -> None:
        if not self._quiet:
            self._on_choice()

    @property
    def chosen_columns(self) -> dict[str, str]:
        """Where a person sent columns, other than they were understood."""
        return {
            header: made.value
            for header, made in self.columns.items()
            if made.value != self._shown[header]
        }

    def show(self, table: Table, reports: Sequence[RowReport], remarks: Sequence[str]) -> None:
        """Show how the list is understood now."""
        self._quiet = True
        chosen = self.chosen_columns
        for column in table.columns:
            if column.header not in chosen:
                self._shown[column.header] = column.target
                self.columns[column.header].value = column.target
        self._quiet = False
        self._said.value = fill("<p>{text}</p>", text=" ".join([in_words(table), *remarks]))
        self._examples.value = _examples(table, {report.row: report for report in reports})


def _label(table: Table, at: int) -> str:
    """The name of a column and something that stands in it."""
    header = table.columns[at].header
    sample = next((" ".join(cells[at].split()) for _, cells in table.rows if cells[at].strip()), "")
    return f"{header} ({cut(sample, _SAMPLE)})" if sample else f"{header} (empty)"


def _examples(table: Table, reports: dict[int, RowReport]) -> str:
    rows = []
    for number, cells in table.rows[:_SHOWN]:
        pairs = zip(table.columns, cells, strict=True)
        before = " · ".join(f"{c.header}: {' '.join(text.split())}" for c, text in pairs if text)
        report = reports.get(number)
        after = (report.after or report.said) if report else ""
        rows.append(
            fill(
                "<tr><td class='fk-number'>{n}</td><td>{before}</td><td>{after}</td></tr>",
                n=number,
                before=cut(before, _ROW_SAMPLE),
                after=cut(after, 2 * _ROW_SAMPLE) or "Nothing new",
            )
        )
    return fill(_EXAMPLES, rows=joined(rows))
