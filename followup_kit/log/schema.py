"""The tables of a log: every column, its label, its help, and what it allows.

This is the only place that spells column names and allowed values. The entry forms,
the checks of an entry, the DataFrames and the data dictionary in `data/README.md` are
all made from these classes. One class is one table; one instance is one row.
"""

import datetime as dt
from typing import Annotated, Any, ClassVar, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from followup_kit.log.choices import (
    ContactInstruction,
    Direction,
    InterviewKind,
    InterviewStatus,
    MarkKind,
    Medium,
    MessageKind,
    MessageState,
    OutcomeKind,
    Part,
    PositionType,
    Precision,
)
from followup_kit.log.columns import (
    CHOICE,
    COUNT,
    FLAG,
    MOMENT,
    Dates,
    Day,
    Email,
    Line,
    LongText,
    Moment,
    Names,
    Web,
    Zone,
    sentence,
)

Flag = Annotated[bool, FLAG]


def column(label: str, help: str = "", *, default: Any = "", required: bool = False) -> Any:
    """The declaration of one column: label, help, default, and whether it must be filled."""
    return Field(
        default=default, title=label, description=help, json_schema_extra={"required": required}
    )


class Record(BaseModel):
    """What every row has."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)
    about: ClassVar[str] = ""
    """What one row is."""

    id: Line = Field(title="Id", description="Unique, sorts by the time it was logged.")
    logged_at: Annotated[AwareDatetime, MOMENT] = Field(
        title="Logged at", description="When the row was first written."
    )

    @model_validator(mode="after")
    def _required_are_filled(self) -> Self:
        for name, field in type(self).model_fields.items():
            extra = field.json_schema_extra
            if isinstance(extra, dict) and extra["required"] and not getattr(self, name):
                message = f"`{field.title}` is empty. Fill it in."
                raise sentence(message, name)
        return self


# What an employer promised or asked for is kept where they said it (policy F1): in an
# application it is what the advert says, in an interview what was said there, and in a message
# what it names.
PROMISED_FOR = column("Decision promised for", "The last day, if they named a range.", default=None)
SAME_DAY = column("They decide the same day", default=False)
DECIDES_AT = column("They decide at", "If they named the hour.", default=None)
CHECK_IN_ON = column("They asked you to check in on", default=None)
ABOUT_CONTACT = column("What they said about contact", default=ContactInstruction.NONE)


class Application(Record):
    """One employer, one position."""

    about = "one employer, one position"

    company: Line = column("Employer", "As they write it themselves.", required=True)
    position: Line = column("Position", "As in the advert, such as Data Analyst Intern.")
    position_type: Annotated[PositionType, CHOICE] = column(
        "Type of position", default=PositionType.JOB
    )
    industry: Line = column("Industry", "Sets how formal a draft is.")
    preset: Line = column(
        "Preset", "The rules that judge it. Empty: those of the type of position.", default=""
    )
    overlays: Names = column("Special rules", "Rules on top of the preset.", default=())
    employer_timezone: Zone = column(
        "Employer's time zone", "Business days are counted there.", default="UTC", required=True
    )
    employer_country: Line = column("Employer's country", "Offers the rules of that place.")
    applied_on: Day = column("Applied on", "The day you sent the application.", default=None)
    url: Web = column("Advert address", "Where the advert is or was, starting with https://.")
    stated_decision_on: Day = PROMISED_FOR
    decides_same_day: Flag = SAME_DAY
    decides_at: Moment = DECIDES_AT
    prompt_on: Day = CHECK_IN_ON
    contact_instruction: Annotated[ContactInstruction, CHOICE] = ABOUT_CONTACT
    interest: Line = column(
        "What draws you to it", "Completes: What draws me to this position is ..."
    )
    fit: Line = column("What you bring", "Completes: What I bring is ...")
    notes: LongText = column("Notes", "Private. Never part of a draft.")


class Interview(Record):
    """One round of interviews at one employer."""

    about = "one round"

    application_id: Line = column("Application", required=True)
    round: Annotated[int, COUNT, Field(ge=1, le=99)] = column("Round", default=1)
    kind: Annotated[InterviewKind, CHOICE] = column("How", default=InterviewKind.UNKNOWN)
    starts_at: Moment = column("Starts", required=True, default=None)
    ends_at: Moment = column("Planned end", default=None)
    ended_at: Moment = column("Really ended", "If it ran over or ended early.", default=None)
    timezone: Zone = column(
        "Time zone", "The zone of the times above.", default="UTC", required=True
    )
    status: Annotated[InterviewStatus, CHOICE] = column(
        "Did it happen?", default=InterviewStatus.SCHEDULED
    )
    status_since: Moment = column(
        "Known since", "When you heard that it was cancelled or moved.", default=None
    )
    timezone_assumed: Flag = column(
        "Time zone assumed",
        "Ticked by an import that found none; untick it when it is right.",
        default=False,
    )
    stated_decision_on: Day = PROMISED_FOR
    decides_same_day: Flag = SAME_DAY
    decides_at: Moment = DECIDES_AT
    prompt_on: Day = CHECK_IN_ON
    contact_instruction: Annotated[ContactInstruction, CHOICE] = ABOUT_CONTACT
    said_at: Moment = column(
        "Said at", "When they promised it, if not at the interview itself.", default=None
    )
    next_step: Line = column("Next step they named", "Completes: The next step is ...")
    due_at: Moment = column(
        "Notes due", "Stored when you confirm the interview; charts judge by it.", default=None
    )
    policy: Line = column("Judged by preset", "The preset that `Notes due` came from.")
    notes: LongText = column("Notes", "Private. Never part of a draft.")

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        for name in ("ends_at", "ended_at"):
            end = getattr(self, name)
            if end and self.starts_at and end <= self.starts_at:
                label = type(self).model_fields[name].title
                message = f"`{label}` is not after the start. Check both times."
                raise sentence(message, name)
        return self

    def finished_at(self, default_minutes: float) -> dt.datetime:
        """When the clock for the notes starts, in UTC (rule T1).

        The real end, else the planned end, else `default_minutes` after the start.
        """
        if end := self.ended_at or self.ends_at:
            return end
        assert self.starts_at is not None
        return self.starts_at + dt.timedelta(minutes=default_minutes)


class Interviewer(Record):
    """One person at one interview."""

    about = "one person at one interview"

    interview_id: Line = column("Interview", required=True)
    name: Line = column("Name", "Spelt as on the card or in the invitation (D11).", required=True)
    part: Annotated[Part, CHOICE] = column("Part", default=Part.INTERVIEWER)
    title: Line = column("Job title")
    email: Email = column("E-mail", "One address. Leave empty if you do not have it.")
    linkedin_url: Web = column("LinkedIn address")
    linkedin_invited: Flag = column(
        "You may write on LinkedIn", "They invited you to, or you are connected.", default=False
    )
    preferred_medium: Annotated[Medium, CHOICE] = column(
        "How they like to be written to", default=Medium.UNKNOWN
    )
    met: Flag = column("You met them", "A note is owed to each person you met (D05).", default=True)
    topics: Line = column("One thing you talked about", "Completes: We talked about ...")
    fit: Line = column("What you bring, for this person", "Empty: the one of the application.")
    timezone: Zone = column("Their time zone", "Only if it differs from the employer's.")


class Message(Record):
    """One message, either way."""

    about = "one message, either way"

    application_id: Line = column("Application", required=True)
    interview_id: Line = column("Interview")
    direction: Annotated[Direction, CHOICE] = column("Direction", default=Direction.OUT)
    kind: Annotated[MessageKind, CHOICE] = column("Kind", default=MessageKind.THANK_YOU)
    medium: Annotated[Medium, CHOICE] = column("How", default=Medium.EMAIL)
    state: Annotated[MessageState, CHOICE] = column("State", default=MessageState.DRAFT)
    at: Moment = column("When", "Sent, scheduled or received.", default=None)
    at_precision: Annotated[Precision, CHOICE] = column("How exact", default=Precision.MINUTE)
    covers: Names = column("People", "Ids of the interviewers it is to, from or for.", default=())
    stated_decision_on: Day = PROMISED_FOR
    decides_same_day: Flag = SAME_DAY
    decides_at: Moment = DECIDES_AT
    prompt_on: Day = CHECK_IN_ON
    contact_instruction: Annotated[ContactInstruction, CHOICE] = ABOUT_CONTACT
    prompted: Flag = column("They asked for it", default=False)
    automated: Flag = column("Sent by a machine", "Such as an out-of-office reply.", default=False)
    wrong_name_noticed_at: Moment = column(
        "Wrong name noticed at", "If you misspelt their name; a small slip can stay.", default=None
    )
    subject: LongText = column("Subject")
    body: LongText = column("Text")
    facts: LongText = column("Facts of this message", "Used for its draft only; as JSON.")
    dismissed: Names = column(
        "Findings left as they are", "What was found and why you keep it.", default=()
    )


Said = Application | Interview | Message
"""A row that holds what an employer promised or asked for."""


class Outcome(Record):
    """One piece of news about an application."""

    about = "one piece of news"

    application_id: Line = column("Application", required=True)
    outcome: Annotated[OutcomeKind, CHOICE] = column("News", default=OutcomeKind.ADVANCED)
    at: Moment = column("When", required=True, default=None)
    decide_by: Moment = column("They want your answer by", default=None)
    day_not_known: Flag = column(
        "Day not known",
        "Ticked by an import that found no day; `When` is then when you brought it in.",
        default=False,
    )


class Mark(Record):
    """What you decided about one step of the plan."""

    about = "what you decided about one step of the plan"

    application_id: Line = column("Application", required=True)
    step: Line = column("Step", "The key of the step.", required=True)
    mark: Annotated[MarkKind, CHOICE] = column("What", default=MarkKind.SNOOZED)
    until: Moment = column("Until or at", default=None)
    reason: Line = column("Why", "For yourself.")


class Comment(Record):
    """A coach's remark."""

    about = "a coach's remark"

    target_table: Line = column("About which table")
    target_id: Line = column("About which row")
    author: Line = column("From")
    at: Moment = column("When", default=None)
    text: LongText = column("Remark", required=True)
    resolved: Flag = column("Settled", default=False)


