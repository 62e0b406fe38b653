"""Another preset's dates beside those that hold. Nothing is changed or rewritten by looking."""

import datetime as dt
from dataclasses import dataclass, replace

from followup_kit.log.history import History
from followup_kit.plan.next_steps import HasHistories, next_steps
from followup_kit.plan.steps import NextStep
from followup_kit.practice.practice import Practice, load_practice


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One thing to do, as it is and as it would be.

    Attributes:
        preset: The preset that was tried.
        now: The step as it is; None if only the other preset has it.
        instead: The step under the other preset; None if it would fall away.
    """

    preset: str
    now: NextStep | None
    instead: NextStep | None

    @property
    def is_same(self) -> bool:
        """Whether action and times would stay as they are."""
        if self.now is None or self.instead is None:
            return False
        same_times = replace(self.now.times, recommended=None) == replace(
            self.instead.times, recommended=None
        )
        return self.now.action is self.instead.action and same_times


@dataclass(frozen=True)
class _Tried:
    """The histories of a log as if every application had that preset."""

    log: HasHistories
    preset: str

    def histories(self) -> list[History]:
        """One history per application."""
        return [_as_if(history, self.preset) for history in self.log.histories()]


def _as_if(history: History, preset: str) -> History:
    """The history as if it had that preset, without the due times that were stored."""
    if history.application.preset == preset:
        return history
    unset = {"due_at": None, "policy": ""}
    return replace(
        history,
        application=history.application.model_copy(update={"preset": preset}),
        interviews=tuple(i.model_copy(update=unset) for i in history.interviews),
    )


def what_if(
    log: HasHistories, preset: str, *, now: dt.datetime, practice: Practice | None = None
) -> list[Comparison]:
    """The open steps beside those of another preset, in the order of the present ones.

    Due times that were stored when an interview was confirmed are set aside, not rewritten:
    this looks at open steps only, and writes nothing.

    Args:
        log: The log.
        preset: The preset to try for every application.
        now: The moment to judge at, with a zone.
        practice: Presets and reasons; by default those of the workbook.

    Raises:
        FollowUpError: The preset is not known, or `now` has no zone.
    """
    practice = practice or load_practice()
    practice.preset(preset)
    present = {s.key: s for s in next_steps(log, now=now, practice=practice)}
    other = {s.key: s for s in next_steps(_Tried(log, preset), now=now, practice=practice)}
    return [
        Comparison(preset=preset, now=present.get(key), instead=other.get(key))
        for key in dict.fromkeys((*present, *other))
    ]
