"""What it adds up to: charts of timeliness and answers, honest with few of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.log.choices import InterviewKind
from followup_kit.log.log import FollowUpLog
from followup_kit.progress.charts import CHARTS
from followup_kit.progress.charts.chart import Asked, View
from followup_kit.progress.delays import typical_delay
from followup_kit.progress.listings import LISTINGS
from followup_kit.progress.rates import all_done_rate, on_time_rate
from followup_kit.progress.selection import Selected, Selection
from followup_kit.progress.whats_new import whats_new
from followup_kit.progress.words import (
    delay_words,
    interval_words,
    rate_words,
    why_no_effect_chart,
)
from followup_kit.widgets.progress.chart import ChartView
from followup_kit.widgets.shared.data_table import DataTable
from followup_kit.widgets.shared.debounce import Debounce
from followup_kit.widgets.shared.fields import as_field, choice_field, form, on_change
from followup_kit.widgets.shared.markup import block, fill, joined
from followup_kit.widgets.shared.panel import Panel
from followup_kit.widgets.shared.views import Views

_RATES = """
{what_if}<h2>{on_time}</h2>
<p>{caution}</p>
<p>Counted by person: one note is owed to each person you met [D05, E03]. {interviews}
{typical}</p>
<p class="fk-quiet">{did} {came}</p>
"""
_WHAT_IF = "<p class='fk-banner'><b>Only tried out:</b> judged by the preset {preset}.</p>"
_NARROW = "Look at a part of it, or by another preset"
_WEEK = dt.timedelta(days=7)


class ProgressPanel(Panel):
    """The panel of notebook 04.

    Args:
        log: The log.
        open_mark: Opens the note or the application of a mark; None where there is no place.

    Attributes:
        choices: What is left out: preset, employer, kind and period.
        narrow: The button that shows what can be left out.
        what_if: Another preset to judge by, or empty.
        charts: The charts by the words on their buttons.
        listings: The tables by the words on their buttons.
        views: One chart at a time, each behind a button.
    """

    def __init__(
        self,
        log: FollowUpLog,
        *,
        open_mark: Callable[[Asked], object] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(log, **options)
        presets = [(preset.label, name) for name, preset in self.practice.presets.items()]
        kinds = [(kind.label, kind.value) for kind in InterviewKind]
        self.choices = {
            "preset": choice_field("Preset", [("All", ""), *presets], value=""),
            "company": choice_field("Employer", [("All", "")], value=""),
            "kind": choice_field("Kind of interview", [("All", ""), *kinds], value=""),
            "since": as_field(widgets.DatePicker(description="From")),
            "until": as_field(widgets.DatePicker(description="To")),
        }
        self.period = choice_field("Count by", [("Week", "week"), ("Month", "month")])
        self.what_if = choice_field("What if judged by", [("As it was", ""), *presets], value="")
        self.rates = block()
        self.charts = {chart.name: ChartView(chart, open_mark) for chart in CHARTS}
        self.listings = {listing.name: DataTable() for listing in LISTINGS}
        because = block()
        because.value = _why_no_chart()
        self.views = Views(
            {
                **self.charts,
                **self.listings,
                "Why no chart of success?": because,
            }
        )
        self._view = self.looked_at()
        self._build()
        self.start()
        self.views.buttons["Every note"].value = True

    def _build(self) -> None:
        self._draw = Debounce(0.02, self._draw_open)
        for made in (*self.choices.values(), self.period, self.what_if):
            on_change(made, self.update)
        for made in self.views.buttons.values():
            on_change(made, self._draw)
        self.ground.observe(lambda _: self._draw(), names="dark")
        self._nobody = self.empty_state(
            "Here you see how timely your notes are. Log an interview that took place first."
        )
        choices = form(*self.choices.values(), self.period, self.what_if)
        self.narrow = Views({_NARROW: choices})
        self._all = widgets.VBox([self.rates, self.narrow, self.views])
        self.body.children = [self._nobody, self._all]

    def update(self) -> None:
        """Measure the log anew; the words first, then the chart that is open."""
        has_rows = not self.log.is_empty
        self._nobody.layout.display = "none" if has_rows else ""
        self._all.layout.display = "" if has_rows else "none"
        if not has_rows:
            return
        company = self.choices["company"]
        companies = sorted(set(self.log.applications["company"]))
        options = [("All", ""), *((name, name) for name in companies)]
        if list(company.options) != options:
            chosen = company.value if company.value in companies else ""
            company.options, company.value = options, chosen
        self._view = self.looked_at()
        self._show_words()
        self._draw()

    def looked_at(self) -> View:
        """What is looked at."""
        choice = Selection(**{name: made.value for name, made in self.choices.items()})
        return View(
            tables=Selected(self.log, choice),
            now=self.now,
            practice=self.practice,
            period=self.period.value,
            what_if=self.what_if.value,
        )

    def _show_words(self) -> None:
        view = self._view
        found = view.owed
        rate, done = on_time_rate(found), all_done_rate(found)
        since = view.now - _WEEK
        did, came = whats_new(
            view.tables, since=since, now=view.now, practice=view.practice, owed=view.stored
        )
        preset = self.practice.presets.get(view.what_if)
        tried = block(_WHAT_IF, preset=preset.label).value if preset else ""
        interviews = f"All notes of an interview on time: {done.done} of {done.of} interviews."
        self.rates.value = fill(
            _RATES,
            what_if=joined([tried]),
            on_time=f"Notes: {rate_words(rate)}",
            caution=interval_words(rate),
            interviews=interviews if done.of else "",
            typical=delay_words(typical_delay(found, now=view.now)),
            did=did,
            came=came,
        )

    def _draw_open(self) -> None:
        """Draw the chart that is open, for the page as it is, light or dark."""
        for name, made in self.views.buttons.items():
            if made.value and name in self.charts:
                chart = self.charts[name]
                chart.show(self._view, dark=self.ground.dark, zone_name=self.zone_name)
        for listing in LISTINGS:
            if self.views.buttons[listing.name].value:
                table, shown = listing.table(self._view), self.listings[listing.name]
                shown.caption = listing.title(table)
                shown.show(table, listing.labels(table), zone_name=self.zone_name)


def _why_no_chart() -> str:
    items = [
        fill(
            "<li><b>{title}</b> {text} [{ids}]</li>",
            title=one.title,
            text=one.text,
            ids=", ".join(one.sources),
        )
        for one in why_no_effect_chart()
    ]
    return fill(
        "<p>You may look for a chart that says: notes on time lead to offers. There is none, for "
        "these reasons.</p><ul>{items}</ul>",
        items=joined(items),
    )


def progress_panel(log: FollowUpLog, **options: Any) -> ProgressPanel:
    """The panel with the charts of timeliness and answers."""
    return ProgressPanel(log, **options)
