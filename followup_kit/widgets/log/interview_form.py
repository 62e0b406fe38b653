"""The form for one interview: the employer, the times, the people, and more if wanted."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from followup_kit.countries import country_code
from followup_kit.errors import FollowUpError
from followup_kit.exchange.invitations import Invitation
from followup_kit.log.choices import InterviewKind, InterviewStatus
from followup_kit.log.file.stale_edits import Seen
from followup_kit.log.history import History
from followup_kit.log.log import FollowUpLog
from followup_kit.log.schema import Interview
from followup_kit.practice.practice import Practice
from followup_kit.rules.case import usual_preset
from followup_kit.times import at_local, local_date, zone
from followup_kit.widgets.log.overlay_boxes import OverlayBoxes
from followup_kit.widgets.log.people_rows import PeopleRows
from followup_kit.widgets.shared.clock import Clock
from followup_kit.widgets.shared.fields import (
    as_field,
    choice_field,
    end_of,
    field,
    form,
    moment_of,
    on_change,
    tell_about,
)
from followup_kit.widgets.shared.markup import block
from followup_kit.widgets.shared.zone_field import ZoneField

_APPLICATION = ("company", "position")
_MORE = ("applied_on", "url", "position_type", "interest", "fit", "notes")
_SAID = ("stated_decision_on", "decides_same_day", "prompt_on", "contact_instruction")
"""What was said at the interview; it is not filled in again for the next round (F1)."""
_EMPLOYER_NEW = ("A new application", "")
_NOON = dt.time(12)


class InterviewForm(widgets.VBox):
    """Typing in an interview, new or already logged.

    Attributes:
        interview_id: The interview that is being changed; empty for a new one.
        seen: What the form showed of each row of the log.
        fields: Every field by the name it has in a saved form.
    """

    def __init__(
        self,
        log: FollowUpLog,
        practice: Practice,
        on_typed: Callable[[], None],
        *,
        clock: Clock,
    ) -> None:
        self.interview_id = ""
        self.seen = Seen()
        self._log = log
        self._clock = clock
        self._on_typed = on_typed
        self._quiet = False
        self._suited = usual_preset("job")
        self._practice = practice
        self._known: list[tuple[str, str]] = []
        self.fields = self._make_fields(practice)
        self.people = PeopleRows(self._typed)
        more = (
            "ended",
            "employer_zone",
            "employer_country",
            *_SAID,
            "decides",
            "said_on",
            *_MORE,
            "industry",
            "next_step",
            "overlays",
        )
        self._more = form(*(self.fields[name] for name in more))
        self.show_more = widgets.ToggleButton(description="More about it (optional)")
        self.show_more.observe(lambda _: self._fold(), names="value")
        self._fold()
        for made in self.fields.values():
            on_change(made, self._typed)
        for name in ("day", "start", "zone"):
            on_change(self.fields[name], self._guess_status)
        for name in ("employer_country", "preset"):
            on_change(self.fields[name], self._offer_rules)
        on_change(self.fields["application"], self._show_application)
        on_change(self.fields["position_type"], self._suit_preset)
        self._empty = self.state()
        super().__init__(self._laid_out())

    def _make_fields(self, practice: Practice) -> dict[str, widgets.ValueWidget]:
        presets = [(preset.label, name) for name, preset in practice.presets.items()]
        industries = [(one.label, name) for name, one in practice.industries.items()]
        return {
            "application": choice_field("Application", [_EMPLOYER_NEW]),
            **{name: field("applications", name) for name in (*_APPLICATION, *_MORE)},
            **{name: field("interviews", name) for name in _SAID},
            "preset": choice_field("Preset", presets, value="general"),
            "industry": choice_field("Industry", [("Not recorded", ""), *industries], value=""),
            "day": as_field(widgets.DatePicker(description="Date")),
            "start": as_field(widgets.TimePicker(description="From", step=60)),
            "end": as_field(widgets.TimePicker(description="To", step=60)),
            "zone": ZoneField("Time zone"),
            "employer_zone": ZoneField(
                "Employer's time zone",
                column="employer_timezone",
                help="Only if it is not the zone of the interview.",
            ),
            "ended": as_field(
                widgets.TimePicker(description="Really ended (if not as planned)", step=60)
            ),
            "employer_country": field("applications", "employer_country"),
            "decides": as_field(
                widgets.TimePicker(description="They decide at (hour of that day)", step=60)
            ),
            "said_on": as_field(
                widgets.DatePicker(description="Promised on (if not at the interview)")
            ),
            "kind": field("interviews", "kind"),
            "status": field("interviews", "status"),
            "overlays": OverlayBoxes(practice.overlays),
            "round": as_field(widgets.BoundedIntText(description="Round", value=1, min=1, max=99)),
            "next_step": field("interviews", "next_step"),
        }

    def _laid_out(self) -> list[widgets.Widget]:
        when = ("day", "start", "end", "zone", "kind", "status", "round")
        return [
            form(*(self.fields[name] for name in ("application", *_APPLICATION, "preset"))),
            form(*(self.fields[name] for name in when)),
            block("<h2>People</h2><p>One row for each person you met. Each one gets a note.</p>"),
            self.people,
            self.show_more,
            self._more,
        ]

    def _fold(self) -> None:
        self._more.layout.display = "" if self.show_more.value else "none"

    def _typed(self) -> None:
        if not self._quiet:
            self._on_typed()

    def _offer_rules(self) -> None:
        """Offer the rules of the employer's country; a country that is not known offers none."""
        place, preset = (self.fields[name].value for name in ("employer_country", "preset"))
        try:
            code = country_code(place)
        except FollowUpError:
            code = ""
        rules = self._practice.overlays.items()
        self.fields["overlays"].offer({n for n, one in rules if one.fits(code, preset)})

    def _guess_status(self) -> None:
        """An interview in the past took place, one in the future is planned."""
        day, start = (self.fields[name].value for name in ("day", "start"))
        where: ZoneField = self.fields["zone"]
        if self._quiet or self.interview_id or not (day and start and where.is_known):
            return
        begins = dt.datetime.combine(day, start, tzinfo=zone(where.zone_name()))
        happened = begins <= self._clock()
        guess = InterviewStatus.COMPLETED if happened else InterviewStatus.SCHEDULED
        self.fields["status"].value = guess.value

    def _suit_preset(self) -> None:
        """The type of position sets the preset; one chosen by hand stays (policy P1)."""
        wanted = usual_preset(self.fields["position_type"].value)
        preset = self.fields["preset"]
        if not self._quiet and preset.value == self._suited:
            preset.value = self._suited = wanted

    # What is in the log

    def offer(self, histories: Sequence[History]) -> None:
        """Offer the applications of the log to add a round to."""
        self._known = [
            (
                " · ".join(filter(None, (h.application.company, h.application.position))),
                h.application.id,
            )
            for h in histories
        ]
        self._quiet = True
        self._choose(self.fields["application"].value)
        self._quiet = False

    def _choose(self, application: str) -> None:
        """Show which application is chosen, also if it was taken out meanwhile."""
        is_known = application in {"", *(name for _, name in self._known)}
        gone = [] if is_known else [("Not in the log any more", application)]
        self.fields["application"].options = [_EMPLOYER_NEW, *self._known, *gone]
        self.fields["application"].value = application

    def _show_application(self) -> None:
        """Fill in what is known about the chosen application, and count its rounds."""
        chosen = self.fields["application"].value
        history = next((h for h in self._log.histories() if h.application.id == chosen), None)
        if history is None or self._quiet:
            return
        self._look("applications", chosen)
        for name in (*_APPLICATION, *_MORE, "employer_country", "preset", "industry", "overlays"):
            self.fields[name].value = getattr(history.application, name)
        if not self.interview_id:
            self.fields["round"].value = self._round_in(history)

    def _round_in(self, history: History) -> int:
        """The round a new interview is: that of the same day, else the next (rule F6)."""
        day = self.fields["day"].value
        for interview in history.interviews:
            if interview.starts_at and local_date(interview.starts_at, interview.timezone) == day:
                return interview.round
        return 1 + max((i.round for i in history.interviews), default=0)

    def join(self, application: str) -> None:
        """Make what is typed an interview of an application that is in the log.

        What was typed stays; what was left empty is filled in from the application.
        """
        typed = {name: self.fields[name].value for name in (*_MORE, "industry", "overlays")}
        self.fields["application"].value = application
        for name, value in typed.items():
            if value not in (self._empty[name], None, "", ()):
                self.fields[name].value = value

    def _be_about(self, row: str) -> None:
        """Be the form of an interview of the log, or of a new one."""
        self.interview_id = row
        tell_about(self, row)

    def _look(self, table: str, *rows: str) -> None:
        """Remember which version of some rows is shown."""
        self.seen.revisions |= self._log.seen(*((table, row) for row in rows)).revisions

    def show_interview(self, row: str) -> None:
        """Fill in an interview of the log, to change it.

        Raises:
            FollowUpError: It is not in the log any more.
        """
        interview = self._log.get(Interview, row)
        history = self._log.history(interview.application_id)
        self.clear()
        self._be_about(row)
        self._look("interviews", row)
        self._look("interviewers", *(person.id for person in history.people_at(interview)))
        self._quiet = True
        self.fields["application"].value = history.application.id
        self._quiet = False
        self._show_application()
        where = zone(interview.timezone)
        shown = (("start", interview.starts_at), ("end", interview.ends_at))
        for name, moment in (*shown, ("ended", interview.ended_at)):
            self.fields[name].value = moment.astimezone(where).time() if moment else None
        if interview.starts_at:
            self.fields["day"].value = interview.starts_at.astimezone(where).date()
        self.fields["zone"].show(interview.timezone)
        apart = history.application.employer_timezone
        self.fields["employer_zone"].show("" if apart == interview.timezone else apart)
        for name in ("kind", "status", "round", "next_step", *_SAID):
            self.fields[name].value = getattr(interview, name)
        hour, said = interview.decides_at, interview.said_at
        self.fields["decides"].value = hour.astimezone(where).time() if hour else None
        self.fields["said_on"].value = said.astimezone(where).date() if said else None
        self.people.show([person.model_dump() for person in history.people_at(interview)])

    def fill_in(self, found: Invitation) -> None:
        """Put what was found of an interview into the fields; what was not found stays."""
        values = {
            "company": found.company,
            "position": found.position,
            "day": found.day,
            "start": found.start,
            "end": found.end,
            "kind": "" if found.kind is InterviewKind.UNKNOWN else found.kind,
            "notes": found.text,
        }
        for name, value in values.items():
            if value:
                self.fields[name].value = value
        if found.zone_name:
            self.fields["zone"].show(found.zone_name)
        if found.people:
            self.people.show([*self.people.state(), *found.people])
        self._guess_status()
        self._typed()

    # What was typed

    def application_fields(self) -> dict[str, Any]:
        """The columns of `applications`, with the `id` of one that is in the log.

        The employer's zone is that of the interview, unless another is given.

        Raises:
            InvalidEntryError: A zone is not known.
        """
        names = (*_APPLICATION, *_MORE, "preset", "industry", "overlays")
        found = {name: self.fields[name].value for name in names}
        chosen = self.fields["application"].value
        zone_name = self.fields["employer_zone"].zone_name() or self.fields["zone"].zone_name()
        found["employer_timezone"] = zone_name
        found["employer_country"] = country_code(self.fields["employer_country"].value)
        return {**found, "id": chosen} if chosen else found

    def interview_fields(self) -> dict[str, Any]:
        """The columns of `interviews`.

        Raises:
            FollowUpError: The date or a time is missing, or does not exist.
        """
        names = ("kind", "status", "round", "next_step", *_SAID)
        found = {name: self.fields[name].value for name in names}
        zone_name = self.fields["zone"].zone_name()
        times = self._times(zone_name) | self._promised(zone_name)
        return {**found, **times, "timezone": zone_name, "timezone_assumed": False}

    def _times(self, zone_name: str) -> dict[str, dt.datetime | None]:
        start = moment_of(self.fields["day"], self.fields["start"], zone_name)
        ends = {"ends_at": self.fields["end"].value, "ended_at": self.fields["ended"].value}
        return {"starts_at": start} | {
            name: end_of(start, clock_time, zone_name) if start and clock_time else None
            for name, clock_time in ends.items()
        }

    def _promised(self, zone_name: str) -> dict[str, dt.datetime | None]:
        """The hour of a decision, and when it was promised if that was not at the interview."""
        hour, said_on = self.fields["decides"].value, self.fields["said_on"].value
        day = self.fields["stated_decision_on"].value or self.fields["day"].value
        return {
            "decides_at": at_local(day, hour, zone_name) if hour and day else None,
            "said_at": at_local(said_on, _NOON, zone_name) if said_on else None,
        }

    def refusable(self) -> dict[str, widgets.DOMWidget]:
        """The field of each column, to be marked when it is refused."""
        times = {"starts_at": "day", "ends_at": "end", "ended_at": "ended"}
        places = {"timezone": "zone", "employer_timezone": "employer_zone"}
        found = {name: self.fields[shown] for name, shown in {**times, **places}.items()}
        return {**self.fields, **found, **self.people.refusable()}

    # Keeping what is typed

    def state(self) -> dict[str, Any]:
        """Everything typed, as plain values that can be kept in the log."""
        found = {name: made.value for name, made in self.fields.items()}
        plain = {
            name: value.isoformat() if isinstance(value, dt.date | dt.time) else value
            for name, value in found.items()
        }
        return {
            **plain,
            "interview_id": self.interview_id,
            "people": self.people.state(),
            "seen": self.seen.revisions,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Bring back what `state` gave."""
        self._quiet = True
        for name, made in self.fields.items():
            if name in state and name != "application":
                made.value = _from_plain(made, state[name])
        self._choose(state.get("application", self.fields["application"].value))
        self.people.show(state.get("people", []))
        self._be_about(state.get("interview_id", ""))
        self.seen = Seen(dict(state.get("seen", {})))
        self._quiet = False

    def clear(self) -> None:
        """Empty the form, except for the zone and the preset, which rarely change."""
        empty = {name: v for name, v in self._empty.items() if name not in {"zone", "preset"}}
        self.restore(empty)


def _from_plain(made: widgets.ValueWidget, value: Any) -> Any:
    if isinstance(made, widgets.DatePicker):
        return dt.date.fromisoformat(value) if value else None
    if isinstance(made, widgets.TimePicker):
        return dt.time.fromisoformat(value) if value else None
    return tuple(value) if isinstance(value, list) else value
