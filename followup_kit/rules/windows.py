"""When you may ask where things stand, and when to close (rules S0, S1, S5, B1, B1a, W1, W2)."""

import datetime as dt
from dataclasses import dataclass, field, replace

from followup_kit.log.choices import ContactInstruction, MessageKind
from followup_kit.log.schema import Message
from followup_kit.practice.sections import DEFAULT_PRESET
from followup_kit.rules.case import Case, once
from followup_kit.rules.messages import (
    CHECKS,
    ONE_ROUND,
    delivered,
    is_after,
    moves_silence,
    received,
)
from followup_kit.rules.notes import Pair, too_late, unthanked
from followup_kit.rules.people import can_be_reached, primary_contact
from followup_kit.rules.promises import (
    decision_on,
    decision_promised,
    instruction,
    prompt_on,
)
from followup_kit.rules.step_times import Times
from followup_kit.rules.visits import end_of, latest_held

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Window:
    """When a status check may go out, by which rule.

    Attributes:
        rule: `S5`, `S0`, `S1` or `B1a`.
        times: From when to when.
        values: What the words of the reason need.
        is_asked: Whether they asked for it, so that it counts as none of yours.
    """

    rule: str
    times: Times
    values: dict[str, object] = field(default_factory=dict)
    is_asked: bool = False

    @property
    def opens(self) -> dt.datetime:
        """From when on."""
        assert self.times.earliest is not None
        return self.times.earliest


def is_in_stage(case: Case, message: Message) -> bool:
    """Whether a message came after the latest interview."""
    last = latest_held(case)
    return last is not None and is_after(case, message, end_of(case, last))


@once
def status_checks(case: Case) -> tuple[Message, ...]:
    """Status checks of this stage that went out."""
    return tuple(m for m in delivered(case) if m.kind in CHECKS and is_in_stage(case, m))


@once
def has_thanked(case: Case) -> bool:
    """Whether the round of the thank-you notes of this stage is used (rule B1)."""
    return any(
        m.kind in ONE_ROUND and not m.prompted and is_in_stage(case, m) for m in delivered(case)
    )


@once
def rounds_used(case: Case) -> int:
    """Rounds of unprompted outreach in this stage (rule B1).

    All thank-you notes of one interview are one round; each status check that they did not
    ask for is one.
    """
    return has_thanked(case) + sum(not is_prompted(case, m) for m in status_checks(case))


@once
def has_budget(case: Case) -> bool:
    """Whether one more unprompted message is within the preset (rule B1)."""
    return rounds_used(case) < rounds_allowed(case)


@once
def rounds_allowed(case: Case) -> int:
    """How many rounds of unprompted messages the preset and the overlays allow (rule B1)."""
    more = case.preset.persistent_more_rounds if case.has("persistent") else 0
    return case.preset.max_unprompted_rounds + more


def is_prompted(case: Case, message: Message) -> bool:
    """Whether they asked for it, or their own date had passed and that counts as asking once."""
    if message.prompted:
        return True
    assert message.at is not None
    day = case.calendar.date_of(message.at)
    asked_for, promise = prompt_on(case, message.at), decision_promised(case, message.at)
    if asked_for is not None and day >= asked_for:
        return True
    promised = promise.decision_on if promise else None
    if promised is None or day <= promised or not case.preset.missed_date_is_prompt:
        return False
    earlier = (m for m in status_checks(case) if m.at is not None and m.at < message.at)
    return not any(m.at and case.calendar.date_of(m.at) > promised for m in earlier)


@once
def last_contact(case: Case) -> dt.datetime | None:
    """S: the latest of the interview's end, our last message, and theirs (rule S1)."""
    told = (m for m in (*delivered(case), *received(case)) if moves_silence(m))
    moments = [m.at for m in told if m.at is not None]
    last = latest_held(case)
    if last is not None:
        moments.append(end_of(case, last))
    return max(moments, default=None)


@once
def status_window(case: Case) -> Window | None:
    """The window of the status check that is allowed next; None if none is.

    A day they named for it comes first (S5), then their promise (S0), then silence (S1),
    then thanks that were never sent (B1a).
    """
    asked = _asked_window(case)
    if asked is None and instruction(case) is ContactInstruction.NO_STATUS:
        return None
    window = (
        asked
        or _promised_window(case)
        or _silence_window(case)
        or _late_thanks(case)
        or _after_their_day(case)
    )
    return _after_the_gap(case, window) if window is not None else None


def _asked_window(case: Case) -> Window | None:
    """They named a day to check in: on that very day, and it counts as none of yours (S5)."""
    day = prompt_on(case)
    if day is None or _checked_since(case, day):
        return None
    times = Times(earliest=case.calendar.starts(day), due=case.calendar.ends(day))
    return Window(rule="S5", times=times, is_asked=True)


def _promised_window(case: Case) -> Window | None:
    """After a stated decision date (rule S0), once per date; None when it does not apply."""
    promise, preset, calendar = decision_promised(case), case.preset, case.calendar
    day = promise.decision_on if promise else None
    if promise is None or day is None:
        return None
    if _wrote_after(case, day) or _checked_since(case, day + _DAY):
        return None
    is_new = any(m.at is not None and promise.at > m.at for m in status_checks(case)[-1:])
    if not (preset.missed_date_is_prompt or has_budget(case) or is_new):
        return None
    first = preset.status_after_date_earliest_business_days
    last = preset.status_after_date_due_business_days
    times = Times(
        earliest=calendar.opens(calendar.business_days_after(day, first)),
        due=calendar.closes(calendar.business_days_after(day, last)),
        latest=promise_is_over(case, day),
    )
    return Window(rule="S0", times=times, values={"day": day, "days": first})


