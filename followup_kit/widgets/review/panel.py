"""The coach's side: a folder of logs as one table, and what to tell one student."""

import datetime as dt
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from followup_kit.errors import FollowUpError
from followup_kit.log.places import sample_folder
from followup_kit.plan.next_steps import next_steps
from followup_kit.plan.words import title_of
from followup_kit.practice.practice import Practice
from followup_kit.progress.pairs import pairs
from followup_kit.progress.rates import on_time_rate
from followup_kit.progress.words import rate_words
from followup_kit.review.cohort import Cohort, StudentLog, cohort_table, read_cohort
from followup_kit.widgets.shared.button import button
from followup_kit.widgets.shared.clock import Clock, clock_of, real_time
from followup_kit.widgets.shared.data_table import DataTable
from followup_kit.widgets.shared.fields import as_field, choice_field, form, on_change
from followup_kit.widgets.shared.markup import block, fill, joined
from followup_kit.widgets.shared.page import Ground
from followup_kit.widgets.shared.panel import PanelView
from followup_kit.widgets.shared.practice import practice_of_class

_COLUMNS = {
    "student": "Student",
    "needs_help": "What they need now",
    "overdue_now": "Overdue now",
    "open_now": "Open",
    "notes_on_time": "Notes on time",
    "notes_due": "of notes due",
    "last_activity": "Last activity",
    "next_due": "Next due",
}
_MADE_UP = """
<p><b>These students are made up.</b> Their clock stands still on {when}. Give the folder with the
logs that your own students handed to you to see theirs.</p>
"""


class ReviewPanel:
    """The panel of notebook 20.

    Attributes:
        view: The widget that is shown.
        folder: Where the logs are.
        cohort: The logs that could be read.
        table: One row per student, who needs help first.
        student: Whose next steps are shown.
    """

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        practice: Practice | None = None,
        clock: Clock = real_time,
    ) -> None:
        self.practice = practice or practice_of_class()[0]
        self._clock = clock
        self.cohort = Cohort(())
        self.ground = Ground()
        self.folder = as_field(widgets.Text(description="Folder with the logs"))
        self.folder.add_class("fk-wide")
        self.said = block()
        self.refused = block()
        self.table = DataTable(caption="Students, who needs help first")
        self.student = choice_field("Look at one student", [("Nobody yet", -1)])
        self.detail = block()
        on_change(self.student, self._show_student)
        read = button("Read this folder", self.read, main=True)
        parts = [self.ground, form(self.folder), read, self.said, self.refused, self.table]
        self.view = PanelView([*parts, form(self.student), self.detail])
        self.view.add_class("fk-panel")
        self.folder.value = str(folder) if folder else _made_up_folder()
        self.read()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """How a notebook shows the panel when it is the last line of a cell."""
        return self.view._repr_mimebundle_(**options)

    def read(self) -> None:
        """Read the folder and show its table."""
        try:
            cohort = read_cohort(self.folder.value)
            now = None if _all_made_up(cohort) else self._clock()
            table = cohort_table(cohort, now=now, practice=self.practice)
        except FollowUpError as error:
            self.said.value = fill(
                '<div role="status" class="fk-status fk-problem">'
                '<span aria-hidden="true">⚠</span> <b>Not read.</b> {text}</div>',
                text=str(error),
            )
            return
        self.cohort = cohort
        self.table.show(table, _COLUMNS, zone_name=self.ground.zone_name or "UTC")
        self._say()
        by_file = {student.file: number for number, student in enumerate(cohort.logs)}
        rows = zip(table["student"], table["needs_help"], table["file"], strict=True)
        names = [(f"{who} ({need})", by_file[file]) for who, need, file in rows]
        self.student.options = names or [("Nobody yet", -1)]
        self._show_student()

    def _say(self) -> None:
        count = len(self.cohort.logs)
        text = fill("<p>{count} logs read. The files were not changed.</p>", count=count)
        if _all_made_up(self.cohort) and count:
            stands = self.cohort.logs[0].log.settings.stands_at
            when = f"{stands:%A} {stands.day} {stands:%B %Y}" if stands else "one day"
            text += fill(_MADE_UP, when=when)
        self.said.value = text
        items = [
            fill("<li><b>{file}</b>: {reason}</li>", file=r.file, reason=r.reason)
            for r in (*self.cohort.refused, *self.cohort.repeated)
        ]
        self.refused.value = (
            fill("<p>Not shown:</p><ul>{items}</ul>", items=joined(items)) if items else ""
        )

    def _show_student(self) -> None:
        chosen = self.student.value
        if not isinstance(chosen, int) or not 0 <= chosen < len(self.cohort.logs):
            self.detail.value = ""
            return
        self.detail.value = self._student_html(self.cohort.logs[chosen])

    def _student_html(self, student: StudentLog) -> str:
        now = self._now(student)
        histories = {history.application.id: history for history in student.log.histories()}
        steps = next_steps(student.log, now=now, practice=self.practice)
        items = [
            fill(
                "<li><b>{company}:</b> {title} <span class='fk-quiet'>{why} [{ids}]</span></li>",
                company=histories[step.application_id].application.company,
                title=title_of(step, histories[step.application_id], now=now),
                why=" ".join(reason.text for reason in step.reasons),
                ids=", ".join(step.sources),
            )
            for step in steps
        ]
        rate = on_time_rate(pairs(student.log, now=now, practice=self.practice))
        return fill(
            "<h2>{student}</h2><p>Notes: {rate}.</p><ul>{items}</ul>",
            student=student.student,
            rate=rate_words(rate),
            items=joined(items) or "Nothing to do.",
        )

    def _now(self, student: StudentLog) -> dt.datetime:
        made_up = student.log.settings.made_up
        return clock_of(student.log)() if made_up else self._clock()


def _all_made_up(cohort: Cohort) -> bool:
    return all(student.log.settings.made_up for student in cohort.logs)


def _made_up_folder() -> str:
    try:
        return str(sample_folder("cohort"))
    except FollowUpError:
        return ""


def review_panel(folder: Path | str | None = None, **options: Any) -> ReviewPanel:
    """The panel that shows a coach who needs help first.

    Args:
        folder: The folder with the logs; by default the made-up class.
        options: `practice` and `clock`, as for every panel.
    """
    return ReviewPanel(folder, **options)
