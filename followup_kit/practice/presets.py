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
)
"""Parameters of which the first must not be later than the second, with unit factors."""


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
    """A special rule on top of any preset, chosen for one application."""

    name: Words
    label: Words
    help: Words
    sources: SourceIds


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
