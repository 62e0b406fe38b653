"""One application at one moment: what every rule is asked about."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar

from followup_kit.log.choices import OutcomeKind, PositionType
from followup_kit.log.history import History
from followup_kit.log.schema import Application
from followup_kit.practice.practice import Practice
from followup_kit.practice.presets import Preset
from followup_kit.practice.sections import DEFAULT_PRESET
from followup_kit.rules.calendar import Calendar, calendar_for

P = ParamSpec("P")
R = TypeVar("R")


_BY_TYPE: dict[str, str] = {
    PositionType.INTERNSHIP: "internship",
    PositionType.INTERNAL: "internal",
}


def preset_of(application: Application) -> str:
    """The preset that judges an application: one chosen by hand, else by its type (rule P1)."""
    return application.preset or usual_preset(application.position_type)


def usual_preset(position_type: str, otherwise: str = DEFAULT_PRESET) -> str:
    """The preset of a type of position where none was chosen by hand (rule P1)."""
    return _BY_TYPE.get(position_type, otherwise)


def known_preset(application: Application, practice: Practice) -> Preset:
    """The preset that judges an application; `general` if it names one that is not known here."""
    return practice.presets.get(preset_of(application)) or practice.preset(DEFAULT_PRESET)


@dataclass(frozen=True, kw_only=True)
class News:
    """One piece of news, from an outcome or a letter of theirs."""

    kind: OutcomeKind
    at: dt.datetime
    row: str
    decide_by: dt.datetime | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """What other applications of the same student mean for this one."""

    accepted_at: dt.datetime | None = None
    offer: News | None = None
    """An open offer with a day to answer by."""


@dataclass(eq=False)
class Case:
    """What happened with one application until `now`, with its preset and calendar.

    Args:
        history: What happened.
        now: The moment to judge at, with a zone.
        practice: The presets.
        elsewhere: What other applications mean for this one; nothing by default.
    """

    history: History
    now: dt.datetime
    practice: Practice
    elsewhere: Elsewhere | None = None
    preset: Preset = field(init=False)
    calendar: Calendar = field(init=False)
    known: dict[Any, Any] = field(init=False, default_factory=dict, repr=False)
    """What the rules worked out already."""

    def __post_init__(self) -> None:
        application, settings = self.history.application, self.history.settings
        self.preset = known_preset(application, self.practice)
        self.calendar = calendar_for(
            application.employer_timezone,
            settings.holidays,
            settings.free_days,
            slow_season=self.has("slow_season"),
        )

    @property
    def application(self) -> Application:
        """The application itself."""
        return self.history.application

    def has(self, overlay: str) -> bool:
        """Whether a special rule was chosen for this application."""
        return overlay in self.history.application.overlays


def once(
    rule: Callable[Concatenate[Case, P], R],
) -> Callable[Concatenate[Case, P], R]:
    """A rule that is worked out once for a case and each thing it is asked about."""
    if len(signature(rule).parameters) == 1:

        @wraps(rule)
        def known(case: Case, /, *about: P.args, **more: P.kwargs) -> R:
            found = case.known
            if rule not in found:
                found[rule] = rule(case, *about, **more)
            return found[rule]  # type: ignore[no-any-return]

        return known

    @wraps(rule)
    def known_of_each(case: Case, /, *about: P.args, **more: P.kwargs) -> R:
        key = (rule, *[getattr(one, "id", one) for one in about])
        found = case.known
        if key not in found:
            found[key] = rule(case, *about, **more)
        return found[key]  # type: ignore[no-any-return]

    return known_of_each