def promise_is_over(case: Case, day: dt.date) -> dt.datetime:
    """When it is too late to ask after a promised day (rule S0)."""
    return case.calendar.closes(day + _DAY * case.preset.status_after_date_latest_days)


def _silence_window(case: Case) -> Window | None:
    """After silence (rule S1); None when the preset has no status check after silence."""
    promised = decision_on(case)
    if not has_budget(case):
        return None
    if promised is not None and case.calendar.date_of(case.now) <= promised:
        return None
    return _quiet_window(case, case.preset, "S1")


def _late_thanks(case: Case) -> Window | None:
    """The round of thanks that was never used, in every preset (rule B1a)."""
    if has_thanked(case) or not has_budget(case) or late_target(case) is None:
        return None
    return _quiet_window(case, case.practice.preset(DEFAULT_PRESET), "B1a")


@once
def answer_day(case: Case) -> dt.date | None:
    """The day by which they must tell you, where a rule of the place says so."""
    last = latest_held(case)
    if last is None or not case.has("ontario_answer"):
        return None
    return case.calendar.date_of(end_of(case, last)) + _DAY * case.preset.ontario_answer_days


def _after_their_day(case: Case) -> Window | None:
    """One calm question after the day by which they must tell you."""
    day, calendar = answer_day(case), case.calendar
    if day is None or _wrote_after(case, day) or _checked_since(case, day + _DAY):
        return None
    wait = case.preset.status_after_date_due_business_days
    times = Times(
        earliest=calendar.opens(day + _DAY),
        due=calendar.closes(calendar.business_days_after(day, wait)),
        latest=promise_is_over(case, day),
    )
    return Window(rule="ontario", times=times, values={"day": day}, is_asked=False)


def _quiet_window(case: Case, preset: object, rule: str) -> Window | None:
    numbers = [
        getattr(preset, f"status_after_silence_{part}_days")
        for part in ("earliest", "due", "latest")
    ]
    since = last_contact(case)
    if since is None or None in numbers:
        return None
    more = case.preset.slow_season_more_days if case.has("slow_season") else 0
    day, calendar = case.calendar.date_of(since), case.calendar
    first, due, last = (day + _DAY * (number + more) for number in numbers)
    times = Times(
        earliest=calendar.opens(first), due=calendar.closes(due), latest=calendar.closes(last)
    )
    return Window(rule=rule, times=times, values={"days": numbers[0] + more})


def _after_the_gap(case: Case, window: Window) -> Window:
    """Never two status checks within the gap, so the window opens later if needed."""
    if not status_checks(case) or window.is_asked:
        return window
    sent, times = status_checks(case)[-1].at, window.times
    assert sent is not None
    assert times.earliest is not None
    assert times.due is not None
    gap = _DAY * case.preset.status_gap_days
    earliest = max(times.earliest, case.calendar.opens(case.calendar.date_of(sent) + gap))
    due = max(times.due, earliest)
    latest = max(times.latest or due, due)
    return replace(window, times=replace(times, earliest=earliest, due=due, latest=latest))


def _checked_since(case: Case, day: dt.date) -> bool:
    """Whether a status check went out on or after that day."""
    return any(m.at and case.calendar.date_of(m.at) >= day for m in status_checks(case))


def _wrote_after(case: Case, day: dt.date) -> bool:
    """Whether somebody there wrote after that day."""
    return any(m.at and case.calendar.date_of(m.at) > day for m in received(case))


@once
def late_target(case: Case) -> Pair | None:
    """Whom a message with late thanks goes to: the contact if owed, else one who can be reached."""
    last = latest_held(case)
    ended = end_of(case, last) if last else None
    owed = [
        pair
        for pair in (*unthanked(case), *too_late(case))
        if pair.decided_at is None
        and end_of(case, pair.interview) == ended
        and can_be_reached(case, pair.person)
    ]
    contact = primary_contact(case)
    return min(owed, key=lambda pair: pair.person is not contact, default=None)


def kind_of_check(case: Case, window: Window) -> MessageKind:
    """Thanks that were never sent go into the status check (rules B1, B1a)."""
    target = late_target(case)
    is_late = target is not None and (
        window.rule == "B1a" or target.person is primary_contact(case)
    )
    return MessageKind.COMBINED if is_late else MessageKind.STATUS_CHECK


@once
def may_close_from(case: Case) -> dt.datetime | None:
    """When closing for silence may be proposed (rules W1, W2); None while it may not be.

    Never before a decision day that is known and the time after it to ask, and in a match
    programme not before the match day.
    """
    preset, calendar, promised = case.preset, case.calendar, decision_on(case)
    if case.has("match_programme") and promised is None:
        return None
    interview = latest_held(case) or case.history.interviews[-1]
    ended = end_of(case, interview)
    quiet = calendar.date_of(last_contact(case) or ended) + _DAY * preset.close_out_quiet_days
    days = [quiet, calendar.date_of(ended) + _DAY * preset.close_out_after_days]
    opens = calendar.opens(max(days))
    return max(opens, promise_is_over(case, promised)) if promised is not None else opens
