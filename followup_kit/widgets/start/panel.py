"""Where your data lives, and a few things about you that drafts and due times need."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from followup_kit.countries import country_code
from followup_kit.errors import FollowUpError
from followup_kit.log.file.backups import Backup, list_backups
from followup_kit.log.file.conflicts import Conflict
from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.log import FollowUpLog
from followup_kit.log.reading import SETTINGS_ROW
from followup_kit.log.restore import restore
from followup_kit.rules.calendar import Calendar
from followup_kit.text import counted, day_in_words
from followup_kit.times import moment_in_words
from followup_kit.widgets.shared.fields import choice_field, field, form
from followup_kit.widgets.shared.markup import block, fill
from followup_kit.widgets.shared.own_copy import is_passing
from followup_kit.widgets.shared.panel import Panel
from followup_kit.widgets.shared.zone_field import ZoneField
from followup_kit.widgets.start.conflict_list import ConflictList
from followup_kit.widgets.start.erase_form import EraseForm
from followup_kit.widgets.start.rescue_form import RescueForm
from followup_kit.widgets.start.take_out import TakeOut
from followup_kit.zones import zone_in_words

_PLACE = """
<h2>Where your data lives</h2>
<p>Everything you type stays in one file on the computer that runs this notebook. There is no
account, and nothing is sent anywhere.</p>
<p>{place}</p>
<p>{counts}</p>
"""


_COPY = """
<h2>A copy on another computer</h2>
<p>Save a copy of your log to the computer you sit at, or bring back one that you saved before. Both
are put together: nothing is overwritten.</p>
"""


_NO_BACKUP = "There is none yet"
_BACKUPS = """
<h2>Go back to an earlier state</h2>
<p>While you work, copies of your log are kept in the folder <code>backups</code> beside it. Going
back loses nothing: what came later can be brought back with Undo.</p>
"""


class StartPanel(Panel):
    """The panel of notebook 00.

    Attributes:
        fields: Name, time zone, preset and holidays.
    """

    def __init__(self, log: FollowUpLog, **options: Any) -> None:
        super().__init__(log, **options)
        presets = [(preset.label, name) for name, preset in self.practice.presets.items()]
        self.fields = {
            "student": field("settings", "student"),
            "timezone": ZoneField(
                "Your time zone", help="Empty: times are shown as the employer's."
            ),
            "preset": choice_field("Usual preset", presets, value="general"),
            "holidays": field("settings", "holidays"),
            "free_days": field("settings", "free_days"),
        }
        self._set: dict[str, Any] = {}
        self._seen = Seen()
        self.place = block()
        self.conflicts = ConflictList(log, self._choose)
        self.backup = choice_field("Backups beside your log", [(_NO_BACKUP, -1)])
        self.backups = widgets.VBox(
            [
                block(_BACKUPS),
                form(self.backup),
                self.record_button("Go back to this backup", self._restore),
            ]
        )
        self.take_out = TakeOut(log, self.clock, lambda: self.zone_name, self.status)
        self.free = block(css="fk-quiet")
        self.ground.observe(lambda _: self._suggest_zone(), names="zone")
        save = self.record_button("Save this about me", self._save, main=True)
        self.rescue = RescueForm(log, self.record_button, lambda: self.now, lambda: self.zone_name)
        parts: list[widgets.Widget] = [self.rescue, self.place, block("<h2>About you</h2>")]
        parts += [form(*self.fields.values()), self.free, save]
        if not is_passing():
            parts += [block(_COPY), self.keeping]
        self.erase = EraseForm(log, self._erase, lambda: self.now)
        parts += [self.take_out, self.conflicts, self.backups, self.erase]
        self.body.children = parts
        self.start()
        if self.ground.zone_name:  # a tab of the one page is made when the zone is known
            self._suggest_zone()

    def _suggest_zone(self) -> None:
        if not self.fields["timezone"].value:
            self.fields["timezone"].show(self.zone_name)

    def update(self) -> None:
        """Show where the log is, what it holds, and what is set."""
        self._show_settings()
        self.free.value = self._free_days()
        self._offer_backups()
        self.erase.update()
        self.conflicts.show(self.zone_name, now=self.now)
        applications, interviews = len(self.log.applications), len(self.log.interviews)
        found = (counted(applications, "application"), counted(interviews, "interview"))
        counts = f"So far: {', '.join(found)}."
        place = f"The file is {self.log.path}." if self.log.path else "It is in memory only."
        self.place.value = fill(_PLACE, place=place, counts=counts)

    def _show_settings(self) -> None:
        """Show the settings of the log; what was typed and is not saved stays."""
        newest = self.log.seen(("settings", SETTINGS_ROW))
        is_typed = False
        for name, made in self.fields.items():
            value = getattr(self.log.settings, name)
            shown = ", ".join(value) if isinstance(value, tuple) else value
            shown = zone_in_words(value) if name == "timezone" and value else shown
            if made.value in (self._set.get(name, made.value), shown):
                self._set[name] = made.value = shown
            else:
                is_typed = True
        if not is_typed:
            self._seen = newest

    def _free_days(self) -> str:
        """The days on which nobody should expect an answer, this year."""
        settings = self.log.settings
        try:
            calendar = Calendar("UTC", settings.holidays, free_days=settings.free_days)
            days = calendar.free_days(self.now.year)
        except FollowUpError as error:
            return fill("{why}", why=str(error))
        named = (f"{day_in_words(day, year=False)} {name}".strip() for day, name in days.items())
        words = ", ".join(named) or "weekends only"
        return fill("Free days that the plan skips this year: {days}.", days=words)

    def _offer_backups(self) -> None:
        self._kept = list_backups(self.log.path) if self.log.path else []
        options = [(self._backup_in_words(one), n) for n, one in enumerate(self._kept)]
        self.backup.options = options or [(_NO_BACKUP, -1)]
        is_shown = bool(self._kept) and not self.log.settings.made_up
        self.backups.layout.display = "" if is_shown else "none"

    def _backup_in_words(self, backup: Backup) -> str:
        when = moment_in_words(backup.at, self.zone_name, now=self.now)
        return f"{when}, {counted(backup.number, 'change')}"

    def _restore(self) -> str:
        changed = restore(self.log, self._kept[self.backup.value], now=self.now)
        return f"{changed} entries are as they were then. Undo brings the later ones back."

    def _choose(self, conflict: Conflict, value: Any) -> None:
        """Keep one of two values."""

        def settled() -> str:
            self.log.past.resolve(conflict, value, now=self.now)
            return f"{conflict.label}: settled."

        self.do(settled)

    def _erase(self, work: Callable[[], str]) -> None:
        """Erase, here and in the browser, and say so without the word for saving."""

        def told() -> None:
            self.status.info(self.status.text)
            self.ground.forget()

        self.do(work, then=told)

    def _save(self) -> str:
        values = {name: made.value for name, made in self.fields.items()}
        values["timezone"] = self.fields["timezone"].zone_name()
        values["holidays"] = country_code(values["holidays"])
        values["free_days"] = values["free_days"].replace(",", " ").split()
        self.log.change_settings(values, now=self.now, seen=self._seen)
        self._set = {}
        return "Drafts are signed with your name, and times are shown in your zone."


def start_panel(log: FollowUpLog, **options: Any) -> StartPanel:
    """The panel that says where your data lives, and asks who you are."""
    return StartPanel(log, **options)
