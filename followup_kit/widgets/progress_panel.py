"""What it adds up to: notes on time, as dots and as counts, with a table under each."""

from typing import Any

import ipywidgets as widgets
import pandas as pd

from followup_kit.log.log import FollowUpLog
from followup_kit.progress.charts import plot_delay_dots, plot_weekly_states
from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import all_done_rate, on_time_rate, weekly_counts
from followup_kit.progress.states import LOOKS
from followup_kit.progress.words import (
    delay_dots_alt_text,
    interval_words,
    rate_words,
    weekly_states_alt_text,
)
from followup_kit.widgets.parts.chart import chart_html
from followup_kit.widgets.parts.data_table import DataTable
from followup_kit.widgets.parts.debounce import Debounce
from followup_kit.widgets.parts.fields import choice_field, form, on_change
from followup_kit.widgets.parts.markup import block, fill
from followup_kit.widgets.parts.panel import Panel

_ALL = ("All presets", "")
_RATES = """
<h3>{on_time}</h3>
<p>{caution}</p>
<p>Counted by person: one note is owed to each person you met [D05, E03]. {interviews}</p>
<p class="fk-quiet">A note counts as on time when it was sent by the due time stored with its
interview. Notes that are still open are not counted as late.</p>
"""
_PAIR_COLUMNS = {
    "held_on": "Interview",
    "company": "Employer",
    "name": "Person",
    "state_word": "State",
    "hours": "Hours",
    "due_at": "Due",
    "first_note_at": "Sent",
    "exempt_reason": "Not counted because",
}


class ProgressPanel(Panel):
    """The panel of notebook 04.

    Attributes:
        preset: Which applications are shown.
        period: Whether the counts are by week or by month.
        pairs: The table behind the charts.
    """

    def __init__(self, log: FollowUpLog, **options: Any) -> None:
        super().__init__(log, **options)
        presets = [(preset.label, name) for name, preset in self.practice.presets.items()]
        self.preset = choice_field("Show", [_ALL, *presets], value="")
        self.period = choice_field("Count by", [("Week", "week"), ("Month", "month")])
        self.pairs = pd.DataFrame()
        self.rates = block()
        self.dots = block(css="fk-chart")
        self.counts = block(css="fk-chart")
        self.table = DataTable(caption="Every note, and how it was judged")
        self.counts_table = DataTable(caption="The same counts as a table")
        self._draw = Debounce(0.02, self._draw_charts)
        for made in (self.preset, self.period):
            on_change(made, self.update)
        self.ground.observe(lambda _: self._draw(), names="dark")
        self._nobody = self.empty_state(
            "Here you see how timely your notes are. Log an interview that took place first."
        )
        self._all = widgets.VBox(
            [
                form(self.preset, self.period),
                self.rates,
                self.dots,
                self.table,
                self.counts,
                self.counts_table,
            ]
        )
        self.body.children = [self._nobody, self._all]
        self.start()

    def update(self) -> None:
        """Measure the log anew and draw the charts."""
        found = pairs(self.log, now=self.now, practice=self.practice)
        if self.preset.value:
            found = found[found["policy"] == self.preset.value].reset_index(drop=True)
        self.pairs = found
        has_rows = not self.log.is_empty
        self._nobody.layout.display = "none" if has_rows else ""
        self._all.layout.display = "" if has_rows else "none"
        if has_rows:
            self._show_rates()
            self._show_tables()
            self._draw()

    def _show_rates(self) -> None:
        rate = on_time_rate(self.pairs)
        done = all_done_rate(self.pairs)
        interviews = f"All notes of an interview on time: {done.done} of {done.of} interviews."
        self.rates.value = fill(
            _RATES,
            on_time=f"Notes: {rate_words(rate)}",
            caution=interval_words(rate),
            interviews=interviews if done.of else "",
        )

    def _show_tables(self) -> None:
        shown = self.pairs.assign(state_word=[LOOKS[s].word for s in self.pairs["state"]])
        self.table.show(shown, _PAIR_COLUMNS, zone_name=self.zone_name)
        counts = weekly_counts(self.pairs, period=self.period.value)
        labels = {"start": f"{self.period.label} from"}
        labels |= {name: look.word for name, look in LOOKS.items() if counts[name].any()}
        self.counts_table.show(counts.assign(start=counts.index), labels)

    def _draw_charts(self) -> None:
        """Draw both charts for the page as it is, light or dark; the words come first."""
        found, now, dark = self.pairs, self.now, self.ground.dark
        dots = plot_delay_dots(found, now=now, dark=dark, practice=self.practice)
        self.dots.value = chart_html(dots, delay_dots_alt_text(found, now=now))
        counts = weekly_counts(found, period=self.period.value)
        bars = plot_weekly_states(counts, dark=dark)
        self.counts.value = chart_html(bars, weekly_states_alt_text(counts))


def progress_panel(log: FollowUpLog, **options: Any) -> ProgressPanel:
    """The panel with the charts of timeliness."""
    return ProgressPanel(log, **options)
