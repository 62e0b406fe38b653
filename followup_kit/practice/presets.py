"""What the files of the practice hold, and which values are allowed in them.

A preset is a named set of numbers behind the advice, such as 24 hours for a thank-you
note. Every number carries the ids of the statements it comes from. The allowed ranges
are declared here and nowhere else; error messages are made from them.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

Words = Annotated[str, Field(min_length=1)]
SourceIds = Annotated[tuple[str, ...], Field(min_length=1)]
Formality = Literal["formal", "neutral", "warm"]

ORDERED = (
    ("target_hours", 1, "due_hours", 1),
    ("earliest_minutes", 1, "due_hours", 60),
    ("due_hours", 1, "latest_days", 24),
    ("same_day_earliest_minutes", 1, "same_day_due_hours", 60),
    ("status_after_date_earliest_business_days", 1, "status_after_date_due_business_days", 1),
    ("status_after_date_due_business_days", 7, "status_after_date_latest_days", 5),
    ("status_after_silence_earliest_days", 1, "status_after_silence_due_days", 1),
    ("status_after_silence_due_days", 1, "status_after_silence_latest_days", 1),
    ("informational_due_hours", 1, "latest_days", 24),
    ("closing_best_hours", 1, "closing_due_hours", 1),
    ("closing_due_hours", 1, "closing_latest_days", 24),
    ("correction_due_hours", 1, "correction_latest_days", 24),
)
"""Parameters of which the first must not be later than the second, with unit factors."""

NEVER_INHERITED = frozenset(
    f"status_after_silence_{part}_days" for part in ("earliest", "due", "latest")
)
"""Parameters that a preset has only if it says so; all others come from `general`."""


class Entry(BaseModel):
    """One entry of a file: nothing is converted, nothing unknown is let in."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Statement(Entry):
    """One plain sentence of what a source says; `document` names the source."""

    id: Words
    text: Words
    document: Words


class Reason(Entry):
    """Why the plan says something, in words, with the ids of the statements behind it.

    `judgement` names the judgement call behind it; empty when the sources decide alone.
    """

    text: Words
    sources: SourceIds
    judgement: str = ""


class Overlay(Entry):
    """A special rule on top of any preset, chosen for one application.

    It is offered where the employer's country is one of `countries`, or its place one of
    `regions`, and the preset is one of `presets`; empty for all.
    """

    name: Words
    label: Words
    help: Words
    sources: SourceIds
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()

    def fits(self, place: str, preset: str) -> bool:
        """Whether the rule is offered for an employer in a place such as `GB` or `CA-ON`."""
        country = place.upper().partition("-")[0]
        is_there = country in self.countries or place.upper() in self.regions
        return is_there and (not self.presets or preset in self.presets)


class Side(Entry):
    """What one side of a contradiction says, and who says it."""

    says: Words
    sources: SourceIds