class Template(Record):
    """A template of your own."""

    about = "a template of your own"

    name: Line = column("Name", required=True)
    text: LongText = column("Text", "Words, fields in braces, and if.", required=True)


class Settings(Record):
    """About the log itself; one row."""

    about = "the log itself (one row)"

    student: Line = column("Your name", "Signs your drafts, and tells your coach whose log it is.")
    timezone: Zone = column("Your time zone", "Empty: that of each employer.")
    preset: Line = column("Usual preset", default="general")
    holidays: Line = column("Holidays of", "Country code such as US; empty: weekends only.")
    free_days: Dates = column(
        "More free days", "Dates such as 2026-12-24 when you expect no answer.", default=()
    )
    made_up: Flag = column("Made-up sample", default=False)
    stands_at: Moment = column("Sample clock", "A sample log's clock stands still.", default=None)


class FormDraft(Record):
    """What is typed in a form that is not saved yet."""

    about = "a form that is not saved yet"

    values: LongText = column("Fields", "As JSON.")


TABLES: dict[str, type[Record]] = {
    "applications": Application,
    "interviews": Interview,
    "interviewers": Interviewer,
    "messages": Message,
    "outcomes": Outcome,
    "marks": Mark,
    "comments": Comment,
    "templates": Template,
    "settings": Settings,
    "forms": FormDraft,
}