class Contradiction(Entry):
    """Where the sources disagree, and how the workbook decides.

    `actions` are the actions of the next steps that it touches.
    """

    id: Words
    title: Words
    decision: Words
    actions: SourceIds
    sides: tuple[Side, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all statements on any side."""
        return tuple(one for side in self.sides for one in side.sources)


class Judgement(Entry):
    """A call where no source decides: what the workbook chose, and why."""

    name: Words
    label: Words
    chosen: Words
    why: Words
    alternatives: Words


class Question(Entry):
    """A common question and its answer."""

    question: Words
    answer: Words
    sources: SourceIds


class Industry(Entry):
    """A field of work: how formal it is and which medium suits it."""

    name: Words
    label: Words
    formality: Formality
    medium_hint: Words
    sources: SourceIds


class Preset(Entry):
    """The numbers behind the advice for one kind of interview; units are in the names."""

    name: Words
    label: Words
    help: Words
    from_source: SourceIds
    target_hours: int = Field(title="Aim to send within (hours)", ge=1, le=168)
    due_hours: int = Field(title="Note due after (hours)", ge=1, le=168)
    earliest_minutes: int = Field(title="Not before (minutes after the end)", ge=0, le=1440)
    latest_days: int = Field(title="Too late after (days)", ge=1, le=60)
    same_day_earliest_minutes: int = Field(
        title="Same-day decision: not before (minutes)", ge=0, le=240
    )
    same_day_due_hours: int = Field(title="Same-day decision: due after (hours)", ge=1, le=24)
    default_interview_minutes: int = Field(
        title="Length of an interview, if not known (minutes)", ge=5, le=600
    )
    max_unprompted_rounds: int = Field(title="Rounds of messages they did not ask for", ge=1, le=5)
    missed_date_is_prompt: bool = Field(title="A date they missed counts as asking")
    status_after_date_earliest_business_days: int = Field(
        title="After their date: ask from (business days)", ge=0, le=30
    )
    status_after_date_due_business_days: int = Field(
        title="After their date: ask by (business days)", ge=1, le=30
    )
    status_after_date_latest_days: int = Field(
        title="After their date: not later than (days)", ge=1, le=120
    )
    status_after_silence_earliest_days: int | None = Field(
        title="After silence: ask from (days)", default=None, ge=1, le=120
    )
    status_after_silence_due_days: int | None = Field(
        title="After silence: ask by (days)", default=None, ge=1, le=120
    )
    status_after_silence_latest_days: int | None = Field(
        title="After silence: not later than (days)", default=None, ge=1, le=120
    )
    status_gap_days: int = Field(title="Between two status checks (days)", ge=1, le=60)
    close_out_after_days: int = Field(
        title="Propose to close after (days since the interview)", ge=7, le=365
    )
    close_out_quiet_days: int = Field(title="And after silence of (days)", ge=1, le=180)
    informational_due_hours: int = Field(
        title="After an informational talk: note due after (hours)", ge=1, le=336
    )
    hours_before_next_round: int = Field(
        title="Note due before the next round starts (hours)", ge=0, le=48
    )
    business_days_due: int = Field(
        title="With business days counted: note due after (days)", ge=1, le=10
    )
    card_business_days: int = Field(
        title="A card has surely arrived after (business days)", ge=1, le=30
    )
    group_note_from: int = Field(
        title="One note to all is accepted from (people at one interview)", ge=2, le=50
    )
    persistent_more_rounds: int = Field(
        title="Special rule `one status check more`: how many more", ge=1, le=3
    )
    slow_season_more_days: int = Field(
        title="Special rule `slow season`: wait longer by (days)", ge=1, le=30
    )
    reply_business_days: int = Field(
        title="Answer a question or an invitation within (business days)", ge=1, le=5
    )
    offer_reply_hours: int = Field(
        title="Thank for an offer, or withdraw, within (hours)", ge=1, le=168
    )
    days_to_decide: int = Field(title="Answer an offer without a day within (days)", ge=1, le=60)
    closing_best_hours: int = Field(title="Closing note: best after (hours)", ge=0, le=168)
    closing_due_hours: int = Field(title="Closing note: by (hours after the news)", ge=1, le=168)
    closing_latest_days: int = Field(title="Closing note: not later than (days)", ge=1, le=60)
    touch_days: int = Field(title="Stay in touch every (days)", ge=14, le=365)
    touch_over_days: int = Field(title="A word to stay in touch lapses after (days)", ge=1, le=120)
    correction_due_hours: int = Field(title="Correct a wrong name within (hours)", ge=1, le=168)
    correction_latest_days: int = Field(
        title="Correct a wrong name not later than (days)", ge=1, le=30
    )
    no_show_grace_minutes: int = Field(title="Nobody came: wait (minutes)", ge=0, le=120)
    no_show_due_hours: int = Field(
        title="Nobody came, or you missed it: write within (hours)", ge=1, le=72
    )
    apology_latest_business_days: int = Field(
        title="You missed it: not later than (business days)", ge=1, le=10
    )
    old_ones_from: int = Field(
        title="One question for all old interviews from (how many)", ge=2, le=100
    )
    ontario_answer_days: int = Field(
        title="Special rule `Ontario`: they must answer within (days)", ge=1, le=180
    )
    feedback_request_level: Literal["error", "warning", "hint"] = Field(
        title="Asking for feedback in the first note is"
    )
    separate_notes: bool = Field(title="A separate note to each person")
    default_formality: Literal["formal", "neutral", "warm", "by_industry"] = Field(
        title="How formal a draft starts out"
    )
    card_in_addition: Literal["no", "formal_fields", "yes"] = Field(
        title="Offer a card in addition"
    )
    sources: dict[str, tuple[str, ...]]

    def sources_of(self, parameter: str) -> tuple[str, ...]:
        """The ids of the statements a value comes from, or `judgement`; empty when unset."""
        return self.sources.get(parameter, ())

    @classmethod
    def parameters(cls) -> tuple[str, ...]:
        """The names of the values that carry sources."""
        plain = {"name", "label", "help", "from_source", "sources"}
        return tuple(name for name in cls.model_fields if name not in plain)


def out_of_order(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and what is wrong, where one moment would come after a later one."""
    for early, early_factor, late, late_factor in ORDERED:
        first, second = values.get(early), values.get(late)
        if type(first) is int and type(second) is int:
            if first * early_factor > second * late_factor:
                yield (
                    early,
                    f"`{first}` came in, which is later than `{late}`, {second}. "
                    f"Make `{early}` smaller or `{late}` larger.",
                )
        elif early.startswith("status_after_silence") and (first is None) != (second is None):
            given, missing = (early, late) if second is None else (late, early)
            yield given, f"it is set, but `{missing}` is not. Set both, or leave both out."


def allowed_words(field: FieldInfo) -> str:
    """What a field allows, in words: a range, a choice, or a kind of value."""
    lowest = next((str(rule.ge) for rule in field.metadata if isinstance(rule, Ge)), None)
    highest = next((str(rule.le) for rule in field.metadata if isinstance(rule, Le)), None)
    if lowest is not None:
        return f"a whole number from {lowest} to {highest}"
    if get_origin(field.annotation) is Literal:
        return ", ".join(get_args(field.annotation))
    kinds = {bool: "true or false", str: "words in double quotes, not empty"}
    return kinds.get(field.annotation, 'a list of ids, such as ["A08", "judgement"]')  # type: ignore[arg-type]
